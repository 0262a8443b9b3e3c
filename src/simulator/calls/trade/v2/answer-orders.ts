import type { Refusal } from '../../../../protocol/system/system.js'
import { beijingTime } from '../../../../protocol/time.js'
import { settledAmount } from '../../../life-cycle/kinds/settlement-kind.js'
import { canCollect } from '../../../life-cycle/merchants.js'
import {
  askedTotal,
  channelOf,
  type Order,
  type OrderStatus,
  SELLER_UID,
  sellerOf,
  statusAt,
  type TradeOrder,
  WAYS
} from '../../../life-cycle/orders.js'
import { ecpayOrder, type Records, tradeOrder } from '../../../life-cycle/records.js'
import { type Accepted, resultAt } from '../../../life-cycle/results.js'
import { createV2Order, type Goods } from '../../../life-cycle/v2-orders.js'
import type { Making } from '../../once.js'
import type { TextOf } from '../../received-call.js'
import { madeOnce } from '../auth/made-once.js'
import { succeeded, tradeCall, tradeRefusal } from '../trade-answer.js'

/** Of goods of an order: more numbers of items fit in no answer. */
const MOST_PIECES = 1000

/** 开发者发起下单. The user pays the total less the discount. */
export const createOrderCall = madeOnce('order', make, orderAnswer)

/** Goods in a request. */
interface AskedGoods extends Record<'quantity' | 'price', number | string> {
  goods_id: string
  merchant_uid?: string
}

function make({ text, content, records, world }: Making): TradeOrder | Refusal {
  const asked = JSON.parse(text('goods_list')) as AskedGoods[]
  const goods = asked.map(
    ({ goods_id, quantity, price }): Goods => ({ goods_id, quantity: Number(quantity), price: Number(price) })
  )
  // An order here has one seller; the platform may have one for each of its goods.
  const [merchant_uid = SELLER_UID, ...others] = new Set(asked.map((one) => one.merchant_uid || SELLER_UID))
  if (others.length > 0) return tradeRefusal(10000, { code: 'several-merchants', key: 'goods_list' })
  if (!canCollect(records, merchant_uid, world.now()))
    return tradeRefusal(10000, { code: 'unknown-merchant', key: 'goods_list' })
  const [total, discount_amount] = [Number(text('total_amount')), Number(text('discount_amount'))]
  if (discount_amount >= total)
    return tradeRefusal(10000, { code: 'above-maximum', key: 'discount_amount', limit: total - 1 })
  const pieces = goods.reduce((sum, { quantity }) => sum + quantity, 0)
  if (pieces > MOST_PIECES)
    return tradeRefusal(10000, { code: 'too-many-items', key: 'goods_list', limit: MOST_PIECES, length: pieces })
  const fields = {
    app_id: world.app_id,
    out_order_no: text('out_order_no'),
    notify_url: text('pay_notify_url'),
    cp_extra: text('cp_extra'),
    pay_expire_seconds: Number(text('pay_expire_seconds')),
    total_amount: total - discount_amount,
    discount_amount,
    merchant_uid
  }
  return createV2Order({ ...fields, goods }, content, world)
}

function orderAnswer(order: Order): object {
  if (!order.system) return {}
  const { order_id, out_order_no, payment_order_id, items } = order
  const goods = [...new Set(items.map(({ sku_id }) => sku_id))]
  return {
    ...{ order_id, out_order_no },
    pay_order_id: payment_order_id,
    pay_order_token: Buffer.from(`${order_id}/${payment_order_id}`).toString('base64url'),
    item_order_info_list: goods.map((goods_id) => {
      const own = items.filter(({ sku_id }) => sku_id === goods_id)
      return {
        goods_id,
        item_order_id_list: own.map(({ item_order_id }) => item_order_id),
        item_order_detail: own.map(({ item_order_id, item_order_amount: price }) => ({ item_order_id, price }))
      }
    })
  }
}

/** The words of the platform for the states; TIMEOUT for a cancelled order is a conclusion, as in order_query. */
const STATUS: Readonly<Record<OrderStatus, string>> = {
  PROCESSING: 'PROCESS',
  SUCCESS: 'SUCCESS',
  FAIL: 'FAIL',
  TIMEOUT: 'TIMEOUT',
  CANCEL: 'TIMEOUT'
}

/** 查询订单: by order_id one of this generation, by out_order_no also one of 担保支付. Source: official. */
export const queryOrderCall = tradeCall((text, { store, now }) => {
  const [order_id, out_order_no] = [text('order_id'), text('out_order_no')]
  const order =
    tradeOrder(store, order_id, out_order_no, '2.0') ?? (order_id === '' ? ecpayOrder(store, out_order_no) : undefined)
  const key = order_id === '' ? 'out_order_no' : 'order_id'
  return order ? succeeded(orderData(order, store, now())) : tradeRefusal(10000, { code: 'no-such-order', key })
})

function orderData(order: Order, records: Records, now: number): object {
  const { order_id, out_order_no, cp_extra } = order
  const { refund, trade_refund, settle } = records.ofOrder(order)
  const paid = order.payment?.status === 'SUCCESS' ? order.payment : undefined
  const done = <R extends Accepted>(all: readonly R[], amount: (one: R) => number) =>
    all.reduce((sum, one) => sum + (resultAt(one, now).status === 'SUCCESS' ? amount(one) : 0), 0)
  return {
    ...{ order_id, out_order_no, order_status: STATUS[statusAt(order, now)] },
    total_fee: order.system ? askedTotal(order).total_amount : order.total_amount,
    refund_amount: done(refund, (one) => one.refund_amount) + done(trade_refund, (one) => one.refund_total_amount),
    settle_amount: done(settle, settledAmount),
    pay_time: paid ? beijingTime(paid.at) : '',
    ...(paid && { pay_channel: WAYS[paid.way], channel_pay_id: channelOf(order) }),
    ...{ seller_uid: sellerOf(order), item_id: '', cp_extra, message: '' },
    payment_order_id: order.system ? order.payment_order_id : order_id,
    delivery_type: 0
  }
}

/** The order of this generation that a call names, or the refusal. */
export function v2Order(records: Pick<Records, 'find' | 'named'>, text: TextOf): TradeOrder | Refusal {
  const key = text('order_id') === '' ? 'out_order_no' : 'order_id'
  const order = tradeOrder(records, text('order_id'), text('out_order_no'), '2.0')
  return order ?? tradeRefusal(10000, { code: 'no-such-order', key })
}
