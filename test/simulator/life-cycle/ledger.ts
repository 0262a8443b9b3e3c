import type { Order } from '../../../src/simulator/life-cycle/orders.js'
import {
  account,
  type Balance,
  balanceOf,
  MERCHANTS,
  PAYER,
  PLATFORM,
  sumOf,
  type Transfer,
  transit
} from '../../../src/simulator/life-cycle/places.js'
import type { Movements } from '../../../src/simulator/life-cycle/records.js'
import { transfersOf } from '../../../src/simulator/life-cycle/transfers.js'

/** Where the money of an order is, in fen. `paid` is the sum of the others, and nothing is negative. */
interface OrderMoney {
  paid: number
  refunded: number
  /** With the seller and the receivers, without what the receivers returned. */
  settled: number
  fees: number
  /** Returned by receivers to the seller, and not yet used for a refund. */
  returned: number
  /** In transit. */
  unsettled: number
}

/** Where money is at a moment, by all that has moved: what the sums that are kept have to come to. */
export class Ledger {
  private readonly transfers: readonly Transfer[]

  /** @param now Unix time in milliseconds */
  constructor(movements: Movements, now: number) {
    this.transfers = transfersOf(movements, now)
  }

  /** The balance of a merchant in a channel, without money in transit. */
  account(merchant_uid: string, channel: string): Balance {
    return balanceOf(this.transfers, account(merchant_uid, channel))
  }

  money({ out_order_no }: Order): OrderMoney {
    const done = this.transfers.filter(({ order, pending }) => order === out_order_no && !pending)
    const moved = (from: string, to: string) =>
      sumOf(done.filter((one) => one.from.startsWith(from) && one.to.startsWith(to)))
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

  /** What is in transit for all of some orders, in fen. */
  unsettled(orders: readonly Order[]): number {
    return orders.reduce((all, { out_order_no }) => all + balanceOf(this.transfers, transit(out_order_no)).total, 0)
  }
}
