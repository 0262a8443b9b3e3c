import type { Language } from '../src/language.js'
import type { DiagnoseWords } from '../src/output/words/diagnose-words.js'
import { cell } from './code-table.js'

/** The mistakes that `ecpay diagnose` knows as Markdown. */
export function mistakeTable({ mistakes }: DiagnoseWords, language: Language): string {
  const heading = language === 'zh' ? '| 代码 | 错误 |' : '| code | mistake |'
  const rows = Object.entries(mistakes).map(([code, say]) => `| \`${code}\` | ${cell(say('‹…›'))} |`)
  return `${[heading, '| --- | --- |', ...rows].join('\n')}\n`
}
