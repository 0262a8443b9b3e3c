import { inWithdrawal } from '../../protocol/system/aggregate-account.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'
import {
  APP_ID,
  AS_BOTH,
  CHANNEL_TYPE,
  CP_EXTRA,
  MERCHANT_ENTITY,
  MERCHANT_UID,
  NOTIFY_URL,
  NUMBER,
  NUMBER_OR_TEXT,
  THIRDPARTY_ID
} from './common-fields.js'

export const merchantWithdraw: Endpoint = {
  name: 'merchant_withdraw',
  command: 'withdraw',
  theme: 'money',
  method: 'POST',
  path: '/api/apps/ecpay/saas/merchant_withdraw/',
  signed: 'header',
  summary: { en: 'Withdraw what a merchant has (商户提现)', zh: '商户提现' },
  description: {
    en: 'err_no 0 means accepted: --wait asks for the result. Its number is called out_order_id.',
    zh: 'err_no 为 0 只表示受理：加 --wait 会查到结果。单号字段叫 out_order_id。'
  },
  examples: ['ecpay trade withdraw --merchant-uid 70000000000000000001 --channel-type wx --amount 100 --dry-run'],
  movesMoney: true,
  resultBy: 'query_withdraw_order',
  source: 'official',
  fields: [
    { ...APP_ID, required: false },
    MERCHANT_UID,
    CHANNEL_TYPE,
    {
      key: 'out_order_id',
      type: 'string',
      required: true,
      limits: NUMBER,
      meaning: { en: 'your withdrawal number, unique', zh: '开发者侧提现单号，不能重复' },
      source: 'official',
      flag: { syntax: '--out-order-id <number>' },
      default: { kind: 'fresh-number' }
    },
    {
      key: 'withdraw_amount',
      ...NUMBER_OR_TEXT,
      required: true,
      unit: 'fen',
      limits: { min: 1 },
      meaning: { en: 'amount in fen', zh: '提现金额，单位为分' },
      source: AS_BOTH,
      flag: { syntax: '--amount <fen>' }
    },
    inWithdrawal(MERCHANT_ENTITY),
    { ...NOTIFY_URL, key: 'callback', flag: { syntax: '--callback <url>' } },
    CP_EXTRA,
    THIRDPARTY_ID
  ],
  answer: [{ path: 'data.order_id', meaning: { en: "the platform's withdrawal number", zh: '平台提现单号' } }],
  errNos: [0, 10000]
}
