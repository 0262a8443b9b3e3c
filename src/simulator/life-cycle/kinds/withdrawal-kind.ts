import { beijingDay } from '../../../protocol/time.js'
import { account, BANK } from '../places.js'
import type { Accepted } from '../results.js'
import { billYuan, failsWith, type Kind } from './kind.js'

/** A stored withdrawal. */
export interface Withdrawal extends Accepted {
  kind: 'withdraw'
  /** Absent for one of 担保支付. */
  system?: 'trade'
  out_order_id: string
  order_id: string
  merchant_uid: string
  channel_type: string
  /** Fen. */
  withdraw_amount: number
}

export const WITHDRAWAL: Kind<Withdrawal> = {
  number: 'out_order_id',
  platformNumber: 'order_id',
  amount: ({ withdraw_amount }) => withdraw_amount,
  belongsTo: ({ channel_type }) => ({ channel_type }),
  moves: ({ merchant_uid, channel_type, withdraw_amount: amount }) => [
    { order: '', from: account(merchant_uid, channel_type), to: BANK, amount }
  ],
  ends: {
    ...failsWith('银行账户信息有误'),
    reexchange: { status: 'REEXCHANGE', from: ['PROCESSING', 'SUCCESS'], message: '银行退票' }
  },
  callback: ({ order_id }) => ({ channel_no: `4200${order_id}` }),
  trade: {
    report(record) {
      const { system, order_id, out_order_id, merchant_uid, channel_type, withdraw_amount, outcome } = record
      if (!system) return undefined
      const members = { order_id, out_order_id, merchant_uid, channel_type, withdraw_amount, event_time: outcome?.at }
      return { type: 'withdraw', members: { ...members, message: outcome?.message || undefined } }
    }
  },
  list: { name: 'withdrawals', columns: ['out_order_id', 'merchant_uid', 'channel_type'] },
  bill: {
    word: '提现',
    heads: ['提现单号', '平台提现单号', '提现金额'],
    cells: (one) => [one.out_order_id, one.order_id, billYuan(one.withdraw_amount)]
  },
  funds: ({ merchant_uid, withdraw_amount }) => [
    { merchant_uid, trade: 'WITHDRAW', amount: -withdraw_amount, note: '提现到银行卡' }
  ],
  countedBy: ({ merchant_uid, channel_type, created_at }) => withdrawalsOf(merchant_uid, channel_type, created_at),
  billedTo: ({ merchant_uid }) => merchant_uid
}

/** The key that counts the withdrawals of one day in Beijing. */
export function withdrawalsOf(merchant_uid: string, channel_type: string, now: number): string {
  return `${beijingDay(now)}/${channel_type}/${merchant_uid}`
}
