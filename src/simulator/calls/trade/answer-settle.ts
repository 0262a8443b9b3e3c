import type { Refusal } from '../../../protocol/system/system.js'
import { type Receiver, type Settlement, settleDetail, settledAmount } from '../../life-cycle/kinds/settlement-kind.js'
import type { TradeOrder } from '../../life-cycle/orders.js'
import { byEitherNumber, type Records, tradeOrder } from '../../life-cycle/records.js'
import { resultAt } from '../../life-cycle/results.js'
import { createSettlement } from '../../life-cycle/settlements.js'
import { tradeShares } from '../../life-cycle/trade-settlements.js'
import type { Answer } from '../../platform-answer.js'
import type { CallWorld, TextOf } from '../received-call.js'
import { succeeded, tradeCall, tradeRefusal } from './trade-answer.js'

/** 发起分账, of a whole order or of one of its items. It is accepted first, and has its result later. */
export const settleCreateCall = tradeCall(createSettle)

function createSettle(text: TextOf, { store, ...world }: CallWorld): Answer | Refusal {
  return store.transact((records) => {
    const order = tradeOrder(records, '', text('out_order_no'))
    if (!order) return tradeRefusal(23101, { code: 'no-such-order', key: 'out_order_no' })
    const out_settle_no = text('out_settle_no')
    if (records.taken('settle', out_settle_no))
      return tradeRefusal(23111, { code: 'number-reused', key: 'out_settle_no' })
    const item_order_id = text('item_order_id')
    const asked = { receivers: receiversIn(text('settle_params')), item_order_id }
    const shares = tradeShares(order, records.ofOrder(order), asked, world.now())
    if (!('rake' in shares)) return tradeRefusal(...shares)
    const fields = {
      ...{ out_settle_no, out_order_no: order.out_order_no, notify_url: text('notify_url'), cp_extra: text('ext') },
      ...{ system: 'trade' as const, ...(item_order_id && { item_order_id }) }
    }
    const settlement = createSettlement(fields, shares, '', world)
    records.put('settle', out_settle_no, settlement)
    return succeeded({ settle_id: settlement.settle_no, wallet_settle_id: walletId(settlement) })
  })
}

/** The receivers in the JSON text, which was validated; empty if there is none. */
function receiversIn(json: string): Receiver[] {
  const list = json === '' ? [] : (JSON.parse(json) as Receiver[])
  return list.map(({ merchant_uid, amount }) => ({ merchant_uid, amount }))
}

/** 查询分账: by settle_id, else order_id, else out_settle_no, else out_order_no. Nothing found is an empty list. */
export const settleQueryCall = tradeCall((text, { store, now }) => {
  const found = settlementsOf(store, text)
  return succeeded(
    found.flatMap((one) => {
      const order = tradeOrder(store, '', one.out_order_no)
      return order ? [settleData(one, order, now())] : []
    })
  )
})

function settlementsOf(records: Records, text: TextOf): readonly Settlement[] {
  const [settle_id, order_id, out_settle_no] = [text('settle_id'), text('order_id'), text('out_settle_no')]
  const byNumber = settle_id ? ['', settle_id] : !order_id && out_settle_no ? [out_settle_no, ''] : undefined
  if (byNumber) {
    const found = byEitherNumber(records, 'settle', byNumber[0] ?? '', byNumber[1] ?? '')
    return found ? [found] : []
  }
  const order = tradeOrder(records, order_id, text('out_order_no'))
  return order ? records.ofOrder(order).settle : []
}

function settleData(one: Settlement, { order_id }: TradeOrder, now: number): object {
  const { status, at } = resultAt(one, now)
  const { out_order_no, out_settle_no, settle_no, rake, cp_extra, item_order_id = '' } = one
  return {
    ...{ order_id, out_order_no, out_settle_no, settle_id: settle_no, wallet_settle_id: walletId(one), item_order_id },
    settle_status: status,
    settle_amount: settledAmount(one),
    settle_detail: settleDetail(one),
    rake,
    commission: 0,
    ...(status === 'SUCCESS' && { settle_at: at }),
    cp_extra
  }
}

function walletId({ settle_no }: Settlement): string {
  return `w${settle_no}`
}
