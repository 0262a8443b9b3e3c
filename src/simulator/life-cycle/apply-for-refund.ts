import { refuse } from '../../findings/findings.js'
import type { Outside } from '../../world.js'
import { KINDS } from './kinds/kinds.js'
import { type RefundedItem, type RefundSourceName, SOURCES, type TradeRefund } from './kinds/trade-refund-kind.js'
import type { TradeOrder } from './orders.js'
import { type Keeping, type Movements, numberIsTaken, type Records, type WritableRecords } from './records.js'
import { LONGEST_RESERVED } from './results.js'
import { askingFor, createTradeRefund, refundableItems, tradeRefundProblem } from './trade-refunds.js'

/** How a refund is applied for. */
export interface Application {
  /** Fen; all that is left if absent. */
  amount: number | undefined
  by: RefundSourceName
  /** Whether the backend has to audit it. */
  audit: boolean
  /** Where to ask the backend; that of the order if absent, nowhere if empty. */
  url: string | undefined
  /** The answer of the backend, where it is known already: then nobody is asked. */
  answer?: string | undefined
}

/**
 * A refund that the user, an expiry or the service applies for. Who applies also delivers the application, unless the
 * answer to it is given.
 *
 * @returns the refund as it was applied for
 * @throws EcpayError `order-not-found`, `not-a-trade-order`, `not-refundable`, `application-answer-unusable`; then nothing
 *   is stored
 */
export function applyForRefund(
  store: Keeping,
  out_order_no: string,
  { amount, by, audit, url, answer }: Application,
  world: Outside
): TradeRefund {
  return store.transact((records) => {
    const order = records.find('order', out_order_no)
    if (!order) throw refuse('order-not-found', { out_order_no })
    if (!order.system) throw refuse('not-a-trade-order', { out_order_no })
    const own = records.ofOrder(order)
    const items = firstItems(order, own, amount, world.now())
    const total = items.reduce((sum, one) => sum + one.refund_amount, 0)
    const problem = tradeRefundProblem(order, own, items, amount ?? total, world.now())
    const reason = nothingOf(order, own, world.now(), items) ?? problem?.[1].code
    if (reason !== undefined) throw refuse('not-refundable', { out_order_no, reason })
    const fields = { out_refund_no: '', refund_source: SOURCES[by], reasons: ['不想要了'] }
    const given = { notify_url: order.notify_url, cp_extra: '' }
    const made = createTradeRefund({ ...fields, ...given }, order, items, records, world)
    // Who applies also delivers the application; the gateway goes on only if that has had no answer. The clock of the
    // platform can be set meanwhile, so the reservation goes by the real one.
    const { created_at } = made
    const reserved_until = (world.realNow?.() ?? created_at) + LONGEST_RESERVED
    const callback = { attempts: 0, next_at: created_at + LONGEST_RESERVED, reserved_until }
    const refund = { ...askingFor(made, audit, url ?? order.notify_url), callback }
    records.put(
      'trade_refund',
      refund.refund_id,
      answer === undefined ? refund : answered(refund, answer, records, world)
    )
    return refund
  })
}

function answered(refund: TradeRefund, answer: string, records: WritableRecords, world: Outside): TradeRefund {
  const after = afterAnswer(refund, answer, records, world.now())
  if (!after) throw refuse('application-answer-unusable', {})
  return after
}

/** The refund after an answer to its application; undefined if the answer gives it no new number. */
function afterAnswer(refund: TradeRefund, answer: string, records: Records, now: number): TradeRefund | undefined {
  const isTaken = (number: string) => numberIsTaken(records, number)
  return KINDS.trade_refund.trade?.answered?.(refund, answer, isTaken, now)
}

/** Why nothing is left to refund of a paid order. */
function nothingOf(
  order: TradeOrder,
  own: Movements,
  now: number,
  items: readonly RefundedItem[]
): 'refund-under-way' | 'more-than-paid' | undefined {
  if (order.payment?.status !== 'SUCCESS' || items.length > 0) return undefined
  return refundableItems(order, own, now).some(({ isBusy }) => isBusy) ? 'refund-under-way' : 'more-than-paid'
}

/** So much of an order, from its first items on. */
function firstItems(order: TradeOrder, own: Movements, amount: number | undefined, now: number): RefundedItem[] {
  let left = amount ?? Number.POSITIVE_INFINITY
  return refundableItems(order, own, now).flatMap(({ item_order_id, refund_amount: most, isBusy }) => {
    const refund_amount = isBusy ? 0 : Math.min(left, most)
    left -= refund_amount
    return refund_amount > 0 ? [{ item_order_id, refund_amount }] : []
  })
}

/**
 * Takes what the backend has answered to an application.
 *
 * @returns whether the answer has what it must have: a number that is new, for a refund that has none yet
 */
export function takeAnswer(store: Keeping, refund_id: string, answer: string, now: number): boolean {
  return store.transact((records) => {
    const refund = records.find('trade_refund', refund_id)
    const after = refund?.asking && afterAnswer(refund, answer, records, now)
    if (after) records.put('trade_refund', refund_id, after)
    return after !== undefined
  })
}
