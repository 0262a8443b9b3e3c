import { ecpayOrder } from '../life-cycle/records.js'
import { accepted } from '../platform-answer.js'
import { noOrder } from './answer-query-order.js'
import { plainCall } from './received-call.js'

/** 自动结算结果查询. The app of the local gateway has no automatic settlement, so the list is empty. */
export const queryPlatformOrderCall = plainCall({ platform_order: null }, (text, { store }) => {
  const order = ecpayOrder(store, text('out_order_no'))
  if (!order) return noOrder()
  const { out_order_no } = order
  // A word, whatever number was requested. Source: the official sample.
  const query_type = 'Settle'
  return accepted({ platform_order: { app_id: text('app_id'), out_order_no, query_type, settle_info_list: [] } })
})
