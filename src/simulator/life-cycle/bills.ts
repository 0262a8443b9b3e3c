import { beijingDay, beijingTime } from '../../protocol/time.js'
import type { Records } from '../store/store.js'
import { type Order, SELLER_UID, WAYS } from './orders.js'
import type { Refund } from './refunds.js'
import { type Accepted, resultAt } from './results.js'
import type { Movements } from './transfers.js'

/** A line of a bill. */
interface Line {
  /** Unix time in milliseconds. */
  at: number
  cells: readonly (string | number)[]
  /** Fen; what is taken is negative. */
  amount: number
}

/** The rows of a bill: its heading, and what happened on its day; none where nothing did. */
export type BillRows = readonly (readonly (string | number)[])[]

/**
 * What was paid and refunded on a day of Beijing, one line each. The layout of this bill and of the other one is
 * this tool's own: those of the platform are not public.
 *
 * @param day yyyyMMdd
 * @param now Unix time in milliseconds
 */
export function transactionRows(records: Records, day: string, now: number): BillRows {
  const { order, refund } = records.all()
  const byNumber = new Map(order.map((one) => [one.out_order_no, one]))
  const lines = [
    ...paid(order).map(({ order, at }) => transaction('支付', at, order, undefined, order.total_amount)),
    ...ended(refund, now).flatMap(({ record, at }) => {
      const order = byNumber.get(record.out_order_no)
      return order ? [transaction('退款', at, order, record, -record.refund_amount)] : []
    })
  ]
  const heading = ['时间', '类型', '商户订单号', '平台订单号', '商户退款单号', '平台退款单号', '支付方式', '金额(分)']
  return rowsOf(heading, onDay(lines, day), ({ at, cells, amount }) => [beijingTime(at), ...cells, amount])
}

/** What the seller came to have and no longer has, with the sum of the day so far: payments less all that went elsewhere. */
export function fundRows(records: Records, day: string, now: number): BillRows {
  const lines = onDay(funds(records.all(), now), day)
  let sum = 0
  return rowsOf(['时间', '收支', '类型', '业务单号', '金额(分)', '当日累计(分)'], lines, ({ at, cells, amount }) => {
    sum += amount
    return [beijingTime(at), amount < 0 ? '支出' : '收入', ...cells, amount, sum]
  })
}

function transaction(what: string, at: number, order: Order, refund: Refund | undefined, amount: number): Line {
  const { out_order_no, order_id, payment } = order
  const way = payment ? WAYS[payment.way] : ''
  return {
    at,
    amount,
    cells: [what, out_order_no, order_id, refund?.out_refund_no ?? '', refund?.refund_no ?? '', way]
  }
}

function funds({ order, refund, settle, return: taken, withdraw }: Movements, now: number): Line[] {
  const line = (at: number, what: string, number: string, amount: number) => ({ at, cells: [what, number], amount })
  return [
    ...paid(order).map(({ order, at }) => line(at, '支付', order.out_order_no, order.total_amount)),
    // After a settlement the platform gives its fee back, and the seller the rest.
    ...ended(refund, now).map(({ record, at }) =>
      line(at, '退款', record.out_refund_no, -(record.settled?.seller ?? record.refund_amount))
    ),
    ...ended(settle, now).flatMap(({ record, at }) => [
      ...record.receivers.map(({ amount }) => line(at, '分账', record.out_settle_no, -amount)),
      ...(record.rake > 0 ? [line(at, '手续费', record.out_settle_no, -record.rake)] : [])
    ]),
    ...ended(taken, now).map(({ record, at }) => line(at, '退分账', record.out_return_no, record.return_amount)),
    ...ended(withdraw, now)
      .filter(({ record }) => record.merchant_uid === SELLER_UID)
      .map(({ record, at }) => line(at, '提现', record.out_order_id, -record.withdraw_amount))
  ]
}

function paid(orders: readonly Order[]): { order: Order; at: number }[] {
  return orders.flatMap((order) => (order.payment?.status === 'SUCCESS' ? [{ order, at: order.payment.at }] : []))
}

/** Those that have succeeded, with the moment of that. */
function ended<R extends Accepted>(records: readonly R[], now: number): { record: R; at: number }[] {
  return records.flatMap((record) => {
    const { status, at } = resultAt(record, now)
    return status === 'SUCCESS' && at !== undefined ? [{ record, at }] : []
  })
}

function onDay(lines: readonly Line[], day: string): Line[] {
  return lines.filter(({ at }) => beijingDay(at) === day).sort((a, b) => a.at - b.at)
}

function rowsOf(heading: string[], lines: readonly Line[], row: (line: Line) => (string | number)[]): BillRows {
  return lines.length === 0 ? [] : [heading, ...lines.map(row)]
}
