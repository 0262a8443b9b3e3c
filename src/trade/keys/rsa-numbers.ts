import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { isPrivate, type RsaNumbers } from '../../protocol/keys/rsa-numbers.js'
import type { KeyHandle } from './key-handle.js'
import { nodeKey } from './node-key.js'

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

/** As a JSON Web Key has a number (RFC 7518, section 2): without zeros in front. */
function digits(bytes: Uint8Array): string {
  const first = bytes.findIndex((byte) => byte !== 0)
  return Buffer.from(bytes.subarray(Math.max(0, first))).toString('base64url')
}
