import { hash } from 'node:crypto'
import { keepingLast } from '../../protocol/search/keeping-last.js'
import type { KeyHandle } from '../keys/key-handle.js'
import { pssSignature } from '../sign/pss.js'
import { type SignatureForm, type SignatureReading, signatureReadings } from '../sign/signature-forms.js'
import { type SignedDigest, signedDigest } from '../sign/signed-digest.js'
import type { MistakeCode } from './mistakes.js'
import { type Mutation, shown } from './mutation.js'
import type { Bytes } from './steps.js'

/** A public key whose private half may have made the signature. */
export interface NamedKey {
  /** What it is to the request: the key that should have signed it, or one that did not have to. */
  role: 'own' | 'profile' | 'platform' | 'demo' | 'example'
  /** Of the profile that it is of. */
  name?: string | undefined
  key: KeyHandle
}

/** What a signature tells whatever was signed. */
export interface Opened {
  /** The key whose private half made it; absent where it is none of those that are known. */
  by?: NamedKey
  /** What is wrong with it: its form, its length, its key, its hash. */
  seen: readonly Mutation[]
  /** Whether it is the signature of these bytes; absent where it cannot be told. */
  proves?: (bytes: Bytes) => boolean
}

/** Opens a signature with each key, in every form in which it may have been written. */
export function openSignature(signature: string, keys: readonly NamedKey[]): Opened {
  const candidates = signatureReadings(signature)
  const pairs = candidates.flatMap((candidate) => keys.map((by) => ({ candidate, by })))
  for (const { candidate, by } of pairs) {
    const found = signedDigest(candidate.bytes, by.key)
    if (found) return { ...opened(candidate, by), ...ofDigest(found, opened(candidate, by).seen) }
  }
  // A block of this padding may look like one by chance: those that cannot come last.
  for (const isSure of [true, false])
    for (const { candidate, by } of pairs) {
      const found = pssSignature(candidate.bytes, by.key)
      if (found?.isSure !== isSure) continue
      const seen = [...opened(candidate, by).seen, shown('pss-padding')]
      return { by, seen, proves: found.proves }
    }
  return { seen: unopened(signature, candidates) }
}

function opened({ forms }: SignatureReading, by: NamedKey): { by: NamedKey; seen: Mutation[] } {
  return { by, seen: [...forms.map(formMistake), ...ofKey(by)] }
}

const FORM_CODES: Readonly<Record<SignatureForm, MistakeCode>> = {
  quoted: 'signature-quoted',
  'percent-encoded': 'signature-percent-encoded',
  'html-escaped': 'signature-html-escaped',
  'white-space': 'signature-with-line-breaks',
  'plus-lost': 'signature-plus-lost',
  'url-safe': 'signature-url-safe',
  'no-padding': 'signature-padding-lost',
  'slashes-escaped': 'signature-slashes-escaped',
  hex: 'signature-in-hex',
  'encoded-twice': 'signature-encoded-twice',
  'bytes-printed': 'signature-bytes-printed'
}

function formMistake(form: SignatureForm): Mutation {
  return shown(FORM_CODES[form])
}

function ofKey({ role, name }: NamedKey): Mutation[] {
  switch (role) {
    case 'own':
      return []
    case 'profile':
      return [shown('other-profiles-key', name)]
    case 'platform':
      return [shown('platform-key')]
    case 'demo':
      return [shown('demo-key')]
    case 'example':
      return [shown('example-key')]
  }
}

/** How the hashes are called. */
const NAMES = {
  sha224: 'SHA-224',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
  sha1: 'SHA-1',
  md5: 'MD5'
} as const
type Hash = keyof typeof NAMES

function ofDigest({ hash: name, digest }: SignedDigest, seen: readonly Mutation[]): Pick<Opened, 'seen' | 'proves'> {
  if (name === 'none') return ofBareText(digest, seen)
  const hex = digest.toString('hex')
  const wrong = name === 'sha256' ? [] : [digestMistake(name)]
  const ofText = keepingLast((text) => hash(name, text))
  const hashOf = (bytes: Bytes) => (typeof bytes === 'string' ? ofText(bytes) : hash(name, bytes))
  return { seen: [...seen, ...wrong], proves: (bytes) => hashOf(bytes) === hex }
}

function digestMistake(name: Exclude<Hash, 'sha256'>): Mutation {
  const codes: Partial<Record<Hash, MistakeCode>> = { sha1: 'sha1-digest', md5: 'md5-digest' }
  const code = codes[name]
  return code ? shown(code) : shown('other-digest', NAMES[name])
}

/** Bytes that were encrypted without saying by which hash they came: their length tells it. */
function ofBareText(bytes: Buffer, seen: readonly Mutation[]): Pick<Opened, 'seen' | 'proves'> {
  const text = bytes.toString('latin1')
  for (const name of Object.keys(NAMES) as Hash[])
    for (const [how, form] of DIGEST_FORMS) {
      if (form(name, 'probe').length !== bytes.length || !LETTERS[how].test(text)) continue
      const key = how === 'buffer' ? NAMES[name] : `${NAMES[name]}, ${how}`
      return {
        seen: [...seen, shown('no-digest-info', key)],
        proves: (signed) => form(name, signed).toString('latin1').toLowerCase() === text.toLowerCase()
      }
    }
  return {
    seen: [...seen, shown('text-encrypted')],
    proves: (signed) => Buffer.from(signed).equals(bytes)
  }
}

const DIGEST_FORMS = (['buffer', 'hex', 'Base64'] as const).map(
  (how) =>
    [
      how,
      (name: Hash, bytes: Bytes): Buffer => {
        const digest = hash(name, bytes, 'buffer')
        return how === 'buffer' ? digest : Buffer.from(digest.toString(how === 'hex' ? 'hex' : 'base64'))
      }
    ] as const
)

const LETTERS = { buffer: /^/, hex: /^[0-9a-f]+$/i, Base64: /^[A-Za-z0-9+/]+=*$/ }

/** In bytes: keys of 2048, 3072 and 4096 bits. */
const SIZES = [256, 384, 512]

/** Hashes by the number of their bytes: what other schemes have in place of a signature. */
const HASHES: Readonly<Record<number, string>> = {
  16: 'MD5',
  20: 'SHA-1',
  32: 'SHA-256, HMAC-SHA256',
  48: 'SHA-384',
  64: 'SHA-512'
}

/** What languages print for bytes, objects and what is not there. */
const PRINTED =
  /^(?:\[B@[0-9a-f]+|System\.Byte\[\]|<Buffer .*|\[object \w+\]|\{"type":"Buffer".*|%!.*|<.* object at 0x.*|undefined|null|None|nil|<nil>|false|False|true|True|NaN)$/s
/** In UTF-16 units. */
const LONGEST_SHOWN = 40

/** A signature that no key opens: what its form and its length say. */
function unopened(signature: string, candidates: readonly SignatureReading[]): Mutation[] {
  // Of a hash in hex, Base64 makes bytes as well.
  const digits = /^[0-9a-f]+$/i.test(signature) ? HASHES[signature.length / 2] : undefined
  if (digits !== undefined) return [shown('hash-for-signature', digits)]
  const likely = candidates.find(({ bytes }) => SIZES.includes(bytes.length)) ?? candidates[0]
  const isWhole = likely !== undefined && SIZES.includes(likely.bytes.length)
  // Bytes that were printed whole are a signature in another form.
  if (!isWhole && PRINTED.test(signature)) return [shown('signature-not-computed', signature.slice(0, LONGEST_SHOWN))]
  if (!likely) return [shown('signature-not-base64')]
  const { bytes, forms } = likely
  const ofForm = forms.map(formMistake)
  if (isWhole) return [...ofForm, shown('unknown-key')]
  const name = HASHES[bytes.length]
  if (name !== undefined) return [shown('hash-for-signature', name)]
  return [shown('signature-length', String(bytes.length))]
}
