import type { Endpoint } from '../protocol/endpoints/endpoint.js'
import { Failure, type Finding } from '../protocol/findings.js'
import { decodeBody } from '../protocol/json/bytes.js'
import { type JsonObject, member, memberText, readObject } from '../protocol/json/json.js'
import { type SignedValue, sameSignature, traceSign } from '../protocol/sign/request-signature.js'
import { suspiciousKey } from '../protocol/sign/suspicious-key.js'
import { validate } from '../protocol/validate.js'
import { asReason, type Reason, type Refusal, TIPS } from './answer.js'
import { explainSign } from './broken-rules.js'
import type { GatewayKeys } from './demo-keys.js'
import { applyLimits, isSilent } from './limits.js'

/** A request that is the app's own: read, and its signature verified. */
export interface Call {
  signed: readonly SignedValue[]
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
export function readQuery(query: string): { text: string; body: JsonObject } {
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
export function readForm(parts: Readonly<Record<string, string | { file: string }>>): RequestText {
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
export function readRequest({ contentType, bytes }: Received): { text: string; body: JsonObject } | Refusal {
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

/** Checks app_id, access token, signature and fields, in this order: those that the call has. */
export function checkRequest(endpoint: Endpoint, text: string, body: JsonObject, keys: GatewayKeys): Call | Refusal {
  const identity = checkAppId(endpoint, body, keys) ?? checkAccessToken(endpoint, body, keys)
  if (identity) return identity
  const signed = mustBeSigned(endpoint, body) ? checkSign(text, body, keys.salt) : { signed: [] }
  if ('err_no' in signed) return signed
  const violations = validate(endpoint, body, { local: true, signed: true }).filter((one) => !isSilent(endpoint, one))
  return { ...signed, violations, values: applyLimits(endpoint, body) }
}

/** A signature that may be left out is checked where it is given. */
function mustBeSigned({ fields }: Endpoint, body: JsonObject): boolean {
  const sign = fields.find(({ key }) => key === 'sign')
  return sign !== undefined && (sign.required || member(body, 'sign') !== undefined)
}

function checkAppId({ fields }: Endpoint, body: JsonObject, { app_id }: GatewayKeys): Refusal | undefined {
  const field = fields.find(({ key }) => key === 'app_id')
  const given = memberText(body, 'app_id')
  const spared = field?.unless !== undefined && memberText(body, field.unless)
  if (!field || given === app_id || (given === undefined && (spared || !field.required))) return undefined
  return { err_no: 2042, err_tips: TIPS.appId, reasons: appIdReasons(body) }
}

/** Which number the platform has for this is not public. */
function checkAccessToken({ fields }: Endpoint, body: JsonObject, keys: GatewayKeys): Refusal | undefined {
  const wrong = fields.find(
    ({ key, secret }) => secret && ![undefined, '', keys[secret]].includes(memberText(body, key))
  )
  if (!wrong) return undefined
  return { err_no: 2010, err_tips: TIPS.accessToken, reasons: [{ code: 'unknown-access-token', key: wrong.key }] }
}

function checkSign(text: string, body: JsonObject, salt: string): Pick<Call, 'signed'> | Refusal {
  try {
    const trace = traceSign(text, salt)
    const sign = member(body, 'sign')
    if (sign?.kind !== 'string' || sign.text === '') return wrongSign([{ code: 'missing-sign' }])
    if (sameSignature(sign.text, trace.sign)) return { signed: trace.signed }
    return wrongSign(signReasons(text, sign.text, salt, trace.warnings))
  } catch (error) {
    return wrongSign(reasonsOf(error))
  }
}

/** The mistake that explains the signature, or else everything that may have led to it. */
function signReasons(text: string, sign: string, salt: string, warnings: readonly Finding[]): Reason[] {
  const rule = explainSign(readObject(text), text, salt)
  if (rule) return [rule]
  const code = /^[0-9a-f]{32}$/i.test(sign) ? 'signature-differs' : 'malformed-sign'
  return [{ code }, ...warnings.map(asReason)]
}

function appIdReasons(body: JsonObject): Reason[] {
  if (member(body, 'app_id')) return [{ code: 'unknown-app-id' }]
  const near = body.members.find(({ key }) => suspiciousKey(key) === 'app_id')
  const missing: Reason = { code: 'missing-field', key: 'app_id' }
  return near ? [missing, { code: 'suspicious-key', key: near.key, meant: 'app_id' }] : [missing]
}

function reasonsOf(error: unknown): Reason[] {
  if (error instanceof Failure) return error.findings.map(asReason)
  throw error
}

function notJson(reasons: Reason[]): Refusal {
  return { err_no: 2008, err_tips: TIPS.json, reasons }
}

function wrongSign(reasons: Reason[]): Refusal {
  return { err_no: 2008, err_tips: TIPS.sign, reasons }
}
