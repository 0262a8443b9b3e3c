import type { Outside } from '../../world.js'
import type { GatewayKeys } from '../demo-keys.js'
import { callbackDue, type Ended, isStranded, type Outcome, resultAt } from '../life-cycle/results.js'
import type { Due, Kinds, ResultKind, Store, WritableRecords } from '../store/store.js'
import { ATTEMPT_TIMEOUT } from './delivery.js'
import { resultCallback } from './result-callback.js'

/** A callback that this process, and no other, is about to send. */
export interface Turn {
  due: Due
  result: Outcome['status']
  /** Empty, as the body, when there is nobody to call. */
  url: string
  body: string
  /** How often it was sent before. */
  attempts: number
  /** Until then no other process sends it, Unix time in milliseconds; what the record says tells whose turn it is. */
  until: number
}

/** A process that has a turn has it for so many milliseconds; then it was killed, and another one takes it. */
const TURN = ATTEMPT_TIMEOUT + 2000

/**
 * Takes the turn to send a callback that is due, and fixes the result that it tells.
 *
 * @returns undefined when it is no longer due: another process has the turn, or it was delivered by hand
 */
export function takeTurn(store: Store, { kind, number, at }: Due, keys: GatewayKeys, world: Outside): Turn | undefined {
  return store.transact((records) => {
    const time = world.now()
    const record = ended(records, kind, number, time)
    const due = record && callbackDue(record)
    if (!record || due === undefined) return undefined
    if (due > time && !isStranded(due, record.created_at, time)) return undefined
    const url = record.notify_url ?? ''
    const { attempts = 0, body = url && (resultCallback(kind, record, records, keys, world) ?? '') } =
      record.callback ?? {}
    const until = time + TURN
    records.put(kind, number, {
      ...record,
      callback: body === '' ? { attempts } : { attempts, body, next_at: until }
    })
    return { due: { kind, number, at }, result: record.outcome.status, url, body, attempts, until }
  })
}

/**
 * Ends a turn.
 *
 * @param attempts how often it was sent by now
 * @param next_at when it is sent next, Unix time in milliseconds; undefined when it is not
 */
export function endTurn(store: Store, turn: Turn, attempts: number, next_at: number | undefined): void {
  const { due, body, until } = turn
  store.transact((records) => {
    const record = found(records, due.kind, due.number)
    // Meanwhile it was delivered by hand, or the turn was over.
    if (record?.callback?.next_at !== until) return
    const callback = next_at === undefined ? { attempts } : { attempts, body, next_at }
    records.put(due.kind, due.number, { ...record, callback })
  })
}

function ended<K extends ResultKind>(
  records: WritableRecords,
  kind: K,
  number: string,
  now: number
): Ended<Kinds[K]> | undefined {
  const record = found(records, kind, number)
  const outcome = record && resultAt(record, now)
  return record && outcome && outcome.status !== 'PROCESSING' ? { ...record, outcome } : undefined
}

function found<K extends ResultKind>(records: WritableRecords, kind: K, number: string): Kinds[K] | undefined {
  const record = records.find(kind, number)
  return record && record.kind !== 'dead' ? (record as Kinds[K]) : undefined
}
