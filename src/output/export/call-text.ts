import type { Language } from '../../language.js'
import { remedyOf } from '../../protocol/system/catalogue-entry.js'
import type { Field } from '../../protocol/system/endpoint.js'
import { commandName } from '../../systems.js'
import { callFacts, limitTexts, neededText } from '../limit-texts.js'
import { EXPORT_WORDS } from './export-words.js'
import type { Exported, ExportedCall } from './exported-call.js'

type Telling = Pick<Exported, 'language' | 'words'>

/** Where a call can be made, and what help says about it, as Markdown. */
export function callAbout({ endpoint, system }: ExportedCall, { language, words }: Telling): string {
  const { description, movesMoney } = endpoint
  const say = EXPORT_WORDS[language]
  const facts = [...callFacts(endpoint, words), ...(movesMoney ? [say.movesMoney] : [])]
  return [
    facts.join(language === 'en' ? ' ' : ''),
    [say.command(`ecpay ${commandName(system, endpoint)}`), description?.[language]]
      .filter(Boolean)
      .join(language === 'en' ? ' ' : '')
  ].join('\n\n')
}

/** The fields, the answer and its codes as tables in Markdown. */
export function callTables(call: ExportedCall, telling: Telling): string {
  const { language } = telling
  const say = EXPORT_WORDS[language]
  const { fields, answer, answers } = call.endpoint
  const rows = fields.map((field) => [
    `\`${field.key}\``,
    field.or ? `${field.type}, ${field.or}` : field.type,
    neededText(field, telling.words.limit) ?? '',
    fieldAbout(field, telling)
  ])
  const members = answer.map(({ path, meaning }) => [`\`${path}\``, meaning[language]])
  return [
    table(say.fields, rows),
    ...(answers === 'file' ? [say.file] : members.length > 0 ? [table(say.answer, members)] : []),
    codeTable(call, language)
  ].join('\n\n')
}

/** What a field means, and its limits. */
export function fieldAbout({ key, meaning, limits }: Field, { language, words }: Telling): string {
  // What help says of it, that this tool puts it in, is not true of other programs.
  if (key === 'sign') return EXPORT_WORDS[language].sign
  const texts = limitTexts(limits ?? {}, words.limit)
  return [meaning[language], ...(texts.length > 0 ? [texts.join(', ')] : [])].join(language === 'en' ? '; ' : '；')
}

/** The documented codes of a call as a table. */
export function codeTable(
  { endpoint, verdict }: Pick<ExportedCall, 'endpoint' | 'verdict'>,
  language: Language
): string {
  const rows = codesOf({ endpoint, verdict }).map(({ code, meaning, remedy }) => [
    `\`${code}\``,
    meaning?.[language] ?? '',
    remedy?.[language] ?? ''
  ])
  return table(EXPORT_WORDS[language].codes(`\`${verdict.code}\``), rows)
}

function codesOf({ endpoint, verdict }: Pick<ExportedCall, 'endpoint' | 'verdict'>) {
  return endpoint.errNos.map((code) => {
    const known = verdict.explain(String(code))
    return { code, meaning: known?.meaning, remedy: known && remedyOf(known, endpoint.name) }
  })
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((one) => one.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}
