import type { Endpoint } from '../../protocol/system/endpoint.js'
import { CHANNEL_TYPE, MERCHANT_APP_ID, MERCHANT_ENTITY, MERCHANT_UID, SIGN, THIRDPARTY_ID } from './common-fields.js'

export const queryMerchantBalance: Endpoint = {
  name: 'query_merchant_balance',
  command: 'balance',
  theme: 'money',
  method: 'POST',
  path: '/api/apps/ecpay/saas/query_merchant_balance',
  summary: { en: 'Ask what a merchant has in a channel (商户余额查询)', zh: '商户余额查询，按渠道' },
  examples: [
    'ecpay balance --merchant-uid 70000000000000000001 --channel-type wx',
    'ecpay balance --merchant-uid 70000000000000000001 --channel-type wx --json | jq .response.body.account_info'
  ],
  sandbox: false,
  movesMoney: false,
  source: 'sdk',
  fields: [MERCHANT_APP_ID, MERCHANT_UID, CHANNEL_TYPE, MERCHANT_ENTITY, SIGN, THIRDPARTY_ID],
  answer: [
    {
      path: 'account_info.online_balance',
      unit: 'fen',
      meaning: { en: 'in transit: paid and not settled', zh: '在途余额：已支付、未结算' }
    },
    {
      path: 'account_info.withdrawable_balacne',
      unit: 'fen',
      meaning: {
        en: 'can be withdrawn; the wire has balacne for balance',
        zh: '可提现余额；接口中的字段名就是 balacne（balance 的误拼）'
      }
    },
    {
      path: 'account_info.freeze_balance',
      unit: 'fen',
      meaning: { en: 'frozen, such as during a withdrawal', zh: '冻结余额，例如提现处理中的金额' }
    },
    {
      path: 'settle_info.settle_type',
      meaning: { en: 'where withdrawals go: 1 a bank card, 2 Alipay', zh: '结算方式：1 银行卡，2 支付宝' }
    },
    { path: 'settle_info.settle_account', meaning: { en: 'the Alipay account', zh: '支付宝账号' } },
    { path: 'settle_info.bankcard_no', meaning: { en: 'the bank card', zh: '银行卡号' } },
    { path: 'settle_info.bank_name', meaning: { en: 'the bank', zh: '银行名称' } },
    {
      path: 'merchant_entity',
      meaning: { en: 'whose books: 1 抖音信息, 2 光合信号', zh: '主体：1 抖音信息，2 光合信号' }
    }
  ],
  errNos: [0, 1000, 1001, 2008, 2010, 2042, 2047, 2048]
}
