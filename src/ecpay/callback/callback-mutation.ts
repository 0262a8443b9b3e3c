import type { Finding } from '../../findings/findings.js'
import { type JsonObject, readObject } from '../../protocol/json/json.js'
import type { Steps } from './callback-steps.js'
import type { CallbackParts } from './signature.js'

/** What a mistaken computation may have taken in. */
export interface Verified extends CallbackParts {
  type?: string | undefined
  msg_signature: string
  /** The text of the POST. */
  body?: string | undefined
}

/** A way to get a callback's signature wrong, as what it is reported as. */
export interface CallbackMutation {
  cause: Finding
  change: Partial<Steps>
  /** 1 for what many do, 3 for what few do. */
  rarity: number
  /** Explains only by itself. */
  alone?: true
}

/** The object that a text is, or one without members. */
export function objectIn(text: string): JsonObject {
  try {
    return readObject(text)
  } catch {
    return { kind: 'object', members: [], start: 0, end: 0 }
  }
}
