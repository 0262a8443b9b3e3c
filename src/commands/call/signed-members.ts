import { traceMembers } from '../../ecpay/sign/request-signature.js'
import { unsignedKeys } from '../../ecpay/sign/unsigned.js'
import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import { damagedMembers } from '../../protocol/damaged-text.js'
import type { Members } from '../../protocol/json/members.js'
import { type Endpoint, fileKeys, isSigned } from '../../protocol/system/endpoint.js'
import { isClamped } from '../../protocol/system/silent-limits.js'
import { likelySeconds, nearMisses, validate } from '../../protocol/system/validate.js'
import type { AskedCall } from './asked-call.js'

/** A body that was checked, with what was found. */
export interface CheckedMembers {
  /** The whole body, signed where the call has a signature; of a form with the paths of its files. */
  members: Members
  notices: readonly Finding[]
  warnings: readonly Finding[]
  /** Everything for which it is not sent. */
  refusals: readonly Finding[]
}

/** Checks the members, and puts the signature in where the call has one. */
export function signedMembers(asked: AskedCall, members: Members): CheckedMembers {
  const { endpoint, settings, options } = asked
  const local = settings.env === 'local' || settings.loopback
  const found = validate(endpoint, members, { local })
  const violations = found.filter((one) => !isClamped(endpoint, one)).map((one) => ofSecret(endpoint, one))
  const isSkipped = !options.validate && violations.length > 0
  const notices = isSkipped ? [finding('validation-skipped', { count: violations.length })] : []
  // Sending a signature that is wrong on purpose is what a debugging tool is for.
  if (!options.validate && members.has('sign')) return { members, notices, warnings: [], refusals: [] }
  const signature = signatureOf(asked, members)
  const refusals = [...(options.validate ? violations : []), ...signature.refusals]
  if (refusals.length > 0) return { members, notices, warnings: [], refusals }
  const doubts = [
    ...found.filter((one) => isClamped(endpoint, one)).map(asTaken),
    ...nearMisses(endpoint, members).filter((one) => !isAbout(one, signature.warnings)),
    ...likelySeconds(endpoint, members),
    ...clientTokens(endpoint, members)
  ]
  const sign = signature.sign.map((text) => ({ key: 'sign', json: JSON.stringify(text) }))
  return { members: members.with(sign), notices, warnings: [...doubts, ...signature.warnings], refusals }
}

/** Whether the signature has named the member already. */
function isAbout(one: Finding, named: readonly Finding[]): boolean {
  return named.some((other) => 'key' in other && 'key' in one && other.key === one.key)
}

/** A secret that is missing is given in another way than a field. */
function ofSecret({ fields }: Endpoint, found: Finding): Finding {
  const isMissing = found.code === 'missing-field' || found.code === 'missing-one-of'
  const isSecret = isMissing && fields.some(({ key, secret }) => secret && key === found.key)
  return isSecret ? finding('missing-access-token', {}) : found
}

/** A value that the platform changes, with what it makes of it. */
function asTaken(one: Finding): Finding {
  return one.code === 'below-minimum' || one.code === 'above-maximum' ? { ...one, taken: one.limit } : one
}

/** Tokens of the general trade system, which the calls of this one do not take. */
function clientTokens({ fields }: Endpoint, body: Members): Finding[] {
  return fields.flatMap(({ key, secret }) =>
    secret && body.text(key)?.startsWith('clt.') ? [finding('client-token-given', { key })] : []
  )
}

/** The signature, none where the call has none or is made without a SALT, and what is found on the way to it. */
function signatureOf(
  { endpoint, settings: { salt }, options: { nested } }: AskedCall,
  members: Members
): { sign: readonly string[]; warnings: readonly Finding[]; refusals: readonly Finding[] } {
  if (!isSigned(endpoint) || salt === '') return { sign: [], warnings: damagedMembers(members), refusals: [] }
  const signed = members.without([...fileKeys(endpoint), ...unsignedKeys(endpoint, members)])
  try {
    const { sign, warnings } = traceMembers(signed, salt, { nested })
    return { sign: [sign], warnings, refusals: [] }
  } catch (error) {
    if (error instanceof EcpayError) return { sign: [], warnings: [], refusals: error.findings as Finding[] }
    throw error
  }
}
