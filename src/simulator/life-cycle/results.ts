import type { Outside } from '../../world.js'

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
  /** Tells a repeated request from another one under the same number. */
  content: string
  /** Unix time in milliseconds. */
  created_at: number
  /** When it has its result by itself, Unix time in milliseconds; {@link RESULT_TIME} later when absent. */
  due_at?: number
  /** How it was made to end; otherwise it ends by itself, see {@link resultAt}. */
  outcome?: Outcome
  /** Why it will fail by itself; otherwise it succeeds. */
  failure?: string
  /** Where the callback goes, or empty. */
  notify_url?: string
  /** What the request carried, or empty. */
  cp_extra: string
  /** How far the callback is, once its delivery has begun. */
  callback?: Delivering
}

/** A callback on its way. */
interface Delivering {
  /** How often it was sent. */
  attempts: number
  /** When it is sent next, Unix time in milliseconds; absent when it is not: delivered, or given up. */
  next_at?: number
  /** What is sent each time, byte for byte. */
  body?: string
}

/** Something that has its result. */
export type Ended<R> = R & { outcome: Outcome }

/** Why something fails that there is too little money for, and what is made to fail without a reason of its own. */
export const TOO_LITTLE = '余额不足'
/** How long anything stays PROCESSING, in milliseconds; with the platform it is minutes to days. */
export const RESULT_TIME = 3000

/** When something is accepted, and when it will have its result: what every {@link Accepted} record begins with. */
export function acceptedNow({ now, timeScale = 1 }: Outside): Pick<Accepted, 'created_at' | 'due_at'> {
  const created_at = now()
  return { created_at, due_at: created_at + RESULT_TIME * timeScale }
}

/** When the callback has to be sent, Unix time in milliseconds; undefined when there is nothing more to send. */
export function callbackDue({ callback, outcome, ...record }: Accepted): number | undefined {
  return callback ? callback.next_at : (outcome?.at ?? dueAt(record))
}

/** When it has its result by itself. */
export function dueAt({ created_at, due_at }: Pick<Accepted, 'created_at' | 'due_at'>): number {
  return due_at ?? created_at + RESULT_TIME
}

/**
 * Whether a time, at which something is due that was accepted later than now, may be a day away: the clock was set back
 * since. It is due at once. A second or two between two clocks is nothing.
 */
export function isStranded(at: number, created_at: number, now: number): boolean {
  return created_at > now + RESULT_TIME && at >= created_at
}

/**
 * How it stands: PROCESSING until it is due, then with its result, unless it was given another one.
 *
 * @param now Unix time in milliseconds
 */
export function resultAt(
  { outcome, failure, ...record }: Accepted,
  now: number
): Outcome | { status: 'PROCESSING'; at?: undefined; message: string } {
  if (outcome) return outcome
  const at = dueAt(record)
  if (now < at && !isStranded(at, record.created_at, now)) return { status: 'PROCESSING', message: '' }
  return failure === undefined ? { status: 'SUCCESS', at, message: '' } : { status: 'FAIL', at, message: failure }
}

/** Whether its money has moved or is to move: it has come about, or will by itself. */
export function movesMoney(record: Accepted, now: number): boolean {
  const { status } = resultAt(record, now)
  return status === 'SUCCESS' || (status === 'PROCESSING' && record.failure === undefined)
}
