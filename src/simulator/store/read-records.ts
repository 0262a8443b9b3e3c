import type { Range, Reading } from '../../database/database.js'
import { isResultKind, type ResultKind } from '../life-cycle/kinds/kinds.js'
import { NUMBERS, type Records } from '../life-cycle/records.js'
import { byCount, byName, byOrder } from './derived-keys.js'
import { sumsIn } from './read-sums.js'
import type { Stored } from './stored.js'
import { found, keyOf, movementsOf, oldestFirst, pointersIn, recordsAt, valuesIn } from './stored-lists.js'

/** The kinds of values with their own keys, apart from the records with their numbers. */
const OTHERS = ['dead', 'merchant', 'due', 'schedule', 'faults', 'clock', 'tokens']

/** Whether a value fits its key. A value of an unknown kind would be ignored. */
export function isSound(key: string, value: Stored): boolean {
  const { kind, ...members } = Object(value) as { kind?: string; [name: string]: unknown }
  if (kind !== 'order' && !isResultKind(kind ?? '')) return OTHERS.includes(kind ?? '')
  const known = kind as 'order' | ResultKind
  return keyOf(known, String(members[NUMBERS[known]])) === key && typeof members.created_at === 'number'
}

/** All keys that do not begin with a slash. */
export const RECORDS: readonly Range[] = [{ end: '/' }, { start: '0' }]

export function readable(stored: Reading<Stored>): Records {
  const everything = () => RECORDS.flatMap((range) => valuesIn(stored, range))
  const pointed = (range: Range) => recordsAt(stored, pointersIn(stored, range))
  return {
    ...found(stored),
    list: (kind) =>
      oldestFirst(kind === 'order' ? everything() : valuesIn(stored, { start: `${kind}/`, end: `${kind}0` }), kind),
    all: () => movementsOf(everything()),
    ofOrder: (order) => ({ ...movementsOf(pointed(byOrder(order.out_order_no))), order: [order] }),
    named: (kind, number) => oldestFirst(pointed(byName(kind, number)), kind),
    together: (kind, by) => oldestFirst(pointed(byCount(kind, by)), kind),
    ...sumsIn(stored)
  }
}
