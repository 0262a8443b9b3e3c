import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, CHANNEL_TYPE, MERCHANT_ENTITY, MERCHANT_UID, THIRDPARTY_ID } from './common-fields.js'

export const queryMerchantBalance: Endpoint = {
  name: 'query_merchant_balance',
  command: 'balance',
  theme: 'money',
  method: 'POST',
  path: '/api/apps/ecpay/saas/query_merchant_balance/',
  signed: 'header',
  summary: { en: 'Ask what a merchant has in a channel (商户余额查询)', zh: '商户余额查询，按渠道' },
  examples: ['ecpay trade balance --merchant-uid 70000000000000000001 --channel-type wx'],
  movesMoney: false,
  source: 'official',
  fields: [{ ...APP_ID, required: false }, MERCHANT_UID, CHANNEL_TYPE, MERCHANT_ENTITY, THIRDPARTY_ID],
  answer: [
    {
      path: 'data.account_info.online_balance',
      unit: 'fen',
      meaning: { en: 'in transit: paid and not settled', zh: '在途余额：已支付、未结算' }
    },
    {
      path: 'data.account_info.withdrawable_balacne',
      unit: 'fen',
      meaning: {
        en: 'can be withdrawn; the wire has balacne for balance',
        zh: '可提现余额；接口中的字段名就是 balacne（balance 的误拼）'
      }
    },
    { path: 'data.account_info.freeze_balance', unit: 'fen', meaning: { en: 'frozen', zh: '冻结余额' } }
  ],
  errNos: [0, 10000]
}
