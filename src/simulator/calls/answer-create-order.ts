import { createOrder, type Order } from '../life-cycle/orders.js'
import { type Making, makingCall } from './once.js'

/** 预下单. */
export const createOrderCall = makingCall('order', { data: null }, order, ({ order_id, order_token }) => ({
  data: { order_id, order_token }
}))

function order({ text, content, world }: Making): Order {
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
