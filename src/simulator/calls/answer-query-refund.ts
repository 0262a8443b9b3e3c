import type { Refund } from '../life-cycle/kinds/refund-kind.js'
import { resultAt } from '../life-cycle/results.js'
import { accepted, TIPS } from '../platform-answer.js'
import { plainCall } from './received-call.js'

/** The members for a refund that does not exist. Source: the failure sample of the official page. */
const NO_REFUND = {
  refund_no: '',
  refund_amount: 0,
  refund_status: '',
  refunded_at: 0,
  is_all_settled: true,
  cp_extra: '',
  msg: ''
}

/** 退款结果查询. Its outer member is in camel case, unlike every other member of the platform. */
export const queryRefundCall = plainCall({ refundInfo: NO_REFUND }, (text, { store, now }) => {
  const refund = store.find('refund', text('out_refund_no'))
  if (refund) return accepted({ refundInfo: refundInfo(refund, now()) })
  return { err_no: 3101, err_tips: TIPS.noRefund, reasons: [{ code: 'no-such-refund', key: 'out_refund_no' }] }
})

function refundInfo(refund: Refund, now: number): object {
  const { status, at = 0, message } = resultAt(refund, now)
  return {
    refund_no: refund.refund_no,
    refund_amount: refund.refund_amount,
    refund_status: status,
    refunded_at: Math.floor(at / 1000),
    is_all_settled: refund.settled !== undefined,
    cp_extra: refund.cp_extra,
    msg: message
  }
}
