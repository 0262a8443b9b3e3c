import type { Refusal } from '../../protocol/system/system.js'
import { beijingTime } from '../../protocol/time.js'
import { channelOf, type Order, SELLER_UID, statusAt, WAYS } from '../life-cycle/orders.js'
import { ecpayOrder } from '../life-cycle/records.js'
import { accepted, noRecord } from '../platform-answer.js'
import { plainCall } from './received-call.js'

/** 支付结果查询. Every member is there in every state; it is empty or 0 until it has a value. */
export const queryOrderCall = plainCall(
  { out_order_no: '', order_id: '', payment_info: null },
  (text, { store, now }) => {
    const order = ecpayOrder(store, text('out_order_no'))
    if (!order) return noOrder()
    const { out_order_no, order_id } = order
    return accepted({ out_order_no, order_id, payment_info: paymentInfo(order, now()), cps_info: '' })
  }
)

function paymentInfo(order: Order, now: number): object {
  const paid = order.payment?.status === 'SUCCESS' ? order.payment : undefined
  return {
    total_fee: order.total_amount,
    order_status: statusAt(order, now),
    pay_time: paid ? beijingTime(paid.at) : '',
    way: paid ? WAYS[paid.way] : 0,
    channel_no: paid ? channelOf(order) : '',
    channel_gateway_no: '',
    seller_uid: SELLER_UID,
    item_id: '',
    cp_extra: order.cp_extra
  }
}

/** The refusal of a call about an order that does not exist. */
export function noOrder(): Refusal {
  return noRecord({ code: 'no-such-order', key: 'out_order_no' })
}
