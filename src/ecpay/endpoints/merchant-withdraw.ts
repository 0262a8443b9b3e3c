import { inWithdrawal } from '../../protocol/system/aggregate-account.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'
import {
  CHANNEL_TYPE,
  CP_EXTRA,
  MERCHANT_APP_ID,
  MERCHANT_ENTITY,
  MERCHANT_UID,
  NOTIFY_URL,
  SIGN,
  THIRDPARTY_ID
} from './common-fields.js'

export const merchantWithdraw: Endpoint = {
  name: 'merchant_withdraw',
  command: 'withdraw',
  theme: 'money',
  method: 'POST',
  path: '/api/apps/ecpay/saas/merchant_withdraw',
  summary: { en: 'Withdraw settled money of a merchant (商户提现)', zh: '商户提现' },
  description: {
    en: 'Up to 5 times a day for a merchant and a channel. err_no 0 means accepted: ask for the result with query-withdraw, or wait for the callback. The money arrives in 1 to 3 days, and the bank may still send it back (REEXCHANGE). A service provider gives thirdparty_id, and no app_id where it withdraws its own money: use a profile without app_id for that, as a configured one is sent.',
    zh: '每个商户每个渠道每天最多 5 次。err_no 为 0 只表示受理：请用 query-withdraw 查询结果，或等待回调。1–3 天到账，之后仍可能被银行退回（REEXCHANGE）。服务商须传 thirdparty_id，为自己提现时不传 app_id：配置里有 app_id 就会带上，这时请用没有 app_id 的 profile。'
  },
  examples: [
    'ecpay withdraw --merchant-uid 70000000000000000001 --channel-type wx --amount 50',
    'ecpay withdraw --merchant-uid 70000000000000000001 --channel-type wx --amount 50 --out-order-id withdraw_1'
  ],
  sandbox: false,
  movesMoney: true,
  resultBy: 'query_withdraw_order',
  source: 'official',
  fields: [
    MERCHANT_APP_ID,
    MERCHANT_UID,
    CHANNEL_TYPE,
    {
      key: 'withdraw_amount',
      type: 'number',
      required: true,
      unit: 'fen',
      limits: { min: 0, max: 2_147_483_647 },
      meaning: { en: 'amount in fen', zh: '提现金额，单位为分' },
      source: 'official',
      flag: { syntax: '--amount <fen>' }
    },
    {
      key: 'out_order_id',
      type: 'string',
      required: true,
      limits: { characters: 128 },
      meaning: { en: 'your number of the withdrawal, a new one for each', zh: '开发者侧提现单号，每次提现都用新单号' },
      source: 'official',
      flag: { syntax: '--out-order-id <number>' },
      default: { kind: 'fresh-number' }
    },
    {
      ...NOTIFY_URL,
      key: 'callback',
      limits: { characters: 1024, url: 'https-443' },
      meaning: {
        en: 'where the callback goes (an SDK calls it callback_url; the official name is callback)',
        zh: '回调地址（有 SDK 写作 callback_url，官方字段名是 callback）'
      },
      source: 'official',
      flag: { syntax: '--callback <url>' }
    },
    {
      ...CP_EXTRA,
      meaning: { en: 'comes back in the callback as extra', zh: '透传字段，在回调中以 extra 返回' },
      source: 'official'
    },
    inWithdrawal(MERCHANT_ENTITY),
    SIGN,
    THIRDPARTY_ID
  ],
  answer: [{ path: 'order_id', meaning: { en: "the platform's number of the withdrawal", zh: '平台提现单号' } }],
  errNos: [0, 1000, 1001, 2008, 2010, 2042, 2047, 2048]
}
