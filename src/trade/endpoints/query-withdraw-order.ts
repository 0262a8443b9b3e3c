import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, CHANNEL_TYPE, MERCHANT_UID, NUMBER, THIRDPARTY_ID } from './common-fields.js'

export const queryWithdrawOrder: Endpoint = {
  name: 'query_withdraw_order',
  command: 'query-withdraw',
  theme: 'money',
  method: 'POST',
  path: '/api/apps/ecpay/saas/query_withdraw_order/',
  signed: 'header',
  summary: { en: 'Ask what became of a withdrawal (商户提现结果查询)', zh: '商户提现结果查询' },
  examples: ['ecpay trade query-withdraw withdraw_1 --merchant-uid 70000000000000000001 --channel-type wx'],
  movesMoney: false,
  wait: { path: ['data', 'status'], final: ['成功', '失败', 'SUCCESS', 'FAIL'] },
  source: 'official',
  fields: [
    APP_ID,
    {
      key: 'out_order_id',
      type: 'string',
      required: true,
      limits: NUMBER,
      meaning: { en: 'your withdrawal number', zh: '开发者侧提现单号' },
      source: 'official',
      flag: { syntax: '<out_order_id>' }
    },
    MERCHANT_UID,
    CHANNEL_TYPE,
    THIRDPARTY_ID
  ],
  answer: [
    { path: 'data.status', unit: 'withdraw', meaning: { en: 'state', zh: '提现状态' } },
    { path: 'data.status_msg', meaning: { en: 'why it failed', zh: '失败原因' } }
  ],
  errNos: [0, 10000]
}
