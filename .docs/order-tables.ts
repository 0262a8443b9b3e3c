import type { Language } from '../src/language.js'
import type { HelpWords } from '../src/output/words/words.js'
import { GOODS_TYPES } from '../src/trade/order/goods-types.js'
import { flatFields } from '../src/trade/order/order-fields.js'
import { fieldTable } from './call-tables.js'
import { cell } from './code-table.js'

const SAY = {
  en: ['type', 'goods', 'tag group', 'refunds', 'source'],
  zh: ['类型', '商品', '标签组', '退款规则', '来源']
} as const

/** The data of tt.requestOrder as Markdown. */
export function orderTable(help: HelpWords, language: Language): string {
  return fieldTable(flatFields(), help, language)
}

/** The types of goods, a row for each tag group that is known. */
export function goodsTable(language: Language): string {
  const rows = GOODS_TYPES.flatMap(({ type, meaning, groups, source }) => {
    const row = (id: string, rule: string) => [`\`${type}\``, cell(meaning[language]), id, cell(rule), cell(source)]
    return groups.length === 0 ? [row('', '')] : groups.map(({ id, rule }) => row(`\`${id}\``, rule[language]))
  })
  const heading = SAY[language]
  return `${[heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}
