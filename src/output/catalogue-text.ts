import type { Language } from '../language.js'
import type { Searchable } from '../protocol/catalogue/search-catalogue.js'
import type { Retry, Source } from '../protocol/system/catalogue-entry.js'
import { SYSTEMS } from '../systems.js'
import type { Paint } from './colour.js'
import { pad, twoColumns, widthOf, wrap } from './columns.js'
import { SNIPPET_LANGUAGES, type SnippetLanguage } from './words/snippets.js'
import type { ExplainWords, Words } from './words/words.js'

/** One code in one language. This is also its JSON form. */
export interface Explanation {
  namespace: keyof ExplainWords['namespaces']
  code: string
  /** The name of its payment system; null for codes of this tool and of other products. */
  system: string | null
  meaning: string
  cause: string | null
  note: string | null
  remedy: string | null
  /** What to do instead of `remedy` if the code comes from one of these calls. */
  remedies: { calls: string[]; remedy: string }[]
  /** Whether the same request may be sent again unchanged; null if there is no request. */
  retry: Retry | null
  /** Only for a state: whether it is final. */
  final: boolean | null
  /** Calls that return it. */
  calls: string[]
  /** The main members of a callback's msg. */
  fields: { key: string; unit: 'fen' | 'seconds' | 'milliseconds' | null; meaning: string }[]
  /** A right answer to a callback whose answer must have `data`. */
  reply: object | null
  /** Texts of the platform and of users that find it. */
  says: string[]
  /** Only for a mistake in signing: the fix in code, in each language. */
  snippets: Record<SnippetLanguage, string> | null
  source: Source
  page: string | null
}

/** An explanation with its texts for the search, in both languages. */
export interface Findable extends Searchable {
  explanation: Explanation
}

/** The answers of this product come first, then codes of this tool, then names, then neighbouring products. */
const WEIGHTS: { [N in Explanation['namespace']]?: number } = { call: 0.8, field: 0.8, other: 0.75 }
const OWN_WEIGHT = 0.9
/** If two systems have the same words, the first is meant. */
const LATER_SYSTEM = 0.95

/** @param others the same explanations in the other language, in the same order */
export function findable(explanations: readonly Explanation[], others: readonly Explanation[]): Findable[] {
  return explanations.map((explanation, i) => {
    const { namespace, code, says, source } = explanation
    const both = [explanation, others[i] ?? explanation]
    return {
      namespace,
      code,
      says,
      own: source === 'ecpay',
      weight: weightOf(explanation),
      texts: [both.map(({ meaning }) => meaning).join(' ; '), ...both.flatMap(restOf)],
      explanation
    }
  })
}

function weightOf({ namespace, source, system }: Explanation): number {
  if (source === 'ecpay') return OWN_WEIGHT
  const isFirst = system === null || system === SYSTEMS[0]?.name
  return (WEIGHTS[namespace] ?? 1) * (isFirst ? 1 : LATER_SYSTEM)
}

function restOf({ cause, note, remedy, remedies, fields }: Explanation): string[] {
  const more = [...remedies.map((one) => one.remedy), ...fields.map(({ key, meaning }) => `${key} ${meaning}`)]
  return [cause, note, remedy, ...more].flatMap((text) => text ?? [])
}

/** How to write an explanation. */
export interface ExplanationStyle {
  words: Words
  paint: Paint
  /** The width of the terminal, or 80. */
  columns: number
  language: Language
}

/** The platform's name of the system of an explanation. */
function titleOf({ system }: Pick<Explanation, 'system'>, language: Language): string | null {
  return SYSTEMS.find(({ name }) => name === system)?.title[language] ?? null
}

/** The code after its namespace, as a user would search for it. */
function nameOf({ namespace, code }: Pick<Explanation, 'namespace' | 'code'>): string {
  return `${namespace}:${code}`
}

/** The name of the system, unless it is the first, which goes without saying. */
function laterTitle(one: Explanation, language: Language): string | null {
  return one.system === SYSTEMS[0]?.name ? null : titleOf(one, language)
}

/** An explanation as text: the code with its meaning, then what is known with a label each, and the calls last. */
export function explanationText(one: Explanation, style: ExplanationStyle): string {
  const { words, paint, columns, language } = style
  const { labels, states, sources } = words.explain
  const rows: (readonly [string, string | null])[] = [
    [labels.system, titleOf(one, language)],
    [labels.cause, one.cause],
    [labels.note, one.note],
    [labels.remedy, one.remedy],
    ...one.remedies.map(({ calls, remedy }, i): [string, string] => [
      one.remedy === null && i === 0 ? labels.remedy : '',
      words.explain.forCalls(calls.join(', '), remedy)
    ]),
    [labels.retry, one.retry && words.exchange.retry[one.retry]],
    [labels.state, one.final === null ? null : states[one.final ? 'final' : 'passing']],
    ...fieldRows(one, words),
    [labels.source, one.source === 'ecpay' ? null : sources[one.source]]
  ]
  const shown = rows.flatMap(([label, text]) => (text ? [[label, text] as const] : []))
  const calls = one.calls.length > 0 ? [[labels.calls, one.calls.join(', ')] as const] : []
  // Both parts share the width of the labels.
  const width = Math.max(0, ...[...shown, ...calls].map(([label]) => widthOf(label)))
  const table = (part: readonly (readonly [string, string])[]) =>
    part.length === 0
      ? []
      : twoColumns(
          part.map(([label, text]) => [pad(label, width), text] as const),
          columns
        )
  const name = nameOf(one)
  const heading = wrap(`${name}  ${one.meaning}`, columns).join('\n')
  return [
    heading.replace(name, paint.bold(name)),
    ...table(shown),
    ...replyLines(one, style),
    ...snippetLines(one, style),
    // An address is not folded, and is as far left as possible.
    ...(one.page ? [`  ${one.page}`] : []),
    ...table(calls)
  ].join('\n')
}

function fieldRows({ fields }: Explanation, { explain }: Words): [string, string][] {
  return fields.map(({ key, unit, meaning }, i) => {
    const said = unit ? explain.inUnit(meaning, explain.units[unit]) : meaning
    return [i === 0 ? explain.labels.fields : '', `${key}: ${said}`]
  })
}

/** An answer to copy, as indented JSON. */
function replyLines({ reply }: Explanation, { words, paint }: ExplanationStyle): string[] {
  if (!reply) return []
  const lines = JSON.stringify(reply, null, 2).split('\n')
  return [`  ${words.explain.labels.reply}`, ...lines.map((line) => `      ${paint.cyan(line)}`)]
}

/** The snippets. Code is not folded, so that it can be copied. */
function snippetLines({ snippets }: Explanation, { words, paint }: ExplanationStyle): string[] {
  if (!snippets) return []
  const lines = SNIPPET_LANGUAGES.flatMap((language) => [
    `    ${paint.dim(`${language}:`)}`,
    ...snippets[language].split('\n').map((line) => `      ${paint.cyan(line)}`)
  ])
  return [`  ${words.explain.labels.snippets}`, ...lines]
}

/** What a text can mean, one line for each; the first one in full if it is clear. */
export function matchesText(
  found: readonly Explanation[],
  best: Explanation | undefined,
  style: ExplanationStyle
): string {
  const { words, columns, language } = style
  const others = found.filter((one) => one !== best)
  const [first] = others
  const above = best ? [explanationText(best, style)] : []
  if (!first) return above.join('\n')
  const { also, several } = words.explain
  const heading = best ? also(nameOf(first)) : several(String(others.length), nameOf(first))
  const rows = others.map((one) => [nameOf(one), words.explain.of(laterTitle(one, language), one.meaning)] as const)
  return [...above, [...wrap(heading, columns), ...twoColumns(rows, columns)].join('\n')].join('\n\n')
}

/** The codes of one table: those of a namespace in a system. */
export interface Listed {
  namespace: Explanation['namespace']
  system: string | null
  entries: readonly Explanation[]
}

/** The tables of explanations, in their order. A code without a system is listed with the others of its namespace. */
export function tablesOf(all: readonly Explanation[]): Listed[] {
  const tables: (Listed & { entries: Explanation[] })[] = []
  for (const one of all) {
    const { namespace, system } = one
    const table = tables.find(
      (known) => known.namespace === namespace && (known.system === system || known.system === null || system === null)
    )
    if (!table) tables.push({ namespace, system, entries: [one] })
    else {
      table.system ??= system
      table.entries.push(one)
    }
  }
  return tables
}

/** A table for each namespace of each system, with its codes and their meanings. */
export function listText(all: readonly Explanation[], { words, paint, columns, language }: ExplanationStyle): string {
  return tablesOf(all)
    .map(({ namespace, system, entries }) => {
      const said = words.explain.of(titleOf({ system }, language), words.explain.namespaces[namespace])
      const rows = entries.map(({ code, meaning }) => [code, meaning] as const)
      const title = wrap(`${namespace}  ${said}`, columns).join('\n')
      return [title.replace(namespace, paint.bold(namespace)), ...twoColumns(rows, columns)].join('\n')
    })
    .join('\n\n')
}
