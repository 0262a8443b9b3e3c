import { CHANNELS, type Order, type Way } from './orders.js'

/** An amount in fen that moves from one place to another, perhaps because of an order. */
export interface Move {
  order: string
  from: string
  to: string
  amount: number
}

export interface Transfer extends Move {
  /** Whether it has not moved yet, and is still in the place that it will leave. */
  pending: boolean
}

export const PAYER = 'payer'
export const PLATFORM = 'platform'
export const BANK = 'bank'
/** The prefix of every merchant's accounts. */
export const MERCHANTS = 'merchant/'

/** The prefix of every order's place. */
export const TRANSIT = 'transit/'

export function transit(out_order_no: string): string {
  return TRANSIT + out_order_no
}

/** The account of a merchant in a channel. */
export function account(merchant_uid: string, channel: string): string {
  return `${MERCHANTS}${channel}/${merchant_uid}`
}

/** The way of payment of a channel. */
export function wayInto(channel: string): Way {
  if (channel === 'alipay') return 'ali'
  return channel === 'hz' ? 'dyzf' : 'wx'
}

/** The channel of an order's money. */
export function channelTypeOf({ payment }: Order): string {
  return CHANNELS[payment?.way ?? 'wx']
}

/** The money at a place, in fen. Money that is about to leave is still there, but frozen. */
export interface Balance {
  total: number
  frozen: number
}

/** The money that may leave a place. */
export function available({ total, frozen }: Balance): number {
  return total - frozen
}

export function balanceOf(transfers: readonly Transfer[], place: string): Balance {
  const leaving = transfers.filter(({ from }) => from === place)
  const arrived = sumOf(transfers.filter(({ to, pending }) => to === place && !pending))
  return {
    total: arrived - sumOf(leaving.filter(({ pending }) => !pending)),
    frozen: sumOf(leaving.filter(({ pending }) => pending))
  }
}

/** Fen. */
export function sumOf(amounts: readonly { amount: number }[]): number {
  return amounts.reduce((all, { amount }) => all + amount, 0)
}
