import type { Both } from '../../language.js'
import { type CallbackPost, JSON_TYPE } from '../callback/callback-posts.js'
import { callbackBody, envelopeText } from '../callback/message.js'
import { callbackSignature } from '../callback/signature.js'

/** The genuine callback from which every case is made. */
export interface Kit {
  timestamp: string
  nonce: string
  msg: string
  type: string
  token: string
}

/** The request to send: a callback, or the console's check of the address. */
export type HandlerRequest = CallbackPost | { query: Record<string, string>; echostr: string }

/**
 * The required answer: `accepted` is HTTP 200 with err_no 0; `refused` is any other answer; `unharmed` is any answer
 * except HTTP 5xx; `echoed` is HTTP 200 with echostr.
 */
type Wanted = 'accepted' | 'refused' | 'unharmed' | 'echoed'

/** One case of the conformance run, as data. */
export interface HandlerCase {
  code: string
  wants: Wanted
  /** Whether its requests are sent at the same time, not one after another. */
  together?: true
  /** Whether it sends the same callback again. The work must still be done only once. */
  again?: true
  /** Whether the work must not be done for it, because it is about something else. */
  changesNothing?: true
  /** The callback types for which it makes sense; all if absent. */
  types?: readonly string[]
  /** The milliseconds that each answer may take, if less than the time-out. */
  within?: number
  /** No page of the platform requires it explicitly: a failure is reported, but does not count. */
  advice?: true
  send(kit: Kit): HandlerRequest[]
  title: Both
  why: Both
  fix: Both
}

/**
 * The nonce of a case. It sorts the same as text and as number beside every timestamp since 2004, so that a handler
 * that sorts by number fails only the cases about sorting.
 *
 * @param index of the case, from 0 to 99
 * @param run four digits of this run, so that a handler that stores nonces sees each only once
 */
export function plainNonce(index: number, run: string): string {
  return `10${run}${String(index).padStart(2, '0')}`
}

/** A callback with the right signature. */
export function signed(kit: Kit, changes: Partial<Kit> = {}): CallbackPost {
  const { token, ...callback } = { ...kit, ...changes }
  return json(callbackBody(callback, token))
}

/** A callback with a wrong signature. */
export function forged(kit: Kit, forge: (signature: string, kit: Kit) => string): CallbackPost {
  const { token, ...callback } = kit
  return json(envelopeText(callback, forge(callbackSignature(callback, token), kit)))
}

/** A callback that was changed after it was signed. */
export function altered(kit: Kit, changes: Partial<Kit>): CallbackPost {
  const { token, ...callback } = kit
  return json(envelopeText({ ...callback, ...changes }, callbackSignature(callback, token)))
}

export function json(body: string): CallbackPost {
  return { body, contentType: JSON_TYPE }
}
