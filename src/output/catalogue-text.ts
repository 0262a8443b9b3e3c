import type { Searchable } from '../ecpay/catalogue/search-catalogue.js'
import type { Retry, Source } from '../protocol/system/catalogue-entry.js'
import type { Paint } from './colour.js'
import { pad, twoColumns, widthOf, wrap } from './columns.js'
import { SNIPPET_LANGUAGES, type SnippetLanguage } from './words/snippets.js'
import type { ExplainWords, Words } from './words/words.js'

/** One code in one language: what is printed, and the machine form as it stands. */
export interface Explanation {
  namespace: keyof ExplainWords['namespaces']
  code: string
  meaning: string
  cause: string | null
  note: string | null
  remedy: string | null
  /** What to do where the call makes a difference: in place of `remedy` for these calls. */
  remedies: { calls: string[]; remedy: string }[]
  /** Whether the same number may be sent again unchanged; null where no number is sent. */
  retry: Retry | null
  /** Of a state: whether it stays. */
  final: boolean | null
  /** Calls that answer with it. */
  calls: string[]
  /** Main members of a callback's msg. */
  fields: { key: string; unit: 'fen' | 'seconds' | null; meaning: string }[]
  /** The platform's own texts for it. */
  says: string[]
  /** Of a mistake in signing: the fix in code, a line or two in each language. */
  snippets: Record<SnippetLanguage, string> | null
  source: Source
  page: string | null
}

/** An explanation with what it is found by, in both languages. */
export interface Findable extends Searchable {
  explanation: Explanation
}

/** What this product answers comes first, then codes of this tool, then names, then neighbouring products. */
const WEIGHTS: { [N in Explanation['namespace']]?: number } = { call: 0.8, field: 0.8, other: 0.75 }
const OWN_WEIGHT = 0.9

/** @param others the same in the other language, in the same order */
export function findable(explanations: readonly Explanation[], others: readonly Explanation[]): Findable[] {
  return explanations.map((explanation, i) => {
    const { namespace, code, says, source } = explanation
    const both = [explanation, others[i] ?? explanation]
    return {
      namespace,
      code,
      says,
      own: source === 'ecpay',
      weight: source === 'ecpay' ? OWN_WEIGHT : (WEIGHTS[namespace] ?? 1),
      texts: [both.map(({ meaning }) => meaning).join(' ; '), ...both.flatMap(restOf)],
      explanation
    }
  })
}

function restOf({ cause, note, remedy, remedies, fields }: Explanation): string[] {
  const more = [...remedies.map((one) => one.remedy), ...fields.map(({ key, meaning }) => `${key} ${meaning}`)]
  return [cause, note, remedy, ...more].flatMap((text) => text ?? [])
}

/** How an explanation is written. */
export interface ExplanationStyle {
  words: Words
  paint: Paint
  /** Of the terminal, or 80. */
  columns: number
}

/** As it is asked for: the code behind its namespace. */
function nameOf({ namespace, code }: Pick<Explanation, 'namespace' | 'code'>): string {
  return `${namespace}:${code}`
}

/** One explanation for a person: the code with its meaning, below it what is known, a label each, the calls last. */
export function explanationText(one: Explanation, style: ExplanationStyle): string {
  const { words, paint, columns } = style
  const { labels, states, sources } = words.explain
  const rows: (readonly [string, string | null])[] = [
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
  // Both parts have one column of labels.
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
    ...snippetLines(one, style),
    // An address stays in one piece, and is as far left as it can be.
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

/** Code is not folded: it is there to be copied. */
function snippetLines({ snippets }: Explanation, { words, paint }: ExplanationStyle): string[] {
  if (!snippets) return []
  const lines = SNIPPET_LANGUAGES.flatMap((language) => [
    `    ${paint.dim(`${language}:`)}`,
    ...snippets[language].split('\n').map((line) => `      ${paint.cyan(line)}`)
  ])
  return [`  ${words.explain.labels.snippets}`, ...lines]
}

/** What a text may mean, a line each under its name; the first one in full where it is clear. */
export function matchesText(
  found: readonly Explanation[],
  best: Explanation | undefined,
  style: ExplanationStyle
): string {
  const { words, columns } = style
  const others = found.filter((one) => one !== best)
  const [first] = others
  const above = best ? [explanationText(best, style)] : []
  if (!first) return above.join('\n')
  const { also, several } = words.explain
  const heading = best ? also(nameOf(first)) : several(String(others.length), nameOf(first))
  const rows = others.map((one) => [nameOf(one), one.meaning] as const)
  return [...above, [...wrap(heading, columns), ...twoColumns(rows, columns)].join('\n')].join('\n\n')
}

/** A table for each namespace: its codes with what they mean. */
export function listText(listed: readonly Explanation[], { words, paint, columns }: ExplanationStyle): string {
  const namespaces = [...new Set(listed.map(({ namespace }) => namespace))]
  return namespaces
    .map((namespace) => {
      const rows = listed
        .filter((one) => one.namespace === namespace)
        .map(({ code, meaning }) => [code, meaning] as const)
      const title = `${paint.bold(namespace)}  ${words.explain.namespaces[namespace]}`
      return [title, ...twoColumns(rows, columns)].join('\n')
    })
    .join('\n\n')
}
