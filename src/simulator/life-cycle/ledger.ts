import { type Order, sellerOf } from './orders.js'
import { account, available, balanceOf, channelTypeOf, MERCHANTS, PAYER, PLATFORM, sumOf, transit } from './places.js'
import type { Movements } from './records.js'
import { transfersOf } from './transfers.js'

/** What is still possible with the money of an order, in fen. */
export interface OrderLimits {
  /** Paid, and not refunded or being refunded. */
  left: number
  /** The part of `left` that can be refunded: without the money of receivers and the fee for it. */
  refundable: number
  /** In transit, and not about to leave. */
  unsettled: number
  /** The fee for `left`. */
  fee: number
}

/**
 * The platform's fee for an amount in fen: 0.6 %, rounded down. The only page about it has a floor in the formula, but
 * says in the next sentence that it is rounded. This follows the formula.
 */
export function feeOf(amount: number): number {
  return Math.floor((amount * 6) / 1000)
}

/**
 * What follows from all that has moved, and is moving, of an order's money.
 *
 * @param own what moves it; see `Records.ofOrder`
 * @param now Unix time in milliseconds
 */
export function orderLimits(order: Order, own: Movements, now: number): OrderLimits {
  const transfers = transfersOf(own, now)
  const seller = account(sellerOf(order), channelTypeOf(order))
  const receivers = new Set(transfers.map(({ to }) => to).filter((to) => to.startsWith(MERCHANTS) && to !== seller))
  const withReceivers = [...receivers].reduce((all, place) => all + balanceOf(transfers, place).total, 0)
  const left = sumOf(transfers.filter(({ from }) => from === PAYER)) - sumOf(transfers.filter(({ to }) => to === PAYER))
  const refundable = left - withFee(withReceivers)
  const unsettled = available(balanceOf(transfers, transit(order.out_order_no)))
  return { left, refundable, unsettled, fee: feeOf(left) }
}

/** The fee that was charged for an order, less what its refunds give back; otherwise as {@link orderLimits}. */
export function chargedFee(own: Movements, now: number): number {
  return available(balanceOf(transfersOf(own, now), PLATFORM))
}

/** The smallest amount in fen of which this much is left after the fee. */
export function withFee(amount: number): number {
  let all = amount
  while (all - feeOf(all) < amount) all = amount + feeOf(all)
  return all
}
