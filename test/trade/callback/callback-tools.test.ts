import { createPublicKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { acknowledgementProblem } from '../../../src/protocol/callback/acknowledgement.js'
import type { RawCallback } from '../../../src/protocol/callback/callback-post.js'
import { DEMO_KEY_PAIRS } from '../../../src/simulator/demo-key-pairs.js'
import { CALLBACK_TOOLS } from '../../../src/trade/callback/callback-tools.js'
import { checkTradeCallback } from '../../../src/trade/callback/check-callback.js'
import { TRADE_CALLBACKS } from '../../../src/trade/catalogue/callback-types.js'

const { platform_private_key: KEY, platform_public_key } = DEMO_KEY_PAIRS
const PUBLIC = createPublicKey(platform_public_key)
const FACTS = {
  ...{ app_id: 'tt1', number: 'no_1', out_order_no: 'order_1', order_id: 'motb1', platform_no: 'p1' },
  ...{ channel_no: 'c1', payment_no: 'b1', amount: 250, way: '1', status: 'SUCCESS', message: '', seller_uid: 's1' },
  ...{ cp_extra: 'x y', settle_detail: '', rake: 3, is_all_settled: true, at: 1_708_586_777 }
}
const STAMP = CALLBACK_TOOLS.stamp(1_708_586_777_123, (size) => new Uint8Array(size).fill(7))

function posted(type: string, change: 'sign' | 'forge' = 'sign'): RawCallback {
  const msg = CALLBACK_TOOLS.message(type, FACTS)
  const { headers = [], body } = CALLBACK_TOOLS[change]({ ...STAMP, type, msg }, KEY)
  return { headers, body: Buffer.from(body) }
}

test('a stamp has seconds, and 32 letters and digits', () => {
  expect(STAMP).toEqual({ timestamp: '1708586777', nonce: '07'.repeat(16) })
})

describe.each(TRADE_CALLBACKS.map((one) => [one.code, one] as const))('a callback of type %s', (type, known) => {
  test('is written like the platform does, and genuine', () => {
    const { headers, body } = posted(type)
    expect(body.toString()).toMatch(/^\{"version":"\d\.\d","type":"\w+","msg":"\{\\"/)
    expect(headers.map(([name]) => name).sort()).toEqual([
      'Byte-Identifyname',
      'Byte-Logid',
      'Byte-Nonce-Str',
      'Byte-Signature',
      'Byte-Timestamp'
    ])
    expect(checkTradeCallback({ headers, body }, PUBLIC)).toMatchObject({ valid: true, warnings: [] })
  })

  test('has members of its catalogue only, with the number and the amount in their places', () => {
    const msg = CALLBACK_TOOLS.message(type, FACTS)
    const names = known.fields.map(({ path }) => path)
    expect(Object.keys(JSON.parse(msg)).filter((name) => !names.includes(name))).toEqual([])
    const { number, amount } = CALLBACK_TOOLS.subject(type, msg)
    expect([number, amount]).toEqual(['no_1', known.about.amount === undefined ? null : '250'])
    expect(names).toEqual(expect.arrayContaining(Object.values(known.about)))
  })

  test('is told apart, read and judged', () => {
    const genuine = posted(type)
    const inspect = CALLBACK_TOOLS.inspector({ platform_public_key })
    expect(CALLBACK_TOOLS.recognises(genuine)).toBe(true)
    expect(CALLBACK_TOOLS.recognises({ ...genuine, headers: [] })).toBe(true)
    expect(inspect(genuine, 1e6)).toMatchObject({ valid: true, code: null, type, number: 'no_1' })
    expect(inspect(posted(type, 'forge'), 1e6)).toMatchObject({ valid: false, code: 'rsa-signature-mismatch', type })
    expect(CALLBACK_TOOLS.inspector({})(genuine, 1e6)).toMatchObject({ code: 'missing-platform-public-key', type })
    expect(CALLBACK_TOOLS.read(genuine)).toMatchObject({ type, msg: CALLBACK_TOOLS.message(type, FACTS) })
  })

  test('the right answer has what it needs', () => {
    const body = CALLBACK_TOOLS.reply(type)
    expect(acknowledgementProblem({ status: 200, body }, CALLBACK_TOOLS.needs(type))).toBeUndefined()
  })
})

test('signed again, a callback keeps the headers that sign nothing', () => {
  const before = [
    ['byte-identifyname', '/pay'],
    ['byte-signature', 'old'],
    ['Byte-Logid', '1']
  ] as const
  const { headers = [] } = CALLBACK_TOOLS.sign({ ...STAMP, type: 'payment', msg: '{}', headers: before }, KEY)
  expect(Object.fromEntries(headers)).toEqual({
    'byte-identifyname': '/pay',
    'Byte-Logid': '1',
    'Byte-Nonce-Str': STAMP.nonce,
    'Byte-Signature': expect.stringMatching(/^[\w+/]{342}==$/),
    'Byte-Timestamp': STAMP.timestamp
  })
})

test.each([
  ['payment', '3.0', 10, 1737],
  ['payment', '2.0', 20, 142_382],
  ['refund', undefined, 10, 1737],
  ['pre_create_refund', '3.0', 34, 86_450]
])('%s %s is sent %i more times, over %i seconds', (type, version, count, sum) => {
  const waits = CALLBACK_TOOLS.retries(type, version)
  expect([waits.length, waits.reduce((total, one) => total + one, 0)]).toEqual([count, sum])
})

test.each([
  [{ headers: [], body: Buffer.from('{}') }, ['header-missing', 'missing-member', 'missing-member', 'missing-member']],
  [posted('payment', 'forge'), ['rsa-signature-mismatch']]
])('why one is forged', (callback, codes) => {
  expect(CALLBACK_TOOLS.whyForged(callback).map(({ code }) => code)).toEqual(codes)
})
