import { CRASH, otherEvents } from '../../protocol/callback/common-cases.js'
import type { HandlerCase, Kit } from '../../protocol/callback/handler-case.js'
import { memberText, objectIn } from '../../protocol/json/json.js'
import { tradeMessage } from '../callback/message.js'
import { FORGED_CASES } from './forged.js'
import { GENUINE_CASES } from './genuine.js'
import { common, signed } from './posts.js'

/** What a payment says, for a refund of it. */
function paymentIn(msg: string) {
  const payment = objectIn(msg)
  const text = (key: string) => memberText(payment, key) ?? ''
  const [app_id, number, order_id] = [text('app_id'), text('out_order_no'), text('order_id')]
  return { app_id, number, order_id, amount: Number(text('total_amount')) }
}

/** The application for a refund of the payment of a kit. */
function application({ msg, timestamp }: Kit): string {
  const payment = paymentIn(msg)
  return tradeMessage('pre_create_refund', {
    ...{ ...payment, out_order_no: payment.number, number: `${payment.order_id}2`, platform_no: '', channel_no: '' },
    ...{ payment_no: '', way: '', seller_uid: '', rake: 0, is_all_settled: false, settle_detail: '', cp_extra: '' },
    ...{ status: '', message: '', at: Number(timestamp) }
  })
}

const REFUND_APPLICATION: HandlerCase = {
  code: 'refund-application',
  wants: 'complete',
  types: ['payment'],
  changesNothing: true,
  send: (kit) => [signed(kit, { type: 'pre_create_refund', msg: application(kit) })],
  title: { en: 'an application for a refund, which wants data', zh: '退款申请回调，响应须带 data' },
  why: {
    en: 'The platform waits for data with your out_refund_no. Success without it is no answer: the platform sends the callback again and again, and the refund hangs.',
    zh: '平台等待 data 中的开发者侧退款单号 out_refund_no。只返回成功等于没有回答：平台会反复重试，退款卡住。'
  },
  fix: {
    en: 'For pre_create_refund answer data with out_refund_no and order_entry_schema; otherwise do not answer success. A refusal belongs in the audit call.',
    zh: 'pre_create_refund 要在 data 中返回 out_refund_no 和 order_entry_schema，否则不要返回成功；要拒绝退款请用退款审核接口。'
  }
}

const UNKNOWN_TYPE: HandlerCase = {
  code: 'unknown-type',
  wants: 'unharmed',
  send: (kit) => [signed(kit, { type: 'gift' })],
  title: { en: 'an unknown type', zh: '未知的 type' },
  why: {
    en: 'Types are added, and all of them may come to one address.',
    zh: '平台会增加类型，它们都可能发到同一个地址。'
  },
  fix: CRASH
}

/** The requirements for a merchant's notify handler, in the order in which they are tested. */
export const HANDLER_CASES: readonly HandlerCase[] = [
  ...GENUINE_CASES,
  ...FORGED_CASES,
  ...otherEvents(signed, tradeMessage, paymentIn),
  REFUND_APPLICATION,
  ...common('charset-in-content-type', 'wrong-content-type'),
  UNKNOWN_TYPE,
  ...common('one-mebibyte', 'many-at-once', 'in-time', 'still-there')
]

/** The nonce of a case: 32 letters and digits, like the platform's. */
export function caseNonce(index: number, run: string): string {
  return `case${String(index).padStart(2, '0')}run${run}`.padEnd(32, '0')
}
