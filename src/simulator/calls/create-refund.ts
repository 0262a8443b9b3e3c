import { accepted, badParameters, type Refusal, refused } from '../answer.js'
import { createRefund, type Refund, refundObstacle } from '../refunds.js'
import type { Call } from '../request.js'
import type { Records } from '../store.js'
import type { SimulatorWorld } from '../world.js'
import type { CallHandler } from './call.js'
import { isNameless, isRefusal, once } from './once.js'
import { noOrder } from './query-order.js'

const NUMBER = 'out_refund_no'

/** 发起退款. It is accepted, and has its result later. */
export const createRefundCall: CallHandler = {
  empty: { refund_no: '' },
  answer(call, { store, ...world }) {
    const { violations, values } = call
    if (isNameless(call, NUMBER)) return badParameters(violations)
    const outcome = store.transact((records) => {
      const number = values.get(NUMBER) ?? ''
      const make = (content: string) => refund(values, content, records, world)
      const { record, result } = once(NUMBER, records.find('refund', number), call, make)
      if (record) records.put('refund', number, record)
      return result
    })
    return isRefusal(outcome) ? outcome : accepted({ refund_no: outcome.refund_no })
  }
}

function refund(values: Call['values'], content: string, records: Records, world: SimulatorWorld): Refund | Refusal {
  const text = (key: string) => values.get(key) ?? ''
  const out_order_no = text('out_order_no')
  const order = records.find('order', out_order_no)
  if (order?.kind !== 'order') return noOrder()
  const refunds = records.list('refund').filter((one) => one.out_order_no === out_order_no)
  const fields = {
    out_refund_no: text(NUMBER),
    out_order_no,
    refund_amount: Number(text('refund_amount')),
    notify_url: text('notify_url'),
    cp_extra: text('cp_extra')
  }
  const obstacle = refundObstacle(order, refunds, fields.refund_amount, world.now())
  return obstacle ? refused(obstacle) : createRefund(fields, content, world)
}
