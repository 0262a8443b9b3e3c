import type { Reading, Writing } from '../../database/database.js'
import { isResult, isResultKind } from '../life-cycle/kinds/kinds.js'
import type { DeadNumber } from '../life-cycle/orders.js'
import { channelOfOrder, type Kinds, type WritableRecords } from '../life-cycle/records.js'
import { resultAt } from '../life-cycle/results.js'
import { type DerivedOf, derivedOf } from './derive.js'
import { DERIVED, OPEN, STATE, timed } from './derived-keys.js'
import { RECORDS, readable } from './read-records.js'
import { forgetOld } from './schedule.js'
import type { State, Stored } from './stored.js'
import { fenOf, keyOf, pointersIn } from './stored-lists.js'

/** The layout of derived values. A version with another layout derives them again. */
const LAYOUT = 3
/** The most results to write with every accepted call: more than one, so that a backlog gets shorter. */
const MOST_RESULTS = 64
/** The number of records to read at once when everything is derived again. */
const CHUNK = 1000
/** The record in which older versions keep all callbacks. They can be derived from the records. */
const OLD_SCHEDULE = '/schedule'

/** Whether the derived values exist and are up to date. */
export function isDerived(stored: Reading<Stored>): boolean {
  return stateIn(stored) !== undefined || stored.range({ limit: 1 }).length === 0
}

/** The number of orders; undefined without derived values. */
export function orderCount(stored: Reading<Stored>): number | undefined {
  return stateIn(stored)?.orders
}

function stateIn(stored: Reading<Stored>): State | undefined {
  const state = stored.get(STATE)
  if (state?.kind !== 'due' || !('layout' in state)) return undefined
  return state.layout === LAYOUT && state.transaction === stored.lastTransaction() ? state : undefined
}

/**
 * Reads and writes records and their derived values in one transaction. If an older version wrote last, which does not
 * derive values, all of them are derived again.
 */
export function writeRecords<R>(
  stored: Writing<Stored>,
  step: (records: WritableRecords, stored: Writing<Stored>) => R
): R {
  const writer = new RecordWriter(stored)
  if (!isDerived(stored)) writer.deriveAnew()
  const result = step(writer.records, writer.stored)
  writer.writeState()
  return result
}

class RecordWriter {
  readonly stored: Writing<Stored>
  readonly records: WritableRecords
  private hasWritten = false
  private orders: number

  constructor(stored: Writing<Stored>) {
    this.stored = {
      ...stored,
      put: (key, record) => {
        this.hasWritten = true
        stored.put(key, record)
      },
      remove: (key) => {
        this.hasWritten = true
        stored.remove(key)
      }
    }
    this.records = { ...readable(stored), put: (kind, number, record) => this.put(kind, number, record) }
    this.orders = orderCount(stored) ?? 0
  }

  writeState(): void {
    if (!this.hasWritten) return
    const transaction = this.stored.lastTransaction() + 1
    this.stored.put(STATE, { kind: 'due', layout: LAYOUT, transaction, orders: this.orders })
  }

  deriveAnew(): void {
    this.stored.remove(OLD_SCHEDULE)
    for (const keys of DERIVED) for (const { key } of this.stored.range(keys)) this.stored.remove(key)
    const sums = new Map<string, number>()
    let newest = 0
    this.orders = 0
    for (const { key, value } of recordsIn(this.stored)) {
      if (value.kind !== 'order' && value.kind !== 'merchant' && !isResult(value)) continue
      const { kind, created_at } = value
      if (kind === 'order') this.orders++
      newest = Math.max(newest, created_at)
      const number = kind === 'order' ? value.out_order_no : key.slice(kind.length + 1)
      const derived = this.derivedOf(number, value)
      for (const [at, pointer] of derived.pointers) this.stored.put(at, { kind: 'due', ...pointer })
      for (const [at, fen] of derived.sums) sums.set(at, (sums.get(at) ?? 0) + fen)
    }
    for (const [key, fen] of sums) this.stored.put(key, { kind: 'due', fen })
    this.writeResults(newest, Number.MAX_SAFE_INTEGER)
    forgetOld(this.stored, newest, Number.MAX_SAFE_INTEGER)
  }

  private put: WritableRecords['put'] = (kind, number, record) => {
    this.putOne(kind, number, record)
    if (isResult(record)) this.writeResults(record.created_at, MOST_RESULTS)
  }

  private putOne<K extends keyof Kinds>(kind: K, number: string, record: Kinds[K] | DeadNumber): void {
    const current = this.records.find(kind, number)
    this.orders += Number(record.kind === 'order') - Number(current?.kind === 'order')
    const [before, after] = [this.derivedOf(number, current), this.derivedOf(number, record)]
    this.stored.put(keyOf(kind, number), record)
    for (const key of before.pointers.keys()) if (!after.pointers.has(key)) this.stored.remove(key)
    for (const [key, pointer] of after.pointers) {
      if (before.pointers.has(key)) continue
      this.stored.put(key, { kind: 'due', ...pointer })
      // Not by `at`: a deadline can be days ahead, and others are due before it.
      if ('at' in pointer) forgetOld(this.stored, pointer.created_at)
    }
    for (const key of new Set([...before.sums.keys(), ...after.sums.keys()])) {
      const fen = (after.sums.get(key) ?? 0) - (before.sums.get(key) ?? 0)
      if (fen !== 0) this.stored.put(key, { kind: 'due', fen: fenOf(this.stored.get(key)) + fen })
    }
  }

  /** Writes the results that became due before, so that reading an amount has few records left to read. */
  private writeResults(now: number, most: number): void {
    const due = pointersIn(this.stored, { ...OPEN, end: timed(OPEN.start, now + 1), limit: most })
    for (const { of, number } of due) {
      const record = isResultKind(of) ? this.records.find(of, number) : undefined
      if (!isResultKind(of) || !record) continue
      const outcome = resultAt(record, now)
      if (outcome.status !== 'PROCESSING') this.putOne(of, number, { ...record, outcome })
    }
  }

  private derivedOf(number: string, record: Kinds[keyof Kinds] | DeadNumber | undefined): DerivedOf {
    return derivedOf(number, record, (out_order_no) => channelOfOrder(this.records, out_order_no))
  }
}

function* recordsIn(stored: Reading<Stored>): Generator<{ key: string; value: Stored }> {
  for (const range of RECORDS) {
    let start = range.start
    for (;;) {
      const chunk = stored.range({ ...range, ...(start !== undefined && { start }), limit: CHUNK + 1 })
      yield* chunk.slice(0, CHUNK)
      start = chunk[CHUNK]?.key
      if (start === undefined) break
    }
  }
}
