import { setTimeout as sleep } from 'node:timers/promises'
import { type Code, EcpayError, type Finding, finding } from '../findings/findings.js'
import type { Verdict } from '../protocol/system/verdict.js'
import type { Send } from './client.js'
import { type Judgement, judge } from './judge-answer.js'
import type { ShownPart } from './multipart.js'
import type { FileSink, RawAnswer } from './read-answer.js'

/** A request as it is sent. */
export interface WireRequest {
  method: 'GET' | 'POST'
  /** The address; that of a GET has its signed query. */
  url: string
  headers: Record<string, string>
  /** Exactly the signed bytes, with `sign` added; empty for a GET. */
  body: string | Uint8Array
}

/** A request to show: with marks in place of secrets, and a form as its parts instead of its bytes. */
export interface ShownRequest extends WireRequest {
  body: string
  parts?: readonly ShownPart[]
}

/** A signed request, ready to send, to show or to print as curl. */
export interface PreparedCall extends WireRequest {
  shown: ShownRequest
}

export interface CallOptions {
  /** The limit for one attempt, in milliseconds. */
  timeout: number
  /** How often to try again. */
  retries: number
  signal: AbortSignal
  env: Readonly<Record<string, string | undefined>>
  send: Send
  /** How the answer says whether the call succeeded. */
  verdict: Verdict
  /** Receives an answer that is a file; see `send`. */
  file?: FileSink | undefined
  /** Called before each further attempt. */
  onRetry?: (notice: Finding<'retrying'>) => void
}

/** The result of a call: a judged answer, or the failure that prevented one. */
export interface CallResult {
  answer: RawAnswer | undefined
  judgement: Judgement | undefined
  failure: EcpayError | undefined
  /** From the first attempt to the end of the last, in milliseconds. */
  duration_ms: number
  attempts: number
}

/** Failures before the request can have been carried out: repeating them is safe. */
const RETRYABLE: readonly Code[] = ['connection-refused', 'connection-reset', 'connect-timeout', 'host-not-found']

/**
 * Sends a call. It tries again where that is safe: after failed connections, and after an `err_no` whose remedy
 * is to repeat the call. Every attempt sends the same bytes, and so the same number.
 */
export async function callGateway(call: WireRequest, options: CallOptions): Promise<CallResult> {
  const started = performance.now()
  for (let attempts = 1; ; attempts++) {
    const result = await attempt(call, options)
    const cause = retryReason(result, options.verdict)
    if (cause === undefined || attempts > options.retries || options.signal.aborted)
      return { ...result, duration_ms: Math.round(performance.now() - started), attempts }
    const delay = 250 * 2 ** (attempts - 1)
    options.onRetry?.(finding('retrying', { attempt: attempts, of: options.retries, cause, delay }))
    await sleep(delay, undefined, { signal: options.signal })
  }
}

type Attempt = Pick<CallResult, 'answer' | 'judgement' | 'failure'>

async function attempt(
  call: WireRequest,
  { send, timeout, signal, env, file, verdict }: CallOptions
): Promise<Attempt> {
  try {
    const answer = await send({ ...call, timeout, signal, env, file })
    return { answer, judgement: judge(answer, verdict), failure: undefined }
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    return { answer: undefined, judgement: undefined, failure: error }
  }
}

function retryReason({ judgement, failure }: Attempt, verdict: Verdict): string | undefined {
  const code = failure?.findings[0]?.code
  if (code) return RETRYABLE.includes(code) ? code : undefined
  return judgement && isRepeatable(judgement, verdict) ? `err_no ${judgement.err_no}` : undefined
}

/** Whether the documentation says of this answer that the same request may be sent again. */
export function isRepeatable({ err_no }: Judgement, verdict: Verdict): boolean {
  // The codes of the order push are known only from reports: it is not repeated automatically.
  if (err_no === undefined || verdict.code !== 'err_no') return false
  const { retry = 'no' } = verdict.explain(err_no) ?? {}
  return retry !== 'no'
}
