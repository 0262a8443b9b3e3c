import { type Finding, finding } from '../protocol/findings.js'
import { memberText, readObject } from '../protocol/json.js'
import { postFailure } from './post-failure.js'

/** Seconds the platform waits after each failed delivery: 15 retries, so 16 deliveries in all. Source: official. */
export const RETRY_SECONDS: readonly number[] = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600
]

/** Milliseconds an attempt may take; the platform's own limit is not documented. */
const ATTEMPT_TIMEOUT = 5000

/** One attempt, as it is reported. */
export interface Attempt {
  /** From 1. */
  attempt: number
  of: number
  delivered: boolean
  /** HTTP status and body of the answer, when there was one. */
  status?: number
  answer?: string
  /** Why it does not count as delivered. */
  problem?: Finding
  /** Seconds until the next one by the schedule, before `timeScale`; absent after the last. */
  waitSeconds?: number
}

interface PostAnswer {
  status: number
  body: string
}

/** Sends the body and reads the answer; throws when there is none. Redirects are answers, not followed. */
type Post = (url: string, body: string, signal: AbortSignal) => Promise<PostAnswer>

export interface Delivery {
  url: string
  body: string
  /** What the waits are multiplied by; 1 when absent. */
  timeScale?: number
  /** Resolves after so many milliseconds, rejects when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** Ends the delivery: what is thrown then is the signal's reason. */
  signal?: AbortSignal
  onAttempt?(attempt: Attempt): void
  post?: Post
  /** Milliseconds for one attempt. */
  timeout?: number
  schedule?: readonly number[]
}

/**
 * Delivers a callback as the platform does: until the answer is HTTP 200 with `err_no` 0, or the
 * schedule is at its end.
 *
 * @returns whether it was delivered, and after how many attempts
 */
export async function deliver(delivery: Delivery): Promise<{ delivered: boolean; attempts: number }> {
  const { sleep, signal, onAttempt, timeScale = 1, schedule = RETRY_SECONDS } = delivery
  const of = schedule.length + 1
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    const result = await tryOnce(delivery)
    const delivered = result.problem === undefined
    const waitSeconds = delivered ? undefined : schedule[attempt - 1]
    onAttempt?.({ attempt, of, delivered, ...result, ...(waitSeconds !== undefined && { waitSeconds }) })
    if (waitSeconds === undefined) return { delivered, attempts: attempt }
    await sleep(waitSeconds * 1000 * timeScale, signal)
  }
}

async function tryOnce(delivery: Delivery): Promise<Pick<Attempt, 'status' | 'answer' | 'problem'>> {
  const { url, body, signal, post = postJson, timeout = ATTEMPT_TIMEOUT } = delivery
  const limit = AbortSignal.timeout(timeout)
  try {
    const answer = await post(url, body, signal ? AbortSignal.any([signal, limit]) : limit)
    const problem = judge(answer)
    return { status: answer.status, answer: answer.body, ...(problem && { problem }) }
  } catch (error) {
    signal?.throwIfAborted()
    return {
      problem: limit.aborted
        ? finding('answer-timeout', { host: hostOf(url), limit: timeout })
        : postFailure(hostOf(url), error)
    }
  }
}

/** What keeps an answer from being the acknowledgement that the documentation asks for. */
function judge({ status, body }: PostAnswer): Finding | undefined {
  if (status !== 200) return finding('callback-not-200', { status })
  try {
    const answer = readObject(body)
    const err_no = memberText(answer, 'err_no') ?? ''
    if (err_no === '0') return undefined
    return finding('callback-refused', { err_no, err_tips: memberText(answer, 'err_tips') ?? '' })
  } catch {
    return finding('callback-answer-not-json', {})
  }
}

/** More of an answer than this is not read: an acknowledgement has some 40 bytes. */
const MAX_ANSWER = 64 * 1024

const postJson: Post = async (url, body, signal) => {
  const { request } = await import('undici')
  const answer = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal,
    // Minutes may pass before the next attempt.
    reset: true
  })
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MAX_ANSWER) break
  }
  return { status: answer.statusCode, body: Buffer.concat(chunks).subarray(0, MAX_ANSWER).toString() }
}

function hostOf(url: string): string {
  return new URL(url).host
}
