import type { Endpoint } from '../../protocol/system/endpoint.js'
import { addMerchant } from './add-merchant.js'
import { addSubMerchant } from './add-sub-merchant.js'
import { appAddSubMerchant } from './app-add-sub-merchant.js'
import { bills } from './bills.js'
import { createMerchant } from './create-merchant.js'
import { createOrder } from './create-order.js'
import { createRefund } from './create-refund.js'
import { createReturn } from './create-return.js'
import { fundBills } from './fund-bills.js'
import { getAppMerchant } from './get-app-merchant.js'
import { imageUpload } from './image-upload.js'
import { merchantWithdraw } from './merchant-withdraw.js'
import { orderPush } from './order-push.js'
import { queryMerchantBalance } from './query-merchant-balance.js'
import { queryMerchantStatus } from './query-merchant-status.js'
import { queryOrder } from './query-order.js'
import { queryPlatformOrder } from './query-platform-order.js'
import { queryRefund } from './query-refund.js'
import { queryReturn } from './query-return.js'
import { querySettle } from './query-settle.js'
import { queryWithdrawOrder } from './query-withdraw-order.js'
import { settle } from './settle.js'
import { unsettleAmount } from './unsettle-amount.js'

/** Every call that this tool knows. */
export const ENDPOINTS: readonly Endpoint[] = [
  createOrder,
  queryOrder,
  orderPush,
  createRefund,
  queryRefund,
  settle,
  querySettle,
  unsettleAmount,
  queryPlatformOrder,
  createReturn,
  queryReturn,
  queryMerchantBalance,
  merchantWithdraw,
  queryWithdrawOrder,
  bills,
  fundBills,
  addMerchant,
  getAppMerchant,
  appAddSubMerchant,
  addSubMerchant,
  imageUpload,
  createMerchant,
  queryMerchantStatus
]
