import { isAfterFulfilment } from '../../trade/order/goods-types.js'
import type { GatewayReason } from '../platform-answer.js'
import type { Receiver, Settlement, Shares } from './kinds/settlement-kind.js'
import { feeOf, orderLimits } from './ledger.js'
import { type OrderItem, sellerOf, type TradeOrder } from './orders.js'
import { sumOf } from './places.js'
import type { Movements } from './records.js'
import { movesMoney } from './results.js'
import { stillProcessing } from './settlements.js'

/** Why a settlement is refused: the code of the platform, and the reason. */
type Obstacle = [err_no: 10000 | 23024 | 23102 | 23107 | 23112 | 23113 | 23118, reason: GatewayReason]

/**
 * How a settlement shares the money of an order, or of one of its items: the receivers get what the request says, the
 * platform its fee, the seller the rest. Source of the codes: official.
 *
 * @param asked an item, or an empty text for the whole order
 * @param now Unix time in milliseconds
 */
export function tradeShares(
  order: TradeOrder,
  own: Movements,
  { receivers, item_order_id }: { receivers: readonly Receiver[]; item_order_id: string },
  now: number
): Shares | Obstacle {
  if (order.payment?.status !== 'SUCCESS') return [23102, { code: 'order-not-paid', key: 'out_order_no' }]
  const item = order.items.find((one) => one.item_order_id === item_order_id)
  if (item_order_id !== '' && !item) return [23024, { code: 'no-such-item', key: 'item_order_id' }]
  const busy = stillProcessing(own, ['settle', 'trade_refund', 'return'], now)
  if (busy) return [23113, busy]
  const earlier = own.settle.filter((one) => movesMoney(one, now))
  if (!item && earlier.some((one) => one.item_order_id !== undefined)) {
    return [23118, { code: 'items-settled', key: 'out_order_no' }]
  }
  if (receivers.some(({ merchant_uid }) => merchant_uid === sellerOf(order))) {
    return [10000, { code: 'receiver-is-seller', key: 'settle_params' }]
  }
  const open = (item ? [item] : order.items).some((one) => !isFulfilled(order, one, own, now))
  // Source: official. A whole settlement of trade system 2.0 needs every item used or refunded. That one of an item needs
  // this item used is a conclusion from the periods of the general system: where nothing is awaited, there is only the
  // whole settlement.
  const isAwaited = order.generation === '2.0' || isAfterFulfilment(order.goods_type)
  if (isAwaited && open) return [23107, { code: 'not-fulfilled', key: item ? 'item_order_id' : 'out_order_no' }]
  const { unsettled } = orderLimits(order, own, now)
  const money = item ? Math.min(unsettled, leftOf(item, own, earlier, now)) : unsettled
  if (money === 0) return [23112, { code: 'nothing-to-settle', key: item ? 'item_order_id' : 'out_order_no' }]
  const fee = feeOf(money)
  const shared = sumOf(receivers)
  const limit = money - fee
  if (shared > limit) return [10000, { code: 'more-than-unsettled', key: 'settle_params', limit }]
  return { receivers, seller_amount: limit - shared, rake: fee, last: money === unsettled }
}

/** Whether an item was reported as fulfilled or used, or nothing of it is left. */
function isFulfilled({ fulfilled = [], used = [] }: TradeOrder, item: OrderItem, own: Movements, now: number): boolean {
  const done = [...fulfilled, ...used.map(({ item_order_id }) => item_order_id)]
  return done.includes(item.item_order_id) || leftOf(item, own, [], now) === 0
}

/** What is left of an item: neither refunded nor settled, in fen. */
function leftOf(
  { item_order_id, item_order_amount }: OrderItem,
  own: Movements,
  settled: readonly Settlement[],
  now: number
): number {
  if (settled.some((one) => one.item_order_id === undefined || one.item_order_id === item_order_id)) return 0
  const refunds = own.trade_refund.filter((one) => movesMoney(one, now)).flatMap(({ items }) => items)
  const refunded = refunds.filter((one) => one.item_order_id === item_order_id)
  return refunded.reduce((left, { refund_amount }) => left - refund_amount, item_order_amount)
}
