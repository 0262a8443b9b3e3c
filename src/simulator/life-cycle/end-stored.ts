import { EXIT, Failure, finding } from '../../findings/findings.js'
import type { Kinds, ResultKind, Store } from '../store/store.js'
import { type Ended, ended, type Outcome } from './results.js'

/**
 * Gives something of the store its result; see {@link ended}.
 *
 * @param now Unix time in milliseconds
 * @throws Failure (exit 1) `record-not-found`, `result-is-final`
 */
export function endStored<K extends ResultKind>(
  store: Store,
  kind: K,
  number: string,
  status: Outcome['status'],
  now: number
): Ended<Kinds[K]> {
  return store.transact((records) => {
    const current = records.find(kind, number)
    if (!current || current.kind === 'dead') throw new Failure(EXIT.no, [finding('record-not-found', { kind, number })])
    // Whoever gives it its result delivers the callback too: the gateway has no more to do with it.
    const record = { ...ended(current, number, status, now), callback: { attempts: 0 } }
    records.put(kind, number, record)
    return record
  })
}
