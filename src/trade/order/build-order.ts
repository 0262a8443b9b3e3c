import { compactJson } from '../../protocol/json/compact-json.js'
import { type JsonObject, type JsonValue, memberText, readObject } from '../../protocol/json/json.js'
import { setPath, valueAt } from '../../protocol/json/set-path.js'
import { type DefaultSources, defaultValue } from '../../protocol/system/field-default.js'
import { firstItem } from './first-item.js'
import { tagGroupsOf } from './goods-types.js'
import { flatFields, ORDER_FIELDS, type OrderField } from './order-fields.js'

/** A value for a member of the order, by its dotted path. */
export interface GivenMember {
  /** `skuList.0.title` */
  key: string
  json: string
}

/** An order as text, and what was put in that nobody gave. */
export interface BuiltOrder {
  /** Without white space between its parts: none can be lost on the way to the client. */
  text: string
  made: readonly { field: OrderField; value: string }[]
}

/**
 * Puts what is given into an order, and fills in the defaults of what is not there.
 *
 * @param from the text of an object, or nothing
 * @param given in order; the last one counts
 * @param fields those of the data; of an order if absent
 * @throws EcpayError what reading JSON finds in `from`
 */
export function buildOrder(
  from: string | undefined,
  given: readonly GivenMember[],
  sources: Omit<DefaultSources, 'derived'>,
  fields: readonly OrderField[] = ORDER_FIELDS
): BuiltOrder {
  const start = from === undefined ? '{}' : checked(from)
  const whole = given.reduce((text, { key, json }) => setPath(text, key.split('.'), json), start)
  const made: { field: OrderField; value: string }[] = []
  const text = flatFields(fields).reduce((order, field) => {
    const object = readObject(order)
    if (field.default === undefined || !isFree(object, field.key.split('.'))) return order
    const value = defaultValue(field.default, { ...sources, derived: (names) => derived(object, names) })
    if (value === undefined) return order
    made.push({ field, value })
    return setPath(order, field.key.split('.'), field.type === 'number' ? value : JSON.stringify(value))
  }, whole)
  return { text: compactJson(text), made }
}

function checked(text: string): string {
  readObject(text)
  return text
}

/** Whether a member can be filled in: it is not there, and nothing of another kind stands where it belongs. */
function isFree(object: JsonObject, path: readonly string[]): boolean {
  let value: JsonValue = object
  for (const key of path) {
    if (value.kind !== (key === '0' ? 'array' : 'object')) return false
    const inner = valueAt(value, key)
    if (inner === undefined) return true
    value = inner
  }
  return false
}

/** A unit price from the total, where it can be whole; a tag group from the type, where that has one alone. */
function derived(order: JsonObject, from: readonly string[]): string | undefined {
  const item = firstItem(order)
  if (from.includes('type')) {
    const [group, ...others] = tagGroupsOf(item && memberText(item, 'type'))
    return others.length === 0 ? group?.id : undefined
  }
  const total = memberText(order, 'totalAmount') ?? ''
  const quantity = (item && memberText(item, 'quantity')) ?? '1'
  if (!/^[0-9]{1,30}$/.test(total) || !/^[1-9][0-9]{0,30}$/.test(quantity)) return undefined
  const [sum, many] = [BigInt(total), BigInt(quantity)]
  return sum % many === 0n ? `${sum / many}` : undefined
}
