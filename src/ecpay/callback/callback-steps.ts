import { compareBytes } from '../../protocol/text.js'
import type { CallbackParts } from './signature.js'

/** The members of an envelope that may be signed, right or wrong. */
export type SignedKey = 'token' | 'timestamp' | 'nonce' | 'msg' | 'type' | 'msg_signature'

/** A text on its way into the string that is hashed; `shown` is what stands for it where it is a secret. */
export interface Part {
  key: string
  text: string
  shown: string
}

/** The steps from a callback to the string that is hashed. A mistake replaces some of them. */
export interface Steps {
  token: string
  /** Absent: left out. The three are signed, the rest is not. */
  timestamp: string | undefined
  nonce: string | undefined
  msg: string | undefined
  type: string | undefined
  msg_signature: string | undefined
  /** Further members that are taken in. */
  more: readonly Part[]
  takesToken: boolean
  order: ((a: string, b: string) => number) | readonly SignedKey[]
  separator: string
  /** What stands before and behind all of it. */
  opening: string
  ending: string
  /** Another way to write the parts down, in place of order and separator; `token` is as it is shown. */
  layout: ((parts: readonly Part[], token: string) => string) | undefined
  encode: ((text: string) => Uint8Array) | undefined
  /** HMAC with the token as its key, in place of a plain hash. */
  keyed: boolean
  /** The hash that was hashed once more, in hexadecimal digits. */
  inner: 'sha1' | 'md5' | undefined
}

/** The steps of the right signature. */
export function rightSteps({ timestamp, nonce, msg }: CallbackParts, token: string): Steps {
  return {
    token,
    timestamp,
    nonce,
    msg,
    type: undefined,
    msg_signature: undefined,
    more: [],
    takesToken: true,
    order: compareBytes,
    separator: '',
    opening: '',
    ending: '',
    layout: undefined,
    encode: undefined,
    keyed: false,
    inner: undefined
  }
}

/** The string that is hashed, with `shown` in the token's place. */
export function joined(steps: Steps, shown: string): string {
  const { layout, order, separator, opening, ending, takesToken } = steps
  const parts = partsOf(steps)
  if (layout) return layout(parts, shown) + ending
  if (takesToken) parts.unshift({ key: 'token', text: steps.token, shown })
  if (typeof order === 'function') parts.sort((a, b) => order(a.text, b.text))
  else parts.sort((a, b) => placeIn(order, a.key) - placeIn(order, b.key))
  return opening + parts.map((one) => one.shown).join(separator) + ending
}

function partsOf(steps: Steps): Part[] {
  const parts: Part[] = []
  for (const key of ['timestamp', 'nonce', 'msg', 'type', 'msg_signature'] as const) {
    const text = steps[key]
    if (text !== undefined) parts.push({ key, text, shown: text })
  }
  return parts.concat(steps.more)
}

/** What an order does not name stands behind it. */
function placeIn(order: readonly string[], key: string): number {
  const place = order.indexOf(key)
  return place < 0 ? order.length : place
}
