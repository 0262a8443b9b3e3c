import type { Facts } from '../../../protocol/callback/facts.js'
import type { OwnMembers } from '../../../trade/callback/message.js'
import type { Order } from '../orders.js'
import type { Move } from '../places.js'
import type { Accepted, Outcome } from '../results.js'

/**
 * A kind of record that the platform first accepts and that has its result later, with everything that the local
 * gateway needs to know about it.
 *
 * The money of all kinds moves in the same way: from acceptance it is frozen in the place that it leaves; with success
 * it has moved. If the record fails, must fail or is returned by the bank, nothing has moved.
 */
export interface Kind<R extends Accepted> {
  /** The members that hold the developer's number and the platform's. */
  number: keyof R & string
  platformNumber: keyof R & string
  /** The amount, in fen. */
  amount(record: R): number
  /** Whose money it is: that of an order, or of a merchant's account in a channel. */
  belongsTo(record: R): { out_order_no: string } | { channel_type: string }
  /** Where its money goes. */
  moves(record: R, accountOf: AccountOf): Move[]
  /** The ends other than success that a user can choose, by the flag of its command. */
  ends: Readonly<Partial<Record<EndFlag, End>>>
  /** The facts in its callback besides its numbers and its amount; absent if the platform sends no callback. */
  callback?(record: R): Partial<Facts>
  /** Only in 通用交易系统: its callbacks, and what follows from their answers. */
  trade?: TradeCallbacks<R>
  /** For `simulate list`: the name of the list with --json, and the members that are columns. */
  list: { name: string; columns: readonly (keyof R & string)[] }
  /** For the transaction bill. */
  bill: {
    /** The word in the headings of its time and its state. */
    word: string
    heads: readonly string[]
    cells(record: R): readonly string[]
  }
  /** For the fund bills: what comes to each merchant and leaves it, in transit or not. */
  funds(record: R): readonly FundLine[]
  /** The key by which a limit of the platform counts it, if that is not its order; undefined for one that counts not. */
  countedBy?(record: R): string | undefined
  /** The merchant whose transaction bill a record is in, undefined for none; if absent, that of the seller. */
  billedTo?(record: R): string | undefined
}

/** The account of a merchant in the channel of the money. */
type AccountOf = (merchant_uid: string) => string

/** The callbacks of a kind in 通用交易系统. */
interface TradeCallbacks<R> {
  /**
   * The callback about the present state of a record: its type, and members of its msg that count over the facts;
   * undefined for a record of 担保支付.
   */
  report(record: R, order: Order): { type: string; url?: string; members: OwnMembers } | undefined
  /**
   * The record after its callback was accepted; undefined if the answer counts as failed.
   *
   * @param answer the body of the answer
   * @param isTaken whether a developer's number of a refund was used before
   * @param now Unix time in milliseconds
   */
  answered?(record: R, answer: string, isTaken: (number: string) => boolean, now: number): R | undefined
}

type EndFlag = 'fail' | 'timeout' | 'reexchange'

export interface End {
  status: Exclude<Outcome['status'], 'SUCCESS'>
  /** The states from which it can end so. */
  from: readonly (Outcome['status'] | 'PROCESSING')[]
  /** The message of the result. */
  message: string
}

/** A line of the fund bill of a merchant. */
export interface FundLine {
  merchant_uid: string
  trade: Trade
  /** In fen; negative for money out. A line of 0 is left out. */
  amount: number
  note: string
}

/** The values of `trade_type` for which the local gateway has movements, with their words in a bill. */
export const TRADES = {
  DEAL: '交易',
  REFUND: '退款',
  SETTLE: '分账',
  RETURN_SETTLE_IN: '退分账',
  RETURN_SETTLE_OUT: '退分账',
  WITHDRAW: '提现'
} as const
export type Trade = keyof typeof TRADES

/** The end of a record that a user lets fail while it has no result. */
export function failsWith(message: string): { fail: End } {
  return { fail: { status: 'FAIL', from: ['PROCESSING'], message } }
}

/** An amount in fen as yuan with two decimals, as in bills. */
export function billYuan(fen: number): string {
  return (fen / 100).toFixed(2)
}
