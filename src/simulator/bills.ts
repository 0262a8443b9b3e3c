import { beijingTime } from '../protocol/time.js'
import { type Order, WAYS } from './orders.js'
import type { Refund } from './refunds.js'
import { resultAt } from './results.js'
import type { Records } from './store.js'

/** A movement of money, as both bills list it. */
export interface Movement {
  kind: 'payment' | 'refund'
  /** Unix time in milliseconds. */
  at: number
  order: Order
  refund?: Refund
  /** Fen; what a refund takes is negative. */
  amount: number
}

/**
 * What was paid and refunded on a day of Beijing, in its order.
 *
 * @param day yyyyMMdd
 * @param now Unix time in milliseconds
 */
export function movementsOn(records: Records, day: string, now: number): Movement[] {
  const orders = records.list('order')
  const byNumber = new Map(orders.map((order) => [order.out_order_no, order]))
  const paid = orders.flatMap((order): Movement[] => {
    const { payment } = order
    return payment?.status === 'SUCCESS' ? [{ kind: 'payment', at: payment.at, order, amount: order.total_amount }] : []
  })
  const refunded = records.list('refund').flatMap((refund): Movement[] => {
    const order = byNumber.get(refund.out_order_no)
    const { status, at } = resultAt(refund, now)
    if (!order || status !== 'SUCCESS') return []
    return [{ kind: 'refund', at: at ?? refund.created_at, order, refund, amount: -refund.refund_amount }]
  })
  return [...paid, ...refunded].filter(({ at }) => dayOf(at) === day).sort((a, b) => a.at - b.at)
}

/** @param milliseconds Unix time */
function dayOf(milliseconds: number): string {
  return beijingTime(milliseconds).slice(0, 10).replaceAll('-', '')
}

const TRANSACTIONS = [
  '时间',
  '类型',
  '商户订单号',
  '平台订单号',
  '商户退款单号',
  '平台退款单号',
  '支付方式',
  '金额(分)'
]

/** One line a payment and a refund. The layout is this tool's own: that of the platform is not public. */
export function transactionRows(movements: readonly Movement[]): (string | number)[][] {
  const rows = movements.map(({ at, kind, order, refund, amount }) => [
    beijingTime(at),
    kind === 'payment' ? '支付' : '退款',
    order.out_order_no,
    order.order_id,
    refund?.out_refund_no ?? '',
    refund?.refund_no ?? '',
    order.payment ? WAYS[order.payment.way] : '',
    amount
  ])
  return [TRANSACTIONS, ...rows]
}

const FUNDS = ['时间', '收支', '类型', '业务单号', '金额(分)', '当日累计(分)']

/** One line a movement with the sum of the day so far, in a layout of this tool's own. */
export function fundRows(movements: readonly Movement[]): (string | number)[][] {
  let sum = 0
  const rows = movements.map(({ at, kind, order, refund, amount }) => {
    sum += amount
    const [direction, what] = kind === 'payment' ? ['收入', '支付'] : ['支出', '退款']
    return [beijingTime(at), direction, what, refund?.out_refund_no ?? order.out_order_no, amount, sum]
  })
  return [FUNDS, ...rows]
}
