import type { Both } from '../../language.js'

/** The kinds of values that the catalogue explains: the states of orders, refunds and so on, ways of payment, origins. */
export type ValueNamespace =
  | 'order'
  | 'item'
  | 'refund'
  | 'refund_source'
  | 'audit'
  | 'settle'
  | 'return'
  | 'withdraw'
  | 'sign'
  | 'sign_pay'
  | 'way'

export interface AnswerField {
  path: string
  unit?: 'fen' | 'seconds' | 'milliseconds' | ValueNamespace
  meaning: Both
}
