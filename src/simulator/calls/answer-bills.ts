import { type BillRows, fundRows, transactionRows } from '../life-cycle/bill-files.js'
import { SELLER_UID } from '../life-cycle/orders.js'
import type { Records } from '../life-cycle/records.js'
import { badParameters, csvFile, refused } from '../platform-answer.js'
import type { Call } from '../read-request.js'
import type { CallHandler } from './received-call.js'

/** 交易账单. */
export const billsCall = billCall('bill', (records, values, now) =>
  transactionRows(records, values.get('bill_type') ?? '', values.get('bill_date') ?? '', now)
)

/** 资金账单. */
export const fundBillsCall = billCall('fund-bill', (records, values, now) => {
  const type = (key: string) => values.get(key) ?? 'ALL'
  const filter = {
    account_type: type('account_type'),
    payment_type: type('payment_type'),
    trade_type: type('trade_type')
  }
  return fundRows(records, filter, values.get('bill_date') ?? '', now)
})

function billCall(
  name: string,
  rowsOf: (records: Records, values: Call['values'], now: number) => BillRows
): CallHandler {
  return {
    empty: {},
    answer({ violations, values }, { store, now }) {
      if (violations.length > 0) return badParameters(violations)
      if (values.get('merchant_id') !== SELLER_UID) return refused({ code: 'unknown-merchant', key: 'merchant_id' })
      const rows = rowsOf(store, values, now())
      const file = `${name}-${values.get('bill_date')}.csv`
      return rows.length === 0 ? refused({ code: 'no-bill', key: 'bill_date' }) : csvFile(file, rows)
    }
  }
}
