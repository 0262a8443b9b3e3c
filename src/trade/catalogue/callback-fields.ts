import type { AnswerField } from '../../protocol/system/answer-field.js'

/** A member of a msg. */
export interface TradeField extends AnswerField {
  type: 'string' | 'number' | 'boolean' | 'array' | 'object' | 'json-text'
  /** Whether every source has it. */
  required?: true
  /** The words that sources know for it. */
  oneOf?: readonly string[]
  /** Set for one that only callbacks of this version have. */
  version?: '2.0'
  /** What a made-up msg holds here. */
  sample: string | number | boolean | object
}

const string = (path: string, en: string, zh: string, sample: string): TradeField => ({
  path,
  type: 'string',
  meaning: { en, zh },
  sample
})
const fen = (path: string, en: string, zh: string, sample = 100): TradeField => ({
  path,
  type: 'number',
  unit: 'fen',
  meaning: { en, zh },
  sample
})
const required = (field: TradeField): TradeField => ({ ...field, required: true })
const milliseconds = (path: string, en: string, zh: string): TradeField => ({
  path,
  type: 'number',
  unit: 'milliseconds',
  meaning: { en, zh },
  sample: 1708586777000
})

/** Members that several types have. */
export const NUMBERS = {
  appId: required(string('app_id', 'app_id of the mini program', '小程序 app_id', 'tt0123456789abcdef')),
  outOrderNo: required(string('out_order_no', 'your order number', '开发者侧订单号', 'order_1')),
  orderId: required(string('order_id', "the platform's order number", '平台订单号', 'motb0000000000000000001')),
  status: required(string('status', 'the result', '结果', 'SUCCESS')),
  cpExtra: string('cp_extra', 'what the request carried', '请求中传入的 cp_extra', ''),
  message: string('message', 'why it failed', '失败原因', ''),
  eventTime: required(milliseconds('event_time', 'when it happened', '发生时间')),
  currency: string('currency', 'DIAMOND for diamonds', '钻石支付时为 DIAMOND', 'DIAMOND')
}

const PAID: readonly TradeField[] = [
  {
    path: 'pay_channel',
    type: 'number',
    meaning: { en: '1 WeChat, 2 Alipay, 10 Douyin Pay, 20 diamonds', zh: '1 微信，2 支付宝，10 抖音支付，20 钻石' },
    sample: 10
  },
  string(
    'channel_pay_id',
    "the payment channel's number, with SUCCESS",
    '渠道支付单号（SUCCESS 时有值）',
    '1000000000000000001'
  ),
  string('merchant_uid', 'collecting merchant, with SUCCESS', '收款商户号（SUCCESS 时有值）', '71000000000000000001'),
  string(
    'user_bill_pay_id',
    "the number in the user's Douyin bill",
    '用户抖音账单中的支付单号',
    'TP0000000000000000001'
  )
]

const DELIVERY_TYPE: TradeField = {
  path: 'delivery_type',
  type: 'number',
  meaning: { en: "0: your own codes, 1: Douyin's", zh: '0 开发者券码，1 抖音券码' },
  sample: 0
}

/** Source: the page of the payment result, and SDKs. */
export const PAYMENT: readonly TradeField[] = [
  NUMBERS.appId,
  NUMBERS.outOrderNo,
  NUMBERS.orderId,
  { ...NUMBERS.status, oneOf: ['SUCCESS', 'CANCEL'] },
  required(fen('total_amount', 'amount, or the number of diamonds', '金额，钻石支付时为钻石数')),
  fen('discount_amount', 'discount', '优惠金额', 0),
  ...PAID,
  { ...NUMBERS.message, oneOf: ['USER_CANCEL', 'TIME_OUT'] },
  NUMBERS.eventTime,
  NUMBERS.cpExtra,
  NUMBERS.currency,
  { ...string('item_id', 'in version 2.0: the video', 'version 2.0：来源视频 id', ''), version: '2.0' },
  {
    ...DELIVERY_TYPE,
    meaning: { en: "in version 2.0: 0 your own codes, 1 Douyin's", zh: 'version 2.0：0 开发者券码，1 抖音券码' },
    version: '2.0'
  }
]

const REFUNDED: TradeField = {
  path: 'refund_item_detail',
  type: 'object',
  meaning: { en: 'which items were refunded', zh: '退款的商品明细' },
  sample: { item_order_quantity: 1, item_order_detail: [{ item_order_id: 'item_1', refund_amount: 100 }] }
}

/** Source: official text that SDKs carry. */
export const REFUND: readonly TradeField[] = [
  NUMBERS.appId,
  { ...NUMBERS.status, oneOf: ['SUCCESS', 'FAIL'] },
  NUMBERS.orderId,
  NUMBERS.cpExtra,
  NUMBERS.message,
  NUMBERS.eventTime,
  required(string('refund_id', "the platform's refund number", '平台退款单号', 'ot_refund_1')),
  string('out_refund_no', 'your refund number; may be empty', '开发者侧退款单号，可能为空', 'refund_1'),
  required(fen('refund_total_amount', 'amount', '退款金额')),
  {
    path: 'is_all_settled',
    type: 'boolean',
    meaning: { en: 'true: refunded after settlement', zh: 'true：分账后的退款' },
    sample: false
  },
  REFUNDED,
  NUMBERS.currency,
  {
    path: 'refund_type',
    type: 'number',
    meaning: { en: 'who began it: 1 user, 2 developer, 4 service', zh: '发起方：1 用户，2 开发者，4 客服' },
    sample: 2
  }
]

/** Source: the page of the refund application, and official text that SDKs carry. */
export const REFUND_APPLICATION: readonly TradeField[] = [
  NUMBERS.appId,
  string('open_id', 'the user', '用户 open_id', 'open_1'),
  required(string('refund_id', "the platform's refund number", '平台退款单号', 'ot_refund_1')),
  NUMBERS.orderId,
  NUMBERS.outOrderNo,
  required(fen('refund_total_amount', 'amount', '退款金额')),
  {
    path: 'need_refund_audit',
    type: 'number',
    meaning: { en: '1: you have to audit it, 2: not', zh: '1 需要审核，2 不需要' },
    sample: 1
  },
  milliseconds('refund_audit_deadline', 'until when it has to be audited', '审核截止时间'),
  milliseconds('create_refund_time', 'when it was applied for', '申请时间'),
  {
    path: 'refund_source',
    type: 'number',
    meaning: { en: 'where it comes from', zh: '退款来源' },
    sample: 1
  },
  {
    path: 'refund_reason',
    type: 'array',
    meaning: { en: 'reasons, each a text', zh: '退款原因，文本数组' },
    sample: ['不想要了']
  },
  string('refund_description', "the user's words", '用户的说明', ''),
  NUMBERS.cpExtra,
  REFUNDED,
  NUMBERS.currency
]

/** Source: SDKs. */
export const SETTLEMENT: readonly TradeField[] = [
  NUMBERS.appId,
  { ...NUMBERS.status, oneOf: ['SUCCESS', 'FAIL'] },
  NUMBERS.orderId,
  NUMBERS.cpExtra,
  NUMBERS.message,
  NUMBERS.eventTime,
  required(string('settle_id', "the platform's settlement number", '平台分账单号', 'settle_id_1')),
  required(string('out_settle_no', 'your settlement number', '开发者侧分账单号', 'settle_1')),
  fen('rake', 'fee of the platform', '平台手续费', 1),
  fen('commission', 'CPS commission', 'CPS 佣金', 0),
  string('settle_detail', 'who got how much, as text', '分账明细（文本）', ''),
  required(fen('settle_amount', 'amount, with fee and commission', '分账总额，含手续费和佣金', 100)),
  string('item_order_id', 'the item that was settled', '分账的商品单号', 'item_1'),
  {
    path: 'is_auto_settle',
    type: 'boolean',
    meaning: { en: 'true: settled by the platform itself', zh: 'true：平台自动分账' },
    sample: false
  }
]

/** Source: the page of pre_create_order in part, and SDKs. */
export const PRE_ORDER: readonly TradeField[] = [
  NUMBERS.orderId,
  {
    path: 'sku_list',
    type: 'array',
    meaning: { en: 'what is bought; older: goods', zh: '商品列表；旧字段为 goods' },
    sample: [{ sku_id: 'sku_1', quantity: 1, price: 100, title: '商品' }]
  },
  {
    path: 'item_order_info_list',
    type: 'array',
    meaning: { en: 'the numbers of the items', zh: '商品单号列表' },
    sample: [{ item_order_id: 'item_1', price: 100 }]
  },
  required(fen('total_amount', 'amount', '订单总金额')),
  fen('discount', 'discount; the user pays the difference', '优惠金额，用户实付为两者之差', 0),
  NUMBERS.cpExtra,
  required(milliseconds('create_order_time', 'when the order was made', '下单时间')),
  required(string('open_id', 'the user', '用户 open_id', 'open_1')),
  string('phone_num', 'phone number, encrypted', '手机号（密文）', ''),
  string('contact_name', 'name, encrypted', '联系人（密文）', ''),
  NUMBERS.appId,
  string('union_id', 'the user across apps', '用户 union_id', 'union_1'),
  DELIVERY_TYPE,
  string('price_calculation_detail', 'how the price came about, as text', '价格计算明细（文本）', '')
]

/** Source: the page of the deduction's result, and official text that SDKs carry. */
export const PERIODIC = {
  agreement: [
    required(string('auth_order_id', "the platform's number of the agreement", '平台签约单号', 'auth_order_1')),
    required(string('out_auth_order_no', 'your number of the agreement', '开发者侧签约单号', 'auth_1'))
  ],
  payment: [
    required(string('pay_order_id', "the platform's number of the deduction", '平台代扣单号', 'pay_order_1')),
    required(string('out_pay_order_no', 'your number of the deduction', '开发者侧代扣单号', 'pay_1')),
    required(fen('total_amount', 'amount', '扣款金额')),
    ...PAID
  ]
}

/** A conclusion from the call that asks for a withdrawal. */
export const WITHDRAWAL: readonly TradeField[] = [
  NUMBERS.appId,
  { ...NUMBERS.status, oneOf: ['SUCCESS', 'FAIL'] },
  string('out_order_id', 'your number of the withdrawal', '开发者侧提现单号', 'withdraw_1'),
  NUMBERS.message,
  NUMBERS.eventTime
]
