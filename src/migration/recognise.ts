import { ENDPOINTS } from '../ecpay/endpoints/endpoints.js'
import { refuse } from '../findings/findings.js'
import { type JsonObject, member } from '../protocol/json/json.js'
import { ENDPOINTS as TRADE_ENDPOINTS } from '../trade/endpoints/endpoints.js'
import { ORDER_FIELDS } from '../trade/order/order-fields.js'
import { CALLBACK_MAPPINGS, ENVELOPE_ADDED } from './callbacks.js'
import type { CallbackMapping, CallMapping } from './mapping.js'
import { CALL_MAPPINGS } from './mappings.js'

const keysOf = (calls: readonly { fields: readonly { key: string }[] }[]): ReadonlySet<string> =>
  new Set(calls.flatMap(({ fields }) => fields.map(({ key }) => key)))

const OLD_MEMBERS = keysOf(ENDPOINTS)
const NEW_MEMBERS = keysOf([
  ...TRADE_ENDPOINTS,
  { fields: ORDER_FIELDS },
  { fields: ENVELOPE_ADDED.map(({ to: key }) => ({ key })) }
])

/**
 * Refuses what belongs to the new system already: one of its members is there, and none that only the old one has.
 *
 * @throws EcpayError `already-migrated`
 */
export function refuseNew(body: JsonObject): void {
  const keys = body.members.map(({ key }) => key)
  const isOld = keys.some((key) => (OLD_MEMBERS.has(key) && !NEW_MEMBERS.has(key)) || key === 'msg_signature')
  const found = keys.find((key) => NEW_MEMBERS.has(key) && !OLD_MEMBERS.has(key))
  if (found !== undefined && !isOld) throw refuse('already-migrated', { key: found })
}

/**
 * Tells by its members which old call a body is of: members that few calls have count most, then required members that
 * are missing count against a call.
 *
 * @throws EcpayError `already-migrated` for a body of the new system, `unknown-old-call`
 */
export function recogniseCall(body: JsonObject): CallMapping {
  const keys = new Set(body.members.map(({ key }) => key))
  refuseNew(body)
  const weight = (key: string) => 1 / CALL_MAPPINGS.filter((one) => hasMember(one, key)).length
  const scored = CALL_MAPPINGS.map((mapping) => {
    const known = [...keys].filter((key) => hasMember(mapping, key))
    return { mapping, score: known.reduce((sum, key) => sum + weight(key), 0), missing: missingIn(mapping, keys) }
  })
  // Of calls that are alike the first one is made most.
  const best = scored.reduce((a, b) => (b.score > a.score || (b.score === a.score && b.missing < a.missing) ? b : a))
  const isKnown = [...keys].some((key) => !COMMON.includes(key) && hasMember(best.mapping, key))
  if (!isKnown) throw refuse('unknown-old-call', { known: CALL_MAPPINGS.map(({ from }) => from) })
  return best.mapping
}

/** Members that say nothing of the call. */
const COMMON = ['app_id', 'sign', 'thirdparty_id', 'notify_url', 'cp_extra', 'access_token']

function hasMember({ members }: CallMapping, key: string): boolean {
  return members.some(({ from }) => from === key)
}

function missingIn({ from }: CallMapping, keys: ReadonlySet<string>): number {
  const fields = ENDPOINTS.find(({ name }) => name === from)?.fields ?? []
  return fields.filter(({ key, required }) => required && !COMMON.includes(key) && !keys.has(key)).length
}

/** Whether an object is a callback of the old system: its message is a text, and it is signed in the body. */
export function isCallback(body: JsonObject): boolean {
  return (
    member(body, 'msg')?.kind === 'string' && ['msg_signature', 'timestamp', 'type'].some((key) => member(body, key))
  )
}

/**
 * Tells the type of a callback by its `type`, which is not signed and may be missing, or by the members of its message.
 *
 * @throws EcpayError `unknown-old-call`
 */
export function recogniseCallback(type: string | undefined, msg: JsonObject): CallbackMapping {
  const known = CALLBACK_MAPPINGS.find((one) => one.type === type) ?? byMembers(msg)
  if (!known) throw refuse('unknown-old-call', { known: CALLBACK_MAPPINGS.map((one) => one.type) })
  return known
}

function byMembers(msg: JsonObject): CallbackMapping | undefined {
  const counted = CALLBACK_MAPPINGS.map((mapping) => {
    const only = ({ from }: { from: string }) =>
      CALLBACK_MAPPINGS.filter(({ members }) => members.some((one) => one.from === from)).length === 1
    const known = mapping.members.filter((one) => only(one) && member(msg, one.from))
    return { mapping, count: known.length }
  })
  const best = counted.reduce((a, b) => (b.count > a.count ? b : a))
  return best.count > 0 ? best.mapping : undefined
}
