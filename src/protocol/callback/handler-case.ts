import type { Both } from '../../language.js'
import type { CallbackPost, UnsignedCallback } from './callback-post.js'

/** The genuine callback from which every case is made, and the keys to sign it with. */
export interface Kit extends UnsignedCallback {
  /** The key of the platform. */
  key: string
  /** A key that does not belong to the platform. */
  otherKey: string
}

/** The request to send: a callback, or the console's check of the address. */
export type HandlerRequest = CallbackPost | { query: Record<string, string>; echostr: string }

/**
 * The required answer: `accepted` is HTTP 200 with err_no 0 and everything else that this type of callback requires;
 * `refused` is any answer except success; `unharmed` is any answer except HTTP 5xx; `complete` is the same, but an
 * answer of success must have everything that the type requires; `echoed` is HTTP 200 with echostr.
 */
export type Wanted = 'accepted' | 'refused' | 'unharmed' | 'complete' | 'echoed'

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
  /** The same for its last request alone. */
  lastChangesNothing?: true
  /** Whether it makes no sense if all cases are about the same number. */
  ownNumber?: true
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
