import { refuseAll } from '../findings/findings.js'
import type { Send } from '../gateway/client.js'
import type { Both } from '../language.js'
import { visibleLine } from '../output/terminal-text.js'
import type { Endpoint } from '../protocol/system/endpoint.js'
import { formerWay } from '../protocol/system/former-way.js'
import { signingKeys } from '../protocol/system/signing-keys.js'
import type { System } from '../protocol/system/system.js'
import { commandName } from '../systems.js'
import { type KnownCall, knownCall } from './call/asked-call.js'
import { bulkOptions, hasList, numberField, uselessBulkOptions } from './call/bulk/bulk-options.js'
import { type CallPlan, lacksToken, planCall } from './call/call-plan.js'
import { withSend } from './call/call-target.js'
import { dryRun } from './call/dry-run.js'
import { fileTarget } from './call/file-answer.js'
import { givenMembers, type TypedCall } from './call/given-members.js'
import { CALL_OPTIONS, uselessOptions } from './call/options.js'
import { sandboxWarnings } from './call/sandbox-warnings.js'
import { sendCall } from './call/send-call.js'
import { withFiles } from './call/upload.js'
import { type Context, command, type Definition } from './shared/command.js'
import { settingsForCall } from './shared/config-for.js'
import { confirmRealMoney } from './shared/confirm.js'
import type { ExitCode } from './shared/exit.js'
import type { Result } from './shared/result.js'

/** The output of every call. */
const OUTPUT: Both = {
  en: 'the raw answer. --json: {"env","request":{"method","url","headers","body"},"response":{"status","headers","raw","body"},"duration_ms","attempts"}',
  zh: '原始响应。--json：{"env","request":{"method","url","headers","body"},"response":{"status","headers","raw","body"},"duration_ms","attempts"}'
}

/** The output of a call that asks for the state of a record. */
const stateOutput = (key: string): Both => ({
  en: `${OUTPUT.en}. --from-file, a line for each number: {"line","${key}","state","answer","error","command","env","base_url","app_id"}`,
  zh: `${OUTPUT.zh}。--from-file 每个单号一行：{"line","${key}","state","answer","error","command","env","base_url","app_id"}`
})

/** The output of a call whose answer is a file. */
const FILE_OUTPUT: Both = {
  en: 'the file, byte for byte; on a terminal only a short text, else its size and kind. A refusal is JSON, as from any call. --json: as for create-order, with "response":{…,"file":{"path","size","kind","base64"}}; base64 is null with --save',
  zh: '文件内容，逐字节不变；终端上只显示较短的文本，否则只说明大小和类型。被拒绝时与其他接口一样返回 JSON。--json：同 create-order，另有 "response":{…,"file":{"path","size","kind","base64"}}；使用 --save 时 base64 为 null'
}

/** The output of a call that is only accepted; `asking` is the call for its result. */
const acceptedOutput = (asking: string): Both => ({
  en: `${OUTPUT.en}. With --wait the answer of ${asking}, and --json has the exchange before it as "accepted"; a result but SUCCESS is exit 1`,
  zh: `${OUTPUT.zh}。加 --wait 时为 ${asking} 的响应，--json 另以 "accepted" 给出之前受理的那次请求和响应；结果不是 SUCCESS 时退出码为 1`
})

/**
 * The command of one API call. Everything about it comes from the call's data.
 *
 * @param endpoints every call of the system
 */
export function callCommand(system: System, endpoint: Endpoint, endpoints: readonly Endpoint[]): Definition {
  const { description, resultBy, askedBy } = endpoint
  const asking = endpoints.find(({ name }) => name === (resultBy ?? askedBy))
  return command({
    ...(description && { description }),
    facts: endpoint,
    askedBy: asking && commandName(system, asking),
    fields: endpoint.fields,
    options: { ...CALL_OPTIONS, ...bulkOptions(endpoint) },
    without: [...uselessOptions(endpoint, signingKeys(system, endpoint)), ...uselessBulkOptions(endpoint)],
    examples: endpoint.examples,
    output: outputOf(endpoint),
    exits: [0, 1, 2, 3, 130],
    async run(context, values, fields) {
      const former = values.generation === 'old' ? formerWay({ system, endpoint }) : undefined
      const call = former ?? { system, endpoint }
      if (values.fromFile === undefined) return runCall(context, call, { values, fields })
      return (await import('./call/bulk/ask-all.js')).askAll(context, call, { values, fields })
    }
  })
}

function outputOf(endpoint: Endpoint): Both {
  const { answers, resultBy } = endpoint
  if (answers === 'file') return FILE_OUTPUT
  if (resultBy) return acceptedOutput(resultBy)
  const number = numberField(endpoint)
  return number && hasList(endpoint) ? stateOutput(number.key) : OUTPUT
}

/**
 * Reads the input, plans the call, and shows or sends it.
 *
 * @throws EcpayError with everything that is wrong with the body, or the errors of the exchange
 */
export async function runCall(
  context: Context,
  { system, endpoint }: Pick<KnownCall, 'system' | 'endpoint'>,
  typed: TypedCall
): Promise<ExitCode | Result> {
  const { values: options } = typed
  const settings = await settingsForCall(context, { system, endpoint }, typed)
  const asked = { ...(await knownCall(system, endpoint)), settings, options }
  const planned = await planCall(asked, await givenMembers(context, endpoint, typed), context.world)
  announce(context, planned)
  const plan = endpoint.encoding ? await withFiles(context, planned) : planned
  if (options.curl) return (await import('./call/shell-command.js')).shellCommand(plan, options.curl)
  if (options.dryRun) return dryRun(plan)
  context.out.warn(sandboxWarnings(asked))
  const target = endpoint.answers === 'file' ? fileTarget(context, options) : undefined
  if (endpoint.movesMoney) await confirmRealMoney(context, plan)
  return withSend(context, settings, async (send, now) =>
    sendCall(context, { ...(await authorised(send, now)), target }, send)
  )

  async function authorised(send: Send, now: () => number): Promise<CallPlan> {
    if (!lacksToken(plan)) return plan
    return (await import('./call/access-token.js')).withToken(context, plan, send, now)
  }
}

/** @throws EcpayError with everything that prevents sending the call */
function announce({ out, words }: Context, { notices, warnings, made, refusals }: CallPlan): void {
  for (const one of notices) out.notice(one)
  out.warn(warnings)
  for (const { key, number } of made) out.note(words.exchange.generatedNumber(key, visibleLine(number)))
  if (refusals.length > 0) throw refuseAll(refusals)
}
