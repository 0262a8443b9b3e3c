import { APP_ID, ORDER_NUMBER, SIGN, THIRDPARTY_ID } from './common-fields.js'
import type { Endpoint } from './endpoint.js'

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
    'ecpay query 20261122120000000abcdefgh --json | jq .response.body.payment_info'
  ],
  sandbox: true,
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
    { path: 'payment_info.way', unit: 'way', meaning: { en: 'way of payment', zh: '支付方式' } },
    { path: 'cps_info.share_amount', unit: 'fen', meaning: { en: 'CPS share', zh: 'CPS 分佣金额' } }
  ],
  errNos: [0, 1000, 1001, 2000, 2008, 2010, 2042, 2047, 2048]
}
