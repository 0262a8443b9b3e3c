import { KINDS, kindOf, type ResultKind, type ResultRecords } from './kinds/kinds.js'
import type { TradeRefund } from './kinds/trade-refund-kind.js'
import type { Merchant } from './merchants.js'
import type { DeadNumber, EcpayOrder, Order, TradeOrder, Way } from './orders.js'
import { type Balance, channelTypeOf } from './places.js'

/** The kinds of records. Each has its own numbers. */
export interface Kinds extends ResultRecords {
  order: Order
  merchant: Merchant
}

/** The member of a call that holds the developer's number, by kind of record. */
export const NUMBERS: Readonly<Record<keyof Kinds, string>> = {
  order: 'out_order_no',
  refund: KINDS.refund.number,
  settle: KINDS.settle.number,
  return: KINDS.return.number,
  withdraw: KINDS.withdraw.number,
  trade_refund: KINDS.trade_refund.number,
  sign: KINDS.sign.number,
  deduct: KINDS.deduct.number,
  'deduct-refund': KINDS['deduct-refund'].number,
  merchant: 'out_order_id'
}

/** All records that have moved money. */
export type Movements = ResultLists & { readonly order: readonly Order[] }
type ResultLists = { readonly [K in ResultKind]: readonly ResultRecords[K][] }

/** The records of one kind. */
export function ofKind<K extends ResultKind>(lists: ResultLists, kind: K): readonly ResultRecords[K][] {
  return lists[kind]
}

/** Read access to records. `list` and `all` read everything; the cost of the others does not grow with the store. */
export interface Records {
  /** What was made under a number of the developer's own. */
  find<K extends keyof Kinds>(kind: K, number: string): Kinds[K] | undefined
  /** The same, or that the number is dead. */
  taken<K extends keyof Kinds>(kind: K, number: string): Kinds[K] | DeadNumber | undefined
  /** All records of a kind without dead numbers, oldest first. */
  list<K extends keyof Kinds>(kind: K): Kinds[K][]
  /** All records of every kind that moves money. */
  all(): Movements
  /** An order and the records that move its money. */
  ofOrder(order: Order): Movements
  /**
   * The records of a kind with this number of the platform or of a merchant's partner, oldest first. Of orders, only
   * those of 通用交易系统 are found.
   */
  named<K extends ResultKind | 'merchant' | 'order'>(kind: K, number: string): Kinds[K][]
  /** The records that a limit of the platform counts together, oldest first; see `Kind.countedBy`. */
  together<K extends ResultKind>(kind: K, by: string): ResultRecords[K][]
  /**
   * The balance of a merchant in a channel, without money in transit.
   *
   * @param now Unix time in milliseconds, also in the other methods
   */
  balance(merchant_uid: string, channel: string, now: number): Balance
  /** The sum in transit for all orders of a channel of a merchant, in fen; of the one of the gateway if absent. */
  inTransit(channel: string, now: number, merchant_uid?: string): number
  /** The records that were paid or have succeeded on a day in Beijing or in a month: yyyyMMdd or yyyyMM. */
  completedIn(period: string, now: number): Movements
  /** The sums of the fund bills of a merchant of all days before, in fen; of the one of the gateway if absent. */
  fundsBefore(period: string, now: number, merchant_uid?: string): ReadonlyMap<Way, number>
}

/** The order of 担保支付 with this number. The calls of one system do not find the orders of the other. */
export function ecpayOrder(records: Pick<Records, 'find'>, out_order_no: string): EcpayOrder | undefined {
  const order = records.find('order', out_order_no)
  return order?.system ? undefined : order
}

/**
 * The order of 通用交易系统 with the platform's number, or where that is empty with the developer's. The calls of trade
 * system 2.0 find the orders of that generation alone, and other calls do not find them.
 */
export function tradeOrder(
  records: Pick<Records, 'find' | 'named'>,
  order_id: string,
  out_order_no: string,
  generation?: TradeOrder['generation']
): TradeOrder | undefined {
  const order = order_id === '' ? records.find('order', out_order_no) : records.named('order', order_id)[0]
  return order?.system && order.generation === generation ? order : undefined
}

/** The refund of 通用交易系统 with the platform's number, or where that is empty with the developer's. */
export function tradeRefund(
  records: Pick<Records, 'find' | 'named'>,
  refund_id: string,
  out_refund_no: string
): TradeRefund | undefined {
  if (refund_id !== '') return records.find('trade_refund', refund_id)
  return out_refund_no === '' ? undefined : records.named('trade_refund', out_refund_no)[0]
}

/** Whether a refund of either system has this number of the developer's. */
export function numberIsTaken(records: Pick<Records, 'find' | 'named' | 'taken'>, out_refund_no: string): boolean {
  return (records.taken('refund', out_refund_no) ?? tradeRefund(records, '', out_refund_no)) !== undefined
}

/** The channel of an order's money; empty if there is no such order. */
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

/** Write access to the records. */
export interface Keeping {
  /**
   * Reads and writes records in one transaction. When it returns, the changes survive the end of the process and of the
   * machine. If `step` throws, nothing is written. Call it inside `patiently`, like everything that writes, because
   * another process may be writing.
   */
  transact<T>(step: (records: WritableRecords) => T): T
}
