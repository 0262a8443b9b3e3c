import type { CallbackSubject } from '../../protocol/callback/callback-tools.js'
import type { Facts } from '../../protocol/callback/facts.js'
import { memberText, objectIn } from '../../protocol/json/json.js'
import { TRADE_CALLBACKS } from '../catalogue/callback-types.js'

type Value = string | number | boolean | object

/** Values of members by name; undefined leaves the member out. */
export type OwnMembers = Readonly<Record<string, Value | undefined>>

/** What members hold of the facts, by name. The number and the amount of a type are in other members. */
const HOLDS: Readonly<Record<string, (facts: Facts) => Value>> = {
  app_id: ({ app_id }) => app_id,
  out_order_no: ({ out_order_no }) => out_order_no,
  order_id: ({ order_id }) => order_id,
  status: ({ status }) => status,
  message: ({ message }) => message,
  cp_extra: ({ cp_extra }) => cp_extra,
  merchant_uid: ({ seller_uid }) => seller_uid,
  channel_pay_id: ({ channel_no }) => channel_no,
  user_bill_pay_id: ({ payment_no }) => payment_no,
  refund_id: ({ platform_no }) => platform_no,
  settle_id: ({ platform_no }) => platform_no,
  auth_order_id: ({ platform_no }) => platform_no,
  pay_order_id: ({ platform_no }) => platform_no,
  rake: ({ rake }) => rake,
  settle_detail: ({ settle_detail }) => settle_detail,
  is_all_settled: ({ is_all_settled }) => is_all_settled,
  refund_item_detail: ({ amount }) => ({
    item_order_quantity: 1,
    item_order_detail: [{ item_order_id: 'item_1', refund_amount: amount }]
  }),
  event_time: ({ at }) => at * 1000,
  create_order_time: ({ at }) => at * 1000,
  create_refund_time: ({ at }) => at * 1000,
  // The user's refund can wait for a day.
  refund_audit_deadline: ({ at }) => (at + 24 * 3600) * 1000
}

/** Members that only some callbacks have: of orders paid in diamonds, and of those with a person's data. */
const LEFT_OUT: readonly string[] = ['currency', 'phone_num', 'contact_name']

/**
 * The msg of a callback, with the members of its type.
 *
 * @param type a type of the catalogue
 * @param given values that count over the facts
 * @returns the JSON text, to sign and send as it is
 */
export function tradeMessage(type: string, facts: Facts, given: OwnMembers = {}): string {
  const known = TRADE_CALLBACKS.find(({ code }) => code === type)
  const own = known?.about
  const members = (known?.fields ?? []).flatMap(({ path, sample, version }): [string, Value][] => {
    if (Object.hasOwn(given, path)) return given[path] === undefined ? [] : [[path, given[path]]]
    if (version !== undefined || LEFT_OUT.includes(path)) return []
    if (path === own?.number) return [[path, facts.number]]
    if (path === own?.amount) return [[path, facts.amount]]
    return [[path, HOLDS[path]?.(facts) ?? sample]]
  })
  return JSON.stringify(Object.fromEntries(members))
}

/** The number and the amount in a msg, if it has them. */
export function tradeSubject(type: string | null, msg: string): CallbackSubject {
  const own = TRADE_CALLBACKS.find(({ code }) => code === type)?.about
  const object = objectIn(msg)
  const textOf = (path: string | undefined) => (path !== undefined && memberText(object, path)) || null
  return { number: textOf(own?.number), amount: textOf(own?.amount) }
}
