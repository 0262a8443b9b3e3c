import type { Language } from '../src/language.js'
import { type Explanation, tablesOf } from '../src/output/catalogue-text.js'
import { explanations } from '../src/output/explanations.js'
import type { Words } from '../src/output/words/words.js'
import { SYSTEMS } from '../src/systems.js'
import { cell } from './code-table.js'

const SAY = {
  en: { code: 'code', meaning: 'meaning', member: 'member', unit: 'unit', msg: 'The msg of' },
  zh: { code: '代码', meaning: '含义', member: '字段', unit: '单位', msg: 'msg 字段：' }
} as const

/** What has tables of its own: codes of this tool in docs/output.md and docs/err-no-2008.md, calls and fields with the calls. */
const ELSEWHERE = ['ecpay', 'diagnose', 'call', 'field']

/** Every code of the platform as Markdown, a table a namespace and system, with the cases and checks of this tool. */
export async function explainTables(words: Words, language: Language): Promise<string> {
  const all = (await explanations(language)).filter(({ namespace }) => !ELSEWHERE.includes(namespace))
  return tablesOf(all)
    .flatMap(({ namespace, system, entries }) => {
      const { name, title } = SYSTEMS.find((one) => one.name === system) ?? {}
      // The headings of the first system are what pages have linked to.
      const heading = name === undefined || name === SYSTEMS[0]?.name ? namespace : `${namespace} (${name})`
      const said = words.explain.of(title?.[language] ?? null, words.explain.namespaces[namespace])
      return [
        `### ${heading}\n\n${said}\n`,
        codeTable(entries, words, language),
        ...entries.flatMap((one) => msgTable(one, words, language))
      ]
    })
    .join('\n')
}

/** The columns that hold something for one of the codes. */
function codeTable(listed: readonly Explanation[], words: Words, language: Language): string {
  const { labels, states, sources } = words.explain
  const columns: [string, (one: Explanation) => string | null][] = [
    [SAY[language].code, ({ code }) => `\`${code}\``],
    [SAY[language].meaning, ({ meaning }) => meaning],
    [labels.calls, ({ calls }) => calls.map((name) => `\`${name}\``).join(', ')],
    [labels.state, ({ final }) => (final === null ? '' : states[final ? 'final' : 'passing'])],
    [labels.cause, ({ cause }) => cause],
    [labels.note, ({ note }) => note],
    [labels.remedy, (one) => remedyCell(one, words)],
    [labels.retry, ({ retry }) => retry && words.exchange.retry[retry]],
    [labels.source, ({ source, page }) => sourceCell(source === 'ecpay' ? '' : sources[source], page)]
  ]
  const filled = columns.filter(([, of]) => listed.some(of))
  const rows = listed.map((one) => filled.map(([, of]) => cell(of(one) ?? '')))
  return table([filled.map(([label]) => label.toLowerCase()), ...rows])
}

function remedyCell({ remedy, remedies }: Explanation, { explain }: Words): string {
  return [remedy, ...remedies.map(({ calls, remedy }) => explain.forCalls(calls.join(', '), remedy))]
    .filter(Boolean)
    .join(' ')
}

function sourceCell(source: string, page: string | null): string {
  return page ? `[${source}](${page})` : source
}

function msgTable({ code, fields }: Explanation, { explain }: Words, language: Language): string[] {
  if (fields.length === 0) return []
  const say = SAY[language]
  const rows = fields.map(({ key, unit, meaning }) => [`\`${key}\``, unit ? explain.units[unit] : '', cell(meaning)])
  return [`${say.msg} \`${code}\`\n`, table([[say.member, say.unit, say.meaning], ...rows])]
}

function table([heading = [], ...rows]: readonly (readonly string[])[]): string {
  return `${[heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}
