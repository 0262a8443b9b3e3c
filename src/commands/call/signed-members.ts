import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import { damagedMembers } from '../../protocol/damaged-text.js'
import type { Members } from '../../protocol/json/members.js'
import { type Endpoint, isSigned } from '../../protocol/system/endpoint.js'
import { isClamped } from '../../protocol/system/silent-limits.js'
import type { SignedCall } from '../../protocol/system/system.js'
import { likelySeconds, nearMisses, validate } from '../../protocol/system/validate.js'
import type { AskedCall } from './asked-call.js'

/** A body that was checked, with what was found. */
export interface CheckedMembers {
  /** The whole body, signed where the call has a signature; of a form with the paths of its files. */
  members: Members
  /** What the signature adds to the headers of the request. */
  headers: Readonly<Record<string, string>>
  notices: readonly Finding[]
  warnings: readonly Finding[]
  /** Everything for which it is not sent. */
  refusals: readonly Finding[]
}

/** Checks the members, and puts the signature in where the call has one. */
export async function signedMembers(asked: AskedCall, members: Members): Promise<CheckedMembers> {
  const { endpoint, settings, options } = asked
  const local = settings.env === 'local' || settings.loopback
  const found = validate(endpoint, members, { local })
  const violations = found.filter((one) => !isClamped(endpoint, one)).map((one) => ofSecret(endpoint, one))
  const isSkipped = !options.validate && violations.length > 0
  const notices = isSkipped ? [finding('validation-skipped', { count: violations.length })] : []
  const unsigned = { members, headers: {}, notices, warnings: [] }
  // Sending a signature that is wrong on purpose is what a debugging tool is for.
  if (!options.validate && members.has('sign')) return { ...unsigned, refusals: [] }
  const signature = await signatureOf(asked, members)
  const refusals = [...(options.validate ? violations : []), ...signature.refusals]
  if (refusals.length > 0) return { ...unsigned, refusals }
  const doubts = [
    ...found.filter((one) => isClamped(endpoint, one)).map(asTaken),
    ...nearMisses(endpoint, members).filter((one) => !isAbout(one, signature.warnings)),
    ...likelySeconds(endpoint, members),
    ...clientTokens(endpoint, members)
  ]
  return { ...signature, notices, warnings: [...doubts, ...signature.warnings] }
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

/** The members with their signature, without one where the call has none or is made without a key for it. */
async function signatureOf(
  { system, endpoint, settings: { keys }, options: { nested } }: AskedCall,
  members: Members
): Promise<SignedCall & { refusals: readonly Finding[] }> {
  const lacksKey = system.keys.sign.some((name) => !keys[name])
  if (!isSigned(endpoint) || lacksKey) return { members, headers: {}, warnings: damagedMembers(members), refusals: [] }
  try {
    return { ...(await system.sign({ endpoint, members, nested }, keys)), refusals: [] }
  } catch (error) {
    if (error instanceof EcpayError)
      return { members, headers: {}, warnings: [], refusals: error.findings as Finding[] }
    throw error
  }
}
