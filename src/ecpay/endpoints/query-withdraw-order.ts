import type { Endpoint } from '../../protocol/system/endpoint.js'
import { CHANNEL_TYPE, MERCHANT_APP_ID, MERCHANT_UID, SIGN, THIRDPARTY_ID } from './common-fields.js'

export const queryWithdrawOrder: Endpoint = {
  name: 'query_withdraw_order',
  command: 'query-withdraw',
  theme: 'money',
  method: 'POST',
  path: '/api/apps/ecpay/saas/query_withdraw_order',
  summary: { en: 'Ask for the state of a withdrawal (提现结果查询)', zh: '提现结果查询' },
  examples: [
    'ecpay query-withdraw withdraw_1 --merchant-uid 70000000000000000001 --channel-type wx',
    'ecpay query-withdraw withdraw_1 --merchant-uid 70000000000000000001 --channel-type wx --wait'
  ],
  sandbox: false,
  movesMoney: false,
  wait: { path: ['status'], final: ['SUCCESS', 'FAIL', 'REEXCHANGE'] },
  source: 'sdk',
  fields: [
    MERCHANT_APP_ID,
    {
      key: 'out_order_id',
      type: 'string',
      required: true,
      limits: { characters: 128 },
      meaning: { en: 'your number of the withdrawal', zh: '开发者侧提现单号' },
      source: 'sdk',
      flag: { syntax: '<out_order_id>' }
    },
    MERCHANT_UID,
    CHANNEL_TYPE,
    SIGN,
    THIRDPARTY_ID
  ],
  answer: [
    {
      path: 'status',
      unit: 'withdraw',
      meaning: { en: 'SUCCESS, FAIL, PROCESSING or REEXCHANGE', zh: 'SUCCESS、FAIL、PROCESSING 或 REEXCHANGE' }
    },
    {
      path: 'statusMsg',
      meaning: {
        en: 'the state in words; written so in the official sample (the newer page at open.douyin.com and an SDK have status_msg: read both)',
        zh: '状态说明；官方示例如此书写（open.douyin.com 的新版页面和一个 SDK 为 status_msg，建议两个都读）'
      }
    }
  ],
  errNos: [0, 1000, 1001, 2000, 2008, 2010, 2042, 2047, 2048]
}
