import type { Both } from '../language.js'
import { expectation as englishExpectation } from './en-phrases.js'
import { expectation as chineseExpectation } from './zh-phrases.js'

/** The phrase for a word of an argument. */
export interface Phrases {
  en(word: string): string
  zh(word: string): string
}

const AS_IT_IS: Phrases = { en: (word) => word, zh: (word) => word }

/**
 * The phrases for the words of an argument.
 *
 * @param otherwise the phrases for all other words; by default, the word itself
 */
export function phrases(known: Readonly<Record<string, Both>>, otherwise = AS_IT_IS): Phrases {
  return {
    en: (word) => known[word]?.en ?? otherwise.en(word),
    zh: (word) => known[word]?.zh ?? otherwise.zh(word)
  }
}

/** A list of things in a sentence. */
export const list = {
  en: (items: readonly string[]) => items.join(', '),
  zh: (items: readonly string[]) => items.join('、')
}

/** What was expected, in a sentence. */
export const expectation: Phrases = { en: englishExpectation, zh: chineseExpectation }
