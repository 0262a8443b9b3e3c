import { hash } from 'node:crypto'
import type { SignedValue } from '../../ecpay/sign/request-signature.js'
import { refuse } from '../../findings/findings.js'
import type { Outside } from '../../world.js'

/** The platform's numbers of the ways of payment, by their names in limits of the cashier. */
export const WAYS = { wx: 1, ali: 2, dyzf: 10 } as const
export type Way = keyof typeof WAYS
export const WAY_NAMES: readonly Way[] = ['wx', 'ali', 'dyzf']
/** The names of a merchant's accounts in calls about balances, by way of payment. */
export const CHANNELS: Readonly<Record<Way, string>> = { wx: 'wx', ali: 'alipay', dyzf: 'hz' }

export type OrderStatus = 'PROCESSING' | 'SUCCESS' | 'FAIL' | 'TIMEOUT'

/** A stored order. */
export interface Order {
  kind: 'order'
  out_order_no: string
  order_id: string
  order_token: string
  /** Distinguishes a repeated request from another request with the same number; see {@link contentOf}. */
  content: string
  /** Fen. */
  total_amount: number
  subject: string
  body: string
  /** In seconds, within the platform's limits. */
  valid_time: number
  /** This member and the next two are empty if the request did not have them. */
  notify_url: string
  cp_extra: string
  limit_pay_way: string
  /** Unix time in milliseconds. */
  created_at: number
  payment?: Payment
}

/** The result of the customer's attempt to pay. */
export interface Payment {
  status: 'SUCCESS' | 'FAIL'
  way: Way
  /** Unix time in milliseconds. */
  at: number
}

export type SettledOrder = Order & { payment: Payment }

/** A number whose first call failed. The platform refuses it from then on. */
export interface DeadNumber {
  kind: 'dead'
  number: string
  /** Why the first call failed, as in `x-ecpay-reason`. */
  reason: string
}

/** The members of an order that come from its request, with the platform's limits applied. */
export type OrderFields = Pick<
  Order,
  'out_order_no' | 'total_amount' | 'subject' | 'body' | 'valid_time' | 'notify_url' | 'cp_extra' | 'limit_pay_way'
>

/** A new order. */
export function createOrder(fields: OrderFields, content: string, { now, random }: Outside): Order {
  const created_at = now()
  return {
    kind: 'order',
    ...fields,
    content,
    order_id: platformNumber(created_at, random(4)),
    order_token: Buffer.from(random(60)).toString('base64url'),
    created_at
  }
}

/**
 * A number in the platform's form: 19 digits, with the time of creation in seconds above 32 random bits.
 *
 * @param now Unix time in milliseconds
 * @param random 4 random bytes
 */
export function platformNumber(now: number, random: Uint8Array): string {
  return String((BigInt(Math.floor(now / 1000)) << 32n) | BigInt(Buffer.from(random).readUInt32BE()))
}

/**
 * A digest of the content of a request: its signed values by key, without `nonce`, which only serves to change the
 * signature.
 */
export function contentOf(signed: readonly SignedValue[]): string {
  const members = signed.filter(({ key }) => key !== 'nonce').map(({ key, text }) => [key, text])
  return hash('sha256', JSON.stringify(members.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))), 'hex')
}

/** @param now Unix time in milliseconds */
export function statusAt(order: Order, now: number): OrderStatus {
  if (order.payment) return order.payment.status
  return now < order.created_at + order.valid_time * 1000 ? 'PROCESSING' : 'TIMEOUT'
}

/**
 * The order after the customer has paid, or has failed to pay; unchanged if it already ended like that.
 *
 * @param asked the way of payment; by default the one it was paid with, or WeChat
 * @param now Unix time in milliseconds
 * @throws EcpayError `order-not-payable` if it has another final status, or was paid in another way;
 *   `way-not-offered` if the order hides this way (`limit_pay_way`)
 */
export function payOrder(
  order: Order,
  asked: Way | undefined,
  now: number,
  status: Payment['status'] = 'SUCCESS'
): SettledOrder {
  const { out_order_no, limit_pay_way, payment } = order
  const way = asked ?? payment?.way ?? 'wx'
  if (payment?.status === status && payment.way === way) return { ...order, payment }
  const current = statusAt(order, now)
  if (current !== 'PROCESSING') {
    throw refuse('order-not-payable', { out_order_no, status: current })
  }
  if (limit_pay_way.split(',').includes(`LIMIT_${way.toUpperCase()}`)) {
    throw refuse('way-not-offered', { out_order_no, way, limit_pay_way })
  }
  return { ...order, payment: { status, way, at: now } }
}

/** The only merchant of the local gateway that receives payments. */
export const SELLER_UID = '70000000000000000001'

/** The payment channel's number for a paid order. */
export function channelOf({ order_id }: Order): string {
  return `4200${order_id}`
}
