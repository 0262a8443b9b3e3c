import { badParameters, notSimulated } from '../answer.js'
import { billsCall, fundBillsCall } from './bills.js'
import type { CallHandler } from './call.js'
import { createOrderCall } from './create-order.js'
import { createRefundCall } from './create-refund.js'
import { orderPushCall } from './order-push.js'
import { queryOrderCall } from './query-order.js'
import { queryRefundCall } from './query-refund.js'

/** By the endpoint's name. */
const HANDLERS: Readonly<Record<string, CallHandler>> = {
  create_order: createOrderCall,
  query_order: queryOrderCall,
  'order/v2/push': orderPushCall,
  create_refund: createRefundCall,
  query_refund: queryRefundCall,
  bills: billsCall,
  'fund/bills': fundBillsCall
}

/** For an endpoint without a handler: the signature and the fields are checked, and the answer says that this is all. */
const CHECKED_ONLY: CallHandler = {
  empty: {},
  answer: ({ violations }) => (violations.length > 0 ? badParameters(violations) : notSimulated())
}

export function handlerOf(endpoint: string): CallHandler {
  return HANDLERS[endpoint] ?? CHECKED_ONLY
}
