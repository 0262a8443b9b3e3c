export type { JsonExpectation } from '../../findings/text-and-json.js'

/**
 * A JSON value as it is written. Numbers keep their literal, strings are decoded, and objects keep
 * every member in order (duplicates, `__proto__`, `10` before `9`). Each value knows its position:
 * `text.slice(start, end)` is its source.
 */
export type JsonValue =
  | { kind: 'string' | 'number' | 'boolean' | 'null'; text: string; start: number; end: number }
  | { kind: 'array'; items: JsonValue[]; start: number; end: number }
  | JsonObject

export interface JsonObject {
  kind: 'object'
  members: JsonMember[]
  start: number
  end: number
}

/** Anything with members in order: an object, or a value made from one. */
export interface MemberList {
  readonly members: readonly JsonMember[]
}

export interface JsonMember {
  key: string
  value: JsonValue
}
