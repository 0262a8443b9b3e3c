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

/** No page with the values of these could be read: the platform checks them. */
const kind = (key: string, syntax: string, en: string, zh: string): Field => ({
  key,
  type: 'string',
  required: true,
  meaning: { en, zh },
  source: 'official; its values are in no source that could be read',
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
  fields: [APP_ID, MERCHANT_ID, BILL_DATE, kind('bill_type', '--type <type>', 'kind of bill', '账单类型')],
  answer: [{ path: 'data.bill_list', meaning: { en: 'the bills', zh: '账单列表' } }],
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
    kind('account_type', '--account-type <type>', 'account', '账户类型'),
    kind('payment_type', '--payment-type <type>', 'income or expense', '收支类型'),
    kind('trade_type', '--trade-type <type>', 'kind of transaction', '交易类型')
  ],
  answer: [{ path: 'data.fund_bill_list', meaning: { en: 'the bills', zh: '账单列表' } }],
  errNos: [0, 10000]
}
