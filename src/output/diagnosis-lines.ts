import type { Paint } from './colour.js'
import { widthOf, wrap } from './columns.js'
import { labelled } from './label.js'
import { visibleLine } from './terminal-text.js'
import type { DiagnoseTexts, NextStep } from './words/diagnose-words.js'

/** A mistake in words. */
export interface ShownMistake {
  code: string
  key?: string | undefined
  /** The members, if it is about several together. */
  keys?: readonly string[] | undefined
  message: string
  fix: string
  /** The fix in code, in the language that the user chose. */
  snippet?: string | undefined
}

/** Mistakes that together explain a signature. */
export interface ShownExplanation {
  mistakes: readonly ShownMistake[]
  /** Empty if it is not known. */
  stringToSign: string
}

/** A command line that may find more. */
export interface ShownStep {
  option: NextStep
  command: string
}

/** The sentences of the mistakes and fixes of one system. */
export interface MistakeTexts<Code extends string, Fix extends string> {
  mistakes: Record<Code, (of: string) => string>
  fixes: Record<Fix, string>
}

/**
 * A mistake in words.
 *
 * @param everything what it happened to, if it names no member
 */
export function shownMistake<Code extends string, Fix extends string>(
  { code, key, keys, fix }: { code: Code; key?: string; keys?: readonly string[]; fix: Fix },
  words: MistakeTexts<Code, Fix> & Pick<DiagnoseTexts, 'nothing' | 'comma'>,
  everything: string
): ShownMistake {
  const named = keys ?? (key === undefined ? [] : [key === '' ? words.nothing : key])
  const of = named.length === 0 ? everything : named.map((one) => `\`${one}\``).join(words.comma)
  return { code, key, keys, message: visibleLine(words.mistakes[code](of)), fix: words.fixes[fix] }
}

/** A mistake for machines. */
export function mistakeDocument({ code, key, keys, message, fix }: ShownMistake): object {
  return { code, ...(key !== undefined && { key }), ...(keys && { keys }), message, fix }
}

/** Explanations for machines. */
export function explanationDocuments(explanations: readonly ShownExplanation[]): object[] {
  return explanations.map(({ mistakes, stringToSign }) => ({
    mistakes: mistakes.map(mistakeDocument),
    string_to_sign: stringToSign
  }))
}

/** How to write a diagnosis. */
export interface DiagnosisStyle {
  words: DiagnoseTexts
  paint: Paint
  columns: number
  /** Masks secrets. Once a secret is broken into two lines, the output no longer finds it. */
  mask: (text: string) => string
}

/** The most other explanations to list. JSON output has all of them. */
const LISTED = 5

/** The mistakes of the best explanation, numbered, each with its fix. */
export function mistakeLines(mistakes: readonly ShownMistake[], style: DiagnosisStyle): string[] {
  const { words, paint } = style
  return mistakes.flatMap((one, i) => [
    ...wrapped(`${one.message} (${one.code})`, '   ', style, `${i + 1}. `),
    ...wrapped(labelled(words.fix, one.fix), '   ', style),
    ...(one.snippet?.split('\n').map((line) => `     ${paint.cyan(line)}`) ?? [])
  ])
}

/** The other explanations, each in one line. */
export function otherLines(others: readonly ShownExplanation[], style: DiagnosisStyle): string[] {
  if (others.length === 0) return []
  return [
    '',
    ...wrapped(style.words.equivalents(String(others.length)), '', style),
    ...others.slice(0, LISTED).flatMap(({ mistakes }) => listed(mistakes, style))
  ]
}

/** What else is wrong, each with what to do about it. */
export interface ShownCause {
  code: string
  message: string
  hint?: string | undefined
}

/** What is wrong besides the signature, under its heading. */
export function causeLines(heading: string, causes: readonly ShownCause[], style: DiagnosisStyle): string[] {
  if (causes.length === 0) return []
  const said = causes.map(({ code, message, hint = '' }) => `${message} (${code}) ${hint}`.trim())
  return [...wrapped(heading, '', style), ...said.flatMap((one) => bullet(visibleLine(one), style))]
}

/** The next command lines. They are not folded, so that they can be copied. */
export function nextLines(next: readonly ShownStep[], style: DiagnosisStyle): string[] {
  const { words, paint, mask } = style
  return next.flatMap(({ option, command }) => [
    ...wrapped(words.next[option], '', style),
    `     ${paint.cyan(visibleLine(mask(command)))}`
  ])
}

/** Mistakes in one item of a list. */
export function listed(mistakes: readonly ShownMistake[], style: DiagnosisStyle): string[] {
  return bullet(mistakes.map((one) => `${one.message} (${one.code})`).join(' + '), style)
}

/** An item of a list. */
export function bullet(text: string, style: DiagnosisStyle): string[] {
  return wrapped(text, '  ', style, '- ')
}

/** A paragraph, with its secrets masked. */
export function wrapped(
  text: string,
  indent: string,
  { columns, mask }: Pick<DiagnosisStyle, 'columns' | 'mask'>,
  first = indent
): string[] {
  return wrap(mask(text), columns - indent.length).flatMap((line, i) =>
    folded(line, columns - indent.length).map((part, j) => `${i + j === 0 ? first : indent}${part}`)
  )
}

/** Breaks lines at a width, even where there is no space. */
export function folded(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const character of text) {
    if (widthOf(line + character) > width) {
      lines.push(line)
      line = ''
    }
    line += character
  }
  return [...lines, line]
}
