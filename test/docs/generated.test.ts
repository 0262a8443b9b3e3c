import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SETTINGS } from '../../src/config/settings.js'
import { callbackCheck } from '../../src/findings/callback-check.js'
import { callbackDigest } from '../../src/findings/callback-digest.js'
import { callbackMsg } from '../../src/findings/callback-msg.js'
import { callbackTexts } from '../../src/findings/callback-texts.js'
import { callbackToken } from '../../src/findings/callback-token.js'
import { signatureRefusals, signatureWarnings } from '../../src/findings/signed-body.js'
import * as library from '../../src/index.js'
import type { Language } from '../../src/language.js'
import { catalogue } from '../../src/output/words/languages.js'
import { callIndex, callTables, themesWithCalls } from './call-tables.js'
import { codeTables } from './code-table.js'
import { explainTables } from './explain-table.js'
import { mistakeTable } from './mistake-table.js'
import { languageOf, ROOT, readPage } from './pages.js'

const STALE = 'A table of this page is not what the source says. Write it again with `npm test -- -u`'

/** The calls of a theme have a page: with the first of them this wants one, in both languages. */
const GENERATED = ['output', 'calls', ...themesWithCalls(), 'explain', 'err-no-2008'].flatMap((page) => [
  `docs/${page}.md`,
  `docs/${page}.zh-CN.md`
])

test.each(GENERATED)('%s says what the source says', async (page) => {
  const language = languageOf(page)
  const { words, findings, diagnose } = catalogue(language)
  const parts: Record<string, string> = {
    codes: codeTables(await findings(), language),
    calls: callIndex(language),
    ...(await themeTables(language)),
    explanations: await explainTables(await words(), language),
    mistakes: mistakeTable(await diagnose(), language)
  }
  const marked = /(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g
  const current = readPage(page)
  expect(current).toMatch(marked)
  const written = current.replace(marked, (_, begin: string, name: string, end: string) => {
    return `${begin}\n${parts[name]}\n${end}`
  })
  await expect(written, STALE).toMatchFileSnapshot(join(ROOT, page))
})

/** The tables of each theme, under its name. */
async function themeTables(language: Language): Promise<Record<string, string>> {
  const help = await catalogue(language).help()
  return Object.fromEntries(themesWithCalls().map((theme) => [theme, callTables(theme, help, language)]))
}

/** What a page has to name, all of it, from the source. */
const NAMED: readonly [page: string, what: string, names: () => string[]][] = [
  ['signing', 'code of the two signatures', signatureCodes],
  ['configuration', 'key', () => ['profiles', ...Object.keys(SETTINGS)]],
  ['configuration', 'variable', () => Object.values(SETTINGS).map(({ variable }) => variable)],
  ['configuration', 'flag of a key', () => Object.values(SETTINGS).flatMap(({ flag }) => flag ?? [])],
  ['library', 'export', () => Object.keys(library)]
]

describe.each(NAMED)('docs/%s names every %s', (page, _, names) => {
  test.each([`docs/${page}.md`, `docs/${page}.zh-CN.md`])('%s', (file) => {
    const text = readPage(file)
    expect(names().length).toBeGreaterThan(5)
    expect(names().filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })
})

function signatureCodes(): string[] {
  const ofRequest = [signatureRefusals, signatureWarnings]
  const ofCallback = [callbackCheck, callbackDigest, callbackToken, callbackMsg, callbackTexts]
  return [...ofRequest, ...ofCallback].flatMap(({ codes }) => Object.keys(codes))
}
