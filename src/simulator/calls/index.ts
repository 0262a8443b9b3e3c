import { badParameters, notSimulated } from '../answer.js'
import { billsCall, fundBillsCall } from './bills.js'
import type { CallHandler } from './call.js'
import { createOrderCall } from './create-order.js'
import { createRefundCall } from './create-refund.js'
import { createReturnCall } from './create-return.js'
import { merchantWithdrawCall } from './merchant-withdraw.js'
import {
  addMerchantCall,
  createMerchantCall,
  getAppMerchantCall,
  imageUploadCall,
  queryMerchantStatusCall,
  subMerchantCall
} from './merchants.js'
import { orderPushCall } from './order-push.js'
import { queryMerchantBalanceCall } from './query-merchant-balance.js'
import { queryOrderCall } from './query-order.js'
import { queryPlatformOrderCall } from './query-platform-order.js'
import { queryRefundCall } from './query-refund.js'
import { queryReturnCall } from './query-return.js'
import { querySettleCall } from './query-settle.js'
import { queryWithdrawOrderCall } from './query-withdraw-order.js'
import { settleCall } from './settle.js'
import { unsettleAmountCall } from './unsettle-amount.js'

/** By the endpoint's name. */
const HANDLERS: Readonly<Record<string, CallHandler>> = {
  create_order: createOrderCall,
  query_order: queryOrderCall,
  'order/v2/push': orderPushCall,
  create_refund: createRefundCall,
  query_refund: queryRefundCall,
  settle: settleCall,
  query_settle: querySettleCall,
  unsettle_amount: unsettleAmountCall,
  query_platform_order: queryPlatformOrderCall,
  create_return: createReturnCall,
  query_return: queryReturnCall,
  query_merchant_balance: queryMerchantBalanceCall,
  merchant_withdraw: merchantWithdrawCall,
  query_withdraw_order: queryWithdrawOrderCall,
  bills: billsCall,
  'fund/bills': fundBillsCall,
  add_merchant: addMerchantCall,
  get_app_merchant: getAppMerchantCall,
  app_add_sub_merchant: subMerchantCall,
  add_sub_merchant: subMerchantCall,
  create_merchant: createMerchantCall,
  image_upload: imageUploadCall,
  query_merchant_status: queryMerchantStatusCall
}

/** For an endpoint without a handler: the signature and the fields are checked, and the answer says that this is all. */
const CHECKED_ONLY: CallHandler = {
  empty: {},
  answer: ({ violations }) => (violations.length > 0 ? badParameters(violations) : notSimulated())
}

export function handlerOf(endpoint: string): CallHandler {
  return HANDLERS[endpoint] ?? CHECKED_ONLY
}
