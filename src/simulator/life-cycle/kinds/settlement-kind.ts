import { sellerIn } from '../orders.js'
import { PLATFORM, sumOf, transit } from '../places.js'
import type { Accepted } from '../results.js'
import { billYuan, failsWith, type Kind } from './kind.js'

/** A stored settlement. */
export interface Settlement extends Accepted, Shares {
  kind: 'settle'
  /** Absent for one of 担保支付. */
  system?: 'trade'
  /** Only of 通用交易系统, if it is of this item alone. */
  item_order_id?: string
  out_settle_no: string
  settle_no: string
  out_order_no: string
}

/** How the money of a settlement is shared, in fen. */
export interface Shares {
  receivers: readonly Receiver[]
  seller_amount: number
  /** The platform's fee. */
  rake: number
  /** Whether it is the last settlement of the order. */
  last: boolean
}

/** A receiver of a part, in fen. */
export interface Receiver {
  merchant_uid: string
  amount: number
}

export const SETTLEMENT: Kind<Settlement> = {
  number: 'out_settle_no',
  platformNumber: 'settle_no',
  amount: settledAmount,
  belongsTo: ({ out_order_no }) => ({ out_order_no }),
  moves(one, accountOf) {
    const { out_order_no: order, receivers, seller_amount, rake } = one
    const from = transit(order)
    return [
      ...receivers.map(({ merchant_uid, amount }) => ({ order, from, to: accountOf(merchant_uid), amount })),
      { order, from, to: accountOf(sellerIn(one)), amount: seller_amount },
      { order, from, to: PLATFORM, amount: rake }
    ]
  },
  // This message was seen from the platform.
  ends: failsWith('原支付单未支付成功并核销,禁止分账'),
  callback: (one) => ({ rake: one.rake, settle_detail: settleDetail(one) }),
  trade: {
    report(record, { order_id }) {
      const { system, settle_no, out_settle_no, rake, outcome, item_order_id = '' } = record
      if (!system) return undefined
      const numbers = { order_id, settle_id: settle_no, out_settle_no, item_order_id }
      const money = { rake, commission: 0, settle_detail: settleDetail(record), settle_amount: settledAmount(record) }
      const message = outcome?.message || undefined
      return {
        type: 'settle',
        members: { ...numbers, ...money, message, event_time: outcome?.at, is_auto_settle: false }
      }
    }
  },
  list: { name: 'settlements', columns: ['out_settle_no', 'out_order_no'] },
  bill: {
    word: '分账',
    heads: ['订单号', '分账单号', '平台分账单号', '分账金额', '手续费'],
    cells: (one) => [
      one.out_order_no,
      one.out_settle_no,
      one.settle_no,
      billYuan(settledAmount(one)),
      billYuan(one.rake)
    ]
  },
  funds(one) {
    const [seller, trade] = [sellerIn(one), 'SETTLE'] as const
    return [
      ...one.receivers.flatMap(({ merchant_uid, amount }) => [
        { merchant_uid: seller, trade, amount: -amount, note: '分给分账方' },
        { merchant_uid, trade, amount, note: '分账收入' }
      ]),
      { merchant_uid: seller, trade, amount: -one.rake, note: '平台手续费' }
    ]
  }
}

/**
 * What is settled, in fen: the parts of receivers and seller and the fee. Source: so it adds up in all three samples of
 * the official pages, where commissions count too.
 */
export function settledAmount({ receivers, seller_amount, rake }: Shares): number {
  return sumOf(receivers) + seller_amount + rake
}

/** The shares in the platform's own form. */
export function settleDetail(one: Shares & Pick<Settlement, 'seller_uid'>): string {
  return [...one.receivers, { merchant_uid: sellerIn(one), amount: one.seller_amount }]
    .filter(({ amount }) => amount > 0)
    .map(({ merchant_uid, amount }) => `商户号${merchant_uid}-分成金额(分)${amount}`)
    .join(',')
}
