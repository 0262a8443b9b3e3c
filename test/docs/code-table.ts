import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Code } from '../../src/findings/findings.js'
import { generalSentence } from '../../src/output/general-sentence.js'
import type { Language } from '../../src/output/language.js'
import type { FindingWords } from '../../src/output/words/words.js'
import { ROOT } from './pages.js'

/** A code of `src/findings/findings.ts`, and the comment it stands under. */
export interface CodeEntry {
  group: string
  code: Code
}

/** The groups in Chinese; one without a title here is an error. */
const TITLES: Record<string, string> = {
  'reading bytes and JSON': '读取字节与 JSON',
  'the request signature: refusals': '请求签名：拒绝',
  'the request signature: warnings': '请求签名：警告',
  'comparing a request signature': '比对请求签名',
  'the callback: the envelope, the checks and the causes of a mismatch': '回调：外层结构、检查项与不符的原因',
  'the fields of a call': '接口字段',
  'the command line': '命令行',
  configuration: '配置',
  'notices about where a call goes': '关于请求去向的提示',
  'the other side of a call': '对端的响应',
  'the local gateway': '本地网关'
}

/** Reads the one list of codes: types alone hold it, so it is read as text. */
export function codeEntries(): CodeEntry[] {
  const source = readFileSync(join(ROOT, 'src/findings/findings.ts'), 'utf8')
  const [, body = ''] = /interface FindingArgs \{\n([\s\S]*?)\n\}\n/.exec(source) ?? []
  let group = ''
  return body.split('\n').flatMap((line) => {
    const [, title] = /^ {2}\/\/ (.+)$/.exec(line) ?? []
    if (title) group = title
    const [, code] = /^ {2}'?([a-z][\w-]*)'?: .+$/.exec(line) ?? []
    return code ? [{ group, code: code as Code }] : []
  })
}

/** The codes as Markdown, a table a group, in the words of one language. */
export function codeTables(words: FindingWords, language: Language): string {
  const heading = language === 'zh' ? '| 代码 | 含义 | 处理 |' : '| code | what it says | what to do |'
  const entries = codeEntries()
  return [...new Set(entries.map(({ group }) => group))]
    .map((group) => {
      const title = language === 'zh' ? TITLES[group] : `${group.charAt(0).toUpperCase()}${group.slice(1)}`
      if (!title) throw new Error(`the group "${group}" has no Chinese title in test/docs/code-table.ts`)
      const rows = entries.filter((entry) => entry.group === group).map((entry) => row(entry, words))
      return `### ${title}\n\n${[heading, '| --- | --- | --- |', ...rows].join('\n')}\n`
    })
    .join('\n')
}

function row({ code }: CodeEntry, words: FindingWords): string {
  const { message, hint = '' } = generalSentence(code, words)
  return `| \`${code}\` | ${cell(message)} | ${cell(hint)} |`
}

export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('<', '&lt;')
}
