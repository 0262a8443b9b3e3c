import type { Code } from '../src/findings/findings.js'
import { TOPICS } from '../src/findings/topics.js'
import type { Language } from '../src/language.js'
import { generalSentence } from '../src/output/general-sentence.js'
import type { FindingWords } from '../src/output/words/words.js'

/** The codes as Markdown, a table a topic, in the words of one language. */
export function codeTables(words: FindingWords, language: Language): string {
  const heading = language === 'zh' ? '| 代码 | 含义 | 处理 |' : '| code | what it says | what to do |'
  return TOPICS.map(({ title, codes }) => {
    const rows = (Object.keys(codes) as Code[]).map((code) => row(code, words))
    return `### ${title[language]}\n\n${[heading, '| --- | --- | --- |', ...rows].join('\n')}\n`
  }).join('\n')
}

function row(code: Code, words: FindingWords): string {
  const { message, hint = '' } = generalSentence(code, words)
  return `| \`${code}\` | ${cell(message)} | ${cell(hint)} |`
}

/** A text in a cell of a table. In a code span Markdown takes `*`, `<` and entities as they are, but not `|`. */
export function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('*', '\\*').replaceAll('<', '&lt;')))
    .join('')
}
