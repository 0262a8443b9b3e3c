import type { CHECK_WORDS } from './check-words.js'
import type { MISTAKES } from './mistakes.js'

/** The stable codes of all mistakes that `diagnose` can name. Their sentences are in `mistakes.ts`. */
export type MistakeCode = keyof typeof MISTAKES

/** The codes of things to check that a signature cannot show. */
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
