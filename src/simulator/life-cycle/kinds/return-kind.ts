import { sellerIn } from '../orders.js'
import { transit } from '../places.js'
import { type Accepted, TOO_LITTLE } from '../results.js'
import { billYuan, failsWith, type Kind } from './kind.js'

/** A stored return of split money. */
export interface Return extends Accepted {
  kind: 'return'
  out_return_no: string
  return_no: string
  out_settle_no: string
  settle_no: string
  out_order_no: string
  /** The receiver that returns the money. */
  merchant_uid: string
  /** Fen. */
  return_amount: number
  /** In transit while the money can still be settled, afterwards to the seller. */
  to: 'transit' | 'seller'
}

/** Returns. The platform sends no callback for them. */
export const RETURN: Kind<Return> = {
  number: 'out_return_no',
  platformNumber: 'return_no',
  amount: ({ return_amount }) => return_amount,
  belongsTo: ({ out_order_no }) => ({ out_order_no }),
  moves(one, accountOf) {
    const { out_order_no: order, merchant_uid, return_amount: amount, to } = one
    const place = to === 'seller' ? accountOf(sellerIn(one)) : transit(order)
    return [{ order, from: accountOf(merchant_uid), to: place, amount }]
  },
  ends: failsWith(TOO_LITTLE),
  list: { name: 'returns', columns: ['out_return_no', 'out_settle_no', 'merchant_uid'] },
  bill: {
    word: '退分账',
    heads: ['分账单号', '退分账单号', '平台退分账单号', '退分账金额'],
    cells: (one) => [one.out_settle_no, one.out_return_no, one.return_no, billYuan(one.return_amount)]
  },
  funds: (one) => [
    { merchant_uid: sellerIn(one), trade: 'RETURN_SETTLE_IN', amount: one.return_amount, note: '分账方退回' },
    { merchant_uid: one.merchant_uid, trade: 'RETURN_SETTLE_OUT', amount: -one.return_amount, note: '退回分账' }
  ]
}
