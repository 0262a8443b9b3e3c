import type { CHECK_WORDS } from './check-words.js'
import type { MISTAKES } from './mistakes.js'

/** Every mistake that `diagnose` can name: stable words, each with its sentence in `mistakes.ts`. */
export type MistakeCode = keyof typeof MISTAKES

/** What a signature cannot show, to be checked apart from it. */
export type CheckCode = keyof typeof CHECK_WORDS

export const CALLBACK_CHECKS: readonly CheckCode[] = ['token-of-message-push', 'body-not-raw', 'state-from-callback']

export const CHECKS: readonly CheckCode[] = [
  'host-of-other-environment',
  'salt-of-other-app',
  'misspelt-key',
  'bytes-changed',
  'not-json-content',
  'unsigned-get-parameters'
]
