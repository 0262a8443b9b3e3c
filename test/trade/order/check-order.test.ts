import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Code, Finding } from '../../../src/findings/findings.js'
import { readObject } from '../../../src/protocol/json/json.js'
import { setPath, unsetPath } from '../../../src/protocol/json/set-path.js'
import { checkOrder } from '../../../src/trade/order/check-order.js'
import { GOODS_TYPES } from '../../../src/trade/order/goods-types.js'
import { flatFields } from '../../../src/trade/order/order-fields.js'
import { validOrder, validSku } from './orders.js'

type Row = [key: string, code: Code]

const rows = (found: readonly Finding[]): Row[] =>
  found.map((one) => ['key' in one && one.key !== undefined ? one.key : '', one.code])
const check = (text: string) => {
  const { refusals, warnings } = checkOrder(readObject(text))
  return [rows(refusals), rows(warnings)]
}
const text = JSON.stringify(validOrder())
/** The valid order with members set, or taken out where a value is absent. */
const changed = (changes: Readonly<Record<string, unknown>>) =>
  Object.entries(changes).reduce((left, [key, value]) => {
    const path = key.split('.')
    return value === undefined ? unsetPath(left, path) : setPath(left, path, JSON.stringify(value))
  }, text)

const NUMBER_CARD = {
  'skuList.0.type': 101,
  'skuList.0.tagGroupId': 'tag_group_7272625659887943692',
  'skuList.0.skuAttr': JSON.stringify({
    package_cost: { amount: 1900, time_len: 1, unit: 'month' },
    call_duration: 100,
    traffic_bundle: 30,
    telecom_operator_type: 'official'
  })
}
const A = 'skuList.0'

describe('an order that is right', () => {
  test.each<[string, Record<string, unknown>]>([
    ['the required members alone', { 'orderEntrySchema.params': undefined }],
    ['yuan by name', { currency: 'CNY' }],
    ['diamonds', { currency: 'DIAMOND', totalAmount: 7, [`${A}.price`]: 7 }],
    ['several of one', { totalAmount: 10_000, [`${A}.quantity`]: 100 }],
    ['the longest texts', { outOrderNo: 'x'.repeat(64), [`${A}.title`]: `${'中'.repeat(85)}x` }],
    ['the longest time', { payExpireSeconds: 172_800 }],
    ['no time', { payExpireSeconds: 0 }],
    ['an address', { payNotifyUrl: `https://example.com/${'x'.repeat(492)}` }],
    ['a picture over http', { [`${A}.imageList`]: ['http://img.example.com/1.png'] }],
    ['a page of the goods', { [`${A}.entrySchema`]: { path: 'pages/goods', params: '{}' } }],
    ['ways that the page has', { limitPayWayList: [1, 2] }],
    ['a promotion that makes it cheaper', { totalAmount: 90, promotionId: '7' }],
    ['a scene', { payScene: 'IM' }],
    ['a number card', NUMBER_CARD],
    ['attributes where none are asked for', { [`${A}.skuAttr`]: '{"anything":1}' }],
    [
      'attributes of other types, whose shape no source has',
      {
        [`${A}.type`]: 404,
        [`${A}.tagGroupId`]: 'tag_group_1',
        [`${A}.skuAttr`]: '{"package_cost":"x"}'
      }
    ],
    ['sums past 2^53', { totalAmount: 1, [`${A}.price`]: 1 }]
  ])('%s', (_, changes) => expect(check(changed(changes))).toEqual([[], []]))

  test('sums are compared as they are written, and not as floats', () => {
    const large = setPath(
      setPath(text, ['totalAmount'], '9007199254740993'),
      ['skuList', '0', 'price'],
      '9007199254740993'
    )
    const above = [
      [`${A}.price`, 'above-maximum'],
      ['totalAmount', 'above-maximum']
    ]
    expect(check(large)).toEqual([above, []])
    const other = setPath(large, ['totalAmount'], '9007199254740994')
    expect(check(other)).toEqual([[...above, ['totalAmount', 'total-above-goods']], []])
  })
})

/** Each names one thing, and nothing that follows from it. */
const VIOLATIONS: readonly [change: Record<string, unknown>, ...expected: Row][] = [
  [{ skuList: undefined }, 'skuList', 'missing-field'],
  [{ skuList: [] }, 'skuList', 'too-few-items'],
  [{ skuList: [validSku(), validSku()] }, 'skuList', 'too-many-items'],
  [{ skuList: validSku() }, 'skuList', 'wrong-field-type'],
  [{ skuList: 'x' }, 'skuList', 'wrong-field-type'],
  [{ skuList: [1] }, A, 'wrong-field-type'],
  [{ outOrderNo: undefined }, 'outOrderNo', 'missing-field'],
  [{ outOrderNo: '' }, 'outOrderNo', 'missing-field'],
  [{ outOrderNo: null }, 'outOrderNo', 'null-member'],
  [{ outOrderNo: 1 }, 'outOrderNo', 'wrong-field-type'],
  [{ outOrderNo: `${'中'.repeat(21)}xx` }, 'outOrderNo', 'too-many-bytes'],
  [{ totalAmount: undefined }, 'totalAmount', 'missing-field'],
  [{ totalAmount: '100' }, 'totalAmount', 'wrong-field-type'],
  [{ totalAmount: -1 }, 'totalAmount', 'below-minimum'],
  [{ totalAmount: 0.5 }, 'totalAmount', 'amount-with-decimals'],
  [{ totalAmount: 19.99 }, 'totalAmount', 'amount-with-decimals'],
  [{ totalAmount: 19.990000000000002 }, 'totalAmount', 'not-an-integer'],
  [{ totalAmount: 101 }, 'totalAmount', 'total-above-goods'],
  [{ totalAmount: 101, promotionId: '7' }, 'totalAmount', 'total-above-goods'],
  [{ [`${A}.price`]: 0.99 }, `${A}.price`, 'amount-with-decimals'],
  [{ [`${A}.price`]: undefined }, `${A}.price`, 'missing-field'],
  [{ [`${A}.quantity`]: 0, totalAmount: 0 }, `${A}.quantity`, 'below-minimum'],
  [{ [`${A}.quantity`]: 101, totalAmount: 10_100 }, `${A}.quantity`, 'above-maximum'],
  [{ [`${A}.quantity`]: 1.5 }, `${A}.quantity`, 'not-an-integer'],
  [{ currency: 'USD' }, 'currency', 'not-one-of'],
  [{ currency: 'diamond' }, 'currency', 'not-one-of'],
  [{ currency: 'DIAMOND', [`${A}.quantity`]: 2, totalAmount: 200 }, `${A}.quantity`, 'diamond-quantity'],
  [{ currency: 'DIAMOND', totalAmount: 1.5 }, 'totalAmount', 'not-an-integer'],
  [{ payExpireSeconds: 172_801 }, 'payExpireSeconds', 'above-maximum'],
  [{ payExpireSeconds: -1 }, 'payExpireSeconds', 'below-minimum'],
  [{ payExpireSeconds: 900_000 }, 'payExpireSeconds', 'milliseconds-not-seconds'],
  [{ payExpireSeconds: 1_764_230_400 }, 'payExpireSeconds', 'moment-not-duration'],
  [{ payExpireSeconds: 1_764_230_400_000 }, 'payExpireSeconds', 'moment-not-duration'],
  [{ payNotifyUrl: 'http://example.com/notify' }, 'payNotifyUrl', 'not-https'],
  [{ payNotifyUrl: 'example.com/notify' }, 'payNotifyUrl', 'not-a-url'],
  [{ payNotifyUrl: `https://example.com/${'x'.repeat(493)}` }, 'payNotifyUrl', 'too-many-bytes'],
  [{ payNotifyUrl: null }, 'payNotifyUrl', 'null-member'],
  [{ payNotifyUrl: '' }, 'payNotifyUrl', 'empty-member'],
  [{ merchantUid: null }, 'merchantUid', 'null-member'],
  [{ merchantUid: '' }, 'merchantUid', 'empty-member'],
  [{ merchantUid: 7 }, 'merchantUid', 'wrong-field-type'],
  [{ orderEntrySchema: undefined }, 'orderEntrySchema.path', 'missing-field'],
  [{ [`${A}.type`]: undefined, [`${A}.tagGroupId`]: undefined }, `${A}.type`, 'missing-field'],
  [{ [`${A}.tagGroupId`]: undefined }, `${A}.tagGroupId`, 'missing-tag-group'],
  [{ [`${A}.type`]: 404, [`${A}.tagGroupId`]: undefined }, `${A}.tagGroupId`, 'missing-tag-group'],
  [{ orderEntrySchema: 'pages/order' }, 'orderEntrySchema', 'wrong-field-type'],
  [{ 'orderEntrySchema.path': undefined }, 'orderEntrySchema.path', 'missing-field'],
  [{ 'orderEntrySchema.path': '/pages/order' }, 'orderEntrySchema.path', 'leading-slash'],
  [{ 'orderEntrySchema.path': 'pages/order?id=1' }, 'orderEntrySchema.path', 'path-with-query'],
  [{ 'orderEntrySchema.path': 'pages/order-detail' }, 'orderEntrySchema.path', 'character-not-allowed'],
  [{ 'orderEntrySchema.path': 'pages:order' }, 'orderEntrySchema.path', 'character-not-allowed'],
  [{ 'orderEntrySchema.path': 'x'.repeat(513) }, 'orderEntrySchema.path', 'too-many-bytes'],
  [{ 'orderEntrySchema.params': '' }, 'orderEntrySchema.params', 'empty-member'],
  [{ 'orderEntrySchema.params': { id: 1 } }, 'orderEntrySchema.params', 'not-json-text'],
  [{ 'orderEntrySchema.params': 'id=1' }, 'orderEntrySchema.params', 'not-json-text'],
  [{ 'orderEntrySchema.params': '{id:1}' }, 'orderEntrySchema.params', 'quotes-lost'],
  [{ 'orderEntrySchema.params': '[1]' }, 'orderEntrySchema.params', 'wrong-field-type'],
  [{ 'orderEntrySchema.params': '{"a":1,"a":2}' }, 'orderEntrySchema.params.a', 'duplicate-key'],
  [{ 'orderEntrySchema.params': `{"a":"${'x'.repeat(505)}"}` }, 'orderEntrySchema.params', 'too-many-bytes'],
  [{ [`${A}.title`]: '中'.repeat(86) }, `${A}.title`, 'too-many-bytes'],
  [{ [`${A}.title`]: '' }, `${A}.title`, 'missing-field'],
  [{ [`${A}.imageList`]: undefined }, `${A}.imageList`, 'missing-field'],
  [{ [`${A}.imageList`]: [] }, `${A}.imageList`, 'too-few-items'],
  [{ [`${A}.imageList`]: [''] }, `${A}.imageList.0`, 'not-a-url'],
  [{ [`${A}.imageList`]: [null] }, `${A}.imageList.0`, 'null-member'],
  [{ [`${A}.imageList`]: 'https://img.example.com/1.png' }, `${A}.imageList`, 'wrong-field-type'],
  [{ [`${A}.imageList`]: ['https://a.example/1', 'https://a.example/2'] }, `${A}.imageList`, 'too-many-items'],
  [{ [`${A}.imageList`]: ['//img.example.com/1.png'] }, `${A}.imageList.0`, 'not-a-url'],
  [{ [`${A}.imageList`]: [`https://a.example/${'x'.repeat(495)}`] }, `${A}.imageList.0`, 'too-many-bytes'],
  [{ [`${A}.imageList`]: ['data:image/png;base64,AAAA'] }, `${A}.imageList.0`, 'not-a-url'],
  [{ [`${A}.imageList`]: ['https://a.example/1.png '] }, `${A}.imageList.0`, 'not-a-url'],
  [{ payNotifyUrl: ' https://example.com/notify' }, 'payNotifyUrl', 'not-a-url'],
  [{ [`${A}.type`]: '401' }, `${A}.type`, 'wrong-field-type'],
  [{ [`${A}.type`]: 301 }, `${A}.tagGroupId`, 'tag-group-of-other-type'],
  [{ [`${A}.type`]: 404 }, `${A}.tagGroupId`, 'tag-group-of-other-type'],
  [{ [`${A}.tagGroupId`]: 705 }, `${A}.tagGroupId`, 'wrong-field-type'],
  [{ [`${A}.entrySchema`]: { params: '{}' } }, `${A}.entrySchema.path`, 'missing-field'],
  [{ [`${A}.entrySchema`]: { path: '/a' } }, `${A}.entrySchema.path`, 'leading-slash'],
  [{ [`${A}.skuAttr`]: { a: 1 } }, `${A}.skuAttr`, 'not-json-text'],
  [{ ...NUMBER_CARD, [`${A}.skuAttr`]: '{"call_duration":"100"}' }, `${A}.skuAttr.call_duration`, 'wrong-field-type'],
  [
    { ...NUMBER_CARD, [`${A}.skuAttr`]: '{"package_cost":{"unit":"week"}}' },
    `${A}.skuAttr.package_cost.unit`,
    'not-one-of'
  ],
  [{ ...NUMBER_CARD, [`${A}.skuAttr`]: '{"package_cost":1}' }, `${A}.skuAttr.package_cost`, 'wrong-field-type'],
  [{ [`${A}.type`]: 104, [`${A}.tagGroupId`]: 'tag_group_1' }, `${A}.skuAttr`, 'missing-field'],
  [{ limitPayWayList: [3] }, 'limitPayWayList.0', 'not-one-of'],
  [{ limitPayWayList: ['1'] }, 'limitPayWayList.0', 'wrong-field-type'],
  [{ limitPayWayList: 'LIMIT_WX' }, 'limitPayWayList', 'wrong-field-type'],
  [{ payScene: 'PC' }, 'payScene', 'not-one-of']
]

describe('each violation is named, and it alone', () => {
  test.each(VIOLATIONS)('%j: %s %s', (changes, key, code) => {
    const [refusals] = check(changed(changes))
    expect(refusals).toEqual([[key, code]])
  })

  test('a member that stands twice', () => {
    expect(check(text.replace('{', '{"outOrderNo":"a",'))).toEqual([[['outOrderNo', 'duplicate-key']], []])
  })

  test('every field has a violation', () => {
    const named = new Set(VIOLATIONS.map(([, key]) => key.replace(/\.0$/, '')))
    const without = ['promotionId', `${A}.skuId`, `${A}.entrySchema.params`]
    expect(flatFields().filter(({ key }) => !named.has(key) && !without.includes(key))).toEqual([])
  })
})

describe('what may be meant so is a warning', () => {
  test.each<[Record<string, unknown>, ...Row[]]>([
    [{ totalAmount: 99 }, ['totalAmount', 'total-below-goods']],
    [{ [`${A}.type`]: 705, [`${A}.tagGroupId`]: '705' }, [`${A}.type`, 'unknown-goods-type']],
    [{ [`${A}.tagGroupId`]: '705' }, [`${A}.tagGroupId`, 'unknown-tag-group']],
    [{ cp_extra: 'x' }, ['cp_extra', 'unknown-member']],
    [{ out_order_no: 'x' }, ['out_order_no', 'unknown-field']],
    [{ skuAttr: '{}' }, ['skuAttr', 'unknown-field']],
    [{ [`${A}.tile`]: 'x' }, [`${A}.tile`, 'unknown-field']],
    [{ ...NUMBER_CARD, [`${A}.skuAttr`]: '{"packageCost":{}}' }, [`${A}.skuAttr.packageCost`, 'unknown-field']],
    [{ ...NUMBER_CARD, [`${A}.skuAttr`]: '{"colour":1}' }, [`${A}.skuAttr.colour`, 'unknown-member']],
    [
      { ...NUMBER_CARD, [`${A}.skuAttr`]: '{"package_cost":{"Unit":"month"}}' },
      [`${A}.skuAttr.package_cost.Unit`, 'unknown-field']
    ],
    [
      { ...NUMBER_CARD, [`${A}.skuAttr`]: '{"package_cost":{"colour":1}}' },
      [`${A}.skuAttr.package_cost.colour`, 'unknown-member']
    ],
    [{ 'orderEntrySchema.query': 'x' }, ['orderEntrySchema.query', 'unknown-member']],
    [{ limitPayWayList: [10] }, ['limitPayWayList', 'sources-differ']],
    [{ [`${A}.type`]: 404, [`${A}.tagGroupId`]: 'tag_group_1' }, [`${A}.skuAttr`, 'sources-differ']]
  ])('%j', (changes, ...expected) => expect(check(changed(changes))).toEqual([[], expected]))

  test('of attributes that all sources want, nobody differs', () => {
    const { [`${A}.skuAttr`]: _, ...without } = NUMBER_CARD
    expect(check(changed(without))).toEqual([[[`${A}.skuAttr`, 'missing-field']], []])
  })

  test('a misplaced or misspelt member is shown where it belongs', () => {
    const meant = (changes: Record<string, unknown>) =>
      checkOrder(readObject(changed(changes))).warnings.map((one) => ('meant' in one ? one.meant : undefined))
    expect(meant({ skuAttr: '{}' })).toEqual([`${A}.skuAttr`])
    expect(meant({ [`${A}.tile`]: 'x' })).toEqual([`${A}.title`])
    expect(meant({ out_order_no: 'x' })).toEqual(['outOrderNo'])
  })

  test('beside what is found about a member that sources differ on, it is said who says what', () => {
    expect(check(changed({ payScene: 'PC' }))).toEqual([[['payScene', 'not-one-of']], [['payScene', 'sources-differ']]])
    expect(check(changed({ limitPayWayList: [3] }))[1]).toEqual([['limitPayWayList', 'sources-differ']])
  })
})

test('everything at once', () => {
  const [refusals] = check(
    changed({ totalAmount: 1.5, payNotifyUrl: null, merchantUid: '', [`${A}.title`]: '中'.repeat(86), payScene: 'x' })
  )
  expect(refusals).toEqual([
    ['payNotifyUrl', 'null-member'],
    ['merchantUid', 'empty-member'],
    [`${A}.title`, 'too-many-bytes'],
    ['totalAmount', 'amount-with-decimals'],
    ['payScene', 'not-one-of']
  ])
})

test('on this machine an address may be plain http', () => {
  const order = readObject(changed({ payNotifyUrl: 'http://127.0.0.1:9000/notify' }))
  expect(rows(checkOrder(order, { local: true }).refusals)).toEqual([])
})

test('every documented tag group goes with its type, and with no other', () => {
  const pairs = GOODS_TYPES.flatMap(({ type, groups }) => groups.map(({ id }) => ({ type, id })))
  expect(pairs.length).toBe(new Set(pairs.map(({ id }) => id)).size)
  for (const { type } of GOODS_TYPES)
    for (const { id, type: own } of pairs) {
      const order = changed({ [`${A}.type`]: Number(type), [`${A}.tagGroupId`]: id, [`${A}.skuAttr`]: '{}' })
      expect(check(order)[0]).toEqual(type === own ? [] : [[`${A}.tagGroupId`, 'tag-group-of-other-type']])
    }
})

const path = fc
  .array(fc.stringMatching(/^[0-9A-Za-z_]{1,8}$/), { minLength: 1, maxLength: 5 })
  .map((all) => all.join('/'))
const shorter = (bytes: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((one) => Buffer.byteLength(one) <= bytes)
const params = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.string({ maxLength: 8 }), { maxKeys: 5 })

/** Any order that the sources allow. */
const anyOrder = fc
  .record({
    outOrderNo: shorter(64),
    price: fc.nat(1_000_000),
    quantity: fc.integer({ min: 1, max: 100 }),
    title: shorter(256),
    path,
    params,
    goods: fc.constantFrom(...GOODS_TYPES.flatMap(({ type, groups }) => groups.map(({ id }) => ({ type, id })))),
    payExpireSeconds: fc.option(fc.integer({ min: 0, max: 172_800 }), { nil: undefined }),
    limitPayWayList: fc.option(fc.subarray([1, 2]), { nil: undefined })
  })
  .map(({ price, quantity, title, goods, path: page, params: values, ...order }) => ({
    ...order,
    totalAmount: price * quantity,
    orderEntrySchema: { path: page, params: JSON.stringify(values) },
    skuList: [
      {
        ...validSku(),
        price,
        quantity,
        title,
        type: Number(goods.type),
        tagGroupId: goods.id,
        ...(/^10/.test(goods.type) && { skuAttr: '{}' })
      }
    ]
  }))

test('any order that is right passes, and any single violation in it is named alone', () => {
  // Those that a change of one member makes, whatever the others are.
  const single = VIOLATIONS.filter(
    ([changes, key, code]) =>
      Object.keys(changes).length === 1 &&
      Object.values(changes).every((value) => value !== undefined) &&
      !/skuAttr|type/.test(Object.keys(changes)[0] ?? '') &&
      !['total-above-goods', 'tag-group-of-other-type'].includes(code) &&
      // Of these the sum follows.
      !/quantity|price/.test(key)
  )
  expect(single.length).toBeGreaterThan(40)
  fc.assert(
    fc.property(anyOrder, fc.constantFrom(...single), (order, [changes, key, code]) => {
      const right = JSON.stringify(order)
      expect(check(right)).toEqual([[], []])
      const wrong = Object.entries(changes).reduce(
        (left, [at, value]) => setPath(left, at.split('.'), JSON.stringify(value)),
        right
      )
      expect(check(wrong)[0]).toEqual([[key, code]])
    }),
    { numRuns: 300 }
  )
})
