import type { Entry, Retry, Source } from '../protocol/catalogue/entry.js'
import { CATALOGUE, callsOf } from '../protocol/catalogue/index.js'
import type { Code } from '../protocol/findings.js'
import type { Paint } from './colour.js'
import { twoColumns, wrap } from './columns.js'
import { generalSentence } from './general-sentence.js'
import type { Language } from './language.js'
import type { ExplainWords, FindingWords, Words } from './words/words.js'

/** One code in one language: what is printed, and the machine form as it stands. */
export interface Explanation {
  namespace: keyof ExplainWords['namespaces']
  code: string
  meaning: string
  cause: string | null
  note: string | null
  remedy: string | null
  /** Whether the same number may be sent again unchanged; null where no number is sent. */
  retry: Retry | null
  /** Of a state: whether it stays. */
  final: boolean | null
  /** Calls that answer with it. */
  calls: string[]
  /** Main members of a callback's msg. */
  fields: { key: string; unit: 'fen' | 'seconds' | null; meaning: string }[]
  source: Source
  page: string | null
}

/** Everything that can be explained: the platform's codes, then this tool's own. */
export function explanations(language: Language, findings: FindingWords): Explanation[] {
  const own = Object.keys(findings) as Code[]
  return [...CATALOGUE.map((entry) => ofEntry(entry, language)), ...own.map((code) => ofFinding(code, findings))]
}

function ofEntry(entry: Entry, language: Language): Explanation {
  const { namespace, code, meaning, cause, note, remedy, retry, final, fields = [], source, page } = entry
  return {
    namespace,
    code,
    meaning: meaning[language],
    cause: cause?.[language] ?? null,
    note: note?.[language] ?? null,
    remedy: remedy?.[language] ?? null,
    retry: retry ?? null,
    final: final ?? null,
    calls: callsOf(entry),
    fields: fields.map(({ path, unit, meaning }) => ({
      key: path,
      unit: unit === 'fen' || unit === 'seconds' ? unit : null,
      meaning: meaning[language]
    })),
    source,
    page: page ?? null
  }
}

function ofFinding(code: Code, findings: FindingWords): Explanation {
  const { message, hint } = generalSentence(code, findings)
  return {
    namespace: 'ecpay',
    code,
    meaning: message,
    cause: null,
    note: null,
    remedy: hint ?? null,
    retry: null,
    final: null,
    calls: [],
    fields: [],
    source: 'ecpay',
    page: null
  }
}

interface Saying {
  words: Words
  paint: Paint
  /** Of the terminal, or 80. */
  columns: number
}

/** One explanation for a person: the code with its meaning, and below it what is known, a label each. */
export function explanationText(one: Explanation, { words, paint, columns }: Saying): string {
  const { labels, states, sources } = words.explain
  const rows: (readonly [string, string | null])[] = [
    [labels.calls, one.calls.join(', ')],
    [labels.cause, one.cause],
    [labels.note, one.note],
    [labels.remedy, one.remedy],
    [labels.retry, one.retry && words.exchange.retry[one.retry]],
    [labels.state, one.final === null ? null : states[one.final ? 'final' : 'passing']],
    ...fieldRows(one, words),
    [labels.source, one.source === 'ecpay' ? null : sources[one.source]]
  ]
  const shown = rows.flatMap(([label, text]) => (text ? [[label, text] as const] : []))
  const heading = wrap(`${one.namespace}:${one.code}  ${one.meaning}`, columns).join('\n')
  const name = `${one.namespace}:${one.code}`
  const below = shown.length > 0 ? twoColumns(shown, columns) : []
  // An address stays in one piece, and is as far left as it can be.
  return [heading.replace(name, paint.bold(name)), ...below, ...(one.page ? [`  ${one.page}`] : [])].join('\n')
}

function fieldRows({ fields }: Explanation, { explain }: Words): [string, string][] {
  return fields.map(({ key, unit, meaning }, i) => {
    const said = unit ? explain.inUnit(meaning, explain.units[unit]) : meaning
    return [i === 0 ? explain.labels.fields : '', `${key}: ${said}`]
  })
}

/** A table for each namespace: its codes with what they mean. */
export function listText(listed: readonly Explanation[], { words, paint, columns }: Saying): string {
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
