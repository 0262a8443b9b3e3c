import type { Outside } from '../../world.js'
import type { Refund } from '../life-cycle/kinds/refund-kind.js'
import type { Records } from '../life-cycle/records.js'
import { createRefund, refundObstacle, refundSource } from '../life-cycle/refunds.js'
import { accepted, type Refusal, refused } from '../platform-answer.js'
import type { Call } from '../read-request.js'
import { noOrder } from './answer-query-order.js'
import { isRefusal, onceStored } from './once.js'
import type { CallHandler } from './received-call.js'

/** 发起退款. It is accepted, and has its result later. */
export const createRefundCall: CallHandler = {
  empty: { refund_no: '' },
  answer(call, { store, ...world }) {
    const make = (content: string, records: Records) => refund(call.values, content, records, world)
    const outcome = onceStored('refund', call, store, make)
    return isRefusal(outcome) ? outcome : accepted({ refund_no: outcome.refund_no })
  }
}

function refund(values: Call['values'], content: string, records: Records, world: Outside): Refund | Refusal {
  const text = (key: string) => values.get(key) ?? ''
  const order = records.find('order', text('out_order_no'))
  if (order?.kind !== 'order') return noOrder()
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
