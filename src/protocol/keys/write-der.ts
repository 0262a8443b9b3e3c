import { BIT_STRING, INTEGER, OCTET_STRING, SEQUENCE } from './der.js'
import type { PrivateNumbers, PublicNumbers } from './rsa-numbers.js'

/** The identifier of RSA with its empty parameter (RFC 8017, appendix A.1). */
const ALGORITHM = Buffer.from('300d06092a864886f70d0101010500', 'hex')
const ZERO = Uint8Array.of(0)

/** A private key as PKCS#1 (RFC 8017, appendix A.1.2), and where what only this half has begins in it. */
export function pkcs1({ n, e, d, p, q, dp, dq, qi }: PrivateNumbers): { der: Buffer; secretAt: number } {
  const front = Buffer.concat([ZERO, n, e].map(integer))
  const secret = Buffer.concat([d, p, q, dp, dq, qi].map(integer))
  const der = node(SEQUENCE, front, secret)
  return { der, secretAt: der.length - secret.length }
}

/** PKCS#1 in PKCS#8 (RFC 5958). */
export function pkcs8(inner: Uint8Array): Buffer {
  return node(SEQUENCE, integer(ZERO), ALGORITHM, node(OCTET_STRING, inner))
}

/** A public key as PKCS#1 (RFC 8017, appendix A.1.1). */
export function pkcs1Public({ n, e }: PublicNumbers): Buffer {
  return node(SEQUENCE, integer(n), integer(e))
}

/** A public key of PKCS#1 in SPKI (RFC 5280, section 4.1). */
export function spki(inner: Uint8Array): Buffer {
  return node(SEQUENCE, ALGORITHM, node(BIT_STRING, ZERO, inner))
}

/** A positive number, whose first bit says so. */
function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  const digits = first < 0 ? ZERO : bytes.subarray(first)
  return (digits[0] as number) < 0x80 ? node(INTEGER, digits) : node(INTEGER, ZERO, digits)
}

function node(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const inner = Buffer.concat(content)
  return Buffer.concat([Uint8Array.of(tag), lengthOf(inner), inner])
}

function lengthOf({ length }: Uint8Array): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length)
  return length < 0x100 ? Uint8Array.of(0x81, length) : Uint8Array.of(0x82, length >> 8, length & 0xff)
}
