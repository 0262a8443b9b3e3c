import { authorizationMistakes } from './authorization-mistakes.js'
import { bodyMistakes } from './body-mistakes.js'
import { keyMistakes } from './key-mistakes.js'
import { lineMistakes } from './line-mistakes.js'
import type { Fix } from './mistake.js'
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

/** What to put right about a mistake; if there are two, the second is for the header of a call. */
export function fixesOf(code: MistakeCode): readonly [Fix, ...Fix[]] {
  const { fix } = MISTAKES[code]
  return typeof fix === 'string' ? [fix] : fix
}
