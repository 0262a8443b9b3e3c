import type { Code, Finding, FindingArgs } from '../findings/findings.js'
import type { Paint } from './colour.js'
import { labelled } from './label.js'
import { visibleLine } from './terminal-text.js'
import type { FindingWords } from './words/words.js'

/** A finding in words: what was found and expected, and what to do. */
export interface Sentence {
  message: string
  hint: string | undefined
}

/** The sentence of a finding, with remote and user text made safe for a terminal. */
export function sentence(found: Finding, words: FindingWords): Sentence {
  const say = words[found.code] as (args: FindingArgs[Code]) => string | [string, string]
  const said = say(found)
  const [message, hint] = typeof said === 'string' ? [said, undefined] : said
  return { message: visibleLine(message), hint: hint && visibleLine(hint) }
}

/** `error: message (code)`, one a finding, and the hint below; findings in a row that share a hint have it once. */
export function findingLines(
  level: 'error' | 'warning' | 'notice',
  label: string,
  findings: readonly Finding[],
  words: FindingWords,
  paint: Paint
): string[] {
  const style = { error: paint.red, warning: paint.yellow, notice: paint.cyan }[level]
  const sentences = findings.map((one) => sentence(one, words))
  return findings.flatMap(({ code }, i) => {
    const { message = '', hint } = sentences[i] ?? {}
    const first = labelled(label, `${message} ${paint.dim(`(${code})`)}`, style)
    return hint && hint !== sentences[i + 1]?.hint ? [`${first}\n  ${hint}`] : [first]
  })
}

/** The machine form of what ended a command: the first problem, and all of them where there are several. */
export function errorDocument(findings: readonly Finding[], words: FindingWords): object {
  const problems = findings.map((one) => problem(one, words))
  return { error: problems.length > 1 ? { ...problems[0], problems } : problems[0] }
}

/** The machine form of a warning. */
export function problem(
  found: Finding,
  words: FindingWords
): { code: Code; key?: string; message: string; hint?: string } {
  const { message, hint } = sentence(found, words)
  return { code: found.code, ...('key' in found && { key: found.key }), message, ...(hint && { hint }) }
}
