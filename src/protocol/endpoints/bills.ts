import { APP_ID, BILL_DATE, MERCHANT_ID, SIGN, THIRDPARTY_ID } from './common-fields.js'
import type { Endpoint } from './endpoint.js'

export const bills: Endpoint = {
  name: 'bills',
  command: 'bills',
  theme: 'money',
  method: 'GET',
  path: '/api/apps/bills',
  answers: 'file',
  summary: { en: 'Download the transactions of a day (交易账单)', zh: '下载某一天的交易账单' },
  description: {
    en: 'The answer is a file, or JSON with an err_no when there is none. Neither its layout nor the values of bill_type could be read anywhere. The local gateway answers with CSV of its own.',
    zh: '应答是一个文件；没有账单时是带 err_no 的 JSON。文件格式和 bill_type 的取值未见公开。本地网关返回的是它自己格式的 CSV。'
  },
  examples: [
    'ecpay bills 20261122 --merchant-id 70000000000000000001 --type ALL --save bill.csv',
    'ecpay bills 20261122 --merchant-id 70000000000000000001 --type ALL | head -3',
    'ecpay bills 20261122 --merchant-id 70000000000000000001 --type ALL --curl'
  ],
  movesMoney: false,
  source: 'sdk; its official page was not read',
  fields: [
    APP_ID,
    MERCHANT_ID,
    BILL_DATE,
    {
      key: 'bill_type',
      type: 'string',
      required: true,
      meaning: { en: 'type of the bill; its values are not public', zh: '账单类型，取值未见公开' },
      source: 'sdk',
      flag: { syntax: '--type <type>' }
    },
    SIGN,
    THIRDPARTY_ID
  ],
  answer: [],
  errNos: [0, 2008]
}
