import { hashMistakes } from './hash-mistakes.js'
import { jointMistakes } from './joint-mistakes.js'
import { jsonMistakes } from './json-mistakes.js'
import { memberMistakes } from './member-mistakes.js'
import { orderMistakes } from './order-mistakes.js'
import { pairMistakes } from './pair-mistakes.js'
import { saltMistakes } from './salt-mistakes.js'
import { textMistakes } from './text-mistakes.js'
import { valueMistakes } from './value-mistakes.js'

/** Every mistake in a request signature that `diagnose` can name. */
export const MISTAKES = {
  ...memberMistakes,
  ...valueMistakes,
  ...jsonMistakes,
  ...textMistakes,
  ...orderMistakes,
  ...pairMistakes,
  ...saltMistakes,
  ...jointMistakes,
  ...hashMistakes
}
