import { resolve } from 'node:path'
import { type Finding, finding, refuse, refuseAll } from '../../../findings/findings.js'
import { runSchedule } from '../../../gateway/bulk/run-schedule.js'
import { Schedule } from '../../../gateway/bulk/schedule.js'
import { nameOf } from '../../../protocol/numbers/read-numbers.js'
import type { Context } from '../../shared/command.js'
import { settingsForCall } from '../../shared/config-for.js'
import { CommandError, EXIT, type ExitCode } from '../../shared/exit.js'
import { type AskedCall, type KnownCall, knownCall } from '../asked-call.js'
import { type CallPlan, planCall } from '../call-plan.js'
import { givenMembers, type TypedCall } from '../given-members.js'
import type { CallValues } from '../options.js'
import { sandboxWarnings } from '../sandbox-warnings.js'
import { Answers } from './answers.js'
import { AnswersFile } from './answers-file.js'
import { askerFor } from './asker.js'
import { type BulkValues, numberField, usualRate } from './bulk-options.js'
import { keptSend } from './kept-send.js'
import { type Progress, startProgress } from './progress.js'
import { keysOf, membersOf, readList } from './read-list.js'
import { type Scope, scopeOf } from './scope.js'
import { summaryText } from './summary.js'

/** A call with the options for a list. */
type TypedList = TypedCall & { values: CallValues & BulkValues }

/**
 * Asks for every number of a list, and writes a line for each.
 *
 * @throws EcpayError with every bad line, before anything is sent; at the end, with what was refused or has no answer
 */
export async function askAll(
  context: Context,
  { system, endpoint }: Pick<KnownCall, 'system' | 'endpoint'>,
  typed: TypedList
): Promise<ExitCode> {
  const { world, out } = context
  const { values, fields } = typed
  const field = numberField(endpoint)
  if (!field || values.fromFile === undefined) throw refuse('missing-option', { option: '--from-file' })
  const keys = keysOf(field)
  const settings = await settingsForCall(context, { system, endpoint }, typed)
  const asked: AskedCall = { ...(await knownCall(system, endpoint)), settings, options: values }
  const base = await givenMembers(context, endpoint, typed)
  const twice = keys.find((key) => fields[key] !== undefined || base.text(key) !== undefined)
  if (twice !== undefined) throw refuse('conflicting-options', { options: [twice, '--from-file'] })
  const list = await readList(context, { endpoint, field, base }, values, values.fromFile)
  const sample = await planCall(asked, membersOf(base, list[0]), world)
  if (sample.refusals.length > 0) throw refuseAll(sample.refusals)
  const rate = values.rate ?? usualRate(endpoint)
  out.warn([...sample.warnings, ...sandboxWarnings(asked), ...rateWarnings(asked, rate)])

  const { resume } = values
  const scope = scopeOf(sample)
  const file =
    resume === undefined ? undefined : new AnswersFile(resolve(world.cwd, resume), { shown: resume, keys, scope })
  let outcome: Outcome
  try {
    outcome = await askOpen(context, { asked, base, sample, list, keep: { ...values, rate }, scope }, file)
  } finally {
    file?.close()
  }
  return ended(context, outcome)
}

/** What is to be asked, and how. */
interface Asking {
  asked: AskedCall
  base: Awaited<ReturnType<typeof givenMembers>>
  sample: CallPlan
  list: Awaited<ReturnType<typeof readList>>
  keep: TypedList['values'] & { rate: number }
  scope: Scope
}

/** Asks for those that a file does not have. */
async function askOpen(
  context: Context,
  { asked, base, sample, list, keep, scope }: Asking,
  file: AnswersFile | undefined
): Promise<Outcome> {
  const { world, out } = context
  const open = list.filter((one) => !file?.answered.has(nameOf(one)))
  const schedule = new Schedule(open, { ...keep, random: Math.random })
  const progress = await startProgress(context, { total: list.length, before: list.length - open.length })
  try {
    const answers = new Answers(context, file ? out.into(file) : out, schedule, {
      endpoint: asked.endpoint,
      scope,
      isOrdered: keep.ordered && !file,
      onAnswer: (count) => progress.count(count)
    })
    for (const one of list) {
      const answer = file?.answered.get(nameOf(one))
      if (answer !== undefined) answers.recall(one, answer, asked.verdict)
    }
    const send = await keptSend(context, asked.settings)
    try {
      const ask = await askerFor(context, { asked, base, sample }, send)
      const run = runSchedule(
        schedule,
        async (turn, asking) => {
          const exchange = await ask(turn.item, asking)
          return exchange ? answers.take(turn, exchange) : 'failed'
        },
        world.signal
      )
      // Answers that were held back are written, whatever ended the run.
      await run.finally(() => answers.end())
    } finally {
      await send.close()
    }
    if (file && keep.ordered) file.arrange(list.map(nameOf))
    return { answers, progress, total: list.length, isResumable: file !== undefined }
  } finally {
    progress.stop()
  }
}

function rateWarnings({ endpoint: { name, perSecond }, settings }: AskedCall, rate: number): Finding[] {
  const isAbove = perSecond !== undefined && rate > perSecond
  const isPlatform = settings.base !== undefined && !settings.loopback
  return isAbove && isPlatform ? [finding('rate-above-limit', { call: name, rate, limit: perSecond })] : []
}

/** What came of a list. */
interface Outcome {
  answers: Answers
  progress: Progress
  /** Numbers in the list. */
  total: number
  isResumable: boolean
}

/** @throws CommandError; an error that counts as interruption, if it was interrupted */
async function ended(context: Context, { answers, progress, total, isResumable }: Outcome): Promise<ExitCode> {
  const { out, world, words } = context
  const { tally } = answers
  const notAsked = total - tally.answered - tally.unanswered
  const notAskedFor = (why: Finding<'numbers-not-asked'>['why']) =>
    notAsked > 0 ? [finding('numbers-not-asked', { count: notAsked, resumable: isResumable, why })] : []
  // A reader that closed the pipe has all that it wants.
  if (world.signal.reason === 'closed') return EXIT.done
  out.note(summaryText(progress.soFar(), tally.counts(), words.bulk))
  if (world.signal.aborted) {
    out.warn(notAskedFor('interrupted'))
    throw refuse('interrupted')
  }
  const { refused, unanswered } = tally.findings()
  const refusal = await answers.refusalOfAll()
  const left = notAskedFor(refusal ? 'refused' : 'no-answer')
  const findings = [...(refusal ?? refused), ...unanswered, ...left]
  if (findings.length === 0) return EXIT.done
  const isWhole = unanswered.length === 0 && notAsked === 0
  throw new CommandError(isWhole || refusal ? EXIT.no : EXIT.unknown, findings)
}
