import { patiently } from '../../database/lock.js'
import { type JsonObject, memberText } from '../../protocol/json/json.js'
import type { Reason } from '../../protocol/system/reason.js'
import { checkOrder } from '../../trade/order/check-order.js'
import { canCollect } from '../life-cycle/merchants.js'
import { SELLER_UID, type TradeOrder } from '../life-cycle/orders.js'
import { createTradeOrder } from '../life-cycle/trade-orders.js'
import type { GatewayReason } from '../platform-answer.js'
import { type ClientWorld, clientFailure, type HandedOver, handedOver } from './handed-over.js'

/** What a client handed to tt.requestOrder gets. */
export interface ClientAnswer {
  /** 0 for success. */
  errNo: number
  /** In the platform's words. */
  errMsg: string
  reasons: readonly Reason[]
  warnings?: readonly Reason[]
  order?: TradeOrder
}

/**
 * Plays what tt.requestOrder does: verifies `byteAuthorization` with the public key of the app, checks `data`, and makes
 * the order.
 *
 * @param given the object that was handed to tt.requestOrder
 */
export async function requestOrder(given: JsonObject, world: ClientWorld): Promise<ClientAnswer> {
  const check = (order: JsonObject) => checkOrder(order, { local: true }).refusals
  const handed = await handedOver('requestOrder', given, world, check)
  if ('errNo' in handed) return handed
  const { object, warnings } = handed
  const reasons = notPlayed(object, world)
  if (reasons.length > 0) return { ...clientFailure('requestOrder', 10000, reasons), warnings }
  return { ...(await patiently(() => onceStored(handed, world))), warnings }
}

/** What an order may ask for, but the local gateway does not play. */
function notPlayed(order: JsonObject, { store, now }: ClientWorld): GatewayReason[] {
  const isDiamonds = memberText(order, 'currency') === 'DIAMOND'
  // Source: official. It has to be a merchant of the app.
  const isOthers = !canCollect(store, memberText(order, 'merchantUid') ?? SELLER_UID, now())
  return [
    ...(isDiamonds ? [{ code: 'diamonds-not-simulated', key: 'currency' } as const] : []),
    ...(isOthers ? [{ code: 'unknown-merchant', key: 'merchantUid' } as const] : [])
  ]
}

/** An order under a number of its own: the same data again is the same order, other data is refused. */
function onceStored({ object: order, data, app_id }: HandedOver, world: ClientWorld): ClientAnswer {
  return world.store.transact((records): ClientAnswer => {
    const number = memberText(order, 'outOrderNo') ?? ''
    const made = createTradeOrder(order, data, app_id, world)
    const current = records.taken('order', number)
    if (!current) {
      records.put('order', number, made)
      return succeeded(made)
    }
    const isSame = current.kind === 'order' && current.system && current.content === made.content
    if (isSame) return succeeded(current)
    const code = current.kind === 'dead' ? 'dead-number' : 'number-reused'
    return clientFailure('requestOrder', 10000, [{ code, key: 'outOrderNo' } satisfies GatewayReason])
  })
}

function succeeded(order: TradeOrder): ClientAnswer {
  return { errNo: 0, errMsg: 'requestOrder:ok', reasons: [], order }
}

/** The object that the client gets in `success` or `fail`. */
export function clientJson({ errNo, errMsg, order }: ClientAnswer, logId: string): object {
  if (!order) return { errNo: String(errNo), errMsg, errLogId: logId }
  const itemOrderList = order.items.map(({ item_order_id, sku_id, item_order_amount }) => ({
    itemOrderId: item_order_id,
    skuId: sku_id,
    itemOrderAmount: item_order_amount
  }))
  return { orderId: order.order_id, itemOrderList, logId, errMsg }
}
