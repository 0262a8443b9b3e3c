import type { Facts } from '../../protocol/callback/facts.js'
import type { AnswerField } from '../../protocol/system/answer-field.js'
import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { PAGE } from './pages.js'

/** A member of a msg: its meaning, and its value, which is one of the facts or fixed. */
interface MessageField extends AnswerField {
  holds: { fact: keyof Facts } | { always: string | number | boolean }
}

interface CallbackEntry extends Entry {
  fields: readonly MessageField[]
}

const EMPTY = { always: '' } as const
const STATUS = { fact: 'status' } as const
const AMOUNT = { fact: 'amount' } as const
const AT = { fact: 'at' } as const

const CP_EXTRA: MessageField = {
  path: 'cp_extra',
  meaning: { en: 'what the request carried', zh: '请求中传入的 cp_extra' },
  holds: { fact: 'cp_extra' }
}
const ORDER_ID: MessageField = {
  path: 'order_id',
  meaning: { en: "the platform's order number", zh: '平台订单号' },
  holds: { fact: 'order_id' }
}
const APPID: MessageField = {
  path: 'appid',
  meaning: { en: 'app_id of the mini program', zh: '小程序 app_id' },
  holds: { fact: 'app_id' }
}
const FAILURE: MessageField = {
  path: 'message',
  meaning: { en: 'why it failed', zh: '失败原因' },
  holds: { fact: 'message' }
}

const ANSWER = {
  en: 'Answer HTTP 200 with {"err_no":0,"err_tips":"success"}; anything else is retried, 15 times over about a day (once in the sandbox, without retry). The same callback can come twice.',
  zh: '请返回 HTTP 200 和 {"err_no":0,"err_tips":"success"}；否则平台会在约一天内重试 15 次（沙盒只发一次，不重试）。同一回调可能重复到达。'
} as const

/** The `type`s of callbacks, each with the members of its msg in the order in which they are sent. */
export const CALLBACKS: readonly CallbackEntry[] = [
  {
    namespace: 'callback',
    code: 'payment',
    meaning: { en: 'an order was paid', zh: '支付成功通知' },
    says: [
      '收不到回调',
      '没有收到回调',
      '没有回调',
      '没有收到通知',
      '没收到回调',
      '只回调一次',
      '沙盒只回调一次',
      '沙盒不重试',
      'sandbox calls back once',
      '重复回调',
      '重复通知',
      '重复支付',
      '重复入账',
      '回调金额不一致',
      '支付金额不一致',
      '金额不一致',
      'amount mismatch',
      'no callback',
      'callback not received'
    ],
    note: {
      en: 'Only success is notified, never a failure or a time-out: ask with `ecpay query`. It comes to notify_url, which must be https on port 443 and reachable from outside. Before you mark the order as paid, compare total_amount with its amount, and check that it is not marked already: a callback can come again. way is a string here and a number in query_order.',
      zh: '只通知支付成功；失败和超时都不通知，请用 `ecpay query` 查询。通知发往 notify_url，须为 https、443 端口，并能从外网访问。入账前请核对 total_amount 与订单金额，并确认没有处理过：同一回调可能再次送达。way 在这里是字符串，在 query_order 中是数字。'
    },
    remedy: ANSWER,
    fields: [
      APPID,
      {
        path: 'cp_orderno',
        meaning: { en: 'your out_order_no', zh: '开发者侧订单号 out_order_no' },
        holds: { fact: 'number' }
      },
      CP_EXTRA,
      { path: 'way', unit: 'way', meaning: { en: 'way of payment', zh: '支付方式' }, holds: { fact: 'way' } },
      {
        path: 'channel_no',
        meaning: { en: "the payment channel's number", zh: '支付渠道单号' },
        holds: { fact: 'channel_no' }
      },
      { path: 'channel_gateway_no', meaning: { en: "the channel gateway's number", zh: '渠道网关单号' }, holds: EMPTY },
      {
        path: 'payment_order_no',
        meaning: { en: "the platform's number of the payment", zh: '平台支付单号' },
        holds: { fact: 'payment_no' }
      },
      {
        path: 'out_channel_order_no',
        meaning: { en: 'another number of the channel', zh: '渠道侧外部单号' },
        holds: EMPTY
      },
      { path: 'total_amount', unit: 'fen', meaning: { en: 'amount', zh: '金额' }, holds: AMOUNT },
      { path: 'status', unit: 'order', meaning: { en: 'always SUCCESS', zh: '固定为 SUCCESS' }, holds: STATUS },
      { path: 'seller_uid', meaning: { en: 'collecting merchant', zh: '收款商户号' }, holds: { fact: 'seller_uid' } },
      { path: 'extra', meaning: { en: 'reserved', zh: '预留字段' }, holds: EMPTY },
      { path: 'item_id', meaning: { en: 'the video that the order came from', zh: '带来订单的视频 id' }, holds: EMPTY },
      { path: 'paid_at', unit: 'seconds', meaning: { en: 'when it was paid', zh: '支付时间' }, holds: AT },
      { path: 'message', meaning: { en: 'not used in this type', zh: '此类型不使用' }, holds: EMPTY },
      ORDER_ID
    ],
    source: 'official',
    page: PAGE.paymentCallback
  },
  {
    namespace: 'callback',
    code: 'refund',
    meaning: { en: 'a refund has its result', zh: '退款结果通知' },
    says: ['退款没有回调', '没有收到退款回调', '收不到退款回调', 'no refund callback'],
    note: { en: 'Success and failure are notified.', zh: '成功和失败都会通知。' },
    remedy: ANSWER,
    fields: [
      APPID,
      {
        path: 'cp_refundno',
        meaning: { en: 'your out_refund_no', zh: '开发者侧退款单号 out_refund_no' },
        holds: { fact: 'number' }
      },
      CP_EXTRA,
      { path: 'status', unit: 'refund', meaning: { en: 'SUCCESS or FAIL', zh: 'SUCCESS 或 FAIL' }, holds: STATUS },
      { path: 'refund_amount', unit: 'fen', meaning: { en: 'amount', zh: '退款金额' }, holds: AMOUNT },
      {
        path: 'is_all_settled',
        meaning: { en: 'true: taken from settled money', zh: 'true：从已结算的资金中退款' },
        holds: { fact: 'is_all_settled' }
      },
      { path: 'refunded_at', unit: 'seconds', meaning: { en: 'when it was refunded', zh: '退款时间' }, holds: AT },
      FAILURE,
      ORDER_ID,
      {
        path: 'refund_no',
        meaning: { en: "the platform's refund number", zh: '平台退款单号' },
        holds: { fact: 'platform_no' }
      }
    ],
    source: 'official',
    page: PAGE.refundCallback
  },
  {
    namespace: 'callback',
    code: 'settle',
    meaning: { en: 'a settlement has its result', zh: '结算与分账结果通知' },
    note: {
      en: 'Success and failure are notified. The field is app_id here, and appid in the callbacks of payments and refunds.',
      zh: '成功和失败都会通知。这里的字段名是 app_id，支付和退款回调中是 appid。'
    },
    remedy: ANSWER,
    fields: [
      { ...APPID, path: 'app_id' },
      {
        path: 'cp_settle_no',
        meaning: { en: 'your out_settle_no', zh: '开发者侧结算单号 out_settle_no' },
        holds: { fact: 'number' }
      },
      CP_EXTRA,
      { path: 'status', unit: 'settle', meaning: { en: 'SUCCESS or FAIL', zh: 'SUCCESS 或 FAIL' }, holds: STATUS },
      { path: 'rake', unit: 'fen', meaning: { en: 'fee of the platform', zh: '平台手续费' }, holds: { fact: 'rake' } },
      { path: 'commission', unit: 'fen', meaning: { en: 'CPS commission', zh: 'CPS 佣金' }, holds: { always: 0 } },
      {
        path: 'settle_detail',
        meaning: { en: 'who got how much, as text', zh: '分账明细（文本）' },
        holds: { fact: 'settle_detail' }
      },
      { path: 'settled_at', unit: 'seconds', meaning: { en: 'when it was settled', zh: '结算时间' }, holds: AT },
      FAILURE,
      ORDER_ID,
      {
        path: 'channel_settle_id',
        meaning: { en: "the payment channel's number", zh: '支付渠道单号' },
        holds: { fact: 'channel_no' }
      },
      {
        path: 'settle_amount',
        unit: 'fen',
        meaning: { en: 'amount, with fee and commission', zh: '结算总额，含手续费和佣金' },
        holds: AMOUNT
      },
      {
        path: 'settle_no',
        meaning: { en: "the platform's settlement number", zh: '平台结算单号' },
        holds: { fact: 'platform_no' }
      },
      {
        path: 'out_order_no',
        meaning: { en: 'your order number', zh: '开发者侧订单号' },
        holds: { fact: 'out_order_no' }
      },
      {
        path: 'is_auto_settle',
        meaning: { en: 'true: settled by the platform itself', zh: 'true：平台自动结算' },
        holds: { always: false }
      }
    ],
    source: 'official-mirror',
    page: PAGE.settleCallbackCopy
  },
  {
    namespace: 'callback',
    code: 'withdraw',
    meaning: { en: 'a withdrawal has its result', zh: '提现结果通知' },
    note: {
      en: 'The name of the type is a conclusion: SDKs have the fields, no page that could be read has the word. The sandbox has no withdrawals.',
      zh: '这个 type 的名称是推断的：SDK 中有这些字段，但能读到的文档里没有这个词。沙盒不支持提现。'
    },
    remedy: ANSWER,
    fields: [
      { path: 'status', unit: 'withdraw', meaning: { en: 'result', zh: '提现结果' }, holds: STATUS },
      {
        ...CP_EXTRA,
        path: 'extra',
        meaning: { en: 'what the request carried as cp_extra', zh: '请求中传入的 cp_extra' }
      },
      FAILURE,
      { path: 'withdraw_at', unit: 'seconds', meaning: { en: 'when it was withdrawn', zh: '提现时间' }, holds: AT },
      {
        path: 'order_id',
        meaning: { en: "the platform's number of the withdrawal", zh: '平台提现单号' },
        holds: { fact: 'platform_no' }
      },
      {
        path: 'out_order_id',
        meaning: { en: 'your number of the withdrawal', zh: '开发者侧提现单号' },
        holds: { fact: 'number' }
      },
      {
        path: 'ch_order_id',
        meaning: { en: "the payment channel's number", zh: '支付渠道单号' },
        holds: { fact: 'channel_no' }
      }
    ],
    source: 'inferred'
  }
]

/**
 * The members of a callback's msg with their units. `type` is not signed and may be missing. Then the members of all
 * types are returned, without `status`, whose meaning depends on the type.
 */
export function callbackFields(type: string | undefined): readonly AnswerField[] {
  const known = CALLBACKS.find(({ code }) => code === type)
  return known?.fields ?? CALLBACKS.flatMap(({ fields }) => fields).filter(({ path }) => path !== 'status')
}
