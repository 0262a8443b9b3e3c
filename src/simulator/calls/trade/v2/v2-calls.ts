import type { CallHandler } from '../../received-call.js'
import { pushDeliveryCall, queryItemsCall, queryV2CpsCall } from './answer-items.js'
import { createOrderCall, queryOrderCall } from './answer-orders.js'
import { auditCallbackCall, createRefundCall, queryRefundCall } from './answer-refunds.js'
import { createSettleCall, querySettleCall } from './answer-settle.js'

/** The calls of trade system 2.0, by name. */
export const V2_CALLS: Readonly<Record<string, CallHandler>> = {
  'order/create_order': createOrderCall,
  'order/query_order': queryOrderCall,
  'order/query_item_order_info': queryItemsCall,
  'order/query_cps': queryV2CpsCall,
  'fulfillment/push_delivery': pushDeliveryCall,
  'refund/create_refund': createRefundCall,
  'refund/query_refund': queryRefundCall,
  'refund/merchant_audit_callback': auditCallbackCall,
  'settle/create_settle': createSettleCall,
  'settle/query_settle': querySettleCall
}
