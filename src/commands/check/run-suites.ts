import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { writeWhole } from '../../files/draft.js'
import { readWhole } from '../../files/read-file.js'
import { finding, refuse } from '../../findings/findings.js'
import { DEFAULT_LIMIT } from '../../protocol/json/bytes.js'
import { encodedLike } from '../../protocol/json/encodings.js'
import { placeOf } from '../../workbench/suite/placed.js'
import type { Context } from '../shared/command.js'
import { EXIT } from '../shared/exit.js'
import { reportsFor } from '../shared/reporters.js'
import { printParts, type Result } from '../shared/result.js'
import { needsOf } from './case-needs.js'
import { caseDocument, caseText, reportedCase } from './case-report.js'
import { planSuites } from './plan-suites.js'
import { type Finished, othersOf, runCase } from './run-case.js'
import { sideBySide } from './side-by-side.js'
import { type Change, changedText, changesIn, isSame } from './update.js'

export interface SuiteValues {
  paths: readonly string[]
  filter: string | undefined
  bail: boolean
  jobs: number
  update: boolean
  reporter: readonly string[]
}

/** How many names of cases to list. */
const NAMED = 8

/**
 * Reads all suites, and runs their cases in order.
 *
 * @param uses told every file and folder on which the result depends, before it is read
 * @throws EcpayError with everything that is wrong in any of them, before anything runs
 */
export async function runSuites(
  context: Context,
  values: SuiteValues,
  uses: (absolute: string) => void = () => {}
): Promise<Result> {
  const reports = reportsFor(context, values.reporter)
  const read = new Set<string>()
  const note = (absolute: string) => {
    read.add(absolute)
    uses(absolute)
  }
  const all = await planSuites(context, values.paths, note, new Set(reports.paths))
  reports.refuseOver(read)
  const { filter, bail } = values
  const cases = filter === undefined ? all : all.filter(({ one }) => one.name.includes(filter))
  if (cases.length === 0)
    throw refuse('no-cases', { filter: filter ?? '', known: all.slice(0, NAMED).map(({ one }) => one.name) })
  const started = performance.now()
  const ran: Finished[] = []
  const printed: string[] = []
  const print = async (result: Finished) => {
    const text = await caseText(context, result)
    printed.push(text)
    if (reports.isPretty) await printParts(context.out, [{ result: text }])
  }
  const works = cases.map((one) => ({ needs: needsOf(one), run: () => runCase(context, one, values.update) }))
  // After a failure nothing more may have been done.
  for await (const result of sideBySide(works, bail ? 1 : values.jobs)) {
    ran.push(result)
    // Signals are taken only where something is waited for, and many cases wait for nothing.
    await nextTurn()
    // With --update it is known at the end which cases fail.
    if (!values.update) await print(result)
    context.world.signal.throwIfAborted()
    if (bail && (values.update ? othersOf(result) : result.problems).length > 0) break
  }
  const changes = values.update ? changesIn(ran.flatMap(({ signatures }) => signatures)) : []
  const results = values.update ? ran.map((one) => withoutChanged(one, changes)) : ran
  if (values.update) for (const one of results) await print(one)
  writeChanges(context, results, changes)
  const failed = results.filter((one) => one.problems.length > 0).length
  const { passed, failed: some } = context.words.checkHandler
  return reports.result({
    printed: printed.join(''),
    headline: failed === 0 ? passed(results.length) : some(failed, results.length),
    report: async (voice) => ({
      name: 'ecpay check',
      cases: await Promise.all(results.map((one) => reportedCase(one, voice))),
      milliseconds: performance.now() - started
    }),
    result: {
      exit: failed > 0 ? EXIT.no : EXIT.done,
      document: async (voice) => ({
        passed: failed === 0,
        failed,
        cases: await Promise.all(results.map((one) => caseDocument(one, voice)))
      }),
      text: () => changes.map((one) => ({ result: changed(one) })),
      problems: failed > 0 ? [finding('suite-failed', { failed, of: results.length })] : []
    }
  })
}

/** What is still wrong once the suites are changed. */
function withoutChanged(one: Finished, changes: readonly Change[]): Finished {
  const done = one.signatures.filter(({ at }) => changes.some((change) => isSame(change.at, at)))
  return { ...one, problems: one.problems.filter((problem) => !done.some((each) => each.problem === problem)) }
}

/** Writes the suites with their changes; nothing else in a file changes. */
function writeChanges({ world }: Context, results: readonly Finished[], changes: readonly Change[]): void {
  for (const file of new Set(changes.map(({ at }) => at.file))) {
    const suite = results.find((one) => one.suite.file === file)?.suite
    const own = changes.filter(({ at }) => at.file === file)
    if (suite) rewrite(resolve(world.cwd, file), changedText(suite.text, own))
  }
}

/** Replaces the text of a file, in the encoding and with the mode that it has; of a link, that of the file behind it. */
function rewrite(path: string, text: string): void {
  const { bytes, stat } = readWhole(path, DEFAULT_LIMIT)
  writeWhole(realpathSync(path), encodedLike(bytes, text), { replace: true, mode: stat.mode & 0o777 })
}

function changed({ at, before, after }: Change): string {
  return `${placeOf(at)}\n- ${before.trimEnd()}\n+ ${after.trim()}\n`
}
