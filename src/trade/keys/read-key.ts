import { type EcpayError, refuse } from '../../findings/findings.js'
import type { Wanted } from '../../findings/rsa-key-phrases.js'
import { type Half, type Identified, identify } from './identify.js'
import type { KeyHandle } from './key-handle.js'
import { otherValue } from './other-value.js'
import { type Pasted, pastedIn } from './pasted.js'
import { digitsIn, readings } from './readings.js'
import { belongTogether, bitsOf, fingerprintOf, keyObjectOf, type RsaNumbers } from './rsa-numbers.js'
import { writtenNumbers } from './written-numbers.js'

/** How a key is written: what it consists of, and whether lines with BEGIN and END stand around it. */
export type KeyForm = `${'pkcs8' | 'pkcs1' | 'spki'}-${'pem' | 'base64'}` | 'jwk' | 'xml'

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
 *   `short-key`, `signature-given`, `salt-given`, `not-a-key`
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

/** In characters of Base64: so much of it that is nothing else is the end of a private key. */
const LONGER_THAN_ANY_SIGNATURE = 700

/** Reads either half of a pair, as {@link readPrivateKey} does. Of a text with both the private key. */
export function readEitherKey(text: string, source?: string): RsaKey {
  return readKey(text, 'either', source)
}

interface Candidate {
  found: Identified
  form: KeyForm
}

function readKey(text: string, wanted: Wanted['wanted'], source: string | undefined): RsaKey {
  const candidates = candidatesIn(text)
  const order: readonly Half[] = wanted === 'either' ? ['private', 'public'] : [wanted]
  // A whole one counts before a placeholder in front of it.
  const of = (half: Half) =>
    candidates.find(({ found }) => found.is === half) ?? candidates.find(({ found }) => halfOf(found) === half)
  const wholeOne = candidates.find(({ found }) => found.is === 'private' || found.is === 'public')
  const { found, form } = order.map(of).find((one) => one !== undefined) ?? wholeOne ?? candidates[0] ?? NOTHING
  const said = { wanted, ...(source !== undefined && { source }) }
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

const NOTHING: Candidate = { found: { is: 'unknown' }, form: 'pkcs8-base64' }

/** Everything in the text that may be a key: one, as a rule. */
function candidatesIn(text: string, depth = 0): Candidate[] {
  const written = writtenNumbers(text)
  if (written) return [{ found: identifiedNumbers(written.numbers), form: written.form }]
  return pastedIn(text).flatMap((pasted) => {
    const [found, inner] = identified(pasted)
    // Base64 of a whole PEM file, as secret stores hold it, or of Base64.
    if (inner !== undefined && depth < 2) return candidatesIn(inner, depth + 1)
    return [{ found, form: formOf(found, pasted) }]
  })
}

function identified({ label, body, isEncrypted }: Pasted): [Identified, inner?: string] {
  if (isEncrypted || label === 'ENCRYPTEDPRIVATEKEY') return [{ is: 'encrypted' }]
  let first: Identified | undefined
  for (const bytes of readings(body)) {
    const inner = textIn(bytes)
    if (inner !== undefined) return [{ is: 'unknown' }, inner]
    const found = identify(bytes)
    if (found.is === 'private' || found.is === 'public') return [found]
    first = first === undefined || first.is === 'unknown' ? found : first
  }
  return [first === undefined || first.is === 'unknown' ? byLabel(label, body) : first]
}

/** What the bytes say where they are text: a PEM file, or Base64 once more. */
function textIn(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('latin1')
  return /^\s*-*BEGIN /.test(text) || /^(?:MII|LS0t)[A-Za-z0-9+/=\s]{100,}$/.test(text) ? text : undefined
}

/** In characters: an example of documentation that nobody replaced is short. */
const LONGEST_PLACEHOLDER = 200

/** Whether words or marks stand where the Base64 belongs. */
function isPlaceholder(body: string): boolean {
  return (
    body.length < LONGEST_PLACEHOLDER && /\.{3}|\u2026|\*{3}|x{4}|your|here|\bkey\b|[\u4e00-\u9fff]|[<>{}$]/i.test(body)
  )
}

/** What a block says that it is, where its Base64 tells nothing: without its beginning it is no DER. */
function byLabel(label: string | undefined, body: string): Identified {
  const half = /PRIVATE|PUBLIC/.exec(label ?? '')?.[0] === 'PUBLIC' ? 'public' : 'private'
  const algorithm = /^(?:EC|DSA|DH|SM2)(?=P[RUA])/.exec(label ?? '')?.[0]
  if (algorithm !== undefined) return { is: 'other', half, algorithm }
  const found = digitsIn(body)?.length
  const isKey = /^(?:RSA)?(?:PRIVATE|PUBLIC)KEY$/.test(label ?? '')
  if (isKey && isPlaceholder(body)) return { is: 'placeholder' }
  if (isKey && found === undefined && body.trim() !== '') return { is: 'damaged', half }
  if (!isKey && (label !== undefined || (found ?? 0) < LONGER_THAN_ANY_SIGNATURE)) return { is: 'unknown' }
  return { is: 'truncated', half: isKey ? half : undefined, found: ((found ?? 0) * 3) / 4, expected: 0 }
}

function identifiedNumbers(numbers: RsaNumbers): Identified {
  return 'd' in numbers ? { is: 'private', structure: 'pkcs8', numbers } : { is: 'public', structure: 'spki', numbers }
}

function formOf(found: Identified, { label }: Pasted): KeyForm {
  const structure = 'structure' in found ? found.structure : 'pkcs8'
  return `${structure}-${label === undefined ? 'base64' : 'pem'}`
}

function halfOf(found: Identified): Half | undefined {
  switch (found.is) {
    case 'private':
    case 'public':
      return found.is
    case 'encrypted':
      return 'private'
    default:
      return 'half' in found ? found.half : undefined
  }
}

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
