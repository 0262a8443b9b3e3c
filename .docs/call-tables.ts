import type { Language } from '../src/language.js'
import { callFacts, limitTexts, neededText } from '../src/output/limit-texts.js'
import type { HelpWords } from '../src/output/words/words.js'
import type { AnswerField } from '../src/protocol/system/answer-field.js'
import { type Field, THEMES } from '../src/protocol/system/endpoint.js'
import { defaultText } from '../src/protocol/system/field-default.js'
import type { System } from '../src/protocol/system/system.js'
import { commandName, type SystemCall } from '../src/systems.js'
import { cell } from './code-table.js'

const SAY = {
  en: {
    command: 'Command: ',
    calls: ['call', 'command', 'what it does', 'sandbox', 'moves money', 'page'],
    fields: ['field', 'type', 'required', 'limits', 'meaning', 'option', 'source'],
    answer: ['in the answer', 'unit', 'meaning'],
    codes: ': ',
    stop: '. ',
    space: ' ',
    suffix: '',
    file: 'The answer is a file; what is refused is answered with JSON.',
    yes: 'yes',
    no: '',
    unsaid: 'not documented',
    units: { fen: 'fen', seconds: 'seconds', milliseconds: 'ms' }
  },
  zh: {
    command: '命令：',
    calls: ['接口', '命令', '作用', '沙盒', '动用资金', '页面'],
    fields: ['字段', '类型', '必填', '限制', '含义', '选项', '来源'],
    answer: ['响应字段', '单位', '含义'],
    codes: '：',
    stop: '。',
    space: '',
    suffix: '.zh-CN',
    file: '响应是一个文件；被拒绝时返回 JSON。',
    yes: '是',
    no: '',
    unsaid: '文档未说明',
    units: { fen: '分', seconds: '秒', milliseconds: '毫秒' }
  }
} as const

/**
 * The pages that calls stand on, `docs/<page>.md`: one a theme, and for a system whose commands have a word in front one
 * for those with no other word before their last, and one a further word.
 */
export function callPages(calls: readonly SystemCall[]): string[] {
  return [...new Set(calls.map(pageOf))]
}

function pageOf({ system: { word }, endpoint }: SystemCall): string {
  if (word === undefined) return endpoint.theme
  return [`${word}-calls`, ...endpoint.command.split(' ').slice(0, -1)].join('-')
}

/** Every call in one table, as Markdown, with the page that has more of it. */
export function callIndex(calls: readonly SystemCall[], language: Language): string {
  const say = SAY[language]
  const ordered = THEMES.flatMap((theme) => calls.filter(({ endpoint }) => endpoint.theme === theme))
  const rows = ordered.map(({ system, endpoint }) => {
    const { name, summary, sandbox, movesMoney } = endpoint
    const page = pageOf({ system, endpoint })
    return [
      `\`${name}\``,
      `\`ecpay ${commandName(system, endpoint)}\``,
      cell(summary[language]),
      sandbox === undefined ? say.unsaid : sandbox ? say.yes : say.no,
      movesMoney ? say.yes : say.no,
      `[${page}](${page}${say.suffix}.md#${name.replaceAll('/', '')})`
    ]
  })
  return `${table(say.calls, rows)}\n`
}

/** The calls of a page as Markdown: their fields with their limits, and what their answers hold. */
export function callTables(calls: readonly SystemCall[], page: string, help: HelpWords, language: Language): string {
  return calls
    .filter((call) => pageOf(call) === page)
    .map((call) => callTable(call, help, language))
    .join('\n')
}

function callTable({ system, endpoint }: SystemCall, help: HelpWords, language: Language): string {
  const say = SAY[language]
  const fields = endpoint.fields.map((field) => fieldRow(field, help, language))
  const answer = endpoint.answer.map((field) => [
    `\`${field.path}\``,
    unitOf(system, field, language),
    cell(field.meaning[language])
  ])
  const errNos = endpoint.errNos.map((one) => `\`${one}\``).join(', ')
  return [
    `### ${endpoint.name}`,
    '',
    cell(endpoint.summary[language]),
    '',
    `${say.command}\`ecpay ${commandName(system, endpoint)}\`${say.stop}${callFacts(endpoint, help).join(say.space)}`,
    '',
    '```text',
    `${endpoint.method} ${endpoint.path}${endpoint.encoding ? ' (multipart/form-data)' : ''}`,
    ...(endpoint.former ? [`${endpoint.method} ${endpoint.former} (--generation old)`] : []),
    '```',
    '',
    table(say.fields, fields),
    '',
    endpoint.answers === 'file' ? say.file : table(say.answer, answer),
    '',
    `\`${endpoint.verdict?.code ?? 'err_no'}\`${say.codes}${errNos}`,
    ''
  ].join('\n')
}

/** A unit, or where the values of the member are explained. */
function unitOf({ name }: System, { unit }: AnswerField, language: Language): string {
  if (unit === undefined) return ''
  const { units, suffix } = SAY[language]
  return unit === 'fen' || unit === 'seconds' || unit === 'milliseconds'
    ? units[unit]
    : `[${unit}](explain${suffix}.md#${unit}${name === 'trade' ? '-trade' : ''})`
}

/** Fields that belong to no call: with their limits, options and sources. */
export function fieldTable(fields: readonly Field[], help: HelpWords, language: Language): string {
  return `${table(
    SAY[language].fields,
    fields.map((field) => fieldRow(field, help, language))
  )}\n`
}

function fieldRow(field: Field, help: HelpWords, language: Language): string[] {
  const { key, type, limits = {}, meaning, flag, secret, source } = field
  const say = SAY[language]
  const code = (text: string) => `\`${text}\``
  const said = limitTexts(limits, help.limit, code).join('; ')
  const needed = neededText(field, { ...help.limit, required: say.yes }, code) ?? say.no
  const absent = field.default ? ` (${defaultText(field.default, help, code)})` : ''
  const token = secret ? '`ECPAY_ACCESS_TOKEN`, `--access-token-file`' : ''
  const option = flag ? `\`${flag.syntax}\`${absent}` : token
  return [`\`${key}\``, type, needed, said, cell(meaning[language]), option, cell(source)]
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
