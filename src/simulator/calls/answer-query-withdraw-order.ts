import { resultAt } from '../life-cycle/results.js'
import { accepted, noRecord } from '../platform-answer.js'
import { plainCall } from './received-call.js'

/** 提现结果查询. */
export const queryWithdrawOrderCall = plainCall({ status: '', statusMsg: '' }, (text, { store, now }) => {
  const found = store.find('withdraw', text('out_order_id'))
  const isTheirs =
    !found?.system && found?.merchant_uid === text('merchant_uid') && found.channel_type === text('channel_type')
  if (!isTheirs) return noRecord({ code: 'no-such-withdrawal', key: 'out_order_id' })
  const { status, message } = resultAt(found, now())
  return accepted({ status, statusMsg: message })
})
