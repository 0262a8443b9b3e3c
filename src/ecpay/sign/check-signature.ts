import { EcpayError } from '../../findings/findings.js'
import { type JsonObject, member, memberText, readObject } from '../../protocol/json/json.js'
import { Members } from '../../protocol/json/members.js'
import { goFormat } from '../../protocol/languages/go-format.js'
import type { Keys } from '../../protocol/system/keys.js'
import { asReason, type Reason } from '../../protocol/system/reason.js'
import type { AcceptedSignature, SignatureCheck, SignedRequest } from '../../protocol/system/system.js'
import { subjectOf } from '../diagnose/diagnose-signature.js'
import { explainAlone } from '../diagnose/explain-alone.js'
import { disputedBy } from './disputed.js'
import { type SignedValue, sameSignature, traceSign } from './request-signature.js'
import { unsignedKeys, withoutMembers } from './unsigned.js'

/**
 * Looks at the member `sign` of a request as the platform does, and for the mistake behind a wrong one. While that is
 * looked for, other work goes on.
 *
 * @param options `strict`: refuses what one of the platform's own demos signs and another does not
 */
export async function checkSignature(
  { endpoint, text, body }: SignedRequest,
  { salt = '' }: Keys,
  { strict }: { strict?: boolean | undefined }
): Promise<SignatureCheck> {
  const sign = member(body, 'sign')
  if (sign?.kind !== 'string' || sign.text === '') {
    return wrong([...refusalsOf(text, salt), { code: 'missing-sign' }])
  }
  const unsigned = unsignedKeys(endpoint, body)
  const right = signedBy(withoutMembers(text, unsigned), sign.text, salt)
  if (right) return { accepted: { signed: right, warnings: [] } }
  const doubtful = disputed(text, unsigned, sign.text, salt)
  if (!doubtful) return wrong(await signReasons(withoutMembers(text, unsigned), sign.text, salt))
  return strict ? wrong(doubtful.warnings) : { accepted: doubtful }
}

/** The platform's own number and words. */
function wrong(reasons: readonly Reason[]): SignatureCheck {
  return { refusal: { err_no: 2008, err_tips: '签名校验异常,请使用正确的签名', reasons } }
}

/** The signed values, if all official sources agree on this signature. */
function signedBy(text: string, sign: string, salt: string): readonly SignedValue[] | undefined {
  try {
    const trace = traceSign(text, salt)
    return sameSignature(sign, trace.sign) ? trace.signed : undefined
  } catch (error) {
    reasonsOf(error)
    return undefined
  }
}

/** The dispute about a signature, if some official sources give it and others do not. */
function disputed(
  text: string,
  unsigned: readonly string[],
  sign: string,
  salt: string
): AcceptedSignature | undefined {
  const whole = unsigned.length > 0 ? signedBy(text, sign, salt) : undefined
  if (whole) return { signed: whole, warnings: unsigned.map((key) => ({ code: 'excluded-key-signed', key })) }
  const rest = withoutMembers(text, unsigned)
  const codes = disputeAbout(rest, sign, salt)
  return codes && { signed: traceSign(flattened(rest), salt).signed, warnings: codes }
}

/** The reasons of a dispute. A body that is refused for another reason has none. */
function disputeAbout(text: string, sign: string, salt: string): readonly Reason[] | undefined {
  try {
    const standing = disputedBy(text, salt, sign)
    return standing.verdict === 'disputed' ? standing.codes : undefined
  } catch (error) {
    reasonsOf(error)
    return undefined
  }
}

/** The reasons for a wrong signature: values that cannot be signed, and the mistake that explains the rest. */
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

/** The body with nested values as Go prints them, and without null values and duplicates. */
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

/**
 * Finds the mistake that turns the body into the signature it came with.
 *
 * @param body without nested values and duplicates; `sign` is the member of that name
 * @param text the JSON text of the body
 * @returns the likeliest single mistake that gives exactly this signature
 */
export async function explainSign(body: JsonObject, text: string, salt: string): Promise<Reason | undefined> {
  const sign = memberText(body, 'sign') ?? ''
  const found = await explainAlone(subjectOf(body, text, salt, sign), sign)
  return found && { code: found.code, ...(found.key !== undefined && { key: found.key }) }
}

function reasonsOf(error: unknown): Reason[] {
  if (error instanceof EcpayError) return error.findings.map(asReason)
  throw error
}
