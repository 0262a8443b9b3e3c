import type { Endpoint } from '../../protocol/system/endpoint.js'
import { EITHER_ORDER } from './common-fields.js'

export const orderQuery: Endpoint = {
  name: 'order_query',
  command: 'query',
  theme: 'orders',
  method: 'POST',
  path: '/api/trade_basic/v1/developer/order_query/',
  slashless: true,
  signed: 'header',
  summary: {
    en: 'Ask for an order: paid, waiting or timed out (查询订单信息)',
    zh: '查询订单信息：已支付、待支付或已超时'
  },
  description: {
    en: 'Cancelled and timed-out orders are told by a callback too, unlike in 担保支付. A payment callback that was lost does not come again after about half an hour: ask here then.',
    zh: '与担保支付不同，取消和超时也会有回调。支付回调若丢失，约半小时后不再重发，请在此查询。'
  },
  examples: [
    'ecpay trade query order_1001',
    'ecpay trade query --order-id motb52726742593307630520952',
    'ecpay trade query order_1001 --wait',
    'ecpay trade query --from-file orders.csv --resume answers.ndjson'
  ],
  movesMoney: false,
  wait: { path: ['data', 'pay_status'], final: ['SUCCESS', 'FAIL', 'TIMEOUT'] },
  source: 'official',
  fields: EITHER_ORDER,
  answer: [
    { path: 'data.pay_status', unit: 'order', meaning: { en: 'state of the payment', zh: '支付状态' } },
    {
      path: 'data.total_amount',
      unit: 'fen',
      meaning: { en: 'total; paid is this less discount_amount', zh: '订单总金额；实付为总金额减 discount_amount' }
    },
    { path: 'data.discount_amount', unit: 'fen', meaning: { en: 'discount', zh: '优惠金额' } },
    { path: 'data.trade_time', unit: 'milliseconds', meaning: { en: 'when it was made', zh: '下单时间' } },
    { path: 'data.pay_time', unit: 'milliseconds', meaning: { en: 'when it was paid', zh: '支付时间' } },
    { path: 'data.pay_channel', unit: 'way', meaning: { en: 'way of payment', zh: '支付方式' } },
    { path: 'data.channel_pay_id', meaning: { en: "the payment channel's number", zh: '支付渠道单号' } },
    { path: 'data.merchant_uid', meaning: { en: 'collecting merchant', zh: '收款商户号' } },
    {
      path: 'data.item_order_list.item_order_amount',
      unit: 'fen',
      meaning: { en: 'amount of the item', zh: '商品单金额' }
    },
    { path: 'data.cp_extra', meaning: { en: 'what the order carried', zh: '透传字段' } }
  ],
  errNos: [0, 10000]
}
