import { EcpayError, type Finding } from '../../findings/findings.js'
import { acknowledgementProblem } from './acknowledgement.js'

/** Seconds the platform waits after each failed delivery: 15 retries, so 16 deliveries in all. Source: official. */
export const RETRY_SECONDS: readonly number[] = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600
]

/** Milliseconds an attempt may take; the platform's own limit is not documented. */
export const ATTEMPT_TIMEOUT = 5000

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

export interface PostAnswer {
  status: number
  body: string
}

/**
 * Sends the body and reads the answer, within so many milliseconds. Redirects are answers, not followed.
 *
 * @throws EcpayError when there is no answer; its first finding says why
 */
export type Post = (url: string, body: string | Uint8Array, timeout: number, signal: AbortSignal) => Promise<PostAnswer>

export interface Delivery {
  url: string
  body: string | Uint8Array
  /** What the waits are multiplied by; 1 when absent. */
  timeScale?: number
  /** Resolves after so many milliseconds, rejects when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** Ends the delivery: what is thrown then is the signal's reason. */
  signal: AbortSignal
  onAttempt?(attempt: Attempt): void
  post: Post
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
    signal.throwIfAborted()
    const result = await attemptDelivery(delivery)
    const delivered = result.problem === undefined
    const waitSeconds = delivered ? undefined : schedule[attempt - 1]
    onAttempt?.({ attempt, of, delivered, ...result, ...(waitSeconds !== undefined && { waitSeconds }) })
    if (waitSeconds === undefined) return { delivered, attempts: attempt }
    await sleep(waitSeconds * 1000 * timeScale, signal)
  }
}

/** Sends the body once, and judges the answer as the platform does. */
export async function attemptDelivery(
  delivery: Pick<Delivery, 'url' | 'body' | 'signal' | 'post' | 'timeout'>
): Promise<Pick<Attempt, 'status' | 'answer' | 'problem'>> {
  const { url, body, signal, post, timeout = ATTEMPT_TIMEOUT } = delivery
  try {
    const answer = await post(url, body, timeout, signal)
    const problem = acknowledgementProblem(answer)
    return { status: answer.status, answer: answer.body, ...(problem && { problem }) }
  } catch (error) {
    const problem = error instanceof EcpayError ? error.findings[0] : undefined
    if (signal.aborted || !problem) throw error
    return { problem: ofHandler(problem) }
  }
}

/** A handler that is late has another remedy than a call whose outcome is unknown. */
export function ofHandler(problem: Finding): Finding {
  return problem.code === 'answer-timeout' ? { ...problem, handler: true } : problem
}
