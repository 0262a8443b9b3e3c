import { CHECK_WORDS } from '../ecpay/diagnose/check-words.js'
import { FIXES } from '../ecpay/diagnose/fix-words.js'
import { MISTAKES } from '../ecpay/diagnose/mistakes.js'
import type { Language } from '../language.js'
import type { DiagnoseWords } from './words/diagnose-words.js'

/** The sentences of every mistake, fix and check in one language. */
export function mistakeWords(language: Language): Pick<DiagnoseWords, 'mistakes' | 'fixes' | 'checks'> {
  return {
    mistakes: mapped(MISTAKES, ({ [language]: say }) => (typeof say === 'function' ? say : () => say)),
    fixes: mapped(FIXES, ({ [language]: text }) => text),
    checks: mapped(CHECK_WORDS, ({ [language]: text }) => text)
  }
}

function mapped<Key extends string, From, To>(
  known: Readonly<Record<Key, From>>,
  to: (one: From) => To
): Record<Key, To> {
  const pairs = Object.entries<From>(known).map(([key, one]) => [key, to(one)])
  return Object.fromEntries(pairs) as Record<Key, To>
}
