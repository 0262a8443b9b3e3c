import type { Both } from '../../language.js'

/** Values whose meaning the catalogue knows: ways of payment, and the states of what a call is about. */
export type ValueNamespace = 'order' | 'refund' | 'settle' | 'return' | 'withdraw' | 'way'

export interface AnswerField {
  path: string
  unit?: 'fen' | 'seconds' | 'milliseconds' | ValueNamespace
  meaning: Both
}
