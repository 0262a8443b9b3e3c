import { compareBytes } from '../../protocol/text.js'
import type { CallbackParts } from './signature.js'

/** The members of an envelope that may be signed, rightly or wrongly. */
export type SignedKey = 'token' | 'timestamp' | 'nonce' | 'msg' | 'type' | 'msg_signature'

/** A text of the string to hash. If it is a secret, `shown` is shown in its place. */
export interface Part {
  key: string
  text: string
  shown: string
}

/** The steps from a callback to the string to hash. A mistake replaces some of them. */
export interface Steps {
  token: string
  /** The three signed members; an absent one is left out. */
  timestamp: string | undefined
  nonce: string | undefined
  msg: string | undefined
  type: string | undefined
  msg_signature: string | undefined
  /** More members that are signed by mistake. */
  more: readonly Part[]
  takesToken: boolean
  order: ((a: string, b: string) => number) | readonly SignedKey[]
  /** Sorts in place of the usual sort, whose result does not depend on how it sorts. */
  sort: ((parts: readonly Part[], compare: (a: Part, b: Part) => number) => Part[]) | undefined
  separator: string
  /** The texts before and after all of it. */
  opening: string
  ending: string
  /** Another way to join the parts, instead of order and separator; `token` is the text that stands for it. */
  layout: ((parts: readonly Part[], token: string) => string) | undefined
  encode: ((text: string) => Uint8Array) | undefined
  /** HMAC with the token as its key, instead of a plain hash. */
  keyed: boolean
  /** A first hash; its hexadecimal digits are hashed again. */
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
    sort: undefined,
    separator: '',
    opening: '',
    ending: '',
    layout: undefined,
    encode: undefined,
    keyed: false,
    inner: undefined
  }
}

/** The string to hash, with `shown` in place of the token. */
export function joined(steps: Steps, shown: string): string {
  const { layout, order, sort, separator, opening, ending, takesToken } = steps
  let parts = partsOf(steps)
  if (layout) return layout(parts, shown) + ending
  if (takesToken) parts.unshift({ key: 'token', text: steps.token, shown })
  if (typeof order === 'function') {
    const compare = (a: Part, b: Part) => order(a.text, b.text)
    parts = sort ? sort(parts, compare) : parts.sort(compare)
  } else parts.sort((a, b) => placeIn(order, a.key) - placeIn(order, b.key))
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

/** The position of a key in an order. A key that is not listed comes last. */
function placeIn(order: readonly string[], key: string): number {
  const place = order.indexOf(key)
  return place < 0 ? order.length : place
}
