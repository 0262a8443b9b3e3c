import { hash } from 'node:crypto'
import type { ResultKind } from '../life-cycle/kinds/kinds.js'
import { SELLER_UID, type Way } from '../life-cycle/orders.js'
import type { Kinds } from '../life-cycle/records.js'

/*
 * The keys of derived values. They begin with a slash, which no key of an order has. A key in `/by/` ends with the number of
 * its record; a key in `/sum/` has an amount.
 */

/** All keys with this prefix. */
export interface Keys {
  start: string
  end: string
}

/** @param start the prefix; it ends with a slash, and 0 is the next character after a slash */
function keys(start: string): Keys {
  return { start, end: `${start.slice(0, -1)}0` }
}

export const DERIVED: readonly Keys[] = [keys('/by/'), keys('/sum/'), keys('/due/')]
export const STATE = '/state'
/** Callbacks that are still to be sent, by the time of the next attempt. */
export const DUE = keys('/due/')
/** Records without a result, by the time of their result. */
export const OPEN = keys('/by/open/')

/** The number of an order in a key: a slash separates the parts of keys, and numbers of 通用交易系统 may hold one. */
export function inKey(out_order_no: string): string {
  return out_order_no.replace(/[%/]/g, (one) => encodeURIComponent(one))
}

/** Records that move the money of an order. */
export function byOrder(out_order_no: string): Keys {
  return keys(`/by/order/${inKey(out_order_no)}/`)
}

/** Records by a number that someone else gave them. */
export function byName(kind: keyof Kinds, number: string): Keys {
  return keys(`/by/name/${kind}/${digest(number)}/`)
}

/** Records that a limit of the platform counts together. */
export function byCount(kind: ResultKind, by: string): Keys {
  return keys(`/by/count/${kind}/${digest(by)}/`)
}

/** Records that were paid or have succeeded, by the time of success. */
export function byCompletion(kind: keyof Kinds): Keys {
  return keys(`/by/completion/${kind}/`)
}

/** The money that came to a merchant's account, less what left it; see `account`. */
export function accountSum(account: string): string {
  return `/sum/account/${digest(account)}`
}

/** The sum in transit for all orders of a merchant in a channel. */
export function transitSum(channel: string, merchant_uid: string): string {
  return `/sum/transit/${digest(merchant_uid === SELLER_UID ? channel : `${channel}/${merchant_uid}`)}`
}

/** The sums of the fund bills of each day of a merchant. */
export function fundSums(way: Way, merchant_uid: string): Keys {
  return keys(`/sum/fund/${way}${merchant_uid === SELLER_UID ? '' : `.${digest(merchant_uid)}`}/`)
}

/**
 * A key that sorts by time.
 *
 * @param at Unix time in milliseconds; a time scale can give fractions
 */
export function timed(start: string, at: number): string {
  return start + String(Math.max(0, Math.floor(at))).padStart(15, '0')
}

/** A digest of a text from a client, because the length of a key is limited. */
function digest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32)
}
