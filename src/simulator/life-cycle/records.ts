import { KINDS, type ResultKind, type ResultRecords } from './kinds/kinds.js'
import type { Merchant } from './merchants.js'
import type { DeadNumber, Order } from './orders.js'

/** What is kept, each kind under its own numbers. */
export interface Kinds extends ResultRecords {
  order: Order
  merchant: Merchant
}

/** The member of a call that holds the developer's own number, by the kind that it asks for. */
export const NUMBERS: Readonly<Record<keyof Kinds, string>> = {
  order: 'out_order_no',
  refund: KINDS.refund.number,
  settle: KINDS.settle.number,
  return: KINDS.return.number,
  withdraw: KINDS.withdraw.number,
  merchant: 'out_order_id'
}

/** Everything that money has moved by. */
export type Movements = ResultLists & { readonly order: readonly Order[] }
type ResultLists = { readonly [K in ResultKind]: readonly ResultRecords[K][] }

/** Those of one kind. */
export function ofKind<K extends ResultKind>(lists: ResultLists, kind: K): readonly ResultRecords[K][] {
  return lists[kind]
}

/** What is kept, to be read. */
export interface Records {
  find<K extends keyof Kinds>(kind: K, number: string): Kinds[K] | DeadNumber | undefined
  /** All of a kind, oldest first; dead numbers are not among them. */
  list<K extends keyof Kinds>(kind: K): Kinds[K][]
  /** The same of every kind that moves money. */
  all(): Movements
  /** The order itself and what moves its money; the other orders are not read. */
  ofOrder(order: Order): Movements
}

export interface WritableRecords extends Records {
  put<K extends keyof Kinds>(kind: K, number: string, record: Kinds[K] | DeadNumber): void
}

/** Where records are kept, to be changed. */
export interface Keeping {
  /**
   * Reads records and writes others, with no other process between the two. When this returns, what was
   * put survives the end of the process and of the machine. When `step` throws, nothing is written. To be called,
   * as all that writes, in `patiently`: another process may be writing.
   */
  transact<T>(step: (records: WritableRecords) => T): T
}
