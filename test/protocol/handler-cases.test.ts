import { describe, expect, test } from 'vitest'
import { verifyCallback } from '../../src/protocol/callback/callback.js'
import { HANDLER_CASES } from '../../src/protocol/handler-cases/index.js'
import { callbackSign, MSG } from '../e2e/platform.js'
import { BAD_TYPOGRAPHY, CHINESE, withoutTerms } from '../output/typography.js'

const TOKEN = 'tokenOfTheShop01'
const KIT = { timestamp: '1602507471', nonce: '797', msg: MSG, type: 'payment', token: TOKEN }
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
