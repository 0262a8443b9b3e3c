import { demandTrust } from '../config/untrusted.js'
import { EcpayError, type Finding, finding, refuse, refuseAll } from '../findings/findings.js'
import { getText } from '../gateway/post.js'
import {
  caseDocument,
  caseText,
  closingText,
  reportedCase,
  resultDocument,
  resultText
} from '../output/handler-report.js'
import { sentence } from '../output/report.js'
import type { Report } from '../output/reporters/report.js'
import { visibleLine } from '../output/terminal-text.js'
import type { CallbackTools, HandlerCases } from '../protocol/callback/callback-tools.js'
import type { HandlerCase, Kit } from '../protocol/callback/handler-case.js'
import type { System } from '../protocol/system/system.js'
import { systemNamed } from '../systems.js'
import type { Effect } from '../workbench/check-handler/effect.js'
import { type HandlerUnderTest, isWatched, runCase } from '../workbench/check-handler/run-cases.js'
import { type JudgedCase, judgedAfter } from '../workbench/check-handler/shared-causes.js'
import { callbackTarget } from './callback/callback-target.js'
import { INSECURE, TIMEOUT } from './callback/deliver.js'
import { CALLBACK_TYPE, callbackType, FACT_OPTIONS, messageFrom, SAMPLE_APP_ID } from './callback/facts.js'
import { EFFECT_OPTIONS, effectFor } from './callback/handler-effect.js'
import { AGAIN, type HandlerFiles, handlerFiles, type Typed } from './callback/handler-files.js'
import { PLATFORM_PRIVATE_KEY_FILE, requiredBy, signingKeys } from './callback/signing-key.js'
import { type Context, command } from './shared/command.js'
import { configFor } from './shared/config-for.js'
import { EXIT, exitOf } from './shared/exit.js'
import { argument, flag, list, text } from './shared/option.js'
import { SYSTEM, TOKEN_FILE } from './shared/options.js'
import { REPORTER, type Reports, reportsFor } from './shared/reporters.js'
import { printParts, type Result, type Voice, voiceOf } from './shared/result.js'

export const checkHandler = command({
  description: {
    en: 'Posts genuine, forged and malformed callbacks to the handler and holds each answer against what is wanted. A handler that looks the order up needs one it knows: --number and --amount.',
    zh: '向后端发送真实、伪造和残缺的回调，逐一核对响应。会查询订单的后端需要它认识的单号：用 --number 和 --amount 指定。'
  },
  arguments: {
    url: argument('[url]', {
      help: {
        en: 'the handler; default: notify_url of the configuration',
        zh: '后端的回调地址；默认取配置中的 notify_url'
      }
    })
  },
  options: {
    type: CALLBACK_TYPE,
    ...FACT_OPTIONS,
    only: list('--only <code>', {
      help: {
        en: 'this case only; repeatable',
        zh: '只运行这个用例；可多次使用'
      }
    }),
    ...EFFECT_OPTIONS,
    list: flag('--list', {
      help: {
        en: 'print the cases, send nothing',
        zh: '列出用例，不发送'
      }
    }),
    reporter: REPORTER,
    junit: text('--junit <file>', {
      byHand: true,
      help: {
        en: 'write a JUnit report for CI: --reporter junit=<file>',
        zh: '写出 JUnit 报告，供 CI 读取：即 --reporter junit=<file>'
      }
    }),
    save: text('--save <folder>', {
      byHand: true,
      help: {
        en: 'write each callback that failed to this folder: <code>.json, or with its headers <code>.http',
        zh: '把未通过的回调写到这个目录：<用例>.json，连同请求头时为 <用例>.http'
      }
    }),
    force: flag('--force', {
      byHand: true,
      help: {
        en: 'replace files that are there',
        zh: '覆盖已有的文件'
      }
    }),
    timeout: TIMEOUT,
    insecure: INSECURE,
    tokenFile: TOKEN_FILE,
    platformPrivateKeyFile: PLATFORM_PRIVATE_KEY_FILE,
    system: SYSTEM
  },
  examples: [
    'ecpay check-handler http://127.0.0.1:9000/notify',
    'ecpay check-handler http://127.0.0.1:9000/notify --number order_1001 --amount 100',
    'ecpay check-handler http://127.0.0.1:9000/notify --junit report.xml',
    'ecpay check-handler http://127.0.0.1:9000/notify --save failed',
    "ecpay check-handler http://127.0.0.1:9000/notify --order-url 'http://127.0.0.1:9000/orders/{number}'",
    'ecpay check-handler http://127.0.0.1:9000/notify --system trade',
    'ecpay check-handler --list'
  ],
  output: {
    en: 'a line a case: ✓ passed, ✗ failed with why and how to fix it, ! advice that fails nothing. --json: {"url","passed","effect":{"problem"},"cases":[{"code","wants","title","why","fix","verdict","like","proves_nothing","milliseconds","saved","answers":[{"status","answer","milliseconds","problem"}]}]}; "like": the case that failed by the same cause; "saved" only with --save, "effect" only with --order-url or --query; with --list {"cases":[…]}. Exit 1 when a case failed, 3 when the handler does not answer or its work cannot be looked at',
    zh: '每个用例一行：✓ 通过，✗ 未通过（附原因和处理），! 建议（不影响结果）。--json：{"url","passed","effect":{"problem"},"cases":[{"code","wants","title","why","fix","verdict","like","proves_nothing","milliseconds","saved","answers":[{"status","answer","milliseconds","problem"}]}]}；"like" 是同因的第一个用例，使用 --save 时才有 "saved"，使用 --order-url 或 --query 时才有 "effect"；加 --list 时为 {"cases":[…]}。有用例未通过时退出码为 1，后端没有响应或无法查询业务结果时为 3'
  },
  exits: [0, 1, 2, 3, 130],
  async run(context, values) {
    const { url, tokenFile } = values
    const system = systemNamed(values.system)
    const type = await callbackType(system, values.type)
    const tools = await system.callbackTools()
    const known = await tools.cases()
    const cases = chosen(known, type, values)
    if (values.list) return listCases(cases)
    const needs = ['env', 'app_id', 'notify_url'] as const
    const config = await configFor(context, { tokenFile }, { needs, required: requiredBy(tools) })
    const { app_id, notify_url } = config.settings
    const address = url ?? notify_url?.value
    if (url === undefined) demandTrust(config, 'notify_url')
    if (address === undefined) throw refuse('missing-argument', { name: 'url' })
    const handler = handlerAt(context, address, url === undefined ? 'notify_url' : 'url', values)
    const freshMsg = () => messageFrom(context, tools, type, values, app_id?.value ?? SAMPLE_APP_ID)
    const msg = await freshMsg()
    const effect = await effectFor(context, values, tools.subject(type, msg).number ?? '', handler.timeout)
    const { isDemo, ...keys } = await signingKeys(context, tools, config, values.platformPrivateKeyFile)
    const reports = reportsFor(context, values.reporter, values.junit === undefined ? [] : [['junit', values.junit]])
    const run: Run = {
      ...{ reports, printed: [] },
      cases: effect ? forEffect(known, cases) : cases,
      ...{ system, known, tools },
      callback: { type, ...keys },
      // Each case has its own number, so that a handler that refuses a finished number fails only the case about that.
      msgOf: isOneNumber(values) ? async () => msg : freshMsg,
      ...{ handler, effect },
      typed: { ...context.flags, ...values, ...(isDemo && { env: 'local' as const }) },
      isSaved: values.save !== undefined,
      files: handlerFiles(
        context,
        values,
        handler.url,
        cases.map(({ code }) => code)
      )
    }
    context.out.note(context.words.replay.to(visibleLine(handler.url)))
    const started = handler.clock()
    const finish = (results: readonly SavedCase[], problem: Finding | undefined) => {
      const milliseconds = handler.clock() - started
      const result = resultOf(run, results)
      const failed = results.filter(({ verdict }) => verdict === 'failed').length
      const { passed, failed: some } = context.words.checkHandler
      return reports.result({
        result,
        printed: run.printed.join(''),
        headline: failed === 0 ? passed(results.length) : some(failed, results.length),
        report: (voice) => reportOf(voice, results, problem, milliseconds)
      })
    }
    const results = await runAll(context, run).catch(async (error) => {
      // For CI, a missing report would mean that there were no tests.
      if (error instanceof EcpayError && (await exitOf(error)) === EXIT.unknown) await finish([], error.findings[0])
      throw error
    })
    return finish(results, effect?.problem)
  }
})

/** A run of the cases: what is sent where, and what is written. */
interface Run {
  cases: readonly HandlerCase[]
  system: System
  known: HandlerCases
  tools: CallbackTools
  callback: Pick<Kit, 'type' | 'key' | 'otherKey'>
  /** The msg of the next case. It has a new number, if no number is given. */
  msgOf: () => Promise<string>
  handler: HandlerUnderTest
  effect: Effect | undefined
  /** The typed options for suggested command lines. */
  typed: Typed
  /** Whether failed callbacks are saved. */
  isSaved: boolean
  files: HandlerFiles
  reports: Reports
  /** What was printed so far. */
  printed: string[]
}

interface Choice {
  only: readonly string[]
  number: string | undefined
  order: string | undefined
  orderUrl: string | undefined
  query: string | undefined
}

/** Whether all cases are about the same number. */
function isOneNumber({ number, order, orderUrl, query }: Choice): boolean {
  return [number, order, orderUrl, query].some((given) => given !== undefined)
}

function chosen({ all }: HandlerCases, type: string, values: Choice): readonly HandlerCase[] {
  const { only } = values
  const suits = ({ types, ownNumber }: HandlerCase) =>
    (types === undefined || types.includes(type)) && !(ownNumber && isOneNumber(values))
  const cases = all.filter(suits)
  const known = cases.map(({ code }) => code)
  const found = only.find((code) => !known.includes(code))
  if (found !== undefined) {
    throw refuse('invalid-option-value', { option: '--only', found, expected: known.join(', ') })
  }
  return only.length > 0 ? cases.filter(({ code }) => only.includes(code)) : cases
}

/**
 * Sorts the cases for `--query`: first those that must change nothing, while there is something to change; then the
 * race, because callbacks at the same time can do the work twice only while it is not done; last those that may undo
 * it.
 *
 * @throws EcpayError if none of the cases can be checked with a query
 */
function forEffect({ all }: HandlerCases, cases: readonly HandlerCase[]): HandlerCase[] {
  if (!cases.some(isWatched)) {
    const expected = all.filter(isWatched).map(({ code }) => code)
    const found = cases.map(({ code }) => code).join(', ')
    throw refuse('invalid-option-value', { option: '--only', found, expected: expected.join(' | ') })
  }
  const rank = ({ again, together, changesNothing, lastChangesNothing }: HandlerCase) =>
    changesNothing ? 0 : again && together ? 1 : lastChangesNothing ? 3 : 2
  return cases.toSorted((a, b) => rank(a) - rank(b))
}

function listCases(cases: readonly HandlerCase[]): Result {
  const width = widthOf(cases)
  return {
    document: ({ language }) => ({ cases: cases.map((one) => caseDocument(one, language)) }),
    text: ({ words, language }) => [
      { result: `${cases.map((one) => caseText(one, { words, language, width })).join('\n')}\n` }
    ]
  }
}

function handlerAt(
  context: Context,
  address: string,
  option: string,
  { insecure, timeout: longest }: { insecure: boolean; timeout: number }
): HandlerUnderTest {
  const target = callbackTarget(context, address, option, insecure)
  const { world } = context
  return {
    url: target.url,
    timeout: longest,
    signal: world.signal,
    clock: () => performance.now(),
    post: target.post,
    get: (url, timeout, signal) => getText(url, timeout, signal, world.env, target.insecure)
  }
}

/**
 * Runs the cases one after another, and reports each when it ends.
 *
 * @throws EcpayError if the first one gets no answer
 */
async function runAll(
  context: Context,
  { system, cases, known, tools, callback, msgOf, handler, effect, typed, files, reports, printed }: Run
): Promise<SavedCase[]> {
  const { world, out } = context
  const voice = voiceOf(context)
  const style = await styleOf(voice, cases)
  const ownDigits = fourDigits(world.random(4))
  const results: SavedCase[] = []
  const print = async (text: string) => {
    printed.push(text)
    if (reports.isPretty) await printParts(out, [{ result: text }])
  }
  for (const one of cases) {
    const { timestamp } = tools.stamp(world.now(), world.random)
    const nonce = known.nonce(known.all.indexOf(one), ownDigits)
    const kit = { timestamp, nonce, ...callback, msg: await msgOf() }
    const result = await runCase(one, kit, handler, effect)
    const [first] = result.answers
    if (results.length === 0 && first?.status === undefined && first?.problem) throw refuseAll([first.problem])
    const saved = files.save(result)
    const judged = { ...judgedAfter(result, results), ...(saved !== undefined && { saved }) }
    results.push(judged)
    const text = resultText(judged, style, commandsFor(voice, system, judged, handler.url, typed))
    if (text !== undefined) await print(`${text}\n`)
  }
  const closing = closingText(results, style)
  if (closing.length > 0) await print(`${closing.join('\n')}\n`)
  return results
}

function fourDigits(random: Uint8Array): string {
  return String(Buffer.from(random).readUInt32BE() % 10_000).padStart(4, '0')
}

/** A case, with the file of its callback. */
type SavedCase = JudgedCase & { saved?: string }

/** The command lines that repeat a failure alone. */
function commandsFor({ words }: Voice, system: System, result: SavedCase, url: string, typed: Typed): string[] {
  const { one, verdict, saved } = result
  if (verdict !== 'failed' || saved === undefined) return []
  // `replay` expects success, so it is no use for a callback that must be refused; and its Content-Type is fixed.
  const isReplayed = one.wants === 'accepted' && one.code !== 'charset-in-content-type'
  return [
    words.checkHandler.saved(saved),
    ...(one.wants === 'unharmed' ? [] : [AGAIN.verify(system, saved, typed)]),
    isReplayed ? AGAIN.replay(saved, url, typed) : AGAIN.check(url, one.code, typed)
  ]
}

async function styleOf({ words, language, catalogue, paint, columns, masking }: Voice, cases: readonly HandlerCase[]) {
  return {
    ...{ words, language },
    findings: await catalogue.findings(),
    paint: paint.stdout,
    width: widthOf(cases),
    columns,
    mask: await masking()
  }
}

/** @param problem why there is no result, if there is none */
async function reportOf(
  voice: Voice,
  results: readonly JudgedCase[],
  problem: Finding | undefined,
  milliseconds: number
): Promise<Report> {
  const style = await styleOf(voice, [])
  const cases = results.map((one) => reportedCase(one, style))
  const said = problem && sentence(problem, style.findings)
  const error = said && {
    ...{ name: problem.code, verdict: 'failed' as const, isError: true, milliseconds: 0 },
    ...{ message: said.message, details: said.hint }
  }
  return { name: 'ecpay check-handler', cases: [...cases, ...(error ? [error] : [])], milliseconds }
}

function resultOf(run: Run, results: readonly SavedCase[]): Result {
  const failed = results.filter(({ verdict }) => verdict === 'failed')
  const { handler, effect, isSaved } = run
  const { url } = handler
  const counts = { failed: failed.length, of: results.length }
  const problems = [
    ...(failed[0] ? [finding('handler-failed', { ...counts, command: firstStep(run, failed[0]) })] : []),
    ...(effect?.problem ? [effect.problem] : [])
  ]
  const passed = problems.length === 0
  return {
    exit: failed.length > 0 ? EXIT.no : passed ? EXIT.done : EXIT.unknown,
    async document({ language, catalogue, ...voice }) {
      const findings = await catalogue.findings()
      const cases = results.map((one) => ({
        ...resultDocument(one, language, findings),
        ...(isSaved && { saved: one.saved ?? null })
      }))
      const shownEffect = effect && { problem: effect.problem ? (await voice.problems([effect.problem]))[0] : null }
      return { url, passed, ...(shownEffect && { effect: shownEffect }), cases }
    },
    text: ({ words }) => (passed ? [{ note: words.checkHandler.passed(results.length) }] : []),
    problems
  }
}

/** The command line for the first failed callback: it saves and checks it, or only checks it if it is saved already. */
function firstStep({ system, handler, typed, isSaved }: Run, { one, saved, answers }: SavedCase): string {
  const { url } = handler
  if (saved !== undefined && one.wants !== 'unharmed') return AGAIN.verify(system, saved, typed)
  const isPosted = answers.some(({ sent }) => sent)
  return AGAIN.check(url, one.code, typed, isPosted && !isSaved ? ['--save', 'failed'] : [])
}

function widthOf(cases: readonly HandlerCase[]): number {
  return cases.reduce((most, { code }) => Math.max(most, code.length), 0)
}
