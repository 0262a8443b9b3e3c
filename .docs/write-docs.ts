import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES, type Language } from '../src/language.js'
import { catalogue } from '../src/output/words/languages.js'
import { allCalls } from '../src/systems.js'
import { callIndex, callPages, callTables } from './call-tables.js'
import { codeTables } from './code-table.js'
import { commandTables, exitCodes, globalOptions } from './command-tables.js'
import { explainTables } from './explain-table.js'
import { manPage } from './man-page.js'
import { callbackMigrations, callMigrations, newCalls, settingMigrations } from './migration-tables.js'
import { mistakeTable } from './mistake-table.js'
import { goodsTable, orderTable } from './order-tables.js'
import { suiteSchema } from './suite-schema.js'
import { tradeCallbackTable } from './trade-callback-table.js'
import { tradeCheckTable, tradeMistakeTables } from './trade-mistake-tables.js'

/** A part of a page that data writes: what stands between its markers, and what should. */
interface Part {
  /** From the root, e.g. `docs/calls.md`. */
  page: string
  table: string
  isCurrent: boolean
}

/** Every table that data writes, under the name that its marker has in a page. */
async function tablesIn(language: Language): Promise<Record<string, string>> {
  const sayings = catalogue(language)
  const [words, help, calls, diagnosis] = await Promise.all([
    sayings.words(),
    sayings.help(),
    allCalls(),
    sayings.tradeDiagnose()
  ])
  return {
    commands: await commandTables(help, language),
    'global-options': globalOptions(help, language),
    'exit-codes': exitCodes(help, language),
    codes: codeTables(await sayings.findings(), language),
    calls: callIndex(calls, language),
    ...Object.fromEntries(callPages(calls).map((page) => [page, callTables(calls, page, help, language)])),
    explanations: await explainTables(words, language),
    'order-fields': orderTable(help, language),
    'goods-types': goodsTable(language),
    'trade-callbacks': tradeCallbackTable(language),
    'call-migrations': callMigrations(words, language),
    'callback-migrations': callbackMigrations(words, language),
    'setting-migrations': settingMigrations(words, language),
    'new-calls': newCalls(language),
    mistakes: mistakeTable(await sayings.diagnose(), language),
    'trade-mistakes': tradeMistakeTables(diagnosis, language),
    'trade-checks': tradeCheckTable(diagnosis, language)
  }
}

const MARKED = /<!-- generated: ([\w-]+) -->\n([\s\S]*?)<!-- end -->/g

/**
 * Writes the tables of every page in docs/ from the data, or with `check` only looks at them.
 *
 * @param root the folder of the project, with a slash at its end or not
 * @returns the parts of all pages, each with whether it said what the data says
 * @throws Error of a marker that names no table, and of a table that no page of a language has
 */
export async function writeDocs(root: string, { check = false } = {}): Promise<Part[]> {
  const found = await Promise.all(LANGUAGES.map((language) => pagesOf(root, language, check)))
  return [
    ...found.flat(),
    writeFile(
      root,
      { page: 'docs/ecpay.1', table: 'manual page', text: await manPage(await catalogue('en').help()) },
      check
    ),
    writeFile(root, { page: 'docs/suite.schema.json', table: 'schema', text: await suiteSchema() }, check)
  ]
}

/** Writes a file of which all is data. */
function writeFile(
  root: string,
  { page, table, text }: { page: string; table: string; text: string },
  check: boolean
): Part {
  const path = join(root, page)
  const isCurrent = existsSync(path) && readFileSync(path, 'utf8') === text
  if (!check && !isCurrent) writeFileSync(path, text)
  return { page, table, isCurrent }
}

async function pagesOf(root: string, language: Language, check: boolean): Promise<Part[]> {
  const tables = await tablesIn(language)
  const pages = readdirSync(join(root, 'docs')).filter(
    (name) => name.endsWith('.md') && name.endsWith('.zh-CN.md') === (language === 'zh')
  )
  const parts = pages.sort().flatMap((name) => writePage(root, `docs/${name}`, tables, check))
  const missing = Object.keys(tables).filter((table) => !parts.some((part) => part.table === table))
  if (missing.length > 0)
    throw new Error(`no ${language} page has the marker <!-- generated: ${missing.join(', ')} -->`)
  return parts
}

function writePage(root: string, page: string, tables: Readonly<Record<string, string>>, check: boolean): Part[] {
  const parts: Part[] = []
  const text = readFileSync(join(root, page), 'utf8')
  const written = text.replace(MARKED, (_, table: string, current: string) => {
    const body = tables[table]
    if (body === undefined) throw new Error(`${page}: nothing generates ${table}`)
    parts.push({ page, table, isCurrent: current === `\n${body}\n` })
    return `<!-- generated: ${table} -->\n\n${body}\n<!-- end -->`
  })
  if (!check && written !== text) writeFileSync(join(root, page), written)
  return parts
}
