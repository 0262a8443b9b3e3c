import type { Refusal } from '../../../protocol/system/system.js'
import { type Receiver, type Settlement, settleDetail, settledAmount } from '../../life-cycle/kinds/settlement-kind.js'
import { otherSeller, type TradeOrder } from '../../life-cycle/orders.js'
import { byEitherNumber, type Records, tradeOrder } from '../../life-cycle/records.js'
import { resultAt } from '../../life-cycle/results.js'
import { createSettlement } from '../../life-cycle/settlements.js'
import { tradeShares } from '../../life-cycle/trade-settlements.js'
import type { Answer } from '../../platform-answer.js'
import type { CallWorld, TextOf } from '../received-call.js'
import { succeeded, tradeCall, tradeRefusal } from './trade-answer.js'

/** 发起分账, of a whole order or of one of its items. It is accepted first, and has its result later. */
export const settleCreateCall = tradeCall(createSettle)

function createSettle(text: TextOf, world: CallWorld): Answer | Refusal {
  const made = madeSettlement(text, text('ext'), world)
  if ('err_no' in made) return made
  return succeeded({ settle_id: made.settle_no, wallet_settle_id: walletId(made) })
}

/**
 * Settles an order.
 *
 * @param cp_extra what comes back with it
 * @param generation of the order
 */
export function madeSettlement(
  text: TextOf,
  cp_extra: string,
  { store, ...world }: CallWorld,
  generation?: TradeOrder['generation']
): Settlement | Refusal {
  return store.transact((records): Settlement | Refusal => {
    const order = tradeOrder(records, '', text('out_order_no'), generation)
    if (!order) return tradeRefusal(23101, { code: 'no-such-order', key: 'out_order_no' })
    const out_settle_no = text('out_settle_no')
    if (records.taken('settle', out_settle_no))
      return tradeRefusal(23111, { code: 'number-reused', key: 'out_settle_no' })
    const item_order_id = text('item_order_id')
    const asked = { receivers: receiversIn(text('settle_params')), item_order_id }
    const shares = tradeShares(order, records.ofOrder(order), asked, world.now())
    if (!('rake' in shares)) {
      const [err_no, reason] = shares
      return tradeRefusal(err_no === 23024 && isOfAnyOrder(records, item_order_id) ? 23025 : err_no, reason)
    }
    const fields = {
      ...{ out_settle_no, out_order_no: order.out_order_no, notify_url: text('notify_url'), cp_extra },
      ...{ system: 'trade' as const, ...(item_order_id && { item_order_id }), ...otherSeller(order) }
    }
    const settlement = createSettlement(fields, shares, '', world)
    records.put('settle', out_settle_no, settlement)
    return settlement
  })
}

/** Whether an order has this item. It reads all orders, so only a refusal asks for it. */
function isOfAnyOrder(records: Records, id: string): boolean {
  return records.list('order').some(({ items }) => items?.some(({ item_order_id }) => item_order_id === id))
}

/** The receivers in the JSON text, which was validated; empty if there is none. */
function receiversIn(json: string): Receiver[] {
  const list = json === '' ? [] : (JSON.parse(json) as Receiver[])
  return list.map(({ merchant_uid, amount }) => ({ merchant_uid, amount }))
}

/** 查询分账: by settle_id, else order_id, else out_settle_no, else out_order_no. Nothing found is an empty list. */
export const settleQueryCall = tradeCall((text, { store, now }) =>
  succeeded(
    settlementsAsked(store, text).map(([one, order]) => ({
      ...settleData(one, order, now()),
      ...settledTime('settle_at', one, now()),
      wallet_settle_id: walletId(one)
    }))
  )
)

/** The settlements that a query names, each with its order. */
export function settlementsAsked(
  records: Records,
  text: TextOf,
  generation?: TradeOrder['generation']
): [Settlement, TradeOrder][] {
  return settlementsOf(records, text, generation).flatMap((one): [Settlement, TradeOrder][] => {
    const order = tradeOrder(records, '', one.out_order_no, generation)
    return order ? [[one, order]] : []
  })
}

/** When it succeeded, in the member of its generation; nothing before. */
export function settledTime(key: string, one: Settlement, now: number): object {
  const { status, at } = resultAt(one, now)
  return status === 'SUCCESS' ? { [key]: at } : {}
}

function settlementsOf(records: Records, text: TextOf, generation: TradeOrder['generation']): readonly Settlement[] {
  const [settle_id, order_id, out_settle_no] = [text('settle_id'), text('order_id'), text('out_settle_no')]
  const byNumber = settle_id ? ['', settle_id] : !order_id && out_settle_no ? [out_settle_no, ''] : undefined
  if (byNumber) {
    const found = byEitherNumber(records, 'settle', byNumber[0] ?? '', byNumber[1] ?? '')
    return found ? [found] : []
  }
  const order = tradeOrder(records, order_id, text('out_order_no'), generation)
  return order ? records.ofOrder(order).settle : []
}

/** What both generations say of a settlement. */
export function settleData(one: Settlement, { order_id }: TradeOrder, now: number): object {
  const { status } = resultAt(one, now)
  const { out_order_no, out_settle_no, settle_no, rake, cp_extra, item_order_id = '' } = one
  return {
    ...{ order_id, out_order_no, out_settle_no, settle_id: settle_no, item_order_id },
    settle_status: status,
    settle_amount: settledAmount(one),
    settle_detail: settleDetail(one),
    rake,
    commission: 0,
    cp_extra
  }
}

/** Its inner number. */
export function walletId({ settle_no }: Settlement): string {
  return `w${settle_no}`
}
