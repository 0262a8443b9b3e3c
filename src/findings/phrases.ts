import type { Both } from '../language.js'
import { expectation as englishExpectation } from './en-phrases.js'
import { expectation as chineseExpectation } from './zh-phrases.js'

/** How a word of an argument is said. */
export interface Phrases {
  en(word: string): string
  zh(word: string): string
}

const AS_IT_IS: Phrases = { en: (word) => word, zh: (word) => word }

/**
 * The phrases for the words of an argument.
 *
 * @param otherwise how any other word is said: as it is, where nothing else is given
 */
export function phrases(known: Readonly<Record<string, Both>>, otherwise = AS_IT_IS): Phrases {
  return {
    en: (word) => known[word]?.en ?? otherwise.en(word),
    zh: (word) => known[word]?.zh ?? otherwise.zh(word)
  }
}

/** Things in a row, as a sentence names them. */
export const list = {
  en: (items: readonly string[]) => items.join(', '),
  zh: (items: readonly string[]) => items.join('、')
}

/** What was expected, as a sentence names it. */
export const expectation: Phrases = { en: englishExpectation, zh: chineseExpectation }
