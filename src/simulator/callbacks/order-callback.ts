import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import type { Outside } from '../../world.js'
import type { GatewayKeys } from '../demo-keys.js'
import type { ResultKind, ResultRecords } from '../life-cycle/kinds/kinds.js'
import type { Order } from '../life-cycle/orders.js'
import type { Records } from '../life-cycle/records.js'
import { paymentReport, recordReport } from './report.js'
import { scheduleOf, signReport, type UnsignedReport } from './signed-callback.js'

/** A callback with where and when it is sent. */
export interface ReadyCallback {
  /** Empty if there is nobody to call. */
  url: string
  post: CallbackPost
  /** The seconds to wait after each attempt that failed. */
  schedule: readonly number[]
}

/** The callback of the platform about an order that is paid or closed. */
export function paymentCallback(order: Order, keys: GatewayKeys, world: Outside): ReadyCallback {
  return ready(paymentReport(order, keys.app_id, world.now()), keys, world)
}

/**
 * The callback with the result of a record, success or failure.
 *
 * @returns undefined for a kind without callbacks
 * @throws EcpayError `order-not-found`
 */
export function resultCallback<K extends ResultKind>(
  kind: K,
  record: ResultRecords[K],
  records: Records,
  keys: GatewayKeys,
  world: Outside
): ReadyCallback | undefined {
  const report = recordReport(kind, record, records, keys.app_id, world)
  return report && ready(report, keys, world)
}

function ready(report: UnsignedReport, keys: GatewayKeys, world: Outside): ReadyCallback {
  return { url: report.url, post: signReport(report, keys, world), schedule: scheduleOf(report) }
}
