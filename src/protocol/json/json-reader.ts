import { refuse } from '../../findings/findings.js'
import { codePointName, ownCopy } from '../text.js'
import type { JsonExpectation, JsonMember, JsonObject, JsonValue } from './json-value.js'

/** Documents nested deeper are refused. No call of the platform nests more than three levels. */
export const MAX_DEPTH = 200

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
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

/** The first key seen at each position of an object. Only keys without escapes: their source text is the key. */
const familiarKeys: (string | undefined)[] = new Array(32).fill(undefined)

/** Most documents are short and share this buffer; a longer one gets its own. */
const shared = Buffer.alloc(0x8000)
const sharedUnits = new Uint16Array(shared.buffer)
const BIG_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0

/** The UTF-16 units of a text, then a 0. They are faster to scan than the text, and the 0 ends every scan. */
function unitsOf(text: string): Uint16Array {
  const fits = text.length < sharedUnits.length
  const bytes = fits ? shared : Buffer.alloc(2 * text.length + 2)
  const units = fits ? sharedUnits : new Uint16Array(bytes.buffer)
  bytes.write(text, 'utf16le')
  units[text.length] = 0
  if (BIG_ENDIAN) bytes.swap16()
  return units
}

/**
 * Reads one document; callers use {@link readJson}. Written by hand because lossless-json keeps neither duplicate
 * members nor the position of a value, and takes three times as long. The tests compare the two.
 */
export class JsonReader {
  private at = 0
  private depth = 0
  private readonly text: string
  private readonly units: Uint16Array

  constructor(text: string) {
    this.text = text
    this.units = unitsOf(text)
  }

  document(): JsonValue {
    this.space()
    const value = this.value()
    this.space()
    if (this.at < this.text.length) this.fail('end')
    return value
  }

  /** The current unit, or 0 at the end. */
  private unit(): number {
    return this.units[this.at] as number
  }

  private space(): void {
    for (;;) {
      const unit = this.unit()
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return
      this.at++
    }
  }

  private value(): JsonValue {
    const start = this.at
    switch (this.unit()) {
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
    const start = this.at
    NUMBER.lastIndex = start
    if (!NUMBER.test(this.text)) this.fail('value')
    this.at = NUMBER.lastIndex
    return { kind: 'number', text: this.text.slice(start, this.at), start, end: this.at }
  }

  private word(text: 'true' | 'false' | 'null', kind: 'boolean' | 'null'): JsonValue {
    const start = this.at
    if (!this.text.startsWith(text, start)) this.fail('value')
    this.at += text.length
    return { kind, text, start, end: this.at }
  }

  /** The bodies of a stream have the same keys in the same order, so the string of each key is made and hashed once. */
  private key(place: number): string {
    const from = this.at + 1
    const familiar = familiarKeys[place]
    if (familiar !== undefined && this.isQuoted(familiar)) {
      this.at = from + familiar.length + 1
      return familiar
    }
    const key = this.string()
    const plain = this.at - from === key.length + 1
    if (familiar === undefined && plain && place < familiarKeys.length && key.length < 64)
      familiarKeys[place] = ownCopy(key)
    return key
  }

  /** Whether the current string is this one, written without escapes. */
  private isQuoted(text: string): boolean {
    const { units } = this
    const from = this.at + 1
    for (let i = 0; i < text.length; i++) if (units[from + i] !== text.charCodeAt(i)) return false
    return units[from + text.length] === 0x22
  }

  private string(): string {
    const { units } = this
    const from = this.at + 1
    for (let i = from; ; i++) {
      const unit = units[i] as number
      if (unit === 0x22) {
        this.at = i + 1
        return this.text.slice(from, i)
      }
      if (unit === 0x5c) return this.escapedString(from, i)
      if (unit < 0x20) this.failInString(i)
    }
  }

  /** Reads the rest of a string from its first backslash. */
  private escapedString(from: number, backslash: number): string {
    const { text, units } = this
    let result = ''
    let chunk = from
    for (let i = backslash; ; i++) {
      const unit = units[i] as number
      if (unit === 0x22) {
        this.at = i + 1
        return result + text.slice(chunk, i)
      }
      if (unit < 0x20) this.failInString(i)
      if (unit !== 0x5c) continue
      result += text.slice(chunk, i)
      const simple = ESCAPED[text.charAt(i + 1)]
      if (simple !== undefined) {
        result += simple
        i += 1
      } else {
        result += this.hexEscape(i)
        i += 5
      }
      chunk = i + 1
    }
  }

  private failInString(at: number): never {
    return this.fail(at < this.text.length ? 'escaped-control-character' : 'closing-quote', at)
  }

  private hexEscape(backslash: number): string {
    const digits = this.text.slice(backslash + 1, backslash + 6)
    if (!/^u[0-9a-fA-F]{4}$/.test(digits)) this.fail('escape', backslash + 1)
    return String.fromCharCode(Number.parseInt(digits.slice(1), 16))
  }

  private object(): JsonObject {
    const start = this.at
    const members: JsonMember[] = []
    this.enter()
    this.space()
    if (this.unit() === 0x7d) return this.leave({ kind: 'object', members, start, end: ++this.at })
    for (;;) {
      if (this.unit() !== 0x22) this.fail('key')
      const key = this.key(members.length)
      this.space()
      if (this.unit() !== 0x3a) this.fail('colon')
      this.at++
      this.space()
      members.push({ key, value: this.value() })
      this.space()
      const next = this.unit()
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
    if (this.unit() === 0x5d) return this.leave({ kind: 'array', items, start, end: ++this.at })
    for (;;) {
      items.push(this.value())
      this.space()
      const next = this.unit()
      if (next === 0x5d) return this.leave({ kind: 'array', items, start, end: ++this.at })
      if (next !== 0x2c) this.fail('comma-or-bracket')
      this.at++
      this.space()
    }
  }

  private enter(): void {
    this.at++
    if (++this.depth > MAX_DEPTH) throw refuse('json-too-deep', { limit: MAX_DEPTH })
  }

  private leave<T>(value: T): T {
    this.depth--
    return value
  }

  private fail(expected: JsonExpectation, at = this.at): never {
    const lines = this.text.slice(0, at).split(/\r\n|\n|\r/)
    const column = (lines.at(-1) as string).replace(/[\ud800-\udbff][\udc00-\udfff]/g, '_').length + 1
    const character = this.text.codePointAt(at)
    const found = character === undefined ? '' : describe(character)
    throw refuse('invalid-json', { line: lines.length, column, expected, found })
  }
}

/** The character itself, or its name if it is invisible. */
function describe(codePoint: number): string {
  const character = String.fromCodePoint(codePoint)
  return /[\p{C}\p{Z}]/u.test(character) ? codePointName(codePoint) : character
}
