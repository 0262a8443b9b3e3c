import { CHANNELS, type Order, SELLER_UID } from './orders.js'
import type { Refund } from './refunds.js'
import { isAlive, resultAt } from './results.js'
import type { Return } from './returns.js'
import type { Settlement } from './settlements.js'
import type { Withdrawal } from './withdrawals.js'

/** Everything that money has moved by. */
export interface Movements {
  order: readonly Order[]
  refund: readonly Refund[]
  settle: readonly Settlement[]
  return: readonly Return[]
  withdraw: readonly Withdrawal[]
}

/** An amount in fen that moves or has moved from one place to another, on account of an order or of none. */
export interface Transfer {
  order: string
  from: string
  to: string
  amount: number
  /** Under way: it is still where it comes from. */
  pending: boolean
}

export const PAYER = 'payer'
export const PLATFORM = 'platform'
const BANK = 'bank'
/** What every merchant's accounts begin with. */
export const MERCHANTS = 'merchant/'

export function transit(out_order_no: string): string {
  return `transit/${out_order_no}`
}

/** A merchant has an account in each channel. */
export function account(merchant_uid: string, channel: string): string {
  return `${MERCHANTS}${channel}/${merchant_uid}`
}

/** The channel whose accounts the money of an order goes through. */
export function channelTypeOf({ payment }: Order): string {
  return CHANNELS[payment?.way ?? 'wx']
}

/**
 * What money has moved, and what is moving, at a moment; what failed or will fail has moved none.
 *
 * @param now Unix time in milliseconds
 */
export function transfersOf(movements: Movements, now: number): Transfer[] {
  const channels = new Map(movements.order.map((one) => [one.out_order_no, channelTypeOf(one)]))
  const accountIn = (order: string, merchant_uid: string) => account(merchant_uid, channels.get(order) ?? '')
  return [
    ...movements.order.flatMap(paid),
    ...moving(movements.refund, now, (one) => refunded(one, accountIn(one.out_order_no, SELLER_UID))),
    ...moving(movements.settle, now, (one) => settled(one, (uid) => accountIn(one.out_order_no, uid))),
    ...moving(movements.return, now, (one) => [takenBack(one, (uid) => accountIn(one.out_order_no, uid))]),
    ...moving(movements.withdraw, now, (one) => [withdrawn(one)])
  ]
}

type Movement = Omit<Transfer, 'pending'>

function moving<R extends Refund | Settlement | Return | Withdrawal>(
  records: readonly R[],
  now: number,
  movementsOf: (record: R) => Movement[]
): Transfer[] {
  return records
    .filter((one) => isAlive(one, now))
    .flatMap((one) => {
      const pending = resultAt(one, now).status === 'PROCESSING'
      return movementsOf(one).map((movement) => ({ ...movement, pending }))
    })
}

function paid({ out_order_no: order, total_amount: amount, payment }: Order): Transfer[] {
  if (payment?.status !== 'SUCCESS') return []
  return [{ order, from: PAYER, to: transit(order), amount, pending: false }]
}

function refunded({ out_order_no: order, refund_amount, settled }: Refund, seller: string): Movement[] {
  if (!settled) return [{ order, from: transit(order), to: PAYER, amount: refund_amount }]
  return [
    { order, from: seller, to: PAYER, amount: settled.seller },
    { order, from: PLATFORM, to: PAYER, amount: settled.fee }
  ]
}

function settled(
  { out_order_no: order, receivers, seller_amount, rake }: Settlement,
  accountOf: (merchant_uid: string) => string
): Movement[] {
  const from = transit(order)
  return [
    ...receivers.map(({ merchant_uid, amount }) => ({ order, from, to: accountOf(merchant_uid), amount })),
    { order, from, to: accountOf(SELLER_UID), amount: seller_amount },
    { order, from, to: PLATFORM, amount: rake }
  ]
}

function takenBack(
  { out_order_no: order, merchant_uid, return_amount: amount, to }: Return,
  accountOf: (merchant_uid: string) => string
): Movement {
  return { order, from: accountOf(merchant_uid), to: to === 'seller' ? accountOf(SELLER_UID) : transit(order), amount }
}

function withdrawn({ merchant_uid, channel_type, withdraw_amount: amount }: Withdrawal): Movement {
  return { order: '', from: account(merchant_uid, channel_type), to: BANK, amount }
}
