import { type Finding, finding, refuse } from '../../../findings/findings.js'
import type { Mutation } from '../../../trade/diagnose/mutation.js'
import type { RsaKey } from '../../../trade/keys/read-key.js'
import { publicHalf } from '../../../trade/keys/rsa-numbers.js'
import {
  type Authorization,
  type AuthorizationValues,
  readAuthorization,
  valuesOf as writtenValues
} from '../../../trade/sign/authorization.js'
import { verifyRequest } from '../../../trade/sign/sign-request.js'
import { signWarnings } from '../../../trade/sign/sign-warnings.js'
import { stringToSign } from '../../../trade/sign/string-to-sign.js'
import type { Context } from '../../shared/command.js'
import { configFor } from '../../shared/config-for.js'
import { EXIT } from '../../shared/exit.js'
import { readText } from '../../shared/input.js'
import type { Result } from '../../shared/result.js'
import type { explainWrong } from '../diagnose/explain-wrong.js'
import { privateKeyOf } from '../rsa-key.js'
import type { SignValues } from './sign-options.js'
import { explained, readBody, type Signing, valuesOf } from './signing.js'

/**
 * Verifies an authorization over a text with the public half of the key.
 *
 * @throws EcpayError `not-an-authorization`, `authorization-incomplete`; of the input, the configuration and the key
 */
export async function checkText(context: Context, argument: string | undefined, values: SignValues): Promise<Result> {
  const { file, given } = fileAndGiven(argument, values.check)
  const { authorization, written, authorizationText } = await readGiven(context, file, given, values)
  const { body, warnings: odd } = await readBody(context, file, values)
  const config = await configFor(context, values, {
    needs: ['app_id', 'key_version'],
    required: ['private_key']
  })
  const key = privateKeyOf(config.settings.private_key)
  const { method, uri } = values
  const request: Signing = { ...written, method, uri, body }
  const isRight = verifyRequest(request, written.signature, publicHalf(key.keyObject))
  const configured = { app_id: config.settings.app_id?.value, key_version: config.settings.key_version?.value }
  const warnings = [...odd, ...signWarnings(request), ...othersThan(configured, written)]
  const wrong = { body, authorization, authorizationText, method, uri }
  const mistakes = isRight ? [] : await mistakesOf(context, wrong, values)
  return checkedResult(request, { isRight, warnings, key, mistakes, ...values })
}

async function mistakesOf(...asked: Parameters<typeof explainWrong>): Promise<readonly Mutation[]> {
  return (await import('../diagnose/explain-wrong.js')).explainWrong(...asked)
}

/** `--check data.json` names the file: what is no authorization is none, and stdin has it. */
function fileAndGiven(
  file: string | undefined,
  check: SignValues['check']
): { file: string | undefined; given: string } {
  if (typeof check !== 'string') return { file, given: '@-' }
  if (file === undefined && !check.startsWith('@') && readAuthorization(check) === undefined)
    return { file: check, given: '@-' }
  return { file, given: check }
}

async function readGiven(
  context: Context,
  file: string | undefined,
  given: string,
  { encoding, method }: SignValues
): Promise<{ authorization: Authorization; written: AuthorizationValues; authorizationText: string }> {
  const path = given.startsWith('@') ? given.slice(1) : undefined
  // Stdin has one of the two.
  const isTaken = path === '-' && (file === undefined || file === '-') && method !== 'GET'
  if (isTaken) throw refuse('missing-option-value', { option: '--check' })
  const text = path === undefined ? given : (await readText(context, path, encoding)).text
  const authorization = readAuthorization(text)
  if (!authorization) throw refuse('not-an-authorization', { found: text.trim() })
  const { signature, nonce, timestamp, app_id = '', key_version = '' } = writtenValues(authorization)
  if (signature === undefined || nonce === undefined || timestamp === undefined)
    throw refuse('authorization-incomplete', {
      names: Object.entries({ nonce_str: nonce, timestamp, signature }).flatMap(([name, value]) =>
        value === undefined ? [name] : []
      )
    })
  return { authorization, written: { signature, nonce, timestamp, app_id, key_version }, authorizationText: text }
}

/** What it says of the app and its key, where the configuration says otherwise. No signature is over these two. */
function othersThan(
  { app_id, key_version }: { app_id: string | undefined; key_version: string | undefined },
  written: AuthorizationValues
): Finding[] {
  const differs = (key: string, found: string, expected: string | undefined) =>
    expected === undefined || found === String(expected)
      ? []
      : [finding('authorization-differs', { key, found, expected: String(expected) })]
  return [...differs('appid', written.app_id, app_id), ...differs('key_version', written.key_version, key_version)]
}

interface Checked extends Pick<SignValues, 'explain'> {
  isRight: boolean
  warnings: readonly Finding[]
  key: RsaKey
  /** What makes it fit. */
  mistakes: readonly Mutation[]
}

function checkedResult(
  request: Signing & { signature?: string },
  { isRight, warnings, key, mistakes, explain }: Checked
): Result {
  return {
    exit: isRight ? EXIT.done : EXIT.no,
    document: async (voice) => ({
      valid: isRight,
      theirs: request.signature,
      ...valuesOf(request),
      string_to_sign: Buffer.from(stringToSign(request)).toString(),
      causes: mistakes.length === 0 ? [] : await (await words()).mistakeDocuments(voice, mistakes),
      warnings: await voice.problems(warnings)
    }),
    text: async (voice) => [
      { warnings },
      ...(explain || !isRight ? [await explained(voice, request, key)] : []),
      ...(isRight ? [{ note: voice.words.trace.same }] : []),
      ...(mistakes.length === 0 ? [] : [await (await words()).mistakesPart(voice, mistakes)])
    ],
    ...(!isRight && { problems: [finding('authorization-wrong', {})] })
  }
}

/** The words of mistakes, which a right authorization does not load. */
async function words() {
  return import('../diagnose/explain-wrong.js')
}
