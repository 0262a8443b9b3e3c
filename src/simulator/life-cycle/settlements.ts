import type { Outside } from '../../world.js'
import type { GatewayReason } from '../platform-answer.js'
import type { Receiver, Settlement, Shares } from './kinds/settlement-kind.js'
import { orderLimits } from './ledger.js'
import { type Order, platformNumber, sellerOf } from './orders.js'
import { sumOf } from './places.js'
import type { Movements } from './records.js'
import { acceptedNow, movesMoney, resultAt } from './results.js'

export type SettlementFields = Pick<
  Settlement,
  'out_settle_no' | 'out_order_no' | 'notify_url' | 'cp_extra' | 'system' | 'item_order_id' | 'seller_uid'
>

/** The most settlements of one order. The last one must end it. Source: official. */
const MOST_SETTLEMENTS = 50

export function createSettlement(
  fields: SettlementFields,
  shares: Shares,
  content: string,
  world: Outside
): Settlement {
  const times = acceptedNow(world)
  const settle_no = platformNumber(times.created_at, world.random(4))
  return { kind: 'settle', ...fields, ...shares, content, settle_no, ...times }
}

/** Whether the last settlement of an order has succeeded. */
export function isSettled({ settle }: Movements, now: number): boolean {
  return settle.some((one) => one.last && resultAt(one, now).status === 'SUCCESS')
}

/**
 * How a settlement shares the money of its order, or why it is refused.
 *
 * @param more whether the request says that others will follow
 * @param now Unix time in milliseconds
 */
export function sharesOf(
  order: Order,
  records: Movements,
  receivers: readonly Receiver[],
  more: boolean,
  now: number
): Shares | GatewayReason {
  if (order.payment?.status !== 'SUCCESS') return { code: 'order-not-paid', key: 'out_order_no' }
  const busy = stillProcessing(records, ['settle', 'refund', 'return'], now)
  if (busy) return busy
  const earlier = records.settle.filter((one) => movesMoney(one, now))
  if (earlier.some(({ last }) => last)) return { code: 'order-settled', key: 'out_order_no' }
  if (receivers.some(({ merchant_uid }) => merchant_uid === sellerOf(order))) {
    return { code: 'receiver-is-seller', key: 'settle_params' }
  }
  const { left, unsettled, fee } = orderLimits(order, records, now)
  if (left === 0) return { code: 'nothing-to-settle', key: 'out_order_no' }
  const shared = sumOf(receivers)
  const limit = unsettled - fee
  if (shared > limit) return { code: 'more-than-unsettled', key: 'settle_params', limit }
  const last = !more || earlier.length + 1 >= MOST_SETTLEMENTS
  if (last) return { receivers, seller_amount: limit - shared, rake: fee, last }
  // A settlement that is not the last one only moves the receivers' parts.
  if (shared === 0) return { code: 'missing-field', key: 'settle_params' }
  return { receivers, seller_amount: 0, rake: 0, last }
}

/** The reason if another record of an order has no result yet: only one kind at a time may move its money. */
export function stillProcessing(
  records: Movements,
  kinds: readonly ('settle' | 'refund' | 'return' | 'trade_refund')[],
  now: number
): GatewayReason | undefined {
  const busy = kinds.find((kind) => records[kind].some((one) => resultAt(one, now).status === 'PROCESSING'))
  return busy && { code: `${busy === 'trade_refund' ? 'refund' : busy}-under-way`, key: 'out_order_no' }
}
