import type { Code, Finding } from '../findings/findings.js'
import type { Both, Language } from '../language.js'
import type { Wanted } from '../protocol/callback/handler-case.js'
import type { Paint } from './colour.js'
import { pad, wrap } from './columns.js'
import { labelled } from './label.js'
import { problem, sentence } from './report.js'
import type { ReportedCase } from './reporters/report.js'
import { visibleLine } from './terminal-text.js'
import type { FindingWords, Words } from './words/words.js'

/** A case of check-handler to show. */
export interface ShownCase {
  code: string
  wants: Wanted
  title: Both
  why: Both
  fix: Both
}

interface ShownAnswer {
  status?: number
  answer?: string
  milliseconds: number
  problem?: Finding
  advice?: Finding
}

/** The result of a case to show. */
export interface ShownResult {
  one: ShownCase
  verdict: 'passed' | 'failed' | 'advice'
  answers: readonly ShownAnswer[]
  milliseconds: number
  /** The code of the first case that failed with the same cause. */
  like: string | null
  /** Whether it passed without proving anything. */
  provesNothing: boolean
}

/** How to write a report. */
interface ReportStyle {
  words: Words
  findings: FindingWords
  paint: Paint
  language: Language
  /** The width of the column with the codes. */
  width: number
  /** The width of the terminal, or 80. */
  columns: number
  /** Masks secrets, before lines are cut or characters replaced. */
  mask: (text: string) => string
}

const INDENT = 4

/**
 * A line for a case that passed. For one that failed: the answer, why it matters, and how to fix it.
 *
 * @param commands command lines that repeat only this case
 * @returns undefined for a case that {@link closingText} reports together with others
 */
export function resultText(
  result: ShownResult,
  style: ReportStyle,
  commands: readonly string[] = []
): string | undefined {
  const { one, verdict, answers, like, provesNothing } = result
  if (like !== null || provesNothing) return undefined
  const { words, findings, paint, language, width, columns, mask } = style
  const line = `${markOf(verdict, paint)} ${pad(one.code, width)}  ${one.title[language]}`
  if (verdict === 'passed') return line
  const { found, answer } = toldBy(answers)
  const say = words.checkHandler
  const shown = answer === undefined || (found && NOT_OF_THE_ANSWER.has(found.code)) ? '' : answerExcerpt(answer, mask)
  const below = [
    ...(found ? [`${mask(sentence(found, findings).message)} ${paint.dim(`(${found.code})`)}`] : []),
    ...(shown === '' ? [] : [labelled(say.answer, shown, paint.bold)]),
    ...explained(result, style)
  ]
  const lines = below.flatMap((text) => wrap(text, columns - INDENT))
  // Not wrapped, so that they can be copied.
  const indented = [...lines, ...commands].map((text) => ' '.repeat(INDENT) + text)
  return [line, ...indented].join('\n')
}

/** Why it matters and how to fix it. */
function explained(result: ShownResult, { words, findings, language, paint }: ReportStyle): string[] {
  const { one, answers } = result
  const { wanted, why, fix } = words.checkHandler
  const remedy = labelled(fix, remedyFor(result, findings, language), paint.bold)
  if (toldBy(answers).isAdvice) return [remedy]
  return [wanted[one.wants], labelled(why, one.why[language], paint.bold), remedy]
}

/** The remedy of the case, or that of the answer if the answer would be wrong in any case. */
function remedyFor(result: ShownResult, findings: FindingWords, language: Language): string {
  const { found, isAdvice } = toldBy(result.answers)
  const hint = found && (isAdvice || showsRemedy(result, found)) ? sentence(found, findings).hint : undefined
  return hint ?? result.one.fix[language]
}

/** Statuses with which handlers refuse. The case says more than these statuses do. */
const REFUSALS: readonly number[] = [400, 401, 403, 422]

function showsRemedy({ one, answers }: ShownResult, found: Finding): boolean {
  if (found.code === 'callback-not-200') return one.code === 'genuine' && !REFUSALS.includes(found.status)
  // An answer without err_no has the form of another platform; the remedy of the case would be about signatures.
  if (found.code === 'callback-refused') return found.err_no === ''
  return answers.every(({ status }) => status === undefined) || found.code.startsWith('callback-answer-')
}

/** The end of a report: cases that failed with the same cause, and cases that passed without proving anything. */
export function closingText(results: readonly ShownResult[], style: ReportStyle): string[] {
  const { words, paint, columns, language } = style
  const firsts = results.filter((first) => results.some(({ like }) => like === first.one.code))
  const folded = firsts.flatMap(({ one }) =>
    (['failed', 'advice'] as const).flatMap((verdict) => {
      const alike = results.filter((result) => result.like === one.code && result.verdict === verdict)
      const codes = alike.map((result) => result.one.code).join(language === 'zh' ? '、' : ', ')
      const text = words.checkHandler.alike[verdict](alike.length, one.code, codes)
      return alike.length === 0 ? [] : [[markOf(verdict, paint), text]]
    })
  )
  const idle = results.filter(({ provesNothing }) => provesNothing).length
  const marked =
    idle === 0
      ? folded
      : [...folded, [paint.dim('–'), labelled(words.checkHandler.provesNothing(idle), words.checkHandler.refusesAll)]]
  return marked.flatMap(([mark, text = '']) =>
    wrap(text, columns - 2).map((line, i) => (i === 0 ? `${mark} ${line}` : `  ${line}`))
  )
}

function markOf(verdict: ShownResult['verdict'], paint: Paint): string {
  return { passed: paint.green('✓'), failed: paint.red('✗'), advice: paint.yellow('!') }[verdict]
}

/** A line for a case: what is sent, and the required answer. */
export function caseText(
  one: ShownCase,
  { words, language, width }: Pick<ReportStyle, 'words' | 'language' | 'width'>
): string {
  return `${pad(one.code, width)}  ${one.title[language]}\n${' '.repeat(width + 2)}${words.checkHandler.wanted[one.wants]}`
}

/** The JSON form of a case. */
export function caseDocument({ code, wants, title, why, fix }: ShownCase, language: Language) {
  return { code, wants, title: title[language], why: why[language], fix: fix[language] }
}

/** The JSON form of a result. */
export function resultDocument(result: ShownResult, language: Language, findings: FindingWords) {
  const { one, verdict, answers, milliseconds, like, provesNothing } = result
  return {
    ...caseDocument(one, language),
    verdict,
    like,
    proves_nothing: provesNothing,
    milliseconds,
    answers: answers.map(({ status, answer, milliseconds, problem: wrong, advice }) => {
      const found = wrong ?? advice
      return {
        status: status ?? null,
        answer: answer ?? null,
        milliseconds,
        problem: found ? problem(found, findings) : null
      }
    })
  }
}

/** A result for other programs, in words. Advice is not a failure there either. */
export function reportedCase(
  result: ShownResult,
  { words, findings, language, mask }: Pick<ReportStyle, 'words' | 'findings' | 'language' | 'mask'>
): ReportedCase {
  const { one, verdict, answers, milliseconds, like, provesNothing } = result
  const timed = { name: one.code, milliseconds }
  const say = words.checkHandler
  if (provesNothing) return { ...timed, verdict: 'skipped', message: say.refusesAll }
  const { found, answer } = toldBy(answers)
  if (verdict === 'passed' || !found) return { ...timed, verdict: 'passed' }
  const text = [
    one.title[language],
    ...(answer === undefined ? [] : [labelled(say.answer, answerExcerpt(answer, mask))]),
    ...(like === null ? [one.why[language], remedyFor(result, findings, language)] : [say.like(like)])
  ]
  return { ...timed, verdict, message: sentence(found, findings).message, details: text.join('\n') }
}

function toldBy(answers: readonly ShownAnswer[]): { found?: Finding; answer?: string; isAdvice: boolean } {
  const telling = answers.find((one) => one.problem) ?? answers.find((one) => one.advice)
  const found = telling?.problem ?? telling?.advice
  return {
    ...(found && { found }),
    ...(telling?.answer !== undefined && { answer: telling.answer }),
    isAdvice: telling !== undefined && !telling.problem
  }
}

/** Findings that are not about the answer. */
const NOT_OF_THE_ANSWER: ReadonlySet<Code> = new Set([
  'answered-when-sent-again',
  'answer-slow',
  'effect-repeated',
  'effect-differs',
  'effect-changed'
])

/** In characters. */
const LONGEST = 100

/** The beginning of an answer on one line, with invisible characters named. It is masked first, then cut. */
function answerExcerpt(answer: string, mask: (text: string) => string): string {
  const characters = Array.from(mask(answer).slice(0, 4 * LONGEST))
  const shown = characters.slice(0, LONGEST).join('') + (characters.length > LONGEST ? '…' : '')
  return visibleLine(shown)
}
