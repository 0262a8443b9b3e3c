import { describe, expect, test } from 'vitest'
import { CALLBACK_TYPES } from '../../../src/ecpay/callback/check-callback.js'
import { CALLBACKS, callbackFields } from '../../../src/ecpay/catalogue/callback-types.js'
import { CATALOGUE } from '../../../src/ecpay/catalogue/catalogue.js'
import { valueEntry } from '../../../src/ecpay/catalogue/states.js'
import { ENDPOINTS } from '../../../src/ecpay/endpoints/endpoints.js'
import type { Both } from '../../../src/language.js'
import { callsOf } from '../../../src/protocol/catalogue/codes-of-calls.js'
import type { Entry } from '../../../src/protocol/system/catalogue-entry.js'
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
})

describe('what is documented is there', () => {
  test.each([
    ...ENDPOINTS.flatMap(({ verdict, errNos }) => errNos.map((number) => `${verdict ? 'push' : 'err_no'}:${number}`)),
    ...['SUCCESS', 'TIMEOUT', 'PROCESSING', 'FAIL'].map((code) => `order:${code}`),
    ...['refund', 'settle', 'return'].flatMap((kind) => [`${kind}:SUCCESS`, `${kind}:FAIL`, `${kind}:PROCESSING`]),
    ...['SUCCESS', 'FAIL', 'PROCESSING', 'REEXCHANGE'].map((code) => `withdraw:${code}`),
    ...[0, 1, 2, 3, 4, 9].map((code) => `pay:${code}`),
    ...[0, 1, 2, 10].map((code) => `way:${code}`),
    ...[0, 1, 2, 4, 5, 6, 8].map((code) => `push_status:${code}`)
  ])('%s', (name) => expect(names).toContain(name))

  test('the types of callbacks are those that are verified', () => {
    expect(CALLBACKS.map(({ code }) => code)).toEqual(CALLBACK_TYPES)
  })
})

describe('states and the calls that wait for them', () => {
  const waiting = ENDPOINTS.flatMap(({ name, wait, answer }) => {
    const unit = answer.find(({ path }) => path === wait?.path.join('.'))?.unit
    return wait && unit && unit !== 'fen' && unit !== 'seconds' ? [[name, wait.final, unit] as const] : []
  })

  test('are there', () => expect(waiting.map(([name]) => name)).toContain('query_order'))

  test.each(waiting)('%s waits for the final ones', (_, final, namespace) => {
    const states = CATALOGUE.filter((one) => one.namespace === namespace)
    expect(states.filter((one) => one.final).every(({ code }) => final.includes(code))).toBe(true)
    expect(states.filter((one) => one.final === false).some(({ code }) => final.includes(code))).toBe(false)
  })
})

describe('the calls that give a code', () => {
  const calls = (name: string) => callsOf(CATALOGUE[names.indexOf(name)] as Entry, ENDPOINTS)
  test.each(
    ENDPOINTS.flatMap(({ name, verdict, errNos }) =>
      errNos.map((number) => [`${verdict ? 'push' : 'err_no'}:${number}`, name] as const)
    )
  )('%s is given by %s', (code, name) => expect(calls(code)).toContain(name))
  test('are named once', () => {
    for (const entry of CATALOGUE) {
      const named = callsOf(entry, ENDPOINTS)
      expect(named).toEqual([...new Set(named)])
    }
  })
  test('are the calls, not the payments, of a number', () => expect(calls('pay:0')).toEqual([]))
  test('are those of the same verdict', () => expect(calls('push:40022')).toEqual(['order/v2/push']))
})

test.each([
  ['order', 'SUCCESS', 'paid'],
  ['withdraw', 'REEXCHANGE', 'the bank returned the money later'],
  ['way', '10', 'Douyin Pay'],
  ['way', '3', 'bank card'],
  ['way', '4', undefined],
  ['order', 'REEXCHANGE', undefined]
] as const)('the value %s %s means %s', (namespace, code, meaning) => {
  expect(valueEntry(namespace, code)?.meaning.en).toBe(meaning)
})

describe('the members of a msg', () => {
  const paths = (type: string | undefined) => callbackFields(type).map(({ path }) => path)
  test.each([
    ['payment', 'paid_at'],
    ['refund', 'refunded_at'],
    ['settle', 'settled_at'],
    ['withdraw', 'withdraw_at']
  ])('%s has %s and status', (type, time) => expect(paths(type)).toEqual(expect.arrayContaining([time, 'status'])))

  test.each([undefined, 'gift', ''])('of type %j are all but status, which depends on the type', (type) => {
    expect(paths(type)).toEqual(expect.arrayContaining(['paid_at', 'settled_at', 'total_amount']))
    expect(paths(type)).not.toContain('status')
  })
})
