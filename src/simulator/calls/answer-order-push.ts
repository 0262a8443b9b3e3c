import type { JsonObject } from '../../protocol/json/json.js'
import { memberText, readJson } from '../../protocol/json/json.js'
import { accepted, badParameters, type Refusal, TIPS } from '../platform-answer.js'
import type { CallHandler } from './received-call.js'

/** 订单同步. Its `err_code`s are those that were met. */
export const orderPushCall: CallHandler = {
  empty: { body: '' },
  answer({ violations, values }, { store }) {
    const detail = readDetail(values.get('order_detail') ?? '')
    if (violations.length > 0) return badParameters(violations)
    const order = store.find('order', (detail && memberText(detail, 'order_id')) ?? '')
    if (order?.kind !== 'order') return refusal(40022, TIPS.noSuchPay, { code: 'no-such-order', key: 'order_detail' })
    return order.payment?.status === 'SUCCESS'
      ? accepted({ body: '' })
      : refusal(40022, TIPS.noSuchPay, { code: 'order-not-paid', key: 'order_detail' })
  }
}

function refusal(err_no: number, err_tips: string, reason: Refusal['reasons'][number]): Refusal {
  return { err_no, err_tips, reasons: [reason] }
}

function readDetail(text: string): JsonObject | undefined {
  try {
    const value = readJson(text)
    return value.kind === 'object' ? value : undefined
  } catch {
    return undefined
  }
}
