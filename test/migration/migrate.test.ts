import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ENDPOINTS } from '../../src/ecpay/endpoints/endpoints.js'
import type { EcpayError } from '../../src/findings/findings.js'
import { migrateConfiguration } from '../../src/migration/configuration.js'
import type { Converted } from '../../src/migration/conversions.js'
import { CALL_MAPPINGS } from '../../src/migration/mappings.js'
import { migrateCall, migrateCallback } from '../../src/migration/migrate.js'
import { recogniseCall } from '../../src/migration/recognise.js'
import { readObject } from '../../src/protocol/json/json.js'
import { validateMembers } from '../../src/protocol/system/validate.js'
import { refundCreate } from '../../src/trade/endpoints/refund-create.js'
import { checkOrder } from '../../src/trade/order/check-order.js'
import { minimalBody } from '../ecpay/violations.js'

const ORDER = {
  app_id: 'tt1',
  out_order_no: 'order_1001',
  total_amount: 100,
  subject: '测试商品',
  body: '详情',
  valid_time: 900,
  sign: 'x'
}
const migrate = (body: object | string, given: Record<string, unknown> = {}, call?: string) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const object = readObject(text)
  const mapping = CALL_MAPPINGS.find(({ from }) => from === call) ?? recogniseCall(object)
  const more: Converted[] = Object.entries(given).map(([to, value]) => ({ to, json: JSON.stringify(value) }))
  const { text: written, steps, problems, from } = migrateCall(mapping, object, text, more)
  const by = (how: string) => steps.filter((one) => one.how === how).flatMap((one) => one.from ?? one.to)
  return {
    from,
    body: written === undefined ? undefined : JSON.parse(written),
    text: written,
    by,
    problems: problems.map((one) => ['key' in one ? one.key : '', one.code])
  }
}
const NEEDED = {
  'skuList.0.skuId': 'sku_1',
  'skuList.0.imageList': ['https://img.example.com/1.png'],
  'skuList.0.type': 301,
  'skuList.0.tagGroupId': 'tag_group_7272625659888058380',
  'orderEntrySchema.path': 'pages/order/detail'
}

describe('an order', () => {
  test('what is taken over, and what is needed', () => {
    const { from, body, by, problems } = migrate(ORDER)
    expect(from).toBe('create_order')
    expect(body).toEqual({
      skuList: [{ price: 100, quantity: 1, title: '测试商品' }],
      outOrderNo: 'order_1001',
      totalAmount: 100,
      payExpireSeconds: 900
    })
    expect(by('renamed')).toEqual(['out_order_no', 'total_amount', 'subject', 'valid_time'])
    expect(by('gone')).toEqual(['app_id', 'body', 'sign'])
    expect(by('needed')).toEqual(Object.keys(NEEDED))
    expect(by('filled')).toEqual(['skuList.0.price', 'skuList.0.quantity'])
    expect(problems).toEqual([])
  })

  test('with what is needed it passes the checks', () => {
    const { text = '', by } = migrate(ORDER, NEEDED)
    expect(by('needed')).toEqual([])
    expect(checkOrder(readObject(text))).toEqual({ refusals: [], warnings: [] })
  })

  test.each<[string, object, object]>([
    ['a page', { msg_page: 'pages/order' }, { orderEntrySchema: { path: 'pages/order' } }],
    [
      'a page with a slash and a query',
      { msg_page: '/pages/order?id=1&name=%E4%B8%AD' },
      { orderEntrySchema: { path: 'pages/order', params: '{"id":"1","name":"中"}' } }
    ],
    ['ways', { limit_pay_way: 'LIMIT_WX,LIMIT_ALI' }, { limitPayWayList: [1, 2] }],
    ['a way that one SDK knows', { limit_pay_way: 'LIMIT_DYZF' }, { limitPayWayList: [10] }],
    ['a merchant', { store_uid: '7000' }, { merchantUid: '7000' }],
    ['an address', { notify_url: 'https://example.com/n' }, { payNotifyUrl: 'https://example.com/n' }],
    ['values without content', { notify_url: '', store_uid: null, limit_pay_way: '' }, {}]
  ])('%s', (_, given, expected) => expect(migrate({ ...ORDER, ...given }).body).toMatchObject(expected))

  test('nothing that is empty is taken over', () => {
    const { body, by } = migrate({ ...ORDER, notify_url: '', store_uid: null })
    expect(by('empty')).toEqual(['notify_url', 'store_uid'])
    expect(Object.keys(body)).not.toContain('merchantUid')
  })

  test('digits of a number stay', () => {
    expect(migrate('{"out_order_no":"n","total_amount":9007199254740993}').text).toContain(
      '"totalAmount":9007199254740993'
    )
  })

  test.each<[object, string[]]>([
    [{ msg_page: 'pages/order-detail' }, ['orderEntrySchema.path', 'character-not-allowed']],
    [{ total_amount: '100' }, ['totalAmount', 'wrong-field-type']],
    [{ valid_time: 200_001 }, ['payExpireSeconds', 'above-maximum']],
    [{ limit_pay_way: 'LIMIT_X' }, ['limitPayWayList.0', 'not-an-integer']],
    [{ notify_url: 'http://example.com' }, ['payNotifyUrl', 'not-https']]
  ])('%j breaks a limit of the new order', (given, problem) => {
    expect(migrate({ ...ORDER, ...given }).problems).toContainEqual(problem)
  })

  test('a field that the old call does not have is named', () => {
    expect(migrate({ ...ORDER, colour: 'red' }).by('unknown')).toEqual(['colour'])
  })
})

describe('the other calls', () => {
  const REFUND = {
    app_id: 'tt1',
    out_order_no: 'o',
    out_refund_no: 'r',
    refund_amount: 30,
    reason: '不想要',
    sign: 'x'
  }
  const SETTLE = { app_id: 'tt1', out_order_no: 'o', out_settle_no: 's', settle_desc: '结算', sign: 'x' }

  test.each<[string, object, object | undefined]>([
    ['query_order', { app_id: 'tt1', out_order_no: 'o', sign: 'x' }, { out_order_no: 'o' }],
    [
      'create_refund',
      REFUND,
      { out_refund_no: 'r', refund_total_amount: 30, refund_reason: [{ code: 999, text: '不想要' }] }
    ],
    ['query_refund', { out_refund_no: 'r', sign: 'x' }, { out_refund_no: 'r' }],
    [
      'settle',
      { ...SETTLE, cp_extra: 'e', finish: 'true' },
      { app_id: 'tt1', out_order_no: 'o', out_settle_no: 's', settle_desc: '结算', ext: 'e' }
    ],
    ['query_settle', { app_id: 'tt1', out_settle_no: 's' }, { app_id: 'tt1', out_settle_no: 's' }],
    ['query_platform_order', { app_id: 'tt1', out_order_no: 'o', query_type: 1 }, undefined],
    ['order/v2/push', { app_name: 'douyin', open_id: 'o', order_detail: '{}' }, undefined],
    [
      'merchant_withdraw',
      { app_id: 'tt1', merchant_uid: '7', channel_type: 'wx', withdraw_amount: 1, out_order_id: 'w', sign: 'x' },
      { app_id: 'tt1', merchant_uid: '7', channel_type: 'wx', withdraw_amount: 1, out_order_id: 'w' }
    ]
  ])('%s', (name, body, expected) => {
    const migrated = migrate(body)
    expect(migrated.from).toBe(name)
    expect(migrated.body).toEqual(expected)
  })

  test('with what is needed a refund passes the checks', () => {
    const { text = '', by } = migrate(REFUND, {
      order_id: 'motb1',
      'order_entry_schema.path': 'pages/refund',
      refund_all: true
    })
    expect(by('needed')).toEqual([])
    expect(validateMembers(refundCreate.fields, readObject(text))).toEqual([])
  })

  test('a settlement breaks a limit that is new', () => {
    const settle_params = JSON.stringify(Array(4).fill({ merchant_uid: '7'.repeat(120), amount: 1 }))
    expect(migrate({ ...SETTLE, settle_params }).problems).toEqual([['settle_params', 'too-many-bytes']])
  })
})

/** Their smallest bodies are the same as that of query_order, which is meant then. */
const LIKE_QUERY_ORDER = ['unsettle_amount', 'query_platform_order']

test.each(ENDPOINTS)('the smallest body of $name is recognised', (endpoint) => {
  const expected = LIKE_QUERY_ORDER.includes(endpoint.name) ? 'query_order' : endpoint.name
  expect(migrate(minimalBody(endpoint)).from).toBe(expected)
  expect(migrate(minimalBody(endpoint), {}, endpoint.name).from).toBe(endpoint.name)
})

test.each<[object, string]>([
  [{}, 'unknown-old-call'],
  [{ a: 1 }, 'unknown-old-call'],
  [{ app_id: 'tt1', sign: 'x' }, 'unknown-old-call'],
  [{ skuList: [], outOrderNo: 'o' }, 'already-migrated'],
  [{ version: '3.0', type: 'payment', msg: '{}' }, 'already-migrated'],
  [{ order_id: 'a', refund_all: true, out_refund_no: 'x', refund_total_amount: 1 }, 'already-migrated'],
  [{ out_settle_no: 's', order_id: 'a', settle_desc: 'd', item_order_id: 'i' }, 'already-migrated']
])('%j is refused', (body, code) => {
  try {
    recogniseCall(readObject(JSON.stringify(body)))
    expect.unreachable()
  } catch (error) {
    expect((error as EcpayError).findings.map((one) => one.code)).toEqual([code])
  }
})

describe('the published bodies of the old system become orders that pass', () => {
  const fixture = new URL('../../fixtures/published-vectors.json', import.meta.url)
  const { requests }: { requests: { body: object }[] } = JSON.parse(readFileSync(fixture, 'utf8'))
  const orders = requests.map(({ body }) => body).filter((body) => 'total_amount' in body && 'valid_time' in body)

  test('there are some', () => expect(orders.length).toBeGreaterThan(2))
  test.each(orders.map((body) => JSON.stringify(body)))('%s', (body) => {
    const { text = '', from } = migrate(body, NEEDED)
    expect(from).toBe('create_order')
    expect(checkOrder(readObject(text)).refusals).toEqual([])
  })
})

describe('a callback', () => {
  const callback = (msg: object, type?: string) =>
    migrateCallback(
      readObject(
        JSON.stringify({
          timestamp: '1',
          nonce: '2',
          msg: JSON.stringify(msg),
          msg_signature: 'x',
          ...(type && { type })
        })
      )
    )
  const PAID = { appid: 'tt1', cp_orderno: 'o', way: '2', total_amount: 9980, paid_at: 1631877217, status: 'SUCCESS' }

  test('of a payment', () => {
    const { text = '', from, steps } = callback(PAID, 'payment')
    expect(from).toBe('callback payment')
    const { msg, ...envelope } = JSON.parse(text)
    expect(envelope).toEqual({ version: '3.0', type: 'payment' })
    expect(JSON.parse(msg)).toEqual({
      app_id: 'tt1',
      out_order_no: 'o',
      pay_channel: 2,
      total_amount: 9980,
      event_time: 1631877217000,
      status: 'SUCCESS'
    })
    expect(steps.find(({ from: old }) => old === 'msg.cp_orderno')?.to).toEqual(['msg.out_order_no'])
    expect(steps.filter(({ how }) => how === 'gone').map(({ from: old }) => old)).toEqual([
      'timestamp',
      'nonce',
      'msg_signature'
    ])
  })

  test.each<[string, object]>([
    ['payment', PAID],
    ['refund', { appid: 'tt1', cp_refundno: 'r', refunded_at: 0 }],
    ['settle', { app_id: 'tt1', cp_settle_no: 's', settled_at: 1 }]
  ])('whose type is missing is told by its message: %s', (type, msg) => {
    expect(callback(msg).from).toBe(`callback ${type}`)
  })

  test('a withdrawal has no known form', () => expect(callback({ out_order_id: 'w' }, 'withdraw').text).toBeUndefined())
})

const ref = (name: string) => `\${${name}}`

describe('a configuration', () => {
  const levels = (top: Record<string, string>, profiles: Record<string, Record<string, string>> = {}) =>
    migrateConfiguration({ top, profiles: new Map(Object.entries(profiles)) })

  test('each level with an app gets the new keys; secrets are not repeated', () => {
    const [top, local, shop] = levels(
      { profile: 'local' },
      { local: { env: 'local' }, shop: { app_id: 'tt1', salt: 'literalSecret', token: ref('ECPAY_SHOP_TOKEN') } }
    )
    expect([top?.set, local?.set]).toEqual([{}, {}])
    expect(shop?.set).toEqual({
      salt: ref('ECPAY_SHOP_SALT'),
      private_key_file: 'secrets/shop.private.pem',
      platform_public_key_file: 'secrets/shop.platform.pem',
      key_version: '1',
      app_secret_file: 'secrets/shop.app-secret'
    })
    expect(JSON.stringify([top, local, shop])).not.toContain('literalSecret')
  })

  test('what the top level has, and what is there as text, is not added', () => {
    const [, shop] = levels({ key_version: '2' }, { shop: { app_id: 'tt1', private_key: ref('ECPAY_KEY') } })
    expect(Object.keys(shop?.set ?? {})).toEqual(['platform_public_key_file', 'app_secret_file'])
  })

  test('what is there already stays', () => {
    const [top] = levels({ app_id: 'tt1', salt_file: 's', private_key_file: 'k.pem', key_version: '3' })
    expect(top?.set).toEqual({
      platform_public_key_file: 'secrets/app.platform.pem',
      app_secret_file: 'secrets/app.app-secret'
    })
    expect(top?.steps.find(({ to }) => to[0] === 'private_key_file')?.how).toBe('same')
  })
})
