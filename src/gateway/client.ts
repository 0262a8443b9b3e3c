import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { setFlagsFromString } from 'node:v8'
import { EcpayError, type Finding, finding, refuseAll } from '../findings/findings.js'
import { type FileSink, type RawAnswer, readAnswer } from './read-answer.js'

/** A larger answer is cut off: the platform never sends as much. */
const MAX_ANSWER = 10 * 1024 * 1024

/** Where undici tells that a request left on a connection that stands; a tunnel's CONNECT does not count. */
const SENT = 'undici:client:sendHeaders'

export interface SendRequest {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body: string | Uint8Array
  /** For the whole attempt, in milliseconds. */
  timeout: number
  signal: AbortSignal
  /** More bytes of an answer are an error; {@link MAX_ANSWER} when absent. */
  maxAnswer?: number
  /** Takes an answer that is a file, of any size; whatever else comes is collected. */
  file?: FileSink | undefined
  /** Whether a certificate that nobody vouches for will do: a handler on the developer's own machine. */
  insecure?: boolean
  /** `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are read from here. */
  env: Readonly<Record<string, string | undefined>>
}

/** What sends a request and reads the whole answer, with the errors of {@link send}. */
export type Send = (request: SendRequest) => Promise<RawAnswer>

/**
 * Sends one request and reads the whole answer. Certificates are verified unless it is `insecure`, and
 * redirects never followed.
 *
 * @throws EcpayError with the code of what went wrong; `answer-too-large` past {@link MAX_ANSWER}
 */
export async function send(request: SendRequest): Promise<RawAnswer> {
  const { EnvHttpProxyAgent, request: call } = await loadUndici()
  const { env } = request
  const rejectUnauthorized = request.insecure !== true
  const proxies = {
    httpProxy: env.http_proxy ?? env.HTTP_PROXY ?? '',
    httpsProxy: env.https_proxy ?? env.HTTPS_PROXY ?? '',
    // This machine is never behind a proxy.
    noProxy: [env.no_proxy ?? env.NO_PROXY, 'localhost', '127.0.0.1', '[::1]'].filter(Boolean).join(',')
  }
  const deadline = AbortSignal.timeout(request.timeout)
  const signal = AbortSignal.any([request.signal, deadline])
  // The deadline is the only clock; undici's own would report the wrong phase. The signal goes to the sockets
  // too: undici hears it only once it is connected, which the other side may never let happen.
  const patient = { timeout: 0, signal }
  const agent = new EnvHttpProxyAgent({
    ...proxies,
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
    const answer = await call(request.url, { method, headers, body: body || null, dispatcher: agent, signal })
    const named = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
    const head = { status: answer.statusCode, headers: Object.fromEntries(named) }
    const { maxAnswer: limit = MAX_ANSWER, file } = request
    const read = await readAnswer(head, answer.body, { limit, file, signal })
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

/**
 * The V8 of Node 20 would compile undici's parser a second time, optimised, and keep the process alive for a
 * tenth of a second after its one answer. Other versions may not know the flags, and say so on stderr.
 */
export function loadUndici(): Promise<typeof import('undici')> {
  compileOnce('no-')
  return import('undici')
}

/** The flags count for what is compiled meanwhile; code that is kept for the next start is refused with others. */
function compileOnce(no: 'no-' | ''): void {
  if (!process.versions.node.startsWith('20.')) return
  setFlagsFromString(`--${no}wasm-tier-up`)
  setFlagsFromString(`--${no}wasm-dynamic-tiering`)
}

function unreachable(found: Finding): EcpayError {
  return refuseAll([found])
}

/** What a failed connection means, by the code Node or undici gives it. */
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

/** Why a connection failed, by the code Node or undici gives it. */
export function networkFinding(error: unknown, host: string): Finding {
  const { code, message } = innermost(error)
  const known = NETWORK.find(({ codes }) => codes.test(code))
  return known ? known.found(host, code) : finding('network-error', { host, reason: code || message })
}

/** Node tries several addresses at once and wraps the errors; the cause carries the code. */
function innermost(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0])
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (error.cause !== undefined && (code === '' || code === 'UND_ERR_ABORTED')) return innermost(error.cause)
  return { code, message: error.message }
}
