import { gbkBytes } from '../json/gbk.js'
import { keepingLast } from '../search/keeping-last.js'

const isAscii = keepingLast((text) => !/[\u0080-\uffff]/.test(text))

/** A charset whose bytes are those of UTF-8 where the text is in ASCII: there it is the text itself. */
export function beyondAscii(charset: (text: string) => string | Uint8Array): (text: string) => string | Uint8Array {
  return (text) => (isAscii(text) ? text : charset(text))
}

/** Node's `latin1` and `binary`: the low byte of every UTF-16 unit. */
export function lowBytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

/** Java's `getBytes("ISO-8859-1")` and PHP's `utf8_decode`: `?` for every character above U+00FF. */
export function latin1Bytes(text: string): Uint8Array {
  return Buffer.from(text.replace(BEYOND_LATIN1, '?'), 'latin1')
}

/** `?` for every character outside ASCII. */
export function asciiBytes(text: string): Uint8Array {
  return Buffer.from(text.replace(BEYOND_ASCII, '?'), 'latin1')
}

const BEYOND_LATIN1 = /[\u{100}-\u{10ffff}]/gu
const BEYOND_ASCII = /[\u{80}-\u{10ffff}]/gu

/** C#'s `Encoding.Unicode`. */
export function utf16Bytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le')
}

/** Java's `getBytes("UTF-16")`: big-endian after a byte order mark. */
export function utf16BytesWithMark(text: string): Uint8Array {
  return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
}

/** Java's `getBytes("UTF-16BE")` and PHP's `mb_convert_encoding($text, 'UCS-2')`. */
export function utf16BigBytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le').swap16()
}

/**
 * CESU-8: each surrogate of an emoji as three bytes. MD5 libraries in JavaScript that encode one `charCodeAt` after
 * another write it, and Java's modified UTF-8.
 */
export function surrogateBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let size = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) bytes[size++] = unit
    else {
      if (unit < 0x800) bytes[size++] = 0xc0 | (unit >> 6)
      else {
        bytes[size++] = 0xe0 | (unit >> 12)
        bytes[size++] = 0x80 | ((unit >> 6) & 0x3f)
      }
      bytes[size++] = 0x80 | (unit & 0x3f)
    }
  }
  return bytes.subarray(0, size)
}

/** UTF-8 that was read as Latin-1 and encoded again. */
export function utf8Twice(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

/** The characters that Windows-1252 has in place of control characters of Latin-1. */
const WINDOWS_1252 = new Map(
  Array.from({ length: 0x20 }, (_, i) => [new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + i)), 0x80 + i])
)

/** The ways to get back the bytes of a text that was read in the wrong charset. */
const READINGS: readonly ((text: string) => Uint8Array | undefined)[] = [
  (text) => {
    const units = [...text].map((one) => WINDOWS_1252.get(one) ?? one.charCodeAt(0))
    return units.every((unit) => unit <= 0xff) ? Uint8Array.from(units) : undefined
  },
  gbkBytes
]

/**
 * The possible originals of a garbled text: UTF-8 read as Latin-1 or GBK, GBK read as Latin-1.
 *
 * @returns empty for a text that is not garbled in one of these ways
 */
export function ungarbled(text: string): string[] {
  if (!/[\u0080-\uffff]/.test(text)) return []
  return READINGS.flatMap((read) => {
    const bytes = read(text)
    return bytes === undefined ? [] : [...decoded('utf-8', bytes), ...(read === gbkBytes ? [] : decoded('gbk', bytes))]
  }).filter((one, i, all) => one !== text && all.indexOf(one) === i)
}

function decoded(charset: string, bytes: Uint8Array): string[] {
  try {
    return [new TextDecoder(charset, { fatal: true }).decode(bytes)]
  } catch {
    return []
  }
}
