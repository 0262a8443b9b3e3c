import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../../src/ecpay/diagnose/diagnose-signature.js'
import { EcpayError, type Finding } from '../../../src/findings/findings.js'
import { nameOf } from './bodies.js'

const SALT = 'saltOfTheShop001'
const mask = '<SALT>'
const codesOf = (findings: readonly Finding[]) => findings.map(({ code }) => code)
const md5 = (text: string | Uint8Array) => createHash('md5').update(text).digest('hex')

const BODY = JSON.stringify({
  app_id: 'tt1',
  thirdparty_id: 'tp1',
  out_order_no: 'no_1',
  total_amount: 1_000_000,
  subject: ' 商品！',
  body: '"quoted"',
  valid_time: 900,
  disable_msg: 0,
  cp_extra: 'a%20b',
  msg_page: 'pages/order?id=1'
})
// In the order of bytes, the SALT among them.
const TEXTS = ['0', '1000000', '900', 'a%20b', 'no_1', 'pages/order?id=1', 'quoted', SALT, '商品！']
const sorted = (...texts: string[]) => [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
const swap = (from: string, to: string) => sorted(...TEXTS.map((text) => (text === from ? to : text)))
const without = (...texts: string[]) => TEXTS.filter((text) => !texts.includes(text))

const named = async (theirs: string, body = BODY, depth = 2) => {
  const { explanations } = await diagnose(body, SALT, theirs, { mask, depth })
  return explanations.map(({ mistakes }) => nameOf(mistakes))
}

/** Each string is written out here, as the library in question makes it, not by the code under test. */
const LIBRARIES: [name: string, signature: string, mistake: string][] = [
  ['zeros dropped, as yansongda/pay does', md5(without('0').join('&')), 'zeros-dropped'],
  ['app_id signed', md5(sorted(...TEXTS, 'tt1').join('&')), 'excluded-key-signed;app_id'],
  ['thirdparty_id signed', md5(sorted(...TEXTS, 'tp1').join('&')), 'excluded-key-signed;thirdparty_id'],
  ['all of them signed', md5(sorted(...TEXTS, 'tt1', 'tp1').join('&')), 'excluded-key-signed'],
  ['1e+06, as three Go clients do', md5(swap('1000000', '1e+06').join('&')), 'numbers-as-floats;total_amount'],
  ['1000000.0, as Java does', md5(swap('1000000', '1000000.0').join('&')), 'numbers-as-java-doubles;total_amount'],
  ['quotes never stripped, as the PHP sample does', md5(swap('quoted', '"quoted"').join('&')), 'quotes-kept'],
  ['one quote of the pair, as C# copies do', md5(swap('quoted', 'quoted"').join('&')), 'first-quote-dropped'],
  ['SALT at the end', md5([...without(SALT), SALT].join('&')), 'salt-appended'],
  ['a trailing &', md5(`${TEXTS.join('&')}&`), 'trailing-separator'],
  ['upper-case hex', md5(TEXTS.join('&')).toUpperCase(), 'uppercase-digest'],
  ['sha1', createHash('sha1').update(TEXTS.join('&')).digest('hex'), 'sha1-digest'],
  ['sha256', createHash('sha256').update(TEXTS.join('&')).digest('hex'), 'sha256-digest'],
  ['HMAC-SHA256', createHmac('sha256', SALT).update(TEXTS.join('&')).digest('hex'), 'hmac-sha256-digest'],
  ['md5 over GBK bytes', md5(gbk(TEXTS)), 'gbk-bytes'],
  ['cp_extra signed decoded, posted encoded', md5(swap('a%20b', 'a b').join('&')), 'url-decoded;cp_extra'],
  ['not trimmed', md5(swap('商品！', ' 商品！').join('&')), 'not-trimmed'],
  [
    'key=value pairs with &key=, as WeChat Pay has it',
    md5(
      `${[
        'body=quoted',
        'cp_extra=a%20b',
        'disable_msg=0',
        'msg_page=pages/order?id=1',
        'out_order_no=no_1',
        'subject=商品！',
        'total_amount=1000000',
        'valid_time=900'
      ].join('&')}&key=${SALT}`
    ),
    'key-value-pairs-key-salt'
  ],
  [
    'sorted by key',
    md5(['quoted', 'a%20b', '0', 'pages/order?id=1', 'no_1', '商品！', '1000000', '900', SALT].join('&')),
    'sorted-by-key'
  ],
  [
    'sorted before trimming',
    md5(['商品！', 'quoted', ...without('商品！', 'quoted')].join('&')),
    'sorted-before-trimming'
  ]
]

/** A member that is an object in code and JSON text in the body, signed as code prints the object. */
const PRINTED: [language: string, text: string][] = [
  ['Go', 'map[k:v n:2]'],
  ['Java', '{k=v, n=2}'],
  ['Python', "{'k': 'v', 'n': 2}"],
  ['PHP', 'Array'],
  ['PHP serialize', 'a:2:{s:1:"k";s:1:"v";s:1:"n";i:2;}'],
  ['JavaScript', '[object Object]'],
  ['C#', 'System.Collections.Hashtable'],
  ['http_build_query', 'k=v&n=2']
]

test.each(PRINTED)('JSON text signed as %s prints the object', async (_, text) => {
  const body = JSON.stringify({ out_order_no: 'no_1', total_amount: 100, cp_extra: '{"k":"v","n":2}' })
  const theirs = md5(sorted('no_1', '100', text, SALT).join('&'))
  expect(await named(theirs, body)).toContain('json-text-as-printed;cp_extra')
})

const PAIRS = { out_order_no: 'no_1', subject: '商品', total_amount: 100 }
const written = (write: (key: string, text: string) => string) =>
  Object.entries(PAIRS).map(([k, v]) => write(k, String(v)))
const base64 = Buffer.from(SALT).toString('base64')

/** The SALT and pairs in the forms of other platforms. */
const FORMS: [name: string, text: string, mistakes: string[]][] = [
  ['salt=SALT among the values', sorted('no_1', '商品', '100', `salt=${SALT}`).join('&'), ['salt-named']],
  ['the SALT twice among the values', sorted('no_1', '商品', '100', SALT, SALT).join('&'), ['salt-twice']],
  ['the SALT as Base64', sorted('no_1', '商品', '100', base64).join('&'), ['salt-encoded;Base64']],
  [
    'key="value" of the older Alipay',
    `${written((key, text) => `${key}="${text}"`).join('&')}${SALT}`,
    ['key-value-pairs-in-other-form;key="value"', 'salt-glued-behind']
  ],
  [
    'key:value',
    `${written((key, text) => `${key}:${text}`).join('&')}${SALT}`,
    ['key-value-pairs-in-other-form;key:value', 'salt-glued-behind']
  ]
]

test.each(FORMS)('%s', async (_, text, mistakes) => {
  const { explanations } = await diagnose(JSON.stringify(PAIRS), SALT, md5(text), { mask, depth: 2 })
  expect((explanations[0]?.mistakes ?? []).map((one) => nameOf([one])).sort()).toEqual(mistakes)
  expect(JSON.stringify(explanations)).not.toContain(base64)
})

/** The two Chinese characters and the mark of {@link BODY} in GBK: 商 C9CC, 品 C6B7, ！ A3A1. */
function gbk(texts: string[]): Buffer {
  const [before = '', after = ''] = texts.join('&').split('商品！')
  return Buffer.concat([Buffer.from(before), Buffer.from('c9ccc6b7a3a1', 'hex'), Buffer.from(after)])
}

describe('the mistakes of real libraries', () => {
  test.each(LIBRARIES)('%s', async (_, signature, mistake) => {
    expect((await named(signature))[0]).toBe(mistake)
  })

  test.each([
    ['Array, as PHP prints it', 'Array', 'nested-as-php'],
    ['[object Object], as JavaScript prints it', '[object Object]', 'nested-as-javascript'],
    ['{a=1, b=[x, 2]}, as Java prints it', '{a=1, b=[x, 2]}', 'nested-as-java'],
    ['&{1 [x 2]}, as Go prints a pointer to a struct', '&{1 [x 2]}', 'nested-as-go-struct'],
    ['map[a:1 b:[x 2]], as Go prints it', 'map[a:1 b:[x 2]]', 'nested-as-go'],
    ["{'a': 1, 'b': ['x', 2]}, as Python prints it", "{'a': 1, 'b': ['x', 2]}", 'nested-as-python'],
    ['JSON with spaces, as Python writes it', '{"a": 1, "b": ["x", 2]}', 'json-spaced;extra'],
    ['the JSON text itself', '{"a":1,"b":["x",2]}', 'nested-as-sent;extra']
  ])('%s', async (_, text, mistake) => {
    const body = '{"app_id":"tt1","out_order_no":"no_1","extra":{"a":1,"b":["x",2]}}'
    expect(await named(md5(sorted(text, 'no_1', SALT).join('&')), body)).toContain(mistake)
  })

  test.each([
    ['None', 'nulls-as-python'],
    ['<nil>', 'nulls-as-go'],
    ['undefined', 'nulls-as-javascript']
  ])('%s', async (text, mistake) => {
    const body = '{"out_order_no":"no_1","cp_extra":null}'
    expect(await named(md5(sorted(text, 'no_1', SALT).join('&')), body)).toEqual([mistake])
  })

  test('null left out', async () => {
    const body = '{"out_order_no":"no_1","cp_extra":null}'
    expect(await named(md5(sorted('no_1', SALT).join('&')), body)).toEqual(['nulls-left-out;cp_extra'])
  })
})

describe('the order', () => {
  const body = '{"a":"！","b":"🎉","c":"Zebra","d":"apple"}'
  test.each([
    ['by UTF-16, as Java, JavaScript and C# do', ['Zebra', 'apple', SALT, '🎉', '！'], 'sorted-by-utf16'],
    ['without regard to case', ['apple', SALT, 'Zebra', '！', '🎉'].toSorted(ignoringCase), 'sorted-ignoring-case'],
    ['in reverse', ['🎉', '！', SALT, 'apple', 'Zebra'], 'reverse-sorted'],
    ['as it is in the body', ['！', '🎉', 'Zebra', 'apple', SALT], 'not-sorted']
  ])('%s', async (_, texts, mistake) => {
    expect(await named(md5(texts.join('&')), body)).toContain(mistake)
  })

  function ignoringCase(a: string, b: string): number {
    const [left, right] = [a.toLowerCase(), b.toLowerCase()]
    return left < right ? -1 : left > right ? 1 : 0
  }
})

test('nested JSON written with other spacing in the body than in the sign', async () => {
  const body = JSON.stringify({ no: '1', expand_order_info: '{"original_delivery_fee":15}' })
  const signature = md5(sorted('1', SALT, '{"original_delivery_fee": 15}').join('&'))
  expect((await named(signature, body))[0]).toMatch(/^json-\w+;expand_order_info$/)
})

test('cp_extra signed URL-encoded, posted decoded', async () => {
  const body = JSON.stringify({ no: '1', cp_extra: 'a b&c' })
  expect((await named(md5(sorted('1', SALT, 'a%20b%26c').join('&')), body))[0]).toBe('url-encoded;cp_extra')
})

describe('verdicts', () => {
  test('right', async () => {
    const found = await diagnose(BODY, SALT, md5(TEXTS.join('&')), { mask })
    expect(found).toMatchObject({ verdict: 'right', sign: found.theirs, explanations: [], tried: 1 })
    expect(codesOf(found.warnings)).toEqual(['edge-whitespace', 'outer-quotes'])
    expect(found.alsoCheck).toHaveLength(6)
  })

  test('three together, and the string that was hashed without the SALT', async () => {
    const signature = md5([...without(SALT, '0'), SALT].join('&').replace('1000000', '1e+06')).toUpperCase()
    const found = await diagnose(BODY, SALT, signature, { mask })
    const [best] = found.explanations
    // Four, of which the signature itself shows one.
    expect([found.verdict, best?.mistakes.length]).toEqual(['explained', 4])
    const three = md5([...without(SALT, '0'), SALT].join('&')).toUpperCase()
    const explained = await diagnose(BODY, SALT, three, { mask })
    expect(explained.explanations[0]).toMatchObject({
      mistakes: [{ code: 'zeros-dropped' }, { code: 'salt-appended' }, { code: 'uppercase-digest' }],
      stringToSign: '1000000&900&a%20b&no_1&pages/order?id=1&quoted&商品！&<SALT>'
    })
  })

  test('unexplained, with what was tried and told of on the way', async () => {
    const told: number[] = []
    const found = await diagnose(BODY, SALT, md5('x'), { mask, depth: 3, onProgress: (tried) => told.push(tried) })
    expect(found).toMatchObject({ verdict: 'unexplained', explanations: [], interrupted: false })
    expect(found.tried).toBeGreaterThan(5_000)
    expect(told.length).toBeGreaterThan(0)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
  })

  test('interrupted, with what was found until then', async () => {
    const found = await diagnose(BODY, SALT, md5('x'), { mask, signal: AbortSignal.abort() })
    expect(found).toMatchObject({ verdict: 'unexplained', interrupted: true })
  })

  test('the depth is the limit', async () => {
    const two = md5([...without(SALT, '0'), SALT].join('&'))
    expect(await named(two, BODY, 1)).toEqual([])
    expect((await named(two, BODY, 2))[0]).toBe('salt-appended + zeros-dropped')
  })

  test('a lone percent sign and a brace that begins no JSON are text', async () => {
    const found = await diagnose('{"a":"{x","b":"100%","c":"1%25"}', SALT, md5('x'), { mask, depth: 1 })
    expect(found).toMatchObject({ verdict: 'unexplained' })
  })

  test('a value that was cut, by the place', async () => {
    expect((await named(md5(swap('pages/order?id=1', 'pages/order').join('&'))))[0]).toBe('value-cut;msg_page')
  })

  test('a SALT with white space round it', async () => {
    const salt = ' saltOfTheShop001\n'
    const { explanations } = await diagnose('{"a":"1"}', salt, md5(`1&${SALT}`), { mask })
    expect(nameOf(explanations[0]?.mistakes ?? [])).toBe('salt-trimmed')
    expect(explanations[0]?.stringToSign).toBe('1&<SALT>')
  })

  test.each([
    ['salt-of-other-profile;cafe', 'cafeSalt'],
    ['token-of-other-profile;cafe', 'cafeToken'],
    ['token-as-salt', 'shopToken'],
    ['app-id-as-salt', 'tt1'],
    ['thirdparty-id-as-salt', 'tp1']
  ])('%s', async (mistake, key) => {
    const keys = { token: 'shopToken', profiles: { cafe: { salt: 'cafeSalt', token: 'cafeToken' } } }
    const theirs = md5(sorted(...without(SALT), key).join('&'))
    const { explanations } = await diagnose(BODY, SALT, theirs, { mask, keys, depth: 1 })
    expect(explanations.map(({ mistakes }) => nameOf(mistakes))).toEqual([mistake])
    expect(explanations[0]?.stringToSign).not.toContain(key === 'tt1' || key === 'tp1' ? '\0' : key)
  })

  test('a stale sign that was signed; its own cannot have been', async () => {
    const body = '{"a":"1","sign":"stale"}'
    expect(await named(md5(sorted('1', 'stale', SALT).join('&')), body)).toEqual(['excluded-key-signed;sign'])
  })

  test.each([
    ['{"a":1,"a":2}', ['duplicate-key']],
    ['{"a":[1],"b":"\\ud800"}', ['lone-surrogate']],
    ['[', ['invalid-json']]
  ])('%s cannot be diagnosed', async (body, expected) => {
    const failure = await diagnose(body, SALT, md5(''), { mask }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(EcpayError)
    expect(codesOf((failure as EcpayError).findings)).toEqual(expected)
  })
})
