import type { Outside } from '../../world.js'
import type { GatewayReason } from '../platform-answer.js'
import type { Refund } from './kinds/refund-kind.js'
import type { RefundedItem } from './kinds/trade-refund-kind.js'
import { chargedFee, feeOf, orderLimits } from './ledger.js'
import { type Order, platformNumber, sellerOf, type Way } from './orders.js'
import { available, channelTypeOf } from './places.js'
import type { Movements, Records } from './records.js'
import { acceptedNow, movesMoney, TOO_LITTLE } from './results.js'
import { isSettled, stillProcessing } from './settlements.js'

/** The members of a refund that come from its request and from the state of its order. */
export type RefundFields = RefundSource &
  Pick<Refund, 'out_refund_no' | 'out_order_no' | 'refund_amount' | 'notify_url' | 'cp_extra'>

/** The source of its money. */
type RefundSource = Pick<Refund, 'settled' | 'failure'>

const YEAR = 365 * 24 * 3600 * 1000
/** The most partial refunds of one order, by way of payment. Source: official; unknown for dyzf. */
const MOST_REFUNDS: Readonly<Record<Way, number>> = { wx: 50, ali: 300, dyzf: Number.POSITIVE_INFINITY }

export function createRefund(fields: RefundFields, content: string, world: Outside): Refund {
  const times = acceptedNow(world)
  return { kind: 'refund', ...fields, content, refund_no: platformNumber(times.created_at, world.random(4)), ...times }
}

/**
 * Why this amount of an order cannot be refunded; nothing if it can.
 *
 * @param amount in fen
 * @param now Unix time in milliseconds
 * @param limit what can be refunded without a return first, in fen, where that depends on the items
 */
export function refundObstacle(
  order: Order,
  records: Movements,
  amount: number,
  now: number,
  limit?: number
): GatewayReason | undefined {
  const { payment, created_at } = order
  if (payment?.status !== 'SUCCESS') return { code: 'order-not-paid', key: 'out_order_no' }
  if (now > created_at + YEAR) return { code: 'order-too-old', key: 'out_order_no', limit: 365 }
  const most = MOST_REFUNDS[payment.way]
  const earlier = [...records.refund, ...records.trade_refund].filter((one) => movesMoney(one, now))
  if (earlier.length >= most) return { code: 'too-many-refunds', key: 'out_order_no', limit: most }
  const busy = stillProcessing(records, ['settle'], now)
  if (busy) return busy
  const { left, refundable } = orderLimits(order, records, now)
  const withoutReturn = limit ?? refundable
  if (amount > left) return { code: 'more-than-paid', key: 'refund_amount', limit: left }
  return amount > withoutReturn ? { code: 'return-first', key: 'refund_amount', limit: withoutReturn } : undefined
}

/**
 * The source of the money for a refund: from transit, or after the settlement from the seller's balance and the part
 * of the fee that the platform returns; after the settlement of some items, from both. What is refunded of an item that
 * was settled alone leaves the transit of the others as it is. If there is too little, the refund will fail.
 *
 * @param now Unix time in milliseconds
 * @param items what is refunded of which item, where the order has items
 */
export function refundSource(
  order: Order,
  records: Records,
  amount: number,
  now: number,
  items: readonly RefundedItem[] = []
): RefundSource {
  const own = records.ofOrder(order)
  const { left, unsettled } = orderLimits(order, own, now)
  const alone = own.settle.filter((one) => movesMoney(one, now)).map(({ item_order_id }) => item_order_id)
  const ofSettled = items.reduce((sum, one) => sum + (alone.includes(one.item_order_id) ? one.refund_amount : 0), 0)
  const transit = isSettled(own, now) ? 0 : Math.min(unsettled, amount - ofSettled)
  const rest = amount - transit
  if (rest === 0) return {}
  const settledBefore = left - unsettled
  const fee = Math.min(rest, Math.max(0, chargedFee(own, now) - feeOf(settledBefore - rest)))
  const settled = { seller: rest - fee, fee, ...(transit > 0 && { transit }) }
  const isShort = available(records.balance(sellerOf(order), channelTypeOf(order), now)) < settled.seller
  return { settled, ...(isShort && { failure: TOO_LITTLE }) }
}
