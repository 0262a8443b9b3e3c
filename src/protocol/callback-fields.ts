import type { AnswerField } from './endpoints/endpoint.js'

/** The members of a callback's msg that have a unit, over all types of callback. */
export const CALLBACK_ANSWER: readonly Pick<AnswerField, 'path' | 'unit'>[] = [
  { path: 'total_amount', unit: 'fen' },
  { path: 'refund_amount', unit: 'fen' },
  { path: 'settle_amount', unit: 'fen' },
  { path: 'rake', unit: 'fen' },
  { path: 'commission', unit: 'fen' },
  { path: 'paid_at', unit: 'seconds' },
  { path: 'refunded_at', unit: 'seconds' },
  { path: 'settled_at', unit: 'seconds' },
  { path: 'withdraw_at', unit: 'seconds' },
  { path: 'way', unit: 'way' }
]
