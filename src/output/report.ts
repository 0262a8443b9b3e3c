import type { Code, Finding } from '../findings/findings.js'
import type { Paint } from './colour.js'
import { labelled } from './label.js'
import { visibleLine } from './terminal-text.js'
import type { FindingWords } from './words/words.js'

export type Level = 'error' | 'warning' | 'notice'

/** A finding in words: what was found and expected, and what to do about it. */
export interface Sentence {
  message: string
  hint: string | undefined
}

/** The sentence of a finding. Remote and user text in it is made safe for a terminal. */
export function sentence(found: Finding, words: FindingWords): Sentence {
  return worded(found.code, found, words)
}

/** The sentence of a code with these arguments. */
export function worded(code: Code, args: object, words: FindingWords): Sentence {
  const say = words[code] as (args: object) => string | [string, string]
  const said = say(args)
  const [message, hint] = typeof said === 'string' ? [said, undefined] : said
  return { message: visibleLine(message), hint: hint && visibleLine(hint) }
}

/** The most findings of one code to show; more are only counted. */
const READ = 20

/** The first findings of each code, and the number of the others. */
export function readable<T extends { code: string }>(
  findings: readonly T[]
): { shown: T[]; more: [code: string, count: number][] } {
  const counts = new Map<string, number>()
  const shown = findings.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1
    counts.set(code, count)
    return count <= READ
  })
  const more = [...counts].flatMap(([code, count]): [string, number][] => (count > READ ? [[code, count - READ]] : []))
  return { shown, more }
}

/** `error: message (code)` for each finding, with its hint below. Consecutive findings with the same hint share it. */
export function findingLines(
  level: Level,
  label: string,
  findings: readonly Finding[],
  words: FindingWords,
  paint: Paint
): string[] {
  const sentences = findings.map((one) => sentence(one, words))
  return findings.flatMap(({ code }, i) => {
    const { message = '', hint } = sentences[i] ?? {}
    const first = codeLine(level, label, code, message, paint)
    return hint && hint !== sentences[i + 1]?.hint ? [`${first}\n  ${hint}`] : [first]
  })
}

/** A text with its code, after the word of its level in its colour. */
export function codeLine(level: Level, label: string, code: string, said: string, paint: Paint): string {
  const style = { error: paint.red, warning: paint.yellow, notice: paint.cyan }[level]
  return labelled(label, `${said} ${paint.dim(`(${code})`)}`, style)
}

/**
 * The JSON form of the findings that ended a command: the first one, and all of them if there are several.
 *
 * @param warnings what was warned of before
 */
export function errorDocument(
  findings: readonly Finding[],
  words: FindingWords,
  warnings: readonly Finding[] = []
): object {
  const problems = findings.map((one) => problem(one, words))
  const warned = warnings.map((one) => problem(one, words))
  return {
    error: { ...problems[0], ...(problems.length > 1 && { problems }), ...(warned.length > 0 && { warnings: warned }) }
  }
}

/** The JSON form of a finding. */
export interface Problem {
  code: Code
  key?: string
  message: string
  hint?: string
}

/** A finding in its JSON form. */
export function problem(found: Finding, words: FindingWords): Problem {
  const { message, hint } = sentence(found, words)
  return { code: found.code, ...('key' in found && { key: found.key }), message, ...(hint && { hint }) }
}
