import { describe, expect, test } from 'vitest'
import { verifyCallback } from '../../src/ecpay/callback/verify-callback-body.js'
import { HANDLER_CASES, plainNonce } from '../../src/ecpay/handler-cases/handler-cases.js'
import { callbackSign, MSG } from '../e2e/platform.js'
import { BAD_TYPOGRAPHY, CHINESE, withoutTerms } from '../output/typography.js'

const TOKEN = 'tokenOfTheShop01'
const KIT = { timestamp: '1602507471', nonce: '797', msg: MSG, type: 'payment', key: TOKEN, otherKey: '' }
const bodies = (one: (typeof HANDLER_CASES)[number]) =>
  one.send(KIT).flatMap((request) => ('body' in request ? [request.body] : []))
const isGenuine = (body: string) => {
  try {
    return verifyCallback(Buffer.from(body), TOKEN, { limit: 2 ** 22 }).valid
  } catch {
    return false
  }
}

test('every code stands once', () => {
  const codes = HANDLER_CASES.map(({ code }) => code)
  expect(codes.filter((code) => !/^[a-z0-9-]+$/.test(code))).toEqual([])
  expect(new Set(codes)).toHaveLength(codes.length)
})

const POSTS = HANDLER_CASES.filter((one) => bodies(one).length > 0)

test.each(POSTS.map((one) => [one.code, one.wants, one] as const))('%s, wanted %s, is sent so', (_, wants, one) => {
  expect(bodies(one).map(isGenuine)).toEqual(bodies(one).map(() => wants !== 'refused'))
})

/** As PHP 8 compares what sort() is given without a flag: numeric strings by their value. */
const IS_NUMERIC = /^[ \t\n\r\v\f]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\r\v\f]*$/
const asText = (a: string, b: string) => (a < b ? -1 : 1)
const asPhp = (a: string, b: string) =>
  IS_NUMERIC.test(a) && IS_NUMERIC.test(b) ? Number(a) - Number(b) : asText(a, b)

const STAMPS = ['1101000000', '1602507471', '1795651200', '1999999999', '2147483648']
test.each(STAMPS.flatMap((timestamp) => ['0000', '4711', '9999'].map((run) => [timestamp, run] as const)))(
  'at %s, in run %s, a sort that compares numbers is seen by the cases about sorting only',
  (timestamp, run) => {
    const seen = POSTS.filter((one) => {
      const kit = { ...KIT, timestamp, nonce: plainNonce(HANDLER_CASES.indexOf(one), run) }
      const envelopes = one.send(kit).flatMap((request) => ('body' in request ? [partsOf(request.body)] : []))
      return envelopes.some((parts) => parts.toSorted(asPhp).join() !== parts.toSorted(asText).join())
    })
    expect(seen.map(({ code }) => code)).toEqual(['nonce-sorts-last'])
  }
)

test.each([
  ['nonce-sorts-last', 'SORT_STRING'],
  ['nonce-sorts-first', 'parseInt()']
])('%s alone fails with %s to blame', (code, word) => {
  const saying = HANDLER_CASES.filter(({ fix }) => fix.en.includes(word) && fix.zh.includes(word))
  expect(saying.map((one) => one.code)).toEqual([code])
})

function partsOf(body: string): string[] {
  try {
    const { timestamp, nonce, msg } = JSON.parse(body)
    return [TOKEN, String(timestamp), nonce, msg]
  } catch {
    return []
  }
}

test('no two cases have a nonce in common', () => {
  const nonces = HANDLER_CASES.map((_, i) => plainNonce(i, '0000'))
  expect(new Set(nonces)).toHaveLength(HANDLER_CASES.length)
})

test('the check of the address is signed', () => {
  const [request] = HANDLER_CASES.find(({ code }) => code === 'console-check')?.send(KIT) ?? []
  const { query = {} } = request && 'query' in request ? request : {}
  const { timestamp = '', nonce = '', msg = '', signature } = query
  expect(signature).toBe(callbackSign(TOKEN, timestamp, nonce, msg))
})

describe('every case has its words', () => {
  const said = HANDLER_CASES.flatMap(({ code, title, why, fix }) =>
    [title, why, fix].map((both) => [code, both] as const)
  )
  test('in Chinese, with its punctuation and spaces', () => {
    const wrong = said.filter(([, { zh }]) => !CHINESE.test(zh) || BAD_TYPOGRAPHY.test(zh.replace(/\{[^}]*\}/g, '{}')))
    expect(wrong.map(([code, { zh }]) => [code, zh])).toEqual([])
  })

  test('in English', () => {
    const wrong = said.filter(([, { en }]) => en === '' || CHINESE.test(withoutTerms(en)))
    expect(wrong.map(([code]) => code)).toEqual([])
  })
})
