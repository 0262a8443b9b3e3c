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

export function isPrivate(numbers: RsaNumbers): numbers is PrivateNumbers {
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

/** A number is taken as positive: some write it without the zero in front that says so. */
function big(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(bytes).toString('hex')}`)
}
