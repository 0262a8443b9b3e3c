import { refuse } from '../../findings/findings.js'
import type { Outside } from '../../world.js'
import { kindOf, type ResultKind, type ResultRecords } from '../life-cycle/kinds/kinds.js'
import { askedTotal, type Order, sellerOf, type TradeOrder, WAYS } from '../life-cycle/orders.js'
import type { Records } from '../life-cycle/records.js'
import type { Outcome } from '../life-cycle/results.js'
import { paymentFacts, sampleOrder } from './facts.js'
import type { UnsignedReport } from './signed-callback.js'

/** The report of the platform about an order that is paid, or of 通用交易系统 closed without payment. */
export function paymentReport(order: Order, app_id: string, now: number): UnsignedReport {
  const { notify_url: url, payment } = order
  const facts = paymentFacts(order, app_id, payment?.at ?? now)
  if (!order.system) return { type: 'payment', url, facts }
  return { type: 'payment', url, facts, members: paymentMembers(order, now), version: order.generation }
}

/** Members that only a paid order has. */
const OF_PAYMENT = ['pay_channel', 'channel_pay_id', 'merchant_uid', 'user_bill_pay_id'] as const

function paymentMembers(order: TradeOrder, now: number): NonNullable<UnsignedReport['members']> {
  const { payment, closed, generation } = order
  const { total_amount, discount_amount } = askedTotal(order)
  const ofV2 = generation && { cp_extra: order.cp_extra, item_id: '', delivery_type: 0 }
  const common = { total_amount, discount_amount, cp_extra: undefined, ...ofV2 }
  if (payment?.status === 'SUCCESS') {
    const merchant_uid = sellerOf(order)
    const pay_channel = WAYS[payment.way]
    return { ...common, status: 'SUCCESS', pay_channel, merchant_uid, message: undefined, event_time: payment.at }
  }
  const unpaid = Object.fromEntries(OF_PAYMENT.map((key) => [key, undefined]))
  const { reason: message, at: event_time } = closed ?? { reason: 'TIME_OUT', at: now }
  return { ...common, ...unpaid, status: 'CANCEL', message, event_time }
}

/**
 * The report about a record: of its result, success or failure, or of what is to be answered before.
 *
 * @returns undefined for a kind without callbacks
 * @throws EcpayError `order-not-found`
 */
export function recordReport<K extends ResultKind>(
  kind: K,
  record: ResultRecords[K],
  records: Records,
  app_id: string,
  world: Outside
): UnsignedReport | undefined {
  const { callback, trade, number, platformNumber, amount, belongsTo } = kindOf(kind)
  if (!callback && !trade) return undefined
  const owner = belongsTo(record)
  const order = 'out_order_no' in owner ? orderOf(records, owner.out_order_no) : sampleOrder('', world)
  const { status, at, message }: Outcome = record.outcome ?? { status: 'SUCCESS', at: world.now(), message: '' }
  const facts = {
    ...paymentFacts(order, record.app_id ?? app_id, at),
    ...{ cp_extra: record.cp_extra, status, message, amount: amount(record) },
    ...{ number: String(record[number]), platform_no: String(record[platformNumber]) },
    ...callback?.(record)
  }
  const version = order.system && order.generation
  return { type: kind, url: record.notify_url ?? '', facts, version, ...trade?.report(record, order) }
}

function orderOf(records: Records, out_order_no: string): Order {
  const order = records.find('order', out_order_no)
  if (order) return order
  throw refuse('order-not-found', { out_order_no })
}
