/** A callback before it is signed. */
export interface UnsignedCallback {
  type: string
  /** JSON text, sent as it is. */
  msg: string
  /** Unix seconds as text. */
  timestamp: string
  nonce: string
  /** Of the envelope, where a system has one. */
  version?: string | undefined
  /** Those that it came with, where it is sent again: what is signed anew replaces its own. */
  headers?: RawCallback['headers'] | undefined
}

/** What is posted. */
export interface CallbackPost {
  body: string
  contentType: string
  /** Those that a callback has beside it, in order; a name may stand twice. */
  headers?: readonly (readonly [name: string, value: string])[] | undefined
  /** What its answer must hold beside err_no 0, by dotted path; nothing when absent. */
  needs?: readonly string[] | undefined
}

/** A callback as it came in, or was kept. */
export interface RawCallback {
  headers: readonly (readonly [name: string, value: string])[]
  body: Uint8Array
}

export const JSON_TYPE = 'application/json'

/** What a bad network, or someone who is not the platform, does to a callback. */
export interface Disturbances {
  /** How many times the same callback comes; 1 if absent. */
  copies?: number | undefined
  /** An older callback of the same event comes after a newer one. */
  outOfOrder?: boolean | undefined
  /** It comes once with each Content-Type that proxies and clients use for JSON. */
  mixedContentType?: boolean | undefined
}

const CONTENT_TYPES = [JSON_TYPE, 'application/json; charset=utf-8', 'text/plain', 'application/x-www-form-urlencoded']

/** Seconds between the two callbacks of {@link Disturbances.outOfOrder}. */
const OLDER = 60

/**
 * The posts for a callback, in order: one, if nothing is disturbed.
 *
 * @param sign signs it, or puts a wrong signature on it
 */
export function callbackPosts(
  callback: UnsignedCallback,
  sign: (callback: UnsignedCallback) => CallbackPost,
  { copies = 1, outOfOrder, mixedContentType }: Disturbances
): CallbackPost[] {
  const older = { ...callback, timestamp: String(Number(callback.timestamp) - OLDER) }
  const signed = (outOfOrder ? [callback, older] : [callback]).map(sign)
  const types = mixedContentType ? CONTENT_TYPES : [JSON_TYPE]
  const all = signed.flatMap((one) => types.map((contentType) => ({ ...one, contentType })))
  return all.flatMap((one) => Array<CallbackPost>(copies).fill(one))
}
