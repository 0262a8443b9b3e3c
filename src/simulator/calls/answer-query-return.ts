import type { Return } from '../life-cycle/kinds/return-kind.js'
import { byEitherNumber } from '../life-cycle/records.js'
import { resultAt } from '../life-cycle/results.js'
import { accepted, TIPS } from '../platform-answer.js'
import { plainCall, type TextOf } from './received-call.js'

/** 退分账结果查询, by either number. */
export const queryReturnCall = plainCall({ return_info: null }, (text, { store, now }) => {
  const found = byEitherNumber(store, 'return', text('out_return_no'), text('return_no'))
  if (found) return accepted({ return_info: returnInfo(found, text, now()) })
  return { err_no: 4408, err_tips: TIPS.noReturn, reasons: [{ code: 'no-such-return', key: 'out_return_no' }] }
})

/** The members of a return, both when it is requested and when it is queried. */
export function returnInfo(one: Return, text: TextOf, now: number): object {
  const { status, at = 0, message } = resultAt(one, now)
  return {
    app_id: text('app_id'),
    thirdparty_id: text('thirdparty_id'),
    settle_no: one.settle_no,
    out_settle_no: one.out_settle_no,
    out_return_no: one.out_return_no,
    return_no: one.return_no,
    merchant_uid: one.merchant_uid,
    return_amount: one.return_amount,
    return_status: status,
    // The platform's value for no reason.
    fail_reason: status === 'SUCCESS' ? 'SUCCESS' : message,
    finish_time: Math.floor(at / 1000),
    cp_extra: one.cp_extra
  }
}
