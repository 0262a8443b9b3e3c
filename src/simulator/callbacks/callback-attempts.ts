import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import { JSON_TYPE } from '../../protocol/callback/callback-post.js'
import { ATTEMPT_TIMEOUT } from '../../protocol/callback/delivery.js'
import type { Outside } from '../../world.js'
import type { GatewayKeys } from '../demo-keys.js'
import { isResult, kindOf, type ResultKind, type ResultRecords } from '../life-cycle/kinds/kinds.js'
import { closedAt, orderCallbackDue, statusAt, type TradeOrder } from '../life-cycle/orders.js'
import { type Keeping, type Kinds, numberIsTaken, type Records } from '../life-cycle/records.js'
import { callbackDue, isStranded, LONGEST_RESERVED, resultAt } from '../life-cycle/results.js'
import type { CalledBack, Due } from '../store/stored.js'
import { paymentReport, recordReport } from './report.js'
import { needsOf, scheduleOf, signReport, type UnsignedReport } from './signed-callback.js'

/** A callback that only this process may send now. */
export interface ReservedAttempt {
  due: Due
  /** The type of the callback; absent if the platform sends none about this kind. */
  type?: string
  /** The result that it reports. */
  result: string
  /** Empty if there is no address to call. */
  url: string
  /** Absent if there is nothing to post. */
  post?: CallbackPost
  /** The number of earlier attempts. */
  attempts: number
  /** The seconds to wait after each attempt that failed. */
  schedule: readonly number[]
  /** The time of the platform until which no other process sends it. The same time in the record tells whose it is. */
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
    const real = world.realNow?.() ?? time
    const stored = records.find(kind, number)
    const due = isCalledBack(stored) ? dueOf(stored) : undefined
    const record = reportable(stored, time)
    if (!record || due === undefined) return undefined
    if (due > time && !isStranded(due, record.created_at, time)) return undefined
    const report = reportOf(record, records, keys, world)
    const { attempts = 0, body, headers, reserved_until = 0 } = record.callback ?? {}
    if (reserved_until > real && reserved_until <= real + LONGEST_RESERVED) return undefined
    const post = report?.url ? postOf(report, { body, headers }, () => signReport(report, keys, world)) : undefined
    const until = time + RESERVED
    const reserved = { next_at: until, reserved_until: real + RESERVED }
    const kept = post && { body: post.body, ...(post.headers && { headers: post.headers }), ...reserved }
    records.put(kind, number, { ...record, callback: { attempts, ...kept } })
    const schedule = report ? scheduleOf(report) : []
    return {
      due: { kind, number, at },
      ...(report && { type: report.type }),
      ...{ result: resultOf(record), url: report?.url ?? '' },
      ...(post && { post }),
      ...{ attempts, schedule, until }
    }
  })
}

/** What came of an attempt; times are Unix times in milliseconds. */
export interface AttemptOutcome {
  /** The number of attempts so far. */
  attempts: number
  /** When it is tried again; absent if it is not. */
  next_at?: number | undefined
  /** When it is tried again if the answer turns out not to be usable. */
  retry_at?: number | undefined
  /** The body of the answer that accepted it. */
  answer?: string
  now: number
}

/**
 * Records the result of an attempt.
 */
export function recordAttempt(
  store: Keeping,
  { due, post, until }: ReservedAttempt,
  { attempts, next_at, retry_at, answer, now }: AttemptOutcome
): void {
  store.transact((records) => {
    const record = records.find(due.kind, due.number)
    // A user delivered it meanwhile, or its reservation has ended.
    if (!isCalledBack(record) || record.callback?.next_at !== until) return
    const kept = next_at === undefined ? {} : { body: post?.body ?? '', next_at }
    const headers = next_at !== undefined && post?.headers ? { headers: post.headers } : {}
    const told = { ...record, callback: { attempts, ...kept, ...headers } }
    if (answer === undefined || !isResult(told)) return records.put(due.kind, due.number, told)
    const after = answered(told.kind, told, answer, records, now)
    // An answer that lacks something counts as none.
    const again =
      retry_at === undefined
        ? told
        : { ...record, callback: { ...record.callback, attempts, next_at: retry_at, reserved_until: 0 } }
    records.put(due.kind, due.number, after ?? again)
  })
}

/** A record about which something can be reported. */
type Reportable = TradeOrder | ResultRecords[ResultKind]

function isCalledBack(record: Kinds[CalledBack] | undefined): record is Reportable {
  return record !== undefined && (record.kind !== 'order' || record.system !== undefined)
}

/** The record with the state that it has at this time, if there is something to report about it. */
function reportable(record: Kinds[CalledBack] | undefined, now: number): Reportable | undefined {
  if (!isCalledBack(record)) return undefined
  if (record.kind === 'order') {
    // It is PROCESSING again where the clock was set back.
    const isOver = !record.payment && statusAt(record, now) !== 'PROCESSING'
    return isOver ? { ...record, closed: closedAt(record) } : undefined
  }
  if (record.asking) return record
  const outcome = resultAt(record, now)
  return outcome.status === 'PROCESSING' ? undefined : { ...record, outcome }
}

function dueOf(record: Reportable): number | undefined {
  return record.kind === 'order' ? orderCallbackDue(record) : callbackDue(record)
}

function reportOf(
  record: Reportable,
  records: Records,
  { app_id }: GatewayKeys,
  world: Outside
): UnsignedReport | undefined {
  if (record.kind === 'order') return paymentReport(record, app_id, world.now())
  return recordReport(record.kind, record, records, app_id, world)
}

/** The callback as it was sent first, or signed now. */
function postOf(
  report: UnsignedReport,
  { body, headers }: { body: string | undefined; headers: CallbackPost['headers'] },
  sign: () => CallbackPost
): CallbackPost {
  return body === undefined ? sign() : { body, headers, contentType: JSON_TYPE, needs: needsOf(report) }
}

function resultOf(record: Reportable): string {
  if (record.kind === 'order') return 'CANCEL'
  return record.outcome?.status ?? 'PROCESSING'
}

/** What becomes of a record when its callback was accepted; undefined if the answer is not usable. */
function answered<K extends ResultKind>(
  kind: K,
  record: ResultRecords[K],
  answer: string,
  records: Records,
  now: number
): ResultRecords[K] | undefined {
  const { trade } = kindOf(kind)
  if (!trade?.answered) return record
  return trade.answered(record, answer, (number) => numberIsTaken(records, number), now)
}
