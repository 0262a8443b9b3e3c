import { createOrder } from '../life-cycle/orders.js'
import { accepted } from '../platform-answer.js'
import type { Call } from '../read-request.js'
import { isRefusal, onceStored } from './once.js'
import type { CallHandler } from './received-call.js'

/** 预下单. */
export const createOrderCall: CallHandler = {
  empty: { data: null },
  answer(call, { store, ...world }) {
    const make = (content: string) => createOrder(orderFields(call.values), content, world)
    const outcome = onceStored('order', call, store, make)
    if (isRefusal(outcome)) return outcome
    return accepted({ data: { order_id: outcome.order_id, order_token: outcome.order_token } })
  }
}

function orderFields(values: Call['values']) {
  const text = (key: string) => values.get(key) ?? ''
  return {
    out_order_no: text('out_order_no'),
    total_amount: Number(text('total_amount')),
    subject: text('subject'),
    body: text('body'),
    valid_time: Number(text('valid_time')),
    notify_url: text('notify_url'),
    cp_extra: text('cp_extra'),
    limit_pay_way: text('limit_pay_way')
  }
}
