import { hash } from 'node:crypto'
import type { ResultKind } from '../life-cycle/kinds/kinds.js'
import type { Way } from '../life-cycle/orders.js'
import type { Kinds } from '../life-cycle/records.js'

/*
 * The keys of what is derived from records. They begin with a slash, which is in no number: behind `/by/` a key ends in
 * the number of the record that it leads to, behind `/sum/` stands an amount.
 */

/** All keys that begin so. */
export interface Keys {
  start: string
  end: string
}

/** @param start ends in a slash, behind which 0 comes next */
function keys(start: string): Keys {
  return { start, end: `${start.slice(0, -1)}0` }
}

export const DERIVED: readonly Keys[] = [keys('/by/'), keys('/sum/'), keys('/due/')]
export const STATE = '/state'
/** Callbacks that are still to be sent, by the time of the next attempt. */
export const DUE = keys('/due/')
/** What has no result in its record, by the time at which it has one. */
export const OPEN = keys('/by/open/')

/** What moves the money of an order. */
export function byOrder(out_order_no: string): Keys {
  return keys(`/by/order/${out_order_no}/`)
}

/** By a number that somebody else gave it. */
export function byName(kind: keyof Kinds, number: string): Keys {
  return keys(`/by/name/${kind}/${digest(number)}/`)
}

/** What the platform's limit counts together. */
export function byCount(kind: ResultKind, by: string): Keys {
  return keys(`/by/count/${kind}/${digest(by)}/`)
}

/** What was paid or has succeeded, by the time of that. */
export function byCompletion(kind: keyof Kinds): Keys {
  return keys(`/by/completion/${kind}/`)
}

/** What has arrived at a merchant's account, less what has left it; see `account`. */
export function accountSum(account: string): string {
  return `/sum/account/${digest(account)}`
}

/** The same of what is in transit for all orders of a channel. */
export function transitSum(channel: string): string {
  return `/sum/transit/${digest(channel)}`
}

/** What the fund bills of each day have come to. */
export function fundSums(way: Way): Keys {
  return keys(`/sum/fund/${way}/`)
}

/**
 * A key behind others of earlier times.
 *
 * @param at Unix time in milliseconds; fractions come of a time scale
 */
export function timed(start: string, at: number): string {
  return start + String(Math.max(0, Math.floor(at))).padStart(15, '0')
}

/** Whatever a client sends is no longer than a key can be. */
function digest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32)
}
