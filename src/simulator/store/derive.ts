import { beijingDay } from '../../protocol/time.js'
import { isResult, kindOf, type ResultKind, type ResultRecords } from '../life-cycle/kinds/kinds.js'
import { type DeadNumber, type Order, orderCallbackDue, sellerIn, sellerOf } from '../life-cycle/orders.js'
import { channelTypeOf, MERCHANTS, TRANSIT, type Transfer, wayInto } from '../life-cycle/places.js'
import type { Kinds } from '../life-cycle/records.js'
import { callbackDue, dueAt } from '../life-cycle/results.js'
import { channelOfRecord, fundsOf, movesOf, paid } from '../life-cycle/transfers.js'
import {
  accountSum,
  byCompletion,
  byCount,
  byName,
  byOrder,
  DUE,
  fundSums,
  OPEN,
  timed,
  transitSum
} from './derived-keys.js'
import type { CalledBack, Pointer, StoredDue } from './stored.js'

/** The indexes and sums of a record. They are derived from the record and its order. */
export interface DerivedOf {
  pointers: Map<string, Pointer | StoredDue>
  /** The amounts that it adds to sums, in fen. */
  sums: Map<string, number>
}

/** The channel of an order's money, by number of the order. */
type ChannelOf = (out_order_no: string) => string

/** @param number the number of the record */
export function derivedOf(
  number: string,
  record: Kinds[keyof Kinds] | DeadNumber | undefined,
  channelOf: ChannelOf
): DerivedOf {
  const derived: DerivedOf = { pointers: new Map(), sums: new Map() }
  if (record?.kind === 'order') ofOrder(derived, record)
  else if (record?.kind === 'merchant') {
    const { merchant_id, sub_merchant_id } = record
    for (const name of [merchant_id, sub_merchant_id]) {
      if (name) derived.pointers.set(byName('merchant', name).start + number, { of: 'merchant', number })
    }
  } else if (record && isResult(record)) ofResult(derived, record.kind, number, record, channelOf)
  return derived
}

function ofOrder(derived: DerivedOf, order: Order): void {
  const { out_order_no: number, payment, total_amount, created_at } = order
  if (order.system) derived.pointers.set(byName('order', order.order_id).start + number, { of: 'order', number })
  const at = orderCallbackDue(order)
  if (at !== undefined) derived.pointers.set(dueKey('order', number, at), { of: 'order', number, at, created_at })
  if (payment?.status !== 'SUCCESS') return
  const channel = channelTypeOf(order)
  derived.pointers.set(`${timed(byCompletion('order').start, payment.at)}/${number}`, { of: 'order', number })
  for (const transfer of paid(order)) addTransfer(derived, transfer, channel, sellerOf(order))
  addFund(derived, sellerOf(order), channel, payment.at, total_amount)
}

function ofResult<K extends ResultKind>(
  derived: DerivedOf,
  kind: K,
  number: string,
  record: ResultRecords[K],
  channelOf: ChannelOf
): void {
  const { belongsTo, countedBy, platformNumber } = kindOf(kind)
  const { outcome, created_at } = record
  const pointTo = (start: string) => derived.pointers.set(start + number, { of: kind, number })
  const owner = belongsTo(record)
  if ('out_order_no' in owner) pointTo(`${byOrder(owner.out_order_no).start}${kind}/`)
  pointTo(byName(kind, String(record[platformNumber])).start)
  const counted = countedBy?.(record)
  if (counted !== undefined) pointTo(byCount(kind, counted).start)
  const at = callbackDue(record)
  const due = { of: kind, number, at: at ?? 0, created_at }
  if (at !== undefined) derived.pointers.set(dueKey(kind, number, at), due)
  if (!outcome) pointTo(`${timed(OPEN.start, dueAt(record))}/${kind}/`)
  if (outcome?.status !== 'SUCCESS') return
  pointTo(`${timed(byCompletion(kind).start, outcome.at)}/`)
  const channel = channelOfRecord(kind, record, channelOf)
  for (const transfer of movesOf(kind, record, outcome.at, channelOf))
    addTransfer(derived, transfer, channel, sellerIn(record))
  for (const { merchant_uid, amount } of fundsOf(kind, record))
    addFund(derived, merchant_uid, channel, outcome.at, amount)
}

function dueKey(kind: CalledBack, number: string, at: number): string {
  return `${timed(DUE.start, at)}/${kind}/${number}`
}

function addTransfer(derived: DerivedOf, { from, to, amount }: Transfer, channel: string, seller: string): void {
  for (const [place, fen] of [
    [from, -amount],
    [to, amount]
  ] as const) {
    if (place.startsWith(MERCHANTS)) add(derived, accountSum(place), fen)
    if (place.startsWith(TRANSIT)) add(derived, transitSum(channel, seller), fen)
  }
}

function addFund(derived: DerivedOf, merchant: string, channel: string, at: number, amount: number): void {
  add(derived, fundSums(wayInto(channel), merchant).start + beijingDay(at), amount)
}

function add({ sums }: DerivedOf, key: string, fen: number): void {
  sums.set(key, (sums.get(key) ?? 0) + fen)
}
