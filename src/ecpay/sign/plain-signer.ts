import { digest } from '../digest.js'
import { needsCloserLook, ODD } from './odd-text.js'
import { saltOddities } from './request-signature.js'
import { excludedKey } from './suspicious-key.js'

/** In bytes, of a line and of the SALT. */
const LONGEST = 0x4000
/** As many values as sorting by insertion is good for. */
const MOST = 64
/** As many keys as are remembered. */
const KEYS = 1024

const [QUOTE, BACKSLASH, COMMA, COLON, ZERO, NINE, OPEN, CLOSE, QUESTION, SPACE] = [
  0x22, 0x5c, 0x2c, 0x3a, 0x30, 0x39, 0x7b, 0x7d, 0x3f, 0x20
]
const NULL = Buffer.from('null')
/** What stands behind a backslash, and the byte that it means. A code point is left to the reader of JSON. */
const ESCAPES = new Uint8Array(256)
for (const [name, meant] of ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t'])
  ESCAPES[(name as string).charCodeAt(0)] = (meant as string).charCodeAt(0)

/**
 * Signs bodies straight from their bytes: those of which {@link traceSign} would have nothing to say. They have strings
 * and whole numbers, known keys, each once, and no character that needs a closer look. The bytes of UTF-8 sort as the
 * rule wants it. Everything else is left to `traceSign`; a test compares the two.
 */
export class PlainSigner {
  /** The SALT and behind it the values, without their escapes. */
  private readonly room = Buffer.alloc(2 * LONGEST)
  private readonly joined = Buffer.alloc(2 * LONGEST + MOST)
  private readonly starts = new Int32Array(MOST)
  private readonly ends = new Int32Array(MOST)
  /** The number of each key, from 1; 0 for a key that is not remembered. */
  private readonly numbers = new Map<string, number>()
  /** By the number of a key: whether it is signed, and the last body that had it. */
  private readonly isSigned = new Uint8Array(KEYS)
  private readonly seen = new Float64Array(KEYS)
  /** By the place of a member: the key that stood there last, and its number. */
  private readonly keyAt: Uint8Array[] = []
  private readonly numberAt: number[] = []
  private readonly saltLength: number
  private bodies = 0
  private at = 0
  private end = 0

  constructor(salt: string) {
    const isPlain = saltOddities(salt).length === 0 && !needsCloserLook(salt)
    this.saltLength = isPlain && Buffer.byteLength(salt) <= LONGEST ? this.room.write(salt) : 0
  }

  /**
   * @param bytes UTF-8
   * @returns the signature, or nothing if the body needs a closer look or is none
   */
  sign(bytes: Uint8Array, from: number, end: number): string | undefined {
    const { saltLength, starts, ends } = this
    if (saltLength === 0 || end - from > LONGEST) return undefined
    this.at = from
    this.end = end
    this.bodies++
    starts[0] = 0
    ends[0] = saltLength
    let count = 1
    let filled = saltLength
    if (this.next(bytes) !== OPEN) return undefined
    for (let place = 0; ; place++) {
      this.at++
      if (this.next(bytes) !== QUOTE) return undefined
      const key = this.key(bytes, place)
      if (key === 0 || this.seen[key] === this.bodies || count === MOST) return undefined
      this.seen[key] = this.bodies
      if (this.next(bytes) !== COLON) return undefined
      this.at++
      const first = this.next(bytes)
      const filledTo = first === QUOTE ? this.text(bytes, filled) : this.digits(bytes, filled)
      if (filledTo < 0) return undefined
      if (this.isSigned[key] === 1 && filledTo > filled && !this.isNull(filled, filledTo)) {
        starts[count] = filled
        ends[count] = filledTo
        count++
        filled = filledTo
      }
      const next = this.next(bytes)
      if (next === CLOSE) break
      if (next !== COMMA) return undefined
    }
    this.at++
    if (this.next(bytes) !== 0 || this.at < end) return undefined
    this.sort(count)
    return digest('md5', this.join(count))
  }

  /** Passes over white space. @returns the byte that follows; 0 at the end, and for a byte 0 */
  private next(bytes: Uint8Array): number {
    const { end } = this
    let { at } = this
    while (at < end) {
      const byte = bytes[at] as number
      if (byte !== SPACE && byte !== 0x09 && byte !== 0x0d) {
        this.at = at
        return byte
      }
      at++
    }
    this.at = at
    return 0
  }

  /** Reads a key. @returns its number; 0 if it is not plain */
  private key(bytes: Uint8Array, place: number): number {
    const from = this.at + 1
    const familiar = this.keyAt[place]
    if (familiar !== undefined) {
      const { length } = familiar
      let i = 0
      while (i < length && bytes[from + i] === familiar[i]) i++
      if (i === length && bytes[from + i] === QUOTE && from + i < this.end) {
        this.at = from + i + 1
        return this.numberAt[place] as number
      }
    }
    let at = from
    for (; at < this.end; at++) {
      const byte = bytes[at] as number
      if (byte === QUOTE) break
      if (byte < SPACE || byte === BACKSLASH || byte > 0x7e) return 0
    }
    if (at >= this.end || at - from > 64) return 0
    this.at = at + 1
    const number = this.numberOf(Buffer.from(bytes.subarray(from, at)).toString('latin1'))
    if (number > 0 && place < MOST) {
      // A slice of a Buffer is a view, which would keep its whole block.
      this.keyAt[place] = Uint8Array.prototype.slice.call(bytes, from, at)
      this.numberAt[place] = number
    }
    return number
  }

  private numberOf(key: string): number {
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const meant = excludedKey(key)
    if ((meant !== undefined && meant !== key) || this.numbers.size === KEYS - 1) return 0
    const number = this.numbers.size + 1
    this.numbers.set(key, number)
    this.isSigned[number] = meant === undefined ? 1 : 0
    return number
  }

  /** Reads a text into the room. @returns where it ends there; -1 if it needs a closer look */
  private text(bytes: Uint8Array, start: number): number {
    const { end, room } = this
    let to = start
    let at = this.at + 1
    for (; ; at++) {
      // A text that never ends is cut off here.
      if (at >= end) return -1
      let byte = bytes[at] as number
      if (byte === QUOTE) break
      if (byte >= 0x80) {
        const length = byte < 0xe0 ? 2 : 3
        if (byte >= 0xf0 || at + length > end) return -1
        const second = (bytes[at + 1] as number) & 0x3f
        const unit =
          length === 2
            ? ((byte & 0x1f) << 6) | second
            : ((byte & 0x0f) << 12) | (second << 6) | ((bytes[at + 2] as number) & 0x3f)
        if (ODD[unit] !== 0) return -1
        room[to++] = byte
        room[to++] = bytes[++at] as number
        if (length === 2) continue
        byte = bytes[++at] as number
      } else if (byte === BACKSLASH) {
        byte = ESCAPES[bytes[++at] as number] as number
        if (byte === 0 || at >= end) return -1
      } else if (byte < SPACE) return -1
      if (byte === QUESTION && to > start && room[to - 1] === QUESTION) return -1
      room[to++] = byte
    }
    this.at = at + 1
    return to === start || isBare(room, start, to) ? to : -1
  }

  /** Reads a whole number into the room. @returns where it ends there; -1 if it is none, or a long one */
  private digits(bytes: Uint8Array, start: number): number {
    const { end, room } = this
    let to = start
    let { at } = this
    for (; at < end; at++) {
      const byte = bytes[at] as number
      if (byte < ZERO || byte > NINE) break
      room[to++] = byte
    }
    const length = at - this.at
    if (length === 0 || length > 15 || (length > 1 && bytes[this.at] === ZERO)) return -1
    this.at = at
    return to
  }

  private isNull(from: number, to: number): boolean {
    return to - from === NULL.length && this.room.compare(NULL, 0, NULL.length, from, to) === 0
  }

  private sort(count: number): void {
    const { starts, ends } = this
    for (let i = 1; i < count; i++) {
      const [start, end] = [starts[i] as number, ends[i] as number]
      let at = i
      while (at > 0 && this.isAfter(starts[at - 1] as number, ends[at - 1] as number, start, end)) {
        starts[at] = starts[at - 1] as number
        ends[at] = ends[at - 1] as number
        at--
      }
      starts[at] = start
      ends[at] = end
    }
  }

  private isAfter(a: number, aEnd: number, b: number, bEnd: number): boolean {
    const { room } = this
    const length = Math.min(aEnd - a, bEnd - b)
    for (let i = 0; i < length; i++) {
      const [left, right] = [room[a + i] as number, room[b + i] as number]
      if (left !== right) return left > right
    }
    return aEnd - a > bEnd - b
  }

  private join(count: number): Uint8Array {
    const { room, joined, starts, ends } = this
    let to = 0
    for (let i = 0; i < count; i++) {
      if (i > 0) joined[to++] = AND
      const end = ends[i] as number
      for (let at = starts[i] as number; at < end; at++) joined[to++] = room[at] as number
    }
    return joined.subarray(0, to)
  }
}

const AND = 0x26

/** Whether nothing is around a text that would be taken off. */
function isBare(room: Uint8Array, start: number, end: number): boolean {
  const [first, last] = [room[start] as number, room[end - 1] as number]
  if (first <= SPACE || last <= SPACE) return false
  return first !== QUOTE || last !== QUOTE || end - start === 1
}
