import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, ORDER_NUMBER, SIGN, THIRDPARTY_ID } from './common-fields.js'

export const queryOrder: Endpoint = {
  name: 'query_order',
  command: 'query',
  theme: 'orders',
  method: 'POST',
  path: '/api/apps/ecpay/v1/query_order',
  summary: { en: 'Ask for the state of an order (支付结果查询)', zh: '支付结果查询，查看订单状态' },
  examples: [
    'ecpay query 20261122120000000abcdefgh',
    'ecpay query 20261122120000000abcdefgh --wait',
    'ecpay query 20261122120000000abcdefgh --json | jq .response.body.payment_info',
    'ecpay query --from-file orders.csv --resume answers.ndjson'
  ],
  sandbox: true,
  perSecond: 150,
  movesMoney: false,
  wait: { path: ['payment_info', 'order_status'], final: ['SUCCESS', 'TIMEOUT', 'FAIL'] },
  source: 'official',
  fields: [APP_ID, ORDER_NUMBER, SIGN, THIRDPARTY_ID],
  answer: [
    { path: 'out_order_no', meaning: { en: 'your order number', zh: '开发者侧订单号' } },
    { path: 'order_id', meaning: { en: "the platform's order number", zh: '平台订单号' } },
    { path: 'payment_info.total_fee', unit: 'fen', meaning: { en: 'amount', zh: '金额' } },
    {
      path: 'payment_info.order_status',
      unit: 'order',
      meaning: { en: 'SUCCESS, TIMEOUT, PROCESSING or FAIL', zh: 'SUCCESS、TIMEOUT、PROCESSING 或 FAIL' }
    },
    {
      path: 'payment_info.pay_time',
      meaning: { en: 'yyyy-MM-dd HH:mm:ss, empty unless SUCCESS', zh: 'yyyy-MM-dd HH:mm:ss，仅 SUCCESS 时有值' }
    },
    {
      path: 'payment_info.way',
      unit: 'way',
      meaning: {
        en: 'way of payment, a number here and a string in the callback; 0 unless SUCCESS',
        zh: '支付方式，这里是数字，回调里是字符串；未支付成功时为 0'
      }
    },
    { path: 'payment_info.channel_no', meaning: { en: "the payment channel's number", zh: '支付渠道单号' } },
    {
      path: 'payment_info.channel_gateway_no',
      meaning: { en: 'seen in answers, in no official table', zh: '见于响应，官方表格没有' }
    },
    { path: 'payment_info.seller_uid', meaning: { en: 'who collects', zh: '收款商户号' } },
    { path: 'payment_info.item_id', meaning: { en: 'the video it was bought from', zh: '下单来源视频 id' } },
    { path: 'payment_info.cp_extra', meaning: { en: 'what create_order carried', zh: '下单时传入的 cp_extra' } },
    {
      path: 'cps_info',
      meaning: {
        en: 'of CPS orders only, computed late: ask again before settling. A string in one official table and two Go SDKs, an object in the official table below it, and inside payment_info in a TypeScript SDK',
        zh: '仅 CPS 订单，计算有延迟，分账前请再查一次。官方表格写作字符串（两个 Go SDK 同），其下的子表格写作对象，一个 TypeScript SDK 放在 payment_info 里'
      }
    },
    {
      path: 'cps_info.share_amount',
      unit: 'fen',
      meaning: { en: 'CPS share, taken from what can be settled', zh: 'CPS 分佣金额，从可分账金额中扣除' }
    },
    { path: 'cps_info.douyin_id', meaning: { en: 'who gets it', zh: '分佣达人的抖音号' } },
    { path: 'cps_info.nickname', meaning: { en: 'the name of who gets it', zh: '分佣达人的昵称' } }
  ],
  errNos: [0, 1000, 1001, 2000, 2008, 2010, 2042, 2047, 2048]
}
