import type { Endpoint } from '../../protocol/system/endpoint.js'
import { CP_EXTRA, NOTIFY_URL, NUMBER } from './common-fields.js'
import { SETTLEMENT_CODES } from './err-nos.js'
import { SETTLE_DESC, SETTLE_PARAMS, SETTLED_ITEM } from './money-fields.js'
import { FRESH, ORDER_ID, OUT_ORDER_NO, OUT_SETTLE_NO, v2Call } from './v2-fields.js'

/** Settlements of trade system 2.0. */
export const V2_SETTLEMENTS: readonly Endpoint[] = [
  v2Call('settle/create_settle', {
    command: 'v2 settle',
    theme: 'settlement',
    summary: { en: 'Settle an order of trade system 2.0 and split it (发起分账)', zh: '交易系统 2.0：发起分账' },
    description: {
      en: 'err_no 0 means accepted: --wait asks for the result. No page with the limits of its fields could be read: they are those of settle_create.',
      zh: 'err_no 为 0 只表示受理：加 --wait 会查到结果。没有读到含字段限制的页面：这里用的是 settle_create 的限制。'
    },
    examples: ['ecpay trade v2 settle order_1001 --dry-run'],
    movesMoney: true,
    resultBy: 'settle/query_settle',
    source: 'sdk (C#, with the official sample)',
    fields: [
      OUT_ORDER_NO,
      { ...OUT_SETTLE_NO, ...FRESH },
      { ...SETTLE_DESC, source: 'official-mirror; its limit as in settle_create' },
      { ...SETTLE_PARAMS, source: 'official-mirror; its limit as in settle_create' },
      { ...SETTLED_ITEM, source: 'sdk (C#, with the official sample)' },
      { ...CP_EXTRA, source: 'official-mirror' },
      NOTIFY_URL
    ],
    answer: [
      { path: 'data.settle_id', meaning: { en: "the platform's settlement number", zh: '平台分账单号' } },
      {
        path: 'data.inner_settle_id',
        meaning: {
          en: 'for create_return of 担保支付, as its settle_no',
          zh: '用作担保支付退分账(create_return)的 settle_no'
        }
      }
    ],
    errNos: [0, 10000, 13000, ...SETTLEMENT_CODES]
  }),
  v2Call('settle/query_settle', {
    command: 'v2 query-settle',
    theme: 'settlement',
    summary: { en: 'Ask for settlements of trade system 2.0 (查询分账)', zh: '交易系统 2.0：查询分账' },
    description: {
      en: 'For orders of 担保支付 give order_id, the number of the payment on the platform: out_order_no may find nothing.',
      zh: '担保支付的订单请用 order_id（平台支付单号）查询：用 out_order_no 可能查不到。'
    },
    examples: ['ecpay trade v2 query-settle settle_1', 'ecpay trade v2 query-settle --order-id ot7072366682238'],
    movesMoney: false,
    wait: { path: ['data', '0', 'settle_status'], final: ['SUCCESS', 'FAIL'] },
    fields: [
      {
        ...OUT_SETTLE_NO,
        unless: 'settle_id',
        orUnless: ['order_id', 'out_order_no'],
        flag: { syntax: '[out_settle_no]' }
      },
      {
        key: 'settle_id',
        type: 'string',
        required: false,
        limits: NUMBER,
        meaning: { en: "the platform's settlement number", zh: '平台分账单号' },
        source: 'official-mirror',
        flag: { syntax: '--settle-id <id>' }
      },
      ORDER_ID,
      { ...OUT_ORDER_NO, required: false, flag: { syntax: '--out-order-no <number>' } }
    ],
    answer: [
      { path: 'data.settle_status', unit: 'settle', meaning: { en: 'state', zh: '分账状态' } },
      {
        path: 'data.settle_amount',
        unit: 'fen',
        meaning: {
          en: 'what was settled: the parts, the fee and the commission',
          zh: '分账总额：各方所得、手续费与佣金之和'
        }
      },
      { path: 'data.rake', unit: 'fen', meaning: { en: "the platform's fee", zh: '手续费' } },
      { path: 'data.commission', unit: 'fen', meaning: { en: 'commission', zh: '佣金' } },
      { path: 'data.settle_time', unit: 'milliseconds', meaning: { en: 'when', zh: '分账时间' } }
    ],
    errNos: [0, 10000, 23000, 23002]
  })
]
