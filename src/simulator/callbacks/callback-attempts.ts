import { ATTEMPT_TIMEOUT } from '../../ecpay/callback/delivery.js'
import type { Outside } from '../../world.js'
import type { GatewayKeys } from '../demo-keys.js'
import type { ResultKind, ResultRecords } from '../life-cycle/kinds/kinds.js'
import type { Keeping, WritableRecords } from '../life-cycle/records.js'
import { callbackDue, type Ended, isStranded, type Outcome, resultAt } from '../life-cycle/results.js'
import type { Due } from '../store/stored.js'
import { resultCallback } from './order-callback.js'

/** A callback that this process, and no other, is about to send. */
export interface ReservedAttempt {
  due: Due
  result: Outcome['status']
  /** Empty, as the body, when there is nobody to call. */
  url: string
  body: string
  /** How often it was sent before. */
  attempts: number
  /** Until then no other process sends it, Unix time in milliseconds; the record has it too, which tells whose it is. */
  until: number
}

/** An attempt is reserved for so many milliseconds; then its process was killed, and another one sends it. */
const RESERVED = ATTEMPT_TIMEOUT + 2000

/**
 * Reserves the next attempt to send a callback that is due, and fixes the result that it tells.
 *
 * @returns undefined when it is no longer due: another process sends it, or it was delivered by hand
 */
export function reserveAttempt(
  store: Keeping,
  { kind, number, at }: Due,
  keys: GatewayKeys,
  world: Outside
): ReservedAttempt | undefined {
  return store.transact((records) => {
    const time = world.now()
    const record = endedIn(records, kind, number, time)
    const due = record && callbackDue(record)
    if (!record || due === undefined) return undefined
    if (due > time && !isStranded(due, record.created_at, time)) return undefined
    const url = record.notify_url ?? ''
    const { attempts = 0, body = url && (resultCallback(kind, record, records, keys, world) ?? '') } =
      record.callback ?? {}
    const until = time + RESERVED
    records.put(kind, number, {
      ...record,
      callback: body === '' ? { attempts } : { attempts, body, next_at: until }
    })
    return { due: { kind, number, at }, result: record.outcome.status, url, body, attempts, until }
  })
}

/**
 * Records what came of an attempt.
 *
 * @param attempts how often it was sent by now
 * @param next_at when it is sent next, Unix time in milliseconds; undefined when it is not
 */
export function recordAttempt(
  store: Keeping,
  reserved: ReservedAttempt,
  attempts: number,
  next_at: number | undefined
): void {
  const { due, body, until } = reserved
  store.transact((records) => {
    const record = records.find(due.kind, due.number)
    // Meanwhile it was delivered by hand, or it was reserved for too long.
    if (record?.callback?.next_at !== until) return
    const callback = next_at === undefined ? { attempts } : { attempts, body, next_at }
    records.put(due.kind, due.number, { ...record, callback })
  })
}

function endedIn<K extends ResultKind>(
  records: WritableRecords,
  kind: K,
  number: string,
  now: number
): Ended<ResultRecords[K]> | undefined {
  const record = records.find(kind, number)
  const outcome = record && resultAt(record, now)
  return record && outcome && outcome.status !== 'PROCESSING' ? { ...record, outcome } : undefined
}
