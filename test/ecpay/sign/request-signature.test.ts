import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  EXCLUDED_KEYS,
  maskedStringToSign,
  type SignOptions,
  sameSignature,
  traceSign
} from '../../../src/ecpay/sign/request-signature.js'
import type { Finding } from '../../../src/findings/findings.js'
import { codesOf, findingsOf } from '../../protocol/found.js'

const SALT = 'your_payment_salt'
const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex')
const prehash = (body: string, options?: SignOptions) => maskedStringToSign(traceSign(body, SALT, options), SALT)
const warnings = (body: string, salt = SALT) => traceSign(body, salt).warnings

test('the trace of the official vector', () => {
  const body =
    '{"app_id":"ttcfdbb9xxxxxxxxxxx","out_order_no":"test-02167569xxxxxx","total_amount":2376,"cp_extra":" ","disable_msg":0,"msg_page":"null","sign":"edc608"}'
  expect(traceSign(body, SALT)).toEqual({
    sign: md5('0&2376&test-02167569xxxxxx&your_payment_salt'),
    signed: [
      { key: 'out_order_no', text: 'test-02167569xxxxxx' },
      { key: 'total_amount', text: '2376' },
      { key: 'disable_msg', text: '0' }
    ],
    skipped: [
      { key: 'app_id', reason: 'excluded' },
      { key: 'cp_extra', reason: 'empty' },
      { key: 'msg_page', reason: 'null-text' },
      { key: 'sign', reason: 'excluded' }
    ],
    sorted: [
      { key: 'disable_msg', text: '0' },
      { key: 'total_amount', text: '2376' },
      { key: 'out_order_no', text: 'test-02167569xxxxxx' },
      'SALT'
    ],
    warnings: [{ code: 'edge-whitespace', key: 'cp_extra', codePoints: ['U+0020'] }]
  })
})

describe('what is hashed', () => {
  test.each([
    ['{}', 'your_payment_salt'],
    ['{"a":"z","b":"a"}', 'a&your_payment_salt&z'],
    ['{"a":"x","b":"x"}', 'x&x&your_payment_salt'],
    ['{"a":0,"b":"0","c":"false","d":"[]","e":"{}"}', '0&0&[]&false&your_payment_salt&{}'],
    ['{"a":"","b":" ","c":"null","d":" null ","e":"\\"null\\"","f":"\\"\\"","g":"\\u3000"}', 'your_payment_salt'],
    ['{"a":"NULL","b":"Null","c":"nullx"}', 'NULL&Null&nullx&your_payment_salt'],
    ['{"app_id":"1","thirdparty_id":"2","sign":"3","other_settle_params":"4"}', 'your_payment_salt'],
    ['{"app_id":null,"thirdparty_id":{},"sign":[],"other_settle_params":[1.5]}', 'your_payment_salt'],
    ['{"nonce":"n","__proto__":"p","constructor":"c","10":"t","9":"u"}', 'c&n&p&t&u&your_payment_salt'],
    ['{"a":"10","b":"9","c":"1"}', '1&10&9&your_payment_salt'],
    ['{"a":"b","b":"B","c":"中","d":"é"}', 'B&b&your_payment_salt&é&中'],
    ['{"a":"a&b","c":"1+1%20"}', '1+1%20&a&b&your_payment_salt'],
    [
      String.raw`{"a":"[{\"merchant_uid\":\"1\",\"amount\":1}]"}`,
      '[{"merchant_uid":"1","amount":1}]&your_payment_salt'
    ],
    [
      '{"a":7398108028895054107,"b":1.0,"c":1e2,"d":-0,"e":0.10}',
      '-0&0.10&1.0&1e2&7398108028895054107&your_payment_salt'
    ],
    ['{"a":true,"b":false}', 'false&true&your_payment_salt'],
    ['{"a":"\u3000 限时\u0085"}', 'your_payment_salt&限时'],
    ['{"a":"\u200bx\ufeff"}', 'your_payment_salt&\u200bx\ufeff'],
    ['{"a":"🎉sale","b":"（限时）"}', 'your_payment_salt&（限时）&🎉sale']
  ])('%s', (body, text) => {
    expect(prehash(body)).toBe(text)
    expect(traceSign(body, SALT).sign).toBe(md5(text))
  })

  test.each([
    [String.raw`\"x\"`, 'x'],
    [String.raw`\"\"x\"\"`, '"x"'],
    [String.raw` \" x \" `, 'x'],
    [String.raw`\"x`, '"x'],
    [String.raw`x\"`, 'x"'],
    [String.raw`\"`, '"'],
    [String.raw`\"x\" y`, '"x" y'],
    ["'x'", "'x'"]
  ])('of the outer quotes of "%s" one pair is dropped', (value, text) => {
    expect(prehash(`{"a":"${value}"}`)).toBe([text, SALT].sort().join('&'))
  })

  test('more members than are sorted one by one', () => {
    const values = Array.from({ length: 200 }, (_, i) => `${(i * 7919) % 1009}（🎉`.slice(i % 3))
    const body = JSON.stringify(Object.fromEntries(values.map((value, i) => [`k${i}`, value])))
    const sorted = [...values, SALT].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect(prehash(body)).toBe(sorted.join('&'))
  })

  test.each([' salt ', '"salt"', 'salt\n', '0', 'null', '中🎉'])('the SALT %j as it is', (salt) => {
    expect(traceSign('{"a":"m"}', salt).sign).toBe(md5([salt, 'm'].sort().join('&')))
  })
})

describe('warnings', () => {
  test.each<[string, Finding[]]>([
    ['{"a":"x","b":0,"c":-5,"d":9007199254740991,"e":-9007199254740991,"f":123456789012345}', []],
    ['{"a":"中文，。！（）","b":"🎉","c":"é"}', []],
    ['{"a":1.0}', [{ code: 'non-integer-number', key: 'a', text: '1.0' }]],
    ['{"a":1e2}', [{ code: 'non-integer-number', key: 'a', text: '1e2' }]],
    ['{"a":1E2}', [{ code: 'non-integer-number', key: 'a', text: '1E2' }]],
    ['{"a":9007199254740992}', [{ code: 'unsafe-integer', key: 'a', text: '9007199254740992' }]],
    ['{"a":-9007199254740992}', [{ code: 'unsafe-integer', key: 'a', text: '-9007199254740992' }]],
    ['{"a":7398108028895054107}', [{ code: 'unsafe-integer', key: 'a', text: '7398108028895054107' }]],
    ['{"a":true}', [{ code: 'boolean-value', key: 'a', text: 'true' }]],
    ['{"a":false}', [{ code: 'boolean-value', key: 'a', text: 'false' }]],
    ['{"a":" x\u3000"}', [{ code: 'edge-whitespace', key: 'a', codePoints: ['U+0020', 'U+3000'] }]],
    ['{"a":"\\n"}', [{ code: 'edge-whitespace', key: 'a', codePoints: ['U+000A'] }]],
    ['{"a":"\\"x\\""}', [{ code: 'outer-quotes', key: 'a' }]],
    [
      '{"a":"\\" x\\t\\" "}',
      [
        { code: 'edge-whitespace', key: 'a', codePoints: ['U+0020', 'U+0009'] },
        { code: 'outer-quotes', key: 'a' }
      ]
    ],
    ['{"a":"\ufeffx"}', [{ code: 'invisible-character', key: 'a', codePoints: ['U+FEFF'] }]],
    ['{"a":"x\\u200by\\u00ad\\u200b"}', [{ code: 'invisible-character', key: 'a', codePoints: ['U+200B', 'U+00AD'] }]],
    ['{"appid":"x"}', [{ code: 'suspicious-key', key: 'appid', meant: 'app_id' }]],
    ['{"sign_type":"MD5"}', [{ code: 'suspicious-key', key: 'sign_type', meant: 'sign' }]],
    ['{"a":"🎉sale","b":"（限时）"}', [{ code: 'sort-order', keys: ['b', 'a'] }]],
    ['{"a":"🎉","b":"x\uffff","c":"中"}', []],
    ['{"a":"（","b":"（"}', []],
    ['{"app_id":" x ","sign":"\\"x\\"","thirdparty_id":true,"other_settle_params":"\u200b🎉"}', []]
  ])('%s', (body, expected) => expect(warnings(body)).toEqual(expected))

  test.each([
    ['\u00ad', 'U+00AD'],
    ['\u200b', 'U+200B'],
    ['\u200c', 'U+200C'],
    ['\u200d', 'U+200D'],
    ['\u2060', 'U+2060'],
    ['\ufeff', 'U+FEFF']
  ])('%j alone is invisible', (one, name) => {
    const found = [{ code: 'invisible-character', key: 'a', codePoints: [name] }]
    for (const value of [one, `x${one}y`, JSON.stringify(`x${one}`)])
      expect(warnings(JSON.stringify({ a: value })).filter(({ code }) => code !== 'outer-quotes')).toEqual(found)
  })

  test.each<[string, Finding[]]>([
    ['salt', []],
    ['sa "lt', []],
    ['"', []],
    ['\ufeffsalt', [{ code: 'suspicious-salt', reason: 'invisible characters' }]],
    ['sa\u200blt', [{ code: 'suspicious-salt', reason: 'invisible characters' }]],
    [' salt', [{ code: 'suspicious-salt', reason: 'white space' }]],
    ['salt\n', [{ code: 'suspicious-salt', reason: 'white space' }]],
    ['\u3000salt', [{ code: 'suspicious-salt', reason: 'white space' }]],
    ['"salt"', [{ code: 'suspicious-salt', reason: 'quotes' }]],
    ["'salt'", [{ code: 'suspicious-salt', reason: 'quotes' }]],
    ['"salt\'', []],
    [
      ' "sa\nlt"',
      [
        { code: 'suspicious-salt', reason: 'white space' },
        { code: 'suspicious-salt', reason: 'quotes' }
      ]
    ],
    ['🎉', [{ code: 'sort-order', keys: ['b', 'SALT'] }]]
  ])('the SALT %j', (salt, expected) => expect(warnings('{"b":"（"}', salt)).toEqual(expected))
})

describe('refusals', () => {
  test.each<[string, Finding[]]>([
    ['{"a":{}}', [{ code: 'nested-value', key: 'a', kind: 'object' }]],
    ['{"a":[]}', [{ code: 'nested-value', key: 'a', kind: 'array' }]],
    ['{"a":null}', [{ code: 'null-value', key: 'a' }]],
    ['{"a":1,"a":1}', [{ code: 'duplicate-key', key: 'a' }]],
    ['{"sign":"1","sign":"2"}', [{ code: 'duplicate-key', key: 'sign' }]],
    ['{"a":"\\ud800x"}', [{ code: 'lone-surrogate', key: 'a', codePoint: 'U+D800' }]],
    ['{"a":"x\\udc00\\ud800"}', [{ code: 'lone-surrogate', key: 'a', codePoint: 'U+DC00' }]],
    ['[]', [{ code: 'not-an-object', found: 'array' }]],
    ['{"a":1', [{ code: 'invalid-json', line: 1, column: 7, expected: 'comma-or-brace', found: '' }]]
  ])('%s', (body, expected) => expect(findingsOf(() => traceSign(body, SALT))).toEqual(expected))

  test('an empty SALT', () => {
    expect(findingsOf(() => traceSign('{"a":1}', ''))).toEqual([{ code: 'empty-salt' }])
  })

  test('a lone surrogate in the SALT', () => {
    const refused = [{ code: 'lone-surrogate', key: 'SALT', codePoint: 'U+DC00' }]
    expect(findingsOf(() => traceSign('{"a":1}', 'x\udc00'))).toEqual(refused)
  })

  test('a lone surrogate inside a nested value that is signed by a candidate rule', () => {
    for (const [body, nested] of [
      ['{"a":["\\ud800"]}', 'go'],
      ['{"a":["\ud800"]}', 'json']
    ] as const)
      expect(codesOf(() => traceSign(body, SALT, { nested }))).toEqual(['lone-surrogate'])
  })

  test('all at once', () => {
    const body = '{"a":{},"b":null,"c":"\\ud800","a":[],"d":true,"b":1,"e":null}'
    expect(codesOf(() => traceSign(body, ''))).toEqual([
      'duplicate-key',
      'duplicate-key',
      'empty-salt',
      'nested-value',
      'null-value',
      'nested-value',
      'null-value',
      'lone-surrogate'
    ])
  })
})

describe('strict turns every warning into a refusal', () => {
  test.each([
    ['{"a":1.0}', 'non-integer-number', 'a'],
    ['{"a":9007199254740992}', 'unsafe-integer', 'a'],
    ['{"a":true}', 'boolean-value', 'a'],
    ['{"a":" x"}', 'edge-whitespace', 'a'],
    ['{"a":"\\"x\\""}', 'outer-quotes', 'a'],
    ['{"a":"\\u200b"}', 'invisible-character', 'a'],
    ['{"appid":"x"}', 'suspicious-key', 'appid'],
    ['{"a":"🎉","b":"（"}', 'sort-order', undefined]
  ])('%s', (body, warning, key) => {
    expect(findingsOf(() => traceSign(body, SALT, { strict: true }))).toEqual([
      { code: 'strict-warning', count: 1 },
      expect.objectContaining({ code: warning, ...(key !== undefined && { key }) })
    ])
  })

  test('the SALT too, and beside refusals', () => {
    const found = findingsOf(() => traceSign('{"a":null,"b":true}', ' s', { strict: true }))
    expect(found).toEqual([
      { code: 'null-value', key: 'a' },
      { code: 'strict-warning', count: 2 },
      { code: 'boolean-value', key: 'b', text: 'true' },
      { code: 'suspicious-salt', reason: 'white space' }
    ])
  })

  test('a body without warnings is signed', () => {
    expect(traceSign('{"a":1}', SALT, { strict: true }).sign).toBe(traceSign('{"a":1}', SALT).sign)
  })
})

describe('nested values', () => {
  // Four renderings of one order, computed once by other programs.
  const order = (info: string) =>
    `{"out_order_no":"o1","total_amount":1,"subject":"s","body":"b","valid_time":300,"expand_order_info":${info}}`
  const info = '{"original_delivery_fee":15,"actual_delivery_fee":10}'

  test.each([
    ['as a JSON string', order(JSON.stringify(info)), {}, 'd79e719d2f13bcf5b3ff5ea31c9454e6'],
    ['json', order(info), { nested: 'json' }, 'd79e719d2f13bcf5b3ff5ea31c9454e6'],
    ['go', order(info), { nested: 'go' }, 'b5a1a5aa8eeb7e72c87ad1d29c438fcb'],
    [
      'as PHP prints it',
      order('"map[original_delivery_fee:15 actual_delivery_fee:10]"'),
      {},
      '3d2c0e25353b561d407331d7e2003a7d'
    ],
    [
      'as Java prints it',
      order('"{actual_delivery_fee=10, original_delivery_fee=15}"'),
      {},
      '6bf987ff083a25b481b9fe2b8170de58'
    ]
  ] as [string, string, SignOptions, string][])('%s', (_, body, options, sign) => {
    expect(traceSign(body, SALT, options).sign).toBe(sign)
  })

  test.each([
    ['{"a":{"b": [1, 2]}}', 'json', '{"b": [1, 2]}'],
    ['{"a":[ "\\u4e2d", 1.0 ]}', 'json', '[ "\\u4e2d", 1.0 ]'],
    ['{"a":{"b": [1, 1.0]}}', 'go', 'map[b:[1 1]]'],
    ['{"a":[[]]}', 'go', '[[]]']
  ] as const)('%s by %s', (body, nested, text) => {
    expect(traceSign(body, SALT, { nested }).signed).toEqual([{ key: 'a', text }])
  })

  test('null stays refused', () => {
    expect(codesOf(() => traceSign('{"a":null}', SALT, { nested: 'go' }))).toEqual(['null-value'])
  })
})

// Signatures of the platform facts, computed by other programs.
test.each([
  [
    'bytes, not UTF-16 units',
    '{"a":"o1","b":1,"c":300,"d":"🎉sale","e":"（限时）"}',
    '6e483ebe93c027ee8acb5937714ec6ae'
  ],
  ['no float64', '{"a":"o1","b":1000000,"c":"s","d":"b","e":300}', '084e566ff9e190e60ab103e20df17562']
])('%s', (_, body, sign) => expect(traceSign(body, SALT).sign).toBe(sign))

describe('properties', () => {
  const key = fc.string({ unit: 'grapheme', maxLength: 12 })
  // Without `&`, so that the joined text has one reading; edges, quotes and all else as they come.
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.array(fc.constantFrom(...' "\t\u3000\ufeffa0🎉（中'), { maxLength: 6 }).map((all) => all.join('')),
    fc.constantFrom('null', '"null"', '', ' ', '""')
  )
  const value = fc.oneof(
    text.map((one) => JSON.stringify(one.replaceAll('&', ''))),
    fc.maxSafeInteger().map(String),
    fc.constantFrom('true', 'false', '1.0', '7398108028895054107', '1e2')
  )
  const members = fc.uniqueArray(fc.tuple(key, value), { selector: ([one]) => one, maxLength: 40 })
  const bodyOf = (all: readonly (readonly [string, string])[]) =>
    `{${all.map(([one, json]) => `${JSON.stringify(one)}:${json}`).join(',')}}`
  const signOf = (all: readonly (readonly [string, string])[]) => traceSign(bodyOf(all), SALT).sign

  test('the order of members never matters', () => {
    const shuffled = members.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
    )
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(signOf(other)).toBe(signOf(all))
      })
    )
  })

  test('an excluded member never matters', () => {
    const excluded = fc.tuple(fc.constantFrom(...EXCLUDED_KEYS), fc.oneof(value, fc.json(), fc.constant('null')))
    fc.assert(
      fc.property(members, excluded, fc.nat(), (all, one, at) => {
        const rest = all.filter(([name]) => name !== one[0])
        expect(signOf(rest.toSpliced(at % (rest.length + 1), 0, one))).toBe(signOf(rest))
      })
    )
  })

  test('signing what was signed, trimmed as it was, gives the same sign', () => {
    // Once trimmed and unquoted, a value that still has quotes of its own would lose the next pair.
    fc.assert(
      fc.property(members, (all) => {
        const once = traceSign(bodyOf(all), SALT)
        fc.pre(once.signed.every(({ text: one }) => !/^".*"$/s.test(one)))
        const again = traceSign(bodyOf(once.signed.map((one) => [one.key, JSON.stringify(one.text)])), SALT)
        expect(again.sign).toBe(once.sign)
        expect(again.warnings.filter(({ code }) => code === 'edge-whitespace' || code === 'outer-quotes')).toEqual([])
      })
    )
  })

  test('white space round a value never matters', () => {
    const space = fc.array(fc.constantFrom(' ', '\n', '\u0085', '\u00a0', '\u3000'), { maxLength: 3 })
    fc.assert(
      fc.property(text, space, space, (one, before, behind) => {
        const spaced = before.join('') + one + behind.join('')
        expect(signOf([['a', JSON.stringify(spaced)]])).toBe(signOf([['a', JSON.stringify(one)]]))
      })
    )
  })

  test('any change of one signed value changes the sign', () => {
    fc.assert(
      fc.property(members, fc.nat(), value, (all, at, changed) => {
        fc.pre(all.length > 0)
        const place = at % all.length
        const other = all.with(place, [all[place]?.[0] ?? '', changed])
        const [a, b] = [all, other].map((one) => traceSign(bodyOf(one), SALT))
        const textOf = (trace = a) => trace?.signed.find((one) => one.key === all[place]?.[0])?.text
        expect(a?.sign === b?.sign).toBe(textOf(a) === textOf(b) || EXCLUDED_KEYS.includes(all[place]?.[0] ?? ''))
      })
    )
  })

  test('what the protocol cannot see: two values swapped, text moved round an &', () => {
    const [x, y, both] = ['"x"', '"y"', '"x&y"']
    const two = signOf(Object.entries({ a: x, b: y }))
    expect(signOf(Object.entries({ a: y, b: x }))).toBe(two)
    expect(signOf(Object.entries({ a: both }))).toBe(two)
  })
})

test('maskedStringToSign has the mask where the SALT was sorted, not where the mask would be', () => {
  const trace = traceSign('{"a":"x","b":"z"}', SALT)
  expect(maskedStringToSign(trace, '***')).toBe('x&***&z')
  expect(JSON.stringify(trace)).not.toContain(SALT)
})

test.each([
  ['abc', 'abc', true],
  ['', '', true],
  ['abc', 'abd', false],
  ['abc', 'ABC', false],
  ['abc', 'abcd', false],
  ['abc', '', false],
  ['é', 'e', false]
])('sameSignature(%j, %j)', (a, b, same) => expect(sameSignature(a, b)).toBe(same))
