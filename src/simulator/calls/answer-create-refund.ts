import type { Refusal } from '../../protocol/system/system.js'
import type { Refund } from '../life-cycle/kinds/refund-kind.js'
import { ecpayOrder } from '../life-cycle/records.js'
import { createRefund, refundObstacle, refundSource } from '../life-cycle/refunds.js'
import { refused } from '../platform-answer.js'
import { noOrder } from './answer-query-order.js'
import { type Making, makingCall } from './once.js'

/** 发起退款. It is accepted first, and has its result later. */
export const createRefundCall = makingCall('refund', { refund_no: '' }, refund, ({ refund_no }) => ({ refund_no }))

function refund({ text, content, records, world }: Making): Refund | Refusal {
  const order = ecpayOrder(records, text('out_order_no'))
  if (!order) return noOrder()
  const [now, refund_amount] = [world.now(), Number(text('refund_amount'))]
  const obstacle = refundObstacle(order, records.ofOrder(order), refund_amount, now)
  if (obstacle) return refused(obstacle)
  const fields = {
    out_refund_no: text('out_refund_no'),
    out_order_no: order.out_order_no,
    refund_amount,
    notify_url: text('notify_url'),
    cp_extra: text('cp_extra'),
    ...refundSource(order, records, refund_amount, now)
  }
  return createRefund(fields, content, world)
}
