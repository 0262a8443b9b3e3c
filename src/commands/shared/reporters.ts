import { appendFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { Draft, refuseToReplace, writeWhole } from '../../files/draft.js'
import { codeOf } from '../../files/read-file.js'
import { refuse } from '../../findings/findings.js'
import { PLAIN } from '../../output/colour.js'
import { FORMS, type Form, maskedReport, type Report, reportText, summaryText } from '../../output/reporters/report.js'
import { nearest } from '../../protocol/nearest.js'
import type { Context } from './command.js'
import { list } from './option.js'
import type { Part, Result, Voice } from './result.js'
import { voiceOf } from './result.js'

export const REPORTERS = ['pretty', ...FORMS, 'json'] as const
type Reporter = 'pretty' | 'json' | Form

/** The option of every command that runs cases. */
export const REPORTER = list('--reporter <name>', {
  suggests: 'reporter',
  help: {
    en: 'pretty, tap, junit, github or json; with =file into a file; repeatable, one of them without a file, or pretty and github',
    zh: 'pretty、tap、junit、github 或 json；加 =文件 则写入文件；可多次使用，其中一个可不带文件，pretty 和 github 可以同时不带'
  }
})

/** Where the results of a run go. */
export interface Reports {
  /** Whether stdout has the text of the command itself, which may be printed while it works. */
  isPretty: boolean
  /** The files that are written. */
  paths: readonly string[]
  /**
   * Refuses to write a report over a file that the run reads.
   *
   * @param paths absolute
   * @throws EcpayError `conflicting-options`
   */
  refuseOver(paths: ReadonlySet<string>): void
  /** Writes the files, and makes the result for stdout. */
  result(run: ReportedRun): Promise<Result>
}

/** What came of a run. */
interface ReportedRun {
  /** The result as the command itself gives it. */
  result: Result
  /** What the command printed while it worked. */
  printed?: string
  report: (voice: Voice) => Report | Promise<Report>
  /** In a line. */
  headline: string
}

/**
 * Reads the option, and checks that the files can be written before anything runs.
 *
 * @param others files of a form that were given by other options
 * @throws EcpayError `invalid-option-value`, `conflicting-options`, also of two reports in one file; `file-not-writable`
 */
export function reportsFor(
  context: Context,
  given: readonly string[],
  others: readonly (readonly [Form, string])[] = []
): Reports {
  const chosen = given.map((one) => reporterIn(one))
  const shown = chosen.filter(({ file }) => file === undefined)
  const names = shown.map(({ name }) => name)
  // GitHub takes its annotations out of any other text.
  const isWithText = names.length === 2 && names.includes('pretty') && names.includes('github')
  if ((shown.length > 1 && !isWithText) || (shown.length > 0 && context.flags.json))
    throw refuse('conflicting-options', {
      options: [...(context.flags.json ? ['--json'] : []), ...names.map((name) => `--reporter ${name}`)]
    })
  const files = [
    ...chosen.flatMap(({ name, file }) =>
      file === undefined ? [] : [{ name, file, by: `--reporter ${name}=${file}` }]
    ),
    ...others.map(([name, file]) => ({ name, file, by: `--${name} ${file}` }))
  ].map((one) => ({ ...one, path: resolve(context.world.cwd, one.file) }))
  const [twice] = files.map((one) => files.filter(({ path }) => path === one.path)).filter(({ length }) => length > 1)
  if (twice) throw refuse('conflicting-options', { options: twice.map(({ by }) => by) })
  for (const { path } of files) probe(path)
  const onStdout = isWithText ? 'pretty' : (names[0] ?? 'pretty')
  return {
    isPretty: onStdout === 'pretty',
    paths: files.map(({ path }) => path),
    refuseOver(paths) {
      const [over] = files.filter(({ path }) => paths.has(path))
      if (over) throw refuse('conflicting-options', { options: [over.by, over.file] })
    },
    async result(run) {
      const voice = voiceOf(context)
      const mask = await voice.masking()
      const report = maskedReport(await run.report(voice), mask)
      for (const { name, path } of files) {
        const text = await textOf(name, run, report, { ...voice, paint: { stdout: PLAIN, stderr: PLAIN } }, mask)
        // What was printed as it came may have the colours of the terminal.
        guarded(path, () => writeWhole(path, stripVTControlCharacters(text), { replace: true }))
      }
      const summary = context.world.env.GITHUB_STEP_SUMMARY
      if (summary && chosen.some(({ name }) => name === 'github'))
        guarded(summary, () => appendFileSync(summary, summaryText(report, run.headline)))
      const annotations = isWithText ? [{ result: reportText('github', report) }] : []
      if (onStdout === 'pretty')
        return isWithText
          ? { ...run.result, text: async () => [...(await run.result.text(voice)), ...annotations] }
          : run.result
      return { ...run.result, text: async () => [{ result: await textOf(onStdout, run, report, voice, mask) }] }
    }
  }
}

/** @throws EcpayError `invalid-option-value` */
function reporterIn(given: string): { name: Reporter; file?: string } {
  const at = given.indexOf('=')
  const [word, file] = at < 0 ? [given] : [given.slice(0, at), given.slice(at + 1)]
  const name = REPORTERS.find((one) => one === word)
  if (name !== undefined && file !== '') return { name, ...(file !== undefined && { file }) }
  const meant = nearest(word, REPORTERS)
  const expected = REPORTERS.map((one) => `${one}[=file]`).join(' | ')
  throw refuse('invalid-option-value', { option: '--reporter', found: given, expected, ...(meant && { meant }) })
}

async function textOf(
  name: Reporter,
  { result, printed = '' }: ReportedRun,
  report: Report,
  voice: Voice,
  mask: (text: string) => string
): Promise<string> {
  if (name === 'json') {
    const document = (await result.document?.(voice)) ?? {}
    const masked = (_: string, value: unknown) => (typeof value === 'string' ? mask(value) : value)
    return `${typeof document === 'string' ? mask(document).trimEnd() : JSON.stringify(document, masked)}\n`
  }
  if (name !== 'pretty') return reportText(name, report)
  const parts = await result.text(voice)
  return mask(printed + parts.map(resultIn).join(''))
}

function resultIn(part: Part): string {
  if ('result' in part) return typeof part.result === 'string' ? part.result : Buffer.from(part.result).toString()
  return 'block' in part ? `${part.block}\n` : ''
}

/** Tests that a file can be written, and leaves nothing behind. */
function probe(path: string): void {
  guarded(path, () => {
    refuseToReplace(path, true)
    new Draft(path).discard()
  })
}

function guarded(path: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw refuse('file-not-writable', { path, reason: codeOf(error) })
  }
}
