import type { Endpoint } from '../ecpay/endpoints/endpoint.js'
import { ENDPOINTS, resultCall } from '../ecpay/endpoints/endpoints.js'
import { VERDICTS } from '../ecpay/verdict.js'
import { finding, refuseAll } from '../findings/findings.js'
import { callGateway, type PreparedCall } from '../gateway/call-gateway.js'
import { isDone } from '../gateway/judge-answer.js'
import type { Both } from '../language.js'
import { visibleLine } from '../output/terminal-text.js'
import { acceptedDocument, type Exchange, expectSuccess, noteAccepted, resultBody } from './call/accepted.js'
import { bodyFor } from './call/build-body.js'
import { localAddress, type Target, withTarget } from './call/call-target.js'
import { type FileTarget, fileTarget, type Sent } from './call/file-answer.js'
import { negativeTestHeader, withHeaders } from './call/negative-test.js'
import { CALL_OPTIONS, type CallValues, uselessOptions } from './call/options.js'
import { answerForm, noteRequest, printAnswer, printCall } from './call/print-answer.js'
import { prepared, signedBody } from './call/signed-request.js'
import { uploadOf } from './call/upload.js'
import { waitForFinal } from './call/wait.js'
import { type Context, command, type Definition, type FieldValues } from './shared/command.js'
import { type CallSettings, settingsForCall } from './shared/config-for.js'
import { confirmRealMoney } from './shared/confirm.js'
import { EXIT, type ExitCode } from './shared/exit.js'

/** What every call prints. */
const OUTPUT: Both = {
  en: 'the raw answer. --json: {"env","request":{"method","url","headers","body"},"response":{"status","headers","raw","body"},"duration_ms","attempts"}',
  zh: '原始响应。--json：{"env","request":{"method","url","headers","body"},"response":{"status","headers","raw","body"},"duration_ms","attempts"}'
}

/** What a call prints that is answered with a file. */
const FILE_OUTPUT: Both = {
  en: 'the file, byte for byte; on a terminal only a short text, else its size and kind. A refusal is JSON, as from any call. --json: as for create-order, with "response":{…,"file":{"path","size","kind","base64"}}; base64 is null with --save',
  zh: '文件内容，逐字节不变；终端上只显示较短的文本，否则只说明大小和类型。被拒绝时与其他接口一样返回 JSON。--json：同 create-order，另有 "response":{…,"file":{"path","size","kind","base64"}}；使用 --save 时 base64 为 null'
}

/** The same of a call that is only accepted; `asking` is the call that tells its result. */
const acceptedOutput = (asking: string): Both => ({
  en: `${OUTPUT.en}. With --wait the answer of ${asking}, and --json has the exchange before it as "accepted"; a result but SUCCESS is exit 1`,
  zh: `${OUTPUT.zh}. 加 --wait 时为 ${asking} 的响应，--json 另以 "accepted" 给出之前受理的那次请求和响应；结果不是 SUCCESS 时退出码为 1`
})

/** The command of one API call; everything it knows comes from the call's data. */
export function callCommand(endpoint: Endpoint): Definition {
  const { description, answers, resultBy, askedBy } = endpoint
  return command({
    ...(description && { description }),
    facts: endpoint,
    askedBy: ENDPOINTS.find(({ name }) => name === (resultBy ?? askedBy))?.command,
    fields: endpoint.fields,
    options: CALL_OPTIONS,
    without: uselessOptions(endpoint),
    examples: endpoint.examples,
    output: answers === 'file' ? FILE_OUTPUT : resultBy ? acceptedOutput(resultBy) : OUTPUT,
    exits: [0, 1, 2, 3, 130],
    run: (context, values, fields) => runCall(endpoint, context, values, fields)
  })
}

/**
 * Builds, checks, signs and sends one call, and shows what came of it.
 *
 * @throws EcpayError with everything that is wrong with the body; of the exchange, with its exit code
 */
export async function runCall(
  endpoint: Endpoint,
  context: Context,
  values: CallValues,
  fields: FieldValues
): Promise<ExitCode> {
  const typed = (key: string) => (typeof fields[key] === 'string' ? fields[key] : undefined)
  const members = { thirdpartyId: typed('thirdparty_id'), notifyUrl: typed('notify_url') }
  const settings = await settingsForCall(context, { ...values, ...members }, endpoint)
  const { body: unsigned, made } = await bodyFor(endpoint, context, values, fields, settings)
  const body = signedBody(endpoint, context, values, settings, unsigned)
  for (const { key, number } of made) context.out.note(context.words.exchange.generatedNumber(key, visibleLine(number)))
  const negativeTest = negativeTestHeader(values.negativeTest, settings)
  const upload = endpoint.encoding ? await uploadOf(endpoint, context, body) : undefined
  const prepare = (base: string) => withHeaders(prepared(endpoint, base, body, upload), negativeTest)
  if (values.curl) {
    const { printCommand } = await import('./call/shell-command.js')
    return printCommand(context, values.curl, prepare(settings.base ?? localAddress()).shown)
  }
  if (values.dryRun) return printCall(context, settings.env, prepare(settings.base ?? localAddress()))
  if (settings.env === 'sandbox' && endpoint.sandbox === false) {
    context.out.warn([finding('not-in-sandbox', { call: endpoint.name })])
  }
  const target = endpoint.answers === 'file' ? fileTarget(context, values) : undefined
  if (endpoint.movesMoney) await confirmRealMoney(context, values.yes, settings, endpoint.name)
  return withTarget(context, settings, async (to) => {
    const call = prepare(to.base)
    if (values.wait && endpoint.wait) return askUntilFinal(context, values, to, endpoint, call)
    noteRequest(context, call, answerForm(context, values, to))
    const sent: Exchange = { endpoint, call, result: await sendOnce(context, values, to, endpoint, call, target) }
    const asking = values.wait && isDone(sent.result.judgement) ? resultCall(endpoint) : undefined
    if (!asking) return finish(context, values, to, sent)
    noteAccepted(context, asking, sent)
    const query = prepared(asking, to.base, resultBody(asking, body, to.salt))
    return askUntilFinal(context, values, to, asking, query, sent)
  })
}

/**
 * Asks until the state is final, and shows the last answer.
 *
 * @param accepted the exchange whose result is asked for
 * @throws EcpayError `wait-timeout`; `not-succeeded` where what was accepted came to nothing
 */
async function askUntilFinal(
  context: Context,
  values: CallValues,
  to: Target,
  endpoint: Endpoint,
  call: PreparedCall,
  accepted?: Exchange
): Promise<ExitCode> {
  noteRequest(context, call, answerForm(context, values, to))
  const ask = () => sendOnce(context, values, to, endpoint, call)
  const { result, status, timeout } = await waitForFinal(endpoint, context, values.waitTimeout, ask).catch(
    async (error) => {
      // Interrupted: what was accepted stays accepted, under a number that may stand nowhere else.
      if (accepted && context.out.json) {
        await context.out.document(acceptedDocument(to.env, call, undefined, accepted))
      }
      throw error
    }
  )
  const exit = await finish(context, values, to, { endpoint, call, result }, accepted)
  if (timeout) throw refuseAll([timeout])
  if (accepted) expectSuccess(accepted.endpoint, status)
  return exit
}

async function sendOnce(
  { world, out }: Context,
  values: CallValues,
  to: Target,
  endpoint: Endpoint,
  call: PreparedCall,
  target?: FileTarget
): Promise<Sent> {
  const result = await callGateway(call, {
    timeout: to.timeout_ms,
    retries: values.retries,
    signal: world.signal,
    env: world.env,
    send: to.send,
    verdict: VERDICTS[endpoint.verdict ?? 'err_no'],
    file: target,
    onRetry: (notice) => out.notice(notice)
  })
  return target && result.answer?.file ? { ...result, file: target.shown(result.answer.file) } : result
}

async function finish(
  context: Context,
  values: CallValues,
  settings: CallSettings,
  { endpoint, call, result }: Exchange,
  accepted?: Exchange
): Promise<ExitCode> {
  if (context.out.json) await context.out.document(acceptedDocument(settings.env, call, result, accepted))
  else await printAnswer(endpoint, context, values, settings, result)
  if (result.failure) throw result.failure
  for (const note of result.judgement?.notes ?? []) context.out.notice(note)
  const findings = result.judgement?.findings ?? []
  if (result.judgement?.err_no === '2008') {
    const { afterWrongSign } = await import('./diagnose/pointer.js')
    const { warnings, refusals } = afterWrongSign({ ...context.flags, ...values }, settings, call, findings)
    context.out.warn(warnings)
    throw refuseAll(refusals)
  }
  if (findings.length > 0) throw refuseAll(findings)
  return result.judgement ? EXIT.done : EXIT.unknown
}
