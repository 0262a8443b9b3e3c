import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, RETURN_INFO, SIGN, THIRDPARTY_ID } from './common-fields.js'

export const queryReturn: Endpoint = {
  name: 'query_return',
  command: 'query-return',
  theme: 'settlement',
  method: 'POST',
  path: '/api/apps/ecpay/v1/query_return',
  summary: { en: 'Ask for the state of a return (退分账结果查询)', zh: '退分账结果查询' },
  examples: [
    'ecpay query-return return_1',
    'ecpay query-return return_1 --wait',
    'ecpay query-return --return-no 7711100731052161467'
  ],
  sandbox: true,
  perSecond: 50,
  movesMoney: false,
  wait: { path: ['return_info', 'return_status'], final: ['SUCCESS', 'FAIL'] },
  source: 'official-mirror',
  fields: [
    APP_ID,
    {
      key: 'out_return_no',
      type: 'string',
      required: true,
      unless: 'return_no',
      limits: { characters: 64 },
      meaning: { en: 'the return, by your number', zh: '开发者侧退分账单号' },
      source: 'official-mirror',
      flag: { syntax: '[out_return_no]' }
    },
    {
      key: 'return_no',
      type: 'string',
      required: false,
      limits: { characters: 64 },
      meaning: { en: "the return, by the platform's number", zh: '平台退分账单号，与 out_return_no 二选一' },
      source: 'official-mirror',
      flag: { syntax: '--return-no <number>' }
    },
    SIGN,
    THIRDPARTY_ID
  ],
  answer: RETURN_INFO,
  errNos: [0, 1000, 2020, 2102, 4408]
}
