import type { Outside } from '../../world.js'
import type { GatewayReason } from '../platform-answer.js'
import type { RefundedItem, TradeRefund } from './kinds/trade-refund-kind.js'
import { withFee } from './ledger.js'
import { otherSeller, platformDigits, type TradeOrder } from './orders.js'
import { sumOf } from './places.js'
import type { Movements, Records } from './records.js'
import { refundObstacle, refundSource } from './refunds.js'
import { acceptedNow, movesMoney, resultAt } from './results.js'

/** How long a refund can be audited, in milliseconds. Source: official. */
export const AUDIT_TIME = 72 * 3600 * 1000

export type TradeRefundFields = Pick<
  TradeRefund,
  'out_refund_no' | 'refund_source' | 'reasons' | 'notify_url' | 'cp_extra'
>

/**
 * A new refund, which the backend has started itself: the platform audits it by itself, and its result comes soon.
 *
 * @param items what is refunded of which item
 */
export function createTradeRefund(
  fields: TradeRefundFields,
  order: TradeOrder,
  items: readonly RefundedItem[],
  records: Records,
  world: Outside
): TradeRefund {
  const times = acceptedNow(world)
  const refund_total_amount = sumOf(items.map(({ refund_amount: amount }) => ({ amount })))
  return {
    kind: 'trade_refund',
    ...fields,
    refund_id: `ots${platformDigits(times.created_at, world.random)}`,
    out_order_no: order.out_order_no,
    order_id: order.order_id,
    content: '',
    ...{ refund_total_amount, items, ...otherSeller(order) },
    audit: { needed: false, deadline: times.created_at + AUDIT_TIME },
    ...refundSource(order, records, refund_total_amount, times.created_at, items),
    ...times
  }
}

/**
 * The same, started by the user, by an expiry or by the service: the platform asks the backend for a number first, and
 * then waits for the audit.
 */
export function askingFor(refund: TradeRefund, needsAudit: boolean, apply_url: string): TradeRefund {
  const { created_at, audit } = refund
  return {
    ...refund,
    asking: true,
    apply_url,
    // Unless it is audited, it counts as agreed at the deadline.
    due_at: audit.deadline,
    ...(needsAudit && { is_deadline: true }),
    audit: { ...audit, needed: needsAudit },
    callback: { attempts: 0, next_at: created_at }
  }
}

/** The items of an order with what is left of each to refund, in fen, and whether one is being refunded. */
export function refundableItems(
  { items }: TradeOrder,
  { trade_refund }: Movements,
  now: number
): (RefundedItem & { isBusy: boolean })[] {
  const counting = trade_refund.filter((one) => movesMoney(one, now))
  return items.map(({ item_order_id, item_order_amount }) => {
    const parts = counting.flatMap((refund) =>
      refund.items.flatMap((one) =>
        one.item_order_id === item_order_id ? [{ refund, amount: one.refund_amount }] : []
      )
    )
    const isBusy = parts.some(({ refund }) => resultAt(refund, now).status === 'PROCESSING')
    return { item_order_id, refund_amount: item_order_amount - sumOf(parts), isBusy }
  })
}

/** A refusal of a refund: the code of the platform, and why. */
export type RefundProblem = [err_no: 10000 | 22000 | 22001 | 22002, reason: GatewayReason]

/** The codes of the platform for what stands against a refund in both systems. */
const ERR_NOS: Readonly<Record<string, 22000 | 22001 | 22002>> = {
  'settle-under-way': 22001,
  'more-than-paid': 22002,
  'return-first': 22002
}

/**
 * What stands against refunding these parts of an order; nothing if it can be refunded.
 *
 * @param asked what is refunded of which item, or `all`
 * @param total the sum that the request says, in fen
 * @param now Unix time in milliseconds
 */
export function tradeRefundProblem(
  order: TradeOrder,
  records: Movements,
  asked: readonly RefundedItem[] | 'all',
  total: number,
  now: number
): RefundProblem | undefined {
  if (order.payment?.status !== 'SUCCESS') return [22000, { code: 'order-not-paid', key: 'order_id' }]
  const items = refundableItems(order, records, now)
  const parts = asked === 'all' ? items : asked
  const sum = sumOf(parts.map(({ refund_amount: amount }) => ({ amount })))
  const isWhole = order.items.every((one, i) => one.item_order_amount === items[i]?.refund_amount)
  if (asked === 'all' && !isWhole) return [22001, { code: 'refunded-before', key: 'refund_all' }]
  if (asked !== 'all') {
    const problem = itemsProblem(items, asked)
    if (problem) return problem
  }
  if (total !== sum) return [10000, { code: 'sums-differ', key: 'refund_total_amount', limit: sum }]
  const obstacle = refundObstacle(order, records, total, now, withoutReturn(items, parts, records, now))
  return obstacle && [ERR_NOS[obstacle.code] ?? 22000, { ...obstacle, key: 'order_id' }]
}

/**
 * How much of these parts can be refunded without a return first, in fen, where items were settled alone: the money
 * that receivers have is that of their item. Undefined if none was.
 */
function withoutReturn(
  items: readonly RefundedItem[],
  parts: readonly RefundedItem[],
  { settle, return: returns }: Movements,
  now: number
): number | undefined {
  const alone = settle.filter((one) => one.item_order_id !== undefined && movesMoney(one, now))
  if (alone.length === 0) return undefined
  const amounts = parts.map(({ item_order_id, refund_amount }) => {
    const left = items.find((one) => one.item_order_id === item_order_id)?.refund_amount ?? 0
    const own = alone.filter((one) => one.item_order_id === item_order_id)
    const back = returns.filter(
      (one) => resultAt(one, now).status === 'SUCCESS' && own.some(({ settle_no }) => settle_no === one.settle_no)
    )
    const received = sumOf(own.flatMap(({ receivers }) => receivers))
    const withReceivers = received - back.reduce((sum, { return_amount }) => sum + return_amount, 0)
    return { amount: Math.min(refund_amount, left - withFee(withReceivers)) }
  })
  return sumOf(amounts)
}

function itemsProblem(
  items: ReturnType<typeof refundableItems>,
  asked: readonly RefundedItem[]
): RefundProblem | undefined {
  const key = 'item_order_detail'
  const ids = asked.map(({ item_order_id }) => item_order_id)
  if (new Set(ids).size < ids.length) return [10000, { code: 'duplicate-item', key }]
  const known = asked.map((one) => ({
    one,
    item: items.find(({ item_order_id }) => item_order_id === one.item_order_id)
  }))
  if (known.some(({ item }) => !item)) return [10000, { code: 'no-such-item', key }]
  if (known.some(({ item }) => item?.isBusy)) return [22001, { code: 'refund-under-way', key }]
  const over = known.find(({ one, item }) => one.refund_amount > (item?.refund_amount ?? 0))
  return over && [22002, { code: 'more-than-paid', key, limit: over.item?.refund_amount ?? 0 }]
}
