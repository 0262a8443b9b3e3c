import { type Finding, finding, refuse, refuseAll } from '../../findings/findings.js'
import { decodeBody } from '../../protocol/json/bytes.js'
import { duplicateKeys, type JsonValue, member, memberText, readObject } from '../../protocol/json/json.js'
import { plainObject } from '../../protocol/json/plain-object.js'
import type {
  CallbackCheck as AnyCheck,
  CallbackVerdict as AnyVerdict
} from '../../protocol/system/callback-verdict.js'
import { sameSignature } from '../sign/request-signature.js'
import { type CallbackParts, callbackSignature } from './signature.js'

/** The documented callback types (`withdraw` is known only from SDKs). */
export const CALLBACK_TYPES: readonly string[] = ['payment', 'refund', 'settle', 'withdraw']

/** The members of a callback's envelope, read strictly. */
export interface Envelope extends CallbackParts {
  type: string | undefined
  msg_signature: string
}

/** The checks of a callback, in the order in which they are made. */
type CheckName = 'encoding' | 'envelope' | 'signature' | 'age' | 'type'
export type CallbackCheck = AnyCheck<CheckName>
export type CallbackVerdict = AnyVerdict<Envelope, CheckName>

export interface CheckOptions {
  /** How many seconds the timestamp may be in the past or the future; 0 allows none. Not checked if absent. */
  maxAge?: number | undefined
  /** Unix time in seconds, for `maxAge`. */
  now?: number | undefined
  /**
   * Finds the callback in another form, such as a line of a log; see `callbackText`. It is for people who have nothing
   * else. A handler uses the body as it came.
   */
  read?: ((text: string) => { text: string; warnings: Finding[] }) | undefined
  /** In bytes; 1 MiB if absent. */
  limit?: number | undefined
}

/** The form of a signature; capitals are allowed. */
export const SIGNATURE = /^[0-9a-f]{40}$/i

/**
 * Runs every check of a callback, but does not look for causes. Also returns what to look for causes in; see
 * `verifyCallback`.
 *
 * @param body its bytes, or their text
 * @throws EcpayError if the envelope is malformed; `missing-token`; and the errors of `read`
 */
export function checkCallback(
  body: Uint8Array | string,
  token: string,
  options: CheckOptions = {}
): { verdict: CallbackVerdict; signed: Envelope & { body: string } } {
  if (token === '') throw refuse('missing-token')
  const { text: received, warnings } = decodeBody(body, options.limit)
  const { text, warnings: odd } = options.read?.(received) ?? { text: received, warnings: [] }
  const envelope = readEnvelope(text)
  const checks: CallbackCheck[] = [check('encoding', true, warnings[0]), check('envelope', true, odd[0])]
  const verdict = judgeEnvelope(envelope, token, options, { checks, warnings: [...warnings, ...odd] })
  return { verdict, signed: { ...envelope, body: text } }
}

/**
 * Makes the checks of an envelope that was read.
 *
 * @param before what was checked and found until then
 */
export function judgeEnvelope(
  envelope: Envelope,
  token: string,
  options: CheckOptions,
  { checks, warnings }: Pick<CallbackVerdict, 'checks' | 'warnings'>
): CallbackVerdict {
  const problems: Finding[] = []
  const expected = callbackSignature(envelope, token)
  const signed = sameSignature(envelope.msg_signature, expected)
  if (!signed) problems.push(signatureProblem(envelope.msg_signature))
  checks.push(check('signature', signed, problems[0]))

  const age = ageProblem(envelope.timestamp, options)
  if (options.maxAge !== undefined) checks.push(check('age', age === undefined, age))
  if (age) problems.push(age)

  const type = oddType(envelope.type)
  if (type) warnings.push(type)
  checks.push(check('type', true, type))

  return { valid: problems.length === 0, checks, envelope, problems, causes: [], warnings }
}

function check(name: CallbackCheck['name'], ok: boolean, why?: Finding): CallbackCheck {
  return why ? { name, ok, code: why.code } : { name, ok }
}

function signatureProblem(found: string): Finding {
  return SIGNATURE.test(found) ? finding('signature-mismatch') : finding('malformed-signature', { found })
}

function ageProblem(timestamp: string, { maxAge, now }: CheckOptions): Finding | undefined {
  if (maxAge === undefined) return undefined
  if (!/^[0-9]{1,12}$/.test(timestamp)) return finding('timestamp-not-seconds', { found: timestamp })
  const age = (now ?? Math.floor(Date.now() / 1000)) - Number(timestamp)
  if (age > maxAge) return finding('too-old', { age, maxAge })
  return age < -maxAge ? finding('from-the-future', { ahead: -age, maxAge }) : undefined
}

function oddType(type: string | undefined): Finding | undefined {
  if (type === undefined) return finding('missing-member', { key: 'type' })
  if (CALLBACK_TYPES.includes(type)) return undefined
  return finding('unknown-type', { found: type })
}

/** The members of the envelope and their kinds. `type` may be missing, because it is not signed. */
const MEMBERS: { key: keyof Envelope; kinds: JsonValue['kind'][]; optional?: true }[] = [
  { key: 'timestamp', kinds: ['string', 'number'] },
  { key: 'nonce', kinds: ['string', 'number'] },
  { key: 'msg', kinds: ['string'] },
  { key: 'type', kinds: ['string'], optional: true },
  { key: 'msg_signature', kinds: ['string'] }
]

/**
 * Reads the envelope of a callback.
 *
 * @throws EcpayError `missing-member`, `wrong-type`, `msg-not-a-string`, `duplicate-key`, for every member at once;
 *   otherwise like `readObject`
 */
export function readEnvelope(text: string): Envelope {
  return plainEnvelope(text) ?? losslessEnvelope(text)
}

/** The envelope of nearly every callback: each member there once, and a text. */
function plainEnvelope(text: string): Envelope | undefined {
  const { timestamp, nonce, msg, type, msg_signature } = plainObject(text) ?? {}
  if (typeof timestamp !== 'string' || typeof nonce !== 'string' || typeof msg !== 'string') return undefined
  if (typeof type !== 'string' || typeof msg_signature !== 'string') return undefined
  return { timestamp, nonce, msg, type, msg_signature }
}

function losslessEnvelope(text: string): Envelope {
  const object = readObject(text)
  const problems: Finding[] = duplicateKeys(object).map((key) => finding('duplicate-key', { key }))
  for (const { key, kinds, optional } of MEMBERS) {
    const value = member(object, key)
    if (!value) {
      if (!optional) problems.push(finding('missing-member', { key }))
    } else if (!kinds.includes(value.kind)) problems.push(mistyped(key, value.kind, kinds))
  }
  if (problems.length > 0) throw refuseAll(problems)
  const textOf = (key: keyof Envelope) => memberText(object, key) ?? ''
  return {
    timestamp: textOf('timestamp'),
    nonce: textOf('nonce'),
    msg: textOf('msg'),
    type: memberText(object, 'type'),
    msg_signature: textOf('msg_signature')
  }
}

function mistyped(key: string, found: string, kinds: string[]): Finding {
  if (key === 'msg') return finding('msg-not-a-string', { found })
  return finding('wrong-type', { key, found, expected: kinds })
}
