import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import type { KeyHandle } from './key-handle.js'
import { nodeKey } from './node-key.js'

/** The numbers of a public key, big-endian. */
export interface PublicNumbers {
  n: Uint8Array
  e: Uint8Array
}

/** The numbers of a private key, in the order of PKCS#1 (RFC 8017, appendix A.1.2). */
export interface PrivateNumbers extends PublicNumbers {
  d: Uint8Array
  p: Uint8Array
  q: Uint8Array
  dp: Uint8Array
  dq: Uint8Array
  qi: Uint8Array
}

export type RsaNumbers = PublicNumbers | PrivateNumbers

function isPrivate(numbers: RsaNumbers): numbers is PrivateNumbers {
  return 'd' in numbers
}

/** The modulus in hexadecimal digits: both halves of a pair have the same, and no other key has it. */
export function modulusOf({ n }: PublicNumbers): string {
  return big(n).toString(16)
}

/** Bits of the modulus. */
export function bitsOf({ n }: PublicNumbers): number {
  return big(n).toString(2).length
}

/**
 * Whether the numbers belong together. OpenSSL does not look: it signs with a key that lost a character, and nobody
 * accepts the signature. Of a public key little can be told.
 */
export function belongTogether(numbers: RsaNumbers): boolean {
  const [n, e] = [big(numbers.n), big(numbers.e)]
  if (n % 2n === 0n || e % 2n === 0n || e < 3n || e >= n) return false
  if (!isPrivate(numbers)) return true
  const [d, p, q] = [big(numbers.d), big(numbers.p), big(numbers.q)]
  const [p1, q1] = [p - 1n, q - 1n]
  if (p1 < 2n || q1 < 2n || p * q !== n) return false
  const inverses: [bigint, bigint, bigint][] = [
    [d, e, p1],
    [d, e, q1],
    [big(numbers.dp), e, p1],
    [big(numbers.dq), e, q1],
    [big(numbers.qi), q, p]
  ]
  return inverses.every(([one, other, modulus]) => (one * other) % modulus === 1n)
}

/** The key that these numbers are, which belong together. */
export function keyObjectOf(numbers: RsaNumbers): KeyHandle {
  const half = { kty: 'RSA', n: digits(numbers.n), e: digits(numbers.e) }
  if (!isPrivate(numbers)) return createPublicKey({ key: half, format: 'jwk' })
  const { d, p, q, dp, dq, qi } = numbers
  const rest = { d: digits(d), p: digits(p), q: digits(q), dp: digits(dp), dq: digits(dq), qi: digits(qi) }
  return createPrivateKey({ key: { ...half, ...rest }, format: 'jwk' })
}

/** SHA-256 of the public half (SPKI, DER) in hex: the same for both halves of a pair, and it tells nothing of the key. */
export function fingerprintOf(key: KeyHandle): string {
  return createHash('sha256')
    .update(nodeKey(publicHalf(key)).export({ type: 'spki', format: 'der' }))
    .digest('hex')
}

/** The public half of either half. */
export function publicHalf(key: KeyHandle): KeyHandle {
  return key.type === 'private' ? createPublicKey(nodeKey(key)) : key
}

/** A number is taken as positive: some write it without the zero in front that says so. */
function big(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(bytes).toString('hex')}`)
}

/** As a JSON Web Key has a number (RFC 7518, section 2): without zeros in front. */
function digits(bytes: Uint8Array): string {
  const first = bytes.findIndex((byte) => byte !== 0)
  return Buffer.from(bytes.subarray(Math.max(0, first))).toString('base64url')
}
