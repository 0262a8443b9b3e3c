import type { ValueNamespace } from '../../protocol/system/answer-field.js'
import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { PAGE } from './pages.js'

const NEW_NUMBER = {
  en: 'Read the reason in the answer, and start again under a new number: a failed one stays dead.',
  zh: '查看响应中的失败原因，换新单号重新发起；失败的单号不能再用。'
} as const
const ASK_AGAIN = { en: 'Ask again later, or wait for the callback.', zh: '稍后再查，或等待回调。' } as const

/** Values in answers and callbacks: the states of orders, refunds and so on, and ways of payment. */
export const STATES: readonly Entry[] = [
  {
    namespace: 'order',
    code: 'SUCCESS',
    meaning: { en: 'paid', zh: '已支付' },
    final: true,
    source: 'official-mirror'
  },
  {
    namespace: 'order',
    code: 'TIMEOUT',
    says: ['订单已关闭', '订单超时关闭', '订单已过期', 'order closed', 'order expired'],
    meaning: { en: 'not paid within valid_time', zh: '超时未支付' },
    note: {
      en: 'No call that closes an order is known: an unpaid one ends this way. No callback is sent.',
      zh: '未见关单接口，未支付的订单都以此结束。平台不会发送回调。'
    },
    remedy: { en: 'Create a new order under a new number.', zh: '换新单号重新下单。' },
    final: true,
    source: 'official-mirror'
  },
  {
    namespace: 'order',
    code: 'PROCESSING',
    meaning: { en: 'not paid yet', zh: '尚未支付完成' },
    remedy: {
      en: 'Ask again, with `ecpay query --wait` until the state is final.',
      zh: '请再次查询；`ecpay query --wait` 会一直查到终态。'
    },
    final: false,
    source: 'official-mirror'
  },
  {
    namespace: 'order',
    code: 'FAIL',
    meaning: { en: 'the payment failed', zh: '支付失败' },
    note: { en: 'No callback is sent.', zh: '平台不会发送回调。' },
    remedy: { en: 'Create a new order under a new number.', zh: '换新单号重新下单。' },
    final: true,
    source: 'official-mirror'
  },

  {
    namespace: 'refund',
    code: 'SUCCESS',
    meaning: { en: 'refunded', zh: '退款成功' },
    note: {
      en: 'The money arrives within 3 working days (Alipay) or 7 days (WeChat, bank).',
      zh: '到账时间：支付宝 3 个工作日内，微信和银行卡 7 天内。'
    },
    final: true,
    source: 'official-mirror',
    page: PAGE.queryRefundCopy
  },
  {
    namespace: 'refund',
    code: 'PROCESSING',
    says: ['退款中'],
    meaning: { en: 'the refund is under way', zh: '退款处理中' },
    remedy: ASK_AGAIN,
    final: false,
    source: 'official-mirror',
    page: PAGE.queryRefundCopy
  },
  {
    namespace: 'refund',
    code: 'FAIL',
    says: ['余额不足', '退款余额不足', 'insufficient balance'],
    meaning: { en: 'the refund failed', zh: '退款失败' },
    cause: {
      en: 'For an order that is settled the money is taken from what can be withdrawn: with too little there, the call is accepted and then fails.',
      zh: '已结算订单从可提现余额中退款：余额不足时，请求仍会受理，随后退款失败。'
    },
    remedy: NEW_NUMBER,
    final: true,
    source: 'official-mirror',
    page: PAGE.queryRefundCopy
  },

  {
    namespace: 'settle',
    code: 'SUCCESS',
    meaning: { en: 'settled', zh: '结算成功' },
    final: true,
    source: 'sdk'
  },
  {
    namespace: 'settle',
    code: 'PROCESSING',
    says: ['分账中', '结算中', '分账处理中'],
    meaning: { en: 'the settlement is under way', zh: '结算处理中' },
    remedy: ASK_AGAIN,
    final: false,
    source: 'sdk'
  },
  {
    namespace: 'settle',
    code: 'FAIL',
    says: ['分账失败', 'settle failed', 'settlement failed'],
    meaning: { en: 'the settlement failed', zh: '结算失败' },
    cause: {
      en: 'One reason met: the order was not both paid and reported as consumed (核销).',
      zh: '已知原因之一：订单未支付成功，或未核销。'
    },
    remedy: NEW_NUMBER,
    final: true,
    source: 'sdk'
  },

  {
    namespace: 'return',
    code: 'SUCCESS',
    meaning: { en: 'the receiver has given the money back', zh: '退分账成功' },
    note: { en: 'fail_reason then holds the word SUCCESS.', zh: '此时 fail_reason 的内容是 SUCCESS。' },
    final: true,
    source: 'official-mirror',
    page: PAGE.queryReturnCopy
  },
  {
    namespace: 'return',
    code: 'PROCESSING',
    meaning: { en: 'the return is under way', zh: '退分账处理中' },
    remedy: { en: 'Ask again later.', zh: '稍后再查。' },
    final: false,
    source: 'official-mirror',
    page: PAGE.queryReturnCopy
  },
  {
    namespace: 'return',
    code: 'FAIL',
    meaning: { en: 'the return failed', zh: '退分账失败' },
    remedy: NEW_NUMBER,
    final: true,
    source: 'official-mirror',
    page: PAGE.queryReturnCopy
  },

  {
    namespace: 'withdraw',
    code: 'SUCCESS',
    meaning: { en: 'withdrawn', zh: '提现成功' },
    note: {
      en: 'The money arrives in 1 to 3 days. The bank can still return it.',
      zh: '1–3 天到账，之后仍可能被银行退回。'
    },
    source: 'sdk'
  },
  {
    namespace: 'withdraw',
    code: 'PROCESSING',
    meaning: { en: 'the withdrawal is under way', zh: '提现处理中' },
    remedy: ASK_AGAIN,
    final: false,
    source: 'sdk'
  },
  {
    namespace: 'withdraw',
    code: 'FAIL',
    meaning: { en: 'the withdrawal failed', zh: '提现失败' },
    remedy: NEW_NUMBER,
    final: true,
    source: 'sdk'
  },
  {
    namespace: 'withdraw',
    code: 'REEXCHANGE',
    meaning: { en: 'the bank returned the money later', zh: '银行退票，资金已退回' },
    remedy: {
      en: 'Check the bank account of the merchant, and withdraw again under a new number.',
      zh: '核对商户的银行账户，换新单号重新提现。'
    },
    final: true,
    source: 'sdk'
  },

  { namespace: 'way', code: '0', meaning: { en: 'not paid', zh: '未支付' }, source: 'official-mirror' },
  { namespace: 'way', code: '1', meaning: { en: 'WeChat', zh: '微信支付' }, source: 'official-mirror' },
  { namespace: 'way', code: '2', meaning: { en: 'Alipay', zh: '支付宝' }, source: 'official-mirror' },
  {
    namespace: 'way',
    code: '3',
    meaning: { en: 'bank card', zh: '银行卡' },
    note: {
      en: 'Trade system 2.0 has it, and bills name bank cards; no page of guaranteed payment lists it.',
      zh: '交易系统 2.0 中有这个取值，账单中也有银行卡；担保支付的文档没有列出。'
    },
    source: 'user'
  },
  { namespace: 'way', code: '10', meaning: { en: 'Douyin Pay', zh: '抖音支付' }, source: 'official-mirror' }
]

/** The entry of a value in an answer or callback, such as a state. */
export function valueEntry(namespace: ValueNamespace, code: string): Entry | undefined {
  return STATES.find((one) => one.namespace === namespace && one.code === code)
}
