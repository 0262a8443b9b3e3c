import { platformNumber, statusAt, type TradeOrder, type UsedItem } from '../../../life-cycle/orders.js'
import type { Movements } from '../../../life-cycle/records.js'
import { movesMoney, resultAt } from '../../../life-cycle/results.js'
import { ITEM_STATES, type ItemState } from '../../../life-cycle/v2-orders.js'
import { succeeded, tradeCall, tradeRefusal } from '../trade-answer.js'
import { v2Order } from './answer-orders.js'

/**
 * The state of each item of an order. One that was refunded in part is as it was before: no page says another state.
 *
 * @param now Unix time in milliseconds
 */
export function itemStates(order: TradeOrder, { trade_refund }: Movements, now: number): Map<string, ItemState> {
  const status = statusAt(order, now)
  const moving = trade_refund.filter((one) => movesMoney(one, now))
  return new Map(
    order.items.map(({ item_order_id, item_order_amount }): [string, ItemState] => {
      if (status !== 'SUCCESS') return [item_order_id, status === 'PROCESSING' ? 'unpaid' : 'closed']
      const own = moving.flatMap((refund) =>
        refund.items.flatMap((one) => (one.item_order_id === item_order_id ? [{ refund, ...one }] : []))
      )
      if (own.some(({ refund }) => resultAt(refund, now).status === 'PROCESSING')) return [item_order_id, 'refunding']
      const refunded = own.reduce((sum, { refund_amount }) => sum + refund_amount, 0)
      if (own.length > 0 && refunded >= item_order_amount) return [item_order_id, 'refunded']
      return [item_order_id, usedItem(order, item_order_id) ? 'used' : 'unused']
    })
  )
}

function usedItem({ used = [] }: TradeOrder, id: string): UsedItem | undefined {
  return used.find(({ item_order_id }) => item_order_id === id)
}

/** 查询商品单信息: those that are named, otherwise all. */
export const queryItemsCall = tradeCall((text, { store, now }) => {
  const order = v2Order(store, text)
  if ('err_no' in order) return order
  const states = itemStates(order, store.ofOrder(order), now())
  const asked = JSON.parse(text('item_order_id_list') || '[]') as string[]
  if (!asked.every((id) => states.has(id)))
    return tradeRefusal(10000, { code: 'no-such-item', key: 'item_order_id_list' })
  const ids = asked.length > 0 ? asked : [...states.keys()]
  return succeeded({
    item_list: ids.map((item_order_id) => {
      const used = usedItem(order, item_order_id)
      return {
        item_order_id,
        item_order_status: ITEM_STATES[states.get(item_order_id) ?? 'unpaid'],
        ...(used && { delivery_time: used.at })
      }
    })
  })
})

/** 推送核销状态: of items that are to be used, all of them or those that are named. */
export const pushDeliveryCall = tradeCall((text, { store, now, random }) =>
  store.transact((records) => {
    const order = v2Order(records, text)
    if ('err_no' in order) return order
    const at = now()
    if (order.payment?.status !== 'SUCCESS') return tradeRefusal(10000, { code: 'order-not-paid', key: 'out_order_no' })
    const states = itemStates(order, records.ofOrder(order), at)
    const named = (JSON.parse(text('item_order_list') || '[]') as { item_order_id: string }[]).map(
      (one) => one.item_order_id
    )
    const isWhole = text('use_all') === 'true'
    const key = isWhole ? 'use_all' : 'item_order_list'
    const ids = isWhole ? [...states.keys()] : named
    if (ids.length === 0) return tradeRefusal(10000, { code: 'missing-field', key: 'item_order_list' })
    if (!ids.every((id) => states.has(id))) return tradeRefusal(10000, { code: 'no-such-item', key })
    if (new Set(ids).size < ids.length) return tradeRefusal(10000, { code: 'duplicate-item', key })
    const other = ids.map((id) => states.get(id)).find((state) => state !== 'unused')
    if (other !== undefined) return tradeRefusal(10000, { code: 'item-in-other-state', key, state: other })
    const used = ids.map((item_order_id) => ({ item_order_id, verify_id: platformNumber(at, random(4)), at }))
    records.put('order', order.out_order_no, { ...order, used: [...(order.used ?? []), ...used] })
    return succeeded({
      verify_results: used.map(({ item_order_id, verify_id }) => ({
        ...{ item_order_id, certificate_id: `c${item_order_id}`, verify_id },
        verify_time: at
      }))
    })
  })
)

/** 查询 CPS 信息. There are no commissions; no records are a sum of 0 and no list. Source: official. */
export const queryV2CpsCall = tradeCall((text, { store, now }) => {
  const order = v2Order(store, text)
  if ('err_no' in order) return order
  const amountOf = (id: string) => order.items.find(({ item_order_id }) => item_order_id === id)?.item_order_amount ?? 0
  const refunds = store.ofOrder(order).trade_refund.flatMap((refund) => {
    const { status, at } = resultAt(refund, now())
    if (status !== 'SUCCESS') return []
    return refund.items.map(({ item_order_id, refund_amount }) => ({
      ...{ item_order_id, out_refund_no: refund.out_refund_no, refund_amount },
      ...{ refund_status: '已退款', refund_at: at }
    }))
  })
  const deliveries = (order.used ?? []).map(({ item_order_id, at }) => ({
    ...{ item_order_id, delivery_amount: amountOf(item_order_id) },
    ...{ delivery_status: '已核销', delivery_at: at }
  }))
  return succeeded({
    cps_info: { total_commission_amount: 0, cps_item_list: null },
    refund_info: {
      total_refund_amount: refunds.reduce((sum, { refund_amount }) => sum + refund_amount, 0),
      refund_items: listed(refunds)
    },
    delivery_info: {
      total_delivery_amount: deliveries.reduce((sum, { delivery_amount }) => sum + delivery_amount, 0),
      delivery_items: listed(deliveries)
    }
  })
})

function listed<T>(all: readonly T[]): readonly T[] | null {
  return all.length > 0 ? all : null
}
