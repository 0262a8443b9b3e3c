import type { Facts } from '../../protocol/callback/facts.js'
import type { HandlerCase, Kit } from '../../protocol/callback/handler-case.js'
import { memberText, objectIn } from '../../protocol/json/json.js'
import { callbackMessage } from '../callback/message.js'
import { signed } from './posts.js'

/** The results of the refund in the callback. */
const ENDS: [code: string, status: string, message: string, en: string, zh: string][] = [
  ['refund-not-payment', 'SUCCESS', '', 'a genuine callback of a refund', '真实的退款回调'],
  [
    'failed-refund-not-payment',
    'FAIL',
    'refund failed',
    'a genuine callback of a refund that has failed',
    '真实的退款失败回调'
  ]
]

/**
 * Genuine callbacks that are not about the payment for which the address is. One address may serve all types, so the
 * handler may accept them or not; but it must not treat them as a payment.
 */
export const OTHER_EVENTS: readonly HandlerCase[] = ENDS.map(
  ([code, status, message, en, zh]): HandlerCase => ({
    code,
    wants: 'unharmed',
    types: ['payment'],
    changesNothing: true,
    send: (kit) => [signed(kit, { type: 'refund', msg: refundMessage(kit, status, message) })],
    title: { en, zh },
    why: {
      en: 'It is signed with the same token. A handler that looks at the signature alone takes it for a payment.',
      zh: '它用同一个令牌签名。只验签、不看类型的后端会把它当成支付成功。'
    },
    fix: {
      en: 'Look at type, and at status, before the order is marked as paid; answer success to what you know and have stored.',
      zh: '把订单改为已支付之前，先判断 type 和 status；认识并已保存的回调返回成功。'
    }
  })
)

/** The msg of a refund of the kit's payment, with the same number: some shops number refunds like that. */
function refundMessage({ msg, timestamp }: Kit, status: string, message: string): string {
  const payment = objectIn(msg)
  const text = (key: string) => memberText(payment, key) ?? ''
  const number = text('cp_orderno')
  const facts: Facts = {
    ...{ app_id: text('appid'), number, out_order_no: number, order_id: text('order_id') },
    ...{ platform_no: `${text('order_id')}1`, channel_no: '', payment_no: '', way: '', seller_uid: '' },
    ...{ amount: Number(text('total_amount')), rake: 0, is_all_settled: false, settle_detail: '', cp_extra: '' },
    ...{ status, message, at: Number(timestamp) }
  }
  return callbackMessage('refund', facts)
}
