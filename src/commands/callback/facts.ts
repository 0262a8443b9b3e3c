import { CALLBACK_TYPES } from '../../ecpay/callback/check-callback.js'
import { freshOrderNumber } from '../../ecpay/order-number.js'
import { refuse } from '../../findings/findings.js'
import type { CallbackTools } from '../../protocol/callback/callback-tools.js'
import { parseAssignments } from '../../protocol/json/assignment.js'
import { setPath, unsetPath } from '../../protocol/json/set-path.js'
import type { System } from '../../protocol/system/system.js'
import { paymentFacts, sampleOrder } from '../../simulator/callbacks/facts.js'
import { type Order, type Payment, WAYS } from '../../simulator/life-cycle/orders.js'
import { type OwnMembers, tradeMessage } from '../../trade/callback/message.js'
import { TRADE_CALLBACKS } from '../../trade/catalogue/callback-types.js'
import type { Context } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'
import { number, text, type Values } from '../shared/option.js'

/** The app_id in a msg if none is configured. */
export const SAMPLE_APP_ID = 'tt0123456789abcdef'

/** The types of all systems, each once. */
export const ALL_TYPES: readonly string[] = [
  ...new Set([...CALLBACK_TYPES, ...TRADE_CALLBACKS.map(({ code }) => code)])
]

export const TYPES_HELP = {
  en: 'payment, refund, settle or withdraw; with --system trade also pre_create_refund, pre_create_order, sign_callback or sign_pay_callback',
  zh: 'payment（支付）、refund（退款）、settle（结算）或 withdraw（提现）；加 --system trade 时还有 pre_create_refund（退款申请）、pre_create_order（预下单）、sign_callback（签约）、sign_pay_callback（代扣）'
}

/** The type of the callback, for commands where it is an option. */
export const CALLBACK_TYPE = text('--type <type>', {
  suggests: 'callback-type',
  default: 'payment',
  help: TYPES_HELP
})

/** The options for the facts of a callback. */
export const FACT_OPTIONS = {
  order: text('--order <out_order_no>', {
    help: {
      en: 'about this order of the local gateway',
      zh: '使用本地网关中的这笔订单'
    }
  }),
  number: text('--number <no>', {
    help: {
      en: "the developer's number: out_order_no, out_refund_no, …; default: a fresh one",
      zh: '开发者侧单号：out_order_no、out_refund_no 等；默认自动生成'
    }
  }),
  amount: number('--amount <fen>', {
    min: 0,
    integer: true,
    help: {
      en: 'amount in fen; default: that of the order, or 100',
      zh: '金额（分）；默认取订单金额，没有订单时为 100'
    }
  }),
  cpExtra: text('--cp-extra <text>', {
    help: {
      en: 'cp_extra',
      zh: 'cp_extra（透传字段）'
    }
  })
}

export type Facts = Values<typeof FACT_OPTIONS>

/** @throws EcpayError for a type that callbacks of the system do not have */
export async function callbackType(system: System, found: string): Promise<string> {
  const types = (await system.callbacks()).map(({ code }) => code)
  if (types.includes(found)) return found
  const expected = types.join(', ')
  throw refuse('invalid-option-value', { option: 'type', found, expected })
}

/**
 * The msg of a callback with the given facts, about an order of the local gateway or a made-up one.
 *
 * @throws EcpayError `order-not-found`
 */
export async function messageFrom(
  context: Context,
  { message }: CallbackTools,
  type: string,
  given: Facts,
  app_id: string
): Promise<string> {
  const { world } = context
  const fresh = () => freshOrderNumber(world.now(), world.random(8))
  const isPayment = type === 'payment'
  const order = given.order === undefined ? sampleOrder(fresh(), world) : await storedOrder(context, given.order)
  const facts = paymentFacts(order, app_id, (isPayment && order.payment?.at) || world.now())
  const all = {
    ...facts,
    number: given.number ?? (isPayment ? facts.number : fresh()),
    platform_no: sampleOrder('', world).order_id,
    amount: given.amount ?? facts.amount,
    cp_extra: given.cpExtra ?? facts.cp_extra
  }
  const { payment } = order
  // What the order itself says of its payment counts over what is made up.
  if (order.system && isPayment && payment) return tradeMessage(type, all, paidMembers(payment))
  return message(type, all)
}

function paidMembers({ way, at }: Payment): OwnMembers {
  return { pay_channel: WAYS[way], discount_amount: 0, message: undefined, event_time: at }
}

/**
 * A msg with the changes of `--set` and `--unset`.
 *
 * @throws EcpayError `malformed-assignment`, `missing-member`; otherwise like `readObject`
 */
export function shapedMessage(
  msg: string,
  { set, unset }: { set: readonly string[]; unset: readonly string[] }
): string {
  const changed = parseAssignments(set, '--set').reduce(
    (before, { key, json }) => setPath(before, key.split('.'), json),
    msg
  )
  return unset.reduce((before, path) => unsetPath(before, path.split('.')), changed)
}

function storedOrder(context: Context, out_order_no: string): Promise<Order> {
  return withStore(context, async (store) => {
    const record = store.find('order', out_order_no)
    if (record) return record
    throw refuse('order-not-found', { out_order_no })
  })
}
