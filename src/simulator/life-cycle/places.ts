import { CHANNELS, type Order, type Way } from './orders.js'

/** An amount in fen that goes from one place to another, on account of an order or of none. */
export interface Move {
  order: string
  from: string
  to: string
  amount: number
}

export interface Transfer extends Move {
  /** It has not moved yet: it is still where it comes from. */
  pending: boolean
}

export const PAYER = 'payer'
export const PLATFORM = 'platform'
export const BANK = 'bank'
/** What every merchant's accounts begin with. */
export const MERCHANTS = 'merchant/'

/** What the place of every order begins with. */
export const TRANSIT = 'transit/'

export function transit(out_order_no: string): string {
  return TRANSIT + out_order_no
}

/** A merchant has an account in each channel. */
export function account(merchant_uid: string, channel: string): string {
  return `${MERCHANTS}${channel}/${merchant_uid}`
}

/** The way of payment whose money goes through a channel. */
export function wayInto(channel: string): Way {
  if (channel === 'alipay') return 'ali'
  return channel === 'hz' ? 'dyzf' : 'wx'
}

/** The channel whose accounts the money of an order goes through. */
export function channelTypeOf({ payment }: Order): string {
  return CHANNELS[payment?.way ?? 'wx']
}

/** What is at a place, in fen; what is about to leave it is still there, but frozen. */
export interface Balance {
  total: number
  frozen: number
}

/** What may still leave a place. */
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
