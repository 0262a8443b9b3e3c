import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { type Finding, finding } from '../../findings/findings.js'
import type { KeyHandle } from '../keys/key-handle.js'
import { nodeKey } from '../keys/node-key.js'
import { pssSignature } from '../sign/pss.js'
import { type SignedDigest, signedDigest } from '../sign/signed-digest.js'
import { callbackString } from '../sign/string-to-sign.js'
import type { TradeCallback } from './check-callback.js'
import { readHeaders } from './headers.js'
import { LONG_BODY, type Material, type Mistake, mistakesOf, rightSteps, type Steps, textOf } from './mistakes.js'
import { originalOf } from './original.js'
import { otherForms, signatureBytes, signatureLength } from './signature-bytes.js'

/** The public halves of keys that may have been taken for one another. */
export interface OtherTradeKeys {
  /** Of the app's own private key. */
  app?: KeyHandle | undefined
  /** Of the platform key of the local gateway. */
  demo?: KeyHandle | undefined
  profiles?: Readonly<Record<string, { app?: KeyHandle | undefined; platform?: KeyHandle | undefined }>> | undefined
}

export interface CauseOptions {
  others?: OtherTradeKeys | undefined
  /** How many mistakes are combined at most: 1 or 2; 1 when absent. */
  depth?: number | undefined
  /** Whether a changed character and removed spaces are looked for, which takes up to a second: not in a handler. */
  original?: boolean | undefined
}

/**
 * Why the signature of a callback does not fit, each cause proved: a signature tells by itself which key made it, and
 * which hash it is over, so that other texts need only be hashed.
 *
 * @returns causes that belong together. Nothing where headers are missing, which needs no search
 */
export function causesOfMismatch(
  callback: TradeCallback,
  platformKey: KeyHandle,
  options: CauseOptions = {}
): Finding[] {
  const headers = readHeaders(callback.headers)
  if (headers.problems.length > 0) return []
  const { timestamp, nonce, signature, identifyName } = headers
  const opened = openedSignature(signature, platformKey, options.others)
  if (opened === undefined) return []
  const { causes, digest, bytes } = opened
  if (!digest) {
    const cut = cutSignature(bytes, platformKey)
    return cut ? [cut] : [...causes, ...unopened(bytes, callback, { timestamp, nonce }, platformKey, options.others)]
  }
  const material: Material = {
    timestamp,
    nonce,
    body: Buffer.from(callback.body).toString(),
    paths: pathsOf(callback.path, identifyName)
  }
  const found = signedText(callback.body, material, digest, options)
  return [...causes, ...found]
}

/** The likely paths of a callback, for who signed it as a request. */
function pathsOf(path: string | undefined, identifyName: string | undefined): string[] {
  const own = [path, path?.replace(/\?.*$/, ''), identifyName].filter((one) => one !== undefined && one !== '')
  return [...new Set([...(own as string[]), '/requestOrder', '/notify', '/callback', '/'])]
}

interface Opened {
  bytes: Uint8Array
  /** Which of the keys opens it; nothing where none does. */
  digest: SignedDigest | undefined
  /** What is to be said of the way in which it is written, and of the key. */
  causes: Finding[]
}

/** Opens a signature, in whichever form it is written, with whichever key it fits. */
function openedSignature(
  signature: string,
  platformKey: KeyHandle,
  others: OtherTradeKeys | undefined
): Opened | undefined {
  const right = signatureBytes(signature, platformKey)
  const isRight = right?.length === signatureLength(platformKey)
  const forms = [
    ...(right ? [{ bytes: right, causes: [] }] : []),
    ...(isRight ? [] : otherForms(signature)).map(({ form, bytes }) => ({
      bytes,
      causes: [finding('signature-not-base64', { how: form })]
    }))
  ]
  for (const { bytes, causes } of forms) {
    for (const [key, cause] of keysToTry(platformKey, others)) {
      const digest = signedDigest(bytes, key)
      if (digest && isLikely(digest)) return { bytes, digest, causes: [...causes, ...present(cause)] }
    }
  }
  const [first] = forms
  return first && { bytes: first.bytes, digest: undefined, causes: first.causes }
}

/** A wrong key opens a signature once in thousands of times by chance: what it gives then is no hash. */
function isLikely({ hash: algorithm, digest }: SignedDigest): boolean {
  return algorithm !== 'none' || digest.length === 32 || /^[\x20-\x7e\r\n]{16,}$/.test(digest.toString('latin1'))
}

function keysToTry(platformKey: KeyHandle, { app, demo, profiles = {} }: OtherTradeKeys = {}) {
  const keys: [KeyHandle | undefined, Finding | undefined][] = [
    [platformKey, undefined],
    [app, finding('signed-with-app-key')],
    ...Object.entries(profiles).flatMap(([profile, of]): [KeyHandle | undefined, Finding][] => [
      [of.platform, finding('other-profiles-key', { profile })],
      [of.app, finding('other-profiles-key', { profile, isApp: true })]
    ]),
    [demo, finding('signed-with-demo-key')]
  ]
  return keys.flatMap(([key, cause]): [KeyHandle, Finding | undefined][] => (key ? [[key, cause]] : []))
}

/** In bytes: the modulus of nearly every RSA key has a multiple of 1024 bits. */
const STEP = 128

/** Of bytes that no key can have made: some of them are missing, or they are something else. */
function cutSignature({ length }: Uint8Array, platformKey: KeyHandle): Finding | undefined {
  const expected = signatureLength(platformKey)
  return length === expected || length % STEP === 0
    ? undefined
    : finding('signature-length', { bytes: length, expected })
}

/** What can be told of a signature that no key opens. */
function unopened(
  signature: Uint8Array,
  { body }: TradeCallback,
  stamps: { timestamp: string; nonce: string },
  platformKey: KeyHandle,
  others: OtherTradeKeys | undefined
): Finding[] {
  const isPss = pssSignature(signature, platformKey)?.proves(callbackString({ ...stamps, body }))
  if (isPss) return [finding('pss-padding')]
  // The key that is used for the platform's is one that the platform does not have.
  if (others?.app && nodeKey(others.app).equals(nodeKey(platformKey))) return [finding('app-key-for-platform-key')]
  return [finding('other-platform-key')]
}

/** The mistakes that give the text of this hash. */
function signedText(
  raw: Uint8Array,
  material: Material,
  signed: SignedDigest,
  { depth = 1, original = false }: CauseOptions
): Finding[] {
  const causes = hashCauses(signed)
  const isIt = testOf(signed)
  if (isIt(callbackString({ ...material, body: raw }))) return causes
  if (!isUtf8(raw)) return [...causes, isIt(callbackString({ ...material, body: fromGbk(raw) })) ? WAS_GBK : CHANGED]
  const found = mistakesThatGive(material, isIt, depth)
  if (found) return [...causes, ...found]
  const changed = original && signed.hash === 'sha256' ? originalOf(raw, material, isIt) : undefined
  return [...causes, changed ?? CHANGED]
}

const CHANGED = finding('body-changed')
const WAS_GBK = finding('body-encoded', { how: 'gbk' })

function fromGbk(bytes: Uint8Array): string {
  return new TextDecoder('gb18030').decode(bytes)
}

function hashCauses({ hash: algorithm }: SignedDigest): Finding[] {
  if (algorithm === 'none') return [finding('digest-not-wrapped')]
  return algorithm === 'sha256' ? [] : [finding('other-hash', { hash: HASH_NAMES[algorithm] })]
}

const HASH_NAMES = { sha1: 'SHA-1', sha224: 'SHA-224', sha384: 'SHA-384', sha512: 'SHA-512', md5: 'MD5' } as const

/** Whether a text is the one that was hashed. */
function testOf({ hash: algorithm, digest }: SignedDigest): (text: Uint8Array) => boolean {
  const sought = digest.toString('hex')
  if (algorithm !== 'none') return (text) => hash(algorithm, text, 'hex') === sought
  // The bare hash, its hexadecimal digits, or the text itself.
  const shown = digest.toString('latin1').toLowerCase()
  return (text) => {
    const hex = hash('sha256', text, 'hex')
    return hex === sought || hex === shown || digest.equals(text)
  }
}

/** The first mistake that gives it, else the first two that together do. */
function mistakesThatGive(
  material: Material,
  isIt: (text: Uint8Array) => boolean,
  depth: number
): Finding[] | undefined {
  const right = rightSteps(material)
  const mistakes = mistakesOf(material)
  const one = mistakes.find(({ change }) => isIt(textOf({ ...right, ...change })))
  if (one) return [one.cause]
  if (depth < 2 || material.body.length > LONG_BODY) return undefined
  for (const [at, first] of mistakes.entries()) {
    const steps: Steps = { ...right, ...first.change }
    const second = mistakes
      .slice(at + 1)
      .find((other) => !collide(first, other) && isIt(textOf({ ...steps, ...other.change })))
    if (second) return [first.cause, second.cause]
  }
  return undefined
}

function collide({ change: a }: Mistake, { change: b }: Mistake): boolean {
  return Object.keys(a).some((step) => step in b)
}

function present(found: Finding | undefined): Finding[] {
  return found ? [found] : []
}
