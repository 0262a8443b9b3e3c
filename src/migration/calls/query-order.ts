import { APP_ID, GENERAL, OUT_ORDER_NO, SIGN, THIRDPARTY_ID } from '../common-members.js'
import { type CallMapping, optional } from '../mapping.js'

export const queryOrder: CallMapping = {
  from: 'query_order',
  to: { name: 'order_query', path: `${GENERAL}/order_query/` },
  about: {
    en: 'The same question by token. The answer has no payment_info around it, its times are milliseconds, and it has no sums of refunds.',
    zh: '查询方式相同，改用 token 认证。响应不再套 payment_info，时间为毫秒，没有退款金额。'
  },
  members: [APP_ID, OUT_ORDER_NO, SIGN, THIRDPARTY_ID],
  added: [
    optional('order_id', {
      en: "The platform's order number, in place of out_order_no.",
      zh: '平台订单号，可代替 out_order_no。'
    })
  ],
  answer: [
    { from: 'out_order_no', to: 'data.out_order_no' },
    { from: 'order_id', to: 'data.order_id' },
    {
      from: 'payment_info.total_fee',
      to: 'data.total_amount',
      note: { en: 'Paid is total_amount less discount_amount.', zh: '实付为 total_amount 减 discount_amount。' }
    },
    {
      from: 'payment_info.order_status',
      to: 'data.pay_status',
      note: { en: 'PROCESSING is now PROCESS.', zh: 'PROCESSING 改为 PROCESS。' }
    },
    {
      from: 'payment_info.pay_time',
      to: 'data.pay_time',
      note: { en: 'A number in milliseconds, no text.', zh: '毫秒数字，不再是文本。' }
    },
    {
      from: 'payment_info.way',
      to: 'data.pay_channel',
      note: { en: '20 is new: diamonds.', zh: '新增 20：钻石。' }
    },
    { from: 'payment_info.channel_no', to: 'data.channel_pay_id' },
    { from: 'payment_info.channel_gateway_no', note: { en: 'Not there.', zh: '没有。' } },
    { from: 'payment_info.seller_uid', to: 'data.merchant_uid' },
    {
      from: 'payment_info.item_id',
      note: { en: 'For CPS orders, query_cps has it.', zh: 'CPS 订单用 query_cps 查询。' }
    },
    {
      from: 'payment_info.cp_extra',
      to: 'data.cp_extra',
      note: {
        en: "In the page's sample, though an order has no such field.",
        zh: '见于官方示例，但下单参数里没有这个字段。'
      }
    },
    {
      from: 'cps_info',
      note: { en: 'Ask query_cps, a call of its own.', zh: '改用单独的接口 query_cps 查询。' }
    },
    {
      from: 'cps_info.share_amount',
      to: 'data.total_commission_amount',
      note: { en: 'Of query_cps.', zh: '在 query_cps 的响应中。' }
    },
    {
      from: 'cps_info.douyin_id',
      to: 'data.cps_item_list[].commission_user_douyinid',
      note: { en: 'Of query_cps.', zh: '在 query_cps 的响应中。' }
    },
    {
      from: 'cps_info.nickname',
      to: 'data.cps_item_list[].commission_user_nickname',
      note: { en: 'Of query_cps.', zh: '在 query_cps 的响应中。' }
    }
  ]
}
