import { AGREEMENT, type Agreement } from './agreement-kind.js'
import { DEDUCTION, type Deduction } from './deduction-kind.js'
import { DEDUCTION_REFUND, type DeductionRefund } from './deduction-refund-kind.js'
import type { Kind } from './kind.js'
import { REFUND, type Refund } from './refund-kind.js'
import { RETURN, type Return } from './return-kind.js'
import { SETTLEMENT, type Settlement } from './settlement-kind.js'
import { TRADE_REFUND, type TradeRefund } from './trade-refund-kind.js'
import { WITHDRAWAL, type Withdrawal } from './withdrawal-kind.js'

/** The records that are accepted first and have their result later, by the word for them in commands and records. */
export interface ResultRecords {
  refund: Refund
  settle: Settlement
  return: Return
  withdraw: Withdrawal
  trade_refund: TradeRefund
  sign: Agreement
  deduct: Deduction
  'deduct-refund': DeductionRefund
}
export type ResultKind = keyof ResultRecords

/** The table of kinds, in the order of lists. */
export const KINDS: { readonly [K in ResultKind]: Kind<ResultRecords[K]> } = {
  refund: REFUND,
  settle: SETTLEMENT,
  return: RETURN,
  withdraw: WITHDRAWAL,
  trade_refund: TRADE_REFUND,
  sign: AGREEMENT,
  deduct: DEDUCTION,
  'deduct-refund': DEDUCTION_REFUND
}

export const KIND_NAMES = Object.keys(KINDS) as readonly ResultKind[]

export function kindOf<K extends ResultKind>(kind: K): Kind<ResultRecords[K]> {
  return KINDS[kind]
}

/** Whether a record is of a kind that has its result later. */
export function isResult(record: { kind: string }): record is ResultRecords[ResultKind] {
  return isResultKind(record.kind)
}

export function isResultKind(kind: string): kind is ResultKind {
  return Object.hasOwn(KINDS, kind)
}
