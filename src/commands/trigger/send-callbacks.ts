import { setTimeout as sleep } from 'node:timers/promises'
import { type Finding, finding } from '../../findings/findings.js'
import type { Output } from '../../output/output.js'
import { visibleLine } from '../../output/terminal-text.js'
import { acknowledgementAdvice, crashIn, takesForGenuine } from '../../protocol/callback/acknowledgement.js'
import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import { type Attempt, deliver } from '../../protocol/callback/delivery.js'
import type { CallbackTarget } from '../callback/callback-target.js'
import { callbackText } from '../callback/callback-text.js'
import { attemptLine } from '../callback/deliver.js'
import type { Context } from '../shared/command.js'
import { journalOf, keepingPost } from '../shared/journal.js'
import { printParts, type Result, voiceOf } from '../shared/result.js'
import { answerParts, postPart } from './trigger-parts.js'

/** Without a target, the result is the bodies themselves. */
export function unsent(all: readonly CallbackPost[]): Result {
  return {
    document: () => ({ to: null, delivered: null, sent: all.map((one) => report(one, [])) }),
    text: ({ words }) => [{ note: words.trigger.noTarget }, ...all.map((one) => ({ result: callbackText(one) }))]
  }
}

/** How the callbacks are posted. */
interface Manner {
  badSignature: boolean
  /** The seconds to wait after each attempt that failed: none where it is tried once. */
  schedule: readonly number[]
  /** A factor for the waits of the schedule. */
  timeScale: number
  /** The limit for one attempt, in milliseconds. */
  timeout: number
}

/**
 * Posts the callbacks one after another, and judges the last answer to each: it must be accepted, or refused if its
 * signature is wrong.
 */
export async function sendAll(
  context: Context,
  target: CallbackTarget,
  all: readonly CallbackPost[],
  manner: Manner
): Promise<Result> {
  const { out, words } = context
  if (!showsRequests(out)) out.note(words.replay.to(visibleLine(target.url)))
  const sent: object[] = []
  const last: Attempt[] = []
  for (const one of all) {
    const attempts = await sendOne(context, target, one, manner)
    sent.push(report(one, attempts))
    last.push(...attempts.slice(-1))
  }
  const wanted = manner.badSignature ? 'refused' : 'accepted'
  const problems = last.flatMap((attempt) => problemOf(attempt, wanted) ?? [])
  const passed = problems.length === 0
  const delivered = last.every((attempt) => attempt.delivered)
  out.warn(different(last.flatMap((attempt) => oddityOf(attempt, wanted) ?? [])))
  return {
    document: () => ({ to: target.url, wanted, passed, delivered, sent }),
    text: () => (passed ? [{ note: words.trigger[wanted === 'refused' ? 'refused' : 'delivered'] }] : []),
    failure: different(problems)
  }
}

/** Whether to show whole requests, as on a terminal, not only their addresses. */
function showsRequests({ isTerminal, verbose }: Output): boolean {
  return isTerminal || verbose
}

type Wanted = 'accepted' | 'refused'

/** Why an answer is not what is wanted. No answer does not count as a refusal. */
function problemOf({ status, answer = '', problem }: Attempt, wanted: Wanted): Finding | undefined {
  if (wanted === 'accepted' || status === undefined) return problem
  return takesForGenuine({ status, body: answer }) ? finding('forgery-accepted') : undefined
}

/** What to improve in an acceptable answer. */
function oddityOf({ delivered, status = 0, answer = '' }: Attempt, wanted: Wanted): Finding | undefined {
  if (wanted === 'accepted') return delivered ? acknowledgementAdvice(answer) : undefined
  if (takesForGenuine({ status, body: answer })) return undefined
  return status >= 500 ? finding('handler-crashed', { status }) : crashIn(answer)
}

function different(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()]
}

async function sendOne(
  context: Context,
  target: CallbackTarget,
  one: CallbackPost,
  { schedule, timeScale, timeout }: Manner
): Promise<readonly Attempt[]> {
  const { world, out } = context
  const { body, needs } = one
  const findings = await out.catalogue.findings()
  const attempts: Attempt[] = []
  const voice = voiceOf(context)
  if (showsRequests(out)) await printParts(out, [postPart(voice, target.url, one)])
  const started = performance.now()
  await deliver({
    url: target.url,
    body,
    needs,
    schedule,
    timeScale,
    timeout,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    signal: world.signal,
    post: keepingPost(await journalOf(context), target.post(one), one, world.now),
    onAttempt: (attempt) => {
      attempts.push(attempt)
      if (schedule.length > 0) out.note(visibleLine(attemptLine(context.words, findings, attempt, timeScale)))
    }
  })
  await printParts(out, answerParts(voice, attempts.at(-1), Math.round(performance.now() - started)))
  return attempts
}

function report({ body, contentType, headers }: CallbackPost, deliveries: readonly Attempt[]): object {
  return { callback: body, content_type: contentType, ...(headers && { headers }), deliveries }
}
