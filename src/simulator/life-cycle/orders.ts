import { hash } from 'node:crypto'
import type { SignedValue } from '../../ecpay/sign/request-signature.js'
import { refuse } from '../../findings/findings.js'
import type { Outside } from '../../world.js'
import type { Delivering } from './results.js'

/** The platform's numbers of the ways of payment, by their names in limits of the cashier. */
export const WAYS = { wx: 1, ali: 2, dyzf: 10 } as const
export type Way = keyof typeof WAYS
export const WAY_NAMES: readonly Way[] = ['wx', 'ali', 'dyzf']
/** The names of a merchant's accounts in calls about balances, by way of payment. */
export const CHANNELS: Readonly<Record<Way, string>> = { wx: 'wx', ali: 'alipay', dyzf: 'hz' }

export type OrderStatus = 'PROCESSING' | 'SUCCESS' | 'FAIL' | 'TIMEOUT' | 'CANCEL'

/** What a stored order of any system has. The numbers of all orders of an app are one space. */
interface AnyOrder {
  kind: 'order'
  out_order_no: string
  order_id: string
  /** Distinguishes a repeated request from another request with the same number; see {@link contentOf}. */
  content: string
  /** Fen. */
  total_amount: number
  /** In seconds, within the platform's limits. */
  valid_time: number
  /** This member and the next one are empty if the request did not have them. */
  notify_url: string
  cp_extra: string
  /** Unix time in milliseconds. */
  created_at: number
  payment?: Payment
}

/** A stored order of 担保支付. */
export interface EcpayOrder extends AnyOrder {
  /** Absent: earlier versions stored only orders of 担保支付. */
  system?: never
  items?: never
  order_token: string
  subject: string
  body: string
  /** Empty if the request did not have it. */
  limit_pay_way: string
}

/** A stored order of 通用交易系统. */
export interface TradeOrder extends AnyOrder {
  system: 'trade'
  /** Absent for one of the general trade system. */
  generation?: '2.0'
  app_id: string
  items: readonly OrderItem[]
  merchant_uid: string
  /** The platform's numbers of the ways of payment that the order hides. */
  hidden_ways: readonly number[]
  /** How it ended without payment. If it only expired, this is absent until its callback is sent. */
  closed?: Closed
  /** Only of the general trade system: the type of its goods. */
  goods_type?: string
  /** The items that were reported as fulfilled. */
  fulfilled?: readonly string[]
  /** Only of trade system 2.0: the items that were reported as used. */
  used?: readonly UsedItem[]
  /** Only of trade system 2.0, in fen: what was taken off the total. */
  discount_amount?: number
  /** Only of trade system 2.0: the number of its payment. */
  payment_order_id?: string
  /** The progress of the callback about its time-out. */
  callback?: Delivering
}

/** An item of an order, which can be refunded and settled by itself. */
export interface OrderItem {
  item_order_id: string
  sku_id: string
  /** Fen. */
  item_order_amount: number
}

/** An item that was used, when and under which number of the platform. */
export interface UsedItem {
  item_order_id: string
  verify_id: string
  /** Unix time in milliseconds. */
  at: number
}

/** The end of an order that is not paid. */
export interface Closed {
  /** As in `message` of its callback. */
  reason: 'USER_CANCEL' | 'TIME_OUT'
  /** Unix time in milliseconds. */
  at: number
}

/** A stored order. */
export type Order = EcpayOrder | TradeOrder

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
  EcpayOrder,
  'out_order_no' | 'total_amount' | 'subject' | 'body' | 'valid_time' | 'notify_url' | 'cp_extra' | 'limit_pay_way'
>

/** A new order of 担保支付. */
export function createOrder(fields: OrderFields, content: string, { now, random }: Outside): EcpayOrder {
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

/** The digits of a number in the form of 通用交易系统: 23, those of {@link platformNumber} and four more. */
export function platformDigits(now: number, random: Outside['random']): string {
  const end = Buffer.from(random(2)).readUInt16BE() % 10_000
  return platformNumber(now, random(4)) + String(end).padStart(4, '0')
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
  if (order.system && order.closed) return order.closed.reason === 'USER_CANCEL' ? 'CANCEL' : 'TIMEOUT'
  return now < expiresAt(order) ? 'PROCESSING' : 'TIMEOUT'
}

/** How an unpaid order of 通用交易系统 has ended; one that has only expired, by its time-out. */
export function closedAt(order: TradeOrder): Closed {
  return order.closed ?? { reason: 'TIME_OUT', at: expiresAt(order) }
}

/** Unix time in milliseconds at which to report the time-out of an order; undefined if there is nothing to send. */
export function orderCallbackDue(order: Order): number | undefined {
  if (!order.system || order.payment) return undefined
  if (order.callback) return order.callback.next_at
  return order.closed ? undefined : expiresAt(order)
}

/** Until when it can be paid, as Unix time in milliseconds. */
function expiresAt({ created_at, valid_time }: Order): number {
  return created_at + valid_time * 1000
}

/**
 * The order after the customer has paid, or has failed to pay; unchanged if it already ended like that.
 *
 * @param asked the way of payment; by default the one it was paid with, or WeChat
 * @param now Unix time in milliseconds
 * @throws EcpayError `order-not-payable` if it has another final status, or was paid in another way;
 *   `way-not-offered` if the order hides this way; `payment-cannot-fail` in 通用交易系统
 */
export function payOrder(
  order: Order,
  asked: Way | undefined,
  now: number,
  status: Payment['status'] = 'SUCCESS'
): SettledOrder {
  const { out_order_no, payment } = order
  const way = asked ?? payment?.way ?? 'wx'
  if (payment?.status === status && payment.way === way) return { ...order, payment }
  const current = statusAt(order, now)
  if (current !== 'PROCESSING') {
    throw refuse('order-not-payable', { out_order_no, status: current, maker: makerOf(order) })
  }
  // Source: official-mirror. The state FAIL does not occur there at present.
  if (order.system && status === 'FAIL') throw refuse('payment-cannot-fail', { out_order_no })
  const hiddenBy = hiding(order, way)
  if (hiddenBy !== undefined) throw refuse('way-not-offered', { out_order_no, way, by: hiddenBy })
  return { ...order, payment: { status, way, at: now } }
}

/** The command that makes an order like this one. */
function makerOf(order: Order): string {
  if (!order.system) return 'ecpay create-order'
  return order.generation === '2.0' ? 'ecpay trade v2 create-order' : 'ecpay trade order'
}

/** The member of an order that hides a way of payment, with its value. */
function hiding(order: Order, way: Way): string | undefined {
  if (order.system) {
    return order.hidden_ways.includes(WAYS[way]) ? `limitPayWayList ${JSON.stringify(order.hidden_ways)}` : undefined
  }
  const { limit_pay_way } = order
  return limit_pay_way.split(',').includes(`LIMIT_${way.toUpperCase()}`) ? `limit_pay_way ${limit_pay_way}` : undefined
}

/** The merchant that receives payments, unless an order of 通用交易系统 names another. */
export const SELLER_UID = '70000000000000000001'

/** The seller of what a record is about. */
export function sellerIn({ seller_uid = SELLER_UID }: { seller_uid?: string }): string {
  return seller_uid
}

/** The seller of an order, for its records: nothing for the first merchant of the gateway. */
export function otherSeller(order: Order): { seller_uid?: string } {
  const seller_uid = sellerOf(order)
  return seller_uid === SELLER_UID ? {} : { seller_uid }
}

/** The total of an order and what is taken off it, in fen. The user pays the difference. */
export function askedTotal({ total_amount, discount_amount = 0 }: TradeOrder) {
  return { total_amount: total_amount + discount_amount, discount_amount }
}

/** The merchant that receives the payment of an order. */
export function sellerOf(order: Order): string {
  return order.system ? order.merchant_uid : SELLER_UID
}

/** The payment channel's number for a paid order. */
export function channelOf({ order_id }: Order): string {
  return `4200${order_id.replace(/\D/g, '')}`
}
