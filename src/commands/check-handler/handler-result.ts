import { type Finding, finding } from '../../findings/findings.js'
import { caseDocument, caseText, reportedCase, resultDocument } from '../../output/handler-report.js'
import { sentence } from '../../output/report.js'
import type { Report } from '../../output/reporters/report.js'
import type { HandlerCase } from '../../protocol/callback/handler-case.js'
import type { JudgedCase } from '../../workbench/check-handler/shared-causes.js'
import { EXIT } from '../shared/exit.js'
import type { Result, Voice } from '../shared/result.js'
import { firstStep, type SavedCase } from './again.js'
import { styleOf, widthOf } from './case-style.js'
import type { Run } from './post-cases.js'

/** The cases themselves, for `--list`. */
export function listCases(cases: readonly HandlerCase[]): Result {
  const width = widthOf(cases)
  return {
    document: ({ language }) => ({ cases: cases.map((one) => caseDocument(one, language)) }),
    text: ({ words, language }) => [
      { result: `${cases.map((one) => caseText(one, { words, language, width })).join('\n')}\n` }
    ]
  }
}

/** The verdicts on all cases: no if one failed, unknown if the work of the handler cannot be looked at. */
export function resultOf(run: Run, results: readonly SavedCase[]): Result {
  const failed = results.filter(({ verdict }) => verdict === 'failed')
  const { handler, effect, isSaved } = run
  const { url } = handler
  const counts = { failed: failed.length, of: results.length }
  const problems = [
    ...(failed[0] ? [finding('handler-failed', { ...counts, command: firstStep(failed[0], { ...run, url }) })] : []),
    ...(effect?.problem ? [effect.problem] : [])
  ]
  const passed = problems.length === 0
  return {
    exit: failed.length > 0 ? EXIT.no : passed ? EXIT.done : EXIT.unknown,
    async document({ language, catalogue, ...voice }) {
      const findings = await catalogue.findings()
      const cases = results.map((one) => ({
        ...resultDocument(one, language, findings),
        ...(isSaved && { saved: one.saved ?? null })
      }))
      const shownEffect = effect && { problem: effect.problem ? (await voice.problems([effect.problem]))[0] : null }
      return { url, passed, ...(shownEffect && { effect: shownEffect }), cases }
    },
    text: ({ words }) => (passed ? [{ note: words.checkHandler.passed(results.length) }] : []),
    problems
  }
}

/**
 * The cases for the reporters.
 *
 * @param problem why there is no result, if there is none
 */
export async function reportOf(
  voice: Voice,
  results: readonly JudgedCase[],
  problem: Finding | undefined,
  milliseconds: number
): Promise<Report> {
  const style = await styleOf(voice, [])
  const cases = results.map((one) => reportedCase(one, style))
  const said = problem && sentence(problem, style.findings)
  const error = said && {
    ...{ name: problem.code, verdict: 'failed' as const, isError: true, milliseconds: 0 },
    ...{ message: said.message, details: said.hint }
  }
  return { name: 'ecpay check-handler', cases: [...cases, ...(error ? [error] : [])], milliseconds }
}
