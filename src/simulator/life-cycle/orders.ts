import { hash } from 'node:crypto'
import type { SignedValue } from '../../ecpay/sign/request-signature.js'
import { refuse } from '../../findings/findings.js'
import type { Outside } from '../../world.js'

/** Ways of payment by the name the cashier's limits use, with the platform's numbers. */
export const WAYS = { wx: 1, ali: 2, dyzf: 10 } as const
export type Way = keyof typeof WAYS
export const WAY_NAMES: readonly Way[] = ['wx', 'ali', 'dyzf']
/** The accounts of merchants by the way the money came, as the calls about balances name them. */
export const CHANNELS: Readonly<Record<Way, string>> = { wx: 'wx', ali: 'alipay', dyzf: 'hz' }

export type OrderStatus = 'PROCESSING' | 'SUCCESS' | 'FAIL' | 'TIMEOUT'

/** An order as it is stored. */
export interface Order {
  kind: 'order'
  out_order_no: string
  order_id: string
  order_token: string
  /** Tells a repeated request from another one under the same number; see {@link contentOf}. */
  content: string
  /** Fen. */
  total_amount: number
  subject: string
  body: string
  /** Seconds, within the platform's limits. */
  valid_time: number
  /** The three below are empty when the request did not have them. */
  notify_url: string
  cp_extra: string
  limit_pay_way: string
  /** Unix time in milliseconds. */
  created_at: number
  payment?: Payment
}

/** How the payer's attempt ended. */
export interface Payment {
  status: 'SUCCESS' | 'FAIL'
  way: Way
  /** Unix time in milliseconds. */
  at: number
}

export type SettledOrder = Order & { payment: Payment }

/** A number whose first call failed: the platform refuses it from then on. */
export interface DeadNumber {
  kind: 'dead'
  number: string
  /** What the first call failed of, as in `x-ecpay-reason`. */
  reason: string
}

/** What an order takes from its request, with the platform's limits applied. */
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
 * A number of the platform's shape: 19 digits, the seconds of its creation above 32 random bits.
 *
 * @param now Unix time in milliseconds
 * @param random 4 random bytes
 */
export function platformNumber(now: number, random: Uint8Array): string {
  return String((BigInt(Math.floor(now / 1000)) << 32n) | BigInt(Buffer.from(random).readUInt32BE()))
}

/**
 * A digest of what a request asks for: its signed values by their keys, without `nonce`, which exists
 * only to change the signature.
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
 * The order after its payer has paid, or has tried and failed; as it is where that is how it ended already.
 *
 * @param asked WeChat, or the one it was paid with, when not given
 * @param now Unix time in milliseconds
 * @throws EcpayError `order-not-payable` when it has another final status, or was paid in another way;
 *   `way-not-offered` when the order hides this way (`limit_pay_way`)
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

/** The merchant who collects: the local gateway has one. */
export const SELLER_UID = '70000000000000000001'

/** The payment channel's number for a paid order. */
export function channelOf({ order_id }: Order): string {
  return `4200${order_id}`
}
