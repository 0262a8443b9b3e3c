import { type CallbackMapping, changed, gone, type MemberMapping, optional, renamed, same } from './mapping.js'

const APP_ID = renamed('appid', 'app_id')
const CP_EXTRA = same('cp_extra')
const ORDER_ID = same('order_id', {
  en: 'Looks different: motb… in place of N….',
  zh: '格式不同：由 N… 变为 motb…。'
})
const at = (from: string): MemberMapping =>
  changed(from, 'event_time', 'seconds-to-milliseconds', {
    en: 'Milliseconds, for every result.',
    zh: '毫秒；成功和失败都有。'
  })
const CURRENCY = optional('currency', { en: 'DIAMOND for an order in diamonds.', zh: '钻石订单为 DIAMOND。' })
const NOT_THERE = { en: 'Not there.', zh: '没有。' } as const

/** The envelope, whatever the type: its five members, and where each is in the new system. */
export const ENVELOPE: readonly MemberMapping[] = [
  gone('timestamp', {
    en: 'It is the header Byte-Timestamp, in seconds.',
    zh: '改为请求头 Byte-Timestamp，单位为秒。'
  }),
  gone('nonce', { en: 'It is the header Byte-Nonce-Str.', zh: '改为请求头 Byte-Nonce-Str。' }),
  same('msg', { en: 'Still JSON as text, with other fields.', zh: '仍为 JSON 文本，字段不同。' }),
  gone('msg_signature', {
    en: 'It is the header Byte-Signature: RSA with the public key of the platform, over timestamp, nonce and the raw body, with a line break behind each.',
    zh: '改为请求头 Byte-Signature：用平台公钥做 RSA 验签，内容依次为时间戳、随机串、原始请求体，每项后面加一个换行。'
  }),
  same('type', { en: 'The same words for payment, refund and settle.', zh: 'payment、refund、settle 的写法不变。' })
]

/** What the envelope has besides. */
export const ENVELOPE_ADDED = [
  optional('version', {
    en: '3.0. The callbacks of the old system have no version: tell them apart by it.',
    zh: '值为 3.0。旧系统的回调没有 version，可据此区分。'
  })
]

/** Every type of callback of the old system. */
export const CALLBACK_MAPPINGS: readonly CallbackMapping[] = [
  {
    type: 'payment',
    about: {
      en: 'Comes for a cancelled or timed-out order too: look at status. Repeated for half an hour only, then ask order_query.',
      zh: '取消和超时也会通知，须看 status。重试只持续约半小时，之后请用 order_query 查询。'
    },
    members: [
      APP_ID,
      renamed('cp_orderno', 'out_order_no'),
      gone('cp_extra', {
        en: 'The order has none; find yours by out_order_no.',
        zh: '下单时没有这个字段，请按 out_order_no 查自己的数据。'
      }),
      changed('way', 'pay_channel', 'text-to-number', {
        en: 'A number. 20 is new: diamonds.',
        zh: '改为数字；新增 20：钻石。'
      }),
      renamed('channel_no', 'channel_pay_id', { en: 'Only with SUCCESS.', zh: '仅 SUCCESS 时有。' }),
      gone('channel_gateway_no', NOT_THERE),
      gone('payment_order_no', NOT_THERE),
      gone('out_channel_order_no', NOT_THERE),
      same('total_amount', {
        en: 'Paid is total_amount less discount_amount.',
        zh: '实付为 total_amount 减 discount_amount。'
      }),
      same('status', { en: 'SUCCESS or CANCEL.', zh: 'SUCCESS 或 CANCEL。' }),
      renamed('seller_uid', 'merchant_uid', { en: 'Only with SUCCESS.', zh: '仅 SUCCESS 时有。' }),
      gone('extra', NOT_THERE),
      gone('item_id', { en: 'query_cps has it.', zh: '用 query_cps 查询。' }),
      at('paid_at'),
      same('message', { en: 'With CANCEL: USER_CANCEL or TIME_OUT.', zh: 'CANCEL 时为 USER_CANCEL 或 TIME_OUT。' }),
      ORDER_ID
    ],
    added: [
      optional('discount_amount', { en: 'What the user did not have to pay.', zh: '优惠金额。' }),
      optional('user_bill_pay_id', {
        en: "The number that the user's Douyin bill shows.",
        zh: '用户抖音账单中显示的单号。'
      }),
      CURRENCY
    ]
  },
  {
    type: 'refund',
    about: {
      en: 'Comes for refunds that users started too; out_refund_no can be empty then.',
      zh: '用户发起的退款也会通知，此时 out_refund_no 可能为空。'
    },
    members: [
      APP_ID,
      renamed('cp_refundno', 'out_refund_no'),
      CP_EXTRA,
      same('status'),
      renamed('refund_amount', 'refund_total_amount'),
      same('is_all_settled'),
      at('refunded_at'),
      same('message'),
      ORDER_ID,
      renamed('refund_no', 'refund_id')
    ],
    added: [
      optional('refund_item_detail', { en: 'What was refunded of which item.', zh: '各商品的退款明细。' }),
      optional('refund_type', {
        en: 'Who started it: 1 the user, 2 you, 4 Douyin service.',
        zh: '发起方：1 用户，2 开发者，4 抖音客服。'
      }),
      CURRENCY
    ]
  },
  {
    type: 'settle',
    about: {
      en: 'Counts as received only if the answer has err_no 0 and err_tips success.',
      zh: '响应中 err_no 为 0 且 err_tips 为 success 才算送达。'
    },
    members: [
      same('app_id'),
      renamed('cp_settle_no', 'out_settle_no'),
      CP_EXTRA,
      same('status'),
      same('rake'),
      same('commission'),
      same('settle_detail'),
      at('settled_at'),
      same('message'),
      ORDER_ID,
      gone('channel_settle_id', NOT_THERE),
      same('settle_amount'),
      renamed('settle_no', 'settle_id'),
      gone('out_order_no', {
        en: 'Find your order by order_id.',
        zh: '请按 order_id 查自己的订单。'
      }),
      same('is_auto_settle')
    ],
    added: [
      optional('item_order_id', {
        en: 'The item, if it was settled alone.',
        zh: '单独结算的商品。'
      })
    ]
  },
  {
    type: 'withdraw',
    about: {
      en: 'Seen as a name in one SDK only; no source has its fields.',
      zh: '只在一个 SDK 中见到名称，没有来源给出字段。'
    },
    members: ['status', 'extra', 'message', 'withdraw_at', 'order_id', 'out_order_id', 'ch_order_id'].map((key) =>
      gone(key, { en: 'Not known.', zh: '未知。' })
    ),
    added: []
  }
]
