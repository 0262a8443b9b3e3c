import { channelOf, type OrderStatus, sellerOf, statusAt, type TradeOrder, WAYS } from '../../life-cycle/orders.js'
import { tradeOrder } from '../../life-cycle/records.js'
import { succeeded, tradeCall, tradeRefusal } from './trade-answer.js'

/** 查询订单信息. */
export const orderQueryCall = tradeCall((text, { store, now }) => {
  const order = tradeOrder(store, text('order_id'), text('out_order_no'))
  const key = text('order_id') === '' ? 'out_order_no' : 'order_id'
  // Source: the failure sample of the official page.
  return order ? succeeded(orderData(order, now())) : tradeRefusal(10000, { code: 'no-such-order', key })
})

/**
 * The words of the platform for the states. No source says which one a cancelled order has: TIMEOUT is the only one that
 * is final, unpaid and in use.
 */
const PAY_STATUS: Readonly<Record<OrderStatus, string>> = {
  PROCESSING: 'PROCESS',
  SUCCESS: 'SUCCESS',
  FAIL: 'FAIL',
  TIMEOUT: 'TIMEOUT',
  CANCEL: 'TIMEOUT'
}

function orderData(order: TradeOrder, now: number): object {
  const { order_id, out_order_no, app_id, created_at, total_amount, items, payment } = order
  return {
    ...{ order_id, out_order_no, app_id },
    pay_status: PAY_STATUS[statusAt(order, now)],
    trade_time: created_at,
    total_amount,
    discount_amount: 0,
    ...(payment?.status === 'SUCCESS' && {
      pay_time: payment.at,
      pay_channel: WAYS[payment.way],
      channel_pay_id: channelOf(order),
      merchant_uid: sellerOf(order)
    }),
    item_order_list: items
  }
}
