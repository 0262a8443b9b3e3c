import { callbackBody, envelopeText, type UnsignedCallback } from './message.js'
import { callbackSignature } from './signature.js'

/** A body to post, with its Content-Type. */
export interface CallbackPost {
  body: string
  contentType: string
}

/** What a bad network, or someone who is not the platform, does to a callback. */
export interface Disturbances {
  /** The signature is wrong. */
  badSignature?: boolean | undefined
  /** How many times the same callback comes; 1 if absent. */
  copies?: number | undefined
  /** An older callback of the same event comes after a newer one. */
  outOfOrder?: boolean | undefined
  /** It comes once with each Content-Type that proxies and clients use for JSON. */
  mixedContentType?: boolean | undefined
}

export const JSON_TYPE = 'application/json'
const CONTENT_TYPES = [JSON_TYPE, 'application/json; charset=utf-8', 'text/plain', 'application/x-www-form-urlencoded']

/** Seconds between the two callbacks of {@link Disturbances.outOfOrder}. */
const OLDER = 60

/** The posts for a callback, in order: one, if nothing is disturbed. */
export function callbackPosts(callback: UnsignedCallback, token: string, disturbances: Disturbances): CallbackPost[] {
  const { badSignature, copies = 1, outOfOrder, mixedContentType } = disturbances
  const older = { ...callback, timestamp: String(Number(callback.timestamp) - OLDER) }
  const bodies = (outOfOrder ? [callback, older] : [callback]).map((one) =>
    badSignature ? envelopeText(one, spoiled(callbackSignature(one, token))) : callbackBody(one, token)
  )
  const types = mixedContentType ? CONTENT_TYPES : [JSON_TYPE]
  const all = bodies.flatMap((body) => types.map((contentType) => ({ body, contentType })))
  return all.flatMap((one) => Array<CallbackPost>(copies).fill(one))
}

/** A signature with its last digit changed. */
export function spoiled(signature: string): string {
  return signature.slice(0, -1) + (signature.endsWith('0') ? '1' : '0')
}
