import { EXIT, Failure, finding } from '../protocol/findings.js'
import type { Reason } from './answer.js'
import { type Order, platformNumber, type Way } from './orders.js'
import type { Store } from './store.js'
import type { SimulatorWorld } from './world.js'

/** A refund as it is stored. */
export interface Refund {
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
  /** Unix time in milliseconds. */
  created_at: number
  /** How it was made to end; otherwise it succeeds by itself, see {@link refundAt}. */
  outcome?: RefundOutcome
}

interface RefundOutcome {
  status: 'SUCCESS' | 'FAIL'
  /** Unix time in milliseconds. */
  at: number
  /** Why it failed, or empty. */
  message: string
}

/** A refund that has its result. */
export type EndedRefund = Refund & { outcome: RefundOutcome }

/** What a refund takes from its request. */
export type RefundFields = Pick<Refund, 'out_refund_no' | 'out_order_no' | 'refund_amount' | 'notify_url' | 'cp_extra'>

/** How long a refund stays PROCESSING, in milliseconds; with the platform it is minutes to days. */
export const REFUND_TIME = 3000
const YEAR = 365 * 24 * 3600 * 1000
/** The most partial refunds of one order, by the channel it was paid with. Source: official; none is known for dyzf. */
const MOST_REFUNDS: Readonly<Record<Way, number>> = { wx: 50, ali: 300, dyzf: Number.POSITIVE_INFINITY }

export function createRefund(fields: RefundFields, content: string, world: SimulatorWorld): Refund {
  const created_at = world.now()
  return { kind: 'refund', ...fields, content, refund_no: platformNumber(created_at, world.random(4)), created_at }
}

/**
 * How a refund stands: PROCESSING for {@link REFUND_TIME}, then SUCCESS, unless it was made to end otherwise.
 *
 * @param now Unix time in milliseconds
 */
export function refundAt(
  refund: Refund,
  now: number
): RefundOutcome | { status: 'PROCESSING'; at?: undefined; message: string } {
  const end = refund.created_at + REFUND_TIME
  if (refund.outcome) return refund.outcome
  return now < end ? { status: 'PROCESSING', message: '' } : { status: 'SUCCESS', at: end, message: '' }
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
  const alive = refunds.filter((one) => refundAt(one, now).status !== 'FAIL')
  const most = MOST_REFUNDS[payment.way]
  if (alive.length >= most) return { code: 'too-many-refunds', key: 'out_order_no', limit: most }
  const left = total_amount - alive.reduce((sum, one) => sum + one.refund_amount, 0)
  return amount > left ? { code: 'more-than-paid', key: 'refund_amount', limit: left } : undefined
}

/**
 * The refund with its result: the one it has, or the one it is given now.
 *
 * @param now Unix time in milliseconds
 * @throws Failure (exit 1) `refund-is-final` when it has another result already
 */
function endRefund(refund: Refund, status: RefundOutcome['status'], now: number): EndedRefund {
  const current = refundAt(refund, now)
  if (current.status === 'PROCESSING') {
    return { ...refund, outcome: { status, at: now, message: status === 'FAIL' ? '余额不足' : '' } }
  }
  if (current.status === status) return { ...refund, outcome: current }
  const { out_refund_no } = refund
  throw new Failure(EXIT.no, [finding('refund-is-final', { out_refund_no, status: current.status })])
}

/**
 * Gives a refund of the store its result; see {@link endRefund}.
 *
 * @param now Unix time in milliseconds
 * @throws Failure (exit 1) `refund-not-found`, `refund-is-final`
 */
export function endStoredRefund(
  store: Store,
  out_refund_no: string,
  status: RefundOutcome['status'],
  now: number
): { refund: EndedRefund; order: Order } {
  return store.transact((records) => {
    const current = records.find('refund', out_refund_no)
    const order = current?.kind === 'refund' ? records.find('order', current.out_order_no) : undefined
    if (current?.kind !== 'refund' || order?.kind !== 'order') {
      throw new Failure(EXIT.no, [finding('refund-not-found', { out_refund_no })])
    }
    const refund = endRefund(current, status, now)
    records.put('refund', out_refund_no, refund)
    return { refund, order }
  })
}
