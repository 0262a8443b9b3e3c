import type { Refusal } from '../../../protocol/system/system.js'
import type { Outside } from '../../../world.js'
import { auditStatus, type RefundedItem, SOURCES, type TradeRefund } from '../../life-cycle/kinds/trade-refund-kind.js'
import type { TradeOrder } from '../../life-cycle/orders.js'
import { numberIsTaken, type Records, tradeOrder, tradeRefund, type WritableRecords } from '../../life-cycle/records.js'
import { acceptedFrom, resultAt } from '../../life-cycle/results.js'
import { createTradeRefund, refundableItems, tradeRefundProblem } from '../../life-cycle/trade-refunds.js'
import type { Answer } from '../../platform-answer.js'
import type { CallWorld, TextOf } from '../received-call.js'
import { succeeded, tradeCall, tradeRefusal } from './trade-answer.js'

/** 发起退款. It is accepted first, and has its result later; what the developer starts is not audited. */
export const refundCreateCall = tradeCall(createRefund)

function createRefund(text: TextOf, { store, ...world }: CallWorld): Answer | Refusal {
  return store.transact((records) => {
    const order = tradeOrder(records, text('order_id'), '')
    if (!order) return tradeRefusal(20000, { code: 'no-such-order', key: 'order_id' })
    const out_refund_no = text('out_refund_no')
    // Source: official. A number that an ecpay refund has is refused, too.
    if (numberIsTaken(records, out_refund_no))
      return tradeRefusal(22004, { code: 'number-reused', key: 'out_refund_no' })
    const [own, now] = [records.ofOrder(order), world.now()]
    const asked = text('refund_all') === 'true' ? 'all' : itemsIn(text('item_order_detail'))
    const problem = tradeRefundProblem(order, own, asked, Number(text('refund_total_amount')), now)
    if (problem) return tradeRefusal(...problem)
    const items = asked === 'all' ? refundableItems(order, own, now).map(({ isBusy, ...one }) => one) : asked
    const reasons = (JSON.parse(text('refund_reason')) as { text: string }[]).map((one) => one.text)
    const fields = { out_refund_no, refund_source: SOURCES.developer, reasons }
    const given = { notify_url: text('notify_url'), cp_extra: text('cp_extra') }
    const refund = createTradeRefund({ ...fields, ...given }, order, items, records, world)
    records.put('trade_refund', refund.refund_id, refund)
    return succeeded({ refund_id: refund.refund_id, refund_audit_deadline: refund.audit.deadline })
  })
}

/** The items in the JSON text, which was validated: an amount may be text there, as the official SDK sends it. */
function itemsIn(json: string): RefundedItem[] {
  const list = json === '' ? [] : (JSON.parse(json) as { item_order_id: string; refund_amount: number | string }[])
  return list.map(({ item_order_id, refund_amount }) => ({ item_order_id, refund_amount: Number(refund_amount) }))
}

/** 查询退款: by refund_id, else by out_refund_no, else those of an order, at most 50. */
export const refundQueryCall = tradeCall(queryRefunds())

/** @param generation of the orders whose refunds are found */
export function queryRefunds(generation?: TradeOrder['generation']) {
  return (text: TextOf, { store, now }: CallWorld): Answer | Refusal => {
    const [refund_id, out_refund_no, order_id] = [text('refund_id'), text('out_refund_no'), text('order_id')]
    if (refund_id !== '' || out_refund_no !== '') {
      const key = refund_id === '' ? 'out_refund_no' : 'refund_id'
      const found = tradeRefund(store, refund_id, out_refund_no)
      if (!found || !isOfGeneration(found, store, generation))
        return tradeRefusal(10000, { code: 'no-such-refund', key })
      return succeeded({ refund_list: [refundData(found, now())] })
    }
    const order = tradeOrder(store, order_id, '', generation)
    if (!order) return tradeRefusal(10000, { code: 'no-such-order', key: 'order_id' })
    const all = store.ofOrder(order).trade_refund.slice(0, MOST)
    return succeeded({ refund_list: all.map((one) => refundData(one, now())) })
  }
}

const MOST = 50

function refundData(refund: TradeRefund, now: number): object {
  const { refund_id, out_refund_no, order_id, refund_total_amount, refund_source, audit, items } = refund
  const { status, at, message } = resultAt(refund, now)
  return {
    ...{ refund_id, ...(out_refund_no !== '' && { out_refund_no }), order_id, refund_total_amount },
    refund_status: status,
    item_order_detail: items,
    create_at: refund.created_at,
    ...(status === 'SUCCESS' && { refund_at: at }),
    ...(message !== '' && { message }),
    refund_source,
    merchant_audit_detail: {
      audit_status: auditStatus(refund, now),
      need_refund_audit: audit.needed ? 1 : 2,
      refund_audit_deadline: audit.deadline,
      ...(audit.deny_message !== undefined && { deny_message: audit.deny_message })
    }
  }
}

/** 同步退款审核结果. */
export const refundAuditCall = tradeCall((text, { store, ...world }) =>
  store.transact((records) => {
    const found = records.find('trade_refund', text('refund_id'))
    const refund = found && isOfGeneration(found, records) ? found : undefined
    return auditRefund(refund, 'refund_id', text, records, world)
  })
)

/**
 * Takes the audit of a refund.
 *
 * @param key the member that names it
 */
export function auditRefund(
  refund: TradeRefund | undefined,
  key: string,
  text: TextOf,
  records: WritableRecords,
  world: Outside
): Answer | Refusal {
  if (!refund) return tradeRefusal(10000, { code: 'no-such-refund', key })
  const now = world.now()
  if (!refund.audit.needed) return tradeRefusal(10000, { code: 'audit-not-needed', key })
  // Until the application is answered, the platform cannot take it. Its code for that says to wait some minutes.
  if (refund.asking) return tradeRefusal(22006, { code: 'application-not-answered', key })
  if (auditStatus(refund, now) !== 'TOAUDIT') return tradeRefusal(10000, { code: 'audit-over', key })
  const isAgreed = text('refund_audit_status') === '1'
  const deny_message = text('deny_message')
  const { is_deadline: _, ...audited } = refund
  records.put('trade_refund', refund.refund_id, {
    ...audited,
    audit: { ...refund.audit, decision: isAgreed ? 'AGREE' : 'DENY', ...(!isAgreed && { deny_message }) },
    ...(isAgreed ? acceptedFrom(now, world.timeScale) : { outcome: { status: 'FAIL', at: now, message: deny_message } })
  })
  return succeeded()
}

/** Whether it is a refund of an order of the general trade system, or of trade system 2.0. */
export function isOfGeneration(
  { out_order_no }: TradeRefund,
  records: Pick<Records, 'find' | 'named'>,
  generation?: TradeOrder['generation']
): boolean {
  return tradeOrder(records, '', out_order_no, generation) !== undefined
}
