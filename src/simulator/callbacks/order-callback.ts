import { callbackBody, callbackMessage, callbackStamp } from '../../ecpay/callback/message.js'
import { refuse } from '../../findings/findings.js'
import type { Facts } from '../../protocol/callback/facts.js'
import type { Outside } from '../../world.js'
import type { GatewayKeys } from '../demo-keys.js'
import { kindOf, type ResultKind, type ResultRecords } from '../life-cycle/kinds/kinds.js'
import { channelOf, createOrder, type Order, SELLER_UID, type SettledOrder, WAYS } from '../life-cycle/orders.js'
import type { Records } from '../life-cycle/records.js'
import type { Ended } from '../life-cycle/results.js'

/** The body of the platform's callback for a paid order, to send byte for byte. */
export function paymentCallback(order: SettledOrder, keys: GatewayKeys, world: Outside): string {
  return signed('payment', paymentFacts(order, keys.app_id, order.payment.at), keys, world)
}

/**
 * The body of the callback with the result of a record, success or failure, to send byte for byte.
 *
 * @returns undefined for a kind without callbacks
 * @throws EcpayError `order-not-found`
 */
export function resultCallback<K extends ResultKind>(
  kind: K,
  record: Ended<ResultRecords[K]>,
  records: Records,
  keys: GatewayKeys,
  world: Outside
): string | undefined {
  const { callback, number, platformNumber, amount, belongsTo } = kindOf(kind)
  if (!callback) return undefined
  const owner = belongsTo(record)
  const order = 'out_order_no' in owner ? orderOf(records, owner.out_order_no) : sampleOrder('', world)
  const { status, at, message } = record.outcome
  const facts = {
    ...paymentFacts(order, keys.app_id, at),
    ...{ cp_extra: record.cp_extra, status, message, amount: amount(record) },
    ...{ number: String(record[number]), platform_no: String(record[platformNumber]) },
    ...callback(record)
  }
  return signed(kind, facts, keys, world)
}

function orderOf(records: Records, out_order_no: string): Order {
  const order = records.find('order', out_order_no)
  if (order) return order
  throw refuse('order-not-found', { out_order_no })
}

function signed(type: string, facts: Facts, { token }: GatewayKeys, { now, realNow = now, random }: Outside): string {
  return callbackBody({ ...callbackStamp(realNow(), random(4)), msg: callbackMessage(type, facts), type }, token)
}

/**
 * The facts in a callback about an order, for the case of success.
 *
 * @param at Unix time of the event, in milliseconds
 */
export function paymentFacts(order: Order, app_id: string, at: number): Facts {
  const { out_order_no, order_id, total_amount, cp_extra, payment } = order
  return {
    app_id,
    number: out_order_no,
    out_order_no,
    order_id,
    platform_no: order_id,
    channel_no: channelOf(order),
    payment_no: `PAY${order_id}`,
    amount: total_amount,
    // A string here, a number in query_order.
    way: String(WAYS[payment?.way ?? 'wx']),
    status: 'SUCCESS',
    message: '',
    seller_uid: SELLER_UID,
    cp_extra,
    rake: 0,
    is_all_settled: false,
    settle_detail: `商户号${SELLER_UID}-分成金额(分)${total_amount}`,
    at: Math.floor(at / 1000)
  }
}

/** A made-up order, for a callback that needs no real one. */
export function sampleOrder(out_order_no: string, world: Outside): Order {
  const fields = { out_order_no, total_amount: 100, subject: '', body: '', valid_time: 300, notify_url: '' }
  return createOrder({ ...fields, cp_extra: '', limit_pay_way: '' }, '', world)
}
