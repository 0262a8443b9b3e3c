import type { Refusal } from '../../protocol/system/system.js'
import type { Return } from '../life-cycle/kinds/return-kind.js'
import { byEitherNumber } from '../life-cycle/records.js'
import { createReturn, returnObstacle } from '../life-cycle/returns.js'
import { noRecord, refused } from '../platform-answer.js'
import { noOrder } from './answer-query-order.js'
import { returnInfo } from './answer-query-return.js'
import { type Making, makingCall } from './once.js'

/** 退分账. It is accepted first, and has its result later. */
export const createReturnCall = makingCall('return', { return_info: null }, takeBack, (one, text, now) => ({
  return_info: returnInfo(one, text, now)
}))

function takeBack({ text, content, records, world }: Making): Return | Refusal {
  const settlement = byEitherNumber(records, 'settle', text('out_settle_no'), text('settle_no'))
  if (!settlement) return noRecord({ code: 'no-such-settlement', key: 'out_settle_no' })
  const order = records.find('order', settlement.out_order_no)
  if (!order) return noOrder()
  const fields = {
    out_return_no: text('out_return_no'),
    merchant_uid: text('merchant_uid'),
    return_amount: Number(text('return_amount')),
    cp_extra: text('cp_extra')
  }
  const obstacle = returnObstacle(fields, settlement, order, records.ofOrder(order), world.now())
  return obstacle ? refused(obstacle) : createReturn(fields, settlement, order, records, content, world)
}
