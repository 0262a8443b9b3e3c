import type { Endpoint, Field, Member } from '../../protocol/system/endpoint.js'
import { CP_EXTRA, NUMBER } from './common-fields.js'
import { EITHER_ORDER, FRESH, ORDER_ID, OUT_ORDER_NO, PAGE, SCHEMA, v2Call } from './v2-fields.js'

const ORDER = 'ot7072366682238'
const GOODS = `--goods '[{"goods_id":"1","goods_id_type":2,"quantity":1,"price":100}]'`

/** Valid from and until, in milliseconds, or for how long. */
const VALID_TIME: readonly Member[] = ['valid_start_time', 'valid_end_time', 'valid_duration'].map((key) => ({
  key,
  type: 'number',
  required: false,
  unit: 'milliseconds'
}))

const GOODS_ITEM: readonly Member[] = [
  { key: 'goods_id', type: 'string', required: true },
  { key: 'goods_id_type', type: 'number', required: true, limits: { oneOf: ['1', '2'] } },
  { key: 'quantity', type: 'number', required: true, limits: { min: 1 } },
  { key: 'price', type: 'number', required: true, unit: 'fen' },
  { key: 'discount_amount', type: 'number', required: false, unit: 'fen' },
  { key: 'goods_title', type: 'string', required: false },
  { key: 'goods_image', type: 'string', required: false },
  { key: 'labels', type: 'string', required: false },
  { key: 'date_rule', type: 'string', required: false },
  { key: 'goods_page', type: 'object', required: false, limits: { object: { of: SCHEMA } } },
  { key: 'order_valid_time', type: 'object', required: false, limits: { object: { of: VALID_TIME } } },
  { key: 'goods_book_info', type: 'object', required: false },
  { key: 'merchant_uid', type: 'string', required: false }
]

const text = (key: string, syntax: string, bytes: number | undefined, en: string, zh: string): Field => ({
  key,
  type: 'string',
  required: false,
  ...(bytes !== undefined && { limits: { bytes } }),
  meaning: { en, zh },
  source: 'official-mirror',
  flag: { syntax }
})

const ITEM_ORDERS: Member = { key: 'item_order_id', type: 'string', required: true, limits: NUMBER }

/** Orders of trade system 2.0 (life services, knowledge). */
export const V2_ORDERS: readonly Endpoint[] = [
  v2Call('order/create_order', {
    command: 'v2 create-order',
    theme: 'orders',
    summary: {
      en: 'Make an order of trade system 2.0 on the server (开发者发起下单)',
      zh: '交易系统 2.0：开发者发起下单'
    },
    description: {
      en: 'An order that is made so gets no pre_create_order callback. Orders of the general trade system are made by `ecpay trade order`, not by this call.',
      zh: '这样创建的订单不会触发预下单(pre_create_order)回调。通用交易系统的订单请用 `ecpay trade order`，不用本接口。'
    },
    examples: [
      `ecpay trade v2 create-order --amount 100 ${GOODS} --open-id open_1 --page '{"path":"pages/order"}' --dry-run`
    ],
    movesMoney: true,
    askedBy: 'order/query_order',
    fields: [
      {
        key: 'goods_list',
        type: 'list',
        required: true,
        limits: { list: { least: 1, of: GOODS_ITEM } },
        meaning: {
          en: 'the goods; goods_id_type: 1 of the goods library, 2 your own',
          zh: '商品列表；goods_id_type：1 商品库，2 自有商品'
        },
        source: 'sdk (C#, with the official sample); a copy of the pages of 2023 also has sku_list in its place',
        flag: { syntax: '--goods <json>' }
      },
      { ...OUT_ORDER_NO, flag: { syntax: '--out-order-no <number>' }, ...FRESH },
      {
        key: 'total_amount',
        type: 'number',
        required: true,
        unit: 'fen',
        limits: { min: 1 },
        meaning: {
          en: 'total; the user pays this less discount_amount',
          zh: '订单总金额；用户实付为总金额减 discount_amount'
        },
        source: 'sdk (C#, with the official sample)',
        flag: { syntax: '--amount <fen>' }
      },
      {
        key: 'discount_amount',
        type: 'number',
        required: false,
        unit: 'fen',
        limits: { min: 0 },
        meaning: { en: 'discount', zh: '优惠金额' },
        source: 'sdk (C#, with the official sample)',
        flag: { syntax: '--discount <fen>' }
      },
      {
        key: 'open_id',
        type: 'string',
        required: true,
        meaning: { en: "the user's open_id", zh: '用户 open_id' },
        source: 'sdk (C#, with the official sample)',
        flag: { syntax: '--open-id <id>' }
      },
      PAGE,
      {
        key: 'pay_notify_url',
        type: 'string',
        required: false,
        limits: { url: 'https' },
        meaning: { en: 'where the payment callback goes', zh: '支付回调地址' },
        source: 'official-mirror',
        flag: { syntax: '--notify-url <url>' },
        default: { kind: 'setting', setting: 'notify_url' }
      },
      {
        key: 'pay_expire_seconds',
        type: 'number',
        required: false,
        unit: 'seconds',
        limits: { min: 0, max: 172_800 },
        meaning: { en: 'time to pay; 300 when absent or 0', zh: '支付有效时长；不填或 0 为 300 秒' },
        source: 'official-mirror',
        flag: { syntax: '--expire-seconds <seconds>' }
      },
      text('phone_num', '--phone <number>', 128, "the user's telephone number", '用户手机号'),
      text('contact_name', '--contact <name>', 64, 'contact', '联系人'),
      text('extra', '--remark <text>', 2048, 'remark on the order', '订单备注'),
      {
        ...CP_EXTRA,
        source: 'official-mirror',
        meaning: { en: 'comes back in callbacks', zh: '透传字段，回调时返回' }
      },
      {
        key: 'price_calculation_detail',
        type: 'object',
        required: false,
        meaning: { en: 'how discounts are shared out', zh: '优惠分摊明细' },
        source: 'official-mirror',
        flag: { syntax: '--price-detail <json>' }
      }
    ],
    answer: [
      { path: 'data.order_id', meaning: { en: "the platform's order number", zh: '平台订单号' } },
      { path: 'data.pay_order_id', meaning: { en: 'number of the payment', zh: '支付单号' } },
      { path: 'data.pay_order_token', meaning: { en: 'for the client, to pay with', zh: '客户端支付用的 token' } }
    ]
  }),
  v2Call('order/query_order', {
    command: 'v2 query',
    theme: 'orders',
    summary: { en: 'Ask for an order of trade system 2.0 (查询订单)', zh: '交易系统 2.0：查询订单' },
    description: {
      en: 'order_id finds orders of templates 1.0 and of the trade system, out_order_no those of 担保支付.',
      zh: '模板 1.0 和交易系统的订单用 order_id 查询，担保支付的订单用 out_order_no 查询。'
    },
    examples: [`ecpay trade v2 query --order-id ${ORDER}`, `ecpay trade v2 query order_1001 --generation old`],
    movesMoney: false,
    wait: { path: ['data', 'order_status'], final: ['SUCCESS', 'FAIL', 'TIMEOUT'] },
    fields: EITHER_ORDER,
    answer: [
      { path: 'data.order_status', unit: 'order', meaning: { en: 'state', zh: '订单状态' } },
      { path: 'data.total_fee', unit: 'fen', meaning: { en: 'total', zh: '订单总金额' } },
      { path: 'data.refund_amount', unit: 'fen', meaning: { en: 'refunded', zh: '已退款金额' } },
      { path: 'data.settle_amount', unit: 'fen', meaning: { en: 'settled', zh: '已分账金额' } },
      { path: 'data.pay_time', meaning: { en: 'when it was paid, as text', zh: '支付时间（文字）' } },
      { path: 'data.pay_channel', unit: 'way', meaning: { en: 'way of payment', zh: '支付方式' } },
      {
        path: 'data.payment_order_id',
        meaning: { en: 'number of the payment in 担保支付', zh: '担保支付侧的支付单号' }
      }
    ]
  }),
  v2Call('order/query_item_order_info', {
    command: 'v2 query-items',
    theme: 'orders',
    summary: { en: 'Ask for the item orders of an order of trade system 2.0', zh: '交易系统 2.0：查询商品单信息' },
    examples: [`ecpay trade v2 query-items ${ORDER}`],
    movesMoney: false,
    fields: [
      { ...ORDER_ID, required: true, flag: { syntax: '<order_id>' } },
      {
        key: 'item_order_id_list',
        type: 'list',
        required: false,
        limits: { list: { most: 20, each: { type: 'string', limits: NUMBER } } },
        meaning: { en: 'the item orders, with commas between them', zh: '商品单号，多个用逗号分隔' },
        source: 'official-mirror; required on one of its pages, all items without it on the others',
        flag: { syntax: '--items <ids>' }
      }
    ],
    answer: [
      {
        path: 'data.item_list.item_order_status',
        unit: 'item',
        meaning: {
          en: '0 invalid, 1 to pay, 2 to use, 3 used, 4 closed, 10 to book, 11 being used, 20 refunding, 21 refunded',
          zh: '0 无效，1 待支付，2 待使用，3 已使用，4 已关闭，10 待预约，11 使用中，20 退款中，21 已退款'
        }
      }
    ]
  }),
  v2Call('order/query_cps', {
    command: 'v2 query-cps',
    theme: 'orders',
    summary: {
      en: 'Ask for the commission of an order of trade system 2.0 (查询 CPS)',
      zh: '交易系统 2.0：查询 CPS 信息'
    },
    examples: [`ecpay trade v2 query-cps --order-id ${ORDER}`],
    movesMoney: false,
    fields: EITHER_ORDER,
    answer: [
      {
        path: 'data.cps_info.total_commission_amount',
        unit: 'fen',
        meaning: { en: 'commission of all items', zh: '佣金总额' }
      },
      {
        path: 'data.refund_info.total_refund_amount',
        unit: 'fen',
        meaning: { en: 'refunded', zh: '退款总额' }
      },
      {
        path: 'data.delivery_info.total_delivery_amount',
        unit: 'fen',
        meaning: { en: 'used', zh: '核销总额' }
      }
    ]
  }),
  v2Call('fulfillment/push_delivery', {
    command: 'v2 push-delivery',
    theme: 'orders',
    summary: { en: 'Tell the platform that items were used (推送核销状态)', zh: '交易系统 2.0：推送核销状态' },
    examples: [
      'ecpay trade v2 push-delivery order_1001 --use-all --dry-run',
      `ecpay trade v2 push-delivery order_1001 --items '[{"item_order_id":"oi7072366682239"}]' --dry-run`
    ],
    movesMoney: true,
    fields: [
      OUT_ORDER_NO,
      {
        key: 'use_all',
        type: 'boolean',
        required: false,
        meaning: { en: 'all items, if none of them was used yet', zh: '核销全部商品单，要求都是待使用' },
        source: 'official',
        flag: { syntax: '--use-all' }
      },
      {
        key: 'item_order_list',
        type: 'list',
        required: true,
        unless: 'use_all',
        limits: { list: { least: 1, most: 100, of: [ITEM_ORDERS] } },
        meaning: { en: 'the items', zh: '商品单列表' },
        source: 'official; at most 10 on the page of the self-operated kind, 100 on the others',
        flag: { syntax: '--items <json>' }
      },
      {
        key: 'poi_info',
        type: 'json-text',
        required: false,
        limits: { bytes: 1024 },
        meaning: { en: 'the shop, as JSON text', zh: '核销门店信息，JSON 字符串' },
        source: 'official-mirror',
        flag: { syntax: '--poi <json>' }
      }
    ],
    answer: [
      { path: 'data.verify_results.item_order_id', meaning: { en: 'the item', zh: '商品单号' } },
      { path: 'data.verify_results.verify_id', meaning: { en: 'number of the use', zh: '核销记录 id' } },
      { path: 'data.verify_results.verify_time', unit: 'milliseconds', meaning: { en: 'when', zh: '核销时间' } }
    ]
  })
]
