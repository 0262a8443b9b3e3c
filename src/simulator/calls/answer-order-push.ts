import type { JsonObject } from '../../protocol/json/json.js'
import { memberText, readJson } from '../../protocol/json/json.js'
import type { Refusal } from '../../protocol/system/system.js'
import { accepted, type GatewayReason, TIPS } from '../platform-answer.js'
import { plainCall } from './received-call.js'

/** 订单同步. Its `err_code`s are those that were met. */
export const orderPushCall = plainCall({ body: '' }, (text, { store }) => {
  const detail = readDetail(text('order_detail'))
  const order = store.find('order', (detail && memberText(detail, 'order_id')) ?? '')
  if (!order) return noSuchPay('no-such-order')
  return order.payment?.status === 'SUCCESS' ? accepted({ body: '' }) : noSuchPay('order-not-paid')
})

function noSuchPay(code: GatewayReason['code']): Refusal {
  return { err_no: 40022, err_tips: TIPS.noSuchPay, reasons: [{ code, key: 'order_detail' }] }
}

function readDetail(text: string): JsonObject | undefined {
  try {
    const value = readJson(text)
    return value.kind === 'object' ? value : undefined
  } catch {
    return undefined
  }
}
