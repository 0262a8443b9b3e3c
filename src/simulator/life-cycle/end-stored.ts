import { refuse } from '../../findings/findings.js'
import { kindOf, type ResultKind, type ResultRecords } from './kinds/kinds.js'
import type { Keeping } from './records.js'
import { type Ended, type Outcome, resultAt } from './results.js'

/**
 * Gives a stored record its result: the one that it has by now, or the given one.
 *
 * @param now Unix time in milliseconds
 * @throws EcpayError `record-not-found`, `result-is-final` if it already has another result, `must-fail` if it cannot
 *   succeed, `refund-not-answered` if the platform still waits for an answer
 */
export function endStored<K extends ResultKind>(
  store: Keeping,
  kind: K,
  number: string,
  status: Outcome['status'],
  now: number
): Ended<ResultRecords[K]> {
  return store.transact((records) => {
    const current = records.find(kind, number)
    if (!current) throw refuse('record-not-found', { kind, number })
    const outcome = outcomeOf(kind, current, number, status, now)
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
  status: Outcome['status'],
  now: number
): Outcome {
  const current = resultAt(record, now)
  if (current.status !== 'PROCESSING' && current.status === status) return current
  const end = Object.values(kindOf(kind).ends).find((one) => one.status === status)
  if (!(end?.from ?? ['PROCESSING']).includes(current.status)) {
    throw refuse('result-is-final', { kind, number, status: current.status })
  }
  const { failure } = record
  if (failure !== undefined && status !== 'FAIL') {
    throw refuse('must-fail', { kind, number, reason: failure })
  }
  const message = status === 'FAIL' ? (failure ?? end?.message) : end?.message
  return { status, at: now, message: message ?? '' }
}
