import type { FundLine } from './kinds/kind.js'
import { KIND_NAMES, kindOf, type ResultKind, type ResultRecords } from './kinds/kinds.js'
import { type Order, sellerIn } from './orders.js'
import { account, channelTypeOf, PAYER, type Transfer, transit } from './places.js'
import { type Movements, ofKind } from './records.js'
import { movesMoney, resultAt } from './results.js'

/**
 * The money that has moved or is moving at a given time. A record that failed or will fail moves nothing.
 *
 * @param now Unix time in milliseconds
 */
export function transfersOf(movements: Movements, now: number): Transfer[] {
  const channels = new Map(movements.order.map((one) => [one.out_order_no, channelTypeOf(one)]))
  const moving = <K extends ResultKind>(kind: K) =>
    ofKind(movements, kind).flatMap((one) => movesOf(kind, one, now, (number) => channels.get(number) ?? ''))
  return [...movements.order.flatMap(paid), ...KIND_NAMES.flatMap(moving)]
}

/** The transfer of a payment. */
export function paid({ out_order_no: order, total_amount: amount, payment }: Order): Transfer[] {
  if (payment?.status !== 'SUCCESS') return []
  return [{ order, from: PAYER, to: transit(order), amount, pending: false }]
}

/**
 * The transfers of one record.
 *
 * @param channelOf the channel of an order's money, by number of the order
 */
export function movesOf<K extends ResultKind>(
  kind: K,
  record: ResultRecords[K],
  now: number,
  channelOf: (out_order_no: string) => string
): Transfer[] {
  if (!movesMoney(record, now)) return []
  const pending = resultAt(record, now).status === 'PROCESSING'
  const channel = channelOfRecord(kind, record, channelOf)
  return kindOf(kind)
    .moves(record, (merchant_uid) => account(merchant_uid, channel))
    .map((move) => ({ ...move, pending }))
}

/** The channel of a record's money. */
export function channelOfRecord<K extends ResultKind>(
  kind: K,
  record: ResultRecords[K],
  channelOf: (out_order_no: string) => string
): string {
  const owner = kindOf(kind).belongsTo(record)
  return 'channel_type' in owner ? owner.channel_type : channelOf(owner.out_order_no)
}

/** The merchant whose transaction bill a record is in; undefined if it is in none. */
export function billedTo<K extends ResultKind>(kind: K, record: ResultRecords[K]): string | undefined {
  const { billedTo } = kindOf(kind)
  return billedTo ? billedTo(record) : sellerIn(record)
}

/** The lines of a record in the fund bills of all merchants. */
export function fundsOf<K extends ResultKind>(kind: K, record: ResultRecords[K]): readonly FundLine[] {
  return kindOf(kind)
    .funds(record)
    .filter(({ amount }) => amount !== 0)
}
