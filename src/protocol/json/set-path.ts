import { type EcpayError, refuse } from '../../findings/findings.js'
import { type JsonMember, type JsonObject, type JsonValue, member, readObject } from './json.js'

/**
 * Sets a value in the text of an object without changing any other byte. A missing member is added at the end of its
 * object. A value on the path that is not an object is replaced by one. The keys of an array are its numbers; `0` under
 * a missing key starts an array.
 *
 * @param path keys from the outside in, at least one
 * @param json the value as JSON text
 * @throws EcpayError like `readObject`
 * @example setPath('{"a": {"b": 1}}', ['a', 'c'], '2') // '{"a": {"b": 1,"c":2}}'
 */
export function setPath(text: string, path: readonly string[], json: string): string {
  return setIn(text, readObject(text), path, json)
}

function setIn(
  text: string,
  parent: JsonObject | JsonArray,
  [key = '', ...rest]: readonly string[],
  json: string
): string {
  const values = parent.kind === 'array' ? parent.items : parent.members.map(({ value }) => value)
  const present = valueAt(parent, key)
  if (present && rest.length > 0 && isEntered(present, rest)) return setIn(text, present, rest, json)
  const value = rest.reduceRight((inner, name) => begun(name, inner), json)
  if (present) return text.slice(0, present.start) + value + text.slice(present.end)
  const end = values.at(-1)?.end ?? parent.start + 1
  const comma = values.length > 0 ? ',' : ''
  const name = parent.kind === 'array' ? '' : `${JSON.stringify(key)}:`
  return `${text.slice(0, end)}${comma}${name}${value}${text.slice(end)}`
}

/** What stands under a key, in an array its number: of a key that stands twice the last one, as readers see it. */
export function valueAt(value: JsonValue, key: string): JsonValue | undefined {
  if (value.kind === 'array') return /^\d+$/.test(key) ? value.items[Number(key)] : undefined
  return value.kind === 'object' ? member(value, key) : undefined
}

type JsonArray = Extract<JsonValue, { kind: 'array' }>

/** Whether what stands on the way has a place for the next key: that of an array is one of its items, or the next. */
function isEntered(value: JsonValue, [key = '']: readonly string[]): value is JsonObject | JsonArray {
  return value.kind === 'object' || (value.kind === 'array' && /^\d+$/.test(key) && Number(key) <= value.items.length)
}

function begun(name: string, inner: string): string {
  return name === '0' ? `[${inner}]` : `{${JSON.stringify(name)}:${inner}}`
}

/**
 * Removes a member and its comma from the text of an object.
 *
 * @throws EcpayError `missing-member` if there is no such member; otherwise like `readObject`
 */
export function unsetPath(text: string, path: readonly string[]): string {
  const parents = path.slice(0, -1)
  let inner: JsonValue | undefined = readObject(text)
  for (const key of parents) inner = inner && valueAt(inner, key)
  if (inner?.kind !== 'object') throw missing(path)
  const object = inner
  const at = object.members.findLastIndex((one) => one.key === path.at(-1))
  if (at < 0) throw missing(path)
  const { value } = object.members[at] as JsonMember
  const before = object.members[at - 1]?.value.end
  if (before !== undefined) return text.slice(0, before) + text.slice(value.end)
  // The first member is removed with the comma after it, the others with the comma before them.
  const rest = text.slice(value.end).replace(/^\s*,\s*/, '')
  return text.slice(0, object.start + 1) + rest
}

function missing(path: readonly string[]): EcpayError {
  return refuse('missing-member', { key: path.join('.') })
}
