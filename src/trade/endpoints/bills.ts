import type { Endpoint, Field } from '../../protocol/system/endpoint.js'
import { APP_ID } from './common-fields.js'

const MERCHANT_ID: Field = {
  key: 'merchant_id',
  type: 'string',
  required: true,
  meaning: { en: 'the merchant (商户号)', zh: '商户号' },
  source: 'official',
  flag: { syntax: '--merchant-id <id>' }
}

const BILL_DATE: Field = {
  key: 'bill_date',
  type: 'string',
  required: true,
  limits: { date: 'yyyyMMdd, yyyyMM' },
  meaning: { en: 'day or month, in Beijing time', zh: '日期或月份（北京时间）' },
  source: 'official; its form as in the calls of 担保支付',
  flag: { syntax: '<bill_date>' }
}

/** Only the page of 担保支付 has values for these, so they are named and not checked. */
const kind = (key: string, syntax: string, en: string, zh: string): Field => ({
  key,
  type: 'string',
  required: true,
  meaning: { en, zh },
  source: 'official; its values are those of the call of 担保支付, no page of this one could be read',
  flag: { syntax }
})

const CALL = { theme: 'money', method: 'POST', signed: 'header', movesMoney: false, source: 'official' } as const

export const bills: Endpoint = {
  ...CALL,
  name: 'v3/bills',
  command: 'bills',
  path: '/api/apps/v3/bills/',
  summary: { en: 'Ask for the bills of transactions (交易账单)', zh: '查询交易账单' },
  examples: ['ecpay trade bills 20261122 --merchant-id 70000000000000000001 --type payment'],
  fields: [
    APP_ID,
    MERCHANT_ID,
    BILL_DATE,
    kind(
      'bill_type',
      '--type <type>',
      'kind of bill: payment, settle, refund, return, withdraw, rebate, annual_rebate',
      '账单类型：payment、settle、refund、return、withdraw、rebate、annual_rebate'
    )
  ],
  answer: [
    {
      path: 'data.bill_list',
      meaning: {
        en: 'the bills, a list of texts: what each is, no source says',
        zh: '账单列表，元素为字符串，内容未见说明'
      }
    }
  ],
  errNos: [0, 10000]
}

export const fundBills: Endpoint = {
  ...CALL,
  name: 'v3/fund/bills',
  command: 'fund-bills',
  path: '/api/apps/v3/fund/bills/',
  summary: { en: 'Ask for the bills of movements of money (资金账单)', zh: '查询资金账单' },
  examples: [
    'ecpay trade fund-bills 20261122 --merchant-id 70000000000000000001 --account-type ALL --payment-type ALL --trade-type ALL'
  ],
  fields: [
    APP_ID,
    MERCHANT_ID,
    BILL_DATE,
    kind(
      'account_type',
      '--account-type <type>',
      'account: FEE, REFUND_DEPOSIT, PAY_TO_CHANGE, WX, ALIPAY, DOUYIN, YZT, ALL',
      '账户类型：FEE、REFUND_DEPOSIT、PAY_TO_CHANGE、WX、ALIPAY、DOUYIN、YZT、ALL'
    ),
    kind('payment_type', '--payment-type <type>', 'INCOME, EXPENDITURE or ALL', '收支类型：INCOME、EXPENDITURE、ALL'),
    kind(
      'trade_type',
      '--trade-type <type>',
      'kind of transaction: RECHARGE, PAY, REFUND, DEAL, WITHDRAW, ROLLBACK, ADJUST_IN, ADJUST_OUT, PENALTY, SETTLE, RETURN_SETTLE_IN, RETURN_SETTLE_OUT, ALL',
      '交易类型：RECHARGE、PAY、REFUND、DEAL、WITHDRAW、ROLLBACK、ADJUST_IN、ADJUST_OUT、PENALTY、SETTLE、RETURN_SETTLE_IN、RETURN_SETTLE_OUT、ALL'
    )
  ],
  answer: [
    {
      path: 'data.fund_bill_list',
      meaning: {
        en: 'the bills, a list of texts: what each is, no source says',
        zh: '账单列表，元素为字符串，内容未见说明'
      }
    }
  ],
  errNos: [0, 10000]
}
