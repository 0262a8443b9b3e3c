import { LARGEST_AMOUNT } from '../../protocol/fen.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'
import {
  APP_ID,
  CP_EXTRA,
  MERCHANT_UID,
  OWN_NUMBER,
  RETURN_INFO,
  SETTLE_NUMBER,
  SIGN,
  THIRDPARTY_ID
} from './common-fields.js'

export const createReturn: Endpoint = {
  name: 'create_return',
  command: 'return',
  theme: 'settlement',
  method: 'POST',
  path: '/api/apps/ecpay/v1/create_return',
  summary: { en: 'Take split money back from a receiver (退分账)', zh: '退分账，从分账方退回资金' },
  description: {
    en: 'Before a settled order is refunded in full, its receivers have to give back what they got: first return, then refund. A receiver gives back at most what it got: with WeChat in up to 20 returns within 180 days, with Alipay within 12 months. Ask for the result with query-return; no callback is documented.',
    zh: '已分账的订单要全额退款，须先退分账、再退款。退回金额合计不超过该分账方所得；微信：每个分账方最多 20 次，180 天内；支付宝：12 个月内。结果请用 query-return 查询；文档中没有退分账的回调。'
  },
  examples: [
    'ecpay return settle_1 --merchant-uid 70000000000000000002 --amount 30',
    'ecpay return --settle-no 7711100731052161467 --merchant-uid 70000000000000000002 --amount 30',
    'ecpay return settle_1 --merchant-uid 70000000000000000002 --amount 30 --env sandbox --dry-run'
  ],
  sandbox: true,
  perSecond: 50,
  movesMoney: true,
  resultBy: 'query_return',
  source: 'official',
  fields: [
    APP_ID,
    {
      ...SETTLE_NUMBER,
      unless: 'settle_no',
      limits: { characters: 64 },
      meaning: { en: 'the settlement, by your number', zh: '开发者侧结算单号' },
      flag: { syntax: '[out_settle_no]' }
    },
    {
      key: 'settle_no',
      type: 'string',
      required: false,
      limits: { characters: 64 },
      meaning: { en: "the settlement, by the platform's number", zh: '平台结算单号，与 out_settle_no 二选一' },
      source: 'official',
      flag: { syntax: '--settle-no <number>' }
    },
    {
      key: 'out_return_no',
      type: 'string',
      required: true,
      limits: OWN_NUMBER,
      meaning: { en: 'your return number, unique', zh: '开发者侧退分账单号，不可重复' },
      source: 'official',
      flag: { syntax: '--out-return-no <number>' },
      default: { kind: 'fresh-number' }
    },
    {
      ...MERCHANT_UID,
      limits: { characters: 32 },
      meaning: { en: 'the receiver that gives back', zh: '退回资金的分账方商户号' }
    },
    {
      key: 'return_amount',
      type: 'number',
      required: true,
      unit: 'fen',
      limits: { min: 1, max: LARGEST_AMOUNT },
      meaning: { en: 'amount in fen', zh: '退回金额，单位为分' },
      source: 'official',
      flag: { syntax: '--amount <fen>' }
    },
    {
      key: 'return_desc',
      type: 'string',
      required: true,
      limits: { characters: 100 },
      meaning: { en: 'why', zh: '退分账原因' },
      source: 'official',
      flag: { syntax: '--return-desc <text>' },
      default: { kind: 'value', value: 'return' }
    },
    SIGN,
    CP_EXTRA,
    {
      key: 'notify_url',
      type: 'string',
      required: false,
      meaning: {
        en: 'one SDK has it; the official table does not, and no callback of a return is known',
        zh: '仅见于一个 SDK；官方表格没有，也未见退分账的回调'
      },
      source: 'sdk; contradictory',
      flag: { syntax: '--notify-url <url>' }
    },
    THIRDPARTY_ID
  ],
  answer: RETURN_INFO,
  errNos: [0, 1000, 1001, 2000, 2008, 2010, 2042, 2047, 2048]
}
