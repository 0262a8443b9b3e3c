import { account, PAYER } from '../places.js'
import { type Accepted, resultAt, TOO_LITTLE } from '../results.js'
import { billYuan, type Kind } from './kind.js'

/** A stored deduction under an agreement. */
export interface Deduction extends Accepted {
  kind: 'deduct'
  out_pay_order_no: string
  pay_order_id: string
  auth_order_id: string
  merchant_uid: string
  /** Fen. */
  total_amount: number
  /** Only under an authorization: the JSON text of the request. */
  fee_detail_list?: string
}

/** The account that deductions come to: Douyin Pay is the only way that sources name. */
export const DEDUCTED_INTO = 'hz'

/** The message of a deduction that was not tried in time, and of one that the merchant closed. */
const NOT_IN_TIME = 'TIMEOUT'
export const CLOSED = 'CLOSED'

/** Deductions. No source says that the platform takes a fee, or that the money is in transit first. */
export const DEDUCTION: Kind<Deduction> = {
  number: 'out_pay_order_no',
  platformNumber: 'pay_order_id',
  amount: ({ total_amount }) => total_amount,
  belongsTo: () => ({ channel_type: DEDUCTED_INTO }),
  moves: ({ merchant_uid, total_amount: amount }) => [
    { order: '', from: PAYER, to: account(merchant_uid, DEDUCTED_INTO), amount }
  ],
  ends: {
    fail: { status: 'FAIL', from: ['PROCESSING'], message: TOO_LITTLE },
    timeout: { status: 'FAIL', from: ['PROCESSING'], message: NOT_IN_TIME }
  },
  trade: {
    report(record) {
      const { fee_detail_list, auth_order_id, pay_order_id, merchant_uid, total_amount, outcome } = record
      const isPaid = outcome?.status === 'SUCCESS'
      return {
        type: 'sign_pay_callback',
        ...(fee_detail_list !== undefined && { url: '' }),
        members: {
          status: deductionStatus(record, outcome?.at ?? 0),
          ...{ auth_order_id, pay_order_id, merchant_uid, total_amount, event_time: outcome?.at },
          pay_channel: isPaid ? 10 : undefined,
          channel_pay_id: isPaid ? channelPayId(record) : undefined,
          user_bill_pay_id: isPaid ? `PAY${pay_order_id}` : undefined
        }
      }
    }
  },
  list: { name: 'deductions', columns: ['out_pay_order_no', 'merchant_uid'] },
  bill: {
    word: '代扣',
    heads: ['扣款单号', '平台扣款单号', '扣款金额'],
    cells: (one) => [one.out_pay_order_no, one.pay_order_id, billYuan(one.total_amount)]
  },
  funds: ({ merchant_uid, total_amount: amount }) => [{ merchant_uid, trade: 'DEAL', amount, note: '代扣' }],
  billedTo: () => undefined
}

/** @param now Unix time in milliseconds */
export function deductionStatus(record: Deduction, now: number): string {
  const { status, message } = resultAt(record, now)
  return status === 'FAIL' && (message === NOT_IN_TIME || message === CLOSED) ? message : status
}

/** The payment channel's number. */
export function channelPayId({ pay_order_id }: Deduction): string {
  return `4200${pay_order_id.replace(/\D/g, '')}`
}
