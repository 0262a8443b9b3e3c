import { candidatesIn, halfOf } from './candidates.js'
import type { PrivateNumbers, PublicNumbers } from './rsa-numbers.js'
import { pkcs1, pkcs1Public, pkcs8, spki } from './write-der.js'

/** The public exponent 65537 in DER: the modulus before it is in the public key too, what is behind it is secret. */
const EXPONENT = Buffer.from([2, 3, 1, 0, 1])

/** What of a text with a private key must not be shown, and what may be. */
export interface PrivateParts {
  /** What only the private half has, in the order in which DER has it, and the end of each number. */
  secret: Uint8Array[]
  /** All of the private keys in DER: what stands in front of the secret part is public by itself. */
  whole: Uint8Array[]
  /** The public keys in the text, in every form in which their Base64 may stand there. */
  publics: Uint8Array[]
}

/**
 * Takes the private keys out of a text as `readPrivateKey` of the trade system finds them, whatever they are written as
 * and whatever else is in the text.
 */
export function privateParts(text: string): PrivateParts {
  const parts: PrivateParts = { secret: [], whole: [], publics: [] }
  for (const { found, bytes } of candidatesIn(text)) {
    if (found.is === 'private') addPrivate(parts, found.numbers)
    else if (found.is === 'public') addPublic(parts, found.numbers)
    // A key that is cut off or of another algorithm is a secret of somebody all the same.
    else if (bytes && halfOf(found) === 'private') parts.secret.push(secretPart(bytes))
  }
  return parts
}

/** What may be secret in bytes that hold no whole key. */
function secretPart(bytes: Uint8Array): Uint8Array {
  const at = Buffer.from(bytes).indexOf(EXPONENT)
  return at < 0 ? bytes : bytes.subarray(at + EXPONENT.length)
}

function addPrivate({ secret, whole }: PrivateParts, numbers: PrivateNumbers): void {
  const { d, p, q, dp, dq, qi } = numbers
  const inner = pkcs1(numbers)
  secret.push(inner.der.subarray(inner.secretAt), ...[d, p, q, dp, dq, qi].map(endOf))
  whole.push(pkcs8(inner.der), inner.der)
}

/** In bytes: enough for Base64 that is looked for. */
const END = 12

/** The end of a number, whose last character of Base64 is another where the number stands alone. */
function endOf(number: Uint8Array): Uint8Array {
  return number.subarray(Math.max(0, number.length - (number.length % 3) - END))
}

function addPublic({ publics }: PrivateParts, numbers: PublicNumbers): void {
  const inner = pkcs1Public(numbers)
  publics.push(spki(inner), inner, numbers.n)
}
