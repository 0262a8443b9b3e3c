import type { Paint } from './colour.js'
import { twoColumns, widthOf, wrap } from './columns.js'
import { labelled } from './label.js'
import type { HelpWords } from './words/words.js'

/** A help page as data. Only this file decides the order of its parts. */
export interface HelpPage {
  usage: string
  about: string
  /** More about an API call, in its own paragraph. */
  facts?: string
  examples: readonly string[]
  arguments: readonly (readonly [string, string])[]
  options: readonly (readonly [string, string])[]
  globalOptions: readonly (readonly [string, string])[]
  commands: readonly { title: string; rows: readonly (readonly [string, string])[] }[]
  output?: string
  /** Commands and pages that say more. */
  see?: readonly string[]
  exits: readonly (0 | 1 | 2 | 3 | 130)[]
}

/** Writes a help page: usage and examples first, then the rest. */
export function renderHelp(page: HelpPage, help: HelpWords, paint: Paint, total: number): string {
  const list = (title: string, rows: HelpPage['options']) =>
    rows.length === 0 ? [] : ['', paint.bold(title), ...twoColumns(rows, total)]
  const lines = [
    labelled(help.titles['Usage:'], page.usage, paint.bold),
    '',
    ...wrap(page.about, total),
    ...(page.facts ? ['', ...wrap(page.facts, total)] : []),
    ...(page.examples.length > 0 ? ['', paint.bold(help.examples)] : []),
    ...page.examples.flatMap((example) => commandLines(example, total - 2)).map((line) => `  ${paint.cyan(line)}`),
    ...page.commands.flatMap(({ title, rows }) => list(title, rows)),
    ...list(help.titles['Arguments:'], page.arguments),
    ...list(help.titles['Options:'], page.options),
    ...list(help.titles['Global Options:'], page.globalOptions),
    ...(page.output ? ['', paint.bold(help.output), ...wrap(page.output, total - 2).map((line) => `  ${line}`)] : []),
    ...list(
      help.exits,
      page.exits.map((code) => [String(code), help.exitCodes[code]] as const)
    ),
    ...seeAlso(page.see ?? [], help, paint)
  ]
  return `${lines.join('\n')}\n`
}

/** Writes a page about a topic. */
export function renderTopic(
  { title, parts, see }: { title: string; parts: readonly (string | HelpPage['options'])[]; see: readonly string[] },
  help: HelpWords,
  paint: Paint,
  total: number
): string {
  const lines = [
    paint.bold(title),
    ...parts.flatMap((part) => ['', ...(typeof part === 'string' ? wrap(part, total) : twoColumns(part, total))]),
    ...seeAlso(see, help, paint)
  ]
  return `${lines.join('\n')}\n`
}

function seeAlso(see: readonly string[], help: HelpWords, paint: Paint): string[] {
  if (see.length === 0) return []
  return ['', paint.bold(help.see), ...see.map((one) => `  ${one}`)]
}

/** The lines of a command line. One that is too wide is continued with a backslash, before an option or a pipe. */
function commandLines(line: string, width: number): string[] {
  const parts = line.split(/ (?=-|\|)/)
  const lines: string[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    const longer = `${last} ${part}`
    if (last !== undefined && widthOf(longer) <= width - 2) lines[lines.length - 1] = longer
    else lines.push(last === undefined ? part : `    ${part}`)
  }
  return lines.map((one, i) => (i < lines.length - 1 ? `${one} \\` : one))
}
