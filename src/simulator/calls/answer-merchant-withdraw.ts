import type { Refusal } from '../../protocol/system/system.js'
import type { Withdrawal } from '../life-cycle/kinds/withdrawal-kind.js'
import { createWithdrawal, withdrawObstacle } from '../life-cycle/withdrawals.js'
import { refused } from '../platform-answer.js'
import { type Making, makingCall } from './once.js'

/** 商户提现. It is accepted first, and has its result later. */
export const merchantWithdrawCall = makingCall('withdraw', { order_id: '' }, withdrawal, ({ order_id }) => ({
  order_id
}))

function withdrawal({ text, content, records, world }: Making): Withdrawal | Refusal {
  const fields = {
    out_order_id: text('out_order_id'),
    merchant_uid: text('merchant_uid'),
    channel_type: text('channel_type'),
    withdraw_amount: Number(text('withdraw_amount')),
    notify_url: text('callback'),
    cp_extra: text('cp_extra')
  }
  const obstacle = withdrawObstacle(fields, records, world.now())
  return obstacle ? refused(obstacle) : createWithdrawal(fields, content, world)
}
