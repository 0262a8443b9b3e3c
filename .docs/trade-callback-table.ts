import type { Language } from '../src/language.js'
import { TRADE_CALLBACKS } from '../src/trade/catalogue/callback-types.js'
import { cell } from './code-table.js'

const SAY = {
  en: { heading: ['type', 'version', 'what', 'its number', 'the answer needs'], success: 'success' },
  zh: { heading: ['type', 'version', '含义', '单号字段', '响应须有'], success: '返回成功' }
} as const

/** The callbacks of the trade system as Markdown: what each is about, and what its answer needs. */
export function tradeCallbackTable(language: Language): string {
  const { heading, success } = SAY[language]
  const rows = TRADE_CALLBACKS.map(({ code, versions, meaning, about, reply }) => [
    `\`${code}\``,
    versions.join(', '),
    cell(meaning[language]),
    `\`${about.number}\``,
    reply.needs.length === 0 ? success : reply.needs.map((path) => `\`${path}\``).join(', ')
  ])
  return `${[heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}
