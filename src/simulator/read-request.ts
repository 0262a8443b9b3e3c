import { suspiciousKey } from '../ecpay/sign/suspicious-key.js'
import { EcpayError, type Finding } from '../findings/findings.js'
import { decodeBody } from '../protocol/json/bytes.js'
import { type JsonObject, member, memberText, readObject } from '../protocol/json/json.js'
import { type Endpoint, isSigned, mustBeSigned } from '../protocol/system/endpoint.js'
import { asReason, type Reason } from '../protocol/system/reason.js'
import { isSilent } from '../protocol/system/silent-limits.js'
import type { AcceptedSignature, Refusal, SignedRequest, System } from '../protocol/system/system.js'
import { validate } from '../protocol/system/validate.js'
import type { GatewayKeys } from './demo-keys.js'
import { applyLimits } from './limits.js'
import { TIPS } from './platform-answer.js'

/** A request that is the app's own: read, and its signature verified. */
export interface Call extends AcceptedSignature {
  /** The documented members by key, as the platform takes them: clamped or cut off where it does that. */
  values: ReadonlyMap<string, string>
  /** The members that it refuses. */
  violations: readonly Finding[]
}

export interface Received {
  contentType: string | undefined
  bytes: Uint8Array
}

/**
 * Reads the query of a GET: its parameters as the members of an object, each a string.
 *
 * @param query what stands behind the question mark, still encoded
 */
export function queryRequest(query: string): { text: string; body: JsonObject } {
  const members = [...new URLSearchParams(query)].map((pair) => pair.map((text) => JSON.stringify(text)).join(':'))
  const text = `{${members.join(',')}}`
  return { text, body: readObject(text) }
}

/** What a request says: the object that is signed, and the whole of it, with digests of the files of a form. */
export interface RequestText {
  text: string
  body: JsonObject
}

/**
 * Reads a form: its texts are what is signed, and of a file a digest stands in the object.
 *
 * @param parts text, or of a file its digest, by the name of the part
 */
export function formRequest(parts: Readonly<Record<string, string | { file: string }>>): RequestText {
  const all = Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? part : part.file])
  const texts = Object.entries(parts).filter(([, part]) => typeof part === 'string')
  const text = JSON.stringify(Object.fromEntries(texts))
  return { text, body: readObject(JSON.stringify(Object.fromEntries(all))) }
}

/** A body that is not in the encoding of its call. Which number the platform has for it is not public. */
export function wrongEncoding(): Refusal {
  return { err_no: 2010, err_tips: TIPS.notMultipart, reasons: [{ code: 'content-type-not-multipart' }] }
}

/** Reads a body as the platform does: JSON in UTF-8, said so in Content-Type. */
export function jsonRequest({ contentType, bytes }: Received): { text: string; body: JsonObject } | Refusal {
  if (!/^application\/json\s*(?:;|$)/i.test(contentType ?? '')) return notJson([{ code: 'content-type-not-json' }])
  try {
    const { text, warnings } = decodeBody(bytes)
    // Go's decoder, and with it most likely the platform, refuses a byte order mark.
    const mark = warnings.filter(({ code }) => code === 'byte-order-mark')
    return mark.length > 0 ? notJson(mark.map(asReason)) : { text, body: readObject(text) }
  } catch (error) {
    return notJson(reasonsOf(error))
  }
}

/** What the gateway checks a request with. */
export interface Checks {
  keys: GatewayKeys
  /** See `AppOptions`. */
  strict?: boolean
}

const NOT_SIGNED = { accepted: { signed: [], warnings: [] } }

/**
 * Checks app_id, access token, signature and fields, in this order: those that the call has. While the mistake behind
 * a wrong signature is looked for, others are served.
 */
export async function checkRequest(
  { system, endpoint }: { system: System; endpoint: Endpoint },
  { text, body, header }: RequestText & Pick<SignedRequest, 'header'>,
  { keys, strict }: Checks
): Promise<Call | Refusal> {
  const identity = checkAppId(endpoint, body, keys) ?? checkAccessToken(endpoint, body, keys)
  if (identity) return identity
  // A signature that may be left out is checked where it is given.
  const isGiven = mustBeSigned(endpoint) || (isSigned(endpoint) && member(body, 'sign') !== undefined)
  const request = { endpoint, text, body, header }
  const checked = isGiven ? await system.checkSignature(request, keys, { strict }) : NOT_SIGNED
  if ('refusal' in checked) return checked.refusal
  const signed = checked.accepted
  const violations = validate(endpoint, body, { local: true, signed: true }).filter((one) => !isSilent(endpoint, one))
  return { ...signed, violations, values: applyLimits(endpoint, body, text) }
}

/** Empty text is as good as none, as in any member that may be left out. */
function checkAppId({ fields }: Endpoint, body: JsonObject, { app_id }: GatewayKeys): Refusal | undefined {
  const field = fields.find(({ key }) => key === 'app_id')
  const given = memberText(body, 'app_id') || undefined
  const spared = field?.unless !== undefined && memberText(body, field.unless)
  if (!field || given === app_id || (given === undefined && (spared || !field.required))) return undefined
  return { err_no: 2042, err_tips: TIPS.appId, reasons: appIdReasons(body) }
}

/**
 * Which number the platform has for this is public for the order push alone, whose table has 40002; a client_token
 * in its place was answered with 40004 (reported by a user).
 */
function checkAccessToken(endpoint: Endpoint, body: JsonObject, keys: GatewayKeys): Refusal | undefined {
  const wrong = endpoint.fields.find(
    ({ key, secret }) => secret && ![undefined, '', keys[secret]].includes(memberText(body, key))
  )
  if (!wrong) return undefined
  const { key } = wrong
  const code = memberText(body, key)?.startsWith('clt.') ? 'client-token-given' : 'unknown-access-token'
  const err_no = endpoint.verdict?.code !== 'err_code' ? 2010 : code === 'client-token-given' ? 40004 : 40002
  return { err_no, err_tips: TIPS.accessToken, reasons: [{ code, key }] }
}

function appIdReasons(body: JsonObject): Reason[] {
  if (member(body, 'app_id')) return [{ code: 'unknown-app-id' }]
  const near = body.members.find(({ key }) => suspiciousKey(key) === 'app_id')
  const missing: Reason = { code: 'missing-field', key: 'app_id' }
  return near ? [missing, { code: 'suspicious-key', key: near.key, meant: 'app_id' }] : [missing]
}

function reasonsOf(error: unknown): Reason[] {
  if (error instanceof EcpayError) return error.findings.map(asReason)
  throw error
}

function notJson(reasons: Reason[]): Refusal {
  return { err_no: 2008, err_tips: TIPS.json, reasons }
}
