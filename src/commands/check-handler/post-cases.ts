import { refuseAll } from '../../findings/findings.js'
import { closingText, resultText } from '../../output/handler-report.js'
import type { CallbackTools, HandlerCases } from '../../protocol/callback/callback-tools.js'
import type { HandlerCase, Kit } from '../../protocol/callback/handler-case.js'
import type { System } from '../../protocol/system/system.js'
import type { Effect } from '../../workbench/check-handler/effect.js'
import { type HandlerUnderTest, runCase } from '../../workbench/check-handler/run-cases.js'
import { judgedAfter } from '../../workbench/check-handler/shared-causes.js'
import type { Context } from '../shared/command.js'
import type { Reports } from '../shared/reporters.js'
import { printParts, voiceOf } from '../shared/result.js'
import { commandsFor, type SavedCase, type Typed } from './again.js'
import { styleOf } from './case-style.js'
import type { HandlerFiles } from './handler-files.js'

/** A run of the cases: what is sent where, and what is written. */
export interface Run {
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

/**
 * Runs the cases one after another, and reports each when it ends.
 *
 * @throws EcpayError if the first one gets no answer
 */
export async function runAll(
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
