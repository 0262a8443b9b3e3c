import type { Endpoint } from '../../protocol/system/endpoint.js'
import { NUMBER } from './common-fields.js'
import { REFUND_AUDIT } from './money-fields.js'

export const refundAuditCallback: Endpoint = {
  name: 'refund_audit_callback',
  command: 'audit-refund',
  theme: 'refunds',
  method: 'POST',
  path: '/api/trade_basic/v1/developer/refund_audit_callback/',
  signed: 'header',
  summary: {
    en: 'Agree to a refund that the user asked for, or refuse it (同步退款审核结果)',
    zh: '同步退款审核结果：同意或拒绝用户发起的退款'
  },
  description: {
    en: 'Within 72 hours; later it counts as agreed. Only refunds with need_refund_audit 1 are audited. Refuse here: to answer the refund-apply callback with an err_no refuses nothing, it is only sent again.',
    zh: '须在 72 小时内审核，超时视为同意。只有 need_refund_audit 为 1 的退款需要审核。拒绝要用本接口：在退款申请回调里返回 err_no 并不会拒绝退款，只会被反复重发。'
  },
  examples: [
    'ecpay trade audit-refund ots7273456 --status 1 --dry-run',
    'ecpay trade audit-refund ots7273456 --status 2 --deny-message 已发货 --dry-run'
  ],
  movesMoney: true,
  askedBy: 'refund_query',
  source: 'official',
  fields: [
    {
      key: 'refund_id',
      type: 'string',
      required: true,
      limits: NUMBER,
      meaning: { en: "the platform's refund number; not out_refund_no", zh: '平台退款单号，不是 out_refund_no' },
      source: 'official',
      flag: { syntax: '<refund_id>' }
    },
    ...REFUND_AUDIT
  ],
  answer: [],
  errNos: [0, 10000, 22006]
}
