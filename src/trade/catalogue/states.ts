import type { Both } from '../../language.js'
import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { PAGE } from './pages.js'

const ASK_AGAIN: Both = { en: 'Query again later, or wait for the callback.', zh: '稍后再查，或等待回调。' }
const NEW_NUMBER: Both = {
  en: 'Read the reason in the answer, and start again under a new number.',
  zh: '查看响应中的失败原因，换新单号重新发起。'
}

type Namespace = Entry['namespace']

const entry = (namespace: Namespace, code: string, en: string, zh: string, more: Partial<Entry> = {}): Entry => ({
  namespace,
  code,
  meaning: { en, zh },
  source: 'official-mirror',
  ...more
})

/** Values of pay_status in answers, of status in callbacks, and of order_status in trade system 2.0. */
const ORDERS: readonly Entry[] = [
  entry('order', 'INIT', 'created', '已创建', {
    note: { en: 'Only in trade system 2.0 (order_status).', zh: '只在交易系统 2.0 中出现(order_status)。' },
    final: false
  }),
  entry('order', 'PROCESS', 'not paid yet', '尚未支付完成', {
    note: { en: 'In 担保支付 the word is PROCESSING.', zh: '担保支付中对应的是 PROCESSING。' },
    remedy: ASK_AGAIN,
    final: false,
    page: PAGE.queryOrder
  }),
  entry('order', 'SUCCESS', 'paid', '已支付', { final: true, page: PAGE.queryOrder }),
  entry('order', 'TIMEOUT', 'not paid in time', '超时未支付', {
    note: {
      en: 'The limit is payExpireSeconds, 300 seconds by default. The callback has the status CANCEL and the message TIME_OUT.',
      zh: '时限为 payExpireSeconds，不传时为 300 秒。回调的 status 为 CANCEL，message 为 TIME_OUT。'
    },
    remedy: { en: 'Make a new order with a new number.', zh: '换新单号重新下单。' },
    final: true
  }),
  entry('order', 'CANCEL', 'cancelled, or not paid in time', '取消支付或超时未支付', {
    note: {
      en: 'Only in callbacks. message says which: USER_CANCEL or TIME_OUT. 担保支付 has no such callback.',
      zh: '只出现在回调中，message 说明是哪一种：USER_CANCEL 或 TIME_OUT。担保支付没有这种回调。'
    },
    remedy: {
      en: 'It can arrive after a SUCCESS that was sent earlier. Never undo a paid order because of it.',
      zh: '它可能晚于先前发出的 SUCCESS 到达：不要因此撤销已支付的订单。'
    }
  }),
  entry('order', 'FAIL', 'the payment failed', '支付失败', {
    note: { en: 'It does not occur at present.', zh: '目前不会出现。' },
    final: true
  })
]

/** Values of order_service_status, and of item_order_status in trade system 2.0. */
const PARTS_OF_ORDERS: readonly Entry[] = [
  ...(
    [
      ['INIT', 'the service order was created', '服务单已创建'],
      ['CONFIRMED', 'the details of the service were entered', '已填写服务信息'],
      ['DONE', 'the service is done', '服务已完成'],
      ['CLOSED', 'the service was cancelled', '服务已取消']
    ] as const
  ).map(([code, en, zh]) => entry('service', code, en, zh, { final: code === 'DONE' || code === 'CLOSED' })),
  ...(
    [
      ['0', 'invalid', '无效'],
      ['1', 'to be paid', '待支付'],
      ['2', 'to be used', '待使用'],
      ['3', 'used', '已使用'],
      ['4', 'closed', '已关闭'],
      ['10', 'to be booked', '待预约'],
      ['11', 'being used', '使用中'],
      ['20', 'being refunded', '退款中'],
      ['21', 'refunded', '已退款']
    ] as const
  ).map(([code, en, zh]) => entry('item', code, en, zh))
]

/** Values of refund_status and audit_status, of refund_source, and the codes of reasons. */
const REFUNDS: readonly Entry[] = [
  entry('refund', 'PROCESSING', 'the refund is under way', '退款处理中', { remedy: ASK_AGAIN, final: false }),
  entry('refund', 'SUCCESS', 'refunded', '退款成功', {
    note: {
      en: 'The money arrives within 3 working days (Alipay) or 7 days (WeChat, bank).',
      zh: '到账时间：支付宝 3 个工作日内，微信和银行卡 7 天内。'
    },
    final: true,
    page: PAGE.createRefund
  }),
  entry('refund', 'FAIL', 'the refund failed', '退款失败', { remedy: NEW_NUMBER, final: true }),
  entry('audit', 'INIT', 'the audit has not begun', '审核尚未开始', { final: false }),
  entry('audit', 'TOAUDIT', 'waiting for your audit', '待开发者审核', {
    remedy: {
      en: 'Send the result with refund_audit_callback within 72 hours. After that it counts as agreed.',
      zh: '请在 72 小时内用 refund_audit_callback 同步审核结果，超时视为同意。'
    },
    final: false,
    page: PAGE.auditRefund
  }),
  entry('audit', 'AGREE', 'you agreed to the refund', '已同意退款', { final: true }),
  entry('audit', 'DENY', 'you refused the refund', '已拒绝退款', { final: true }),
  entry('audit', 'OVERTIME', 'agreed automatically: no audit in time', '超时未审核，自动同意', { final: true }),
  ...(
    [
      ['1', 'the user began the refund', '用户发起退款'],
      ['2', 'the developer began the refund', '开发者发起退款'],
      ['3', 'refunded automatically on expiry', '过期自动退款'],
      ['4', 'customer service of Douyin began the refund', '抖音客服发起退款'],
      ['5', 'refunded because a booking failed', '预约失败退款'],
      ['6', 'refunded because the developer refused the order', '开发者拒单退款'],
      ['7', 'refunded by an order that is booked later', '后置预约单触发的退款']
    ] as const
  ).map(([code, en, zh]) => entry('refund_source', code, en, zh)),
  ...(
    [
      ['101', 'no longer wanted', '不想要了'],
      ['102', 'the service of the merchant', '商家服务原因'],
      ['103', 'the quality of the goods', '商品质量问题'],
      ['999', 'another reason', '其他']
    ] as const
  ).map(([code, en, zh]) => entry('refund_reason', code, en, zh))
]

const SETTLEMENTS: readonly Entry[] = [
  entry('settle', 'INIT', 'created', '已创建', { remedy: ASK_AGAIN, final: false }),
  entry('settle', 'PROCESSING', 'the settlement is under way', '分账处理中', {
    says: ['分账中', '结算中'],
    remedy: ASK_AGAIN,
    final: false
  }),
  entry('settle', 'SUCCESS', 'settled', '分账成功', { final: true }),
  entry('settle', 'FAIL', 'the settlement failed', '分账失败', {
    says: ['分账失败', 'settle failed', 'settlement failed'],
    remedy: NEW_NUMBER,
    final: true
  })
]

const SAME_CALL: Both = {
  en: 'The call is the same as in 担保支付, with access-token instead of sign. Its text is in status_msg.',
  zh: '接口与担保支付相同，只是用 access-token 代替 sign；说明在 status_msg 中。'
}

const WITHDRAWALS: readonly Entry[] = [
  entry('withdraw', 'PROCESSING', 'the withdrawal is under way', '提现处理中', { remedy: ASK_AGAIN, final: false }),
  entry('withdraw', 'SUCCESS', 'withdrawn', '提现成功'),
  entry('withdraw', 'FAIL', 'the withdrawal failed', '提现失败', { remedy: NEW_NUMBER, final: true }),
  entry('withdraw', 'REEXCHANGE', 'the bank returned the money later', '银行退票，资金已退回', {
    remedy: {
      en: 'Check the bank account of the merchant, and withdraw again under a new number.',
      zh: '核对商户的银行账户，换新单号重新提现。'
    },
    final: true
  })
].map((one) => ({ ...one, note: SAME_CALL, source: 'sdk' }))

const SPELLINGS: Both = {
  en: 'Sources have both TIMEOUT and TIME_OUT. Accept both.',
  zh: '资料中有 TIMEOUT 和 TIME_OUT 两种写法，请都接受。'
}

/** States of an agreement on periodic deduction, and of one deduction. */
const PERIODIC: readonly Entry[] = [
  entry('sign', 'TOBESERVED', 'not in force yet', '待生效', {
    note: { en: 'The meaning is a conclusion from the name.', zh: '含义是按名称推断的。' },
    final: false,
    source: 'inferred'
  }),
  entry('sign', 'SERVING', 'in force', '生效中', {
    note: {
      en: 'Only in this state terminate_sign can end the agreement.',
      zh: '只有这个状态可以用 terminate_sign 解约。'
    }
  }),
  entry('sign', 'SUCCESS', 'signed', '签约成功', { note: { en: 'Only in callbacks.', zh: '只出现在回调中。' } }),
  entry('sign', 'CANCEL', 'cancelled', '已解约', {
    note: {
      en: 'cancel_source says who cancelled: 1 the user, 2 the merchant.',
      zh: 'cancel_source 说明由谁解约：1 用户，2 商户。'
    },
    final: true
  }),
  entry('sign', 'TIMEOUT', 'not signed in time', '超时未签约', { note: SPELLINGS, final: true }),
  entry('sign', 'TIME_OUT', 'not signed in time', '超时未签约', { note: SPELLINGS, final: true }),
  entry('sign', 'DONE', 'ended as agreed', '到期结束', { final: true }),
  entry('sign_pay', 'SUCCESS', 'deducted', '扣款成功', { final: true, page: PAGE.deduction }),
  entry('sign_pay', 'TIMEOUT', 'not deducted in time', '扣款超时', { note: SPELLINGS, final: true }),
  entry('sign_pay', 'TIME_OUT', 'not deducted in time', '扣款超时', { note: SPELLINGS, final: true }),
  entry('sign_pay', 'FAIL', 'the deduction failed', '扣款失败', {
    cause: { en: 'There is no card, or not enough balance.', zh: '没有可用的银行卡，或余额不足。' },
    remedy: {
      en: 'Do not try again on the same day. After a month of failures, consider ending the agreement.',
      zh: '当天不要重试；连续失败一个月可以考虑解约。'
    },
    final: true
  })
]

const WAYS: readonly Entry[] = [
  entry('way', '1', 'WeChat', '微信支付', { source: 'official', page: PAGE.queryOrder }),
  entry('way', '2', 'Alipay', '支付宝', { source: 'official', page: PAGE.queryOrder }),
  entry('way', '3', 'bank card', '银行卡', {
    note: { en: 'Only in trade system 2.0.', zh: '只在交易系统 2.0 中出现。' },
    source: 'user'
  }),
  entry('way', '10', 'Douyin Pay', '抖音支付', { source: 'official', page: PAGE.queryOrder }),
  entry('way', '20', 'diamonds', '钻石', {
    note: { en: 'Amounts are then in diamonds, not in fen.', zh: '此时金额是钻石数，不是分。' }
  })
]

/** Values in answers and callbacks. */
export const STATES: readonly Entry[] = [
  ...ORDERS,
  ...PARTS_OF_ORDERS,
  ...REFUNDS,
  ...SETTLEMENTS,
  ...WITHDRAWALS,
  ...PERIODIC,
  ...WAYS
]
