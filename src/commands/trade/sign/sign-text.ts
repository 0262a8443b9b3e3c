import { type Finding, finding, refuse, refuseAll } from '../../../findings/findings.js'
import type { RsaKey } from '../../../trade/keys/read-key.js'
import { type SignedRequest, signRequest } from '../../../trade/sign/sign-request.js'
import { signWarnings } from '../../../trade/sign/sign-warnings.js'
import type { Context } from '../../shared/command.js'
import { configFor } from '../../shared/config-for.js'
import type { Part, Result } from '../../shared/result.js'
import { privateKeyOf } from '../rsa-key.js'
import type { SignValues } from './sign-options.js'
import { explained, readBody, type Signing, valuesOf } from './signing.js'

/**
 * Signs a text, or checks the authorization of one.
 *
 * @throws EcpayError of the input, the configuration and the key; `strict-warning`; `uri-not-a-path`
 */
export async function signText(context: Context, argument: string | undefined, values: SignValues): Promise<Result> {
  const { uri, method } = values
  if (!/^\/[!-~]*$/.test(uri)) throw refuse('uri-not-a-path', { found: uri })
  if (values.check !== undefined) return (await import('./check-authorization.js')).checkText(context, argument, values)
  const { body, warnings: odd } = await readBody(context, argument, values)
  const { world } = context
  const config = await configFor(context, values, { needs: [], required: ['app_id', 'private_key', 'key_version'] })
  const { app_id, private_key, key_version } = config.settings
  const key = privateKeyOf(private_key)
  const request: Signing = {
    method,
    uri,
    timestamp: String(values.timestamp ?? Math.floor(world.now() / 1000)),
    nonce: values.nonce ?? Buffer.from(world.random(16)).toString('hex'),
    body,
    app_id: app_id.value,
    key_version: String(key_version.value)
  }
  const warnings = [...odd, ...signWarnings(request)]
  if (values.strict && warnings.length > 0)
    throw refuseAll([finding('strict-warning', { count: warnings.length }), ...warnings])
  const signed = signedResult(request, signRequest(request, key.keyObject), { warnings, key, ...values })
  return values.code === undefined ? signed : (await import('./sign-code.js')).codeResult(values.code, request, signed)
}

interface How extends Pick<SignValues, 'explain' | 'header' | 'nonce'> {
  warnings: readonly Finding[]
  key: RsaKey
}

function signedResult(request: Signing, signed: SignedRequest, how: How): Result {
  const { warnings } = how
  const line = `${how.header ? signed.header : signed.byteAuthorization}\n`
  // Nobody has typed any of it: then no secret can be in it that would have to be looked for.
  const isOwn = how.nonce === undefined && /^tt[0-9a-z]{14,20}$/.test(request.app_id)
  return {
    document: async (voice) => ({
      signature: signed.signature,
      byte_authorization: signed.byteAuthorization,
      header: signed.header,
      ...valuesOf(request),
      string_to_sign: Buffer.from(signed.stringToSign).toString(),
      warnings: await voice.problems(warnings)
    }),
    text: async (voice): Promise<Part[]> => [
      { warnings },
      ...(how.explain ? [await explained(voice, request, how.key)] : []),
      isOwn ? { signatures: line } : { result: line }
    ]
  }
}
