import type { Endpoint } from '../../protocol/system/endpoint.js'
import { NUMBER } from './common-fields.js'

export const refundQuery: Endpoint = {
  name: 'refund_query',
  command: 'query-refund',
  theme: 'refunds',
  method: 'POST',
  path: '/api/trade_basic/v1/developer/refund_query/',
  signed: 'header',
  summary: { en: 'Ask for refunds, by either number or by order (查询退款)', zh: '查询退款，可用任一单号或订单号' },
  examples: ['ecpay trade query-refund refund_1', 'ecpay trade query-refund --order-id motb52726742593307630520952'],
  movesMoney: false,
  wait: { path: ['data', 'refund_list', '0', 'refund_status'], final: ['SUCCESS', 'FAIL'] },
  source: 'official',
  fields: [
    {
      key: 'out_refund_no',
      type: 'string',
      required: true,
      unless: 'refund_id',
      orUnless: ['order_id'],
      limits: NUMBER,
      meaning: { en: 'your refund number', zh: '开发者侧退款单号' },
      source: 'official',
      flag: { syntax: '[out_refund_no]' }
    },
    {
      key: 'refund_id',
      type: 'string',
      required: false,
      limits: NUMBER,
      meaning: { en: "the platform's refund number", zh: '平台退款单号' },
      source: 'official',
      flag: { syntax: '--refund-id <id>' }
    },
    {
      key: 'order_id',
      type: 'string',
      required: false,
      limits: NUMBER,
      meaning: { en: 'all refunds of an order, at most 50', zh: '某订单的全部退款，最多 50 条' },
      source: 'official',
      flag: { syntax: '--order-id <id>' }
    }
  ],
  answer: [
    { path: 'data.refund_list.refund_status', unit: 'refund', meaning: { en: 'state', zh: '退款状态' } },
    { path: 'data.refund_list.refund_total_amount', unit: 'fen', meaning: { en: 'amount', zh: '退款金额' } },
    {
      path: 'data.refund_list.item_order_detail.refund_amount',
      unit: 'fen',
      meaning: { en: 'of the item', zh: '商品单退款金额' }
    },
    { path: 'data.refund_list.create_at', unit: 'milliseconds', meaning: { en: 'when it was made', zh: '创建时间' } },
    {
      path: 'data.refund_list.refund_at',
      unit: 'milliseconds',
      meaning: { en: 'when it was refunded', zh: '退款时间' }
    },
    {
      path: 'data.refund_list.refund_source',
      unit: 'refund_source',
      meaning: {
        en: 'who started it: 1 user, 2 developer, 3 expiry, 4 Douyin service, 5 booking failed, 6 you refused the order, 7 later booking',
        zh: '发起方：1 用户，2 开发者，3 过期自动，4 抖音客服，5 预约失败，6 开发者拒单，7 后置预约单触发'
      }
    },
    {
      path: 'data.refund_list.merchant_audit_detail.audit_status',
      unit: 'audit',
      meaning: {
        en: 'INIT, TOAUDIT, AGREE, DENY, OVERTIME (agreed for want of an answer)',
        zh: 'INIT 初始化，TOAUDIT 待审核，AGREE 同意，DENY 拒绝，OVERTIME 超时自动同意'
      }
    },
    {
      path: 'data.refund_list.merchant_audit_detail.need_refund_audit',
      meaning: { en: '1 to be audited, 2 not', zh: '1 需要审核，2 不需要' }
    },
    {
      path: 'data.refund_list.merchant_audit_detail.refund_audit_deadline',
      unit: 'milliseconds',
      meaning: { en: 'until when', zh: '审核截止时间' }
    }
  ],
  errNos: [0, 10000]
}
