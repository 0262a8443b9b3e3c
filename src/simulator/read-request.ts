import { disputedBy } from '../ecpay/sign/disputed.js'
import { type SignedValue, sameSignature, traceSign } from '../ecpay/sign/request-signature.js'
import { suspiciousKey } from '../ecpay/sign/suspicious-key.js'
import { unsignedKeys, withoutMembers } from '../ecpay/sign/unsigned.js'
import { EcpayError, type Finding } from '../findings/findings.js'
import { decodeBody } from '../protocol/json/bytes.js'
import { type JsonObject, member, memberText, readObject } from '../protocol/json/json.js'
import { Members } from '../protocol/json/members.js'
import { goFormat } from '../protocol/languages/go-format.js'
import type { Endpoint } from '../protocol/system/endpoint.js'
import { isSilent } from '../protocol/system/silent-limits.js'
import { validate } from '../protocol/system/validate.js'
import { explainSign } from './broken-rules.js'
import type { GatewayKeys } from './demo-keys.js'
import { applyLimits } from './limits.js'
import { asReason, type Reason, type Refusal, TIPS } from './platform-answer.js'

/** A request that is the app's own: read, and its signature verified. */
export interface Call {
  signed: readonly SignedValue[]
  /** The documented members by key, as the platform takes them: clamped or cut off where it does that. */
  values: ReadonlyMap<string, string>
  /** The members that it refuses. */
  violations: readonly Finding[]
  /** Why the platform may see the signature otherwise. */
  warnings: readonly Reason[]
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

/**
 * Checks app_id, access token, signature and fields, in this order: those that the call has. While the mistake behind
 * a wrong signature is looked for, others are served.
 */
export async function checkRequest(
  endpoint: Endpoint,
  { text, body }: RequestText,
  checks: Checks
): Promise<Call | Refusal> {
  const { keys } = checks
  const identity = checkAppId(endpoint, body, keys) ?? checkAccessToken(endpoint, body, keys)
  if (identity) return identity
  const signed = mustBeSigned(endpoint, body)
    ? await checkSign(endpoint, text, body, checks)
    : { signed: [], warnings: [] }
  if ('err_no' in signed) return signed
  const violations = validate(endpoint, body, { local: true, signed: true }).filter((one) => !isSilent(endpoint, one))
  return { ...signed, violations, values: applyLimits(endpoint, body, text) }
}

/** A signature that may be left out is checked where it is given. */
function mustBeSigned({ fields }: Endpoint, body: JsonObject): boolean {
  const sign = fields.find(({ key }) => key === 'sign')
  return sign !== undefined && (sign.required || member(body, 'sign') !== undefined)
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
  const err_no = endpoint.verdict !== 'err_code' ? 2010 : code === 'client-token-given' ? 40004 : 40002
  return { err_no, err_tips: TIPS.accessToken, reasons: [{ code, key }] }
}

type Signed = Pick<Call, 'signed' | 'warnings'>

async function checkSign(
  endpoint: Endpoint,
  text: string,
  body: JsonObject,
  { keys, strict }: Checks
): Promise<Signed | Refusal> {
  const { salt } = keys
  const sign = member(body, 'sign')
  if (sign?.kind !== 'string' || sign.text === '') {
    return wrongSign([...refusalsOf(text, salt), { code: 'missing-sign' }])
  }
  const unsigned = unsignedKeys(endpoint, body)
  const right = signedBy(withoutMembers(text, unsigned), sign.text, salt)
  if (right) return { signed: right, warnings: [] }
  const doubtful = disputed(text, unsigned, sign.text, salt)
  if (!doubtful) return wrongSign(await signReasons(withoutMembers(text, unsigned), sign.text, salt))
  return strict ? wrongSign([...doubtful.warnings]) : doubtful
}

/** The values that are signed, where this is the signature that all official sources agree on. */
function signedBy(text: string, sign: string, salt: string): readonly SignedValue[] | undefined {
  try {
    const trace = traceSign(text, salt)
    return sameSignature(sign, trace.sign) ? trace.signed : undefined
  } catch (error) {
    reasonsOf(error)
    return undefined
  }
}

/** A signature that one of the platform's own sources gives, and another one does not. */
function disputed(text: string, unsigned: readonly string[], sign: string, salt: string): Signed | undefined {
  const whole = unsigned.length > 0 ? signedBy(text, sign, salt) : undefined
  if (whole) return { signed: whole, warnings: unsigned.map((key) => ({ code: 'excluded-key-signed', key })) }
  const rest = withoutMembers(text, unsigned)
  const codes = disputeAbout(rest, sign, salt)
  return codes && { signed: traceSign(flattened(rest), salt).signed, warnings: codes }
}

/** A body that is refused for something else is disputed by nobody. */
function disputeAbout(text: string, sign: string, salt: string): readonly Reason[] | undefined {
  try {
    const standing = disputedBy(text, salt, sign)
    return standing.verdict === 'disputed' ? standing.codes : undefined
  } catch (error) {
    reasonsOf(error)
    return undefined
  }
}

/** Everything that may have led to the signature: what cannot be signed, and the mistake that explains the rest. */
async function signReasons(text: string, sign: string, salt: string): Promise<Reason[]> {
  const refusals = refusalsOf(text, salt)
  const readings = refusals.length === 0 ? [text] : [text, flattened(text)]
  for (const one of readings) {
    const rule = await explainSign(readObject(one), one, salt)
    if (rule) return [...refusals, rule]
  }
  if (refusals.length > 0) return refusals
  const code = /^[0-9a-f]{32}$/i.test(sign) ? 'signature-differs' : 'malformed-sign'
  return [{ code }, ...traceSign(text, salt).warnings.map(asReason)]
}

function refusalsOf(text: string, salt: string): Reason[] {
  try {
    traceSign(text, salt)
    return []
  } catch (error) {
    return reasonsOf(error)
  }
}

/** The body with what Go prints in the place of nested values, and without what is null or stands twice. */
function flattened(text: string): string {
  const { members } = readObject(text)
  const last = new Map(members.map(({ key, value }) => [key, value]))
  const flat = [...last].flatMap(([key, value]) => {
    if (value.kind === 'null') return []
    const json = 'text' in value ? text.slice(value.start, value.end) : JSON.stringify(goFormat(value))
    return [{ key, json }]
  })
  return Members.NONE.with(flat).toText()
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

function wrongSign(reasons: Reason[]): Refusal {
  return { err_no: 2008, err_tips: TIPS.sign, reasons }
}
