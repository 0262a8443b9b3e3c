import {
  maskedStringToSign,
  type SignOptions,
  type SignTrace,
  sameSignature,
  traceSign
} from '../../ecpay/sign/request-signature.js'
import { EcpayError, type Finding, refuse } from '../../findings/findings.js'
import { SALT_MARK } from '../../output/secrets.js'
import { harmlessJson } from '../../output/terminal-text.js'
import { fillSign } from '../../protocol/json/fill.js'
import { memberText, readObject } from '../../protocol/json/json.js'
import { Members } from '../../protocol/json/members.js'
import { noteLater, readAssignments } from '../shared/assignments.js'
import type { Context } from '../shared/command.js'
import { configFor } from '../shared/config-for.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { readText } from '../shared/input.js'
import { refuseOtherKinds } from '../shared/kinds.js'
import type { SignValues } from '../sign.js'
import type { answerDisputed } from './note-disputed.js'

/**
 * Signs one body, or each line of a stream of them.
 *
 * @param argument the file, or what `--check` was meant to have
 * @throws EcpayError `signature-differs`; of flags that exclude each other, of the body and its signature
 */
export async function signBody(context: Context, argument: string | undefined, values: SignValues): Promise<ExitCode> {
  refuseConflicts(context, values)
  const { file, check } = fileAndCheck(argument, values.check)
  if (values.ndjson) return (await import('./ndjson.js')).signNdjson(context, file, values, signOptions(values))
  const body = await bodyText(context, file, values)
  const { settings } = await configFor(context, values, { needs: [], required: ['salt'] })
  const salt = settings.salt.value
  const trace = tracedOr(body, salt, values)
  if (trace instanceof EcpayError) {
    // What is refused because sources part may still be the result of one of them.
    const document = { sign: null, warnings: await problems(context, trace.findings) }
    const theirs = check === undefined ? undefined : signIn(body, check)
    const disputed = await disputedOr(context, body, salt, theirs, document)
    if (disputed === undefined) throw trace
    return disputed
  }
  if (!context.out.json) context.out.warn(trace.warnings)
  if (values.explain) await explain(context, body, trace)
  if (check !== undefined) return checkSign(context, body, salt, trace, check, file, values)
  await printSign(context, body, trace, values)
  return EXIT.done
}

/** Apart from what a right signature needs; see `answerDisputed`. */
const disputedOr: typeof answerDisputed = async (...given) =>
  (await import('./note-disputed.js')).answerDisputed(...given)

function signOptions({ strict, nested }: SignValues): SignOptions {
  return { strict, ...(nested !== undefined && { nested }) }
}

/** `--check body.json` names the file: what is no hexadecimal number is no signature. */
function fileAndCheck(
  file: string | undefined,
  check: SignValues['check']
): { file: string | undefined; check: SignValues['check'] } {
  // A line break of Windows hangs on it where it came out of a file.
  const signature = typeof check === 'string' ? check.trim() : check
  if (typeof signature !== 'string' || /^[0-9a-f]+$/i.test(signature)) return { file, check: signature }
  if (file === undefined) return { file: signature, check: true }
  throw refuse('malformed-sign', { found: signature })
}

const EXCLUSIVE = ['ndjson', 'check', 'fill'] as const

function refuseConflicts({ flags }: Context, values: SignValues): void {
  const given = EXCLUSIVE.filter((name) => values[name]).map((name) => `--${name}`)
  if (values.ndjson && values.data.length > 0) given.push('-d')
  if (values.ndjson && values.explain) given.push('--explain')
  if (values.ndjson && flags.json) given.push('--json')
  if (given.length > 1) throw refuse('conflicting-options', { options: given })
}

/** The body from a file, a pipe or `-d`; `-d` changes members of a file, and builds a body without one. */
async function bodyText(context: Context, file: string | undefined, values: SignValues): Promise<string> {
  const assignments = await readAssignments(context, values)
  noteLater(
    context,
    assignments.map((one) => ({ ...one, by: '-d' }))
  )
  if (assignments.length > 0 && file === undefined) return Members.NONE.with(assignments).toText()
  const { text, warnings } = await readText(context, file, values.encoding)
  context.out.warn(warnings.filter(({ code }) => code !== 'crlf-line-breaks'))
  await refuseOtherKinds(text, file)
  return assignments.length > 0 ? Members.read(text).with(assignments).toText() : text
}

async function checkSign(
  context: Context,
  body: string,
  salt: string,
  trace: SignTrace,
  given: string | true,
  file: string | undefined,
  values: SignValues
): Promise<ExitCode> {
  const theirs = signIn(body, given)
  if (theirs === undefined) throw refuse('missing-sign')
  const same = sameSignature(theirs, trace.sign)
  const document = context.out.json ? await machineForm(context, trace) : {}
  if (!same && !values.strict && values.nested === undefined) {
    const disputed = await disputedOr(context, body, salt, theirs, document)
    if (disputed !== undefined) return disputed
  }
  if (context.out.json)
    await context.out.document({ ...document, valid: same, verdict: same ? 'right' : 'wrong', theirs })
  if (same) {
    context.out.note(context.words.trace.same)
    return EXIT.done
  }
  if (context.out.json) return EXIT.no
  if (!values.explain) await explain(context, body, trace)
  const { diagnoseLine } = await import('../diagnose/pointer.js')
  // From -d and from stdin there is no file to name: the body itself goes into the line.
  const source = file === undefined || file === '-' || values.data.length > 0 ? { body } : { file }
  const command = diagnoseLine({ ...context.flags, ...values }, source, typeof given === 'string' ? given : undefined)
  throw refuse('signature-differs', { found: theirs, expected: trace.sign, command })
}

/** The signature that was given, or the body's own; a Windows pipe leaves a CR behind it. */
function signIn(body: string, given: string | true): string | undefined {
  return (typeof given === 'string' ? given : memberText(readObject(body), 'sign'))?.trim()
}

function tracedOr(body: string, salt: string, values: SignValues): SignTrace | EcpayError {
  try {
    return traceSign(body, salt, signOptions(values))
  } catch (error) {
    if (error instanceof EcpayError) return error
    throw error
  }
}

async function explain({ out, words }: Context, body: string, trace: SignTrace): Promise<void> {
  const { traceText } = await import('../../output/trace.js')
  const keys = readObject(body).members.map(({ key }) => key)
  out.noteAsIs(traceText(trace, keys, words, out.paint.stderr))
}

async function printSign(context: Context, body: string, trace: SignTrace, { fill }: SignValues): Promise<void> {
  const { out } = context
  if (fill) {
    const filled = fillSign(body, trace.sign)
    // In a pipe byte for byte; on a terminal the prompt wants a line of its own.
    await out.result(out.isTerminal ? `${harmlessJson(filled.trimEnd())}\n` : filled)
  } else if (out.json) await out.document(await machineForm(context, trace))
  else await out.signatures(`${trace.sign}\n`)
}

async function problems({ out }: Context, findings: readonly Finding[]): Promise<object[]> {
  const [words, { problem }] = await Promise.all([out.catalogue.findings(), import('../../output/report.js')])
  return findings.map((one) => problem(one, words))
}

async function machineForm(context: Context, trace: SignTrace): Promise<object> {
  return {
    sign: trace.sign,
    string_to_sign: maskedStringToSign(trace, SALT_MARK),
    signed: trace.signed,
    skipped: trace.skipped,
    warnings: await problems(context, trace.warnings)
  }
}
