import type { Range, Reading } from '../../database/database.js'
import type { DeadNumber } from '../life-cycle/orders.js'
import type { Kinds, Movements, Records } from '../life-cycle/records.js'
import { inKey } from './derived-keys.js'
import type { Pointer, Stored } from './stored.js'

export function valuesIn(stored: Reading<Stored>, range: Range): Stored[] {
  return stored.range(range).map(({ value }) => value)
}

export function pointersIn(stored: Reading<Stored>, range: Range): Pointer[] {
  return valuesIn(stored, range).flatMap((value) => (value.kind === 'due' && 'of' in value ? [value] : []))
}

/** The key of a record. That of an order is its number, in which no slash stands: older versions read only these keys. */
export function keyOf(kind: keyof Kinds, number: string): string {
  return kind === 'order' ? inKey(number) : `${kind}/${number}`
}

export function found(stored: Reading<Stored>): Pick<Records, 'find' | 'taken'> {
  type Of<K extends keyof Kinds> = Kinds[K] | DeadNumber | undefined
  const taken = <K extends keyof Kinds>(kind: K, number: string) => stored.get(keyOf(kind, number)) as Of<K>
  return {
    taken,
    find<K extends keyof Kinds>(kind: K, number: string) {
      const record = taken(kind, number)
      return record?.kind === 'dead' ? undefined : (record as Kinds[K] | undefined)
    }
  }
}

/** The records that pointers lead to. */
export function recordsAt(stored: Reading<Stored>, pointers: readonly Pointer[]): Stored[] {
  return stored.atOnce((moment) => {
    const { find } = found(moment)
    return pointers.flatMap(({ of, number }) => find(of, number) ?? [])
  })
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
    withdraw: oldestFirst(values, 'withdraw'),
    trade_refund: oldestFirst(values, 'trade_refund'),
    sign: oldestFirst(values, 'sign'),
    deduct: oldestFirst(values, 'deduct'),
    'deduct-refund': oldestFirst(values, 'deduct-refund')
  }
}

export function oldestFirst<K extends keyof Kinds>(values: readonly Stored[], kind: K): Kinds[K][] {
  return values.filter((one): one is Kinds[K] => one.kind === kind).sort((a, b) => a.created_at - b.created_at)
}
