import { demandTrust } from '../config/untrusted.js'
import { EcpayError, type Finding, refuse } from '../findings/findings.js'
import { getText } from '../gateway/post.js'
import { visibleLine } from '../output/terminal-text.js'
import { systemNamed } from '../systems.js'
import type { HandlerUnderTest } from '../workbench/check-handler/run-cases.js'
import { callbackTarget } from './callback/callback-target.js'
import { INSECURE, TIMEOUT } from './callback/deliver.js'
import { CALLBACK_TYPE, callbackType, FACT_OPTIONS, messageFrom, SAMPLE_APP_ID } from './callback/facts.js'
import { PLATFORM_PRIVATE_KEY_FILE, requiredBy, signingKeys } from './callback/signing-key.js'
import type { SavedCase } from './check-handler/again.js'
import { chosen, forEffect, isOneNumber } from './check-handler/choose-cases.js'
import { EFFECT_OPTIONS, effectFor } from './check-handler/effect-options.js'
import { handlerFiles } from './check-handler/handler-files.js'
import { listCases, reportOf, resultOf } from './check-handler/handler-result.js'
import { type Run, runAll } from './check-handler/post-cases.js'
import { type Context, command } from './shared/command.js'
import { configFor } from './shared/config-for.js'
import { EXIT, exitOf } from './shared/exit.js'
import { argument, flag, list, text } from './shared/option.js'
import { SYSTEM, TOKEN_FILE } from './shared/options.js'
import { REPORTER, reportsFor } from './shared/reporters.js'

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
      suggests: 'handler-case',
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
