import type { Language } from '../language.js'
import { CHECK_WORDS } from '../trade/diagnose/check-words.js'
import { FIXES } from '../trade/diagnose/fix-words.js'
import { MISTAKES } from '../trade/diagnose/mistakes.js'
import { mapped, sentence } from './in-language.js'
import type { TradeDiagnoseWords } from './words/diagnose-words.js'

/** The sentences of every mistake, fix and check of the trade system in one language. */
export function tradeMistakeWords(language: Language): Pick<TradeDiagnoseWords, 'mistakes' | 'fixes' | 'checks'> {
  return {
    mistakes: mapped(MISTAKES, (one) => sentence(one, language)),
    fixes: mapped(FIXES, ({ [language]: text }) => text),
    checks: mapped(CHECK_WORDS, ({ [language]: text }) => text)
  }
}
