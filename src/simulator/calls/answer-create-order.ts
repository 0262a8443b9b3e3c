import { createOrder, type EcpayOrder } from '../life-cycle/orders.js'
import { type Making, makingCall } from './once.js'

/** 预下单. */
export const createOrderCall = makingCall('order', { data: null }, order, (order) => {
  // A call with the content of an order repeats it, so it is one of this system.
  const { order_id, order_token } = order as EcpayOrder
  return { data: { order_id, order_token } }
})

function order({ text, content, world }: Making): EcpayOrder {
  const fields = {
    out_order_no: text('out_order_no'),
    total_amount: Number(text('total_amount')),
    subject: text('subject'),
    body: text('body'),
    valid_time: Number(text('valid_time')),
    notify_url: text('notify_url'),
    cp_extra: text('cp_extra'),
    limit_pay_way: text('limit_pay_way')
  }
  return createOrder(fields, content, world)
}
