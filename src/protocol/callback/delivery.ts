import { EcpayError, type Finding } from '../../findings/findings.js'
import { acknowledgementProblem } from './acknowledgement.js'

/** How many milliseconds an attempt may take. The platform's own limit is not documented. */
export const ATTEMPT_TIMEOUT = 5000

/** The report of one attempt. */
export interface Attempt {
  /** From 1. */
  attempt: number
  of: number
  delivered: boolean
  /** HTTP status and body of the answer, if there was one. */
  status?: number
  answer?: string
  /** Why it does not count as delivered. */
  problem?: Finding
  /** Seconds until the next attempt by the schedule, without `timeScale`; absent after the last attempt. */
  waitSeconds?: number
}

/** What came of one attempt by itself. */
export type Answered = Pick<Attempt, 'status' | 'answer' | 'problem'>

export interface PostAnswer {
  status: number
  body: string
}

/**
 * Sends the body and reads the answer, within `timeout` milliseconds. Redirects count as answers and are not followed.
 *
 * @throws EcpayError if there is no answer; its first finding says why
 */
export type Post = (url: string, body: string | Uint8Array, timeout: number, signal: AbortSignal) => Promise<PostAnswer>

export interface Delivery {
  url: string
  body: string | Uint8Array
  /** A factor for the waits; 1 if absent. */
  timeScale?: number
  /** Resolves after this many milliseconds, or rejects when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
  /** Stops the delivery, which then throws the signal's reason. */
  signal: AbortSignal
  onAttempt?(attempt: Attempt): void
  post: Post
  /** The limit for one attempt, in milliseconds. */
  timeout?: number
  /** The seconds to wait after each attempt that failed, but for the last one. */
  schedule: readonly number[]
  /** What an answer must hold beside err_no 0, by dotted path. */
  needs?: readonly string[] | undefined
}

/**
 * Delivers a callback as the platform does: until the answer is HTTP 200 with `err_no` 0 and what else it must hold,
 * or the schedule ends.
 *
 * @returns whether it was delivered, and after how many attempts
 */
export async function deliver(delivery: Delivery): Promise<{ delivered: boolean; attempts: number }> {
  const { sleep, signal, onAttempt, timeScale = 1, schedule } = delivery
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

/** Sends the body once and judges the answer as the platform does. */
export async function attemptDelivery(
  delivery: Pick<Delivery, 'url' | 'body' | 'signal' | 'post' | 'timeout' | 'needs'>
): Promise<Answered> {
  const { url, body, signal, post, timeout = ATTEMPT_TIMEOUT, needs = [] } = delivery
  try {
    const answer = await post(url, body, timeout, signal)
    const problem = acknowledgementProblem(answer, needs)
    return { status: answer.status, answer: answer.body, ...(problem && { problem }) }
  } catch (error) {
    const problem = error instanceof EcpayError ? error.findings[0] : undefined
    if (signal.aborted || !problem) throw error
    return { problem: ofHandler(problem) }
  }
}

/** Marks a time-out as that of a handler: its remedy is not that of a call whose outcome is unknown. */
export function ofHandler(problem: Finding): Finding {
  return problem.code === 'answer-timeout' ? { ...problem, handler: true } : problem
}
