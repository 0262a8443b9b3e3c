import { sellerIn } from '../orders.js'
import { type Move, PAYER, PLATFORM, transit } from '../places.js'
import { type Accepted, TOO_LITTLE } from '../results.js'
import { billYuan, type FundLine, failsWith, type Kind } from './kind.js'

/** A stored refund. */
export interface Refund extends Accepted {
  kind: 'refund'
  out_refund_no: string
  refund_no: string
  out_order_no: string
  /** Fen. */
  refund_amount: number
  /** Only if the order was settled. */
  settled?: SettledParts
}

/** The parts of a refund of a settled order that the seller and the platform's fee pay, in fen. */
export interface SettledParts {
  seller: number
  fee: number
  /** Only if a part of the order was settled: what comes from transit. */
  transit?: number
}

/**
 * The line of a refund of any system in the fund bill: what leaves the money of the seller, in transit or not. After a
 * settlement, the platform returns its fee and the seller pays the rest.
 */
export function refundFunds(amount: number, one: { settled?: SettledParts; seller_uid?: string }): FundLine[] {
  const sellers = amount - (one.settled?.fee ?? 0)
  return [{ merchant_uid: sellerIn(one), trade: 'REFUND', amount: -sellers, note: '订单退款' }]
}

/** Whether nothing of the order was in transit any more. */
export function isAllSettled(settled: SettledParts | undefined): boolean {
  return settled !== undefined && settled.transit === undefined
}

/** Where the money of a refund of any system goes, in fen. */
export function refundMoves(
  order: string,
  amount: number,
  one: { settled?: SettledParts; seller_uid?: string },
  accountOf: (merchant_uid: string) => string
): Move[] {
  const { settled } = one
  if (!settled) return [{ order, from: transit(order), to: PAYER, amount }]
  return [
    ...(settled.transit === undefined ? [] : [{ order, from: transit(order), to: PAYER, amount: settled.transit }]),
    { order, from: accountOf(sellerIn(one)), to: PAYER, amount: settled.seller },
    { order, from: PLATFORM, to: PAYER, amount: settled.fee }
  ]
}

export const REFUND: Kind<Refund> = {
  number: 'out_refund_no',
  platformNumber: 'refund_no',
  amount: ({ refund_amount }) => refund_amount,
  belongsTo: ({ out_order_no }) => ({ out_order_no }),
  moves: (one, accountOf) => refundMoves(one.out_order_no, one.refund_amount, one, accountOf),
  ends: failsWith(TOO_LITTLE),
  callback: ({ settled }) => ({ is_all_settled: isAllSettled(settled) }),
  list: { name: 'refunds', columns: ['out_refund_no', 'out_order_no'] },
  bill: {
    word: '退款',
    heads: ['订单号', '退款单号', '平台退款单号', '退款金额'],
    cells: (one) => [one.out_order_no, one.out_refund_no, one.refund_no, billYuan(one.refund_amount)]
  },
  funds: (one) => refundFunds(one.refund_amount, one)
}
