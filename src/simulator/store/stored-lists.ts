import type { Range, Reading } from '../../database/database.js'
import type { Kinds, Movements } from '../life-cycle/records.js'
import type { Pointer, Stored } from './stored.js'

export function valuesIn(stored: Reading<Stored>, range: Range): Stored[] {
  return stored.range(range).map(({ value }) => value)
}

export function pointersIn(stored: Reading<Stored>, range: Range): Pointer[] {
  return valuesIn(stored, range).flatMap((value) => (value.kind === 'due' && 'of' in value ? [value] : []))
}

/** A stored amount; 0 if there is none. */
export function fenOf(value: Stored | undefined): number {
  return value?.kind === 'due' && 'fen' in value ? value.fen : 0
}

/** @param values in the order of their keys; values of the same time keep this order */
export function movementsOf(values: readonly Stored[]): Movements {
  return {
    order: oldestFirst(values, 'order'),
    refund: oldestFirst(values, 'refund'),
    settle: oldestFirst(values, 'settle'),
    return: oldestFirst(values, 'return'),
    withdraw: oldestFirst(values, 'withdraw')
  }
}

export function oldestFirst<K extends keyof Kinds>(values: readonly Stored[], kind: K): Kinds[K][] {
  return values.filter((one): one is Kinds[K] => one.kind === kind).sort((a, b) => a.created_at - b.created_at)
}
