import { refuse } from '../../findings/findings.js'
import { kindOf, type ResultKind, type ResultRecords } from './kinds/kinds.js'
import type { Keeping } from './records.js'
import { type Ended, type Outcome, resultAt } from './results.js'

/**
 * Gives a stored record its result: the one that it has by now, or the given one.
 *
 * @param now Unix time in milliseconds
 * @param message of several ends with this status, the one with this message
 * @throws EcpayError `record-not-found`, `result-is-final` if it already has another result, `must-fail` if it cannot
 *   succeed, `refund-not-answered` if the platform still waits for an answer
 */
export function endStored<K extends ResultKind>(
  store: Keeping,
  kind: K,
  number: string,
  status: Outcome['status'],
  now: number,
  message?: string
): Ended<ResultRecords[K]> {
  return store.transact((records) => {
    const current = records.find(kind, number)
    if (!current) throw refuse('record-not-found', { kind, number })
    const outcome = outcomeOf(kind, current, number, { status, message }, now)
    if (current.asking) throw refuse('refund-not-answered', { number })
    // The caller that gives it its result also delivers the callback, so the gateway must not send it.
    const record = { ...current, outcome, callback: { attempts: 0 } }
    records.put(kind, number, record)
    return record
  })
}

function outcomeOf<K extends ResultKind>(
  kind: K,
  record: ResultRecords[K],
  number: string,
  asked: { status: Outcome['status']; message: string | undefined },
  now: number
): Outcome {
  const { status } = asked
  const current = resultAt(record, now)
  const isAsked = (one: { status: string; message: string }) =>
    one.status === status && (asked.message === undefined || one.message === asked.message)
  if (current.status !== 'PROCESSING' && isAsked(current)) return current
  const end = Object.values(kindOf(kind).ends).find(isAsked)
  if (!(end?.from ?? ['PROCESSING']).includes(current.status)) {
    const isTrade = 'system' in record && record.system === 'trade'
    throw refuse('result-is-final', { kind, number, status: current.status, ...(isTrade && { isTrade }) })
  }
  const { failure } = record
  if (failure !== undefined && status !== 'FAIL') {
    throw refuse('must-fail', { kind, number, reason: failure })
  }
  const message = status === 'FAIL' ? (failure ?? end?.message) : end?.message
  return { status, at: now, message: message ?? '' }
}
