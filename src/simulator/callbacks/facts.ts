import type { Facts } from '../../protocol/callback/facts.js'
import type { Outside } from '../../world.js'
import { channelOf, createOrder, type EcpayOrder, type Order, sellerOf, WAYS } from '../life-cycle/orders.js'

/**
 * The facts in a callback about an order, for the case of success.
 *
 * @param app_id the app, if the order itself does not know it
 * @param at Unix time of the event, in milliseconds
 */
export function paymentFacts(order: Order, app_id: string, at: number): Facts {
  const { out_order_no, order_id, total_amount, cp_extra, payment } = order
  const seller_uid = sellerOf(order)
  return {
    app_id: order.system ? order.app_id : app_id,
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
    seller_uid,
    cp_extra,
    rake: 0,
    is_all_settled: false,
    settle_detail: `商户号${seller_uid}-分成金额(分)${total_amount}`,
    at: Math.floor(at / 1000)
  }
}

/** A made-up order, for a callback that needs no real one. */
export function sampleOrder(out_order_no: string, world: Outside): EcpayOrder {
  const fields = { out_order_no, total_amount: 100, subject: '', body: '', valid_time: 300, notify_url: '' }
  return createOrder({ ...fields, cp_extra: '', limit_pay_way: '' }, '', world)
}
