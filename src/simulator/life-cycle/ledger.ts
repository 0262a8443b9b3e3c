import { type Order, SELLER_UID } from './orders.js'
import { account, available, type Balance, channelTypeOf, MERCHANTS, PAYER, PLATFORM, transit } from './places.js'
import type { Movements } from './records.js'
import { type Transfer, transfersOf } from './transfers.js'

/** Where the money of an order is, in fen: `paid` is the sum of all others, and nothing is negative. */
export interface OrderMoney {
  paid: number
  refunded: number
  /** With the seller and with the receivers, but for what the latter gave back. */
  settled: number
  fees: number
  /** What receivers gave back to the seller, and no refund has taken yet. */
  returned: number
  /** In transit. */
  unsettled: number
}

/** What is still possible with the money of an order, in fen. */
export interface OrderLimits {
  /** Paid, and neither refunded nor about to be. */
  left: number
  /** Of `left` what a refund can reach: what receivers have stays, and so does the fee for it. */
  refundable: number
  /** In transit, and not about to leave it. */
  unsettled: number
  /** What the fee is for `left`. */
  fee: number
}

/**
 * The platform's fee for an amount in fen: 0.6 %, rounded down. The one page that has it writes a floor, and in
 * its next sentence that it is rounded; this follows the formula.
 */
export function feeOf(amount: number): number {
  return Math.floor((amount * 6) / 1000)
}

/** Where money is at a moment: every amount follows from what has moved. */
export class Ledger {
  private readonly transfers: readonly Transfer[]
  /** Made when the first order is asked for: a balance of all of them takes one look at each transfer. */
  private byOrder: Map<string, Transfer[]> | undefined

  /** @param now Unix time in milliseconds */
  constructor(movements: Movements, now: number) {
    this.transfers = transfersOf(movements, now)
  }

  /** What a merchant has in a channel, outside of transit. */
  account(merchant_uid: string, channel: string): Balance {
    return balanceOf(this.transfers, account(merchant_uid, channel))
  }

  money({ out_order_no }: Order): OrderMoney {
    const done = this.ofOrder(out_order_no).filter(({ pending }) => !pending)
    const moved = (from: string, to: string) =>
      sum(done.filter((one) => one.from.startsWith(from) && one.to.startsWith(to)))
    const returned = Math.max(0, moved(MERCHANTS, MERCHANTS) - moved(MERCHANTS, PAYER))
    return {
      paid: moved(PAYER, ''),
      refunded: moved('', PAYER),
      settled: moved('', MERCHANTS) - moved(MERCHANTS, '') - returned,
      fees: moved('', PLATFORM) - moved(PLATFORM, ''),
      returned,
      unsettled: balanceOf(done, transit(out_order_no)).total
    }
  }

  /** What is in transit for all of some orders, in fen: one look at each transfer, however many orders there are. */
  unsettled(orders: readonly Order[]): number {
    const places = new Set(orders.map(({ out_order_no }) => transit(out_order_no)))
    let total = 0
    for (const { from, to, amount, pending } of this.transfers) {
      if (pending) continue
      if (places.has(to)) total += amount
      if (places.has(from)) total -= amount
    }
    return total
  }

  limits(order: Order): OrderLimits {
    const own = this.ofOrder(order.out_order_no)
    const seller = account(SELLER_UID, channelTypeOf(order))
    const receivers = new Set(own.map(({ to }) => to).filter((to) => to.startsWith(MERCHANTS) && to !== seller))
    const withReceivers = [...receivers].reduce((all, place) => all + balanceOf(own, place).total, 0)
    const left = sum(own.filter(({ from }) => from === PAYER)) - sum(own.filter(({ to }) => to === PAYER))
    const refundable = left - withFee(withReceivers)
    return { left, refundable, unsettled: available(balanceOf(own, transit(order.out_order_no))), fee: feeOf(left) }
  }

  /** The fee that was charged for an order, less what its refunds give back. */
  fee({ out_order_no }: Order): number {
    return available(balanceOf(this.ofOrder(out_order_no), PLATFORM))
  }

  private ofOrder(out_order_no: string): Transfer[] {
    this.byOrder ??= byOrderOf(this.transfers)
    return this.byOrder.get(out_order_no) ?? []
  }
}

function byOrderOf(transfers: readonly Transfer[]): Map<string, Transfer[]> {
  const found = new Map<string, Transfer[]>()
  for (const transfer of transfers) {
    const others = found.get(transfer.order)
    if (others) others.push(transfer)
    else found.set(transfer.order, [transfer])
  }
  return found
}

function balanceOf(transfers: readonly Transfer[], place: string): Balance {
  const leaving = transfers.filter(({ from }) => from === place)
  const arrived = sum(transfers.filter(({ to, pending }) => to === place && !pending))
  return {
    total: arrived - sum(leaving.filter(({ pending }) => !pending)),
    frozen: sum(leaving.filter(({ pending }) => pending))
  }
}

/** The least amount that leaves so much after its fee. */
function withFee(amount: number): number {
  let all = amount
  while (all - feeOf(all) < amount) all = amount + feeOf(all)
  return all
}

function sum(transfers: readonly Transfer[]): number {
  return transfers.reduce((all, { amount }) => all + amount, 0)
}
