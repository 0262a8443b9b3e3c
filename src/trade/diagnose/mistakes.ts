import { authorizationMistakes } from './authorization-mistakes.js'
import { bodyMistakes } from './body-mistakes.js'
import { keyMistakes } from './key-mistakes.js'
import { lineMistakes } from './line-mistakes.js'
import { signatureMistakes } from './signature-mistakes.js'

/** Every mistake in a request of the trade system that `trade diagnose` can name: the one list of them. */
export const MISTAKES = {
  ...lineMistakes,
  ...bodyMistakes,
  ...signatureMistakes,
  ...keyMistakes,
  ...authorizationMistakes
}

/** Stable words, each with its sentence. */
export type MistakeCode = keyof typeof MISTAKES
