import type { Range, Reading } from '../../database/database.js'
import { isResultKind, type ResultKind } from '../life-cycle/kinds/kinds.js'
import type { DeadNumber } from '../life-cycle/orders.js'
import { type Kinds, NUMBERS, type Records } from '../life-cycle/records.js'
import { byCount, byName, byOrder } from './derived-keys.js'
import { sumsIn } from './read-sums.js'
import type { Stored } from './stored.js'
import { movementsOf, oldestFirst, pointersIn, valuesIn } from './stored-lists.js'

/** The kinds of values with their own keys, apart from the records with their numbers. */
const OTHERS = ['dead', 'merchant', 'due', 'schedule', 'faults']

/** Whether a value fits its key. A value of an unknown kind would be ignored. */
export function isSound(key: string, value: Stored): boolean {
  const { kind, ...members } = Object(value) as { kind?: string; [name: string]: unknown }
  if (kind !== 'order' && !isResultKind(kind ?? '')) return OTHERS.includes(kind ?? '')
  const known = kind as 'order' | ResultKind
  return keyOf(known, String(members[NUMBERS[known]])) === key && typeof members.created_at === 'number'
}

/** The key of a record. That of an order is its bare number without a slash: older versions read only these keys. */
export function keyOf(kind: keyof Kinds, number: string): string {
  return kind === 'order' ? number : `${kind}/${number}`
}

/** All keys that do not begin with a slash. */
export const RECORDS: readonly Range[] = [{ end: '/' }, { start: '0' }]

export function readable(stored: Reading<Stored>): Records {
  type Of<K extends keyof Kinds> = Kinds[K] | DeadNumber | undefined
  const taken = <K extends keyof Kinds>(kind: K, number: string) => stored.get(keyOf(kind, number)) as Of<K>
  const find = <K extends keyof Kinds>(kind: K, number: string) => {
    const found = taken(kind, number)
    return found?.kind === 'dead' ? undefined : (found as Kinds[K] | undefined)
  }
  const everything = () => RECORDS.flatMap((range) => valuesIn(stored, range))
  const pointed = (range: Range): Stored[] =>
    pointersIn(stored, range).flatMap(({ of, number }) => find(of, number) ?? [])
  return {
    find,
    taken,
    list: (kind) =>
      oldestFirst(kind === 'order' ? everything() : valuesIn(stored, { start: `${kind}/`, end: `${kind}0` }), kind),
    all: () => movementsOf(everything()),
    ofOrder: (order) => ({ ...movementsOf(pointed(byOrder(order.out_order_no))), order: [order] }),
    named: (kind, number) => oldestFirst(pointed(byName(kind, number)), kind),
    counted: (kind, by) => pointersIn(stored, byCount(kind, by)).length,
    ...sumsIn(stored, find)
  }
}
