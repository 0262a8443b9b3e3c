import { callbackBody, callbackMessage, callbackStamp } from '../../ecpay/callback/message.js'
import type { Facts } from '../../ecpay/catalogue/callback-types.js'
import type { Outside } from '../../world.js'
import type { GatewayKeys } from '../demo-keys.js'
import { channelOf, createOrder, type Order, SELLER_UID, type SettledOrder, WAYS } from '../life-cycle/orders.js'
import type { Refund } from '../life-cycle/refunds.js'
import type { Ended } from '../life-cycle/results.js'
import { type Settlement, settleDetail, settledAmount } from '../life-cycle/settlements.js'
import type { Withdrawal } from '../life-cycle/withdrawals.js'

/** The callback the platform sends for a paid order: the text of its body, to be sent byte for byte. */
export function paymentCallback(order: SettledOrder, keys: GatewayKeys, world: Outside): string {
  return signed('payment', paymentFacts(order, keys.app_id, order.payment.at), keys, world)
}

/** The callback the platform sends for a refund that has its result, a failed one too. */
export function refundCallback(refund: Ended<Refund>, order: Order, keys: GatewayKeys, world: Outside): string {
  const facts = {
    ...resultFacts(refund, order, keys),
    number: refund.out_refund_no,
    platform_no: refund.refund_no,
    amount: refund.refund_amount,
    is_all_settled: refund.settled !== undefined
  }
  return signed('refund', facts, keys, world)
}

/** The callback the platform sends for a settlement that has its result, a failed one too. */
export function settleCallback(one: Ended<Settlement>, order: Order, keys: GatewayKeys, world: Outside): string {
  const facts = {
    ...resultFacts(one, order, keys),
    number: one.out_settle_no,
    platform_no: one.settle_no,
    amount: settledAmount(one),
    rake: one.rake,
    settle_detail: settleDetail(one)
  }
  return signed('settle', facts, keys, world)
}

/** The callback the platform sends for a withdrawal that has its result, a failed one too. */
export function withdrawCallback(one: Ended<Withdrawal>, keys: GatewayKeys, world: Outside): string {
  const facts = {
    ...resultFacts(one, sampleOrder('', world), keys),
    number: one.out_order_id,
    platform_no: one.order_id,
    channel_no: `4200${one.order_id}`,
    amount: one.withdraw_amount
  }
  return signed('withdraw', facts, keys, world)
}

/** What an order says, with how something about it ended. */
function resultFacts({ outcome, cp_extra }: Ended<Refund | Settlement | Withdrawal>, order: Order, keys: GatewayKeys) {
  const { status, at, message } = outcome
  return { ...paymentFacts(order, keys.app_id, at), cp_extra, status, message }
}

function signed(type: string, facts: Facts, { token }: GatewayKeys, { now, random }: Outside): string {
  return callbackBody({ ...callbackStamp(now(), random(4)), msg: callbackMessage(type, facts), type }, token)
}

/**
 * What a callback about an order says of it, as if everything had gone well.
 *
 * @param at when it happened, Unix time in milliseconds
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

/** An order that nobody has created, for a callback that needs none. */
export function sampleOrder(out_order_no: string, world: Outside): Order {
  const fields = { out_order_no, total_amount: 100, subject: '', body: '', valid_time: 300, notify_url: '' }
  return createOrder({ ...fields, cp_extra: '', limit_pay_way: '' }, '', world)
}
