import { junitText } from '../junit.js'
import { visible, visibleLine } from '../terminal-text.js'

/** The forms of a report besides the text of the command itself and its document. */
export const FORMS = ['tap', 'junit', 'github'] as const
export type Form = (typeof FORMS)[number]

/** Where a case is written. */
interface Place {
  /** Relative to the working directory. */
  file: string
  /** Both from 1. */
  line: number
  column: number
}

/** The result of a case, in words. */
export interface ReportedCase {
  name: string
  /** `advice` is not right, but no failure. */
  verdict: 'passed' | 'failed' | 'advice' | 'skipped'
  milliseconds: number
  /** What is wrong, in a line; or why it was skipped. */
  message?: string | undefined
  /** More about it: what came, what was expected, what to do. */
  details?: string | undefined
  place?: Place | undefined
  /** It could not be run. */
  isError?: boolean | undefined
}

/** The results of a run, in words. */
export interface Report {
  /** What ran, such as `ecpay check-signer`. */
  name: string
  cases: readonly ReportedCase[]
  milliseconds: number
}

/** A report in one of the forms that other programs read. */
export function reportText(form: Form, report: Report): string {
  return { tap: tapText, junit: asJunit, github: githubText }[form](report)
}

/** A report in which secrets are masked, before anything is escaped. */
export function maskedReport({ cases, ...report }: Report, mask: (text: string) => string): Report {
  const masked = (text: string | undefined) => text && mask(text)
  return {
    ...report,
    cases: cases.map((one) => ({
      ...one,
      name: mask(one.name),
      message: masked(one.message),
      details: masked(one.details)
    }))
  }
}

function asJunit({ name, cases, milliseconds }: Report): string {
  const all = cases.map(({ name, verdict, message = '', details = '', isError, place, ...one }) => ({
    ...{ name, time: one.milliseconds / 1000, file: place?.file, line: place?.line },
    ...(verdict === 'skipped' && { skipped: message }),
    ...(verdict === 'failed' && {
      failure: { message, text: details, kind: isError ? ('error' as const) : ('failure' as const) }
    }),
    output: verdict === 'passed' ? undefined : `${message}\n${details}`.trim()
  }))
  return junitText(name, all, milliseconds / 1000)
}

/** TAP 14: https://testanything.org/tap-version-14-specification.html. Advice is `# TODO`, which fails nothing. */
function tapText({ cases }: Report): string {
  const lines = cases.flatMap((one, i) => {
    const { name, verdict, message, details } = one
    const isOk = verdict === 'passed' || verdict === 'skipped'
    const directive = { passed: '', failed: '', advice: ' # TODO', skipped: ' # SKIP' }[verdict]
    const why = directive !== '' && message !== undefined ? ` ${tapWord(message)}` : ''
    const head = `${isOk ? 'ok' : 'not ok'} ${i + 1} - ${tapWord(name)}${directive}${why}`
    if (verdict !== 'failed') return [head]
    const place = one.place && [
      `file: ${yaml(one.place.file)}`,
      `line: ${one.place.line}`,
      `column: ${one.place.column}`
    ]
    const said = [
      `message: ${yaml(message ?? '')}`,
      ...(details ? [`details: ${yaml(details)}`] : []),
      ...(place ?? [])
    ]
    return [head, '  ---', ...said.map((line) => `  ${line}`), '  ...']
  })
  return ['TAP version 14', `1..${cases.length}`, ...lines, ''].join('\n')
}

/** A `#` would begin a directive. */
function tapWord(text: string): string {
  return visibleLine(text).replaceAll('\\', '\\\\').replaceAll('#', '\\#')
}

/** A text in quotes, which JSON and YAML write alike. */
function yaml(text: string): string {
  return JSON.stringify(visible(text))
}

/** Workflow commands of GitHub Actions: annotations at the lines of the cases. */
function githubText({ name, cases }: Report): string {
  const lines = cases.flatMap(({ name: title, verdict, message = '', details, place }) => {
    if (verdict === 'passed' || verdict === 'skipped') return []
    const level = verdict === 'failed' ? 'error' : 'notice'
    const at = place ? [`file=${property(place.file)}`, `line=${place.line}`, `col=${place.column}`] : []
    const words = [...at, `title=${property(`${name}: ${title}`)}`].join(',')
    return [`::${level} ${words}::${data([message, details].filter(Boolean).join('\n'))}`]
  })
  return lines.map((line) => `${line}\n`).join('')
}

/** Escapes as the toolkit of GitHub Actions does. */
function data(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** The summary of a job in Markdown: what failed, and why. */
export function summaryText({ name, cases }: Report, headline: string): string {
  const failed = cases.filter(({ verdict }) => verdict === 'failed')
  const rows = failed.map(({ name: title, message = '', place }) => {
    const at = place ? ` (${place.file}:${place.line})` : ''
    return `| ${cell(title)}${cell(at)} | ${cell(message)} |`
  })
  const table = rows.length > 0 ? ['', '| | |', '| --- | --- |', ...rows] : []
  return [`### ${cell(name)}`, '', cell(headline), ...table, '', ''].join('\n')
}

function cell(text: string): string {
  return visibleLine(text).replace(/[|\\`<>*_[\]]/g, (mark) => `\\${mark}`)
}
