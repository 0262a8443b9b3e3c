import type { ShownCase, ShownCause } from '../../output/signer-report.js'
import type { SnippetLanguage } from '../../output/words/snippets.js'
import type { Voice } from '../shared/result.js'

/** An answer of the user's program. */
export interface Answered {
  one: KnownCase
  answer: string
}

/** A case of a payment system. */
export interface KnownCase extends ShownCase {
  /** The right answer; absent where none is right. */
  expected: string | undefined
}

/** Answers by what they are. */
export interface Judged {
  wrong: readonly Answered[]
  right: readonly Answered[]
  /** Wrong ones about which official implementations part. */
  disputed: readonly Answered[]
}

interface ExplainOptions {
  /** In milliseconds. */
  timeLimit: number
  signal: AbortSignal
  onProgress(explained: number): void
}

/** Why answers are wrong. */
export interface Explained {
  /** The codes of the mistakes in each case that is explained, by its name. */
  codes: ReadonlyMap<string, readonly string[]>
  causes(voice: Voice, language: SnippetLanguage | undefined): Promise<ShownCause[]>
  isCutShort: boolean
}

/** What check-signer needs of a payment system. */
export interface SignerSystem {
  name: 'ecpay' | 'trade'
  cases: readonly KnownCase[]
  /** Whether a line alone may be an answer, right or wrong. */
  isAnswer(line: string): boolean
  judge(answered: Answered): 'right' | 'disputed' | 'wrong'
  /** The text to hash or to sign of a case; absent where none is right. */
  signedText(one: KnownCase): string | undefined
  explain(given: Judged, options: ExplainOptions): Promise<Explained>
}
