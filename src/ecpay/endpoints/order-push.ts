import type { Endpoint, Member } from '../../protocol/system/endpoint.js'
import { ERR_CODE } from '../verdict.js'
import { ACCESS_TOKEN } from './common-fields.js'

const ITEM: readonly Member[] = [
  { key: 'item_code', type: 'string', required: true, limits: { bytes: 64 } },
  { key: 'img', type: 'string', required: true, limits: { bytes: 512 } },
  { key: 'title', type: 'string', required: true, limits: { bytes: 256 } },
  { key: 'sub_title', type: 'string', required: false, limits: { bytes: 256 } },
  { key: 'amount', type: 'number', required: false },
  { key: 'price', type: 'number', required: true, unit: 'fen' }
]

/** For ordinary orders. Orders of POI goods have other members. */
const ORDINARY = { key: 'order_type', is: '0' } as const

const DETAIL: readonly Member[] = [
  { key: 'order_id', type: 'string', required: true, limits: { bytes: 64 } },
  { key: 'create_time', type: 'number', required: true, unit: 'milliseconds' },
  { key: 'status', type: 'string', required: true },
  { key: 'amount', type: 'number', required: true },
  { key: 'total_price', type: 'number', required: true, unit: 'fen' },
  { key: 'detail_url', type: 'string', required: true, limits: { bytes: 1024 } },
  { key: 'item_list', type: 'list', required: true, limits: { list: { of: ITEM } } }
]

export const orderPush: Endpoint = {
  name: 'order/v2/push',
  command: 'push-order',
  theme: 'orders',
  method: 'POST',
  path: '/api/apps/order/v2/push',
  verdict: ERR_CODE,
  summary: { en: "Show an order in the user's order centre (订单同步)", zh: '订单同步，把订单推送到用户的订单中心' },
  description: {
    en: 'There is no sign: an access token authenticates the call, from ECPAY_ACCESS_TOKEN or --access-token-file. The answer has err_code and err_msg. order_detail is a string that holds JSON: order_id is your out_order_no, create_time is in milliseconds (update_time beside it may be in seconds), status one of the words 待支付, 已支付, 已取消, 已超时, 已核销, 退款中, 已退款, 退款失败, and prices are in fen. Orders of the general trade system are pushed by the platform itself.',
    zh: '不签名，用 access token 认证：来自 ECPAY_ACCESS_TOKEN 或 --access-token-file。响应里是 err_code 和 err_msg。order_detail 是内容为 JSON 的字符串：order_id 即 out_order_no，create_time 为毫秒，status 建议用 待支付、已支付、已取消、已超时、已核销、退款中、已退款、退款失败，价格单位为分。通用交易系统的订单由平台自动同步。'
  },
  examples: [
    'ecpay push-order --open-id open_1 --order-status 1 --order-detail @detail.json',
    'ecpay push-order --from push.json --curl'
  ],
  movesMoney: false,
  source: 'official tables as carried by SDK comments',
  fields: [
    ACCESS_TOKEN,
    {
      key: 'app_name',
      type: 'string',
      required: true,
      limits: { oneOf: ['douyin'] },
      meaning: { en: 'whose order centre', zh: '推送到哪个端的订单中心' },
      source: 'official-mirror',
      flag: { syntax: '--app-name <name>' },
      default: { kind: 'value', value: 'douyin' }
    },
    {
      key: 'open_id',
      type: 'string',
      required: true,
      meaning: {
        en: 'the user, as a real device gives it; that of the IDE is refused',
        zh: '用户的 open_id，须来自真机；IDE 里的 open_id 会被拒绝'
      },
      source: 'official-mirror',
      flag: { syntax: '--open-id <id>' }
    },
    {
      key: 'order_type',
      type: 'number',
      required: true,
      limits: { oneOf: ['0', '9101', '9001', '200', '140'] },
      meaning: {
        en: '0 ordinary, 9101 coupon, 9001 ticket; the official table also has 200 and 140, whose meaning could not be read',
        zh: '0 普通订单，9101 团购券，9001 门票；官方表格中还有 200 和 140，含义未能看到'
      },
      source: 'official-mirror',
      flag: { syntax: '--order-type <type>' },
      default: { kind: 'value', value: '0' }
    },
    {
      key: 'order_status',
      type: 'number',
      required: true,
      when: ORDINARY,
      limits: { oneOf: ['0', '1', '2', '4', '5', '6', '8'] },
      meaning: {
        en: '0 to be paid, 1 paid, 2 cancelled, 4 consumed, 5 being refunded, 6 refunded, 8 refund failed',
        zh: '0 待支付，1 已支付，2 已取消，4 已核销，5 退款中，6 已退款，8 退款失败'
      },
      source: 'official-mirror',
      flag: { syntax: '--order-status <status>' }
    },
    {
      key: 'order_detail',
      type: 'json-text',
      required: true,
      limits: {
        bytes: 2047,
        object: { when: ORDINARY, of: DETAIL }
      },
      meaning: { en: 'the order, a string of JSON', zh: '订单详情，内容为 JSON 的字符串' },
      source: 'official-mirror',
      flag: { syntax: '--order-detail <json>' }
    },
    {
      key: 'update_time',
      type: 'number',
      required: true,
      meaning: {
        en: 'when it changed, in Unix time. Older official table: milliseconds (13 digits); newer one: seconds (10 digits). A retry needs a later one',
        zh: '订单变更时间（Unix 时间）。旧版官方表格：毫秒（13 位）；新版：秒（10 位）。再次推送须大于上一次'
      },
      source: 'official-mirror; milliseconds and seconds are contradictory',
      flag: { syntax: '--update-time <time>' },
      default: { kind: 'now' }
    },
    {
      key: 'extra',
      type: 'string',
      required: false,
      limits: { bytes: 2047 },
      meaning: { en: 'further data', zh: '自定义字段' },
      source: 'official-mirror',
      flag: { syntax: '--extra <text>' }
    },
    {
      key: 'client_key',
      type: 'string',
      required: false,
      meaning: {
        en: 'of the third party, for POI goods only, which need it',
        zh: '第三方在抖音开放平台的 client_key，仅 POI 场景，POI 订单必传'
      },
      source: 'official-mirror',
      flag: { syntax: '--client-key <key>' }
    },
    {
      key: 'ext_shop_id',
      type: 'string',
      required: false,
      limits: { bytes: 255 },
      meaning: { en: 'your shop, for POI goods only, which need it', zh: '接入方店铺 id，仅 POI 场景，POI 订单必传' },
      source: 'official-mirror',
      flag: { syntax: '--ext-shop-id <id>' }
    }
  ],
  answer: [{ path: 'body', meaning: { en: 'empty wherever it was seen', zh: '所见的响应中都为空' } }],
  errNos: [0, 40022, -1, 2010]
}
