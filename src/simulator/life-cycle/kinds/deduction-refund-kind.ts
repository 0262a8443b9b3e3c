import { account, PAYER } from '../places.js'
import { type Accepted, TOO_LITTLE } from '../results.js'
import { DEDUCTED_INTO } from './deduction-kind.js'
import { billYuan, failsWith, type Kind } from './kind.js'

/** A stored refund of a deduction. */
export interface DeductionRefund extends Accepted {
  kind: 'deduct-refund'
  out_pay_refund_no: string
  pay_refund_id: string
  pay_order_id: string
  merchant_uid: string
  /** Fen. */
  refund_total_amount: number
  refund_reason: string
  /** As in its deduction. */
  fee_detail_list?: string
}

/** Refunds of deductions. No source has their callback. */
export const DEDUCTION_REFUND: Kind<DeductionRefund> = {
  number: 'out_pay_refund_no',
  platformNumber: 'pay_refund_id',
  amount: ({ refund_total_amount }) => refund_total_amount,
  belongsTo: () => ({ channel_type: DEDUCTED_INTO }),
  moves: ({ merchant_uid, refund_total_amount: amount }) => [
    { order: '', from: account(merchant_uid, DEDUCTED_INTO), to: PAYER, amount }
  ],
  ends: failsWith(TOO_LITTLE),
  list: { name: 'deduction_refunds', columns: ['out_pay_refund_no', 'pay_order_id'] },
  bill: {
    word: '代扣退款',
    heads: ['平台扣款单号', '退款单号', '平台退款单号', '退款金额'],
    cells: (one) => [one.pay_order_id, one.out_pay_refund_no, one.pay_refund_id, billYuan(one.refund_total_amount)]
  },
  funds: ({ merchant_uid, refund_total_amount }) => [
    { merchant_uid, trade: 'REFUND', amount: -refund_total_amount, note: '代扣退款' }
  ],
  countedBy: ({ pay_order_id }) => pay_order_id,
  billedTo: () => undefined
}
