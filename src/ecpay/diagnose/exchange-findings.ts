import { type Finding, finding, refuse } from '../../findings/findings.js'
import { nearestFew } from '../../protocol/nearest.js'
import { formNames } from '../../recorded/form.js'
import type { Given } from '../../recorded/given.js'
import { kindOf, type RequestKind, requestIn } from '../../recorded/recorded.js'
import { ENDPOINTS } from '../endpoints/endpoints.js'

/** A request as a tool recorded it. */
export interface Exchange {
  method: string
  /** Absent where the recording has no address that can be read, as in a sample of the documentation. */
  url?: URL | undefined
  headers: readonly (readonly [name: string, value: string])[]
  /** The text of the body; a GET has its query in its place, as the JSON object that is signed. */
  body: string
  /** A file that holds the body, as curl's `-d @file` has it; line breaks are then dropped, as curl does. */
  bodyFile?: { path: string; dropsLineBreaks: boolean }
}

/** Where the request should have gone. */
export interface Expected {
  env: string
  /** Absent where every host will do. */
  host?: string | undefined
}

/** What is wrong with a request beside its signature: address, method, Content-Type and length. */
export function checkExchange({ method, url, headers, body }: Exchange, { env, host }: Expected): Finding[] {
  const header = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1]
  const type = header('content-type') ?? ''
  const length = header('content-length')
  const size = Buffer.byteLength(body)
  const found: Finding[] = []
  if (url && url.hostname !== NO_HOST && host !== undefined && url.host !== host)
    found.push(finding('request-host', { host: url.host, env, expected: host }))
  if (url?.protocol === 'http:' && !isLoopback(url)) found.push(finding('request-insecure', { host: url.host }))
  if (url) found.push(...pathFindings(url.pathname))
  const wanted = ENDPOINTS.find(({ path }) => path === url?.pathname)?.method ?? 'POST'
  if (method !== wanted) found.push(finding('request-method', { found: method, wanted }))
  if (method === 'GET' && wanted === 'GET') return found
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1]
  if (!/^application\/json\s*(?:;|$)/i.test(type)) found.push(finding('request-content-type', { found: type }))
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) found.push(finding('request-charset', { found: charset }))
  if (length !== undefined && Number(length) !== size) found.push(finding('request-length', { length, size }))
  return found
}

/** Stands where a message has a path and no Host; the name can belong to nobody. */
const NO_HOST = 'host.invalid'

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)
}

/** A path that is the one of no call, with the nearest that are; a path that only stands behind another is left alone. */
export function pathFindings(found: string): Finding<'unknown-path'>[] {
  if (ENDPOINTS.some(({ path }) => found.endsWith(path))) return []
  return [finding('unknown-path', { found, near: nearestPaths(found) })]
}

/** The paths of the calls whose name is nearest to the last part of this one: the beginning is what is misremembered. */
function nearestPaths(found: string): string[] {
  const parts = ({ path }: { path: string }) => path.toLowerCase().split('/').filter(Boolean)
  const last = (path: { path: string }) => parts(path).at(-1) ?? ''
  const names = nearestFew(last({ path: found }), [...new Set(ENDPOINTS.map(last))], 1)
  return ENDPOINTS.filter((one) => names.includes(last(one))).map(({ path }) => path)
}

/**
 * Reads a request as people have it in hand: curl for sh, cmd and PowerShell, PowerShell's own commands, `fetch`,
 * wget, HTTPie, a HAR file or the message itself.
 *
 * @param source what the text should be, where it does not tell
 * @param wanted of a callback, nothing but the body matters
 * @throws EcpayError `no-request-found`; `form-body` where the body is a form and no JSON; what reading JSON finds
 */
export function readExchange(
  text: string,
  source: RequestKind | 'har',
  wanted: 'request' | 'callback' = 'request'
): Exchange {
  const recognised = kindOf(text)
  const kind = recognised === undefined || recognised === 'body' || recognised === 'callback' ? source : recognised
  const given = requestIn(text, kind, wanted)
  const exchange = given && exchangeOf(given, kind === 'har')
  if (!exchange) throw refuse('no-request-found', { source: kind })
  return exchange
}

function exchangeOf(given: Given, isHar: boolean): Exchange | undefined {
  const { method = 'POST', headers, bodyFile, address = '' } = given
  const url = urlOf(address, isHar)
  if (!url && (isHar || address.trim() === '')) return undefined
  const sent = sentBody(given, url)
  if (sent !== undefined) return { method, url, headers, body: sent }
  if (bodyFile) return { method, url, headers, body: '', bodyFile }
  if (method !== 'GET' || !url) return undefined
  return { method, url, headers, body: JSON.stringify(Object.fromEntries(url.searchParams)) }
}

/** An address without a scheme goes to https, as every address of the platform does. */
function urlOf(address: string, isHar: boolean): URL | undefined {
  if (address.startsWith('/') && !isHar) return new URL(address, `https://${NO_HOST}`)
  const full = isHar || /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url : undefined
}

/**
 * The body of a request as JSON text, as far as it is one.
 *
 * @throws EcpayError `form-body`
 */
function sentBody({ body, parts, isForm, headers }: Given, url: URL | undefined): string | undefined {
  const uploads = ENDPOINTS.some(({ path, encoding }) => encoding === 'multipart' && url?.pathname.endsWith(path))
  if (parts && uploads) return JSON.stringify(Object.fromEntries(parts.filter(([, value]) => !value.startsWith('@'))))
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const isMultipart = parts !== undefined || /^multipart\//i.test(type)
  const names = parts?.map(([name]) => name) ?? (body === undefined ? undefined : formNames(body))
  if (isMultipart && (parts || !body?.trim().startsWith('{')))
    throw refuse('form-body', { form: 'multipart', keys: names ?? [] })
  if (isForm || names) throw refuse('form-body', { form: 'urlencoded', keys: names ?? [] })
  return body
}
