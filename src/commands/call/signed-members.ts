import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import { damagedMembers } from '../../protocol/damaged-text.js'
import type { Members } from '../../protocol/json/members.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'
import { isAskedFor, signingKeys } from '../../protocol/system/signing-keys.js'
import { isClamped } from '../../protocol/system/silent-limits.js'
import type { Moment, SignedCall } from '../../protocol/system/system.js'
import { likelySeconds, nearMisses, validate } from '../../protocol/system/validate.js'
import type { AskedCall } from './asked-call.js'

/** A checked body, with its findings. */
export interface CheckedMembers {
  /** The whole body, signed if the call has a signature. A form has the paths of its files. */
  members: Members
  /** The headers that the signature adds to the request. */
  headers: Readonly<Record<string, string>>
  notices: readonly Finding[]
  warnings: readonly Finding[]
  /** Everything that prevents sending. */
  refusals: readonly Finding[]
}

/** Checks the members, and adds the signature if the call has one. */
export async function signedMembers(asked: AskedCall, members: Members, moment: Moment): Promise<CheckedMembers> {
  const { endpoint, settings, options } = asked
  const local = settings.env === 'local' || settings.loopback
  const found = validate(endpoint, members, { local })
  const violations = found.filter((one) => !isClamped(endpoint, one)).map((one) => ofSecret(endpoint, one))
  const isSkipped = !options.validate && violations.length > 0
  const notices = isSkipped ? [finding('validation-skipped', { count: violations.length })] : []
  const unsigned = { members, headers: {}, notices, warnings: [] }
  // A debugging tool must be able to send a wrong signature on purpose.
  if (!options.validate && members.has('sign')) return { ...unsigned, refusals: [] }
  const signature = await signatureOf(asked, members, moment)
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

/** Whether signing has already reported the member. */
function isAbout(one: Finding, named: readonly Finding[]): boolean {
  return named.some((other) => 'key' in other && 'key' in one && other.key === one.key)
}

/** The finding for a missing secret, which is not given like a field. */
function ofSecret({ fields }: Endpoint, found: Finding): Finding {
  const isMissing = found.code === 'missing-field' || found.code === 'missing-one-of'
  const isSecret = isMissing && fields.some(({ key, secret }) => secret && key === found.key)
  return isSecret ? finding('missing-access-token', {}) : found
}

/** The finding for a value that the platform changes, with the changed value. */
function asTaken(one: Finding): Finding {
  return one.code === 'below-minimum' || one.code === 'above-maximum' ? { ...one, taken: one.limit } : one
}

/** Findings for tokens of the general trade system, which the calls of this system do not accept. */
function clientTokens({ fields }: Endpoint, body: Members): Finding[] {
  return fields.flatMap(({ key, secret }) =>
    secret && body.text(key)?.startsWith('clt.') ? [finding('client-token-given', { key })] : []
  )
}

/** The members with their signature, unless the call has none or there is no key for it. */
async function signatureOf(
  { system, endpoint, settings: { keys }, options: { nested } }: AskedCall,
  members: Members,
  moment: Moment
): Promise<SignedCall & { refusals: readonly Finding[] }> {
  const names = signingKeys(system, endpoint)
  // A token that is asked for later is missing until then.
  const lacksKey = names.some((name) => !keys[name] && !isAskedFor(system, [name]))
  if (names.length === 0 || lacksKey) return { members, headers: {}, warnings: damagedMembers(members), refusals: [] }
  try {
    return { ...(await system.sign({ endpoint, members, nested }, keys, moment)), refusals: [] }
  } catch (error) {
    if (error instanceof EcpayError)
      return { members, headers: {}, warnings: [], refusals: error.findings as Finding[] }
    throw error
  }
}
