import { type EcpayError, refuse } from '../../findings/findings.js'
import type { Wanted } from '../../findings/rsa-key-phrases.js'
import { type Half, type Identified, identify } from './identify.js'
import type { KeyHandle } from './key-handle.js'
import { otherValue } from './other-value.js'
import { type Pasted, pastedIn } from './pasted.js'
import { digitsIn, readings } from './readings.js'
import { belongTogether, bitsOf, fingerprintOf, keyObjectOf, modulusOf, type RsaNumbers } from './rsa-numbers.js'
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

/** Everything in the text that may be a key: one, as a rule. */
function candidatesIn(text: string, depth = 0): Candidate[] {
  const written = writtenNumbers(text)
  if (written) return [{ found: identifiedNumbers(written.numbers), form: written.form }]
  return pastedIn(text).flatMap((pasted) => candidatesOf(pasted, depth))
}

/** Every key in a block, or what the block is if there is none in it. */
function candidatesOf(pasted: Pasted, depth: number): Candidate[] {
  const { label, body, isEncrypted } = pasted
  const candidate = (found: Identified) => ({ found, form: formOf(found, pasted) })
  if (isEncrypted || label === 'ENCRYPTEDPRIVATEKEY') return [candidate({ is: 'encrypted' })]
  const keys: Candidate[] = []
  const others: Candidate[] = []
  const seen = new Set<string>()
  for (const bytes of readings(body)) {
    const inner = depth < 2 ? textIn(bytes) : undefined
    // Base64 of a whole PEM file, as secret stores hold it, or of Base64.
    const found =
      inner === undefined
        ? [candidate(identify(bytes))]
        : seen.size < seen.add(inner).size
          ? candidatesIn(inner, depth + 1)
          : []
    keys.push(...found.filter(isKey))
    others.push(...found)
  }
  if (keys.length > 0) return keys
  return [others.find(({ found }) => found.is !== 'unknown') ?? candidate(byLabel(label, body))]
}

function isKey({ found }: Candidate): boolean {
  return found.is === 'private' || found.is === 'public'
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
