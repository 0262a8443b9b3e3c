import { ENTRIES } from '../findings/entries.js'
import type { Code } from '../findings/findings.js'
import type { AnyEntry } from '../findings/topic.js'
import { type Sentence, worded } from './report.js'
import type { FindingWords } from './words/words.js'

/**
 * The sentence of a code in general, with the names of its arguments in their places: `‹key›`. So a new code is
 * explained as soon as it has a sentence.
 */
export function generalSentence(code: Code, words: FindingWords): Sentence {
  const { general }: AnyEntry = ENTRIES[code]
  const args = new Proxy<Record<string | symbol, unknown>>(
    { code, ...general },
    // A list with one text works both as a text and as a list.
    { get: (known, name) => known[name] ?? [`‹${String(name)}›`] }
  )
  return worded(code, args, words)
}
