import { createOrder } from './create-order.js'
import type { Endpoint } from './endpoint.js'
import { queryOrder } from './query-order.js'

/** Every call this tool knows. */
export const ENDPOINTS: readonly Endpoint[] = [createOrder, queryOrder]
