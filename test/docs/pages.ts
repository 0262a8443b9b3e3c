import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Every page of the documentation, by its path from the root: the README first, then what is said of security, each in both languages. */
export const PAGES: readonly string[] = [
  'README.md',
  'README.zh-CN.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file))
    .sort()
]

/** Pages for those who work on the code: in English alone. */
export const ENGLISH_ONLY = ['CONTRIBUTING.md', 'CHANGELOG.md', 'SKILL.md']

export const ENGLISH = PAGES.filter((page) => !isChinese(page))

export function isChinese(page: string): boolean {
  return page.endsWith('.zh-CN.md')
}

export function languageOf(page: string): 'en' | 'zh' {
  return isChinese(page) ? 'zh' : 'en'
}

/** The same page in Chinese. */
export function inChinese(page: string): string {
  const name = page.replace(/\.md$/, '.zh-CN.md')
  return page === 'SECURITY.md' ? `docs/${name}` : name
}

/** The same page in English. */
export function inEnglish(page: string): string {
  return ENGLISH.find((one) => inChinese(one) === page) ?? page
}

export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8')
}

/** A fenced block: its language, its lines, and where its first line stands in the page. */
export interface Fence {
  language: string
  lines: string[]
  line: number
}

export function fences(text: string): Fence[] {
  const found: Fence[] = []
  let open: Fence | undefined
  for (const [i, line] of text.split('\n').entries()) {
    const [, language] = /^```(\w*)\s*$/.exec(line) ?? []
    if (language === undefined) open?.lines.push(line)
    else if (open) open = void found.push(open)
    else open = { language, lines: [], line: i + 2 }
  }
  if (open) throw new Error(`a fence is not closed: line ${open.line - 1}`)
  return found
}

/** The page without its fenced blocks and inline code. */
export function prose(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')
}

export function headings(text: string): { level: number; title: string }[] {
  const lines = text.replace(/^```[\s\S]*?^```$/gm, '').split('\n')
  return lines.flatMap((line) => {
    const [, marks, title] = /^(#{1,6}) (.+)$/.exec(line) ?? []
    return marks && title ? [{ level: marks.length, title }] : []
  })
}

/** The anchors of a page as GitHub makes them. */
export function anchors(text: string): string[] {
  const seen = new Map<string, number>()
  return headings(text).map(({ title }) => {
    const slug = title
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-')
    const count = seen.get(slug) ?? 0
    seen.set(slug, count + 1)
    return count === 0 ? slug : `${slug}-${count}`
  })
}
