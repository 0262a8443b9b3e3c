import { refuseAll } from '../../findings/findings.js'
import { callGateway } from '../../gateway/call-gateway.js'
import type { Send } from '../../gateway/client.js'
import { isDone } from '../../gateway/judge-answer.js'
import { requestHeading, requestText } from '../../output/exchange.js'
import type { Context } from '../shared/command.js'
import type { ExitCode } from '../shared/exit.js'
import { printResult } from '../shared/result.js'
import { expectSuccess, noteAccepted } from './accepted.js'
import { type CallPlan, planResult, signedAgain } from './call-plan.js'
import { answerForm, type Exchange, exchangeResult, exchangesDocument } from './exchange-result.js'
import type { Sent } from './file-answer.js'
import { ofToken } from './refusals.js'
import { waitForFinal } from './wait.js'

/**
 * Sends a call, waits for its result if asked to, and shows the outcome.
 *
 * @throws EcpayError of the exchange; `wait-timeout`; `not-succeeded` if the accepted call failed
 */
export async function sendCall(context: Context, plan: CallPlan, send: Send): Promise<ExitCode> {
  const { endpoint, options } = plan
  if (options.wait && endpoint.wait) return askUntilFinal(context, plan, send)
  noteRequest(context, plan)
  const sent = { plan, result: await sendOnce(context, plan, send) }
  const asking = options.wait && isDone(sent.result.judgement) ? plan.asking : undefined
  if (!asking) return finish(context, sent)
  await noteAccepted(context, asking, sent)
  return askUntilFinal(context, await planResult(plan, asking, context.world), send, sent)
}

/**
 * Asks until the state is final, and shows the last answer.
 *
 * @param accepted the exchange whose result is asked for
 */
async function askUntilFinal(context: Context, plan: CallPlan, send: Send, accepted?: Exchange): Promise<ExitCode> {
  noteRequest(context, plan)
  const waited = await waitForFinal(context, plan, async () => {
    return sendOnce(context, await signedAgain(plan, context.world), send)
  }).catch(async (error) => {
    // Interrupted: the call stays accepted, and its number may be written nowhere else.
    if (accepted && context.out.json) await context.out.document(exchangesDocument({ plan }, accepted))
    throw error
  })
  const exit = await finish(context, { plan, result: waited.result }, accepted)
  if (waited.timeout) throw refuseAll([waited.timeout])
  if (accepted) expectSuccess(accepted.plan.endpoint, waited.status)
  return exit
}

/** Notes the request before it is sent, so that notes about retries come after it. */
function noteRequest({ out, words, language }: Context, plan: CallPlan): void {
  const { shown } = plan.request
  const onScreen = { words, paint: out.paint.stderr, language }
  const isWhole = out.verbose || (out.isTerminal && answerForm(out, plan) === 'both')
  if (isWhole) out.noteAsIs(requestText(shown, onScreen))
  else if (out.isTerminal) out.noteAsIs(requestHeading(shown, onScreen))
}

async function sendOnce({ world, out }: Context, plan: CallPlan, send: Send): Promise<Sent> {
  const { options, settings, request, target } = plan
  const result = await callGateway(request, {
    timeout: settings.timeout_ms,
    retries: options.retries,
    signal: world.signal,
    env: world.env,
    send,
    verdict: plan.verdict,
    file: target,
    onRetry: (notice) => out.notice(notice)
  })
  return target && result.answer?.file ? { ...result, file: target.shown(result.answer.file) } : result
}

/** Shows an exchange, with the accepted exchange before it, if there was one. */
async function finish(context: Context, exchange: Exchange, accepted?: Exchange): Promise<ExitCode> {
  const { failure, judgement } = exchange.result
  const exit = await printResult(context, exchangeResult(exchange, accepted))
  if (failure) throw failure
  for (const note of judgement?.notes ?? []) context.out.notice(note)
  const findings = judgement?.findings ?? []
  if (judgement?.err_no === '2008') {
    const { afterWrongSign } = await import('../diagnose/pointer.js')
    const { warnings, refusals } = await afterWrongSign(exchange.plan, context, findings)
    context.out.warn(warnings)
    throw refuseAll(refusals)
  }
  if (findings.length > 0) throw refuseAll(findings.map((one) => ofToken(exchange.plan, one)))
  return exit
}
