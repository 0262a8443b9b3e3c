import { createOrder } from './calls/create-order.js'
import { createRefund } from './calls/create-refund.js'
import { OTHER_CALLS } from './calls/other-calls.js'
import { queryOrder } from './calls/query-order.js'
import { queryRefund } from './calls/query-refund.js'
import { querySettle, settle } from './calls/settle.js'
import type { CallMapping } from './mapping.js'

/** Every call of the old system, the orders first. */
export const CALL_MAPPINGS: readonly CallMapping[] = [
  createOrder,
  queryOrder,
  createRefund,
  queryRefund,
  settle,
  querySettle,
  ...OTHER_CALLS
]
