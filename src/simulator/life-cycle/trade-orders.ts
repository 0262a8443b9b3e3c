import { hash } from 'node:crypto'
import { refuse } from '../../findings/findings.js'
import { type JsonObject, memberText } from '../../protocol/json/json.js'
import { firstItem } from '../../trade/order/first-item.js'
import type { Outside } from '../../world.js'
import { type Closed, type OrderItem, platformDigits, SELLER_UID, statusAt, type TradeOrder } from './orders.js'
import type { Keeping } from './records.js'

/** In seconds: until when an order can be paid that does not say it. Source: official. */
const EXPIRY = 300

/**
 * A new order of 通用交易系统.
 *
 * @param order its data, which was checked
 * @param data the text of the same, which distinguishes a repeated request from another one
 */
export function createTradeOrder(
  order: JsonObject,
  data: string,
  app_id: string,
  { now, random }: Outside
): TradeOrder {
  const created_at = now()
  const text = (key: string) => memberText(order, key) ?? ''
  const sku = firstItem(order)
  const goods_type = sku && memberText(sku, 'type')
  const ways = order.members.find(({ key }) => key === 'limitPayWayList')?.value
  return {
    kind: 'order',
    system: 'trade',
    app_id,
    out_order_no: text('outOrderNo'),
    order_id: `motb${platformDigits(created_at, random)}`,
    content: hash('sha256', data, 'hex'),
    total_amount: Number(text('totalAmount')),
    // Source: official. 0 counts as absent.
    valid_time: Number(text('payExpireSeconds')) || EXPIRY,
    notify_url: text('payNotifyUrl'),
    cp_extra: '',
    merchant_uid: text('merchantUid') || SELLER_UID,
    hidden_ways: ways?.kind === 'array' ? ways.items.map((one) => Number('text' in one && one.text)) : [],
    ...(goods_type !== undefined && { goods_type }),
    items: itemsOf(order, () => `ito${platformDigits(created_at, random)}`),
    created_at
  }
}

/**
 * The items of an order: one for each piece, so that it can be refunded by itself. That they are so many is a conclusion
 * from the trade system 2.0. What does not divide is in the last one.
 */
function itemsOf(order: JsonObject, id: () => string): OrderItem[] {
  const sku = firstItem(order)
  const [quantity, total] = [Number(sku && memberText(sku, 'quantity')), Number(memberText(order, 'totalAmount'))]
  const sku_id = (sku && memberText(sku, 'skuId')) ?? ''
  const each = Math.floor(total / quantity)
  return Array.from({ length: quantity }, (_, i) => ({
    item_order_id: id(),
    sku_id,
    item_order_amount: i < quantity - 1 ? each : total - each * (quantity - 1)
  }))
}

/**
 * Closes an unpaid order, as its user does, or as its time-out does; unchanged if it already ended like that.
 *
 * @param now Unix time in milliseconds
 * @throws EcpayError `order-not-found`, `not-a-trade-order`, `order-not-closable`
 */
export function closeStored(store: Keeping, out_order_no: string, reason: Closed['reason'], now: number): TradeOrder {
  return store.transact((records) => {
    const order = records.find('order', out_order_no)
    if (!order) throw refuse('order-not-found', { out_order_no })
    if (!order.system) throw refuse('not-a-trade-order', { out_order_no })
    const status = statusAt(order, now)
    const same = status === 'TIMEOUT' ? 'TIME_OUT' : status === 'CANCEL' ? 'USER_CANCEL' : undefined
    if (status !== 'PROCESSING' && same !== reason) throw refuse('order-not-closable', { out_order_no, status })
    const closed = order.closed ?? { reason, at: now }
    // Who closes it also delivers the callback, so the gateway must not send it.
    const changed = { ...order, closed, callback: { attempts: 0 } }
    records.put('order', out_order_no, changed)
    return changed
  })
}
