import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { setFlagsFromString } from 'node:v8'
import type { Dispatcher } from 'undici'
import { EcpayError, type Finding, finding, refuseAll } from '../findings/findings.js'
import { isLoopback } from '../protocol/loopback.js'
import { type FileSink, type RawAnswer, readAnswer } from './read-answer.js'

/** A larger answer is cut off. The platform never sends that much. */
export const MAX_ANSWER = 10 * 1024 * 1024

/** The channel of undici's reports that it sent a request on an open connection; a tunnel's CONNECT does not count. */
const SENT = 'undici:client:sendHeaders'

export interface SendRequest {
  url: string
  method: 'GET' | 'POST'
  /** A list where a name may stand twice. */
  headers: Record<string, string> | readonly (readonly [name: string, value: string])[]
  body: string | Uint8Array
  /** The limit for the whole attempt, in milliseconds. */
  timeout: number
  signal: AbortSignal
  /** The limit for the answer in bytes; a larger one is an error. {@link MAX_ANSWER} if absent. */
  maxAnswer?: number
  /** Receives an answer that is a file, of any size. Any other answer is collected. */
  file?: FileSink | undefined
  /** Called when the request is sent, which may be long after it has to wait for a connection. */
  onSent?: () => void
  /** Whether to accept any certificate, as for a handler on the developer's own machine. */
  insecure?: boolean
  /** The environment, for `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`. */
  env: Readonly<Record<string, string | undefined>>
}

/** A function that sends a request and reads the whole answer, with the errors of {@link send}. */
export type Send = (request: SendRequest) => Promise<RawAnswer>

/**
 * Sends one request and reads the whole answer. Certificates are verified unless it is `insecure`. Redirects are
 * never followed.
 *
 * @throws EcpayError with a code of the connection; `answer-too-large` above {@link MAX_ANSWER}; `unsendable-header`
 */
export async function send(request: SendRequest): Promise<RawAnswer> {
  expectSendable(request.headers)
  const { EnvHttpProxyAgent, request: call } = await loadUndici()
  const rejectUnauthorized = request.insecure !== true
  const deadline = AbortSignal.timeout(request.timeout)
  const signal = AbortSignal.any([request.signal, deadline])
  // The deadline is the only timer, because undici's own would report the wrong phase. The sockets get the signal
  // too: undici reacts to it only after it is connected, and the other side may never let that happen.
  const patient = { timeout: 0, signal }
  const agent = new EnvHttpProxyAgent({
    ...proxiesOf(request.env, request.url),
    connect: { ...patient, rejectUnauthorized },
    requestTls: { ...patient, rejectUnauthorized },
    proxyTls: patient,
    headersTimeout: 0,
    bodyTimeout: 0
  })
  let connected = false
  let whole = false
  const onSent = (message: unknown) => {
    connected ||= (message as { request: { method: string } }).request.method !== 'CONNECT'
  }
  subscribe(SENT, onSent)
  const { host } = new URL(request.url)
  try {
    const { method, headers, body } = request
    const sent = { method, headers: headerLines(headers), body: body || null }
    const answer = await call(request.url, { ...sent, dispatcher: agent, signal })
    const { maxAnswer: limit = MAX_ANSWER, file } = request
    const read = await readAnswer(headOf(answer), answer.body, { limit, file, signal })
    whole = read.file !== undefined && !read.cutOff
    return read
  } catch (error) {
    if (error instanceof EcpayError || request.signal.aborted) throw error
    const limit = request.timeout
    if (deadline.aborted) throw unreachable(finding(connected ? 'answer-timeout' : 'connect-timeout', { host, limit }))
    throw unreachable(networkFinding(error, host))
  } finally {
    unsubscribe(SENT, onSent)
    compileOnce('')
    await agent.destroy().catch(() => {})
    await request.file?.end(whole)
  }
}

/** The proxies that the environment names for an address. Connections to this machine never go through one. */
export function proxiesOf(
  env: SendRequest['env'],
  url: string
): { httpProxy: string; httpsProxy: string; noProxy: string } {
  return {
    httpProxy: env.http_proxy ?? env.HTTP_PROXY ?? '',
    httpsProxy: env.https_proxy ?? env.HTTPS_PROXY ?? '',
    noProxy: isLoopback(new URL(url).hostname) ? '*' : (env.no_proxy ?? env.NO_PROXY ?? '')
  }
}

/** RFC 9110 §5.5; what is above is none of the bytes that a header is made of. */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/u

/**
 * Refuses before anything is sent. An error of undici would leave open whether it was.
 *
 * @throws EcpayError `unsendable-header`
 */
export function expectSendable(headers: SendRequest['headers']): void {
  for (const [header, value] of isList(headers) ? headers : Object.entries(headers)) {
    if (UNSENDABLE.test(value)) throw unreachable(finding('unsendable-header', { header }))
  }
}

/** The headers of a request, as undici takes them. */
export function headerLines(headers: SendRequest['headers']): string[] | Record<string, string> {
  return isList(headers) ? headers.flat() : headers
}

function isList(headers: SendRequest['headers']): headers is readonly (readonly [string, string])[] {
  return Array.isArray(headers)
}

/** Status and headers of an answer. */
export function headOf({ statusCode, headers }: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>) {
  const named = Object.entries(headers).map(([name, value]) => [name, String(value)])
  return { status: statusCode, headers: Object.fromEntries(named) }
}

/**
 * Loads undici. The V8 of Node 20 would compile its parser a second time, optimised, and keep the process alive for a
 * tenth of a second after its only answer. Other versions may not know the flags, and would say so on stderr.
 */
function loadUndici(): Promise<typeof import('undici')> {
  compileOnce('no-')
  return import('undici')
}

/** The flags apply to code that is compiled meanwhile. V8 rejects cached code that was compiled with other flags. */
function compileOnce(no: 'no-' | ''): void {
  if (!process.versions.node.startsWith('20.')) return
  setFlagsFromString(`--${no}wasm-tier-up`)
  setFlagsFromString(`--${no}wasm-dynamic-tiering`)
}

function unreachable(found: Finding): EcpayError {
  return refuseAll([found])
}

/** The finding for a failed connection, by the error code of Node or undici. */
const NETWORK: { codes: RegExp; found: (host: string, reason: string) => Finding }[] = [
  { codes: /^ECONNREFUSED$/, found: (host) => finding('connection-refused', { host }) },
  { codes: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, found: (host) => finding('connection-reset', { host }) },
  { codes: /^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|EAI_NODATA)$/, found: (host) => finding('host-not-found', { host }) },
  {
    codes: /^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES|EPERM)$/,
    found: (host, reason) => finding('host-unreachable', { host, reason })
  },
  { codes: /^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, found: (host) => finding('connect-timeout', { host, limit: 0 }) },
  {
    codes: /CERT|SIGNED|SSL|TLS|^EPROTO$|UNABLE_TO/,
    found: (host, reason) => finding('tls-untrusted', { host, reason })
  }
]

/** Why a connection failed, by the error code of Node or undici. */
export function networkFinding(error: unknown, host: string): Finding {
  const { code, message } = innermost(error)
  const known = NETWORK.find(({ codes }) => codes.test(code))
  return known ? known.found(host, code) : finding('network-error', { host, reason: code || message })
}

/** The innermost error. Node tries several addresses at once and wraps the errors; the cause has the code. */
function innermost(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0])
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (error.cause !== undefined && (code === '' || code === 'UND_ERR_ABORTED')) return innermost(error.cause)
  return { code, message: error.message }
}
