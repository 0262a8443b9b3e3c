import { EcpayError, refuse } from '../../findings/findings.js'
import { JsonReader } from './json-reader.js'
import type { JsonMember, JsonObject, JsonValue, MemberList } from './json-value.js'
import { hasLostQuotes } from './lost-quotes.js'

export type { JsonExpectation, JsonMember, JsonObject, JsonValue, MemberList } from './json-value.js'

/**
 * Reads one JSON document (RFC 8259) without losing anything.
 *
 * @throws EcpayError `invalid-json` with line and column (from 1, in characters), `json-too-deep`, `quotes-lost`
 * @example readJson('1e2') // { kind: 'number', text: '1e2', start: 0, end: 3 }
 */
export function readJson(text: string): JsonValue {
  try {
    return new JsonReader(text).document()
  } catch (error) {
    // If a shell removed the quotes, the position of the first missing one does not help.
    if (error instanceof EcpayError && hasLostQuotes(text)) throw refuse('quotes-lost', { found: text.trim() })
    throw error
  }
}

/**
 * Reads one JSON object.
 *
 * @throws EcpayError like {@link readJson}, and `not-an-object`
 * @example memberText(readObject('{"order_id":7398108028895054107}'), 'order_id') // '7398108028895054107'
 */
export function readObject(text: string): JsonObject {
  const value = readJson(text)
  if (value.kind !== 'object') throw refuse('not-an-object', { found: value.kind })
  return value
}

/** Reads JSON as {@link readJson} does, and returns undefined for what is not JSON. */
export function jsonIn(text: string): JsonValue | undefined {
  try {
    return new JsonReader(text).document()
  } catch {
    return undefined
  }
}

/** Reads one JSON object, and returns undefined for everything else. */
export function objectIn(text: string): JsonObject | undefined {
  const value = jsonIn(text)
  return value?.kind === 'object' ? value : undefined
}

/** The keys that an object has more than once, each listed once. */
export function duplicateKeys({ members }: MemberList): string[] {
  const twice = members.length > FEW ? laterOnes(members) : laterOfFew(members)
  return twice.length > 1 ? [...new Set(twice)] : twice
}

/** Up to this many members, comparing each pair is cheaper than filling a set. */
const FEW = 32

function laterOfFew(members: readonly JsonMember[]): string[] {
  const twice: string[] = []
  for (let i = 1; i < members.length; i++) {
    const { key } = members[i] as JsonMember
    for (let j = 0; j < i; j++) if (members[j]?.key === key) twice.push(key)
  }
  return twice
}

function laterOnes(members: readonly JsonMember[]): string[] {
  const seen = new Set<string>()
  return members.flatMap(({ key }) => (seen.size === seen.add(key).size ? [key] : []))
}

/** The value of the last member with this key, as every JSON library reads it. */
export function member(object: MemberList | undefined, key: string): JsonValue | undefined {
  const members = object?.members ?? []
  for (let i = members.length - 1; i >= 0; i--) if (members[i]?.key === key) return members[i]?.value
  return undefined
}

/** The value at the end of a path of keys, where every key but the last leads to an object. */
export function memberAt(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  return path.reduce((one, key) => (one?.kind === 'object' ? member(one, key) : undefined), value)
}

/** The text of a scalar member: a string is decoded, a number keeps its literal. */
export function memberText(object: MemberList | undefined, key: string): string | undefined {
  const value = member(object, key)
  return value && 'text' in value ? value.text : undefined
}
