import { ENTRIES } from '../findings/entries.js'
import type { Code } from '../findings/findings.js'
import type { AnyEntry } from '../findings/topic.js'
import { type Sentence, worded } from './report.js'
import type { FindingWords } from './words/words.js'

/**
 * What a code says in general: its sentence with the names of its arguments in their places, `‹key›`.
 * So nothing is said twice, and a new code is explained as soon as it has a sentence.
 */
export function generalSentence(code: Code, words: FindingWords): Sentence {
  const { general }: AnyEntry = ENTRIES[code]
  const args = new Proxy<Record<string | symbol, unknown>>(
    { code, ...general },
    // A list of one text reads as that text, and as a list where a sentence expects one.
    { get: (known, name) => known[name] ?? [`‹${String(name)}›`] }
  )
  return worded(code, args, words)
}
