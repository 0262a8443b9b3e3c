import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, ORDER_NUMBER, SIGN, THIRDPARTY_ID } from './common-fields.js'

export const unsettleAmount: Endpoint = {
  name: 'unsettle_amount',
  command: 'unsettled',
  theme: 'settlement',
  method: 'POST',
  path: '/api/apps/ecpay/v1/unsettle_amount',
  summary: { en: 'Ask how much of an order can still be split (可分账余额查询)', zh: '可分账余额查询' },
  examples: ['ecpay unsettled order_1001', 'ecpay unsettled order_1001 --json | jq .response.body.data'],
  sandbox: true,
  movesMoney: false,
  source: 'sdk',
  fields: [
    APP_ID,
    ORDER_NUMBER,
    {
      key: 'out_item_order_no',
      type: 'string',
      required: false,
      meaning: { en: 'one item of the order', zh: '子订单号' },
      source: 'sdk',
      flag: { syntax: '--out-item-order-no <number>' }
    },
    SIGN,
    THIRDPARTY_ID
  ],
  answer: [
    { path: 'data.out_order_no', meaning: { en: 'your order number', zh: '开发者侧订单号' } },
    { path: 'data.unsettle_amount', unit: 'fen', meaning: { en: 'what can still be split', zh: '可分账余额' } },
    { path: 'data.detail.pay_info.out_order_no', meaning: { en: 'your order number', zh: '开发者侧订单号' } },
    { path: 'data.detail.pay_info.amount', unit: 'fen', meaning: { en: 'what was paid', zh: '支付金额' } },
    { path: 'data.detail.refund_info.out_refund_no', meaning: { en: 'your refund number', zh: '开发者侧退款单号' } },
    { path: 'data.detail.refund_info.amount', unit: 'fen', meaning: { en: 'what was refunded', zh: '退款金额' } },
    { path: 'data.detail.payment_rake', unit: 'fen', meaning: { en: 'fee of the platform', zh: '平台手续费' } },
    { path: 'data.detail.life_rake', unit: 'fen', meaning: { en: 'fee for life services', zh: '生活服务手续费' } },
    { path: 'data.detail.commission', unit: 'fen', meaning: { en: 'CPS commission', zh: 'CPS 佣金' } }
  ],
  errNos: [0, 1000, 1001, 2000, 2008, 2010, 2042, 2047, 2048]
}
