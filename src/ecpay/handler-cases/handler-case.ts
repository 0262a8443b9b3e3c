import type { Both } from '../../language.js'
import { type CallbackPost, JSON_TYPE } from '../callback/callback-posts.js'
import { callbackBody, envelopeText } from '../callback/message.js'
import { callbackSignature } from '../callback/signature.js'

/** The genuine callback that every case is made from. */
export interface Kit {
  timestamp: string
  nonce: string
  msg: string
  type: string
  token: string
}

/** What is sent: a callback, or the console's check of the address. */
export type HandlerRequest = CallbackPost | { query: Record<string, string>; echostr: string }

/**
 * What must come back: `accepted` is HTTP 200 with err_no 0; `refused` any other answer; `unharmed` any answer
 * that is no HTTP 5xx; `echoed` is HTTP 200 with echostr.
 */
type Wanted = 'accepted' | 'refused' | 'unharmed' | 'echoed'

/** One case of the conformance run, as data. */
export interface HandlerCase {
  code: string
  wants: Wanted
  /** Whether its requests are sent at once, not one after the other. */
  together?: true
  /** Whether it sends the same callback again: the work is to be done once all the same. */
  again?: true
  /** Whether it is about something else than the work: that must not be done for it. */
  changesNothing?: true
  /** The types of callbacks it makes sense with; all where absent. */
  types?: readonly string[]
  /** Milliseconds each answer may take, where less than the time-out counts. */
  within?: number
  /** No page of the platform asks for it in so many words: a failure is told, and fails nothing. */
  advice?: true
  send(kit: Kit): HandlerRequest[]
  title: Both
  why: Both
  fix: Both
}

/**
 * The nonce of a case: a text that stands on the same side of every timestamp since 2004 as its number does, so that
 * only the cases that are about sorting see a sort that compares numbers.
 *
 * @param index of the case, from 0 to 99
 * @param run four digits of this run: who keeps the nonces that came sees each once
 */
export function plainNonce(index: number, run: string): string {
  return `10${run}${String(index).padStart(2, '0')}`
}

/** A callback that is signed as it is sent. */
export function signed(kit: Kit, changes: Partial<Kit> = {}): CallbackPost {
  const { token, ...callback } = { ...kit, ...changes }
  return json(callbackBody(callback, token))
}

/** A callback under another signature than its own. */
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
