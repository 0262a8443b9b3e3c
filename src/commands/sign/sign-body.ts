import {
  maskedStringToSign,
  type SignOptions,
  type SignTrace,
  sameSignature,
  traceSign
} from '../../ecpay/sign/request-signature.js'
import { signatureIn } from '../../ecpay/sign/signature-in.js'
import { EcpayError, finding, refuse } from '../../findings/findings.js'
import { SALT_MARK } from '../../output/secrets.js'
import { harmlessJson } from '../../output/terminal-text.js'
import { fillSign } from '../../protocol/json/fill.js'
import { readObject } from '../../protocol/json/json.js'
import { noteLater, readAssignments } from '../shared/assignments.js'
import type { Context } from '../shared/command.js'
import { configFor } from '../shared/config-for.js'
import type { ExitCode } from '../shared/exit.js'
import { readText } from '../shared/input.js'
import { refuseOtherKinds } from '../shared/kinds.js'
import type { Part, Result, Voice } from '../shared/result.js'
import type { disputedAnswer, Signed } from './disputed-answer.js'
import type { SignValues } from './sign-options.js'

/**
 * Signs one body, or each line of a stream of bodies.
 *
 * @param argument the file, or what `--check` was meant to have
 * @throws EcpayError of the body and its signature
 */
export async function signBody(
  context: Context,
  argument: string | undefined,
  values: SignValues
): Promise<Result | ExitCode> {
  const { file, check } = fileAndCheck(argument, values.check)
  if (values.ndjson) return (await import('./ndjson.js')).signNdjson(context, file, values, signOptions(values))
  const body = await bodyText(context, file, values)
  const { settings } = await configFor(context, values, { needs: [], required: ['salt'] })
  const salt = settings.salt.value
  const trace = tracedOr(body, salt, values)
  if (trace instanceof EcpayError) {
    // A body that is refused because sources differ may still have the signature of one of them.
    const theirs = check === undefined ? undefined : signIn(body, check)
    const document = async (voice: Voice) => ({ sign: null, warnings: await voice.problems(trace.findings) })
    const disputed = await disputedOr(body, salt, theirs, { document, text: async () => [] })
    if (disputed === undefined) throw trace
    return disputed
  }
  const text = async (voice: Voice): Promise<Part[]> => [
    { warnings: trace.warnings },
    ...(values.explain ? [await explained(voice, body, trace)] : [])
  ]
  const signed = { document: (voice: Voice) => machineForm(voice, trace), text }
  if (check !== undefined) return checkSign(context.flags, { body, salt, trace, ...signed }, check, file, values)
  if (values.code !== undefined) return (await import('./sign-code.js')).codeResult(values.code, body, trace, signed)
  return values.fill
    ? filled(fillSign(body, trace.sign), signed)
    : { ...signed, text: async (voice) => [...(await text(voice)), { signatures: `${trace.sign}\n` }] }
}

/** Loaded separately, because a right signature does not need it; see `disputedAnswer`. */
const disputedOr = async (...given: Parameters<typeof disputedAnswer>) =>
  (await import('./disputed-answer.js')).disputedAnswer(...given)

function signOptions({ strict, nested }: SignValues): SignOptions {
  return { strict, ...(nested !== undefined && { nested }) }
}

/** Separates file and signature: in `--check body.json` the word is the file, because it is not hexadecimal. */
function fileAndCheck(
  file: string | undefined,
  check: SignValues['check']
): { file: string | undefined; check: SignValues['check'] } {
  // It may end with a line break, if it came from a file on Windows.
  const signature = typeof check === 'string' ? check.trim() : check
  if (typeof signature !== 'string' || /^[0-9a-f]+$/i.test(signature)) return { file, check: signature }
  if (file === undefined) return { file: signature, check: true }
  throw refuse('malformed-sign', { found: signature })
}

/** The body from a file, a pipe or `-d`. With a file, `-d` changes its members; without one, it makes a body. */
async function bodyText(context: Context, file: string | undefined, values: SignValues): Promise<string> {
  const assignments = await readAssignments(context, values)
  noteLater(
    context,
    assignments.map((one) => ({ ...one, by: '-d' }))
  )
  const isMade = assignments.length > 0 && file === undefined
  const text = isMade ? '{}' : await readBody(context, file, values)
  if (assignments.length === 0) return text
  // Loaded separately, because a plain signature does not need it.
  const { Members } = await import('../../protocol/json/members.js')
  return Members.read(text).with(assignments).toText()
}

async function readBody(context: Context, file: string | undefined, { encoding }: SignValues): Promise<string> {
  const { text, warnings } = await readText(context, file, encoding)
  context.out.warn(warnings.filter(({ code }) => code !== 'crlf-line-breaks'))
  await refuseOtherKinds(context, text, file)
  return text
}

async function checkSign(
  flags: Context['flags'],
  { body, salt, trace, ...signed }: Signed & { body: string; salt: string; trace: SignTrace },
  given: string | true,
  file: string | undefined,
  values: SignValues
): Promise<Result> {
  const theirs = signIn(body, given)
  if (theirs === undefined) return { text: signed.text, failure: [finding('missing-sign', {})] }
  const same = sameSignature(theirs, trace.sign)
  if (!same && !values.strict && values.nested === undefined) {
    const disputed = await disputedOr(body, salt, theirs, signed)
    if (disputed !== undefined) return disputed
  }
  const verdict = same ? 'right' : 'wrong'
  const document = async (voice: Voice) => ({ ...(await signed.document(voice)), valid: same, verdict, theirs })
  if (same)
    return { document, text: async (voice) => [...(await signed.text(voice)), { note: voice.words.trace.same }] }
  const { diagnoseLine } = await import('../diagnose/pointer.js')
  // Without a file (-d, stdin), the body itself is put into the command line.
  const source = file === undefined || file === '-' || values.data.length > 0 ? { body } : { file }
  const command = diagnoseLine({ ...flags, ...values }, source, typeof given === 'string' ? given : undefined)
  return {
    document,
    text: async (voice) => [
      ...(await signed.text(voice)),
      ...(values.explain ? [] : [await explained(voice, body, trace)])
    ],
    problems: [finding('signature-differs', { found: theirs, expected: trace.sign, command })]
  }
}

/** The given signature, or that of the body. A pipe on Windows may add a CR to it. */
function signIn(body: string, given: string | true): string | undefined {
  return (typeof given === 'string' ? given : signatureIn(readObject(body)))?.trim()
}

function tracedOr(body: string, salt: string, values: SignValues): SignTrace | EcpayError {
  try {
    return traceSign(body, salt, signOptions(values))
  } catch (error) {
    if (error instanceof EcpayError) return error
    throw error
  }
}

async function explained({ words, paint }: Voice, body: string, trace: SignTrace): Promise<Part> {
  const { traceText } = await import('../../output/trace.js')
  const keys = readObject(body).members.map(({ key }) => key)
  return { block: traceText(trace, keys, words, paint.stderr) }
}

/** The signed body, which is also the JSON form: unchanged in a pipe, with a final line break on a terminal. */
function filled(body: string, { text }: Signed): Result {
  const result = ({ isTerminal }: Voice) => (isTerminal ? `${harmlessJson(body.trimEnd())}\n` : body)
  return { document: result, text: async (voice) => [...(await text(voice)), { result: result(voice) }] }
}

async function machineForm(voice: Voice, trace: SignTrace): Promise<object> {
  return {
    sign: trace.sign,
    string_to_sign: maskedStringToSign(trace, SALT_MARK),
    signed: trace.signed,
    skipped: trace.skipped,
    warnings: await voice.problems(trace.warnings)
  }
}
