import { LARGEST_AMOUNT } from '../../protocol/fen.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'
import {
  APP_ID,
  CP_EXTRA,
  DISABLE_MSG,
  MSG_PAGE,
  NOTIFY_URL,
  OWN_NUMBER,
  SIGN,
  THIRDPARTY_ID
} from './common-fields.js'

export const createOrder: Endpoint = {
  name: 'create_order',
  command: 'create-order',
  theme: 'orders',
  method: 'POST',
  path: '/api/apps/ecpay/v1/create_order',
  summary: { en: 'Create an order (预下单)', zh: '预下单，创建一笔担保支付订单' },
  description: {
    en: 'Checks every field against its documented limits, signs the body and sends it. Piped, stdout is the raw answer; on a terminal it is the pretty one.',
    zh: '先按文档检查每个字段的限制，再签名并发送。管道中 stdout 只有原始响应；终端上显示便于阅读的响应。'
  },
  examples: [
    'ecpay create-order --amount 100',
    'ecpay create-order --amount 100 --env sandbox --subject 测试商品 --notify-url https://example.com/notify',
    'ecpay create-order --from order.json --dry-run',
    'ecpay create-order --amount 100 | jq -r .data.order_id'
  ],
  sandbox: true,
  movesMoney: true,
  askedBy: 'query_order',
  source: 'official tables as carried by SDK comments',
  fields: [
    APP_ID,
    {
      key: 'out_order_no',
      type: 'string',
      required: true,
      limits: OWN_NUMBER,
      meaning: { en: 'your order number, unique per app_id', zh: '开发者侧订单号，同一 app_id 下唯一' },
      source: 'official-mirror',
      flag: { syntax: '--out-order-no <number>' },
      default: { kind: 'fresh-number' }
    },
    {
      key: 'total_amount',
      type: 'number',
      required: true,
      unit: 'fen',
      limits: { min: 1, max: LARGEST_AMOUNT },
      meaning: { en: 'amount in fen; 100 is ¥1.00', zh: '金额，单位为分；100 即 ¥1.00' },
      source: 'official-mirror',
      flag: { syntax: '--amount <fen>' }
    },
    {
      key: 'subject',
      type: 'string',
      required: true,
      limits: { bytes: 128, characters: 42 },
      meaning: { en: 'item title', zh: '商品描述' },
      source: 'official-mirror',
      flag: { syntax: '--subject <text>' },
      default: { kind: 'value', value: 'ecpay-cli' }
    },
    {
      key: 'body',
      type: 'string',
      required: true,
      limits: { bytes: 128, characters: 42 },
      meaning: { en: 'item detail (older pages: no limit)', zh: '商品详情（旧文档无长度限制）' },
      source: 'official-mirror',
      flag: { syntax: '--body <text>' },
      default: { kind: 'value', value: 'ecpay-cli' }
    },
    {
      key: 'valid_time',
      type: 'number',
      required: true,
      unit: 'seconds',
      limits: { min: 300, max: 172_800, beyond: 'clamped' },
      meaning: {
        en: 'seconds until the order times out (older pages: at least 15 minutes)',
        zh: '订单过期时间，单位为秒（旧文档：最短 15 分钟）'
      },
      source: 'official-mirror',
      flag: { syntax: '--valid-time <seconds>' },
      default: { kind: 'value', value: '900' }
    },
    SIGN,
    NOTIFY_URL,
    { ...CP_EXTRA, limits: { ...CP_EXTRA.limits, beyond: 'cut-off' } },
    MSG_PAGE,
    {
      key: 'store_uid',
      type: 'string',
      required: false,
      limits: { characters: 64 },
      meaning: {
        en: 'collecting merchant of this order; ignored unless the platform has put the app on a white list, an hour before',
        zh: '收款商户号（灰度能力，需平台加白，1 小时后生效，否则不起作用）'
      },
      source: 'official-mirror',
      flag: { syntax: '--store-uid <uid>' }
    },
    {
      ...DISABLE_MSG,
      meaning: {
        en: '1: no message to the user after payment; POI integrations have to send 1',
        zh: '1：支付后不给用户推送消息；POI 接入必须传 1'
      }
    },
    {
      key: 'limit_pay_way',
      type: 'string',
      required: false,
      limits: { characters: 64, listOf: ['LIMIT_WX', 'LIMIT_ALI', 'LIMIT_DYZF'] },
      meaning: {
        en: 'ways of payment to hide, separated by commas (LIMIT_DYZF is missing in older tables)',
        zh: '屏蔽的支付方式，逗号分隔（旧表没有 LIMIT_DYZF）'
      },
      source: 'official-mirror',
      flag: { syntax: '--limit-pay-way <list>' }
    },
    {
      key: 'expand_order_info',
      type: 'json-text',
      required: false,
      limits: {
        object: {
          of: [
            { key: 'original_delivery_fee', type: 'number', required: false, unit: 'fen' },
            { key: 'actual_delivery_fee', type: 'number', required: false, unit: 'fen' }
          ]
        }
      },
      meaning: {
        en: 'delivery fees, take-away only (two Go SDKs send an object, another Go SDK and yansongda/pay a JSON string); sent as a string, which every source signs alike',
        zh: '配送费信息，仅外卖（两个 Go SDK 传对象，另一个 Go SDK 和 yansongda/pay 传 JSON 字符串）；以字符串发送，各来源对字符串的签名一致'
      },
      source: 'official-mirror; object or string is contradictory',
      flag: { syntax: '--expand-order-info <json>' }
    },
    {
      key: 'nonce',
      type: 'string',
      required: false,
      meaning: {
        en: 'has no meaning but that it changes the signature; any call may have it',
        zh: '没有业务含义，只用于改变签名；任何接口都可以带'
      },
      source: 'official-mirror',
      flag: { syntax: '--nonce <text>' }
    },
    THIRDPARTY_ID
  ],
  answer: [
    { path: 'data.order_id', meaning: { en: "the platform's order number", zh: '平台订单号' } },
    { path: 'data.order_token', meaning: { en: 'for tt.pay', zh: '用于 tt.pay' } }
  ],
  errNos: [0, 1000, 1001, 2008, 2010, 2042, 2047, 2048]
}
