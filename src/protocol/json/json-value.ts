export type { JsonExpectation } from '../../findings/text-and-json.js'

/**
 * A JSON value as it stands in its text. Numbers keep their literal, strings are decoded,
 * objects keep every member in order (twice written, `__proto__`, `10` before `9`), and each
 * value knows where it stands: `text.slice(start, end)` is its source.
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

/** Whatever has members, in order: an object, or what is made of one. */
export interface MemberList {
  readonly members: readonly JsonMember[]
}

export interface JsonMember {
  key: string
  value: JsonValue
}
