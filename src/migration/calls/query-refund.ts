import { APP_ID, GENERAL, SIGN, THIRDPARTY_ID } from '../common-members.js'
import { type CallMapping, optional, same } from '../mapping.js'

export const queryRefund: CallMapping = {
  from: 'query_refund',
  to: { name: 'refund_query', path: `${GENERAL}/refund_query/` },
  about: {
    en: 'The answer is a list, data.refund_list, in place of one refundInfo: by order_id it has up to 50 refunds. Times are milliseconds.',
    zh: '响应由单个 refundInfo 改为列表 data.refund_list：按 order_id 查询最多 50 条。时间为毫秒。'
  },
  members: [APP_ID, same('out_refund_no'), SIGN, THIRDPARTY_ID],
  added: [
    optional('refund_id', {
      en: "The platform's refund number, in place of out_refund_no.",
      zh: '平台退款单号，可代替 out_refund_no。'
    }),
    optional('order_id', { en: 'All refunds of an order.', zh: '查询一笔订单的全部退款。' })
  ],
  answer: [
    {
      from: 'refundInfo',
      to: 'data.refund_list[]',
      note: { en: 'An unknown number is an empty list.', zh: '单号不存在时列表为空。' }
    },
    { from: 'refundInfo.refund_no', to: 'data.refund_list[].refund_id' },
    { from: 'refundInfo.refund_amount', to: 'data.refund_list[].refund_total_amount' },
    { from: 'refundInfo.refund_status', to: 'data.refund_list[].refund_status' },
    {
      from: 'refundInfo.refunded_at',
      to: 'data.refund_list[].refund_at',
      note: { en: 'Milliseconds; only once it is refunded.', zh: '毫秒；退款成功后才有。' }
    },
    {
      from: 'refundInfo.is_all_settled',
      note: { en: 'Only in the callback.', zh: '只在回调中有。' }
    },
    { from: 'refundInfo.cp_extra', note: { en: 'Only in the callback.', zh: '只在回调中有。' } },
    { from: 'refundInfo.msg', to: 'data.refund_list[].message' }
  ]
}
