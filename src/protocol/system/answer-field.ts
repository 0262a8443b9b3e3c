import type { Both } from '../../language.js'

/** The kinds of values that the catalogue explains: the states of orders, refunds and so on, and ways of payment. */
export type ValueNamespace = 'order' | 'refund' | 'settle' | 'return' | 'withdraw' | 'way'

export interface AnswerField {
  path: string
  unit?: 'fen' | 'seconds' | 'milliseconds' | ValueNamespace
  meaning: Both
}
