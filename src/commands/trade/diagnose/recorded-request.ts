import { type Finding, finding, refuse } from '../../../findings/findings.js'
import type { Encoding } from '../../../protocol/json/encodings.js'
import type { Given } from '../../../recorded/given.js'
import { kindOf, type RequestKind, requestIn } from '../../../recorded/recorded.js'
import type { Context } from '../../shared/command.js'
import { readText } from '../../shared/input.js'
import { bothIn, RECORDING, type TradeInHand } from './in-hand.js'

/**
 * Reads a request out of a file: what its options say, else what the text is.
 *
 * @throws EcpayError of the input; `no-request-found`, `missing-authorization`
 */
export async function recordedRequest(
  context: Context,
  file: string,
  source: 'curl' | 'har',
  encoding: Encoding | undefined
): Promise<TradeInHand> {
  const { text } = await readText(context, file, encoding, RECORDING)
  const recognised = kindOf(text)
  const kind = recognised === undefined || recognised === 'body' || recognised === 'callback' ? source : recognised
  const given = requestIn(text, kind, 'authorized')
  if (!given) throw refuse('no-request-found', { source: kind })
  return inHand(context, given, encoding)
}

/** The same where nothing says that it is one: nothing where it is none. */
export async function recordedText(
  context: Context,
  text: string,
  encoding: Encoding | undefined
): Promise<TradeInHand | undefined> {
  const kind = kindOf(text)
  if (kind === undefined || kind === 'body' || kind === 'callback') return undefined
  const given = requestIn(text, kind satisfies RequestKind | 'har', 'authorized')
  if (!given) throw refuse('no-request-found', { source: kind })
  context.out.notice(finding('read-as', { kind }))
  return inHand(context, given, encoding)
}

async function inHand(context: Context, given: Given, encoding: Encoding | undefined): Promise<TradeInHand> {
  const body = await bodyOf(context, given, encoding)
  const header = given.headers.find(([name, value]) => /authorization$/i.test(name) && isAuthorization(value))
  const found = header ?? given.headers.find(([, value]) => isAuthorization(value))
  const both = found ? undefined : bothIn(body)
  if (both) return both
  if (!found) throw refuse('missing-authorization')
  const { host, uri } = addressOf(given.address ?? '')
  const method = (given.method ?? (body === '' ? 'GET' : 'POST')).toUpperCase()
  const warnings = warningsOf(given, body)
  return { body, authorization: `${found[0]}: ${found[1]}`, method, uri, host, warnings }
}

function isAuthorization(value: string): boolean {
  return /SHA256-RSA2048|app_?id\s*=/i.test(value)
}

async function bodyOf(context: Context, { body, bodyFile }: Given, encoding: Encoding | undefined): Promise<string> {
  if (!bodyFile) return body ?? ''
  const { text } = await readText(context, bodyFile.path, encoding, RECORDING)
  return bodyFile.dropsLineBreaks ? text.replace(/[\r\n]/g, '') : text
}

/** Host, and path with query as they were written: what is signed is not decoded. */
function addressOf(address: string): { host: string | undefined; uri: string } {
  const [, host, rest = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)([^#]*)/i.exec(address.trim()) ?? []
  return { host: host === '' ? undefined : host, uri: rest.startsWith('/') ? rest : `/${rest}` }
}

/** What is wrong with the request beside its authorization. */
function warningsOf({ address = '', headers, cmdEnd }: Given, body: string): Finding[] {
  const header = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1]
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(header('content-type') ?? '')?.[1]
  const length = header('content-length')
  const size = Buffer.byteLength(body)
  const host = /^http:\/\/([^/?#]*)/i.exec(address)?.[1]
  const isHere = host === undefined || /^(?:localhost|127\.|\[::1\])/.test(host)
  return [
    ...(cmdEnd === undefined ? [] : [finding('cmd-ends-command', { found: cmdEnd })]),
    ...(isHere ? [] : [finding('request-insecure', { host })]),
    ...(charset !== undefined && !/^utf-?8$/i.test(charset) ? [finding('request-charset', { found: charset })] : []),
    ...(length !== undefined && Number(length) !== size ? [finding('request-length', { length, size })] : [])
  ]
}
