import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { getText } from '../gateway/post.js'
import { caseDocument, caseText, junitCase, resultText } from '../output/handler-report.js'
import { junitText } from '../output/junit.js'
import { problem } from '../output/report.js'
import { callbackStamp, callbackSubject } from '../protocol/callback/message.js'
import { EXIT, type ExitCode, Failure, finding } from '../protocol/findings.js'
import type { HandlerCase } from '../protocol/handler-cases/handler-case.js'
import { HANDLER_CASES } from '../protocol/handler-cases/index.js'
import { ATTEMPT_TIMEOUT } from '../simulator/callbacks/delivery.js'
import { type CaseResult, type HandlerUnderTest, runCase } from '../simulator/check-handler/check-handler.js'
import type { Effect } from '../simulator/check-handler/effect.js'
import { callbackType, FACT_OPTIONS, messageFrom, SAMPLE_APP_ID } from './callback/facts.js'
import { EFFECT_OPTIONS, effectFor } from './callback/handler-effect.js'
import { callbackTarget } from './callback/target.js'
import { MILLISECONDS } from './shared/bounds.js'
import type { CommandSpec, Context, Flags } from './shared/command.js'
import { configFor } from './shared/settings.js'

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
    { syntax: '--timeout <ms>', number: MILLISECONDS, fallback: ATTEMPT_TIMEOUT },
    { syntax: '--insecure' },
    { syntax: '--token-file <file>' }
  ],
  examples: [
    'ecpay check-handler http://127.0.0.1:9000/notify',
    'ecpay check-handler http://127.0.0.1:9000/notify --number order_1001 --amount 100',
    'ecpay check-handler http://127.0.0.1:9000/notify --junit report.xml',
    `ecpay check-handler http://127.0.0.1:9000/notify --order-url 'http://127.0.0.1:9000/orders/{number}'`,
    'ecpay check-handler --list'
  ],
  exits: [0, 1, 2, 3, 130],
  async run(context, [url], flags) {
    const cases = chosen(flags)
    if (flags.list) return listCases(context, cases)
    const type = callbackType((flags.type as string | undefined) ?? 'payment')
    const config = await configFor(context, flags, { needs: ['app_id', 'notify_url'], required: ['token'] })
    const { token, app_id, notify_url } = config.settings
    const address = url ?? notify_url?.value
    if (address === undefined) throw new Failure(EXIT.input, [finding('missing-argument', { name: 'url' })])
    const handler = handlerAt(context, address, url === undefined ? 'notify_url' : 'url', flags)
    const msg = await messageFrom(context, type, flags, app_id?.value ?? SAMPLE_APP_ID)
    const effect = await effectFor(context, flags, callbackSubject(type, msg).number ?? '', handler.timeout)
    const callback = { msg, type, token: token.value }
    const results = await runAll(context, effect ? forEffect(cases) : cases, callback, handler, effect)
    return finish(context, results, handler.url, flags, effect)
  }
}

function chosen(flags: Flags): readonly HandlerCase[] {
  const only = flags.only as string[] | undefined
  const known = HANDLER_CASES.map(({ code }) => code)
  const found = only?.find((code) => !known.includes(code))
  if (found !== undefined) {
    throw new Failure(EXIT.input, [
      finding('invalid-option-value', { option: '--only', found, expected: known.join(', ') })
    ])
  }
  return only ? HANDLER_CASES.filter(({ code }) => only.includes(code)) : HANDLER_CASES
}

/**
 * The race first, for callbacks at once can do the work twice only while it is not done.
 *
 * @throws Failure (exit 2) when none of the cases sends a callback again
 */
function forEffect(cases: readonly HandlerCase[]): HandlerCase[] {
  const again = cases.filter((one) => one.again)
  if (again.length === 0) {
    const expected = HANDLER_CASES.flatMap(({ code, again }) => (again ? [code] : [])).join(' | ')
    const found = cases.map(({ code }) => code).join(', ')
    throw new Failure(EXIT.input, [finding('invalid-option-value', { option: '--only', found, expected })])
  }
  const race = again.filter(({ together }) => together)
  return [...race, ...cases.filter((one) => !race.includes(one))]
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
async function runAll(
  context: Context,
  cases: readonly HandlerCase[],
  callback: { msg: string; type: string; token: string },
  handler: HandlerUnderTest,
  effect: Effect | undefined
): Promise<CaseResult[]> {
  const { world, out, words, language } = context
  const saying = {
    words,
    findings: await out.catalogue.findings(),
    paint: out.paint.stdout,
    language,
    width: widthOf(cases),
    columns: Math.min(out.columns, WIDEST),
    mask: await out.masking()
  }
  const results: CaseResult[] = []
  for (const one of cases) {
    const kit = { ...callbackStamp(world.now(), world.random(4)), ...callback }
    const result = await runCase(one, kit, handler, effect)
    const [first] = result.answers
    if (results.length === 0 && first?.status === undefined && first?.problem)
      throw new Failure(EXIT.unknown, [first.problem])
    results.push(result)
    if (!out.json) await out.result(`${resultText(result, saying)}\n`)
  }
  return results
}

async function finish(
  context: Context,
  results: CaseResult[],
  url: string,
  flags: Flags,
  effect: Effect | undefined
): Promise<ExitCode> {
  const { out, words, language, world } = context
  const findings = await out.catalogue.findings()
  if (typeof flags.junit === 'string') {
    const mask = await out.masking()
    const report = junitText(
      'ecpay check-handler',
      results.map((one) => junitCase(one, { findings, language, mask }))
    )
    writeReport(resolve(world.cwd, flags.junit), report)
  }
  const failed = results.filter(({ verdict }) => verdict === 'failed')
  const exit = failed.length > 0 ? EXIT.no : effect?.problem ? EXIT.unknown : EXIT.done
  if (out.json) {
    const cases = results.map(({ one, verdict, answers }) => ({
      ...caseDocument(one, language),
      verdict,
      answers: answers.map((answer) => ({
        status: answer.status ?? null,
        answer: answer.answer ?? null,
        milliseconds: answer.milliseconds,
        problem: answer.problem ? problem(answer.problem, findings) : null
      }))
    }))
    const passed = failed.length === 0 && !effect?.problem
    const told = effect && { problem: effect.problem ? problem(effect.problem, findings) : null }
    await out.document({ url, passed, ...(told && { effect: told }), cases })
    return exit
  }
  const said = [
    ...(failed.length > 0 ? [finding('handler-failed', { failed: failed.length, of: results.length })] : []),
    ...(effect?.problem ? [effect.problem] : [])
  ]
  if (said.length > 0) throw new Failure(exit, said)
  out.note(words.checkHandler.passed(results.length))
  return exit
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new Failure(EXIT.input, [finding('file-not-writable', { path, reason })])
  }
}

function widthOf(cases: readonly HandlerCase[]): number {
  return Math.max(...cases.map(({ code }) => code.length))
}
