import { describe, expect, test } from 'vitest'
import { readObject } from '../../../src/protocol/json/json.js'
import { buildOrder, type GivenMember } from '../../../src/trade/order/build-order.js'
import { checkOrder } from '../../../src/trade/order/check-order.js'
import { validOrder } from './orders.js'

const SOURCES = {
  settings: { app_id: undefined, access_token: undefined, thirdparty_id: undefined, notify_url: undefined },
  now: 0,
  freshNumber: () => 'order_fresh',
  fileExtension: () => ''
}
const build = (from: string | undefined, given: Record<string, string> = {}, sources: Partial<typeof SOURCES> = {}) => {
  const members: GivenMember[] = Object.entries(given).map(([key, json]) => ({ key, json }))
  const { text, made } = buildOrder(from, members, { ...SOURCES, ...sources })
  return { text, order: JSON.parse(text), made: made.map(({ field, value }) => [field.key, value]) }
}

test('what is given, with what follows from it', () => {
  const { order, made } = build(undefined, {
    totalAmount: '300',
    'skuList.0.type': '301',
    'skuList.0.quantity': '3',
    'skuList.0.imageList': '["https://img.example.com/1.png"]',
    'orderEntrySchema.path': '"pages/order"'
  })
  expect(order).toEqual({
    totalAmount: 300,
    skuList: [
      {
        type: 301,
        quantity: 3,
        imageList: ['https://img.example.com/1.png'],
        skuId: 'ecpay-cli',
        price: 100,
        title: 'ecpay-cli',
        tagGroupId: 'tag_group_7272625659888058380'
      }
    ],
    orderEntrySchema: { path: 'pages/order' },
    outOrderNo: 'order_fresh'
  })
  expect(made.map(([key]) => key)).toEqual([
    'skuList.0.skuId',
    'skuList.0.price',
    'skuList.0.title',
    'skuList.0.tagGroupId',
    'outOrderNo'
  ])
  expect(checkOrder(readObject(JSON.stringify(order)))).toEqual({ refusals: [], warnings: [] })
})

test('a whole order stays as it is written, without the white space between its parts', () => {
  const text = '{\n "skuList" : [ { "title" : "a  b\\u4e2d\\/" , "price" : 1e2 } ],\r\n\t"outOrderNo":"x" }\n'
  expect(build(text).text).toMatch(/^\{"skuList":\[\{"title":"a {2}b\\u4e2d\\\/","price":1e2,/)
  const valid = JSON.stringify(validOrder())
  expect(build(valid)).toEqual({ text: valid, order: validOrder(), made: [] })
})

test('what is given counts over what the order has', () => {
  const { order } = build(JSON.stringify(validOrder()), { 'skuList.0.title': '"另一个"', payScene: '"IM"' })
  expect(order.skuList[0].title).toBe('另一个')
  expect(order.payScene).toBe('IM')
})

describe('what follows is left out where it does not follow', () => {
  test.each<[string, Record<string, string>]>([
    ['a total that the quantity does not divide', { totalAmount: '100', 'skuList.0.quantity': '3' }],
    ['a total with decimals', { totalAmount: '1.5' }],
    ['no total', {}]
  ])('price: %s', (_, given) => expect(build(undefined, given).order.skuList[0].price).toBeUndefined())

  test.each(['201', '404', '705'])('tagGroupId: type %s', (type) => {
    expect(build(undefined, { 'skuList.0.type': type }).order.skuList[0].tagGroupId).toBeUndefined()
  })
})

test('nothing is filled in where something of another kind stands', () => {
  expect(build('{"skuList":"x","outOrderNo":"n"}').text).toBe('{"skuList":"x","outOrderNo":"n"}')
  expect(build('{"skuList":{},"outOrderNo":null}').text).toBe('{"skuList":{},"outOrderNo":null}')
})

test('the address of the configuration', () => {
  const settings = { ...SOURCES.settings, notify_url: 'https://example.com/notify' as undefined | string }
  const { text } = buildOrder('{}', [], { ...SOURCES, settings })
  expect(JSON.parse(text).payNotifyUrl).toBe('https://example.com/notify')
})
