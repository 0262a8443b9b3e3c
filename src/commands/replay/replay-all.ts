import { type Finding, finding } from '../../findings/findings.js'
import { visibleLine } from '../../output/terminal-text.js'
import { takesForGenuine } from '../../protocol/callback/acknowledgement.js'
import { type Answered, attemptDelivery } from '../../protocol/callback/delivery.js'
import type { Replayable } from '../../workbench/listen/delivery-files.js'
import type { CallbackTarget } from '../callback/callback-target.js'
import type { Context } from '../shared/command.js'
import { EXIT } from '../shared/exit.js'
import { journalOf, keepingPost } from '../shared/journal.js'
import { printParts, type Result, type Voice, voiceOf } from '../shared/result.js'
import type { Known } from './chosen-callbacks.js'

interface Replayed {
  one: Replayable
  to: string
  attempt: Answered
  /** Null if the first answer is not known. */
  changed: boolean | null
  ok: boolean
  /** Why the answer is not what the platform or the developer would want. */
  problem: Finding | undefined
}

/**
 * Sends the callbacks one after another, and prints a line for each.
 *
 * @param timeout for one, in milliseconds
 */
export async function replayAll(
  context: Context,
  targetFor: (one: Replayable) => CallbackTarget,
  posted: readonly Known[],
  timeout: number
): Promise<Result> {
  const voice = voiceOf(context)
  const results: Replayed[] = []
  for (const one of posted) {
    const target = targetFor(one)
    const result = judged(one, target.url, await sendOne(context, target, one, timeout))
    results.push(result)
    await printParts(context.out, [{ result: `${await line(voice, result)}\n` }])
  }
  const failed = results.filter(({ ok }) => !ok)
  const said = { document: ({ problems }: Voice) => documentOf(results, problems), text: () => [] }
  if (failed.length === 0) return said
  const answered = failed.some(({ attempt }) => attempt.status !== undefined)
  return {
    ...said,
    exit: answered ? EXIT.no : EXIT.unknown,
    problems: [finding('replay-failed', { failed: failed.length, of: results.length })]
  }
}

async function documentOf(results: readonly Replayed[], problems: Voice['problems']): Promise<object> {
  const places = [...new Set(results.map(({ to }) => to))]
  const replayed = results.map(async ({ one, to, attempt, changed, problem }) => ({
    name: one.name,
    to,
    delivered: attempt.problem === undefined,
    status: attempt.status ?? null,
    answer: attempt.answer ?? null,
    recorded: one.recorded?.answer ?? null,
    changed,
    problem: problem ? (await problems([problem]))[0] : null
  }))
  return {
    to: places.length === 1 ? places[0] : null,
    passed: results.every(({ ok }) => ok),
    replayed: await Promise.all(replayed)
  }
}

/** @param timeout in milliseconds */
async function sendOne(
  context: Context,
  { url, post }: CallbackTarget,
  one: Known,
  timeout: number
): Promise<Answered> {
  const { signal, now } = context.world
  const needs = neededBy(one)
  const keeping = keepingPost(await journalOf(context), post(one), { ...one, needs }, now)
  return attemptDelivery({ url, body: one.body, timeout, signal, needs, post: keeping })
}

function neededBy(one: Known): readonly string[] {
  try {
    return one.tools.needs(one.tools.read(one).type)
  } catch {
    // What cannot be read is of no type.
    return []
  }
}

/**
 * Judges an answer. A forged callback must be refused, whatever the first answer was. For a genuine one, the first
 * answer or success is good.
 */
function judged(one: Replayable, to: string, attempt: Answered): Replayed {
  const { recorded } = one
  const { status, answer } = attempt
  const changed = recorded ? status !== recorded.answer.status || answer !== recorded.answer.body : null
  if (recorded?.valid !== false || status === undefined) {
    return { one, to, attempt, changed, ok: changed === false || !attempt.problem, problem: attempt.problem }
  }
  const isTaken = takesForGenuine({ status, body: answer ?? '' })
  const problem = isTaken ? finding('forgery-accepted') : undefined
  return { one, to, attempt, changed, ok: !problem, problem }
}

/** The line of a callback: its name, the answer, and the first answer. */
async function line(voice: Voice, { one, attempt, changed, ok, problem }: Replayed): Promise<string> {
  const { green, red } = voice.paint.stdout
  const mark = ok ? green('✓') : red('✗')
  const say = voice.words.replay
  const [why] = await voice.sentences(!ok && problem ? [problem] : [])
  const isRefused = ok && attempt.problem !== undefined
  const before = one.recorded && changed ? say.before(`HTTP ${one.recorded.answer.status}`) : ''
  const same = isRefused ? say.refusedAsBefore : say.same
  const then = [changed === false ? same : isRefused ? say.refused : '', before]
  return [mark, visibleLine(one.name), why?.message ?? `HTTP ${attempt.status}`, ...then].filter(Boolean).join('  ')
}
