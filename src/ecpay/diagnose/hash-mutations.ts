import { createHmac, getHashes, hash } from 'node:crypto'
import { gbkBytes } from '../../protocol/json/gbk.js'
import {
  asciiBytes,
  beyondAscii,
  latin1Bytes,
  lowBytes,
  surrogateBytes,
  utf8Twice,
  utf16BigBytes,
  utf16Bytes,
  utf16BytesWithMark
} from '../../protocol/languages/charsets.js'
import { excludesAny, rarityOf } from '../../protocol/search/choices.js'
import type { Ending as AnyEnding } from '../../protocol/search/combinations.js'
import { mutate } from '../../protocol/search/mutation.js'
import type { MistakeCode } from './codes.js'
import type { Fix, Mutation } from './mutation.js'
import { type Bytes, digestOf, type Encoding, type HashSteps, md5, type Recipe, RIGHT } from './steps.js'

type Row = [code: MistakeCode, fix: Fix, rarity: number, change: Partial<HashSteps>]

const by = (name: string) => (bytes: Bytes, _: string, encoding: Encoding) => hash(name, bytes, encoding)
const hmac = (name: string) => (bytes: Bytes, salt: string, encoding: Encoding) =>
  createHmac(name, salt).update(bytes).digest(encoding)

const HEX = /^[0-9a-f]+$/i
const BASE64 = /^[A-Za-z0-9+/]+=*$/
const bytesOf = (hex: string) => hex.match(/../g) ?? []
/** Whether a signature may have lost up to this many digits. Hashes of another length hardly ever lose more. */
const lost = (most: number) => (signature: string, digits: number) =>
  signature.length < digits && signature.length >= digits - most && HEX.test(signature)
const ofLength = (length: (digits: number) => number, letters: RegExp) => (signature: string, digits: number) =>
  signature.length === length(digits) && letters.test(signature)
const ANY_64 = /^[\w+/-]+=*$/
const urlSafe = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_')
const unpadded = (text: string) => text.replace(/={1,2}$/, '')
/** Bytes as a list: of Java, which has negative ones, and C#; of Go; of Python and JavaScript. */
const BYTE_LISTS: readonly (readonly [separator: string, isSigned: boolean])[] = [
  [', ', true],
  [',', true],
  [' ', false],
  [', ', false],
  [',', false]
]
const numbersOf = (hex: string, isSigned: boolean) =>
  bytesOf(hex).map((byte) => {
    const number = Number.parseInt(byte, 16)
    return isSigned && number > 127 ? number - 256 : number
  })
const is16 = (signature: string, digits: number) => digits === 32 && signature.length === 16 && HEX.test(signature)

/** The forms in which a digest is written. Each is visible in the signature. */
const FORMS: Row[] = [
  ['base64-digest', 'digest', 3, { form: (digest) => digest('base64'), fits: ofLength(base64Length, BASE64) }],
  // Base64 for addresses, or without = at its end.
  ['base64-digest', 'digest', 4, { form: (digest) => urlSafe(digest('base64')), fits: ofLength(base64Length, ANY_64) }],
  ...[unpadded, (text: string) => unpadded(urlSafe(text))].map(
    (write): Row => [
      'base64-digest',
      'digest',
      4,
      { form: (digest) => write(digest('base64')), fits: ofLength((digits) => Math.ceil((digits * 2) / 3), ANY_64) }
    ]
  ),
  ...[(hex: string) => hex, (hex: string) => hex.toUpperCase()].map(
    (write): Row => [
      'base64-of-hex',
      'digest',
      4,
      {
        form: (digest) => Buffer.from(write(digest('hex'))).toString('base64'),
        fits: ofLength((digits) => base64Length(digits * 2), BASE64)
      }
    ]
  ),
  ...[':', ' '].map(
    (separator): Row => [
      'hex-with-separators',
      'digest',
      3,
      {
        form: (digest) => bytesOf(digest('hex')).join(separator),
        fits: ofLength((digits) => digits * 1.5 - 1, new RegExp(`^[0-9a-f]{2}(?:${separator}[0-9a-f]{2})+$`, 'i'))
      }
    ]
  ),
  ...BYTE_LISTS.map(
    ([separator, isSigned]): Row => [
      'hex-bytes-as-numbers',
      'digest',
      3,
      {
        form: (digest) => `[${numbersOf(digest('hex'), isSigned).join(separator)}]`,
        fits: (signature, digits) =>
          signature.startsWith('[') &&
          signature.endsWith(']') &&
          /^-?\d{1,3}$/.test(signature.slice(1, -1).split(separator)[0] ?? '') &&
          signature.split(separator).length === digits / 2 &&
          isSigned === signature.includes('-')
      }
    ]
  ),
  // Java's new BigInteger(1, digest).toString(16).
  [
    'hex-without-leading-zeros',
    'digest',
    1,
    {
      form: (digest) => digest('hex').replace(/^0+/, ''),
      fits: lost(4)
    }
  ],
  // Java's new BigInteger(digest).toString(16), which is negative for half of all digests.
  [
    'hex-as-signed-number',
    'digest',
    2,
    {
      form: (digest) => BigInt.asIntN(digest('hex').length * 4, BigInt(`0x${digest('hex')}`)).toString(16),
      fits: (signature, digits) => signature.startsWith('-') && lost(4)(signature.slice(1), digits + 1)
    }
  ],
  // Integer.toHexString(b & 0xff) for each byte.
  [
    'hex-bytes-unpadded',
    'digest',
    1,
    {
      form: (digest) =>
        bytesOf(digest('hex'))
          .map((byte) => byte.replace(/^0/, ''))
          .join(''),
      fits: lost(6)
    }
  ],
  // Integer.toHexString(b): a negative byte becomes ffffff8b.
  ...[true, false].map(
    (padded): Row => [
      'hex-bytes-signed',
      'digest',
      1,
      {
        form: (digest) =>
          bytesOf(digest('hex'))
            .map((byte) => (byte >= '80' ? `ffffff${byte}` : padded ? byte : byte.replace(/^0/, '')))
            .join(''),
        fits: (signature, digits) => {
          const negative = signature.match(/ffffff/gi)?.length ?? 0
          return negative > 0 && lost(6)(signature, digits + 6 * negative + 1)
        }
      }
    ]
  ),
  ['md5-16-digits', 'digest', 1, { form: (digest) => digest('hex').slice(8, 24), fits: is16 }],
  ['md5-16-digits', 'digest', 3, { form: (digest) => digest('hex').slice(0, 16), fits: is16 }],
  ['md5-16-digits', 'digest', 4, { form: (digest) => digest('hex').slice(16), fits: is16 }],
  [
    'hex-with-hyphens',
    'digest',
    1,
    {
      form: (digest) => bytesOf(digest('hex')).join('-'),
      fits: ofLength((digits) => digits * 1.5 - 1, /^[0-9a-f]{2}(?:-[0-9a-f]{2})+$/i)
    }
  ]
]

function base64Length(digits: number): number {
  return Math.ceil(digits / 6) * 4
}

/** SM3 is missing in some builds of OpenSSL. */
const SM3: Row[] = getHashes().includes('sm3') ? [['sm3-digest', 'digest', 3, { digest: by('sm3') }]] : []

/** Other hashes. The length of the signature shows them, except those with 32 digits. */
const DIGESTS: Row[] = [
  ['sha1-digest', 'digest', 2, { digest: by('sha1') }],
  ['sha224-digest', 'digest', 4, { digest: by('sha224') }],
  ['sha256-digest', 'digest', 2, { digest: by('sha256') }],
  ['sha384-digest', 'digest', 4, { digest: by('sha384') }],
  ['sha512-digest', 'digest', 3, { digest: by('sha512') }],
  ['sha3-256-digest', 'digest', 4, { digest: by('sha3-256') }],
  ...SM3,
  ['hmac-md5-digest', 'digest', 3, { digest: hmac('md5') }],
  ['hmac-sha1-digest', 'digest', 3, { digest: hmac('sha1') }],
  ['hmac-sha224-digest', 'digest', 4, { digest: hmac('sha224') }],
  ['hmac-sha256-digest', 'digest', 2, { digest: hmac('sha256') }],
  ['hmac-sha384-digest', 'digest', 4, { digest: hmac('sha384') }],
  ['hmac-sha512-digest', 'digest', 3, { digest: hmac('sha512') }],
  ['md5-twice', 'digest', 3, { digest: (bytes, _, encoding) => hash('md5', md5(bytes), encoding) }],
  ['md5-twice', 'digest', 4, { digest: (bytes, _, encoding) => hash('md5', md5(bytes).toUpperCase(), encoding) }],
  ['md5-and-salt-again', 'digest', 3, { digest: (bytes, salt, encoding) => hash('md5', md5(bytes) + salt, encoding) }],
  ['md5-and-salt-again', 'digest', 4, { digest: (bytes, salt, encoding) => hash('md5', salt + md5(bytes), encoding) }],
  [
    'md5-and-salt-again',
    'digest',
    5,
    { digest: (bytes, salt, encoding) => hash('md5', md5(bytes).toUpperCase() + salt, encoding) }
  ]
]

/** Charsets in which the string is hashed. */
const CHARSETS: Row[] = [
  ['gbk-bytes', 'charset', 3, { charset: beyondAscii(gbkBytes) }],
  ['latin1-bytes', 'charset', 3, { charset: beyondAscii(lowBytes) }],
  ['question-mark-bytes', 'charset', 2, { charset: beyondAscii(latin1Bytes) }],
  ['question-mark-bytes', 'charset', 3, { charset: beyondAscii(asciiBytes) }],
  ['utf16-bytes', 'charset', 3, { charset: utf16Bytes }],
  ['utf16-bytes', 'charset', 4, { charset: utf16BytesWithMark }],
  ['utf16-bytes', 'charset', 4, { charset: utf16BigBytes }],
  ['surrogate-bytes', 'charset', 3, { charset: beyondAscii(surrogateBytes) }],
  ['utf8-twice', 'charset', 3, { charset: beyondAscii(utf8Twice) }]
]

const UPPER: Row = ['uppercase-digest', 'digest', 1, { casing: (text) => text.toUpperCase() }]

/** Mistakes between the string to hash and the signature. */
export const HASH_MUTATIONS: readonly Mutation[] = [UPPER, ...FORMS, ...DIGESTS, ...CHARSETS].map(
  ([code, fix, rarity, change]) => ({ code, fix, rarity, change })
)

const ofLengthAlone = new WeakMap<Mutation, boolean>()

/** Whether the signature itself shows this mistake, such as upper case. Then it need not be searched for. */
function isSeen(one: Mutation): boolean {
  const known = ofLengthAlone.get(one)
  if (known !== undefined) return known
  const { digest } = one.change
  const seen =
    one.change.casing !== undefined ||
    one.change.form !== undefined ||
    (digest !== undefined && digitsOf(digest) !== 32)
  ofLengthAlone.set(one, seen)
  return seen
}

/** A set of mistakes of this stage, and how many of them the signature does not show. */
export type Ending = AnyEnding<Recipe, Mutation>

/**
 * Every way from a string to a signature with this length and these characters, the likeliest first.
 *
 * @param most the most mistakes that the signature does not show
 * @returns empty if no digest looks like this
 */
export function endingsFor(signature: string, most: number): Ending[] {
  // Its length and characters depend only on the visible mistakes.
  const seen = sets([...HASH_MUTATIONS.filter(isSeen), ...cutsOf(signature)], 3).filter((some) =>
    canGive(mutate(RIGHT, some), signature)
  )
  if (seen.length === 0) return []
  const hidden = sets(
    HASH_MUTATIONS.filter((one) => !isSeen(one)),
    most
  )
  return seen
    .flatMap((some) =>
      hidden
        .filter((others) => !others.some((one) => excludesAny(one, some)))
        .map((others) => [...some, ...others])
        .map((mutations) => ({
          mutations,
          recipe: mutate(RIGHT, mutations),
          hidden: mutations.length - some.length,
          rarity: rarityOf(mutations.slice(some.length))
        }))
    )
    .toSorted((a, b) => a.rarity - b.rarity)
}

/** The fewest digits of a signature that was cut off. */
const SHORTEST = 12

/** Mutations for a signature that was cut off or copied only in part. */
function cutsOf(signature: string): Mutation[] {
  const { length } = signature
  if (length < SHORTEST || length >= 32 || length === 16 || !HEX.test(signature)) return []
  const fits = (given: string, digits: number) => digits === 32 && given.length === length
  return [(hex: string) => hex.slice(0, length), (hex: string) => hex.slice(-length)].map((cut) => ({
    code: 'sign-cut',
    fix: 'digest',
    rarity: 3,
    change: { form: (digest) => cut(digest('hex')), fits }
  }))
}

function sets(mutations: readonly Mutation[], most: number): Mutation[][] {
  const all: Mutation[][] = [[]]
  for (const one of mutations)
    for (const set of [...all]) if (set.length < most && !excludesAny(one, set)) all.push([...set, one])
  return all
}

/** Whether these steps can give a signature with this length and these characters. */
function canGive(steps: HashSteps, signature: string): boolean {
  if (!steps.fits(signature, digitsOf(steps.digest))) return false
  const isUpper = steps.casing('a') === 'A'
  // In Base64, upper and lower case both have a meaning.
  if (!/^[0-9a-f-]*$/i.test(steps.form((encoding) => (encoding === 'hex' ? 'ab' : 'z=')))) return !isUpper
  return isUpper ? /[A-F]/.test(signature) && !/[a-f]/.test(signature) : !/[A-F]/.test(signature)
}

const digits = new WeakMap<HashSteps['digest'], number>()

/** The number of hexadecimal digits of a hash. */
function digitsOf(digest: HashSteps['digest']): number {
  const known = digits.get(digest)
  if (known !== undefined) return known
  const { length } = digestOf('', { ...RIGHT, digest }, 'probe')
  digits.set(digest, length)
  return length
}
