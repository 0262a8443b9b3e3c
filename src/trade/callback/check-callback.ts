import { type Code, type Finding, finding } from '../../findings/findings.js'
import type { CallbackCheck, CallbackVerdict } from '../../protocol/system/callback-verdict.js'
import { versionsOf } from '../catalogue/callback-versions.js'
import type { KeyHandle } from '../keys/key-handle.js'
import { verifyBytes } from '../sign/sign-request.js'
import { callbackString } from '../sign/string-to-sign.js'
import { type Envelope, isEcpayCallback, NO_ENVELOPE, readEnvelope } from './envelope.js'
import { type CallbackHeaders, type HeaderList, hasSigningHeader, readHeaders } from './headers.js'
import { formOfSignature, signatureBytes, signatureLength } from './signature-bytes.js'

/** A callback as it came. */
export interface TradeCallback {
  headers: HeaderList
  /** The bytes of the POST, never parsed and written again. */
  body: Uint8Array
  /** Where it was posted to, without scheme and host: one of the mistakes that are tried signs it too. */
  path?: string | undefined
}

export type CheckName = 'headers' | 'signature' | 'envelope' | 'age' | 'type'

/** Its causes are those that need no search: see `verifyTradeCallback`. */
export type TradeVerdict = CallbackVerdict<Envelope, CheckName>

export interface CheckOptions {
  /** How many seconds the timestamp may be in the past or the future; 0 allows none. Not checked if absent. */
  maxAge?: number | undefined
  /** Unix time in seconds, for `maxAge`. */
  now?: number | undefined
  /** In bytes; 1 MiB if absent. */
  limit?: number | undefined
}

/** Problems that say themselves why a signature cannot be verified. */
const SAY_WHY: readonly Code[] = ['header-missing', 'header-twice', 'signature-not-base64', 'ecpay-callback']

/**
 * Every check of a callback of the trade system, each reported; causes that have to be searched for are not, see
 * `verifyTradeCallback`. Nothing is thrown for a bad callback.
 *
 * @param platformKey the platform's public key, not the app's
 * Source: 签名算法; the common parameters of the trade system.
 */
export function checkTradeCallback(
  callback: TradeCallback,
  platformKey: KeyHandle,
  options: CheckOptions = {}
): TradeVerdict {
  const other = verdictOfOther(callback)
  if (other) return other
  const { body } = callback
  const read = readHeaders(callback.headers)
  const signature = signatureIn(read, platformKey)
  if (!(signature instanceof Uint8Array)) return verdictOn(body, read, signature, options)
  const text = callbackString({ timestamp: read.timestamp, nonce: read.nonce, body })
  const fits = verifyBytes(text, signature, platformKey)
  return verdictOn(body, read, fits ? undefined : finding('rsa-signature-mismatch'), options)
}

function verdictOn(
  body: Uint8Array,
  read: CallbackHeaders,
  unsigned: Finding | undefined,
  options: CheckOptions
): TradeVerdict {
  const { envelope, problems: unread, warnings: odd } = readEnvelope(body, options.limit)
  const age = options.maxAge === undefined || read.timestamp === '' ? undefined : ageProblem(read.timestamp, options)
  const oddType = unread.length > 0 ? undefined : typeWarning(envelope)
  const problems = [...read.problems, ...present(unsigned), ...unread, ...present(age)]
  return {
    valid: problems.length === 0,
    checks: [
      check('headers', read.problems[0], read.warnings[0]),
      check('signature', unsigned ?? read.problems[0]),
      check('envelope', unread[0], odd[0]),
      ...(options.maxAge === undefined ? [] : [check('age', age ?? missingStamp(read))]),
      check('type', undefined, oddType)
    ],
    envelope,
    problems,
    causes: problems.filter(({ code }) => SAY_WHY.includes(code)),
    warnings: [...read.warnings, ...odd, ...present(oddType)]
  }
}

/**
 * The verdict on a callback of 担保支付, which no key of this system can verify; nothing for any other.
 *
 * @param command the line that verifies it
 */
export function verdictOfOther({ headers, body }: TradeCallback, command?: string): TradeVerdict | undefined {
  if (!isEcpayCallback(body) || hasSigningHeader(headers)) return undefined
  return refusedVerdict(finding('ecpay-callback', command === undefined ? {} : { command }))
}

/** The verdict on what is no callback of this system at all. */
export function refusedVerdict(found: Finding): TradeVerdict {
  const names = ['headers', 'signature', 'envelope'] as const
  return {
    valid: false,
    checks: names.map((name) => check(name, found)),
    envelope: NO_ENVELOPE,
    problems: [found],
    causes: [found],
    warnings: []
  }
}

function check(name: CheckName, why: Finding | undefined, odd?: Finding): CallbackCheck<CheckName> {
  const code = (why ?? odd)?.code
  return { name, ok: why === undefined, ...(code && { code }) }
}

/** The bytes of the signature, or why there are none; nothing where the headers are to blame. */
function signatureIn(read: CallbackHeaders, key: KeyHandle): Uint8Array | Finding | undefined {
  if (read.problems.length > 0) return undefined
  const bytes = signatureBytes(read.signature, key)
  if (!bytes) return finding('signature-not-base64', { how: formOfSignature(read.signature) })
  const expected = signatureLength(key)
  return bytes.length === expected ? bytes : finding('signature-length', { bytes: bytes.length, expected })
}

function missingStamp({ problems, timestamp }: CallbackHeaders): Finding | undefined {
  return timestamp === '' ? problems[0] : undefined
}

function ageProblem(timestamp: string, { maxAge = 0, now }: CheckOptions): Finding | undefined {
  if (!/^[0-9]{1,12}$/.test(timestamp)) return finding('timestamp-not-seconds', { found: timestamp })
  const age = (now ?? Math.floor(Date.now() / 1000)) - Number(timestamp)
  if (age > maxAge) return finding('too-old', { age, maxAge })
  return age < -maxAge ? finding('from-the-future', { ahead: -age, maxAge }) : undefined
}

function typeWarning({ type = '', version = '' }: Envelope): Finding | undefined {
  const known = versionsOf(type)
  if (!known) return finding('unknown-type', { found: type })
  if (known.length === 0 || known.includes(version)) return undefined
  return finding('unknown-version', { found: version, known: [...known] })
}

function present(found: Finding | undefined): Finding[] {
  return found ? [found] : []
}
