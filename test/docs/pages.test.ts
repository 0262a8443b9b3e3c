import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { syntaxOf } from '../../src/commands/shared/command.js'
import { GLOBAL_OPTIONS } from '../../src/commands/shared/global-options.js'
import { allCommands } from '../../src/commands/table.js'
import { commandLines, withoutComments } from './command-lines.js'
import {
  anchors,
  ENGLISH,
  ENGLISH_ONLY,
  fences,
  headings,
  inChinese,
  isChinese,
  PAGES,
  prose,
  ROOT,
  readPage
} from './pages.js'

describe.each(ENGLISH)('%s and its Chinese page', (english) => {
  const chinese = inChinese(english)
  const both = () => [readPage(english), readPage(chinese)] as const

  test('have the same command lines in the same order', () => {
    const [en, zh] = both().map((page) => commandLines(page).map(({ source, exit }) => [withoutComments(source), exit]))
    expect(zh).toEqual(en)
  })

  test('have the same code but for its comments', () => {
    const code = (page: string) =>
      fences(page)
        .filter(({ language }) => !['sh', 'console', 'text'].includes(language))
        .map(({ language, lines }) => [language, withoutComments(lines.join('\n'))])
    const [en, zh] = both().map(code)
    expect(zh).toEqual(en)
  })

  test('have the same parts', () => {
    const parts = (page: string) => [headings(page).map(({ level }) => level), page.match(/^\|/gm)?.length]
    const [en, zh] = both().map(parts)
    expect(zh).toEqual(en)
  })

  test('link to each other', () => {
    const [en, zh] = both()
    expect(links(en).map(name)).toContain(name(chinese))
    expect(links(zh).map(name)).toContain(name(english))
  })
})

test('no Chinese page is without its English one', () => {
  expect(PAGES.filter(isChinese)).toEqual(ENGLISH.map(inChinese))
})

describe.each([...PAGES, 'SKILL.md'])('%s', (page) => {
  test('has no block of another kind, which no test would look at', () => {
    const known = ['sh', 'console', 'yaml', 'groovy', 'js', 'python', 'php', 'java', 'go', 'json', 'text', 'mermaid']
    const others = fences(readPage(page)).filter(({ language }) => !known.includes(language))
    expect(others.map(({ language, line }) => [language, line])).toEqual([])
  })

  test('names commands and options in its text that exist', async () => {
    const named = [...readPage(page).matchAll(/`ecpay ([a-z][^`]*)`/g)].map(([, line = '']) => line)
    const wrong = await Promise.all(named.map(async (line) => ((await exists(line)) ? [] : [line])))
    expect(wrong.flat()).toEqual([])
  })
})

async function exists(line: string): Promise<boolean> {
  const flags = (options: readonly { syntax: string }[]) => options.flatMap(({ syntax }) => syntax.split(/[ ,]+/))
  const commands = await allCommands()
  const entry = commands.find(({ name }) => line === name || line.startsWith(`${name} `))
  if (!entry) return commands.some(({ name }) => name.startsWith(`${line.replace(/ --help$/, '')} `))
  const known = flags([...syntaxOf(await entry.load()).options, ...Object.values(GLOBAL_OPTIONS)])
  return (line.match(/(?<= )--?[a-z][\w-]*/g) ?? []).every((flag) => known.includes(flag))
}

describe('every link resolves', () => {
  test.each([...PAGES, ...ENGLISH_ONLY])('%s', (page) => {
    const broken = links(readPage(page)).filter((link) => !/^https:\/\/[^ ]+$/.test(link) && !resolves(page, link))
    expect(broken).toEqual([])
  })

  test('and a page links to pages of its own language', () => {
    const others = PAGES.filter(isChinese).flatMap((page) =>
      links(readPage(page))
        .filter((link) => /\.md(#|$)/.test(link) && !link.includes('.zh-CN.md'))
        .filter((link) => name(inChinese(link)) !== name(page) && !ENGLISH_ONLY.includes(name(link)))
        .map((link) => [page, link])
    )
    expect(others).toEqual([])
  })
})

function name(path: string): string {
  return path.split('/').at(-1) ?? ''
}

function links(text: string): string[] {
  return [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
}

function resolves(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#')
  const target = file === '' ? page : normalize(join(dirname(page), file))
  if (!existsSync(join(ROOT, target))) return false
  return anchor === undefined || anchors(readPage(target)).includes(decodeURIComponent(anchor))
}

test.each(['SECURITY.md', 'docs/SECURITY.zh-CN.md'])('%s names tests that are there', (page) => {
  const named = [...readPage(page).matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path)
  expect(named.length).toBeGreaterThan(15)
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
})
