import { type CaseResult, problemOf } from './run-cases.js'

/** How a case went, with what the others say of it. */
export interface JudgedCase extends CaseResult {
  /** The code of the case that failed first, by the same cause. */
  like: string | null
  /** Whether it passed although nothing can be concluded: a handler that refuses the genuine callback refuses everything. */
  provesNothing: boolean
}

/**
 * Judges a case by those before it. A genuine callback that is not accepted explains every other one that is answered
 * in the same way; otherwise those have one cause that are mended in the same way.
 */
export function judgedAfter(result: CaseResult, earlier: readonly JudgedCase[]): JudgedCase {
  const alike = earlier.find((one) => one.like === null && haveOneCause(one, result))
  const isRefused = earlier.some(({ one, verdict }) => one.code === 'genuine' && verdict === 'failed')
  const passedByRefusal = result.verdict === 'passed' && ['refused', 'unharmed'].includes(result.one.wants)
  return { ...result, like: alike?.one.code ?? null, provesNothing: isRefused && passedByRefusal }
}

function haveOneCause(first: CaseResult, later: CaseResult): boolean {
  if (first.verdict === 'passed' || later.verdict === 'passed' || causeText(first) !== causeText(later)) return false
  // What is odd in an answer does not depend on what was sent.
  if (first.verdict === later.verdict && first.answers.every(({ problem }) => !problem)) return true
  // Nor does what keeps the handler from answering at all.
  if (first.verdict === later.verdict && isUnanswered(first) && isUnanswered(later)) return true
  if (first.one.wants !== later.one.wants) return false
  // Advice is not taken either while nothing genuine is.
  if (first.one.code === 'genuine' && first.verdict === 'failed') return true
  return first.verdict === later.verdict && first.one.fix.en === later.one.fix.en
}

function isUnanswered({ answers }: CaseResult): boolean {
  return answers.some(({ problem, status }) => problem && status === undefined)
}

/** Numbers aside: lines of a trace, times and the numbers of the callback differ from one to the next. */
function causeText(result: CaseResult): string {
  return JSON.stringify(problemOf(result)).replace(/[0-9]{5,}/g, '#')
}
