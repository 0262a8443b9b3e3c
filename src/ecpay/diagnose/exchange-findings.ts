import { type Finding, finding, refuse } from '../../findings/findings.js'
import { nearestFew } from '../../protocol/nearest.js'
import { formNames } from '../../recorded/form.js'
import type { Given } from '../../recorded/given.js'
import { kindOf, type RequestKind, requestIn } from '../../recorded/recorded.js'
import { ENDPOINTS } from '../endpoints/endpoints.js'

/** A recorded request. */
export interface Exchange {
  method: string
  /** Absent if the recording has no readable address, as in samples of documentation. */
  url?: URL | undefined
  headers: readonly (readonly [name: string, value: string])[]
  /** The text of the body. For a GET, it is the query as the JSON object that is signed. */
  body: string
  /** The file of the body, as in curl's `-d @file`. Like curl, line breaks are removed then. */
  bodyFile?: { path: string; dropsLineBreaks: boolean }
  /** Where cmd ends the command within its body. */
  cmdEnd?: string | undefined
}

/** The environment and host to which the request should have gone. */
export interface Expected {
  env: string
  /** Absent if any host is right. */
  host?: string | undefined
}

/** What is wrong with a request apart from its signature: address, method, Content-Type and length. */
export function checkExchange({ method, url, headers, body, cmdEnd }: Exchange, { env, host }: Expected): Finding[] {
  const header = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1]
  const type = header('content-type') ?? ''
  const length = header('content-length')
  const size = Buffer.byteLength(body)
  const found: Finding[] = cmdEnd === undefined ? [] : [finding('cmd-ends-command', { found: cmdEnd })]
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

/** The host for a message with a path but without Host. Nobody can own this name. */
const NO_HOST = 'host.invalid'

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)
}

/** The finding for an unknown path, with the nearest known ones. A known path after a prefix is accepted. */
export function pathFindings(found: string): Finding<'unknown-path'>[] {
  if (ENDPOINTS.some(({ path }) => found.endsWith(path))) return []
  return [finding('unknown-path', { found, near: nearestPaths(found) })]
}

/** The paths of the calls whose names are nearest to the last part of this one. Usually the beginning is wrong. */
function nearestPaths(found: string): string[] {
  const parts = ({ path }: { path: string }) => path.toLowerCase().split('/').filter(Boolean)
  const last = (path: { path: string }) => parts(path).at(-1) ?? ''
  const names = nearestFew(last({ path: found }), [...new Set(ENDPOINTS.map(last))], 1)
  return ENDPOINTS.filter((one) => names.includes(last(one))).map(({ path }) => path)
}

/**
 * Reads a pasted request: curl for sh, cmd and PowerShell, PowerShell's own commands, `fetch`, wget, HTTPie, a HAR
 * file or the message itself.
 *
 * @param source the expected kind, if the text does not show it
 * @param wanted for a callback, only the body matters
 * @throws EcpayError `no-request-found`; `form-body` if the body is a form instead of JSON; otherwise like `readObject`
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
  const { method = 'POST', headers, bodyFile, address = '', cmdEnd } = given
  const url = urlOf(address, isHar)
  if (!url && (isHar || address.trim() === '')) return undefined
  const sent = sentBody(given, url)
  if (sent !== undefined) return { method, url, headers, body: sent, ...(cmdEnd !== undefined && { cmdEnd }) }
  if (bodyFile) return { method, url, headers, body: '', bodyFile }
  if (method !== 'GET' || !url) return undefined
  return { method, url, headers, body: JSON.stringify(Object.fromEntries(url.searchParams)) }
}

/** The URL of an address. Without a scheme it is https, like every address of the platform. */
function urlOf(address: string, isHar: boolean): URL | undefined {
  if (address.startsWith('/') && !isHar) return new URL(address, `https://${NO_HOST}`)
  const full = isHar || /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url : undefined
}

/**
 * The body of a request as JSON text, if it is JSON.
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
