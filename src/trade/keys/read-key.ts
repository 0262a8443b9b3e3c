import { type EcpayError, refuse } from '../../findings/findings.js'
import type { Wanted } from '../../findings/rsa-key-phrases.js'
import { type Candidate, candidatesIn, halfOf, isKey, type KeyForm } from '../../protocol/keys/candidates.js'
import type { Half, Identified } from '../../protocol/keys/identify.js'
import { digitsIn } from '../../protocol/keys/readings.js'
import { belongTogether, bitsOf, modulusOf } from '../../protocol/keys/rsa-numbers.js'
import type { KeyHandle } from './key-handle.js'
import { otherValue } from './other-value.js'
import { fingerprintOf, keyObjectOf } from './rsa-numbers.js'

/** A key that was read. */
export interface RsaKey {
  kind: Half
  form: KeyForm
  /** Of the modulus: 2048 and more. */
  bits: number
  /** SHA-256 of the public half (SPKI, DER) in hex: both halves of a pair have the same. */
  fingerprint: string
  keyObject: KeyHandle
}

/** Shorter ones are not accepted: the scheme is named SHA256-RSA2048. */
const SHORTEST = 2048

/**
 * Reads a private RSA key in any form in which people have it: PKCS#1 or PKCS#8, PEM or bare Base64, whatever became of
 * its line breaks, quotes and header on the way.
 *
 * @param source where the text comes from, for the sentence
 * @throws EcpayError `public-key-given`, `certificate-given`, `encrypted-key`, `truncated-key`, `damaged-key`, `not-rsa`,
 *   `short-key`, `several-keys`, `signature-given`, `salt-given`, `not-a-key`
 */
export function readPrivateKey(text: string, source?: string): RsaKey {
  return readKey(text, 'private', source)
}

/**
 * Reads a public RSA key (SPKI or PKCS#1), as {@link readPrivateKey} does. A private key is refused: Node.js would take
 * it without a word.
 *
 * @param source where the text comes from, for the sentence
 * @throws EcpayError as {@link readPrivateKey}, with `private-key-given` in place of `public-key-given`
 */
export function readPublicKey(text: string, source?: string): RsaKey {
  return readKey(text, 'public', source)
}

/** Reads either half of a pair, as {@link readPrivateKey} does. Of a text with both the private key. */
export function readEitherKey(text: string, source?: string): RsaKey {
  return readKey(text, 'either', source)
}

function readKey(text: string, wanted: Wanted['wanted'], source: string | undefined): RsaKey {
  const candidates = candidatesIn(text)
  const order: readonly Half[] = wanted === 'either' ? ['private', 'public'] : [wanted]
  const said = { wanted, ...(source !== undefined && { source }) }
  // A whole one counts before a placeholder in front of it.
  const of = (half: Half) => soundKey(candidates, half, said) ?? candidates.find(({ found }) => halfOf(found) === half)
  const wholeOne = candidates.find(isKey)
  const { found, form } = order.map(of).find((one) => one !== undefined) ?? wholeOne ?? candidates[0] ?? NOTHING
  if ((found.is !== 'private' && found.is !== 'public') || !order.includes(found.is))
    throw wrongThing(found, text, said)
  const { is: kind, numbers } = found
  if (!belongTogether(numbers)) throw refuse('damaged-key', said)
  const bits = bitsOf(numbers)
  if (bits < SHORTEST) throw refuse('short-key', { ...said, bits })
  const keyObject = keyObjectOf(numbers)
  return {
    kind,
    form,
    bits,
    // Who signs has no use for it.
    get fingerprint() {
      return fingerprintOf(keyObject)
    },
    keyObject
  }
}

/**
 * The key of this half. Of two different ones only its owner knows which is meant: the platform's and the app's stand
 * side by side in the console.
 *
 * @throws EcpayError `several-keys`
 */
function soundKey(candidates: readonly Candidate[], half: Half, said: Wanted): Candidate | undefined {
  const keys = candidates.flatMap((one) => (one.found.is === half ? [{ ...one, numbers: one.found.numbers }] : []))
  const sound = keys.filter(({ numbers }) => belongTogether(numbers))
  const count = new Set(sound.map(({ numbers }) => modulusOf(numbers))).size
  if (count > 1) throw refuse('several-keys', { ...said, wanted: half, count })
  return sound[0] ?? keys[0]
}

const NOTHING: Candidate = { found: { is: 'unknown' }, form: 'pkcs8-base64' }

function wrongThing(found: Identified, text: string, said: Wanted): EcpayError {
  const { wanted, ...source } = said
  const half = halfOf(found)
  if (found.is !== 'other' && half !== undefined && wanted !== 'either' && half !== wanted)
    return half === 'public' ? refuse('public-key-given', source) : refuse('private-key-given', source)
  switch (found.is) {
    case 'certificate':
      return refuse('certificate-given', said)
    case 'encrypted':
      return refuse('encrypted-key', source)
    case 'truncated':
      return refuse('truncated-key', {
        ...said,
        found: base64Length(found.found),
        expected: base64Length(found.expected)
      })
    case 'damaged':
      return refuse('damaged-key', said)
    case 'other':
      return refuse('not-rsa', { ...said, found: found.algorithm })
    case 'request':
    case 'pkcs12':
    case 'pkcs7':
    case 'jks':
    case 'placeholder':
      return refuse('not-a-key', { ...said, found: found.is })
    default: {
      const digits = digitsIn(text)
      const other = otherValue(text, digits === undefined ? undefined : Buffer.from(digits, 'base64'))
      if (other === 'salt') return refuse('salt-given', said)
      return other === 'signature' ? refuse('signature-given', said) : refuse('not-a-key', { ...said, found: other })
    }
  }
}

/** Characters of Base64 without the padding. */
function base64Length(bytes: number): number {
  return Math.ceil((bytes * 4) / 3)
}
