import { Failure, finding } from './findings.js'

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

export interface JsonMember {
  key: string
  value: JsonValue
}

/** What a reader wanted where it stopped; `output/words` has the phrase for each. */
export type JsonExpectation =
  | 'value'
  | 'end'
  | 'key'
  | 'colon'
  | 'comma-or-brace'
  | 'comma-or-bracket'
  | 'closing-quote'
  | 'escape'
  | 'escaped-control-character'

/** Deeper documents are refused: no call of the platform nests more than three levels. */
export const MAX_DEPTH = 200

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids them inside strings
const NOT_PLAIN = /[\\\u0000-\u001f]/
const ESCAPED: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t'
}

/**
 * Reads one JSON document (RFC 8259) without losing anything.
 *
 * @throws Failure `invalid-json` with line and column (both from 1), `json-too-deep`
 */
export function readJson(text: string): JsonValue {
  return new Reader(text).document()
}

/**
 * Reads one JSON object.
 *
 * @throws Failure as {@link readJson}, and `not-an-object`
 */
export function readObject(text: string): JsonObject {
  const value = readJson(text)
  if (value.kind !== 'object') throw new Failure(2, [finding('not-an-object', { found: value.kind })])
  return value
}

/** The keys that stand more than once in an object, each named once. */
export function duplicateKeys(object: JsonObject): string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { key } of object.members) {
    if (seen.has(key)) twice.add(key)
    seen.add(key)
  }
  return [...twice]
}

/** The value of the last member with this key, as every JSON library reads it. */
export function member(object: JsonObject, key: string): JsonValue | undefined {
  return object.members.findLast((one) => one.key === key)?.value
}

/** The text of a scalar member: a string decoded, a number as its literal. */
export function memberText(object: JsonObject, key: string): string | undefined {
  const value = member(object, key)
  return value && 'text' in value ? value.text : undefined
}

class Reader {
  private at = 0
  private depth = 0
  /** Without a backslash or control character anywhere, every string ends at its next quote. */
  private readonly plain: boolean
  private readonly text: string

  constructor(text: string) {
    this.text = text
    this.plain = !NOT_PLAIN.test(text)
  }

  document(): JsonValue {
    this.space()
    const value = this.value()
    this.space()
    if (this.at < this.text.length) this.fail('end')
    return value
  }

  private space(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.at)
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return
      this.at++
    }
  }

  private value(): JsonValue {
    const start = this.at
    switch (this.text.charCodeAt(start)) {
      case 0x22: {
        const text = this.string()
        return { kind: 'string', text, start, end: this.at }
      }
      case 0x7b:
        return this.object()
      case 0x5b:
        return this.array()
      case 0x74:
        return this.word('true', 'boolean')
      case 0x66:
        return this.word('false', 'boolean')
      case 0x6e:
        return this.word('null', 'null')
      default:
        return this.number()
    }
  }

  private number(): JsonValue {
    NUMBER.lastIndex = this.at
    const found = NUMBER.exec(this.text)
    if (!found) this.fail('value')
    const start = this.at
    this.at += found[0].length
    return { kind: 'number', text: found[0], start, end: this.at }
  }

  private word(text: 'true' | 'false' | 'null', kind: 'boolean' | 'null'): JsonValue {
    const start = this.at
    if (!this.text.startsWith(text, start)) this.fail('value')
    this.at += text.length
    return { kind, text, start, end: this.at }
  }

  private string(): string {
    const from = this.at + 1
    if (this.plain) {
      const end = this.text.indexOf('"', from)
      if (end < 0) this.fail('closing-quote', this.text.length)
      this.at = end + 1
      return this.text.slice(from, end)
    }
    return this.carefulString(from)
  }

  private carefulString(from: number): string {
    const { text } = this
    let result = ''
    let chunk = from
    for (let i = from; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit === 0x22) {
        this.at = i + 1
        return result + text.slice(chunk, i)
      }
      if (unit < 0x20) this.fail('escaped-control-character', i)
      if (unit !== 0x5c) continue
      result += text.slice(chunk, i)
      const letter = text[i + 1] ?? ''
      const simple = ESCAPED[letter]
      if (simple !== undefined) {
        result += simple
        i += 1
      } else if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(i + 2, i + 6))) {
        result += String.fromCharCode(Number.parseInt(text.slice(i + 2, i + 6), 16))
        i += 5
      } else {
        this.fail('escape', i + 1)
      }
      chunk = i + 1
    }
    return this.fail('closing-quote', text.length)
  }

  private object(): JsonObject {
    const start = this.at
    const members: JsonMember[] = []
    this.enter()
    this.space()
    if (this.text.charCodeAt(this.at) === 0x7d) return this.leave({ kind: 'object', members, start, end: ++this.at })
    for (;;) {
      if (this.text.charCodeAt(this.at) !== 0x22) this.fail('key')
      const key = this.string()
      this.space()
      if (this.text.charCodeAt(this.at) !== 0x3a) this.fail('colon')
      this.at++
      this.space()
      members.push({ key, value: this.value() })
      this.space()
      const next = this.text.charCodeAt(this.at)
      if (next === 0x7d) return this.leave({ kind: 'object', members, start, end: ++this.at })
      if (next !== 0x2c) this.fail('comma-or-brace')
      this.at++
      this.space()
    }
  }

  private array(): JsonValue {
    const start = this.at
    const items: JsonValue[] = []
    this.enter()
    this.space()
    if (this.text.charCodeAt(this.at) === 0x5d) return this.leave({ kind: 'array', items, start, end: ++this.at })
    for (;;) {
      items.push(this.value())
      this.space()
      const next = this.text.charCodeAt(this.at)
      if (next === 0x5d) return this.leave({ kind: 'array', items, start, end: ++this.at })
      if (next !== 0x2c) this.fail('comma-or-bracket')
      this.at++
      this.space()
    }
  }

  private enter(): void {
    this.at++
    if (++this.depth > MAX_DEPTH) throw new Failure(2, [finding('json-too-deep', { limit: MAX_DEPTH })])
  }

  private leave<T>(value: T): T {
    this.depth--
    return value
  }

  private fail(expected: JsonExpectation, at = this.at): never {
    const before = this.text.slice(0, at)
    const line = before.split('\n').length
    const column = at - (before.lastIndexOf('\n') + 1) + 1
    const character = this.text.codePointAt(at)
    const found = character === undefined ? '' : describe(character)
    throw new Failure(2, [finding('invalid-json', { line, column, expected, found })])
  }
}

function describe(codePoint: number): string {
  const printable = codePoint > 0x20 && codePoint !== 0x7f
  return printable ? String.fromCodePoint(codePoint) : codePointName(codePoint)
}

/** `U+3000`, the name of a character that cannot be seen. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}
