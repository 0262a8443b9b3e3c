import { type Endpoint, isSigned } from '../../ecpay/endpoints/endpoint.js'
import { queryText } from '../../ecpay/sign/query.js'
import { type NestedRule, traceSign } from '../../ecpay/sign/request-signature.js'
import { unsignedKeys, withoutMembers } from '../../ecpay/sign/unsigned.js'
import { isClamped } from '../../ecpay/silent-limits.js'
import { likelySeconds, nearMisses, validate } from '../../ecpay/validate.js'
import { EcpayError, type Finding, finding, refuseAll } from '../../findings/findings.js'
import type { PreparedCall, ShownRequest } from '../../gateway/call-gateway.js'
import { damagedMembers } from '../../protocol/damaged-text.js'
import { fillSign } from '../../protocol/json/fill.js'
import { type JsonObject, memberText, readObject } from '../../protocol/json/json.js'
import { setMembers } from '../../protocol/json/members.js'
import type { Context } from '../shared/command.js'
import type { CallSettings } from '../shared/config-for.js'
import { withoutSecrets } from './body-secrets.js'
import type { CallValues } from './options.js'
import { shownParts, type Upload, withoutFiles } from './upload.js'

/** The body as the request that carries it, and as it may be shown. */
export function prepared(endpoint: Endpoint, base: string, body: string, upload?: Upload): PreparedCall {
  const members = withoutFiles(endpoint, body)
  const shown = withoutSecrets(members)
  if (!upload) return { ...carried(endpoint, base, body), members, shown: carried(endpoint, base, shown) }
  const { form, files } = upload
  const { method, url } = carried(endpoint, base, '{}')
  const request = { method, url, headers: { 'content-type': form.contentType } }
  return {
    ...request,
    body: form.bytes,
    members,
    shown: { ...request, body: '', parts: shownParts(shown, files) }
  }
}

/** JSON in a POST, query parameters in a GET. */
function carried({ method, path }: Endpoint, base: string, body: string): ShownRequest {
  const url = `${base}${path}`
  if (method === 'GET') return { method, url: `${url}?${queryText(body)}`, headers: {}, body: '' }
  return { method, url, headers: { 'content-type': 'application/json' }, body }
}

/**
 * Checks the body, and puts the signature in where the call has one.
 *
 * @throws EcpayError with every violation and every refusal of the signature at once
 */
export function signedBody(
  endpoint: Endpoint,
  context: Context,
  values: Pick<CallValues, 'validate' | 'nested'>,
  settings: CallSettings,
  body: string
): string {
  const object = readObject(body)
  const local = settings.env === 'local' || settings.loopback
  const found = validate(endpoint, object, { local })
  const violations = found.filter((one) => !isClamped(endpoint, one)).map((one) => ofSecret(endpoint, one))
  const checked = values.validate ? violations : []
  if (!values.validate) {
    if (violations.length > 0) context.out.notice(finding('validation-skipped', { count: violations.length }))
    // Sending a signature that is wrong on purpose is what a debugging tool is for.
    if (object.members.some(({ key }) => key === 'sign')) return body
  }
  const doubts = [
    ...found.filter((one) => isClamped(endpoint, one)).map(asTaken),
    ...nearMisses(endpoint, object),
    ...likelySeconds(endpoint, object),
    ...clientTokens(endpoint, object)
  ]
  if (!isSigned(endpoint) || settings.salt === '') {
    if (checked.length > 0) throw refuseAll(checked)
    context.out.warn([...doubts, ...damagedMembers(object)])
    return body
  }
  const text = withoutMembers(withoutFiles(endpoint, body), unsignedKeys(endpoint, object))
  const { trace, refusals } = tryToSign(text, settings.salt, values.nested)
  if (!trace || checked.length > 0) throw refuseAll([...checked, ...refusals])
  context.out.warn([...doubts, ...trace.warnings])
  return fillSign(setMembers(body, []), trace.sign)
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
function clientTokens({ fields }: Endpoint, body: JsonObject): Finding[] {
  return fields.flatMap(({ key, secret }) =>
    secret && memberText(body, key)?.startsWith('clt.') ? [finding('client-token-given', { key })] : []
  )
}

function tryToSign(body: string, salt: string, nested: NestedRule | undefined) {
  try {
    return { trace: traceSign(body, salt, { nested }), refusals: [] }
  } catch (error) {
    if (error instanceof EcpayError) return { trace: undefined, refusals: error.findings as Finding[] }
    throw error
  }
}
