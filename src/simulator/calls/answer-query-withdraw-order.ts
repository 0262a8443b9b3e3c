import { resultAt } from '../life-cycle/results.js'
import { accepted, badParameters, noRecord } from '../platform-answer.js'
import type { CallHandler } from './received-call.js'

/** 提现结果查询. */
export const queryWithdrawOrderCall: CallHandler = {
  empty: { status: '', statusMsg: '' },
  answer({ violations, values }, { store, now }) {
    if (violations.length > 0) return badParameters(violations)
    const found = store.find('withdraw', values.get('out_order_id') ?? '')
    const isTheirs =
      found?.kind === 'withdraw' &&
      found.merchant_uid === values.get('merchant_uid') &&
      found.channel_type === values.get('channel_type')
    if (!isTheirs) return noRecord({ code: 'no-such-withdrawal', key: 'out_order_id' })
    const { status, message } = resultAt(found, now())
    return accepted({ status, statusMsg: message })
  }
}
