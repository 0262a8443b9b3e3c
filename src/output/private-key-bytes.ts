/** The public exponent 65537 in DER: the modulus before it is in the public key too, what is behind it is secret. */
export const EXPONENT = Buffer.from([2, 3, 1, 0, 1])

/** In characters: no key is shorter. */
const SHORTEST = 100
/** How often a text may be in a text. */
const DEEPEST = 3

/**
 * The bytes of a private key that is configured in any way in which keys are read: as Base64 with anything around it,
 * as hexadecimal digits or numbers, or as any of these once more in Base64. Of what is no key, the Base64 in it.
 */
export function privateKeyBytes(value: string): Uint8Array {
  return keyIn(value, 0) ?? base64(value.replace(/\\[nrt]/g, '\n').replace(/-----[^-\n]{1,60}-----/g, '\n'))
}

function keyIn(value: string, depth: number): Uint8Array | undefined {
  const text = unescaped(value)
  for (const one of text.includes('%') ? [text, percentDecoded(text)] : [text]) {
    const at = one.indexOf('MII')
    const found = at < 0 ? undefined : wholeKey(base64(one.slice(at).replace(/-----[\s\S]*/, '')))
    if (found) return found
  }
  const bytes = hexIn(text) ?? numbersIn(text)
  if (bytes) return wholeKey(bytes) ?? inner(bytes, depth)
  for (const [run] of text.matchAll(/[A-Za-z0-9+/=\s]+/g)) {
    const found = run.length > SHORTEST ? inner(base64(run), depth) : undefined
    if (found) return found
  }
  return undefined
}

/** The key in a text that bytes are. */
function inner(bytes: Buffer, depth: number): Uint8Array | undefined {
  const text = bytes.toString('latin1')
  return depth < DEEPEST && /^[\t\n\r -~]+$/.test(text) ? keyIn(text, depth + 1) : undefined
}

/** The bytes, if they begin with a private key in DER. What parts its lines may be among them: all of them count. */
function wholeKey(bytes: Buffer): Uint8Array | undefined {
  if (bytes.length < SHORTEST || bytes[0] !== 0x30 || bytes[1] !== 0x82) return undefined
  return bytes.length >= 4 + bytes.readUInt16BE(2) && bytes.includes(EXPONENT) ? bytes : undefined
}

function base64(text: string): Buffer {
  return Buffer.from(text.replace(/[^A-Za-z0-9+/_-]/g, ''), 'base64')
}

function hexIn(text: string): Buffer | undefined {
  const digits = text.replace(/0x|[\s"'`:,;{}[\]()\\x]/gi, '')
  return digits.length > SHORTEST && /^(?:[0-9a-f]{2})+$/i.test(digits) ? Buffer.from(digits, 'hex') : undefined
}

function numbersIn(text: string): Buffer | undefined {
  const lists = text.match(/[-\d,\s]+/g)?.map((run) => run.split(',').map((one) => one.trim())) ?? []
  const list = lists.find((one) => one.length >= SHORTEST && one.every((byte) => /^-?\d{1,3}$/.test(byte)))
  return list && Buffer.from(list.map(Number))
}

/** A text without what JSON, web pages and input methods make of its characters. */
function unescaped(value: string): string {
  return value
    .normalize('NFKC')
    .replace(/\\u([0-9a-f]{4})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(/&#(x?)([0-9a-f]{1,4});/gi, (_, x, digits) => String.fromCharCode(Number.parseInt(digits, x ? 16 : 10)))
    .replace(/(?<!\\)\\+[nrt]/g, '\n')
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)))
}
