import { describe, expect, test } from 'vitest'
import { alignPrehash } from '../../../src/protocol/diagnose/align.js'
import { subjectOf } from '../../../src/protocol/diagnose/diagnose.js'
import { explainHash } from '../../../src/protocol/diagnose/hash-step.js'
import { digestOf, RIGHT } from '../../../src/protocol/diagnose/steps.js'
import { readObject } from '../../../src/protocol/json/json.js'

const SALT = 'saltOfTheShop001'
const BODY =
  '{"app_id":"tt1","out_order_no":"no_1","total_amount":2376,"subject":"商品！","page":"a?b=1&c=2","empty":""}'
const RIGHT_ONE = `2376&a?b=1&c=2&no_1&${SALT}&商品！`
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
