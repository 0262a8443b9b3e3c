import type { Endpoint, Field } from '../../protocol/system/endpoint.js'
import { APP_ID, BILL_DATE, MERCHANT_ID, SIGN, THIRDPARTY_ID } from './common-fields.js'

const ACCOUNT_TYPES = ['FEE', 'REFUND_DEPOSIT', 'PAY_TO_CHANGE', 'WX', 'ALIPAY', 'DOUYIN', 'YZT']
const TRADE_TYPES =
  'RECHARGE PAY REFUND DEAL WITHDRAW ROLLBACK ADJUST_IN ADJUST_OUT PENALTY SETTLE RETURN_SETTLE_IN RETURN_SETTLE_OUT'.split(
    ' '
  )

export const fundBills: Endpoint = {
  name: 'fund/bills',
  command: 'fund-bills',
  theme: 'money',
  method: 'GET',
  path: '/api/apps/fund/bills',
  answers: 'file',
  summary: { en: 'Download the movements of money of a day or a month (资金账单)', zh: '下载某一天或某个月的资金账单' },
  description: {
    en: 'The answer is a table, or JSON with an err_no when there is none. Amounts in it are yuan with two decimals, not fen: what came in with +, what went out with −. Columns (official, 2023-10): 序号, 商户号, 交易单号, 关联订单号, 账户类型, 交易类型, 收支金额, 账户金额, 动账时间, 说明. The bill of a day is made from 10:00 of the next day, in Beijing, and is to be fetched after 12:00; that of a month about the 3rd of the next.',
    zh: '响应是一张表；没有账单时是带 err_no 的 JSON。表中金额单位为元，两位小数，不是分：收入为 +，支出为 -。列（官方，2023-10）：序号、商户号、交易单号、关联订单号、账户类型、交易类型、收支金额、账户金额、动账时间、说明。日账单次日 10:00（北京时间）开始生成，请在 12:00 后下载；月账单约在次月 3 日生成。'
  },
  examples: [
    'ecpay fund-bills 20261122 --merchant-id 70000000000000000001 --save funds.csv',
    'ecpay fund-bills 20261122 --merchant-id 70000000000000000001 | head -3'
  ],
  movesMoney: false,
  source: 'official-mirror',
  fields: [
    APP_ID,
    MERCHANT_ID,
    BILL_DATE,
    type('account_type', '--account-type <type>', ACCOUNT_TYPES, {
      en: 'account: fees, refund reserve, pay-out to user balance, WeChat, Alipay, Douyin Pay, aggregate account',
      zh: '账户类型：手续费、退款保证金、付款到零钱、微信、支付宝、抖音支付、聚合账户'
    }),
    type('payment_type', '--payment-type <type>', ['INCOME', 'EXPENDITURE'], {
      en: 'income or expense',
      zh: '收支类型：收入、支出'
    }),
    type('trade_type', '--trade-type <type>', TRADE_TYPES, { en: 'kind of transaction', zh: '交易类型' }),
    SIGN,
    THIRDPARTY_ID
  ],
  answer: [],
  errNos: [0, 2008]
}

function type(key: string, syntax: string, values: readonly string[], meaning: Field['meaning']): Field {
  return {
    key,
    type: 'string',
    required: true,
    limits: { oneOf: [...values, 'ALL'] },
    meaning,
    source: 'official-mirror',
    flag: { syntax },
    default: { kind: 'value', value: 'ALL' }
  }
}
