import { EXIT, Failure, finding } from '../../findings/findings.js'
import type { Outside } from '../../world.js'
import type { GatewayKeys } from '../demo-keys.js'
import type { Order } from '../life-cycle/orders.js'
import type { Ended } from '../life-cycle/results.js'
import type { Kinds, Records, ResultKind } from '../store/store.js'
import { refundCallback, settleCallback, withdrawCallback } from './order-callback.js'

/** By kind, the body of the callback that tells its result; a kind that the platform does not call back has none. */
const BODIES: { [K in ResultKind]: BodyOf<K> | undefined } = {
  refund: (one, records, keys, world) => refundCallback(one, orderOf(records, one), keys, world),
  settle: (one, records, keys, world) => settleCallback(one, orderOf(records, one), keys, world),
  return: undefined,
  withdraw: (one, _, keys, world) => withdrawCallback(one, keys, world)
}

type BodyOf<K extends ResultKind> = (
  record: Ended<Kinds[K]>,
  records: Records,
  keys: GatewayKeys,
  world: Outside
) => string

/** Whether the platform calls back what becomes of this kind. */
export function isCalledBack(kind: ResultKind): boolean {
  return BODIES[kind] !== undefined
}

/**
 * The callback that tells a result: the text of its body, to be sent byte for byte.
 *
 * @throws Failure (exit 1) `order-not-found`
 */
export function resultCallback<K extends ResultKind>(
  kind: K,
  record: Ended<Kinds[K]>,
  records: Records,
  keys: GatewayKeys,
  world: Outside
): string | undefined {
  return BODIES[kind]?.(record, records, keys, world)
}

function orderOf(records: Records, { out_order_no }: { out_order_no: string }): Order {
  const order = records.find('order', out_order_no)
  if (order?.kind === 'order') return order
  throw new Failure(EXIT.no, [finding('order-not-found', { out_order_no })])
}
