import { type BillRows, fundRows, transactionRows } from '../life-cycle/bill-files.js'
import { isMerchant } from '../life-cycle/merchants.js'
import type { Records } from '../life-cycle/records.js'
import { csvFile, refused } from '../platform-answer.js'
import { plainCall, type TextOf } from './received-call.js'

/** 交易账单. */
export const billsCall = billCall('bill', (records, text, now) =>
  transactionRows(records, text('bill_type'), text('bill_date'), now, text('merchant_id'))
)

/** 资金账单. */
export const fundBillsCall = billCall('fund-bill', (records, text, now) => {
  const filter = {
    account_type: text('account_type'),
    payment_type: text('payment_type'),
    trade_type: text('trade_type')
  }
  return fundRows(records, filter, text('bill_date'), now, text('merchant_id'))
})

function billCall(name: string, rowsOf: (records: Records, text: TextOf, now: number) => BillRows) {
  return plainCall({}, (text, { store, now }) => {
    if (!isMerchant(store, text('merchant_id'), now())) return refused({ code: 'no-such-merchant', key: 'merchant_id' })
    const rows = rowsOf(store, text, now())
    const file = `${name}-${text('bill_date')}.csv`
    return rows.length === 0 ? refused({ code: 'no-bill', key: 'bill_date' }) : csvFile(file, rows)
  })
}
