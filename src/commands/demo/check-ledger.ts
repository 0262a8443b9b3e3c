import { memberAt, readObject } from '../../protocol/json/json.js'

/** The answers to the calls of the demo, by call. */
export type Answers = Record<'order' | 'refund' | 'settle' | 'seller' | 'first' | 'second' | 'bill', string>

/** Where money went, in fen. */
export type Place = 'refunded' | 'fee' | 'first' | 'second' | 'withdrawn' | 'seller' | 'transit'

export interface Ledger {
  /** Fen. */
  paid: number
  places: Record<Place, number>
}

/** Two computations of the same amount, in fen. */
export interface LedgerCheck {
  name: 'sum' | 'settlement' | 'bill'
  expected: number
  found: number
}

/**
 * Where the money of the order is, according to the answers only.
 *
 * @param withdrawn in fen, because the answer about a withdrawal only has its state
 */
export function ledgerOf(answers: Answers, withdrawn: number): Ledger {
  const { order, refund, settle, seller, first, second } = answers
  const balance = (answer: string) =>
    amount(answer, 'account_info', 'withdrawable_balacne') + amount(answer, 'account_info', 'freeze_balance')
  return {
    paid: amount(order, 'payment_info', 'total_fee'),
    places: {
      refunded: amount(refund, 'refundInfo', 'refund_amount'),
      fee: amount(settle, 'settle_info', 'rake'),
      first: balance(first),
      second: balance(second),
      withdrawn,
      seller: balance(seller),
      transit: amount(seller, 'account_info', 'online_balance')
    }
  }
}

export function checksOf({ paid, places }: Ledger, answers: Answers): LedgerCheck[] {
  const kept = paid - places.refunded
  return [
    { name: 'sum', expected: paid, found: sum(Object.values(places)) },
    { name: 'settlement', expected: kept, found: amount(answers.settle, 'settle_info', 'settle_amount') },
    { name: 'bill', expected: kept, found: sum(billAmounts(answers.bill)) }
  ]
}

/** The paid and refunded amounts in a fund bill, in fen. The bill itself is in yuan. */
function billAmounts(csv: string): number[] {
  const rows = csv.split('\n').map((line) => line.split(','))
  return rows.flatMap(([, , , , , trade = '', amount]) =>
    ['交易', '退款'].includes(trade) ? [Math.round(Number(amount) * 100)] : []
  )
}

function amount(answer: string, ...path: string[]): number {
  const value = memberAt(readObject(answer), ...path)
  return value?.kind === 'number' ? Number(value.text) : Number.NaN
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, one) => all + one, 0)
}
