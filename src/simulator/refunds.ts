import type { Reason } from './answer.js'
import { type Order, platformNumber, type Way } from './orders.js'
import { type Accepted, acceptedNow, resultAt } from './results.js'
import type { SimulatorWorld } from './world.js'

/** A refund as it is stored. */
export interface Refund extends Accepted {
  kind: 'refund'
  out_refund_no: string
  refund_no: string
  /** Tells a repeated request from another one under the same number. */
  content: string
  out_order_no: string
  /** Fen. */
  refund_amount: number
  /** The two below are empty when the request did not have them. */
  notify_url: string
  cp_extra: string
}

/** What a refund takes from its request. */
export type RefundFields = Pick<Refund, 'out_refund_no' | 'out_order_no' | 'refund_amount' | 'notify_url' | 'cp_extra'>

const YEAR = 365 * 24 * 3600 * 1000
/** The most partial refunds of one order, by the channel it was paid with. Source: official; none is known for dyzf. */
const MOST_REFUNDS: Readonly<Record<Way, number>> = { wx: 50, ali: 300, dyzf: Number.POSITIVE_INFINITY }

export function createRefund(fields: RefundFields, content: string, world: SimulatorWorld): Refund {
  const times = acceptedNow(world)
  return { kind: 'refund', ...fields, content, refund_no: platformNumber(times.created_at, world.random(4)), ...times }
}

/**
 * What keeps an order from being refunded by so much, if anything does.
 *
 * @param refunds those of the order
 * @param amount fen
 * @param now Unix time in milliseconds
 */
export function refundObstacle(
  order: Order,
  refunds: readonly Refund[],
  amount: number,
  now: number
): Reason | undefined {
  const { payment, total_amount, created_at } = order
  if (payment?.status !== 'SUCCESS') return { code: 'order-not-paid', key: 'out_order_no' }
  if (now > created_at + YEAR) return { code: 'order-too-old', key: 'out_order_no', limit: 365 }
  const alive = refunds.filter((one) => resultAt(one, now).status !== 'FAIL')
  const most = MOST_REFUNDS[payment.way]
  if (alive.length >= most) return { code: 'too-many-refunds', key: 'out_order_no', limit: most }
  const left = total_amount - alive.reduce((sum, one) => sum + one.refund_amount, 0)
  return amount > left ? { code: 'more-than-paid', key: 'refund_amount', limit: left } : undefined
}
