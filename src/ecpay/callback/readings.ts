import { type Finding, finding } from '../../findings/findings.js'

/** A hash and a way to write it that may have given a signature. */
export interface Reading {
  algorithm: 'sha1' | 'md5' | 'sha256' | 'sha512'
  write: (hex: string) => string
  /** What is wrong with it; empty for 40 lower-case hexadecimal digits of a SHA-1. */
  causes: readonly Finding[]
}

const ALGORITHMS: readonly [Reading['algorithm'], digits: number, causes: Finding[]][] = [
  ['sha1', 40, []],
  ['md5', 32, [finding('md5-digest')]],
  ['sha256', 64, [finding('sha256-digest')]],
  ['sha512', 128, [finding('sha512-digest')]]
]

interface Form {
  /** Whether a hash of this many hexadecimal digits can look like this signature. */
  fits: (theirs: string, digits: number) => boolean
  write: (hex: string, theirs: string) => string
  causes: (theirs: string, digits: number) => Finding[]
}

const HEX = /^[0-9a-f]+$/i
const isHex = (theirs: string, least: number, most: number) =>
  theirs.length >= least && theirs.length <= most && HEX.test(theirs)
const bytesOf = (hex: string) => Array.from(Buffer.from(hex, 'hex'))

/** The forms in which a hash is written, the right one first. */
const FORMS: readonly Form[] = [
  { fits: (theirs, digits) => isHex(theirs, digits, digits), write: (hex) => hex, causes: () => [] },
  {
    // BigInteger.toString(16), strconv.FormatUint and the like.
    fits: (theirs, digits) => isHex(theirs, digits - 8, digits - 1),
    write: (hex) => hex.replace(/^0+/, ''),
    causes: () => [finding('hex-without-leading-zeros')]
  },
  {
    fits: (theirs, digits) => isHex(theirs, digits / 2, digits - 1),
    write: (hex, theirs) => {
      // The first digit tells most hashes apart, and there are very many.
      const first = hex.charAt(hex.startsWith('0') ? 1 : 0)
      if (first !== theirs.charAt(0).toLowerCase()) return ''
      return bytesOf(hex)
        .map((byte) => byte.toString(16))
        .join('')
    },
    causes: () => [finding('hex-bytes-unpadded')]
  },
  {
    // Integer.toHexString of a Java byte, which is signed.
    fits: (theirs, digits) => isHex(theirs, digits / 2, digits * 4) && /ffffff/i.test(theirs),
    write: (hex) =>
      bytesOf(hex)
        .map((byte) => (byte < 0x80 ? byte.toString(16) : `ffffff${byte.toString(16)}`))
        .join(''),
    causes: () => [finding('hex-bytes-signed')]
  },
  {
    fits: (theirs, digits) => isHex(theirs, digits / 2, digits * 4) && /ffffff/i.test(theirs),
    write: (hex) =>
      bytesOf(hex)
        .map((byte) => (byte < 0x80 ? byte.toString(16).padStart(2, '0') : `ffffff${byte.toString(16)}`))
        .join(''),
    causes: () => [finding('hex-bytes-signed')]
  },
  {
    fits: (theirs, digits) => digits === 32 && isHex(theirs, 16, 16),
    write: (hex) => hex.slice(8, 24),
    causes: () => [finding('md5-16-digits')]
  },
  {
    fits: (theirs, digits) => isHex(theirs, 8, digits - 1),
    write: (hex, theirs) => hex.slice(0, theirs.length),
    causes: (theirs, digits) => [finding('digest-cut', { length: theirs.length, digits })]
  },
  {
    fits: (theirs, digits) =>
      theirs.length === digits + digits / 2 - 1 && /^[0-9a-f]{2}(?:[-: ][0-9a-f]{2})+$/i.test(theirs),
    write: (hex, theirs) => (hex.match(/../g) ?? []).join(theirs.charAt(2)),
    causes: () => [finding('hex-with-separators')]
  },
  {
    // Arrays.toString in Java, %v in Go, list() in Python.
    fits: (theirs, digits) => /^\[-?\d+(?:,? -?\d+)+\]$/.test(theirs) && theirs.split(' ').length === digits / 2,
    write: (hex, theirs) => {
      const isSigned = theirs.includes('-')
      const texts = bytesOf(hex).map((byte) => (isSigned && byte > 127 ? byte - 256 : byte))
      return `[${texts.join(theirs.includes(',') ? ', ' : ' ')}]`
    },
    causes: () => [finding('hex-bytes-as-numbers')]
  },
  {
    fits: isBase64Of,
    write: (hex, theirs) => alike(Buffer.from(hex, 'hex'), theirs),
    causes: () => [finding('base64-digest')]
  },
  {
    fits: (theirs, digits) => isBase64Of(theirs, digits * 2),
    write: (hex, theirs) => alike(Buffer.from(hex), theirs),
    causes: () => [finding('base64-of-hex')]
  }
]

function isBase64Of(theirs: string, digits: number): boolean {
  const bare = theirs.replace(/(?<!=)=+$/, '')
  return bare.length === Math.ceil((digits * 2) / 3) && /^[\w+/-]+$/.test(bare)
}

/** Base64 with or without padding, in either alphabet, like the given signature. */
function alike(bytes: Buffer, theirs: string): string {
  const text = bytes.toString(/[-_]/.test(theirs) ? 'base64url' : 'base64').replace(/(?<!=)=+$/, '')
  return theirs.endsWith('=') ? text.padEnd(Math.ceil(text.length / 4) * 4, '=') : text
}

/** Every hash and form that this signature can be: mistakes that are visible in the signature. */
export function readingsOf(theirs: string): Reading[] {
  // In capitals, unless the form itself has capitals.
  const isUpper = /[A-F]/.test(theirs) && !/[a-z]/.test(theirs)
  return FORMS.flatMap((form) =>
    ALGORITHMS.filter(([, digits]) => form.fits(theirs, digits)).map(([algorithm, digits, causes]): Reading => {
      const more = form.causes(theirs, digits)
      const inCapitals = isUpper && !more.some(({ code }) => code.startsWith('base64'))
      return {
        algorithm,
        write: (hex) => {
          const written = form.write(hex, theirs)
          return inCapitals ? written.toUpperCase() : written
        },
        causes: [...causes, ...more, ...(inCapitals ? [finding('uppercase-digest')] : [])]
      }
    })
  )
}

/** The name of the hash with this many hexadecimal digits, if it is not SHA-1. */
export function hashOfLength(theirs: string): string | undefined {
  if (!HEX.test(theirs)) return undefined
  return { 16: 'MD5', 32: 'MD5', 56: 'SHA-224', 64: 'SHA-256', 96: 'SHA-384', 128: 'SHA-512' }[theirs.length]
}
