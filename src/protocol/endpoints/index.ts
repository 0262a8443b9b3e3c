import { createOrder } from './create-order.js'
import { createRefund } from './create-refund.js'
import type { Endpoint } from './endpoint.js'
import { queryOrder } from './query-order.js'
import { queryRefund } from './query-refund.js'

/** Every call this tool knows. */
export const ENDPOINTS: readonly Endpoint[] = [createOrder, queryOrder, createRefund, queryRefund]
