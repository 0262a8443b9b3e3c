import { type Finding, refuse } from '../../findings/findings.js'
import type { CallbackVerdict } from '../../protocol/system/callback-verdict.js'
import { type LinesRun, runLines } from '../bulk/run-lines.js'
import type { Context } from '../shared/command.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { withGbk } from '../shared/input.js'
import { voiceOf } from '../shared/result.js'
import { verdictDocument } from './verdict-result.js'

/** A run that verifies lines, and how the verdict on a line comes about of which something is to be said. */
interface VerdictRun<Setup extends object, Checked extends object, Verdict extends CallbackVerdict>
  extends Omit<LinesRun<Setup, Checked>, 'say'> {
  verdictOf(found: Checked): Promise<Verdict>
  /** More members of its document. */
  moreOf?(verdict: Verdict): object
}

/**
 * Verifies a stream of callbacks, one a line: a verdict a line out, in order.
 *
 * @throws EcpayError `bad-callbacks` at the end, when some do not verify
 */
export async function runVerdicts<Setup extends object, Checked extends object, Verdict extends CallbackVerdict>(
  context: Context,
  { verdictOf, moreOf, ...run }: VerdictRun<Setup, Checked, Verdict>
): Promise<ExitCode> {
  const voice = voiceOf(context)
  const named = (all: readonly Finding[]) => withGbk(context, all)
  let bad = 0
  const total = await runLines(context, {
    ...run,
    async say(found) {
      const verdict = await verdictOf(found)
      if (!verdict.valid) bad++
      const { problems, causes } = verdict
      const hinted = { ...verdict, problems: await named(problems), causes: await named(causes) }
      return `${JSON.stringify(await verdictDocument(voice, hinted, moreOf?.(verdict)))}\n`
    }
  })
  if (total === undefined) return EXIT.interrupted
  if (bad > 0) throw refuse('bad-callbacks', { count: bad, total })
  return EXIT.done
}
