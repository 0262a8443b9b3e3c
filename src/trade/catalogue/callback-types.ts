import type { Entry } from '../../protocol/system/catalogue-entry.js'
import {
  NUMBERS,
  PAYMENT,
  PERIODIC,
  PRE_ORDER,
  REFUND,
  REFUND_APPLICATION,
  SETTLEMENT,
  type TradeField,
  WITHDRAWAL
} from './callback-fields.js'
import { CALLBACK_VERSIONS } from './callback-versions.js'

/** What a handler has to answer. */
interface Reply {
  /** What it must hold, each a text, by dotted path; see `acknowledgementProblem`. Nothing where err_no 0 is enough. */
  needs: readonly string[]
  /** A right answer. */
  sample: object
}

export interface TradeCallbackType extends Entry {
  /** The values of `version` that it is known with, the newest first. */
  versions: readonly string[]
  /** The members of its msg that say what it is about, by name. */
  about: { number: string; amount?: string }
  fields: readonly TradeField[]
  reply: Reply
}

const ACKNOWLEDGED = { err_no: 0, err_tips: 'success' }
const ACKNOWLEDGE: Reply = { needs: [], sample: ACKNOWLEDGED }

const ENTRY_NEEDS = ['data.order_entry_schema.path', 'data.order_entry_schema.params?']
const ENTRY = { path: 'pages/order/detail', params: '{"id":"1"}' }

const ANSWER = {
  en: 'Answer HTTP 200 with {"err_no":0,"err_tips":"success"}; anything else is repeated. The same callback can come twice.',
  zh: '请返回 HTTP 200 和 {"err_no":0,"err_tips":"success"}；否则平台会重试。同一回调可能重复到达。'
} as const

/** The `type`s of callbacks, each with the members of its msg and the answer that it needs. */
export const TRADE_CALLBACKS: readonly TradeCallbackType[] = [
  {
    namespace: 'callback',
    code: 'payment',
    versions: CALLBACK_VERSIONS.payment,
    about: { number: 'out_order_no', amount: 'total_amount' },
    meaning: {
      en: 'an order was paid, or its payment was cancelled or timed out',
      zh: '支付结果通知：成功、取消或超时'
    },
    note: {
      en: 'Unlike in 担保支付, cancellation and time-out are notified, with status CANCEL and the reason in message. By the newer page it is repeated for half an hour only: ask for the order after that.',
      zh: '与担保支付不同：取消和超时也会通知，status 为 CANCEL，原因在 message 中。按较新的文档只重试约半小时，之后请主动查询订单。'
    },
    remedy: ANSWER,
    fields: PAYMENT,
    reply: ACKNOWLEDGE,
    source: 'official'
  },
  {
    namespace: 'callback',
    code: 'refund',
    versions: CALLBACK_VERSIONS.refund,
    about: { number: 'out_refund_no', amount: 'refund_total_amount' },
    meaning: { en: 'a refund has its result', zh: '退款结果通知' },
    note: { en: 'Success and failure are notified.', zh: '成功和失败都会通知。' },
    remedy: ANSWER,
    fields: REFUND,
    reply: ACKNOWLEDGE,
    source: 'official-mirror'
  },
  {
    namespace: 'callback',
    code: 'settle',
    versions: CALLBACK_VERSIONS.settle,
    about: { number: 'out_settle_no', amount: 'settle_amount' },
    meaning: { en: 'a settlement has its result', zh: '分账结果通知' },
    remedy: ANSWER,
    fields: SETTLEMENT,
    // Source: the official page of this type, as it was in 2023, wants this text too.
    reply: { needs: ['err_tips=success'], sample: ACKNOWLEDGED },
    source: 'sdk'
  },
  {
    namespace: 'callback',
    code: 'pre_create_refund',
    versions: CALLBACK_VERSIONS.pre_create_refund,
    about: { number: 'refund_id', amount: 'refund_total_amount' },
    meaning: { en: 'the user or the platform applies for a refund', zh: '退款申请：由用户或平台发起' },
    note: {
      en: 'The refund exists already: an err_no other than 0 does not refuse it, but keeps it waiting. Refuse it by the audit call. The same refund_id again is the same refund, with the same answer.',
      zh: '此时退款单已经生成：返回非 0 的 err_no 并不能拒绝退款，只会让它卡住；要拒绝请调用退款审核接口。同一 refund_id 再次到达是同一笔退款，应返回相同的结果。'
    },
    remedy: {
      en: 'Answer HTTP 200 with err_no 0 and `data`: your out_refund_no, new within the app, and order_entry_schema with path and params.',
      zh: '请返回 HTTP 200、err_no 为 0，并带上 `data`：开发者侧退款单号 out_refund_no（应用内不重复）和 order_entry_schema（path、params）。'
    },
    fields: REFUND_APPLICATION,
    reply: {
      needs: ['data.out_refund_no', ...ENTRY_NEEDS, 'data.notify_url?'],
      sample: { ...ACKNOWLEDGED, data: { out_refund_no: 'refund_1', order_entry_schema: ENTRY } }
    },
    source: 'official-mirror'
  },
  {
    namespace: 'callback',
    code: 'pre_create_order',
    versions: CALLBACK_VERSIONS.pre_create_order,
    about: { number: 'order_id', amount: 'total_amount' },
    meaning: { en: 'an order begins in a template component', zh: '预下单：用户在模板组件中下单' },
    note: {
      en: 'Of the trade system 2.0 and life services; the general trade system does not have it. The cashier opens only after your answer.',
      zh: '用于交易系统 2.0 和生活服务，通用交易系统没有。收银台在返回之后才会打开。'
    },
    remedy: {
      en: 'Answer HTTP 200 with err_no 0 and `data`: your out_order_no, pay_expire_seconds, and order_entry_schema with path and params.',
      zh: '请返回 HTTP 200、err_no 为 0，并带上 `data`：开发者侧订单号 out_order_no、pay_expire_seconds 和 order_entry_schema（path、params）。'
    },
    fields: PRE_ORDER,
    reply: {
      needs: ['data.out_order_no', ...ENTRY_NEEDS, 'data.pay_notify_url?'],
      sample: {
        ...ACKNOWLEDGED,
        data: { out_order_no: 'order_1', pay_expire_seconds: 300, order_entry_schema: ENTRY }
      }
    },
    source: 'sdk'
  },
  {
    namespace: 'callback',
    code: 'sign_callback',
    versions: CALLBACK_VERSIONS.sign_callback,
    about: { number: 'out_auth_order_no' },
    meaning: { en: 'a periodic deduction was agreed on, cancelled or ended', zh: '周期代扣：签约、解约结果通知' },
    remedy: ANSWER,
    fields: [
      NUMBERS.appId,
      { ...NUMBERS.status, oneOf: ['SUCCESS', 'TIME_OUT', 'CANCEL', 'DONE'] },
      ...PERIODIC.agreement,
      NUMBERS.eventTime
    ],
    reply: ACKNOWLEDGE,
    source: 'official'
  },
  {
    namespace: 'callback',
    code: 'sign_pay_callback',
    versions: CALLBACK_VERSIONS.sign_pay_callback,
    about: { number: 'out_pay_order_no', amount: 'total_amount' },
    meaning: { en: 'a periodic deduction was charged, or failed', zh: '周期代扣：扣款结果通知' },
    note: {
      en: 'After FAIL do not try again the same day: there was no card or no balance.',
      zh: '状态为 FAIL 时当天不要重试：没有可用的银行卡或余额不足。'
    },
    remedy: ANSWER,
    fields: [
      NUMBERS.appId,
      { ...NUMBERS.status, oneOf: ['SUCCESS', 'TIMEOUT', 'TIME_OUT', 'FAIL'] },
      ...PERIODIC.agreement.slice(0, 1),
      ...PERIODIC.payment,
      NUMBERS.eventTime
    ],
    reply: ACKNOWLEDGE,
    source: 'official'
  },
  {
    namespace: 'callback',
    code: 'withdraw',
    versions: CALLBACK_VERSIONS.withdraw,
    about: { number: 'out_order_id' },
    meaning: { en: 'a withdrawal has its result', zh: '提现结果通知' },
    note: {
      en: 'Only an SDK names the type; which fields its msg has is a conclusion from the call that asks for the result.',
      zh: '只有某个 SDK 中有这个 type；msg 的字段是按查询接口推断的。'
    },
    remedy: ANSWER,
    fields: WITHDRAWAL,
    reply: ACKNOWLEDGE,
    source: 'inferred'
  }
]
