import type { Records } from '../life-cycle/records.js'
import { createWithdrawal, withdrawObstacle } from '../life-cycle/withdrawals.js'
import { accepted, refused } from '../platform-answer.js'
import { isRefusal, onceStored } from './once.js'
import type { CallHandler } from './received-call.js'

/** 商户提现. It is accepted, and has its result later. */
export const merchantWithdrawCall: CallHandler = {
  empty: { order_id: '' },
  answer(call, { store, ...world }) {
    const text = (key: string) => call.values.get(key) ?? ''
    const fields = {
      out_order_id: text('out_order_id'),
      merchant_uid: text('merchant_uid'),
      channel_type: text('channel_type'),
      withdraw_amount: Number(text('withdraw_amount')),
      notify_url: text('callback'),
      cp_extra: text('cp_extra')
    }
    const make = (content: string, records: Records) => {
      const obstacle = withdrawObstacle(fields, records, world.now())
      return obstacle ? refused(obstacle) : createWithdrawal(fields, content, world)
    }
    const outcome = onceStored('withdraw', call, store, make)
    return isRefusal(outcome) ? outcome : accepted({ order_id: outcome.order_id })
  }
}
