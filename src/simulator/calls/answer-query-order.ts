import { beijingTime } from '../../protocol/time.js'
import { channelOf, type Order, SELLER_UID, statusAt, WAYS } from '../life-cycle/orders.js'
import { accepted, badParameters, noRecord, type Refusal } from '../platform-answer.js'
import type { CallHandler } from './received-call.js'

/** 支付结果查询. Every member is there in every state, empty or 0 until there is something to say. */
export const queryOrderCall: CallHandler = {
  empty: { out_order_no: '', order_id: '', payment_info: null },
  answer({ violations, values }, { store, now }) {
    if (violations.length > 0) return badParameters(violations)
    const order = store.find('order', values.get('out_order_no') ?? '')
    if (order?.kind !== 'order') return noOrder()
    const { out_order_no, order_id } = order
    return accepted({ out_order_no, order_id, payment_info: paymentInfo(order, now()), cps_info: '' })
  }
}

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

/** For a call about an order that there is none of. */
export function noOrder(): Refusal {
  return noRecord({ code: 'no-such-order', key: 'out_order_no' })
}
