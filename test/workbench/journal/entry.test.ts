import { describe, expect, test } from 'vitest'
import { Masker } from '../../../src/output/secrets.js'
import {
  callbackTypeOf,
  type Exchange,
  entryOf,
  type Hide,
  isEntry,
  isFailed,
  logIdOf,
  pathOf
} from '../../../src/workbench/journal/entry.js'
import { joinedNumbers } from '../../../src/workbench/journal/filter.js'
import { harOf } from '../../../src/workbench/journal/har.js'
import { numbersInText } from '../../../src/workbench/journal/numbers.js'

const CALL: Exchange = {
  ...{ at: 1, direction: 'out', what: 'call', method: 'POST', url: 'https://example.com/a?b=1', problem: null },
  ...{ headers: [['content-type', 'application/json']], body: '{"a":1}', milliseconds: 7 }
}
const answered = (body: string | Uint8Array, status = 200): Exchange['answer'] => ({ status, headers: [], body })
const asItIs = (text: string) => text
const kept = (changes: Partial<Exchange>, hide = asItIs) => entryOf('h1', { ...CALL, ...changes }, hide)

test.each([
  ['access-token', '<ACCESS_TOKEN>'],
  ['Authorization', '<SECRET>'],
  ['Proxy-Authorization', '<SECRET>'],
  ['Cookie', '<SECRET>'],
  ['X-Api-Key', '<SECRET>'],
  ['x-app-secret', '<SECRET>'],
  ['X-Salt', '<SECRET>'],
  ['Byte-Authorization', 'value'],
  ['Byte-Signature', 'value'],
  ['x-tt-logid', 'value']
])('the header %s is kept as %s', (name, expected) => {
  const entry = kept({ headers: [[name, 'value']], answer: { status: 200, headers: [[name, 'value']], body: '' } })
  expect([entry.headers, entry.answer?.headers]).toEqual([[[name, expected]], [[name, expected]]])
})

test('a secret is masked in the name of a header, too', () => {
  const headers = [['x-hippoOfTheShop', '1']] as const
  const entry = kept({ headers, answer: { status: 200, headers, body: '' } }, (text) =>
    text.replaceAll('hippoOfTheShop', '<S>')
  )
  expect([entry.headers, entry.answer?.headers]).toEqual([[['x-<S>', '1']], [['x-<S>', '1']]])
})

describe('the result of a call', () => {
  test.each([
    ['{"err_no":0}', 200, '0', false],
    ['{"err_no":2008,"err_tips":"x"}', 200, '2008', true],
    ['{"err_code":"40002"}', 200, '40002', true],
    ['{"data":{"error_code":0},"extra":{"error_code":0,"sub_error_code":0}}', 200, '0', false],
    ['{"data":{"error_code":2191000},"extra":{"sub_error_code":26001}}', 200, '26001', true],
    ['{"errMsg":"x","errNo":11004}', 200, '11004', true],
    ['<html>', 502, null, true],
    ['a,b\n', 200, null, false]
  ])('%s, HTTP %i', (body, status, err_no, failed) => {
    const entry = kept({ answer: answered(body, status) })
    expect([entry.err_no, isFailed(entry)]).toEqual([err_no, failed])
  })

  test('without an answer it failed', () => {
    expect(isFailed(kept({ problem: 'connection-refused' }))).toBe(true)
  })
})

describe('what is kept of a body', () => {
  test.each([
    ['text', '中'.repeat(10), { size: 30 }],
    ['bytes', Uint8Array.of(0xff, 0xfe), { body: '//4=', encoding: 'base64', size: 2 }],
    ['a long Chinese text', '中'.repeat(200_000), { body: '中'.repeat(21_845), size: 600_000, isCut: true }],
    ['a Chinese text that is a byte too long', `x${'中'.repeat(21_845)}中`, { body: `x${'中'.repeat(21_845)}` }],
    ['half a character', Buffer.from('中').subarray(0, 2), { body: '5Lg=', encoding: 'base64' }],
    ['long bytes', Buffer.alloc(600_000, 0xff), { encoding: 'base64', size: 600_000, isCut: true }],
    ['a long text', 'x'.repeat(200_000), { body: 'x'.repeat(65_536), size: 200_000, isCut: true }]
  ])('%s', (_, body, expected) => {
    expect(kept({ body })).toMatchObject(expected)
  })

  test('a form with files is not kept, nor the content of a file', () => {
    const headers = [['content-type', 'multipart/form-data; boundary=x']] as const
    expect(kept({ headers, body: 'bytes' })).toMatchObject({ body: '', size: 5, isCut: true })
    expect(kept({ answer: answered(''), fileSize: 99 }).answer).toMatchObject({ body: '', size: 99, isCut: true })
  })

  test('it is masked before it is cut', () => {
    const body = `${'x'.repeat(65_530)}secretOfTheShop`
    expect(kept({ body }, (text) => text.replaceAll('secretOfTheShop', '<SALT>')).body).toMatch(/x<SALT>$/)
  })

  const SECRET = 'secretOfTheShop0'
  const hideAll = (text: string) => text.replaceAll(SECRET, '<S>')
  test.each([128, 256, 512])('no part of a secret is kept where %i KiB end in it', (kibibytes) => {
    const filling = `${SECRET}${SECRET},`.repeat(kibibytes * 40)
    for (let before = 0; before <= SECRET.length; before++) {
      // Much of it shrinks, so that what stood at any border comes to the front.
      const begin = filling.slice(0, kibibytes * 1024 - before).replace(/[^,]*$/, (rest) => '.'.repeat(rest.length))
      const whole = begin + SECRET + ','.repeat(300_000)
      const { body } = kept({ body: whole }, hideAll)
      expect(body.replaceAll(/<S?>?/g, '')).toMatch(/^[,.]*$/)
    }
  })

  test.each([
    ['https://me:pass@example.com/a', 'https://example.com/a'],
    ['https://me:p@ss@example.com/a@b', 'https://example.com/a@b'],
    [`https://me:${'p'.repeat(999)}@example.com?a=b@c`, 'https://example.com?a=b@c'],
    ['https://example.com/a@b', 'https://example.com/a@b']
  ])('nor the name and password in the address %s', (url, expected) => {
    expect(kept({ url }).url).toBe(expected)
  })

  test('a secret of several bytes a character is masked among bytes that are no text', () => {
    const masker = new Masker()
    masker.add({ name: 'SALT', value: '小程序支付密钥' })
    const body = Buffer.concat([Uint8Array.of(0xff), Buffer.from('a小程序支付密钥b')])
    const hide: Hide = (text, bytes) => (bytes ? masker.latin1(text) : masker.text(text))
    expect(Buffer.from(entryOf('h1', { ...CALL, body }, hide).body, 'base64').toString()).toBe('\ufffda<SALT>b')
  })
})

test.each([
  ['{"out_order_no":"no_1","order_id":"77"}', ['no_1', '77']],
  ['{"msg":"{\\"cp_orderno\\":\\"no_1\\",\\"order_id\\":\\"77\\"}"}', ['no_1', '77']],
  ['{"item_order_list":[{"item_order_id":"a1"}],"out_refund_no": "r1"}', ['a1', 'r1']],
  ['https://example.com/a?out_settle_no=s1&page_no=2', ['s1']],
  ['{"out_order_no":"no*1-2_3.4","order_id":7}', ['no*1-2_3.4', '7']],
  ['{"refund_id":null,"order_id":0,"pay_order_id":true,"trade_no":"0","auth_order_id":""}', []],
  ['{"pay_app_id":"tt1","trade_appid":"tt2"}', []],
  ['{"app_id":"tt1","merchant_uid":"7","log_id":"x","goods_id":"g"}', []]
])('the numbers in %s', (text, expected) => {
  expect(numbersInText(text)).toEqual(expected)
})

test('the numbers of both sides belong together, and those of a list do not', () => {
  const list = Array.from({ length: 20 }, (_, i) => `list_${i}`)
  const all = [
    ['no_1', '77'],
    ['77', 'refund_1'],
    ['refund_1', 'r77'],
    ['no_2', '78'],
    [...list, 'no_1', 'no_2']
  ]
  expect([...joinedNumbers(['r77'], all)].sort()).toEqual(['77', 'no_1', 'r77', 'refund_1'])
})

test('also those of a long chain, whose end is known', () => {
  const all = Array.from({ length: 50_000 }, (_, i) => [`n${i}`, `n${i + 1}`])
  expect(joinedNumbers(['n50000'], all).size).toBe(50_001)
  expect(joinedNumbers(['n0'], all.toReversed()).size).toBe(50_001)
})

test.each([
  ['{"type":"payment","msg":"{\\"type\\":\\"x\\"}"}', 'payment'],
  ['{"msg":"{\\"type\\":\\"x\\"}"}', null]
])('the type of the callback %s', (body, type) => {
  expect(callbackTypeOf(kept({ what: 'callback', body }))).toBe(type)
})

test.each([
  ['https://example.com/a/b?c=1', '/a/b'],
  ['/a?x', '/a'],
  ['http://127.0.0.1:1', '/']
])('the path of %s', (url, path) => {
  expect(pathOf({ url })).toBe(path)
})

test('the log id is in a header or in the answer', () => {
  const headers = [['X-Tt-Logid', '2026']] as const
  expect(logIdOf(kept({ answer: { status: 200, headers, body: '' } }))).toBe('2026')
  expect(logIdOf(kept({ answer: answered('{"extra":{"logid":"20261128AB"}}') }))).toBe('20261128AB')
})

const GOOD = { ...kept({ answer: answered('{}') }) }
test.each([
  ['an entry', GOOD, true],
  ['without an answer', { ...GOOD, answer: null }, true],
  ['a list', [], false],
  ['null', null, false],
  ['an id that is no id', { ...GOOD, id: '../x' }, false],
  ['headers that are none', { ...GOOD, headers: [['a']] }, false],
  ['a body that is none', { ...GOOD, body: 1 }, false],
  ['an answer without a status', { ...GOOD, answer: { headers: [], body: '', size: 0 } }, false],
  ['a time that is none', { ...GOOD, at: '1' }, false],
  ['a time that no date has', { ...GOOD, at: 1e17 }, false],
  ['a time before there were any', { ...GOOD, at: -1 }, false],
  ['a direction that is none', { ...GOOD, direction: 'up' }, false],
  ['what it is that is none', { ...GOOD, what: 'x' }, false],
  ['a status that is none', { ...GOOD, answer: { ...GOOD.answer, status: 1e9 } }, false],
  ['an encoding that is none', { ...GOOD, encoding: 'x' }, false],
  ['a size that is none', { ...GOOD, size: -1 }, false],
  ['a code that is none', { ...GOOD, err_no: {} }, false],
  ['facts of a callback that are none', { ...GOOD, callback: { valid: 1, delivery: null } }, false]
])('what counts as an entry: %s', (_, value, expected) => {
  expect(isEntry(value)).toBe(expected)
})

test('HAR says what is cut', () => {
  const entries = [kept({ body: 'x'.repeat(70_000), answer: answered('', 200) })]
  expect(harOf(entries, '1.0')).toMatchObject({
    log: { entries: [{ request: { postData: { comment: 'cut: 65536 of 70000 bytes' } } }] }
  })
})

test('as HAR 1.2', () => {
  const entries = [
    kept({ body: '{"a":1}', answer: answered(Uint8Array.of(0xff)) }),
    kept({ method: 'GET', body: '', url: '/a?b=c', problem: 'connection-refused' })
  ]
  expect(harOf(entries, '1.0')).toMatchObject({
    log: {
      version: '1.2',
      creator: { name: 'ecpay', version: '1.0' },
      entries: [
        {
          startedDateTime: '1970-01-01T00:00:00.001Z',
          time: 7,
          request: { url: CALL.url, queryString: [{ name: 'b', value: '1' }], postData: { text: '{"a":1}' } },
          response: { status: 200, content: { size: 1, text: '/w==', encoding: 'base64' } }
        },
        { request: { method: 'GET', url: 'http://127.0.0.1/a?b=c' }, response: { status: 0 } }
      ]
    }
  })
})
