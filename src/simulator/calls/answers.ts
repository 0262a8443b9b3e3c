import { notSimulated } from '../platform-answer.js'
import { billsCall, fundBillsCall } from './answer-bills.js'
import { createOrderCall } from './answer-create-order.js'
import { createRefundCall } from './answer-create-refund.js'
import { createReturnCall } from './answer-create-return.js'
import { merchantWithdrawCall } from './answer-merchant-withdraw.js'
import {
  addMerchantCall,
  createMerchantCall,
  getAppMerchantCall,
  imageUploadCall,
  queryMerchantStatusCall,
  subMerchantCall
} from './answer-merchants.js'
import { orderPushCall } from './answer-order-push.js'
import { queryMerchantBalanceCall } from './answer-query-merchant-balance.js'
import { queryOrderCall } from './answer-query-order.js'
import { queryPlatformOrderCall } from './answer-query-platform-order.js'
import { queryRefundCall } from './answer-query-refund.js'
import { queryReturnCall } from './answer-query-return.js'
import { querySettleCall } from './answer-query-settle.js'
import { queryWithdrawOrderCall } from './answer-query-withdraw-order.js'
import { settleCall } from './answer-settle.js'
import { unsettleAmountCall } from './answer-unsettle-amount.js'
import { type CallHandler, plainCall } from './received-call.js'
import { fulfillPushStatusCall, queryCpsCall, tagQueryCall } from './trade/answer-fulfilment.js'
import { ONBOARDING_CALLS } from './trade/answer-merchants.js'
import {
  tradeBalanceCall,
  tradeBillsCall,
  tradeFundBillsCall,
  tradeQueryWithdrawCall,
  tradeWithdrawCall
} from './trade/answer-money.js'
import { orderQueryCall } from './trade/answer-order-query.js'
import { refundAuditCall, refundCreateCall, refundQueryCall } from './trade/answer-refunds.js'
import { settleCreateCall, settleQueryCall } from './trade/answer-settle.js'
import { AGREEMENT_CALLS } from './trade/auth/agreements.js'
import { DEDUCTION_CALLS } from './trade/auth/deductions.js'
import { tradeCall } from './trade/trade-answer.js'
import { V2_CALLS } from './trade/v2/v2-calls.js'

/** What is played of each system, by the name of the call. */
const HANDLERS: Readonly<Record<string, Readonly<Record<string, CallHandler>>>> = {
  ecpay: {
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
  },
  trade: {
    order_query: orderQueryCall,
    query_cps: queryCpsCall,
    fulfill_push_status: fulfillPushStatusCall,
    tag_query: tagQueryCall,
    refund_create: refundCreateCall,
    refund_query: refundQueryCall,
    refund_audit_callback: refundAuditCall,
    settle_create: settleCreateCall,
    settle_query: settleQueryCall,
    query_merchant_balance: tradeBalanceCall,
    merchant_withdraw: tradeWithdrawCall,
    query_withdraw_order: tradeQueryWithdrawCall,
    'v3/bills': tradeBillsCall,
    'v3/fund/bills': tradeFundBillsCall,
    ...ONBOARDING_CALLS,
    ...AGREEMENT_CALLS,
    ...DEDUCTION_CALLS,
    ...V2_CALLS
  }
}

/** For a call without a handler: the signature and the fields are checked, and the answer says that this is all. */
const CHECKED_ONLY = plainCall({}, notSimulated)
const TRADE_CHECKED_ONLY = tradeCall(notSimulated)

export function handlerOf(system: string, call: string): CallHandler {
  return HANDLERS[system]?.[call] ?? (system === 'trade' ? TRADE_CHECKED_ONLY : CHECKED_ONLY)
}
