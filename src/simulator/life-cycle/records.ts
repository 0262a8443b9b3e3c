import { KINDS, kindOf, type ResultKind, type ResultRecords } from './kinds/kinds.js'
import type { Merchant } from './merchants.js'
import type { DeadNumber, Order, Way } from './orders.js'
import { type Balance, channelTypeOf } from './places.js'

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

/** What is kept, to be read. `list` and `all` read everything; what the others cost does not grow with how much there is. */
export interface Records {
  /** What was made under a number of the developer's own. */
  find<K extends keyof Kinds>(kind: K, number: string): Kinds[K] | undefined
  /** The same, or that the number is dead. */
  taken<K extends keyof Kinds>(kind: K, number: string): Kinds[K] | DeadNumber | undefined
  /** All of a kind, oldest first; dead numbers are not among them. */
  list<K extends keyof Kinds>(kind: K): Kinds[K][]
  /** The same of every kind that moves money. */
  all(): Movements
  /** The order itself and what moves its money. */
  ofOrder(order: Order): Movements
  /** Those of a kind that have a number of the platform's, or of a merchant's partner; the oldest first. */
  named<K extends ResultKind | 'merchant'>(kind: K, number: string): Kinds[K][]
  /** How many the platform counts together with one; see `Kind.countedBy`. */
  counted(kind: ResultKind, by: string): number
  /**
   * What a merchant has in a channel, outside of transit.
   *
   * @param now Unix time in milliseconds, as everywhere here
   */
  balance(merchant_uid: string, channel: string, now: number): Balance
  /** What is in transit for all orders of a channel, in fen. */
  inTransit(channel: string, now: number): number
  /** What was paid and what has succeeded on a day of Beijing or in a month: yyyyMMdd or yyyyMM. */
  completedIn(period: string, now: number): Movements
  /** What the fund bills of all days before have come to, in fen. */
  fundsBefore(period: string, now: number): ReadonlyMap<Way, number>
}

/** The channel that the money of an order goes through; empty where there is no such order. */
export function channelOfOrder(records: Pick<Records, 'find'>, out_order_no: string): string {
  const order = records.find('order', out_order_no)
  return order ? channelTypeOf(order) : ''
}

/** What has the developer's number, the platform's, or both, where both are given; empty is what is not. */
export function byEitherNumber<K extends ResultKind>(
  records: Records,
  kind: K,
  own: string,
  platforms: string
): Kinds[K] | undefined {
  if (own === '') return records.named(kind, platforms).find((one) => numberOf(kind, one) === platforms)
  const found = records.find(kind, own)
  return found && (platforms === '' || numberOf(kind, found) === platforms) ? found : undefined
}

function numberOf<K extends ResultKind>(kind: K, record: ResultRecords[K]): string {
  return String(record[kindOf(kind).platformNumber])
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
