import { CHANNELS, type Order } from './orders.js'

/** An amount in fen that goes from one place to another, on account of an order or of none. */
export interface Move {
  order: string
  from: string
  to: string
  amount: number
}

export const PAYER = 'payer'
export const PLATFORM = 'platform'
export const BANK = 'bank'
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
