import { describe, expect, test } from 'vitest'
import { ENDPOINTS } from '../../../src/ecpay/endpoints/endpoints.js'
import type { Finding } from '../../../src/findings/findings.js'
import { readObject } from '../../../src/protocol/json/json.js'
import { nearMisses, type ValidateOptions, validate } from '../../../src/protocol/system/validate.js'
import { codePointName } from '../../../src/protocol/text.js'

const endpoint = (name: string) => {
  const found = ENDPOINTS.find((one) => one.name === name)
  if (!found) throw new Error(`no call ${name}`)
  return found
}

const minimal = {
  app_id: 'tt0000000000000001',
  out_order_no: 'no_1',
  total_amount: 100,
  subject: '商品',
  body: '商品详情',
  valid_time: 900
}
const check = (body: object | string, options?: ValidateOptions) =>
  validate(endpoint('create_order'), readObject(typeof body === 'string' ? body : JSON.stringify(body)), options)

describe('what create_order takes', () => {
  test.each<[string, object]>([
    ['a minimal body', {}],
    ['members of its own', { nonce: 'n', anything: [null, { a: 1 }] }],
    ['the longest', { app_id: 'x'.repeat(64), out_order_no: '0Az_-*'.padEnd(64, 'x'), store_uid: 'x'.repeat(64) }],
    ['42 characters in 128 bytes', { subject: `${'中'.repeat(40)}ab`, body: '🎉'.repeat(32) }],
    ['the smallest numbers', { total_amount: 1, valid_time: 300, disable_msg: 0 }],
    ['the largest numbers', { total_amount: 10_000_000_000, valid_time: 172_800, disable_msg: 1 }],
    ['an address', { notify_url: 'https://example.com/notify?a=1' }],
    ['an address with port 443', { notify_url: 'https://example.com:443/notify' }],
    ['an address of 256 characters', { notify_url: `https://example.com/${'x'.repeat(236)}` }],
    ['ways to hide', { limit_pay_way: 'LIMIT_WX,LIMIT_ALI,LIMIT_DYZF' }],
    ['nested JSON as a string', { expand_order_info: '{"original_delivery_fee":15,"actual_delivery_fee":10}' }],
    ['nested JSON as it is, of which the signature speaks', { expand_order_info: { actual_delivery_fee: 10 } }],
    ['the longest cp_extra', { cp_extra: '中'.repeat(2048) }],
    ['empty and absent values', { notify_url: '', cp_extra: '', limit_pay_way: '', msg_page: null, disable_msg: null }]
  ])('%s', (_, members) => expect(check({ ...minimal, ...members })).toEqual([]))
})

describe('each limit of create_order, violated', () => {
  const allowed = '0-9A-Za-z_*-'

  test.each<[object, Finding]>([
    [{ app_id: undefined }, { code: 'missing-field', key: 'app_id', assign: '=' }],
    [{ app_id: null }, { code: 'missing-field', key: 'app_id', assign: '=' }],
    [{ app_id: '' }, { code: 'missing-field', key: 'app_id', assign: '=', empty: true }],
    [
      { out_order_no: undefined },
      { code: 'missing-field', key: 'out_order_no', option: '--out-order-no <number>', assign: '=' }
    ],
    [
      { total_amount: undefined },
      { code: 'missing-field', key: 'total_amount', option: '--amount <fen>', assign: ':=' }
    ],
    [{ subject: undefined }, { code: 'missing-field', key: 'subject', option: '--subject <text>', assign: '=' }],
    [{ body: undefined }, { code: 'missing-field', key: 'body', option: '--body <text>', assign: '=' }],
    [
      { valid_time: undefined },
      { code: 'missing-field', key: 'valid_time', option: '--valid-time <seconds>', assign: ':=' }
    ],

    [{ app_id: 'x'.repeat(65) }, { code: 'too-many-characters', key: 'app_id', limit: 64, length: 65 }],
    [{ out_order_no: 'x'.repeat(65) }, { code: 'too-many-characters', key: 'out_order_no', limit: 64, length: 65 }],
    [{ store_uid: 'x'.repeat(65) }, { code: 'too-many-characters', key: 'store_uid', limit: 64, length: 65 }],
    [{ thirdparty_id: 'x'.repeat(65) }, { code: 'too-many-characters', key: 'thirdparty_id', limit: 64, length: 65 }],
    [{ cp_extra: 'x'.repeat(2049) }, { code: 'too-many-characters', key: 'cp_extra', limit: 2048, length: 2049 }],
    [
      { notify_url: `https://example.com/${'x'.repeat(237)}` },
      { code: 'too-many-characters', key: 'notify_url', limit: 256, length: 257 }
    ],
    [{ subject: 'x'.repeat(43) }, { code: 'too-many-characters', key: 'subject', limit: 42, length: 43 }],
    [{ body: `${'中'.repeat(42)}x` }, { code: 'too-many-characters', key: 'body', limit: 42, length: 43 }],
    [{ subject: `${'🎉'.repeat(32)}x` }, { code: 'too-many-bytes', key: 'subject', limit: 128, length: 129 }],
    [{ body: '🎉'.repeat(33) }, { code: 'too-many-bytes', key: 'body', limit: 128, length: 132 }],

    [{ total_amount: 0 }, { code: 'below-minimum', key: 'total_amount', limit: 1, value: '0' }],
    [{ total_amount: -100 }, { code: 'below-minimum', key: 'total_amount', limit: 1, value: '-100' }],
    [
      { total_amount: 10_000_000_001 },
      { code: 'above-maximum', key: 'total_amount', limit: 10_000_000_000, value: '10000000001' }
    ],
    [{ valid_time: 299 }, { code: 'below-minimum', key: 'valid_time', limit: 300, value: '299' }],
    [{ valid_time: 172_801 }, { code: 'above-maximum', key: 'valid_time', limit: 172_800, value: '172801' }],
    [{ total_amount: 0.5 }, { code: 'amount-with-decimals', key: 'total_amount', value: '0.5', fen: '50' }],
    [{ total_amount: 1.005 }, { code: 'not-an-integer', key: 'total_amount', value: '1.005' }],
    [{ valid_time: 900.5 }, { code: 'not-an-integer', key: 'valid_time', value: '900.5' }],
    [{ disable_msg: 2 }, { code: 'not-one-of', key: 'disable_msg', allowed: ['0', '1'], found: '2' }],

    [{ total_amount: '1.00' }, { code: 'amount-with-decimals', key: 'total_amount', value: '1.00', fen: '100' }],
    [{ total_amount: 'x' }, { code: 'not-an-integer', key: 'total_amount', value: 'x' }],
    [{ total_amount: '100' }, { code: 'wrong-field-type', key: 'total_amount', found: 'string', expected: 'number' }],
    [{ total_amount: true }, { code: 'wrong-field-type', key: 'total_amount', found: 'boolean', expected: 'number' }],
    [{ disable_msg: '1' }, { code: 'wrong-field-type', key: 'disable_msg', found: 'string', expected: 'number' }],
    [{ disable_msg: false }, { code: 'wrong-field-type', key: 'disable_msg', found: 'boolean', expected: 'number' }],
    [{ out_order_no: 1 }, { code: 'wrong-field-type', key: 'out_order_no', found: 'number', expected: 'string' }],
    [{ subject: {} }, { code: 'wrong-field-type', key: 'subject', found: 'object', expected: 'string' }],
    [
      { expand_order_info: 1 },
      { code: 'wrong-field-type', key: 'expand_order_info', found: 'number', expected: 'string' }
    ],
    [{ expand_order_info: '{a' }, { code: 'not-json-text', key: 'expand_order_info' }],

    [
      { out_order_no: '订单#1 1' },
      {
        code: 'character-not-allowed',
        key: 'out_order_no',
        allowed,
        codePoints: ['U+8BA2', 'U+5355', 'U+0023', 'U+0020']
      }
    ],
    [{ out_order_no: '🎉' }, { code: 'character-not-allowed', key: 'out_order_no', allowed, codePoints: ['U+1F389'] }],
    [
      { limit_pay_way: 'LIMIT_WX, LIMIT_ALI' },
      {
        code: 'not-one-of',
        key: 'limit_pay_way',
        allowed: ['LIMIT_WX', 'LIMIT_ALI', 'LIMIT_DYZF'],
        found: ' LIMIT_ALI'
      }
    ],
    [{ notify_url: 'example.com/notify' }, { code: 'not-a-url', key: 'notify_url', length: 18 }],
    ...[' ', '\n', '\u00a0', '\0'].map((one): [object, Finding] => [
      { notify_url: `https://example.com/n${one}` },
      { code: 'not-a-url', key: 'notify_url', length: 22, codePoints: [codePointName(one.charCodeAt(0))] }
    ]),
    [
      { notify_url: 'https://example.com/a b' },
      { code: 'not-a-url', key: 'notify_url', length: 23, codePoints: ['U+0020'] }
    ],
    [{ notify_url: 'https://' }, { code: 'not-a-url', key: 'notify_url', length: 8 }],
    [{ notify_url: 'http://example.com' }, { code: 'not-https', key: 'notify_url', found: 'http:' }],
    [{ notify_url: 'ftp://example.com' }, { code: 'not-https', key: 'notify_url', found: 'ftp:' }],
    [{ notify_url: 'https://example.com:8443/x' }, { code: 'port-not-443', key: 'notify_url', found: '8443' }]
  ])('%j', (members, found) => expect(check({ ...minimal, ...members })).toEqual([found]))

  test('all at once', () => {
    const body = {
      out_order_no: `${'x'.repeat(64)}#`,
      total_amount: 1.5,
      subject: '🎉'.repeat(43),
      valid_time: 1,
      notify_url: 'http://example.com:80:80',
      limit_pay_way: 'x'.repeat(65),
      disable_msg: 3
    }
    expect(check(body).map((one) => [one.code, 'key' in one && one.key])).toEqual([
      ['missing-field', 'app_id'],
      ['too-many-characters', 'out_order_no'],
      ['character-not-allowed', 'out_order_no'],
      ['amount-with-decimals', 'total_amount'],
      ['too-many-bytes', 'subject'],
      ['too-many-characters', 'subject'],
      ['missing-field', 'body'],
      ['below-minimum', 'valid_time'],
      ['not-a-url', 'notify_url'],
      ['not-one-of', 'disable_msg'],
      ['too-many-characters', 'limit_pay_way'],
      ['not-one-of', 'limit_pay_way']
    ])
  })

  test('http and a port', () => {
    expect(check({ ...minimal, notify_url: 'http://example.com:8080/' }).map(({ code }) => code)).toEqual([
      'not-https',
      'port-not-443'
    ])
  })

  test('the last of two, as readers take it', () => {
    expect(check(`${JSON.stringify(minimal).slice(0, -1)},"valid_time":1}`)).toMatchObject([{ code: 'below-minimum' }])
  })
})

describe('options', () => {
  test.each(['http://127.0.0.1:8080/notify', 'https://localhost:8443/', 'http://example.com'])(
    'local takes %s',
    (url) => {
      expect(check({ ...minimal, notify_url: url }, { local: true })).toEqual([])
      expect(check({ ...minimal, notify_url: url })).not.toEqual([])
    }
  )

  test.each([
    ['ftp://127.0.0.1/', 'not-https'],
    ['127.0.0.1:8080', 'not-a-url']
  ])('local does not take %s', (url, code) => {
    expect(check({ ...minimal, notify_url: url }, { local: true })).toMatchObject([{ code }])
  })

  test('signed wants the sign', () => {
    expect(check(minimal, { signed: true })).toMatchObject([{ code: 'missing-field', key: 'sign' }])
    expect(check({ ...minimal, sign: 'f'.repeat(344) }, { signed: true })).toEqual([])
    expect(check({ ...minimal, sign: 'f'.repeat(345) }, { signed: true })).toEqual([
      { code: 'too-many-characters', key: 'sign', limit: 344, length: 345 }
    ])
    expect(check({ ...minimal, sign: 'f'.repeat(345) })).toEqual([])
  })
})

test('a call of the test needs its data alone: one of a list of words', () => {
  const [field] = endpoint('query_order').fields
  if (!field) throw new Error('no field')
  const made = { ...endpoint('query_order'), fields: [{ ...field, key: 'colour', limits: { oneOf: ['red', 'blue'] } }] }
  expect(validate(made, readObject('{"colour":"red"}'))).toEqual([])
  expect(validate(made, readObject('{"colour":"green"}'))).toEqual([
    { code: 'not-one-of', key: 'colour', allowed: ['red', 'blue'], found: 'green' }
  ])
})

describe('nearMisses', () => {
  test.each<[string, Finding[]]>([
    ['{"app_id":"x","total_amount":1,"nonce":"n"}', []],
    ['{"out_order_num":"x"}', [{ code: 'unknown-field', key: 'out_order_num', meant: 'out_order_no' }]],
    [
      '{"Subject":"x","total_ammount":1}',
      [
        { code: 'unknown-field', key: 'Subject', meant: 'subject' },
        { code: 'unknown-field', key: 'total_ammount', meant: 'total_amount' }
      ]
    ]
  ])('%s', (body, found) => expect(nearMisses(endpoint('create_order'), readObject(body))).toEqual(found))
})
