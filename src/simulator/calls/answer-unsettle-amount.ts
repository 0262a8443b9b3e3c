import { chargedFee, orderLimits } from '../life-cycle/ledger.js'
import type { Order } from '../life-cycle/orders.js'
import type { Movements } from '../life-cycle/records.js'
import { ecpayOrder } from '../life-cycle/records.js'
import { resultAt } from '../life-cycle/results.js'
import { isSettled } from '../life-cycle/settlements.js'
import { accepted, refused } from '../platform-answer.js'
import { noOrder } from './answer-query-order.js'
import { plainCall } from './received-call.js'

/** 可分账余额查询. */
export const unsettleAmountCall = plainCall({ data: null }, (text, { store, now }) => {
  const order = ecpayOrder(store, text('out_order_no'))
  if (!order) return noOrder()
  if (order.payment?.status !== 'SUCCESS') return refused({ code: 'order-not-paid', key: 'out_order_no' })
  return accepted({ data: unsettled(order, store.ofOrder(order), now()) })
})

function unsettled(order: Order, records: Movements, now: number): object {
  const { out_order_no, total_amount } = order
  const { unsettled, fee } = orderLimits(order, records, now)
  const done = isSettled(records, now)
  const refunds = records.refund.filter((one) => resultAt(one, now).status === 'SUCCESS')
  return {
    out_order_no,
    // The fee is still to be paid from the amount in transit.
    unsettle_amount: done ? 0 : Math.max(0, unsettled - fee),
    detail: {
      pay_info: { out_order_no, amount: total_amount },
      refund_info: refunds.map(({ out_refund_no, refund_amount: amount }) => ({ out_refund_no, amount })),
      payment_rake: done ? chargedFee(records, now) : fee,
      life_rake: 0,
      commission: 0
    }
  }
}
