import { APP_ID, BILL_DATE, MERCHANT_ID, SIGN, THIRDPARTY_ID } from './common-fields.js'
import type { Endpoint, Field } from './endpoint.js'

export const fundBills: Endpoint = {
  name: 'fund/bills',
  command: 'fund-bills',
  theme: 'money',
  method: 'GET',
  path: '/api/apps/fund/bills',
  answers: 'file',
  summary: { en: 'Download the movements of money of a day (资金账单)', zh: '下载某一天的资金账单' },
  description: {
    en: 'The answer is a file, or JSON with an err_no when there is none. Neither its layout nor the values of the types but ALL could be read anywhere. The local gateway answers with CSV of its own.',
    zh: '应答是一个文件；没有账单时是带 err_no 的 JSON。文件格式和各类型除 ALL 以外的取值未见公开。本地网关返回的是它自己格式的 CSV。'
  },
  examples: [
    'ecpay fund-bills 20261122 --merchant-id 70000000000000000001 --save funds.csv',
    'ecpay fund-bills 20261122 --merchant-id 70000000000000000001 | head -3'
  ],
  movesMoney: false,
  source: 'sdk; its official page was not read',
  fields: [
    APP_ID,
    MERCHANT_ID,
    BILL_DATE,
    type('account_type', '--account-type <type>', { en: 'account', zh: '账户类型' }),
    type('payment_type', '--payment-type <type>', { en: 'income or expense', zh: '收支类型' }),
    type('trade_type', '--trade-type <type>', { en: 'kind of transaction', zh: '交易类型' }),
    SIGN,
    THIRDPARTY_ID
  ],
  answer: [],
  errNos: [0, 2008]
}

function type(key: string, syntax: string, { en, zh }: Field['meaning']): Field {
  return {
    key,
    type: 'string',
    required: true,
    meaning: { en: `${en}; no value but ALL is known`, zh: `${zh}；除 ALL 外的取值未见公开` },
    source: 'sdk',
    flag: { syntax, fallback: { value: 'ALL' } }
  }
}
