import { asReason } from '../../../../protocol/system/reason.js'
import type { Refusal } from '../../../../protocol/system/system.js'
import { type RefundedItem, SOURCES } from '../../../life-cycle/kinds/trade-refund-kind.js'
import type { TradeOrder } from '../../../life-cycle/orders.js'
import { type Movements, numberIsTaken, tradeOrder, tradeRefund } from '../../../life-cycle/records.js'
import { createTradeRefund, refundableItems, tradeRefundProblem } from '../../../life-cycle/trade-refunds.js'
import type { Answer, GatewayReason } from '../../../platform-answer.js'
import type { CallHandler, CallWorld, TextOf } from '../../received-call.js'
import { auditRefund, isOfGeneration, queryRefunds } from '../answer-refunds.js'
import { succeeded, tradeCall, tradeRefusal } from '../trade-answer.js'
import { itemStates } from './answer-items.js'

/** 发起退款, by item. Without a sum, all that is left of an item. What the developer starts is not audited. */
export const createRefundCall: CallHandler = {
  empty: {},
  answer(call, world) {
    const reasons = call.violations.map(asReason) as GatewayReason[]
    const over = reasons.find(({ code, key }) => code === 'too-many-items' && key === 'item_order_detail')
    if (over) return tradeRefusal(22007, over)
    return tradeCall(createRefund).answer(call, world)
  }
}

function createRefund(text: TextOf, { store, ...world }: CallWorld): Answer | Refusal {
  return store.transact((records) => {
    const order = tradeOrder(records, '', text('out_order_no'), '2.0')
    if (!order) return tradeRefusal(20000, { code: 'no-such-order', key: 'out_order_no' })
    const out_refund_no = text('out_refund_no')
    if (numberIsTaken(records, out_refund_no))
      return tradeRefusal(22004, { code: 'number-reused', key: 'out_refund_no' })
    const [own, now] = [records.ofOrder(order), world.now()]
    const items = itemsAsked(text('item_order_detail'), order, own, now)
    if ('err_no' in items) return items
    const total = items.reduce((sum, { refund_amount }) => sum + refund_amount, 0)
    const problem = tradeRefundProblem(order, own, items, total, now)
    if (problem) return tradeRefusal(...problem)
    const fields = { out_refund_no, refund_source: SOURCES.developer, reasons: [] }
    const given = { notify_url: text('notify_url'), cp_extra: text('cp_extra') }
    const refund = createTradeRefund({ ...fields, ...given }, order, items, records, world)
    records.put('trade_refund', refund.refund_id, refund)
    return succeeded({ refund_id: refund.refund_id, refund_audit_deadline: refund.audit.deadline })
  })
}

/** The items of the request, each with its sum, or why they cannot be refunded together. Source of the codes: official. */
function itemsAsked(json: string, order: TradeOrder, own: Movements, now: number): RefundedItem[] | Refusal {
  const key = 'item_order_detail'
  const asked = JSON.parse(json || '[]') as { item_order_id: string; refund_amount?: number | string }[]
  if (asked.length === 0) return tradeRefusal(10000, { code: 'missing-field', key })
  if (order.payment?.status !== 'SUCCESS') return tradeRefusal(22000, { code: 'order-not-paid', key: 'out_order_no' })
  const left = new Map(refundableItems(order, own, now).map((one) => [one.item_order_id, one.refund_amount]))
  if (!asked.every(({ item_order_id }) => left.has(item_order_id)))
    return tradeRefusal(10000, { code: 'no-such-item', key })
  const states = itemStates(order, own, now)
  const stateOf = asked.map(({ item_order_id }) => states.get(item_order_id))
  if (stateOf.includes('refunding')) return tradeRefusal(22001, { code: 'refund-under-way', key })
  if (stateOf.includes('refunded')) return tradeRefusal(22001, { code: 'more-than-paid', key, limit: 0 })
  if (new Set(stateOf).size > 1) return tradeRefusal(22009, { code: 'used-and-unused', key })
  return asked.map(({ item_order_id, refund_amount = left.get(item_order_id) ?? 0 }) => ({
    item_order_id,
    refund_amount: Number(refund_amount)
  }))
}

/** 查询退款: by refund_id, else by out_refund_no, else those of an order. */
export const queryRefundCall = tradeCall(queryRefunds('2.0'))

/** 同步退款审核结果, by the developer's number. */
export const auditCallbackCall = tradeCall((text, { store, ...world }) =>
  store.transact((records) => {
    const found = tradeRefund(records, '', text('out_refund_no'))
    const refund = found && isOfGeneration(found, records, '2.0') ? found : undefined
    return auditRefund(refund, 'out_refund_no', text, records, world)
  })
)
