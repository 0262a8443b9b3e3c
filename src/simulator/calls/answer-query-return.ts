import type { Return } from '../life-cycle/kinds/return-kind.js'
import { resultAt } from '../life-cycle/results.js'
import { accepted, badParameters, type Refusal, TIPS } from '../platform-answer.js'
import type { Call } from '../read-request.js'
import type { CallHandler } from './received-call.js'

/** 退分账结果查询, by either number. */
export const queryReturnCall: CallHandler = {
  empty: { return_info: null },
  answer({ violations, values }, { store, now }) {
    if (violations.length > 0) return badParameters(violations)
    const [out_return_no = '', return_no = ''] = [values.get('out_return_no'), values.get('return_no')]
    const named = out_return_no === '' ? undefined : store.find('return', out_return_no)
    const candidates = out_return_no === '' ? store.named('return', return_no) : named?.kind === 'return' ? [named] : []
    const found = candidates.find((one) => return_no === '' || one.return_no === return_no)
    return found ? accepted({ return_info: returnInfo(found, values, now()) }) : noReturn()
  }
}

/** What the platform says of a return, when it is asked for and when it is queried. */
export function returnInfo(one: Return, values: Call['values'], now: number): object {
  const { status, at = 0, message } = resultAt(one, now)
  return {
    app_id: values.get('app_id') ?? '',
    thirdparty_id: values.get('thirdparty_id') ?? '',
    settle_no: one.settle_no,
    out_settle_no: one.out_settle_no,
    out_return_no: one.out_return_no,
    return_no: one.return_no,
    merchant_uid: one.merchant_uid,
    return_amount: one.return_amount,
    return_status: status,
    // The platform's way of saying that there is none.
    fail_reason: status === 'SUCCESS' ? 'SUCCESS' : message,
    finish_time: Math.floor(at / 1000),
    cp_extra: one.cp_extra
  }
}

function noReturn(): Refusal {
  return { err_no: 4408, err_tips: TIPS.noReturn, reasons: [{ code: 'no-such-return', key: 'out_return_no' }] }
}
