import type { JsonMember, JsonValue } from '../json/json.js'
import { compareBytes } from '../text.js'
import { javaDouble } from './formats.js'

/** The value with its scalars changed. */
export function mapped(value: JsonValue, change: (scalar: JsonValue & { text: string }) => JsonValue): JsonValue {
  if (value.kind === 'array') return { ...value, items: value.items.map((item) => mapped(item, change)) }
  if (value.kind !== 'object') return change(value)
  return { ...value, members: value.members.map((one) => ({ ...one, value: mapped(one.value, change) })) }
}

/** The value with its numbers printed like a double in Java. */
export function withDoubles(value: JsonValue): JsonValue {
  return mapped(value, (one) => (one.kind === 'number' ? { ...one, text: javaDouble(Number(one.text)) } : one))
}

/** The value with the members of its objects in another order. */
export function inOrder(value: JsonValue, order: (members: JsonMember[]) => JsonMember[]): JsonValue {
  if (value.kind === 'array') return { ...value, items: value.items.map((item) => inOrder(item, order)) }
  if (value.kind !== 'object') return value
  return { ...value, members: order(value.members.map((one) => ({ ...one, value: inOrder(one.value, order) }))) }
}

/** By the bytes of their keys. */
export function sortedMembers(members: JsonMember[]): JsonMember[] {
  return members.toSorted((a, b) => compareBytes(a.key, b.key))
}
