import type { Endpoint } from '../../protocol/system/endpoint.js'
import { CP_EXTRA, NOTIFY_URL, NUMBER } from './common-fields.js'
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
      {
        key: 'settle_desc',
        type: 'string',
        required: true,
        limits: { bytes: 512 },
        meaning: { en: 'what it is for', zh: '分账描述' },
        source: 'official-mirror; its limit as in settle_create',
        flag: { syntax: '--desc <text>' },
        default: { kind: 'value', value: 'settle' }
      },
      {
        key: 'settle_params',
        type: 'json-text',
        required: false,
        limits: {
          bytes: 512,
          list: {
            of: [
              { key: 'merchant_uid', type: 'string', required: true },
              { key: 'amount', type: 'number', required: true, unit: 'fen', limits: { min: 1 } }
            ]
          }
        },
        meaning: {
          en: 'JSON text: who gets how much, without the seller, who gets the rest',
          zh: 'JSON 字符串：各分账方及金额，不含卖家，余下的归卖家'
        },
        source: 'official-mirror; its limit as in settle_create',
        flag: { syntax: '--settle-params <json>' }
      },
      {
        key: 'item_order_id',
        type: 'string',
        required: false,
        limits: NUMBER,
        meaning: { en: 'this item alone', zh: '只分账该商品单' },
        source: 'sdk (C#, with the official sample)',
        flag: { syntax: '--item-order-id <id>' }
      },
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
    errNos: [0, 10000, 13000, 23000, 23101, 23112]
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
      { path: 'data.settle_amount', unit: 'fen', meaning: { en: 'what was settled', zh: '分账金额' } },
      { path: 'data.rake', unit: 'fen', meaning: { en: "the platform's fee", zh: '手续费' } },
      { path: 'data.commission', unit: 'fen', meaning: { en: 'commission', zh: '佣金' } },
      { path: 'data.settle_time', unit: 'milliseconds', meaning: { en: 'when', zh: '分账时间' } }
    ],
    errNos: [0, 10000, 23000, 23002]
  })
]
