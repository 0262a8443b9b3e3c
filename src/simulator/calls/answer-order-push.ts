import { memberText, objectIn } from '../../protocol/json/json.js'
import type { Refusal } from '../../protocol/system/system.js'
import { ecpayOrder } from '../life-cycle/records.js'
import { accepted, type GatewayReason, TIPS } from '../platform-answer.js'
import { plainCall } from './received-call.js'

/** 订单同步. Its `err_code`s are those that users have reported. */
export const orderPushCall = plainCall({ body: '' }, (text, { store }) => {
  const order = ecpayOrder(store, memberText(objectIn(text('order_detail')), 'order_id') ?? '')
  if (!order) return noSuchPay('no-such-order')
  return order.payment?.status === 'SUCCESS' ? accepted({ body: '' }) : noSuchPay('order-not-paid')
})

function noSuchPay(code: GatewayReason['code']): Refusal {
  return { err_no: 40022, err_tips: TIPS.noSuchPay, reasons: [{ code, key: 'order_detail' }] }
}
