import type { Language } from '../../src/output/language.js'
import type { HelpWords } from '../../src/output/words/words.js'
import type { Endpoint, Field } from '../../src/protocol/endpoints/endpoint.js'
import { ENDPOINTS } from '../../src/protocol/endpoints/index.js'
import { cell } from './code-table.js'

const SAY = {
  en: {
    command: 'Command:',
    fields: ['field', 'type', 'required', 'limits', 'meaning', 'option', 'source'],
    answer: ['in the answer', 'unit', 'meaning'],
    errNo: '`err_no`',
    yes: 'yes',
    no: '',
    clamped: 'beyond it the platform takes the nearest limit',
    'cut-off': 'longer text is cut off',
    units: { fen: 'fen', seconds: 'seconds' }
  },
  zh: {
    command: '命令：',
    fields: ['字段', '类型', '必填', '限制', '含义', '选项', '来源'],
    answer: ['应答字段', '单位', '含义'],
    errNo: '`err_no`',
    yes: '是',
    no: '',
    clamped: '超出时平台取最近的边界值',
    'cut-off': '超长部分会被截断',
    units: { fen: '分', seconds: '秒' }
  }
} as const

/** Every call as Markdown: its fields with their limits, and what its answer holds. */
export function callTables(help: HelpWords, language: Language): string {
  return ENDPOINTS.map((endpoint) => callTable(endpoint, help, language)).join('\n')
}

function callTable(endpoint: Endpoint, help: HelpWords, language: Language): string {
  const say = SAY[language]
  const fields = endpoint.fields.map((field) => fieldRow(field, help, language))
  const answer = endpoint.answer.map(({ path, unit, meaning }) => [
    `\`${path}\``,
    unit === 'fen' || unit === 'seconds' ? say.units[unit] : '',
    cell(meaning[language])
  ])
  const errNos = endpoint.errNos.map((one) => `\`${one}\``).join(', ')
  return [
    `### ${endpoint.name}`,
    '',
    cell(endpoint.summary[language]),
    '',
    `${say.command} \`ecpay ${endpoint.command}\``,
    '',
    '```text',
    `${endpoint.method} ${endpoint.path}`,
    '```',
    '',
    table(say.fields, fields),
    '',
    table(say.answer, answer),
    '',
    `${say.errNo}: ${errNos}`,
    ''
  ].join('\n')
}

function fieldRow(field: Field, help: HelpWords, language: Language): string[] {
  const { key, type, required, meaning, flag, source } = field
  const say = SAY[language]
  const said = limits(field, help, language).join('; ')
  const value = typeof flag?.fallback === 'object' ? ` (${help.default(`\`${flag.fallback.value}\``)})` : ''
  const fresh = flag?.fallback === 'generated' ? ` (${help.generated})` : ''
  const option = flag ? `\`${flag.syntax}\`${value}${fresh}` : ''
  return [`\`${key}\``, type, required ? say.yes : say.no, said, cell(meaning[language]), option, cell(source)]
}

function limits({ limits = {} }: Field, help: HelpWords, language: Language): string[] {
  const { bytes, characters, min, max, alphabet, oneOf, listOf, url, beyond } = limits
  return [
    ...(bytes === undefined ? [] : [help.limit.bytes(bytes)]),
    ...(characters === undefined ? [] : [help.limit.characters(characters)]),
    ...(min === undefined || max === undefined ? [] : [help.limit.range(min, max)]),
    ...(alphabet ? [`\`${alphabet}\``] : []),
    ...(oneOf ?? listOf ?? []).map((one) => `\`${one}\``),
    ...(url ? ['https, 443'] : []),
    ...(beyond ? [SAY[language][beyond]] : [])
  ]
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
