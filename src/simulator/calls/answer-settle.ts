import type { Refusal } from '../../protocol/system/system.js'
import type { Receiver, Settlement } from '../life-cycle/kinds/settlement-kind.js'
import { ecpayOrder } from '../life-cycle/records.js'
import { createSettlement, sharesOf } from '../life-cycle/settlements.js'
import { refused } from '../platform-answer.js'
import { noOrder } from './answer-query-order.js'
import { type Making, makingCall } from './once.js'

/** 发起结算及分账. It is accepted first, and has its result later. */
export const settleCall = makingCall('settle', { settle_no: '' }, settlement, ({ settle_no }) => ({ settle_no }))

function settlement({ text, content, records, world }: Making): Settlement | Refusal {
  const order = ecpayOrder(records, text('out_order_no'))
  if (!order) return noOrder()
  // Source: official. If absent, it counts as 'true': this settlement gives the rest to the seller.
  const more = text('finish') === 'false'
  const shares = sharesOf(order, records.ofOrder(order), receiversIn(text('settle_params')), more, world.now())
  if ('code' in shares) return refused(shares)
  const fields = {
    out_settle_no: text('out_settle_no'),
    out_order_no: order.out_order_no,
    notify_url: text('notify_url'),
    cp_extra: text('cp_extra')
  }
  return createSettlement(fields, shares, content, world)
}

/** The receivers in the JSON text, which was validated: a list of objects with two members, or empty. */
function receiversIn(json: string): Receiver[] {
  const list = json === '' ? [] : (JSON.parse(json) as Receiver[])
  return list.map(({ merchant_uid, amount }) => ({ merchant_uid, amount }))
}
