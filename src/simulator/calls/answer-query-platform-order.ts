import { accepted, badParameters } from '../platform-answer.js'
import { noOrder } from './answer-query-order.js'
import type { CallHandler } from './received-call.js'

/** 自动结算结果查询. The app of the local gateway has no automatic settlement, so the list is empty. */
export const queryPlatformOrderCall: CallHandler = {
  empty: { platform_order: null },
  answer({ violations, values }, { store }) {
    if (violations.length > 0) return badParameters(violations)
    const order = store.find('order', values.get('out_order_no') ?? '')
    if (order?.kind !== 'order') return noOrder()
    const { out_order_no } = order
    return accepted({
      // A word here, whatever number was asked for. Source: the official sample.
      platform_order: { app_id: values.get('app_id') ?? '', out_order_no, query_type: 'Settle', settle_info_list: [] }
    })
  }
}
