import { describe, expect, test } from 'vitest'
import type { Both } from '../../../src/language.js'
import type { Entry } from '../../../src/protocol/system/catalogue-entry.js'
import { allEntries, SYSTEMS } from '../../../src/systems.js'
import { TRADE_CALLBACKS } from '../../../src/trade/catalogue/callback-types.js'
import { CATALOGUE } from '../../../src/trade/catalogue/catalogue.js'
import { trade } from '../../../src/trade/system.js'
import { ERR_NO } from '../../../src/trade/verdict.js'
import { BAD_TYPOGRAPHY, CHINESE, withoutTerms } from '../../output/typography.js'

const nameOf = ({ namespace, code }: Entry) => `${namespace}:${code}`
const names = CATALOGUE.map(nameOf)

function texts({ meaning, cause, note, remedy, fields = [] }: Entry): Both[] {
  return [meaning, cause, note, remedy, ...fields.map((field) => field.meaning)].flatMap((one) => one ?? [])
}

test('each code has one entry in its namespace', () => expect(names).toEqual([...new Set(names)]))

describe.each(CATALOGUE.map((entry) => [nameOf(entry), entry] as const))('%s', (_, entry) => {
  test('has every text in both languages', () => {
    for (const { en, zh } of texts(entry)) {
      expect(en.trim()).not.toBe('')
      expect(withoutTerms(en)).not.toMatch(CHINESE)
      expect(zh).not.toMatch(BAD_TYPOGRAPHY)
    }
    expect(entry.meaning.zh).toMatch(CHINESE)
  })

  test('has a meaning that fits behind a value', () => {
    expect(entry.meaning.en).not.toMatch(/[.\n]$|^[A-Z][a-z]+ (?!Pay)[a-z]/)
    expect(entry.meaning.zh).not.toMatch(/[。\n]$/)
    expect(entry.meaning.en.length).toBeLessThanOrEqual(70)
  })

  test('claims no more than its source shows', () => {
    if (entry.page?.includes('apifox')) expect(entry.source).not.toBe('official')
    // Only what this tool itself checks is its own.
    expect(entry.source === 'ecpay').toBe(entry.namespace === 'verify-callback')
  })
})

describe('what sources name is there', () => {
  const of = (namespace: string, codes: readonly (string | number)[]) => codes.map((code) => `${namespace}:${code}`)
  test.each([
    ...of('client', [10000, 10401, 11004, 159550, 159591]),
    ...of('err_no', [0, 10000, 12001, 13000, 20000, 22000, 22001, 22002, 22004, 22006, 22007, 22008, 22009]),
    ...of('err_no', [23000, 23001, 23002, 23003, 23004, 23005, 23006, 23007, 23008, 23009, 23010]),
    ...of('err_no', [23024, 23025, 23101, 23102, 23107, 23111, 23112, 23113, 23117, 23118]),
    ...of('err_no', [28001003, 28001005, 28001007, 28001008, 28001012, 28001014, 28001016, 28001018, 28001019]),
    ...of('err_no', [28003017, 28003018, 11001, 11002, 11004, 11006, 2190002, 2190004, 2190008, 2191000]),
    ...of('token', [10002, 10003, 10013, 10020, 2100005]),
    ...of('token', [40001, 40003, 40009, 40010, 40021, 40037, 40038, 40040, 40045]),
    ...of('order', ['PROCESS', 'SUCCESS', 'FAIL', 'TIMEOUT', 'CANCEL']),
    ...of('refund', ['PROCESSING', 'SUCCESS', 'FAIL']),
    ...of('audit', ['INIT', 'TOAUDIT', 'AGREE', 'DENY', 'OVERTIME']),
    ...of('settle', ['INIT', 'PROCESSING', 'SUCCESS', 'FAIL']),
    ...of('withdraw', ['PROCESSING', 'SUCCESS', 'FAIL', 'REEXCHANGE']),
    ...of('sign', ['TOBESERVED', 'SERVING', 'CANCEL', 'TIMEOUT', 'DONE', 'SUCCESS', 'TIME_OUT']),
    ...of('sign_pay', ['SUCCESS', 'TIMEOUT', 'TIME_OUT', 'FAIL']),
    ...of('way', [1, 2, 10, 20]),
    ...of('callback', [...TRADE_CALLBACKS.map(({ code }) => code), 'settle_finish', 'transfer', 'create_merchant'])
  ])('%s', (name) => expect(names).toContain(name))
})

test('of a code whose meaning could not be read, no remedy is made up', () => {
  const unread = CATALOGUE.filter(
    ({ namespace, meaning }) => namespace === 'token' && /could not be read/.test(meaning.en)
  )
  expect(unread.map(({ code, remedy }) => [code, remedy])).toEqual(
    ['40001', '40003', '40021', '40040', '40045'].map((code) => [code, undefined])
  )
})

test('nothing of it is left in the catalogue of the first system', async () => {
  const others = (await allEntries()).filter((entry) => !CATALOGUE.includes(entry))
  const owned = ['28001003', '2190002', '11004', '10013', 'pre_create_refund', 'byteAuthorization']
  expect(others.filter(({ code }) => owned.includes(code)).map(nameOf)).toEqual([])
})

test('an answer is explained by its number', () => {
  expect(ERR_NO.explain('28001008')?.meaning.en).toBe('the access token has expired')
  expect(ERR_NO.explain('2008')).toBeUndefined()
})

test('the trade system is the second one, and both know their texts by words of their own', () => {
  expect(SYSTEMS.slice(0, 2).map(({ name }) => name)).toEqual(['ecpay', 'trade'])
  for (const system of SYSTEMS.slice(0, 2)) expect(system.traits).toBeInstanceOf(RegExp)
  expect(trade.environments.production.origin).toBe('https://open.douyin.com')
})
