import { demandTrust } from '../config/untrusted.js'
import { callbackStamp, callbackSubject } from '../ecpay/callback/message.js'
import { type HandlerCase, plainNonce } from '../ecpay/handler-cases/handler-case.js'
import { HANDLER_CASES } from '../ecpay/handler-cases/handler-cases.js'
import { EXIT, type ExitCode, Failure, type Finding, finding } from '../findings/findings.js'
import { getText } from '../gateway/post.js'
import { caseDocument, caseText, closingText, junitCase, resultDocument, resultText } from '../output/handler-report.js'
import { junitText } from '../output/junit.js'
import { problem, sentence } from '../output/report.js'
import { visibleLine } from '../output/terminal-text.js'
import { ATTEMPT_TIMEOUT } from '../simulator/callbacks/delivery.js'
import type { Effect } from '../workbench/check-handler/effect.js'
import { type HandlerUnderTest, runCase } from '../workbench/check-handler/run-cases.js'
import { type JudgedCase, judgedAfter } from '../workbench/check-handler/shared-causes.js'
import { callbackTarget } from './callback/callback-target.js'
import { callbackType, FACT_OPTIONS, messageFrom, SAMPLE_APP_ID } from './callback/facts.js'
import { EFFECT_OPTIONS, effectFor } from './callback/handler-effect.js'
import { AGAIN, type HandlerFiles, handlerFiles } from './callback/handler-files.js'
import { MILLISECONDS } from './shared/bounds.js'
import type { CommandSpec, Context, Flags } from './shared/command.js'
import { configFor } from './shared/config-for.js'

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 100

export const checkHandler: CommandSpec = {
  name: 'check-handler',
  arguments: '[url]',
  options: [
    { syntax: '--type <type>', fallback: 'payment' },
    ...FACT_OPTIONS,
    { syntax: '--only <code>', repeatable: true },
    ...EFFECT_OPTIONS,
    { syntax: '--list' },
    { syntax: '--junit <file>' },
    { syntax: '--save <folder>' },
    { syntax: '--force' },
    { syntax: '--timeout <ms>', number: MILLISECONDS, fallback: ATTEMPT_TIMEOUT },
    { syntax: '--insecure' },
    { syntax: '--token-file <file>' }
  ],
  examples: [
    'ecpay check-handler http://127.0.0.1:9000/notify',
    'ecpay check-handler http://127.0.0.1:9000/notify --number order_1001 --amount 100',
    'ecpay check-handler http://127.0.0.1:9000/notify --junit report.xml',
    'ecpay check-handler http://127.0.0.1:9000/notify --save failed',
    `ecpay check-handler http://127.0.0.1:9000/notify --order-url 'http://127.0.0.1:9000/orders/{number}'`,
    'ecpay check-handler --list'
  ],
  exits: [0, 1, 2, 3, 130],
  async run(context, [url], flags) {
    const type = callbackType((flags.type as string | undefined) ?? 'payment')
    const cases = chosen(flags, type)
    if (flags.list) return listCases(context, cases)
    const config = await configFor(context, flags, { needs: ['app_id', 'notify_url'], required: ['token'] })
    const { token, app_id, notify_url } = config.settings
    const address = url ?? notify_url?.value
    if (url === undefined) demandTrust(config, 'notify_url')
    if (address === undefined) throw new Failure(EXIT.input, [finding('missing-argument', { name: 'url' })])
    const handler = handlerAt(context, address, url === undefined ? 'notify_url' : 'url', flags)
    const msg = await messageFrom(context, type, flags, app_id?.value ?? SAMPLE_APP_ID)
    const effect = await effectFor(context, flags, callbackSubject(type, msg).number ?? '', handler.timeout)
    const run: Run = {
      cases: effect ? forEffect(cases) : cases,
      callback: { msg, type, token: token.value },
      ...{ handler, effect, flags },
      files: handlerFiles(
        context,
        flags,
        cases.map(({ code }) => code)
      )
    }
    context.out.note(context.words.replay.to(visibleLine(handler.url)))
    const started = handler.clock()
    const report = async (results: readonly JudgedCase[], problem: Finding | undefined) =>
      run.files.writeReport(await reportText(context, results, problem, handler.clock() - started))
    const results = await runAll(context, run).catch(async (error) => {
      // CI shows what was reported, and no report as no tests.
      if (error instanceof Failure && error.exit === EXIT.unknown) await report([], error.findings[0])
      throw error
    })
    await report(results, effect?.problem)
    return finish(context, run, results)
  }
}

/** A run of the cases: what is sent where, and what is written of it. */
interface Run {
  cases: readonly HandlerCase[]
  callback: { msg: string; type: string; token: string }
  handler: HandlerUnderTest
  effect: Effect | undefined
  flags: Flags
  files: HandlerFiles
}

function chosen(flags: Flags, type: string): readonly HandlerCase[] {
  const only = flags.only as string[] | undefined
  const cases = HANDLER_CASES.filter(({ types }) => types === undefined || types.includes(type))
  const known = cases.map(({ code }) => code)
  const found = only?.find((code) => !known.includes(code))
  if (found !== undefined) {
    throw new Failure(EXIT.input, [
      finding('invalid-option-value', { option: '--only', found, expected: known.join(', ') })
    ])
  }
  return only ? cases.filter(({ code }) => only.includes(code)) : cases
}

/**
 * First what must change nothing, while there is something to change; then the race, for callbacks at once can do the
 * work twice only while it is not done.
 *
 * @throws Failure (exit 2) when there is nothing to look at in any of the cases
 */
function forEffect(cases: readonly HandlerCase[]): HandlerCase[] {
  const isWatched = ({ again, changesNothing }: HandlerCase) => again === true || changesNothing === true
  if (!cases.some(isWatched)) {
    const expected = HANDLER_CASES.filter(isWatched).map(({ code }) => code)
    const found = cases.map(({ code }) => code).join(', ')
    throw new Failure(EXIT.input, [
      finding('invalid-option-value', { option: '--only', found, expected: expected.join(' | ') })
    ])
  }
  const rank = ({ again, together, changesNothing }: HandlerCase) => (changesNothing ? 0 : again && together ? 1 : 2)
  return cases.toSorted((a, b) => rank(a) - rank(b))
}

async function listCases({ out, words, language }: Context, cases: readonly HandlerCase[]): Promise<ExitCode> {
  const width = widthOf(cases)
  if (out.json) await out.document({ cases: cases.map((one) => caseDocument(one, language)) })
  else await out.result(`${cases.map((one) => caseText(one, { words, language, width })).join('\n')}\n`)
  return EXIT.done
}

function handlerAt(context: Context, address: string, option: string, flags: Flags): HandlerUnderTest {
  const target = callbackTarget(context, address, option, flags.insecure === true)
  const { world } = context
  return {
    url: target.url,
    timeout: (flags.timeout as number | undefined) ?? ATTEMPT_TIMEOUT,
    signal: world.signal,
    clock: () => performance.now(),
    post: (url, body, contentType, timeout, signal) => target.post({ contentType })(url, body, timeout, signal),
    get: (url, timeout, signal) => getText(url, timeout, signal, world.env, target.insecure)
  }
}

/**
 * Runs the cases one after the other, each told as it ends.
 *
 * @throws Failure (exit 3) when the first one gets no answer
 */
async function runAll(context: Context, { cases, callback, handler, effect, flags, files }: Run): Promise<SavedCase[]> {
  const { world, out } = context
  const saying = await sayingOf(context, cases)
  const ownDigits = callbackStamp(world.now(), world.random(4)).nonce.padStart(4, '0')
  const results: SavedCase[] = []
  for (const one of cases) {
    const { timestamp } = callbackStamp(world.now(), world.random(4))
    const kit = { timestamp, nonce: plainNonce(HANDLER_CASES.indexOf(one), ownDigits), ...callback }
    const result = await runCase(one, kit, handler, effect)
    const [first] = result.answers
    if (results.length === 0 && first?.status === undefined && first?.problem)
      throw new Failure(EXIT.unknown, [first.problem])
    const saved = files.save(result)
    const judged = { ...judgedAfter(result, results), ...(saved !== undefined && { saved }) }
    results.push(judged)
    const text = resultText(judged, saying, commandsFor(context, judged, handler.url, flags))
    if (!out.json && text !== undefined) await out.result(`${text}\n`)
  }
  const closing = closingText(results, saying)
  if (!out.json && closing.length > 0) await out.result(`${closing.join('\n')}\n`)
  return results
}

/** A case, and the file that its callback is in. */
type SavedCase = JudgedCase & { saved?: string }

/** What looks at a failure by itself. */
function commandsFor({ words }: Context, result: SavedCase, url: string, flags: Flags): string[] {
  const { one, verdict, saved } = result
  if (verdict !== 'failed' || saved === undefined) return []
  // A callback that must be refused has no success for `replay` to ask for, and its Content-Type is always the same.
  const isReplayed = one.wants === 'accepted' && one.code !== 'charset-in-content-type'
  return [
    words.checkHandler.saved(saved),
    ...(one.wants === 'unharmed' ? [] : [AGAIN.verify(saved, flags)]),
    isReplayed ? AGAIN.replay(saved, url, flags) : AGAIN.check(url, one.code, flags)
  ]
}

async function sayingOf({ out, words, language }: Context, cases: readonly HandlerCase[]) {
  return {
    ...{ words, language },
    findings: await out.catalogue.findings(),
    paint: out.paint.stdout,
    width: widthOf(cases),
    columns: Math.min(out.columns, WIDEST),
    mask: await out.masking()
  }
}

/** @param problem why it could not be told, where it could not */
async function reportText(
  context: Context,
  results: readonly JudgedCase[],
  problem: Finding | undefined,
  milliseconds: number
): Promise<string> {
  const saying = await sayingOf(context, [])
  const cases = results.map((one) => junitCase(one, saying))
  const told = problem && sentence(problem, saying.findings)
  const failure = told && {
    message: saying.mask(told.message),
    text: saying.mask(told.hint ?? ''),
    kind: 'error' as const
  }
  const errors = failure ? [{ name: problem.code, time: 0, failure }] : []
  return junitText('ecpay check-handler', [...cases, ...errors], milliseconds / 1000)
}

async function finish(context: Context, { handler, effect, flags }: Run, results: SavedCase[]): Promise<ExitCode> {
  const { out, words, language } = context
  const findings = await out.catalogue.findings()
  const failed = results.filter(({ verdict }) => verdict === 'failed')
  const exit = failed.length > 0 ? EXIT.no : effect?.problem ? EXIT.unknown : EXIT.done
  const { url } = handler
  if (out.json) {
    const cases = results.map((one) => ({
      ...resultDocument(one, language, findings),
      ...(flags.save !== undefined && { saved: one.saved ?? null })
    }))
    const passed = failed.length === 0 && !effect?.problem
    const told = effect && { problem: effect.problem ? problem(effect.problem, findings) : null }
    await out.document({ url, passed, ...(told && { effect: told }), cases })
    return exit
  }
  const counts = { failed: failed.length, of: results.length }
  const said = [
    ...(failed[0] ? [finding('handler-failed', { ...counts, command: firstStep(failed[0], url, flags) })] : []),
    ...(effect?.problem ? [effect.problem] : [])
  ]
  if (said.length > 0) throw new Failure(exit, said)
  out.note(words.checkHandler.passed(results.length))
  return exit
}

/** The callback that failed first, in a file and looked at; where it is in one already, only that. */
function firstStep({ one, saved, answers }: SavedCase, url: string, flags: Flags): string {
  if (saved !== undefined && one.wants !== 'unharmed') return AGAIN.verify(saved, flags)
  const isPosted = answers.some(({ sent }) => sent)
  return AGAIN.check(url, one.code, flags, isPosted && flags.save === undefined ? ['--save', 'failed'] : [])
}

function widthOf(cases: readonly HandlerCase[]): number {
  return cases.reduce((most, { code }) => Math.max(most, code.length), 0)
}
