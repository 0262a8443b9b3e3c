import { ATTEMPT_TIMEOUT } from '../../protocol/callback/delivery.js'
import type { Outside } from '../../world.js'
import type { GatewayKeys } from '../demo-keys.js'
import type { ResultKind, ResultRecords } from '../life-cycle/kinds/kinds.js'
import type { Keeping, WritableRecords } from '../life-cycle/records.js'
import { callbackDue, type Ended, isStranded, type Outcome, resultAt } from '../life-cycle/results.js'
import type { Due } from '../store/stored.js'
import { resultCallback } from './order-callback.js'

/** A callback that only this process may send now. */
export interface ReservedAttempt {
  due: Due
  result: Outcome['status']
  /** Empty, like the body, if there is no address to call. */
  url: string
  body: string
  /** The number of earlier attempts. */
  attempts: number
  /** Unix time in milliseconds until which no other process sends it. The same time in the record tells whose it is. */
  until: number
}

/** In milliseconds. If a reserved attempt takes longer, its process was killed, and another one sends it. */
const RESERVED = ATTEMPT_TIMEOUT + 2000

/**
 * Reserves the next attempt to send a callback that is due, and fixes the result that it reports.
 *
 * @returns undefined if it is no longer due, because another process sends it or a user delivered it
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
 * Records the result of an attempt.
 *
 * @param attempts the number of attempts so far
 * @param next_at Unix time of the next attempt in milliseconds; undefined if there is none
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
    // A user delivered it meanwhile, or its reservation has ended.
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
