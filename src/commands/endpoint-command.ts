import { type Endpoint, isArgument } from '../ecpay/endpoints/endpoint.js'
import { ENDPOINTS, resultCall } from '../ecpay/endpoints/endpoints.js'
import { VERDICTS } from '../ecpay/verdict.js'
import { EXIT, type ExitCode, Failure, finding } from '../findings/findings.js'
import { callGateway, type PreparedCall } from '../gateway/call-gateway.js'
import type { Shell } from '../gateway/request-command.js'
import { visibleLine } from '../output/terminal-text.js'
import { acceptedDocument, type Exchange, expectSuccess, noteAccepted, resultBody } from './call/accepted.js'
import { bodyFor } from './call/build-body.js'
import { localAddress, type Target, withTarget } from './call/call-target.js'
import { type FileTarget, fileTarget, type Sent } from './call/file-answer.js'
import { negativeTestHeader, withHeaders } from './call/negative-test.js'
import { callOptions, DEFAULT_RETRIES } from './call/options.js'
import { answerForm, noteRequest, printAnswer, printCall } from './call/print-answer.js'
import { prepared, signedBody } from './call/signed-request.js'
import { uploadOf } from './call/upload.js'
import { waitForFinal } from './call/wait.js'
import type { CommandSpec, Context, Flags } from './shared/command.js'
import { type CallSettings, settingsForCall } from './shared/config-for.js'
import { confirmRealMoney } from './shared/confirm.js'

/** The command of one API call; everything it knows comes from the call's data. */
export function callCommand(endpoint: Endpoint): CommandSpec {
  const argument = endpoint.fields.find(({ flag }) => flag && isArgument(flag))
  const askedBy = ENDPOINTS.find(({ name }) => name === (endpoint.resultBy ?? endpoint.askedBy))?.command
  return {
    name: endpoint.command,
    ...(askedBy && { askedBy }),
    about: endpoint,
    ...(argument?.flag && { arguments: argument.flag.syntax, argumentField: argument }),
    options: callOptions(endpoint),
    examples: endpoint.examples,
    exits: [0, 1, 2, 3, 130],
    run: (context, args, flags) => runCall(endpoint, context, args, flags)
  }
}

/**
 * Builds, checks, signs and sends one call, and shows what came of it.
 *
 * @throws Failure (exit 2) with everything that is wrong with the body; of the exchange, with its exit code
 */
export async function runCall(
  endpoint: Endpoint,
  context: Context,
  args: readonly string[],
  flags: Flags
): Promise<ExitCode> {
  const settings = await settingsForCall(context, flags, endpoint)
  const { body: unsigned, made } = await bodyFor(endpoint, context, args, flags, settings)
  const body = signedBody(endpoint, context, flags, settings, unsigned)
  for (const { key, number } of made) context.out.note(context.words.exchange.generatedNumber(key, visibleLine(number)))
  const negativeTest = negativeTestHeader(flags, settings)
  const upload = endpoint.encoding ? await uploadOf(endpoint, context, body) : undefined
  const prepare = (base: string) => withHeaders(prepared(endpoint, base, body, upload), negativeTest)
  if (flags.curl) {
    const { printCommand } = await import('./call/shell-command.js')
    return printCommand(context, flags.curl as Shell, prepare(settings.base ?? localAddress()).shown)
  }
  if (flags.dryRun) return printCall(context, settings.env, prepare(settings.base ?? localAddress()))
  if (settings.env === 'sandbox' && endpoint.sandbox === false) {
    context.out.warn([finding('not-in-sandbox', { call: endpoint.name })])
  }
  const target = endpoint.answers === 'file' ? fileTarget(context, flags) : undefined
  if (endpoint.movesMoney) await confirmRealMoney(context, flags, settings, endpoint.name)
  return withTarget(context, settings, async (to) => {
    const call = prepare(to.base)
    if (flags.wait && endpoint.wait) return askUntilFinal(context, flags, to, endpoint, call)
    noteRequest(context, call, answerForm(context, flags, to))
    const sent: Exchange = { endpoint, call, result: await sendOnce(context, flags, to, endpoint, call, target) }
    const asking = flags.wait && sent.result.judgement?.exit === EXIT.done ? resultCall(endpoint) : undefined
    if (!asking) return finish(context, flags, to, sent)
    noteAccepted(context, asking, sent)
    const query = prepared(asking, to.base, resultBody(asking, body, to.salt))
    return askUntilFinal(context, flags, to, asking, query, sent)
  })
}

/**
 * Asks until the state is final, and shows the last answer.
 *
 * @param accepted the exchange whose result is asked for
 * @throws Failure (exit 3) `wait-timeout`; (exit 1) `not-succeeded` where what was accepted came to nothing
 */
async function askUntilFinal(
  context: Context,
  flags: Flags,
  to: Target,
  endpoint: Endpoint,
  call: PreparedCall,
  accepted?: Exchange
): Promise<ExitCode> {
  noteRequest(context, call, answerForm(context, flags, to))
  const ask = () => sendOnce(context, flags, to, endpoint, call)
  const { result, status, timeout } = await waitForFinal(endpoint, context, flags, ask).catch(async (error) => {
    // Interrupted: what was accepted stays accepted, under a number that may stand nowhere else.
    if (accepted && context.out.json) {
      await context.out.document(acceptedDocument(to.env, call, undefined, accepted))
    }
    throw error
  })
  const exit = await finish(context, flags, to, { endpoint, call, result }, accepted)
  if (timeout) throw new Failure(EXIT.unknown, [timeout])
  if (accepted) expectSuccess(accepted.endpoint, status)
  return exit
}

async function sendOnce(
  { world, out }: Context,
  flags: Flags,
  to: Target,
  endpoint: Endpoint,
  call: PreparedCall,
  target?: FileTarget
): Promise<Sent> {
  const result = await callGateway(call, {
    timeout: to.timeout_ms,
    retries: (flags.retries as number | undefined) ?? DEFAULT_RETRIES,
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
  flags: Flags,
  settings: CallSettings,
  { endpoint, call, result }: Exchange,
  accepted?: Exchange
): Promise<ExitCode> {
  if (context.out.json) await context.out.document(acceptedDocument(settings.env, call, result, accepted))
  else await printAnswer(endpoint, context, flags, settings, result)
  if (result.failure) throw result.failure
  for (const note of result.judgement?.notes ?? []) context.out.notice(note)
  const { exit, findings } = result.judgement ?? { exit: EXIT.unknown, findings: [] }
  if (result.judgement?.err_no === '2008') {
    const { afterWrongSign } = await import('./diagnose/pointer.js')
    const { warnings, refusals } = afterWrongSign(flags, settings, call, findings)
    context.out.warn(warnings)
    throw new Failure(exit, refusals)
  }
  if (findings.length > 0) throw new Failure(exit, findings)
  return exit
}
