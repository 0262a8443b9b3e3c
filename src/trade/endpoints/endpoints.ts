import type { Endpoint } from '../../protocol/system/endpoint.js'
import { bills, fundBills } from './bills.js'
import { createMerchant } from './create-merchant.js'
import { DEPOSIT_FREE } from './deposit-free.js'
import { fulfillPushStatus } from './fulfill-push-status.js'
import { merchantWithdraw } from './merchant-withdraw.js'
import { ONBOARDING } from './onboarding.js'
import { orderQuery } from './order-query.js'
import { PERIODIC_DEDUCTION } from './periodic-deduction.js'
import { queryCps } from './query-cps.js'
import { queryMerchantBalance } from './query-merchant-balance.js'
import { queryWithdrawOrder } from './query-withdraw-order.js'
import { refundAuditCallback } from './refund-audit-callback.js'
import { refundCreate } from './refund-create.js'
import { refundQuery } from './refund-query.js'
import { settleCreate } from './settle-create.js'
import { settleQuery } from './settle-query.js'
import { tagQuery } from './tag-query.js'
import { V2_ORDERS } from './v2-orders.js'
import { V2_REFUNDS } from './v2-refunds.js'
import { V2_SETTLEMENTS } from './v2-settlements.js'

/** Every call of the general trade system that this tool knows. */
export const ENDPOINTS: readonly Endpoint[] = [
  orderQuery,
  queryCps,
  fulfillPushStatus,
  tagQuery,
  refundCreate,
  refundQuery,
  refundAuditCallback,
  settleCreate,
  settleQuery,
  queryMerchantBalance,
  merchantWithdraw,
  queryWithdrawOrder,
  bills,
  fundBills,
  ...PERIODIC_DEDUCTION,
  ...DEPOSIT_FREE,
  ...ONBOARDING,
  createMerchant,
  ...V2_ORDERS,
  ...V2_REFUNDS,
  ...V2_SETTLEMENTS
]
