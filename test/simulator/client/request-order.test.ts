import { describe, expect, test } from 'vitest'
import { CREATE_SIGN_ORDER_PATH, REQUEST_ORDER_PATH } from '../../../src/simulator/client/request-order-path.js'
import { DEMO_KEY_PAIRS } from '../../../src/simulator/demo-key-pairs.js'
import { SELLER_UID } from '../../../src/simulator/life-cycle/orders.js'
import { OTHER } from '../../trade/keys/other-keys.js'
import { signedOrder, TRADE_ORDER, tradeGateway } from '../trade.js'

const DATA = JSON.stringify(TRADE_ORDER)
const QUOTED = (text: string) => text.replace(/=([^,=]+={0,2})(?=,|$)/g, '="$1"')

describe('byteAuthorization is verified, and a refusal says why', () => {
  const good = signedOrder(DATA)
  const stranger = OTHER.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  test.each<[name: string, given: object, text: string, reason: string]>([
    ['no authorization', { data: DATA }, '签名参数异常', 'missing-field;key=byteAuthorization'],
    ['another text', { data: DATA, byteAuthorization: 'abc' }, '签名参数异常', 'not-an-authorization'],
    [
      'far too long',
      { data: DATA, byteAuthorization: `appid=,${'a=,'.repeat(200_000)}` },
      '签名参数异常',
      'not-an-authorization'
    ],
    ['no scheme', { ...good, byteAuthorization: good.byteAuthorization.slice(16) }, '签名参数异常', 'scheme-missing'],
    [
      'no nonce',
      { ...good, byteAuthorization: good.byteAuthorization.replace(/nonce_str=\w+,/, '') },
      '签名参数异常',
      'item-missing;key=nonce_str'
    ],
    ['another app', signedOrder(DATA, { app_id: 'tt1' }), '签名校验异常', 'other-app-id;key=tt1'],
    ['another version', signedOrder(DATA, { key_version: '2' }), '签名校验异常', 'other-key-version;key=2'],
    [
      'the real address',
      signedOrder(DATA, { uri: '/api/trade_basic/v1/user/order_create' }),
      '签名校验异常',
      'called-path-signed'
    ],
    ['other data', { ...good, data: DATA.replace('1000', '1001') }, '签名校验异常', 'signature-differs'],
    ['a stranger', signedOrder(DATA, {}, stranger), '签名校验异常', 'unknown-key'],
    [
      'the key of the platform',
      signedOrder(DATA, {}, DEMO_KEY_PAIRS.platform_private_key),
      '签名校验异常',
      'platform-key'
    ],
    [
      'two hours ago',
      signedOrder(DATA, { timestamp: '1658917635' }),
      '签名校验异常',
      'signed-too-long-ago;key=timestamp;limit=3600'
    ]
  ])('%s', async (_, given, text, reason) => {
    const { client, store } = await tradeGateway()
    const { status, json, reason: why } = await client(given)
    expect([status, json]).toEqual([
      200,
      { errNo: '11004', errMsg: `requestOrder:fail ${text}`, errLogId: expect.stringMatching(/^2022\w+$/) }
    ])
    expect(why).toContain(reason)
    expect(store.list('order')).toEqual([])
  })

  test('quotes, of which the sources differ, are taken with a warning', async () => {
    const { client } = await tradeGateway()
    const { json, headers } = await client({ ...good, byteAuthorization: QUOTED(good.byteAuthorization) })
    expect(json).toMatchObject({ errMsg: 'requestOrder:ok' })
    expect(headers.get('x-ecpay-warning')).toBe('quotes-in-byte-authorization')
  })
})

describe('data is checked', () => {
  test.each<[name: string, changes: object, errNo: string, reason: string]>([
    ['null', { merchantUid: null }, '11004', 'null-member;key=merchantUid'],
    ['a missing title', { skuList: [{ ...TRADE_ORDER.skuList[0], title: undefined }] }, '10000', 'missing-field'],
    ['a total above the goods', { totalAmount: 1001 }, '10000', 'total-above-goods'],
    ['a float', { totalAmount: 10.5 }, '10000', 'totalAmount'],
    ['more than fen are counted in', { totalAmount: 10_000_000_001 }, '10000', 'above-maximum;key=totalAmount'],
    ['diamonds', { currency: 'DIAMOND' }, '10000', 'diamonds-not-simulated;key=currency'],
    ['too late', { payExpireSeconds: 172_801 }, '10000', 'above-maximum;key=payExpireSeconds']
  ])('%s', async (_, changes, errNo, reason) => {
    const { order } = await tradeGateway()
    const answer = await order({ ...changes })
    expect(answer.json).toMatchObject({ errNo })
    expect(answer.reason).toContain(reason)
  })

  test('a merchant that nobody knows', async () => {
    const { order, store } = await tradeGateway()
    const { json, reason } = await order({ merchantUid: '71000000000000000001' })
    expect([json.errNo, reason]).toEqual(['10000', 'unknown-merchant;key=merchantUid'])
    expect(store.list('order')).toEqual([])
    expect((await order({ merchantUid: SELLER_UID })).json).toMatchObject({ errMsg: 'requestOrder:ok' })
  })

  test('an object in its place', async () => {
    const { client } = await tradeGateway()
    const { json, reason } = await client({ ...signedOrder(DATA), data: TRADE_ORDER })
    expect([json.errNo, reason]).toEqual(['10000', 'not-json-text;key=data'])
  })
})

test('success is what tt.getOrderPayment and the server go on with', async () => {
  const { order, call } = await tradeGateway()
  const { json, reason } = await order()
  expect(reason).toBeNull()
  expect(json).toEqual({
    orderId: expect.stringMatching(/^motb\d{23}$/),
    itemOrderList: [{ itemOrderId: expect.stringMatching(/^ito\d{23}$/), skuId: 'sku_1', itemOrderAmount: 1000 }],
    logId: expect.any(String),
    errMsg: 'requestOrder:ok'
  })
  const { json: found } = await call('order_query', { order_id: json.orderId })
  expect(found.data).toMatchObject({ out_order_no: 'trade-1', pay_status: 'PROCESS', order_id: json.orderId })
})

test('a slash in a number is a character like others', async () => {
  const { order, close, store, call } = await tradeGateway()
  const numbers = ['a', 'a/1', '/clock', 'refund/1', 'a%2F1']
  for (const outOrderNo of numbers) expect((await order({ outOrderNo })).reason).toBeNull()
  store.changeClock(() => 1000)
  close('a/1', 'USER_CANCEL')
  const found = await Promise.all(numbers.map((out_order_no) => call('order_query', { out_order_no })))
  expect(found.map(({ json }) => json.data)).toMatchObject(numbers.map((out_order_no) => ({ out_order_no })))
  expect(
    store
      .list('order')
      .map(({ out_order_no }) => out_order_no)
      .sort()
  ).toEqual(numbers.toSorted())
})

test('one item for each piece, and the amounts add up', async () => {
  const { order } = await tradeGateway()
  const { json } = await order({ totalAmount: 998, skuList: [{ ...TRADE_ORDER.skuList[0], price: 333, quantity: 3 }] })
  const list = json.itemOrderList as { itemOrderAmount: number }[]
  expect(list.map(({ itemOrderAmount }) => itemOrderAmount)).toEqual([332, 332, 334])
})

test('the same data again is the same order, other data under its number is refused, of either system', async () => {
  const { order, create } = await tradeGateway()
  const first = await order()
  expect((await order({}, { nonce: 'nonce2' })).json.orderId).toBe(first.json.orderId)
  const changed = await order({ totalAmount: 999 })
  expect([changed.json.errNo, changed.reason]).toEqual(['10000', 'number-reused;key=outOrderNo'])
  expect((await create({ out_order_no: 'trade-1' })).reason).toBe('number-reused;key=out_order_no')
  await create({ out_order_no: 'no-1' })
  expect((await order({ outOrderNo: 'no-1' })).reason).toBe('number-reused;key=outOrderNo')
})

test.each([
  [REQUEST_ORDER_PATH, 'requestOrder', '{"data":', 'invalid-json'],
  [REQUEST_ORDER_PATH, 'requestOrder', '[]', 'not-an-object'],
  [CREATE_SIGN_ORDER_PATH, 'createSignOrder', '', 'empty-body']
])('what cannot be read at all fails in the form of the client: %s %s %s', async (path, call, body, reason) => {
  const { send } = await tradeGateway()
  const answer = await send(path, body)
  expect([answer.status, answer.reason, answer.json]).toEqual([
    200,
    expect.stringContaining(reason),
    { errNo: '10000', errMsg: `${call}:fail 参数不合法`, errLogId: expect.stringMatching(/^2022\w+$/) }
  ])
})
