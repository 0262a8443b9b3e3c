import { CALLBACK_TYPES } from '../../ecpay/callback/check-callback.js'
import { callbackMessage } from '../../ecpay/callback/message.js'
import { freshOrderNumber } from '../../ecpay/order-number.js'
import { EXIT, Failure, finding } from '../../findings/findings.js'
import { parseAssignments } from '../../protocol/json/members.js'
import { setPath, unsetPath } from '../../protocol/json/set-path.js'
import { paymentFacts, sampleOrder } from '../../simulator/callbacks/order-callback.js'
import type { Order } from '../../simulator/life-cycle/orders.js'
import type { Context, Flags, OptionSpec } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'

/** Stands in a msg where no app is configured. */
export const SAMPLE_APP_ID = 'tt0123456789abcdef'

/** The options that say what a callback is about. */
export const FACT_OPTIONS: readonly OptionSpec[] = [
  { syntax: '--order <out_order_no>' },
  { syntax: '--number <no>' },
  { syntax: '--amount <fen>', number: { min: 0, integer: true } },
  { syntax: '--cp-extra <text>' }
]

/** @throws Failure (exit 2) for a type that callbacks do not have */
export function callbackType(found: string): string {
  if (CALLBACK_TYPES.includes(found)) return found
  const expected = CALLBACK_TYPES.join(', ')
  throw new Failure(EXIT.input, [finding('invalid-option-value', { option: 'type', found, expected })])
}

/**
 * The msg of a callback from the flags: about an order of the local gateway, or about a fresh one.
 *
 * @throws Failure (exit 1) `order-not-found`
 */
export async function messageFrom(context: Context, type: string, flags: Flags, app_id: string): Promise<string> {
  const { world } = context
  const given = flags as { order?: string; number?: string; amount?: number; cpExtra?: string }
  const fresh = () => freshOrderNumber(world.now(), world.random(8))
  const isPayment = type === 'payment'
  const order = given.order === undefined ? sampleOrder(fresh(), world) : await storedOrder(context, given.order)
  const facts = paymentFacts(order, app_id, (isPayment && order.payment?.at) || world.now())
  return callbackMessage(type, {
    ...facts,
    number: given.number ?? (isPayment ? facts.number : fresh()),
    platform_no: sampleOrder('', world).order_id,
    amount: given.amount ?? facts.amount,
    cp_extra: given.cpExtra ?? facts.cp_extra
  })
}

/**
 * A msg with the changes of `--set` and `--unset`.
 *
 * @throws Failure (exit 2) `malformed-assignment`, `missing-member`, what reading JSON finds
 */
export function shapedMessage(msg: string, flags: Flags): string {
  const { set = [], unset = [] } = flags as { set?: string[]; unset?: string[] }
  const changed = parseAssignments(set, '--set').reduce(
    (text, { key, json }) => setPath(text, key.split('.'), json),
    msg
  )
  return unset.reduce((text, path) => unsetPath(text, path.split('.')), changed)
}

function storedOrder(context: Context, out_order_no: string): Promise<Order> {
  return withStore(context, async (store) => {
    const record = store.find('order', out_order_no)
    if (record?.kind === 'order') return record
    throw new Failure(EXIT.no, [finding('order-not-found', { out_order_no })])
  })
}
