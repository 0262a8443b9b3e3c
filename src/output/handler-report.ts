import type { Both } from '../protocol/endpoints/endpoint.js'
import type { Finding } from '../protocol/findings.js'
import type { Paint } from './colour.js'
import { pad, wrap } from './columns.js'
import type { JunitCase } from './junit.js'
import { labelled } from './label.js'
import type { Language } from './language.js'
import { sentence } from './report.js'
import type { FindingWords, Words } from './words/words.js'

/** A case of the conformance run as it is shown. */
export interface ShownCase {
  code: string
  wants: 'accepted' | 'refused' | 'unharmed' | 'echoed'
  title: Both
  why: Both
  fix: Both
}

/** How it went. */
export interface ShownResult {
  one: ShownCase
  verdict: 'passed' | 'failed' | 'advice'
  answers: readonly { status?: number; answer?: string; milliseconds: number; problem?: Finding }[]
}

interface Saying {
  words: Words
  findings: FindingWords
  paint: Paint
  language: Language
  /** Of the column with the codes. */
  width: number
  /** Of the terminal, or 80. */
  columns: number
  /** Before lines are cut, or other signs are written for some. */
  mask: (text: string) => string
}

const INDENT = 4

/** A line for a case that passed; for another one what came, why it matters, and how to fix it. */
export function resultText({ one, verdict, answers }: ShownResult, saying: Saying): string {
  const { words, findings, paint, language, width, columns, mask } = saying
  const mark = { passed: paint.green('✓'), failed: paint.red('✗'), advice: paint.yellow('!') }[verdict]
  const line = `${mark} ${pad(one.code, width)}  ${one.title[language]}`
  if (verdict === 'passed') return line
  const problem = firstProblem(answers)
  const { wanted, why, fix } = words.checkHandler
  const below = [
    ...(problem ? [`${mask(sentence(problem, findings).message)} ${paint.dim(`(${problem.code})`)}`] : []),
    wanted[one.wants],
    labelled(why, one.why[language], paint.bold),
    labelled(fix, one.fix[language], paint.bold)
  ]
  const lines = below.flatMap((text) => wrap(text, columns - INDENT))
  return [line, ...lines.map((text) => ' '.repeat(INDENT) + text)].join('\n')
}

/** A line for each case: what is sent, and what must come back. */
export function caseText(
  one: ShownCase,
  { words, language, width }: Pick<Saying, 'words' | 'language' | 'width'>
): string {
  return `${pad(one.code, width)}  ${one.title[language]}\n${' '.repeat(width + 2)}${words.checkHandler.wanted[one.wants]}`
}

/** The machine form of a case. */
export function caseDocument({ code, wants, title, why, fix }: ShownCase, language: Language) {
  return { code, wants, title: title[language], why: why[language], fix: fix[language] }
}

/** The same for CI servers: advice fails nothing there either. */
export function junitCase(
  { one, verdict, answers }: ShownResult,
  { findings, language, mask }: Pick<Saying, 'findings' | 'language' | 'mask'>
): JunitCase {
  const time = answers.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000
  const problem = firstProblem(answers)
  if (verdict !== 'failed' || !problem) return { name: one.code, time }
  const text = `${one.title[language]}\n${one.why[language]}\n${one.fix[language]}`
  return { name: one.code, time, failure: { message: mask(sentence(problem, findings).message), text } }
}

function firstProblem(answers: ShownResult['answers']): Finding | undefined {
  return answers.find(({ problem }) => problem)?.problem
}
