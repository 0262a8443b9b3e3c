import type { Facts } from '../../../ecpay/catalogue/callback-types.js'
import type { Move } from '../places.js'
import type { Accepted, Outcome } from '../results.js'

/**
 * A kind of what the platform first accepts and what has its result later, and all that the local gateway does by it.
 *
 * Its money moves in one way for all kinds: from the moment it is accepted what leaves a place is frozen there, with
 * success it has moved, and what fails, must fail or is given back by the bank has moved nothing.
 */
export interface Kind<R extends Accepted> {
  /** The members that hold the developer's own number and the platform's. */
  number: keyof R & string
  platformNumber: keyof R & string
  /** What it is about, in fen. */
  amount(record: R): number
  /** Whose money it is: that of an order, or what a merchant has in a channel. */
  belongsTo(record: R): { out_order_no: string } | { channel_type: string }
  /** Where its money goes. */
  moves(record: R, accountOf: AccountOf): Move[]
  /** How it can be made to end other than with success, by the flag of its command. */
  ends: Readonly<Partial<Record<EndFlag, End>>>
  /** What its callback says beside its numbers and its amount; absent where the platform calls nobody back. */
  callback?(record: R): Partial<Facts>
  /** In `simulate list`: the name of the list with --json, and which members are columns. */
  list: { name: string; columns: readonly (keyof R & string)[] }
  /** In the transaction bill. */
  bill: {
    /** What its time and its state are called after. */
    word: string
    heads: readonly string[]
    cells(record: R): readonly string[]
  }
  /** In the fund bill. */
  funds: {
    trade: Trade
    lines(record: R): readonly { amount: number; note: string }[]
  }
  /** What the platform's limit counts it by, where that is not its order. */
  countedBy?(record: R): string
  /** Whether bills of the seller have it; each of its records when absent. */
  isSellers?(record: R): boolean
}

/** The account of a merchant that the money goes through. */
type AccountOf = (merchant_uid: string) => string

type EndFlag = 'fail' | 'reexchange'

export interface End {
  status: Exclude<Outcome['status'], 'SUCCESS'>
  /** How it may stand until then. */
  from: readonly (Outcome['status'] | 'PROCESSING')[]
  /** What the result says. */
  message: string
}

/** Of the values of `trade_type` those that the local gateway has movements of, as a bill words them. */
export const TRADES = {
  DEAL: '交易',
  REFUND: '退款',
  SETTLE: '分账',
  RETURN_SETTLE_IN: '退分账',
  WITHDRAW: '提现'
} as const
export type Trade = keyof typeof TRADES

/** Made to fail while it has no result. */
export function failsWith(message: string): { fail: End } {
  return { fail: { status: 'FAIL', from: ['PROCESSING'], message } }
}

/** Fen as yuan with two decimals, as bills have it. */
export function billYuan(fen: number): string {
  return (fen / 100).toFixed(2)
}
