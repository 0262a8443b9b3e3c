import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import type { Outside } from '../../world.js'

/** The result of a record. A withdrawal that the bank returned is `REEXCHANGE`. */
export interface Outcome {
  status: 'SUCCESS' | 'FAIL' | 'REEXCHANGE'
  /** Unix time in milliseconds. */
  at: number
  /** Why it failed; otherwise empty. */
  message: string
}

/** A record that the platform first only accepts, and that has its result later: a refund, a settlement and so on. */
export interface Accepted {
  /** Distinguishes a repeated request from another request with the same number. */
  content: string
  /** Unix time in milliseconds. */
  created_at: number
  /** Unix time of its result in milliseconds; {@link RESULT_TIME} after `created_at` if absent. */
  due_at?: number
  /** Whether `due_at` is a deadline for somebody to act by: setting the clock back gives them more time. */
  is_deadline?: true
  /** The result that it was given. Without one, it ends by itself; see {@link resultAt}. */
  outcome?: Outcome
  /** Why it will fail by itself. If absent, it will succeed. */
  failure?: string
  /** The address of the callback; may be empty. */
  notify_url?: string
  /** The value in the request; may be empty. */
  cp_extra: string
  /** The app that asked for it, if it belongs to no order; the one of the gateway if absent. */
  app_id?: string
  /** The merchant that sells what it is about, if that is not the first one of the gateway. */
  seller_uid?: string
  /** Whether the platform waits for the answer to a callback before it goes on; until then it has no result. */
  asking?: true
  /** The progress of the callback, after its delivery has begun. */
  callback?: Delivering
}

/** The delivery of a callback. */
export interface Delivering {
  /** The number of attempts so far. */
  attempts: number
  /** Unix time of the next attempt in milliseconds; absent if it was delivered or given up. */
  next_at?: number
  /**
   * Until when an attempt is under way, as Unix time in milliseconds of the real clock: that of the platform can be set
   * meanwhile.
   */
  reserved_until?: number
  /** The body, which is the same byte for byte in each attempt. */
  body?: string
  /** The headers that sign it, where its system has them; the same in each attempt. */
  headers?: CallbackPost['headers']
}

/**
 * The longest time that a callback can be reserved for one sender, in milliseconds. What ends later is from before the
 * real clock was set back.
 */
export const LONGEST_RESERVED = 3 * 60_000

/** A record with its result. */
export type Ended<R> = R & { outcome: Outcome }

/** The reason of a failure for lack of money. Also used for a record that a user lets fail. */
export const TOO_LITTLE = '余额不足'
/** How long records are PROCESSING, in milliseconds. On the platform it takes minutes to days. */
export const RESULT_TIME = 3000

/** The times of a record that is accepted now: of its creation, and of its result. */
export function acceptedNow({ now, timeScale }: Outside): Pick<Accepted, 'created_at' | 'due_at'> {
  const created_at = now()
  return { created_at, ...acceptedFrom(created_at, timeScale) }
}

/** The time of the result of a record that goes on now. */
export function acceptedFrom(now: number, timeScale = 1): Pick<Accepted, 'due_at'> {
  return { due_at: now + RESULT_TIME * timeScale }
}

/** Unix time in milliseconds at which to send the callback; undefined if there is nothing more to send. */
export function callbackDue({ callback, outcome, ...record }: Accepted): number | undefined {
  return callback ? callback.next_at : (outcome?.at ?? dueAt(record))
}

/** When it has its result by itself, as Unix time in milliseconds. */
export function dueAt({ created_at, due_at }: Pick<Accepted, 'created_at' | 'due_at'>): number {
  return due_at ?? created_at + RESULT_TIME
}

/**
 * Whether the clock was set back after a record was accepted, so that it would be due much too late. Such a record is
 * due at once. A difference of a second or two between two clocks does not count.
 */
export function isStranded(at: number, created_at: number, now: number): boolean {
  return created_at > now + RESULT_TIME && at >= created_at
}

/**
 * The state of a record: PROCESSING until it is due, then its result, unless it was given another one.
 *
 * @param now Unix time in milliseconds
 */
export function resultAt(
  { outcome, failure, ...record }: Accepted,
  now: number
): Outcome | { status: 'PROCESSING'; at?: undefined; message: string } {
  if (outcome) return outcome
  if (record.asking) return { status: 'PROCESSING', message: '' }
  const at = dueAt(record)
  const isDue = now >= at || (!record.is_deadline && isStranded(at, record.created_at, now))
  if (!isDue) return { status: 'PROCESSING', message: '' }
  return failure === undefined ? { status: 'SUCCESS', at, message: '' } : { status: 'FAIL', at, message: failure }
}

/** Whether its money has moved or will move: it has succeeded, or will succeed by itself. */
export function movesMoney(record: Accepted, now: number): boolean {
  const { status } = resultAt(record, now)
  return status === 'SUCCESS' || (status === 'PROCESSING' && record.failure === undefined)
}
