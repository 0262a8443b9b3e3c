/** The public exponent 65537 in DER: the modulus before it is in the public key too, what is behind it is secret. */
export const EXPONENT = Buffer.from([2, 3, 1, 0, 1])

/** In characters: no key is shorter. */
const SHORTEST = 100
/** How often a text may be in a text. */
const DEEPEST = 3

/**
 * The bytes of every private key in a text that is configured as one, in any way in which keys are read: as Base64 with
 * anything around it, as hexadecimal digits or numbers, or as any of these once more in Base64. Of what is no key, the
 * Base64 in it.
 */
export function privateKeyBytes(value: string): Uint8Array[] {
  const found = keysIn(value, 0)
  return found.length > 0 ? found : [base64(value.replace(/\\[nrt]/g, '\n').replace(/-----[^-\n]{1,60}-----/g, '\n'))]
}

function keysIn(value: string, depth: number): Uint8Array[] {
  const text = unescaped(value)
  // A line break of an address, %0A, has two characters of Base64 in it.
  for (const one of text.includes('%') ? [percentDecoded(text), text] : [text]) {
    const found = writtenIn(one, depth)
    if (found.length > 0) return found
  }
  return []
}

function writtenIn(text: string, depth: number): Uint8Array[] {
  const beginnings = Array.from(text.matchAll(/MII/g), ({ index }) => index).filter((at) => isBeginning(text, at))
  const keys = beginnings.flatMap((at, i) => privateKey(base64(text.slice(at, beginnings[i + 1]).replace(END, ''))))
  if (keys.length > 0) return keys
  const bytes = hexIn(text) ?? numbersIn(text)
  if (bytes) return [...privateKey(bytes), ...inner(bytes, depth)]
  return Array.from(text.matchAll(/[A-Za-z0-9+/=\s]+/g)).flatMap(([run]) =>
    run.length > SHORTEST ? inner(base64(run), depth) : []
  )
}

const END = /-----[\s\S]*/

/** The keys in a text that bytes are. */
function inner(bytes: Buffer, depth: number): Uint8Array[] {
  const text = bytes.toString('latin1')
  return depth < DEEPEST && /^[\t\n\r -~]+$/.test(text) ? keysIn(text, depth + 1) : []
}

/** In characters: enough for the first bytes, with what may be among them. */
const FRONT = 40

/** Whether a key of either half begins here, and does not only have these letters in it. */
function isBeginning(text: string, at: number): boolean {
  const bytes = base64(text.slice(at, at + FRONT))
  return bytes[0] === 0x30 && bytes[1] === 0x82 && (bytes[4] === INTEGER || bytes[4] === SEQUENCE)
}

/** Tags of DER. */
const [INTEGER, SEQUENCE] = [2, 0x30]

/**
 * The bytes, if they begin with a private key in DER: PKCS#1 and PKCS#8 have a version in front, a public key has none
 * (RFC 8017, appendix A.1; RFC 5958, section 2). What parts its lines may be among them: all of them count.
 */
function privateKey(bytes: Buffer): Uint8Array[] {
  const isWhole = bytes.length >= SHORTEST && bytes.length >= 4 + bytes.readUInt16BE(2)
  const hasVersion = bytes[4] === INTEGER && bytes[5] === 1
  return isWhole && bytes[0] === 0x30 && bytes[1] === 0x82 && hasVersion && bytes.includes(EXPONENT) ? [bytes] : []
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
