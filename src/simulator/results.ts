import { EXIT, Failure, finding } from '../protocol/findings.js'

/** How something ended: money that the bank returns after a withdrawal is `REEXCHANGE`. */
export interface Outcome {
  status: 'SUCCESS' | 'FAIL' | 'REEXCHANGE'
  /** Unix time in milliseconds. */
  at: number
  /** Why it failed, or empty. */
  message: string
}

/** What the platform first only accepts, and what has its result later: a refund, a settlement and so on. */
export interface Accepted {
  /** Unix time in milliseconds. */
  created_at: number
  /** How it was made to end; otherwise it ends by itself, see {@link resultAt}. */
  outcome?: Outcome
  /** Why it will fail by itself; otherwise it succeeds. */
  failure?: string
}

/** Something that has its result. */
export type Ended<R> = R & { outcome: Outcome }

/** How long anything stays PROCESSING, in milliseconds; with the platform it is minutes to days. */
export const RESULT_TIME = 3000

const FAILED = '余额不足'

/**
 * How it stands: PROCESSING for {@link RESULT_TIME}, then with its result, unless it was given another one.
 *
 * @param now Unix time in milliseconds
 */
export function resultAt(
  { created_at, outcome, failure }: Accepted,
  now: number
): Outcome | { status: 'PROCESSING'; at?: undefined; message: string } {
  if (outcome) return outcome
  const at = created_at + RESULT_TIME
  if (now < at) return { status: 'PROCESSING', message: '' }
  return failure === undefined ? { status: 'SUCCESS', at, message: '' } : { status: 'FAIL', at, message: failure }
}

/**
 * The record with its result: the one it has, or the one it is given now.
 *
 * @param now Unix time in milliseconds
 * @throws Failure (exit 1) `result-is-final` when it has another result already
 */
export function ended<R extends Accepted & { kind: string }>(
  record: R,
  number: string,
  status: Outcome['status'],
  now: number
): Ended<R> {
  const current = resultAt(record, now)
  if (current.status === status) return { ...record, outcome: current }
  if (current.status !== 'PROCESSING') {
    throw new Failure(EXIT.no, [finding('result-is-final', { kind: record.kind, number, status: current.status })])
  }
  return { ...record, outcome: { status, at: now, message: status === 'FAIL' ? (record.failure ?? FAILED) : '' } }
}
