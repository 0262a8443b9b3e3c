import type { Endpoint } from '../../protocol/system/endpoint.js'
import {
  APP_ID,
  CP_EXTRA,
  DISABLE_MSG,
  MSG_PAGE,
  NOTIFY_URL,
  ORDER_NUMBER,
  SIGN,
  THIRDPARTY_ID
} from './common-fields.js'

export const createRefund: Endpoint = {
  name: 'create_refund',
  command: 'refund',
  theme: 'refunds',
  method: 'POST',
  path: '/api/apps/ecpay/v1/create_refund',
  summary: { en: 'Refund an order, all of it or a part (发起退款)', zh: '发起退款，全额或部分' },
  description: {
    en: 'err_no 0 means accepted, not refunded: --wait asks for the result, as query-refund does, and the callback brings it. Several partial refunds of one order need a number each, and together at most what was paid: up to 50 of an order paid with WeChat, 300 with Alipay, within a year.',
    zh: 'err_no 为 0 只表示受理，不代表退款成功：加 --wait 会像 query-refund 一样查到结果，回调也会送达。一笔订单可以多次部分退款，每次用不同的单号，合计不超过支付金额；微信支付最多 50 次，支付宝最多 300 次，下单满一年后不能退款。'
  },
  examples: [
    'ecpay refund order_1001 --amount 30',
    'ecpay refund order_1001 --amount 30 --out-refund-no refund_1 --reason 七天无理由退货',
    'ecpay refund order_1001 --amount 30 --wait',
    'ecpay refund order_1001 --amount 30 --env sandbox --dry-run'
  ],
  sandbox: true,
  perSecond: 50,
  movesMoney: true,
  resultBy: 'query_refund',
  source: 'official; the end of its table as carried by SDK comments',
  fields: [
    APP_ID,
    { ...ORDER_NUMBER, meaning: { en: 'the order that is refunded', zh: '要退款的开发者侧订单号' } },
    {
      key: 'out_refund_no',
      type: 'string',
      required: true,
      limits: { characters: 64 },
      meaning: { en: 'your refund number, unique per merchant', zh: '开发者侧退款单号，同一商户下唯一' },
      source: 'official',
      flag: { syntax: '--out-refund-no <number>' },
      default: { kind: 'fresh-number' }
    },
    {
      key: 'refund_amount',
      type: 'number',
      required: true,
      unit: 'fen',
      limits: { min: 1, max: 99_999_999_999 },
      meaning: {
        en: 'amount in fen (at most 11 digits; the C# SDK also sends total_amount, which the current table does not have)',
        zh: '退款金额，单位为分（最多 11 位；C# SDK 还会传 total_amount，现行文档的表里没有）'
      },
      source: 'official',
      flag: { syntax: '--amount <fen>' }
    },
    {
      key: 'reason',
      type: 'string',
      required: true,
      limits: { characters: 100 },
      meaning: { en: 'why', zh: '退款原因' },
      source: 'official',
      flag: { syntax: '--reason <text>' },
      default: { kind: 'value', value: 'refund' }
    },
    SIGN,
    NOTIFY_URL,
    CP_EXTRA,
    MSG_PAGE,
    DISABLE_MSG,
    {
      key: 'all_settle',
      type: 'switch',
      required: false,
      meaning: {
        en: '1: refund after settlement, from withdrawable money (older pages and the C# SDK; not in the current table)',
        zh: '1：结算后退款，从可提现余额扣款（仅见于旧文档和 C# SDK，现行文档的表里没有）'
      },
      source: 'sdk; contradictory',
      flag: { syntax: '--all-settle' }
    },
    THIRDPARTY_ID
  ],
  answer: [{ path: 'refund_no', meaning: { en: "the platform's refund number", zh: '平台退款单号' } }],
  errNos: [0, 1000, 1001, 2000, 2008, 2010, 2042, 2047, 2048]
}
