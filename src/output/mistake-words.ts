import { CHECK_WORDS } from '../ecpay/diagnose/check-words.js'
import { FIXES } from '../ecpay/diagnose/fix-words.js'
import { MISTAKES } from '../ecpay/diagnose/mistakes.js'
import type { Language } from '../language.js'
import { mapped, sentence } from './in-language.js'
import type { DiagnoseWords } from './words/diagnose-words.js'

/** The sentences of every mistake, fix and check in one language. */
export function mistakeWords(language: Language): Pick<DiagnoseWords, 'mistakes' | 'fixes' | 'checks'> {
  return {
    mistakes: mapped(MISTAKES, (one) => sentence(one, language)),
    fixes: mapped(FIXES, ({ [language]: text }) => text),
    checks: mapped(CHECK_WORDS, ({ [language]: text }) => text)
  }
}
