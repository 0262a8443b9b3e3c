/** The secret part of a key in hexadecimal digits. */
export type KeyHex = string

/** In digits: eight bytes of a key are in no other text by chance. */
const PIECE = 16
/** How often a text may be in a text. */
const DEEPEST = 2

export function keyHex(parts: readonly Uint8Array[]): KeyHex {
  return parts.map((part) => Buffer.from(part).toString('hex')).join(' ')
}

/** Hexadecimal digits with what programs write between two bytes and in front of each; a hash alone is shorter. */
const HEX = /(?:(?:0x|\\x)?[0-9a-f]{2}[\s:,"']{0,8}){16,}/gi
/** Bytes as a language prints them. */
const NUMBERS = /(?:"\d{1,9}"\s{0,9}:\s{0,9})?-?\d{1,3}(?:[\s,]{1,20}(?:"\d{1,9}"\s{0,9}:\s{0,9})?-?\d{1,3}){15,}/g
/** In a text without it, no bytes stand with something between them. */
const PARTED = /(?:[0-9a-fx\\-]{1,15}[\s:,"']{1,20}){2}/i
/** Base64 of a text. */
const BASE64 = /[A-Za-z0-9+/_-]{24,}/g

/**
 * Where a part of a key stands as hexadecimal digits, as numbers, or in a text that stands so or in Base64.
 *
 * @param hex of the secret part
 * @param isIn whether a part of the key is in a text as Base64
 */
export function writtenOtherwise(
  text: string,
  hex: () => KeyHex | undefined,
  isIn: (inner: string) => boolean,
  depth = 0
): [start: number, end: number][] {
  const places: [start: number, end: number][] = []
  const isInside = (bytes: Buffer) => {
    const inner = bytes.toString('latin1')
    return (
      isText(inner) && (isIn(inner) || (depth < DEEPEST && writtenOtherwise(inner, hex, isIn, depth + 1).length > 0))
    )
  }
  for (const { 0: run, index } of text.matchAll(HEX)) {
    const digits = hexDigits(run)
    const isKey = hasPiece(digits, hex()) || isInside(Buffer.from(digits, 'hex'))
    if (isKey) places.push([index, index + run.length])
  }
  for (const { 0: run, index } of text.matchAll(NUMBERS)) {
    const bytes = numbersOf(run)
    if (hasPiece(bytes.toString('hex'), hex()) || isInside(bytes)) places.push([index, index + run.length])
  }
  for (const { 0: run, index } of text.matchAll(BASE64)) {
    // The n of a \\n may stand in front.
    const isKey = [0, 1, 2, 3].some((from) => isInside(Buffer.from(run.slice(from), 'base64')))
    if (isKey) places.push([index, index + run.length])
  }
  return places
}

/** Whether a text may have a part of a key in it that is in several runs of letters and digits. */
export function mayBeParted(text: string): boolean {
  return PARTED.test(text)
}

function numbersOf(run: string): Buffer {
  return Buffer.from(Array.from(run.replace(/"\d+"\s*:/g, '').matchAll(/-?\d+/g), ([number]) => Number(number)))
}

function hexDigits(run: string): string {
  return run.replace(/0x|\\x|[\s:,"']/gi, '').toLowerCase()
}

/** Whether sixteen bytes in a row are of the key: eight of them begin at one of these places. */
function hasPiece(digits: string, ofKey: KeyHex = ''): boolean {
  for (let at = 0; at + PIECE <= digits.length; at += PIECE)
    if (ofKey.includes(digits.slice(at, at + PIECE))) return true
  return false
}

function isText(text: string): boolean {
  return /^[\t\n\r -~]+$/.test(text)
}
