import { badParameters, csvFile, refused } from '../answer.js'
import { type BillRows, fundRows, transactionRows } from '../life-cycle/bills.js'
import { SELLER_UID } from '../life-cycle/orders.js'
import type { Records } from '../store/store.js'
import type { CallHandler } from './call.js'

/** 交易账单. */
export const billsCall = billCall('bill', transactionRows)

/** 资金账单. */
export const fundBillsCall = billCall('fund-bill', fundRows)

function billCall(name: string, rowsOf: (records: Records, day: string, now: number) => BillRows): CallHandler {
  return {
    empty: {},
    answer({ violations, values }, { store, now }) {
      if (violations.length > 0) return badParameters(violations)
      const text = (key: string) => values.get(key) ?? ''
      if (text('merchant_id') !== SELLER_UID) return refused({ code: 'unknown-merchant', key: 'merchant_id' })
      const day = text('bill_date')
      const rows = rowsOf(store, day, now())
      return rows.length === 0 ? refused({ code: 'no-bill', key: 'bill_date' }) : csvFile(`${name}-${day}.csv`, rows)
    }
  }
}
