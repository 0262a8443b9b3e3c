import { bills } from './bills.js'
import { createOrder } from './create-order.js'
import { createRefund } from './create-refund.js'
import type { Endpoint } from './endpoint.js'
import { fundBills } from './fund-bills.js'
import { queryOrder } from './query-order.js'
import { queryRefund } from './query-refund.js'

/** Every call this tool knows. */
export const ENDPOINTS: readonly Endpoint[] = [createOrder, queryOrder, createRefund, queryRefund, bills, fundBills]
