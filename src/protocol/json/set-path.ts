import { type EcpayError, refuse } from '../../findings/findings.js'
import { type JsonMember, type JsonObject, readObject } from './json.js'

/**
 * Sets a value in the text of an object without changing any other byte. A missing member is added at the end of its
 * object. A value on the path that is not an object is replaced by one.
 *
 * @param path keys from the outside in, at least one
 * @param json the value as JSON text
 * @throws EcpayError like `readObject`
 * @example setPath('{"a": {"b": 1}}', ['a', 'c'], '2') // '{"a": {"b": 1,"c":2}}'
 */
export function setPath(text: string, path: readonly string[], json: string): string {
  return setIn(text, readObject(text), path, json)
}

function setIn(text: string, object: JsonObject, [key = '', ...rest]: readonly string[], json: string): string {
  const present = object.members.findLast((one) => one.key === key)?.value
  if (present && rest.length > 0 && present.kind === 'object') return setIn(text, present, rest, json)
  const value = rest.reduceRight((inner, name) => `{${JSON.stringify(name)}:${inner}}`, json)
  if (present) return text.slice(0, present.start) + value + text.slice(present.end)
  const end = object.members.at(-1)?.value.end ?? object.start + 1
  const comma = object.members.length > 0 ? ',' : ''
  return `${text.slice(0, end)}${comma}${JSON.stringify(key)}:${value}${text.slice(end)}`
}

/**
 * Removes a member and its comma from the text of an object.
 *
 * @throws EcpayError `missing-member` if there is no such member; otherwise like `readObject`
 */
export function unsetPath(text: string, path: readonly string[]): string {
  const parents = path.slice(0, -1)
  let object = readObject(text)
  for (const key of parents) {
    const inner = object.members.findLast((one) => one.key === key)?.value
    if (inner?.kind !== 'object') throw missing(path)
    object = inner
  }
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
