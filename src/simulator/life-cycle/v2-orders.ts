import type { Outside } from '../../world.js'
import { type OrderItem, platformDigits, platformNumber, type TradeOrder } from './orders.js'

/** What a call asks for. */
export interface V2OrderFields
  extends Pick<TradeOrder, 'app_id' | 'out_order_no' | 'notify_url' | 'cp_extra' | 'merchant_uid'> {
  /** What the user pays, in fen. */
  total_amount: number
  discount_amount: number
  goods: readonly Goods[]
  /** Seconds; 0 or NaN counts as absent. */
  pay_expire_seconds: number
}

export interface Goods {
  goods_id: string
  quantity: number
  /** Fen. */
  price: number
}

/** In seconds: until when an order can be paid that does not say it. Source: official. */
const EXPIRY = 300

/** A new order of trade system 2.0, which its server has made. */
export function createV2Order(
  { goods, pay_expire_seconds, ...fields }: V2OrderFields,
  content: string,
  { now, random }: Outside
): TradeOrder {
  const created_at = now()
  return {
    ...{ kind: 'order', system: 'trade', generation: '2.0', ...fields, content },
    order_id: `ot${platformDigits(created_at, random)}`,
    payment_order_id: platformNumber(created_at, random(4)),
    valid_time: pay_expire_seconds || EXPIRY,
    hidden_ways: [],
    items: itemsOf(goods, fields.total_amount, () => `oi${platformDigits(created_at, random)}`),
    created_at
  }
}

/**
 * An item for each piece. What the user pays is shared out by price, and what does not divide goes to the later ones: no
 * page says how a discount is shared.
 */
function itemsOf(goods: readonly Goods[], paid: number, id: () => string): OrderItem[] {
  const pieces = goods.flatMap(({ goods_id, quantity, price }) =>
    Array.from({ length: quantity }, () => ({ goods_id, price: Math.max(0, price) }))
  )
  const isFree = pieces.every(({ price }) => price === 0)
  const weights = pieces.map(({ price }) => BigInt(isFree ? 1 : price))
  const whole = weights.reduce((sum, one) => sum + one, 0n)
  let [weight, given] = [0n, 0]
  return pieces.map(({ goods_id }, i) => {
    weight += weights[i] ?? 0n
    const until = Number((BigInt(paid) * weight) / whole)
    const item_order_amount = until - given
    given = until
    return { item_order_id: id(), sku_id: goods_id, item_order_amount }
  })
}

/** The states of an item, with the numbers of the platform. Source: official-mirror. */
export const ITEM_STATES = { unpaid: 1, unused: 2, used: 3, closed: 4, refunding: 20, refunded: 21 } as const
export type ItemState = keyof typeof ITEM_STATES
