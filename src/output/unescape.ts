/** Unescaped bytes, one character each, and the position of each in the original text. */
export interface Decoded {
  text: string
  /** Where each character begins and ends in the original. */
  starts: Uint32Array
  ends: Uint32Array
  /** Whether there was an escape: the result may have escapes again. */
  hadEscapes: boolean
}

const SPACE = 0x20
const SHORT: Readonly<Record<string, number>> = { b: 8, t: 9, n: 10, f: 12, r: 13, '"': 34, "'": 39, '/': 47, '\\': 92 }
const NAMED: Readonly<Record<string, number>> = { amp: 38, lt: 60, gt: 62, quot: 34, apos: 39 }

/** Without any of these characters, {@link unescapeLayer} changes nothing. */
const CHANGED = /[%\\&<'+\0\r\n]/

/** Whether a text may change when its escapes are undone. */
export function mayHaveEscapes(text: string): boolean {
  return CHANGED.test(text)
}

/** The character of an escape, and the length of the escape. */
type Escape = [codePoint: number, length: number, isByte?: boolean]

/**
 * Undoes one layer of escapes: of JSON, URLs, HTML, shell quotes, Python bytes, and of characters that this tool made
 * visible. Line breaks and NUL are removed, so that secrets are found in folded text and in UTF-16. A plus becomes a
 * space.
 *
 * @param text bytes as text in latin1
 */
export function unescapeLayer(text: string): Decoded {
  const [starts, ends] = [new Uint32Array(text.length), new Uint32Array(text.length)]
  const bytes = new Uint8Array(text.length)
  let size = 0
  let hadEscapes = false
  const push = (byte: number, start: number, end: number) => {
    if (byte === 0 || byte === 10 || byte === 13) return
    bytes[size] = byte === 0x2b ? SPACE : byte
    starts[size] = start
    ends[size++] = end
  }
  for (let i = 0; i < text.length; ) {
    const found = escapeAt(text, i)
    if (!found) {
      push(text.charCodeAt(i), i, i + 1)
      i++
      continue
    }
    const [codePoint, length, isByte] = found
    hadEscapes = true
    for (const byte of isByte || codePoint < 0x80 ? [codePoint] : Buffer.from(String.fromCodePoint(codePoint)))
      push(byte, i, i + length)
    i += length
  }
  return { text: Buffer.from(bytes.buffer, 0, size).toString('latin1'), starts, ends, hadEscapes }
}

function escapeAt(text: string, i: number): Escape | undefined {
  switch (text.charCodeAt(i)) {
    case 0x25: // %
      return hexAt(text, i + 1, 2, (byte) => [byte, 3, true])
    case 0x5c: // \
      return backslash(text, i)
    case 0x26: // &
      return entity(text, i)
    case 0x3c: // <U+001B>
      return text.startsWith('<U+', i) ? named(text, i) : undefined
    case 0x27: // a quote inside shell quotes
      return text.startsWith("'\\''", i) ? [0x27, 4] : undefined
    default:
      return undefined
  }
}

function named(text: string, i: number): Escape | undefined {
  const digits = text.slice(i, i + 10).indexOf('>') - 3
  return digits < 4 ? undefined : hexAt(text, i + 3, digits, (point) => [Math.min(point, 0x10ffff), digits + 4])
}

function backslash(text: string, i: number): Escape | undefined {
  const next = text[i + 1] ?? ''
  if (next === 'u') return hexAt(text, i + 2, 4, (unit) => pair(text, i, unit))
  if (next === 'x') return hexAt(text, i + 2, 2, (byte) => [byte, 4, true])
  const meant = SHORT[next]
  return meant === undefined ? undefined : [meant, 2]
}

/** Joins two surrogates to one character. */
function pair(text: string, i: number, unit: number): Escape {
  if (unit < 0xd800 || unit > 0xdbff || !text.startsWith('\\u', i + 6)) return [unit, 6]
  return hexAt(text, i + 8, 4, (low) => [(unit - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000, 12]) ?? [unit, 6]
}

function entity(text: string, i: number): Escape | undefined {
  const end = text.slice(i, i + 12).indexOf(';')
  if (end < 2) return undefined
  const name = text.slice(i + 1, i + end)
  const [, hex, decimal] = /^#(?:[xX]([0-9a-fA-F]+)|(\d+))$/.exec(name) ?? []
  const codePoint = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : NAMED[name]
  return codePoint === undefined || codePoint > 0x10ffff ? undefined : [codePoint, end + 1]
}

function hexAt<T>(text: string, at: number, digits: number, made: (value: number) => T): T | undefined {
  let value = 0
  for (let i = at; i < at + digits; i++) {
    const digit = Number.parseInt(text[i] ?? '', 16)
    if (Number.isNaN(digit)) return undefined
    value = value * 16 + digit
  }
  return made(value)
}
