import type { Refusal } from '../../../protocol/system/system.js'
import { type BillRows, fundRows, transactionRows } from '../../life-cycle/bill-files.js'
import type { Withdrawal } from '../../life-cycle/kinds/withdrawal-kind.js'
import { isMerchant } from '../../life-cycle/merchants.js'
import type { Records } from '../../life-cycle/records.js'
import { resultAt } from '../../life-cycle/results.js'
import { createWithdrawal, withdrawObstacle } from '../../life-cycle/withdrawals.js'
import { csvLine } from '../../platform-answer.js'
import { merchantBalance } from '../answer-query-merchant-balance.js'
import type { CallHandler, TextOf } from '../received-call.js'
import { madeOnce } from './auth/made-once.js'
import { succeeded, tradeCall, tradeRefusal } from './trade-answer.js'

/** 商户余额查询. The accounts are those of both systems. */
export const tradeBalanceCall = tradeCall((text, { store, now }) => succeeded(merchantBalance(text, store, now())))

/** 商户提现. It is accepted first, and has its result later. */
export const tradeWithdrawCall = madeOnce(
  'withdraw',
  ({ text, content, records, world }): Withdrawal | Refusal => {
    const fields = {
      out_order_id: text('out_order_id'),
      merchant_uid: text('merchant_uid'),
      channel_type: text('channel_type'),
      withdraw_amount: Number(text('withdraw_amount')),
      notify_url: text('callback'),
      cp_extra: text('cp_extra')
    }
    const obstacle = withdrawObstacle(fields, records, world.now())
    return obstacle
      ? tradeRefusal(10000, obstacle)
      : { ...createWithdrawal(fields, content, world), system: 'trade' as const, app_id: world.app_id }
  },
  ({ order_id }, text) => ({ order_id, merchant_entity: text('merchant_entity') === '2' ? 2 : 1 })
)

/** 提现结果查询. Nothing is known of a withdrawal of another merchant or channel. */
export const tradeQueryWithdrawCall = tradeCall((text, { store, now }) => {
  const found = store.find('withdraw', text('out_order_id'))
  const isTheirs =
    found?.system && found.merchant_uid === text('merchant_uid') && found.channel_type === text('channel_type')
  if (!isTheirs) return tradeRefusal(10000, { code: 'no-such-withdrawal', key: 'out_order_id' })
  const { status, message } = resultAt(found, now())
  return succeeded({ status, status_msg: message })
})

/** 交易账单: its lines, in the form of the bill of 担保支付. */
export const tradeBillsCall = billCall('bill_list', (records, text, now) =>
  transactionRows(records, text('bill_type'), text('bill_date'), now, text('merchant_id'))
)

/** 资金账单. */
export const tradeFundBillsCall = billCall('fund_bill_list', (records, text, now) => {
  const filter = {
    account_type: text('account_type'),
    payment_type: text('payment_type'),
    trade_type: text('trade_type')
  }
  return fundRows(records, filter, text('bill_date'), now, text('merchant_id'))
})

/**
 * A call for a bill. The list is of texts; no source says of which. Here they are lines of CSV, the heading first, and
 * the list is empty if nothing happened.
 */
function billCall(member: string, rowsOf: (records: Records, text: TextOf, now: number) => BillRows): CallHandler {
  return tradeCall((text, { store, now }) => {
    if (!isMerchant(store, text('merchant_id'), now()))
      return tradeRefusal(10000, { code: 'no-such-merchant', key: 'merchant_id' })
    return succeeded({ [member]: rowsOf(store, text, now()).map(csvLine) })
  })
}
