import { createPublicKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { HandlerCase, Kit } from '../../src/protocol/callback/handler-case.js'
import { DEMO_KEY_PAIRS } from '../../src/simulator/demo-key-pairs.js'
import { checkTradeCallback } from '../../src/trade/callback/check-callback.js'
import { tradeMessage } from '../../src/trade/callback/message.js'
import { TRADE_CALLBACKS } from '../../src/trade/catalogue/callback-types.js'
import { caseNonce, HANDLER_CASES } from '../../src/trade/handler-cases/handler-cases.js'
import { BAD_TYPOGRAPHY, CHINESE, withoutTerms } from '../output/typography.js'

const FACTS = {
  ...{ app_id: 'tt1', number: 'no_1', out_order_no: 'order_1', order_id: 'motb1', platform_no: 'p1' },
  ...{ channel_no: 'c1', payment_no: 'b1', amount: 100, way: '1', status: 'SUCCESS', message: '', seller_uid: 's1' },
  ...{ cp_extra: '', settle_detail: '', rake: 0, is_all_settled: false, at: 1_708_586_777 }
}
const kitOf = (type: string): Kit => ({
  ...{ type, msg: tradeMessage(type, FACTS), timestamp: '1708586777', nonce: caseNonce(0, '4711') },
  ...{ key: DEMO_KEY_PAIRS.platform_private_key, otherKey: DEMO_KEY_PAIRS.private_key }
})
const KEY = createPublicKey(DEMO_KEY_PAIRS.platform_public_key)
const verdictsOf = (one: HandlerCase, type = 'payment') =>
  one
    .send(kitOf(type))
    .flatMap((request) => ('body' in request ? [request] : []))
    .map(({ headers = [], body }) => checkTradeCallback({ headers, body: Buffer.from(body) }, KEY, { limit: 2 ** 22 }))

test('every code stands once', () => {
  const codes = HANDLER_CASES.map(({ code }) => code)
  expect(codes.filter((code) => !/^[a-z0-9-]+$/.test(code))).toEqual([])
  expect(new Set(codes)).toHaveLength(codes.length)
})

describe.each(TRADE_CALLBACKS.map(({ code }) => code))('of type %s', (type) => {
  const cases = HANDLER_CASES.filter(({ types }) => types === undefined || types.includes(type))
  test.each(cases.map((one) => [one.code, one.wants, one] as const))('%s, wanted %s, is sent so', (_, wants, one) => {
    const verdicts = verdictsOf(one, type)
    expect(verdicts.map(({ valid }) => valid)).toEqual(verdicts.map(() => wants !== 'refused'))
  })
})

/** What is wrong with a forgery: of each that one thing. */
test.each([
  ['signature-wrong', ['rsa-signature-mismatch']],
  ['signature-missing', ['header-missing']],
  ['nonce-missing', ['header-missing']],
  ['signature-truncated', ['signature-length']],
  ['wrong-key', ['rsa-signature-mismatch']],
  ['body-changed', ['rsa-signature-mismatch']],
  ['header-doubled', ['header-twice']],
  ['ecpay-callback', ['ecpay-callback']],
  ['not-json', ['rsa-signature-mismatch', 'invalid-json']]
])('%s: %j', (code, problems) => {
  const [verdict] = verdictsOf(HANDLER_CASES.find((one) => one.code === code) as HandlerCase)
  expect(verdict?.problems.map((one) => one.code)).toEqual(problems)
})

test('no two cases have a nonce in common, and each has 32 letters and digits', () => {
  const nonces = HANDLER_CASES.map((_, i) => caseNonce(i, '0000'))
  expect(new Set(nonces)).toHaveLength(HANDLER_CASES.length)
  expect(nonces.filter((nonce) => !/^[0-9A-Za-z]{32}$/.test(nonce))).toEqual([])
})

test('CANCEL after SUCCESS is of the same order, and older', () => {
  const one = HANDLER_CASES.find(({ code }) => code === 'cancel-after-success') as HandlerCase
  const [paid, cancelled] = verdictsOf(one).map(({ envelope }) => JSON.parse(envelope.msg))
  expect([paid.status, cancelled.status, cancelled.message]).toEqual(['SUCCESS', 'CANCEL', 'TIME_OUT'])
  expect(cancelled.out_order_no).toBe(paid.out_order_no)
  expect(cancelled.event_time).toBeLessThan(paid.event_time)
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
