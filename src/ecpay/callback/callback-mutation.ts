import type { Finding } from '../../findings/findings.js'
import type { Steps } from './callback-steps.js'
import type { CallbackParts } from './signature.js'

/** The inputs of a wrong computation. */
export interface Verified extends CallbackParts {
  type?: string | undefined
  msg_signature: string
  /** The text of the POST. */
  body?: string | undefined
}

/** A way to get a callback's signature wrong, with its finding. */
export interface CallbackMutation {
  cause: Finding
  change: Partial<Steps>
  /** From 1 (many people do it) to 3 (few do). */
  rarity: number
  /** Not combined with other mistakes. */
  alone?: true
}
