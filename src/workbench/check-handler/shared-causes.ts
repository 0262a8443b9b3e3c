import { type CaseResult, problemOf } from './run-cases.js'

/** The result of a case, judged together with the others. */
export interface JudgedCase extends CaseResult {
  /** The code of the first case that failed with the same cause. */
  like: string | null
  /** Whether it passed without proving anything, because the handler refuses even the genuine callback. */
  provesNothing: boolean
}

/**
 * Judges a case by those before it. If the genuine callback is not accepted, that explains every other callback with
 * the same answer. Otherwise, cases with the same fix have the same cause.
 */
export function judgedAfter(result: CaseResult, earlier: readonly JudgedCase[]): JudgedCase {
  const alike = earlier.find((one) => one.like === null && haveOneCause(one, result))
  const isRefused = earlier.some(({ one, verdict }) => one.code === 'genuine' && verdict === 'failed')
  const passedByRefusal = result.verdict === 'passed' && ['refused', 'unharmed'].includes(result.one.wants)
  return { ...result, like: alike?.one.code ?? null, provesNothing: isRefused && passedByRefusal }
}

function haveOneCause(first: CaseResult, later: CaseResult): boolean {
  if (first.verdict === 'passed' || later.verdict === 'passed' || causeText(first) !== causeText(later)) return false
  // Advice about an answer does not depend on the callback.
  if (first.verdict === later.verdict && first.answers.every(({ problem }) => !problem)) return true
  // Nor does a failure to answer at all.
  if (first.verdict === later.verdict && isUnanswered(first) && isUnanswered(later)) return true
  if (first.one.wants !== later.one.wants) return false
  // As long as the genuine callback is refused, advice has the same cause.
  if (first.one.code === 'genuine' && first.verdict === 'failed') return true
  return first.verdict === later.verdict && first.one.fix.en === later.one.fix.en
}

function isUnanswered({ answers }: CaseResult): boolean {
  return answers.some(({ problem, status }) => problem && status === undefined)
}

/** The cause of a failure without numbers, because line numbers, times and numbers of callbacks differ. */
function causeText(result: CaseResult): string {
  return JSON.stringify(problemOf(result)).replace(/[0-9]{5,}/g, '#')
}
