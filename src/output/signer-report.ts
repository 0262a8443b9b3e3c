import type { Both, Language } from '../language.js'
import type { Paint } from './colour.js'
import { mistakeDocument, type ShownMistake, wrapped } from './diagnosis-lines.js'
import { labelled } from './label.js'
import type { ReportedCase } from './reporters/report.js'
import { visibleLine } from './terminal-text.js'
import type { CheckWords } from './words/check-words.js'
import type { DiagnoseTexts } from './words/diagnose-words.js'

/** A case of check-signer to show. */
export interface ShownCase {
  id: string
  about: Both
  /** Whether official implementations part about it. */
  isDisputed: boolean
  /** The document that is handed over. */
  document: { id: string; body: string; salt?: string }
}

/** The result of a case to show. */
export interface ShownResult {
  one: ShownCase
  verdict: 'passed' | 'failed' | 'advice'
  /** Absent if there was no answer. */
  answer: string | undefined
  /** Absent where none is right. */
  expected: string | undefined
  /** The text that is hashed or signed; absent where none is right. */
  signed: string | undefined
  /** The codes of the mistakes that explain it. */
  mistakes: readonly string[]
}

/** A mistake, and the cases in which it has an effect. */
export interface ShownCause {
  mistake: ShownMistake
  cases: readonly string[]
}

/** A whole run to show. */
export interface ShownRun {
  system: 'ecpay' | 'trade'
  results: readonly ShownResult[]
  causes: readonly ShownCause[]
  isCutShort: boolean
}

interface Style {
  words: CheckWords
  diagnose: DiagnoseTexts
  paint: Paint
  language: Language
  columns: number
  mask: (text: string) => string
}

/** The most names of cases in a list. */
const LISTED = 8
/** In characters: of a body, no more is shown. */
const LONGEST = 400

/** The result for a person: what is wrong and why, once for all cases with the same mistake. */
export function signerText(run: ShownRun, style: Style): string {
  const { results, causes } = run
  const { words, paint } = style
  const { signer: say } = words
  const counted = countedOf(results)
  const failed = counted.filter(({ verdict }) => verdict === 'failed')
  const unexplained = failed.filter(({ mistakes }) => mistakes.length === 0)
  const explained = failed.length - unexplained.length
  const cause =
    explained === 0
      ? say.unexplained
      : unexplained.length === 0
        ? say.explained(causes.length)
        : say.partly(explained, causes.length)
  const lines =
    failed.length === 0
      ? wrapped(`${paint.green('✓')} ${say.right(counted.length)}`, '  ', style, '')
      : wrapped(`${paint.red('✗')} ${say.wrong(failed.length, counted.length)}${cause}`, '  ', style, '')
  lines.push(...causes.flatMap((one, i) => causeLines(one, i, style)))
  if (causes.length > 0 && causes.every(({ mistake }) => mistake.snippet === undefined))
    lines.push(...wrapped(say.snippets, '', style).map(paint.dim))
  lines.push(...unexplainedLines(run, unexplained, style), ...partsLines(results, style))
  if (run.isCutShort) lines.push(...wrapped(say.cutShort, '', style))
  return `${lines.join('\n')}\n`
}

/** The results that count: of cases that nobody disputes, and that were answered. */
export function countedOf(results: readonly ShownResult[]): ShownResult[] {
  return results.filter(({ one, answer }) => !one.isDisputed && answer !== undefined)
}

function causeLines({ mistake, cases }: ShownCause, i: number, style: Style): string[] {
  const { words, diagnose, paint } = style
  return [
    ...wrapped(`${mistake.message} (${mistake.code})`, '   ', style, `${i + 1}. `),
    ...wrapped(words.signer.inCases(cases.length, names(cases, words)), '   ', style),
    ...wrapped(labelled(diagnose.fix, mistake.fix), '   ', style),
    ...(mistake.snippet?.split('\n').map((line) => `     ${paint.cyan(line)}`) ?? [])
  ]
}

function names(ids: readonly string[], { signer: say }: CheckWords): string {
  const shown = ids.slice(0, LISTED).join(say.comma)
  return ids.length > LISTED ? `${shown} ${say.more(ids.length - LISTED)}` : shown
}

/** The simplest case that is not explained, with all that is needed to look into it. */
function unexplainedLines(run: ShownRun, unexplained: readonly ShownResult[], style: Style): string[] {
  const [first] = unexplained.toSorted((a, b) => a.one.document.body.length - b.one.document.body.length)
  if (!first) return []
  const { signer: say } = style.words
  const { one, expected, answer, signed } = first
  const { body, salt } = one.document
  const part = (label: string, text: string) => wrapped(labelled(label, cut(text)), '     ', style, '   ')
  return [
    '',
    ...wrapped(say.others(unexplained.length), '', style),
    ...wrapped(`${one.id}  ${one.about[style.language]}`, '   ', style, '   '),
    ...part(say.body, visibleLine(body)),
    ...(salt === undefined ? [] : part(say.salt, visibleLine(salt))),
    ...part(say.yours, answer === undefined || answer === '' ? say.nothing : visibleLine(answer)),
    ...(expected === undefined ? [] : part(say.wanted, expected)),
    ...(signed === undefined ? [] : signedLines(run.system, signed, style)),
    ...(run.results.some(({ verdict }) => verdict === 'passed')
      ? []
      : wrapped(say.ownKeys[run.system], '   ', style, '   '))
  ]
}

function signedLines(system: ShownRun['system'], signed: string, style: Style): string[] {
  const { signer: say } = style.words
  const heading = wrapped(system === 'ecpay' ? say.hashed : say.signed, '   ', style, '   ')
  if (system === 'ecpay') return [...heading, ...wrapped(cut(visibleLine(signed)), '     ', style, '     ')]
  const lines = signed.split('\n')
  const last = lines.pop() ?? ''
  const shown = [...lines.map((line) => `${cut(visibleLine(line))}⏎`), ...(last === '' ? [] : [cut(visibleLine(last))])]
  return [...heading, ...shown.flatMap((line) => wrapped(line, '     ', style, '     '))]
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function partsLines(results: readonly ShownResult[], style: Style): string[] {
  const { words, paint } = style
  // What a mistake explains is said with the mistake.
  const parts = results.filter(
    ({ verdict, mistakes, answer }) => verdict === 'advice' && mistakes.length === 0 && answer !== undefined
  )
  if (parts.length === 0) return []
  const ids = names(
    parts.map(({ one }) => one.id),
    words
  )
  return wrapped(`${paint.yellow('!')} ${words.signer.parts(parts.length, ids)}`, '  ', style, '')
}

/** A case for machines: what is handed over, and what is special about it. */
export function caseDocument({ id, about, isDisputed, document }: ShownCase, language: Language) {
  return { id, about: about[language], disputed: isDisputed, document }
}

/** The JSON form of a run. */
export function signerDocument({ system, results, causes, isCutShort }: ShownRun, language: Language) {
  return {
    system,
    passed: results.every(({ verdict }) => verdict !== 'failed'),
    mistakes: causes.map(({ mistake, cases }) => ({ ...mistakeDocument(mistake), cases })),
    cases: results.map(({ one, verdict, answer, expected, mistakes }) => ({
      id: one.id,
      about: one.about[language],
      disputed: one.isDisputed,
      verdict,
      signature: answer ?? null,
      expected: expected ?? null,
      mistakes
    })),
    ...(isCutShort && { timed_out: true })
  }
}

/** A result for other programs, in words. */
export function reportedCase(
  { one, verdict, mistakes }: ShownResult,
  said: { message: string; hint?: string | undefined } | undefined,
  causes: readonly ShownCause[],
  language: Language
): ReportedCase {
  const own = causes.filter(({ mistake }) => mistakes.includes(mistake.code))
  const details = own.map(({ mistake }) => `${mistake.message} (${mistake.code})\n${mistake.fix}`)
  return {
    name: `${one.id} ${one.about[language]}`,
    verdict,
    milliseconds: 0,
    message: said?.message,
    details: [...details, ...(said?.hint && details.length === 0 ? [said.hint] : [])].join('\n') || undefined
  }
}
