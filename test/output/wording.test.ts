import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CALLBACKS } from '../../src/ecpay/catalogue/callback-types.js'
import { ENDPOINTS } from '../../src/ecpay/endpoints/endpoints.js'
import { HANDLER_CASES as ECPAY_CASES } from '../../src/ecpay/handler-cases/handler-cases.js'
import { TRACE_WORDS } from '../../src/output/trade-trace.js'
import { allEntries } from '../../src/systems.js'
import { TRADE_CALLBACKS } from '../../src/trade/catalogue/callback-types.js'
import { HANDLER_CASES as TRADE_CASES } from '../../src/trade/handler-cases/handler-cases.js'
import { BAD_TYPOGRAPHY, NOT_CHINESE, NOT_ENGLISH, prose } from './typography.js'

type Text = [where: string, text: string]

/** Every text of the data, where it stands in both languages side by side. */
function bilingual(value: unknown, where: string, seen = new Set<unknown>()): { en: Text[]; zh: Text[] } {
  const found: { en: Text[]; zh: Text[] } = { en: [], zh: [] }
  if (typeof value !== 'object' || value === null || seen.has(value)) return found
  seen.add(value)
  for (const [key, one] of Object.entries(value)) {
    if ((key === 'en' || key === 'zh') && typeof one === 'string') found[key].push([where, one])
    const inner = bilingual(one, `${where}.${key}`, seen)
    found.en.push(...inner.en)
    found.zh.push(...inner.zh)
  }
  return found
}

const { en, zh } = bilingual(
  { entries: await allEntries(), CALLBACKS, ENDPOINTS, ECPAY_CASES, TRADE_CASES, TRADE_CALLBACKS, TRACE_WORDS },
  'data'
)
const breaking = (texts: readonly Text[], rule: RegExp) => texts.filter(([, text]) => rule.test(prose(text)))

test('there are texts in both languages', () => {
  expect(en.length).toBeGreaterThan(500)
  expect(zh.map(([where]) => where)).toEqual(en.map(([where]) => where))
})

describe('English data', () => {
  test.each(NOT_ENGLISH)('%s', (_, pattern) => expect(breaking(en, pattern)).toEqual([]))
})

describe('Chinese data', () => {
  test.each(NOT_CHINESE)('%s', (_, pattern) => expect(breaking(zh, pattern)).toEqual([]))

  test('keeps its punctuation and spaces', () => {
    // Columns of the platform's own files.
    const columns = /下单poiid|spu商品名称/g
    const texts = zh.map(([where, text]): Text => [where, text.replace(columns, '')])
    expect(texts.filter(([, text]) => BAD_TYPOGRAPHY.test(text))).toEqual([])
  })
})

describe('the pages', () => {
  const docs = new URL('../../docs/', import.meta.url).pathname
  const names = ['../README.md', '../README.zh-CN.md', ...readdirSync(docs).filter((name) => name.endsWith('.md'))]
  const linesOf = (isChinese: boolean) =>
    names
      .filter((name) => name.endsWith('.zh-CN.md') === isChinese)
      .flatMap((name) =>
        readFileSync(docs + name, 'utf8')
          .split('\n')
          .map((line): Text => [name, line])
      )

  test('say 字段, 响应 and 返回 in Chinese', () => {
    expect(linesOf(true).filter(([, line]) => /成员|应答|[«»]/.test(line))).toEqual([])
  })

  test('have no guillemets and no (s) in English', () => {
    expect(linesOf(false).filter(([, line]) => /[«»]|\w\(s\)/.test(line))).toEqual([])
  })
})
