import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignPrehash } from '../../../src/ecpay/diagnose/align.js'
import { subjectOf } from '../../../src/ecpay/diagnose/diagnose-signature.js'
import { explainHash } from '../../../src/ecpay/diagnose/hash-step.js'
import { digestOf, RIGHT } from '../../../src/ecpay/diagnose/steps.js'
import { readObject } from '../../../src/protocol/json/json.js'

const SALT = 'saltOfTheShop001'
const BODY =
  '{"app_id":"tt1","out_order_no":"no_1","total_amount":2376,"subject":"商品！","page":"a?b=1&c=2","empty":""}'
const RIGHT_ONE = `2376&a?b=1&c=2&no_1&${SALT}&商品！`
/** Sorts between the values of a body that is `1` and `k1`. */
const BETWEEN = 'ASaltOfTheShop001'
const NO_SEPARATOR = { kind: 'separator', ours: '&', theirs: '' }
const glued = (place: string) => ({ kind: 'glued', key: 'SALT', place })
const saltAt = (place: string) => ({ kind: 'order', key: 'SALT', place })
const align = (prehash: string, body = BODY) => alignPrehash(subjectOf(readObject(body), body, SALT, ''), prehash)

describe('the string that was hashed against the right one', () => {
  test('nothing where it is the same', () => {
    expect(align(RIGHT_ONE)).toEqual([])
  })

  test.each<[name: string, prehash: string, differences: object[]]>([
    ['a member is missing', RIGHT_ONE.replace('2376&', ''), [{ kind: 'missing', key: 'total_amount', ours: '2376' }]],
    ['an excluded one is too much', `${RIGHT_ONE}&tt1`, [{ kind: 'extra', key: 'app_id', theirs: 'tt1' }]],
    ['an empty one is too much', `&${RIGHT_ONE}`, [{ kind: 'extra', key: 'empty', theirs: '' }]],
    ['something unknown is too much', `${RIGHT_ONE}&zzz`, [{ kind: 'extra', theirs: 'zzz' }]],
    [
      'an invisible character',
      RIGHT_ONE.replace('商', '\u200b商'),
      [
        {
          kind: 'changed',
          key: 'subject',
          ours: '商品！',
          theirs: '\u200b商品！',
          at: { index: 0, ours: 'U+5546', theirs: 'U+200B' }
        }
      ]
    ],
    [
      'a number in another form',
      RIGHT_ONE.replace('2376', '2376.0'),
      [
        {
          kind: 'changed',
          key: 'total_amount',
          ours: '2376',
          theirs: '2376.0',
          at: { index: 4, ours: '', theirs: 'U+002E' }
        }
      ]
    ],
    [
      'a value encoded',
      RIGHT_ONE.replace('a?b=1&c=2', 'a%3Fb%3D1%26c%3D2'),
      [{ kind: 'changed', key: 'page', theirs: 'a%3Fb%3D1%26c%3D2' }]
    ],
    ['no SALT', RIGHT_ONE.replace(`&${SALT}`, ''), [{ kind: 'missing', key: 'SALT' }]],
    ['another SALT', RIGHT_ONE.replace(SALT, 'saltOfTheShop002'), [{ kind: 'changed', key: 'SALT' }]],
    ['another order', `no_1&2376&a?b=1&c=2&${SALT}&商品！`, [{ kind: 'order' }]],
    [
      'pairs',
      `out_order_no=no_1&page=a?b=1&c=2&subject=商品&total_amount=2376&key=${SALT}`,
      [{ kind: 'changed', key: 'subject', theirs: '商品' }]
    ]
  ])('%s', (_, prehash, differences) => {
    expect(align(prehash)).toEqual(expect.arrayContaining(differences.map((one) => expect.objectContaining(one))))
    expect(JSON.stringify(align(prehash))).not.toContain('saltOfTheShop')
  })

  test('joined by commas', () => {
    const body = '{"a":"1","b":"2","c":"3"}'
    expect(align(`1,2,3,${SALT}`, body)).toEqual([{ kind: 'separator', ours: '&', theirs: ',' }])
  })

  test('the value that is likest is the one that changed', () => {
    const body = '{"a":"pages/order","b":"pages/user"}'
    expect(align(`pages/orders&pages/users&${SALT}`, body)).toMatchObject([
      { key: 'a', theirs: 'pages/orders' },
      { key: 'b', theirs: 'pages/users' }
    ])
  })

  test('an empty text is no other form of a value', () => {
    expect(align(`&${SALT}`, '{"a":"1"}')).toEqual([
      { kind: 'missing', key: 'a', ours: '1' },
      { kind: 'extra', theirs: '' }
    ])
  })

  test.each<[name: string, prehash: string, differences: object[]]>([
    ['SALT glued to the last value', `1&k1${BETWEEN}`, [glued('last'), saltAt('last')]],
    ['SALT glued to the first value', `${BETWEEN}1&k1`, [glued('first'), saltAt('first')]],
    ['SALT behind pairs', `a=1&b=k1${BETWEEN}`, [{ kind: 'pairs', theirs: '=' }, glued('last'), saltAt('last')]],
    ['SALT named', `a=1&b=k1&key=${BETWEEN}`, [{ kind: 'pairs', theirs: '=' }, saltAt('last')]],
    ['pairs with colons', `a:1&b:k1&${BETWEEN}`, [{ kind: 'pairs', theirs: ':' }, saltAt('last')]],
    ['names without =', `a1bk1${BETWEEN}`, [{ kind: 'pairs', theirs: '' }, NO_SEPARATOR, saltAt('last')]],
    ['SALT on both sides', `${BETWEEN}1k1${BETWEEN}`, [NO_SEPARATOR, { kind: 'extra', key: 'SALT' }, saltAt('first')]],
    ['nothing joins them', `1k1${BETWEEN}`, [NO_SEPARATOR, saltAt('last')]],
    ['a line joins them', `1\nk1\n${BETWEEN}`, [{ kind: 'separator', ours: '&', theirs: '\n' }, saltAt('last')]],
    ['one is not joined', `1k1&${BETWEEN}`, [NO_SEPARATOR, saltAt('last')]],
    ['another SALT', '1&k1&ThisIsTheProductionSalt12345', [{ kind: 'changed', key: 'SALT', length: 28 }]],
    [
      'another SALT, glued',
      '1&k1ThisIsTheProductionSalt12345',
      [glued('last'), { kind: 'changed', key: 'SALT', length: 28 }]
    ],
    [
      'another SALT, glued to pairs',
      'a=1&b=k1AnotherSalt',
      [{ kind: 'pairs' }, glued('last'), { kind: 'changed', key: 'SALT', length: 11 }]
    ],
    ['the SALT cut', `1&k1&${BETWEEN.slice(0, -1)}`, [{ kind: 'changed', key: 'SALT', length: 16 }]],
    [
      'the SALT cut short, glued',
      `1&k1${BETWEEN.slice(0, 2)}`,
      [glued('last'), { kind: 'changed', key: 'SALT', length: 2 }]
    ],
    ['the SALT in upper case', `1&k1&${BETWEEN.toUpperCase()}`, [{ kind: 'changed', key: 'SALT', theirs: '<SALT>' }]],
    ['the token', '1&k1&tokenOfTheShop01', [{ kind: 'changed', key: 'SALT', theirs: '<TOKEN>' }]],
    ['the SALT of another profile', '1&k1&saltOfTheCafe', [{ kind: 'changed', key: 'SALT', theirs: '<SALT: cafe>' }]],
    ['a SALT that was not loaded', '1&k1&undefined', [{ kind: 'changed', key: 'SALT', theirs: 'undefined' }]],
    [
      'a key beside the SALT',
      `1&k1&${BETWEEN}&Another0Key1Of2The3App`,
      [{ kind: 'extra', length: 22 }, saltAt('last')]
    ],
    ['a SALT that Go did not load', '1&<nil>&k1', [{ kind: 'changed', key: 'SALT', theirs: '<nil>' }]],
    ['a SALT that C did not load', '1&(null)&k1', [{ kind: 'changed', key: 'SALT', theirs: '(null)' }]],
    ['an object in its place', '1&[object Object]&k1', [{ kind: 'changed', key: 'SALT', theirs: '[object Object]' }]],
    ['a SALT that a log masks', '1&******&k1', [{ kind: 'masked', key: 'SALT' }]],
    ['a SALT that its name stands for', '1&<SALT>&k1', [{ kind: 'masked', key: 'SALT' }]],
    ['JSON', `{"a":1,"b":"k1"}${BETWEEN}`, [{ kind: 'json' }]],
    ['JSON without SALT', '{"a":1,"b":"k1"}', [{ kind: 'json' }, { kind: 'missing', key: 'SALT' }]],
    ['JSON with another', '{"a":1}&key=AnotherSalt', [{ kind: 'json' }, { kind: 'changed', key: 'SALT', length: 11 }]],
    ['in the order of the keys', `k1&1&${BETWEEN}`, [{ kind: 'order', place: 'by-key' }]],
    ['in the order of the body', `1&k1&${BETWEEN}`, [saltAt('last')]],
    ['an & too many', `1&k1&${BETWEEN}&`, [{ kind: 'extra', theirs: '' }, saltAt('last')]]
  ])('%s, in so many words', (name, prehash, differences) => {
    const body = name === 'in the order of the keys' ? '{"b":1,"a":"k1"}' : '{"a":1,"b":"k1"}'
    const keys = { token: 'tokenOfTheShop01', profiles: { cafe: { salt: 'saltOfTheCafe' } } }
    const found = alignPrehash(subjectOf(readObject(body), body, BETWEEN, '', keys), prehash)
    expect(found).toEqual(differences.map((one) => expect.objectContaining(one)))
  })

  test.each([
    ['masked', `k1-20231128-0001&******&{"a":1}`, [{ kind: 'masked' }]],
    ['with a label', `text: k1-20231128-0001&${SALT}&{"a":1}`, [{ kind: 'changed', key: 'no' }]],
    ['without the SALT', 'k1-20231128-0001&{"a":1}', [{ kind: 'missing', key: 'SALT' }]]
  ])('JSON in a value is not a JSON text in place of the values: %s', (_, prehash, differences) => {
    const found = align(prehash, '{"no":"k1-20231128-0001","extra":"{\\"a\\":1}"}')
    expect(found).toEqual(differences.map((one) => expect.objectContaining(one)))
  })

  test('no character of a SALT, configured or not, is in what is said', () => {
    const word = fc.string({ unit: fc.constantFrom(...'戠戡戢戣戤戥'), minLength: 6, maxLength: 20 })
    const part = fc.constantFrom('1', 'k1', 'tt1', '&', '=', 'a=', 'key=', '{"a":1}', '.0', '课程')
    fc.assert(
      fc.property(word, word, fc.array(part), fc.array(part), fc.nat(3), fc.boolean(), (...drawn) => {
        const [salt, other, before, after, cut, isOther] = drawn
        fc.pre(!other.includes(salt))
        const body = `{"app_id":"tt1","a":1,"b":"k1","c":"${salt}","d":"课程"}`
        const secret = isOther ? other : salt.slice(cut === 3 ? 0 : cut)
        const found = alignPrehash(subjectOf(readObject(body), body, salt, ''), [...before, secret, ...after].join(''))
        expect(JSON.stringify(found)).not.toMatch(/[戠-戥]/)
      })
    )
  })

  test.each([
    ['戠戠戠戠戠戠', '1&k1&戠戠戠戠戠戠戠'],
    ['戠戡戢戣戤戥', '课程戠戡戢戣戤戥戠戡戢戣戤']
  ])('nor of another SALT that begins or ends as this one: %s', (salt, prehash) => {
    const body = `{"app_id":"tt1","a":1,"b":"k1","c":"${salt}","d":"课程"}`
    const found = alignPrehash(subjectOf(readObject(body), body, salt, ''), prehash)
    expect(JSON.stringify(found)).not.toMatch(/[戠-戥]/)
  })

  test('many members take no minute', () => {
    const members = Array.from({ length: 2000 }, (_, i) => `"k${i}":"value ${i}"`)
    const body = `{${members.join(',')}}`
    const prehash = members.map((_, i) => `k${i}=Value ${i}!`).join('&') + SALT
    expect(align(prehash, body)).toContainEqual({ kind: 'pairs', theirs: '=' })
  })

  test('a lone percent sign is text', () => {
    expect(align(`100%!&${SALT}`, '{"a":"100%"}')).toMatchObject([{ kind: 'changed', key: 'a' }])
  })
})

describe('the step from the string to the signature', () => {
  test.each<[code: string[], signature: string]>([
    [[], digestOf('text', RIGHT, SALT)],
    [['uppercase-digest'], digestOf('text', RIGHT, SALT).toUpperCase()],
    [['uppercase-digest', 'sha1-digest'], '372EA08CAB33E71C02C651DBC83A474D32C676EA']
  ])('%j', (expected, signature) => {
    expect(explainHash('text', SALT, signature)?.map(({ code }) => code)).toEqual(expected)
  })

  test('the hash of something else', () => {
    expect(explainHash('other', SALT, digestOf('text', RIGHT, SALT))).toBeUndefined()
  })
})
