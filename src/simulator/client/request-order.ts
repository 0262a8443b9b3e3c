import { patiently } from '../../database/lock.js'
import { EcpayError } from '../../findings/findings.js'
import { type JsonObject, member, memberText, readObject } from '../../protocol/json/json.js'
import { asReason, type Reason } from '../../protocol/system/reason.js'
import { checkOrder } from '../../trade/order/check-order.js'
import type { Outside } from '../../world.js'
import type { GatewayKeys } from '../demo-keys.js'
import type { TradeOrder } from '../life-cycle/orders.js'
import type { Keeping } from '../life-cycle/records.js'
import { createTradeOrder } from '../life-cycle/trade-orders.js'
import type { GatewayReason } from '../platform-answer.js'
import { checkAuthorization } from './check-authorization.js'

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

interface ClientWorld extends Outside {
  store: Keeping
  keys: GatewayKeys
  /** See `AppOptions`. */
  strict?: boolean
}

/**
 * Plays what tt.requestOrder does: verifies `byteAuthorization` with the public key of the app, checks `data`, and makes
 * the order.
 *
 * @param given the object that was handed to tt.requestOrder
 */
export async function requestOrder(given: JsonObject, world: ClientWorld): Promise<ClientAnswer> {
  const [data, authorization] = [member(given, 'data'), member(given, 'byteAuthorization')]
  if (data?.kind !== 'string') return failed(10000, [textReason('data', data?.kind)])
  if (authorization?.kind !== 'string') {
    return failed(11004, [textReason('byteAuthorization', authorization?.kind)], '签名参数异常')
  }
  const { refused, warnings = [] } = await checkAuthorization(data.text, authorization.text, world)
  if (refused) return failed(11004, refused.reasons, refused.text)
  const order = readData(data.text)
  if ('errNo' in order) return order
  const reasons = checkOrder(order, { local: true }).refusals.map(asReason)
  // Users report that null and empty members come back as a wrong signature.
  const isNothing = reasons.some(({ code }) => code === 'null-member' || code === 'empty-member')
  if (reasons.length > 0) return failed(isNothing ? 11004 : 10000, reasons)
  return { ...(await patiently(() => onceStored(order, data.text, world))), warnings }
}

/** An order under a number of its own: the same data again is the same order, other data is refused. */
function onceStored(order: JsonObject, data: string, world: ClientWorld): ClientAnswer {
  return world.store.transact((records): ClientAnswer => {
    const number = memberText(order, 'outOrderNo') ?? ''
    const made = createTradeOrder(order, data, world.keys.app_id, world)
    const current = records.taken('order', number)
    if (!current) {
      records.put('order', number, made)
      return succeeded(made)
    }
    const isSame = current.kind === 'order' && current.system && current.content === made.content
    if (isSame) return succeeded(current)
    const code = current.kind === 'dead' ? 'dead-number' : 'number-reused'
    return failed(10000, [{ code, key: 'outOrderNo' } satisfies GatewayReason])
  })
}

function readData(text: string): JsonObject | ClientAnswer {
  try {
    return readObject(text)
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    return failed(10000, error.findings.map(asReason))
  }
}

function textReason(key: string, kind: string | undefined): GatewayReason {
  return { code: kind === undefined ? 'missing-field' : 'not-json-text', key }
}

function succeeded(order: TradeOrder): ClientAnswer {
  return { errNo: 0, errMsg: 'requestOrder:ok', reasons: [], order }
}

function failed(errNo: 10000 | 11004, reasons: readonly Reason[], text?: string): ClientAnswer {
  const said = text ?? (errNo === 10000 ? '参数错误' : '签名校验异常')
  return { errNo, errMsg: `requestOrder:fail ${said}`, reasons }
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
