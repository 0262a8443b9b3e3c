import { describe, expect, test } from 'vitest'
import { createOrder } from '../../src/ecpay/endpoints/create-order.js'
import { ecpay } from '../../src/ecpay/system.js'
import { NOT_SIMULATED } from '../../src/protocol/system/local-answer.js'
import { handlerOf } from '../../src/simulator/calls/answers.js'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'
import { LOCAL_KEYS } from '../../src/simulator/local-keys.js'
import { createPlatform } from '../../src/simulator/platform.js'
import { callsOf } from '../../src/simulator/played-calls.js'
import { openStore } from '../../src/simulator/store/store.js'
import { SYSTEMS } from '../../src/systems.js'
import { CREATE, ORDER, QUERY, signedBody } from './bodies.js'
import { ask, freshDirectory, START, testGateway } from './support.js'
import { tradeGateway } from './trade.js'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))

const ofLength = (length: number) => {
  const empty = signedBody({ ...ORDER, cp_extra: '' })
  return signedBody({ ...ORDER, cp_extra: 'x'.repeat(length - empty.length) })
}

describe('every answer', () => {
  test('is JSON with a log id', async () => {
    const { create } = await testGateway()
    const { headers } = await create()
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('x-tt-logid')).toMatch(/^20220727202715[0-9A-F]{18}$/)
  })

  const json = (type: string): RequestInit => ({ headers: type ? { 'content-type': type } : {} })
  const good = signedBody(ORDER)
  test.each<[name: string, path: string, body: string | Uint8Array | undefined, init: RequestInit, answer: object]>([
    [
      'charset',
      CREATE,
      good,
      json('Application/JSON ; charset=utf-8'),
      { status: 200, reason: null, json: { err_no: 0 } }
    ],
    ['a form', CREATE, 'a=b', json('application/x-www-form-urlencoded'), refused(2008, 'content-type-not-json')],
    ['a text', CREATE, good, json('text/plain'), refused(2008, 'content-type-not-json')],
    ['a like name', CREATE, good, json('application/jsonp'), refused(2008, 'content-type-not-json')],
    ['no body', CREATE, undefined, {}, refused(2008, 'empty-body')],
    ['no JSON', CREATE, '{"a":', {}, refused(2008, 'invalid-json')],
    ['JSON in JSON', CREATE, JSON.stringify(good), {}, refused(2008, 'not-an-object')],
    ['a mark', CREATE, bytes([0xef, 0xbb, 0xbf], good), {}, refused(2008, 'byte-order-mark')],
    ['GBK', CREATE, bytes('{"a":"', [0xd6, 0xd0], '"}'), {}, refused(2008, 'invalid-utf8')],
    ['1 MiB', CREATE, ofLength(1024 * 1024), {}, { status: 200, reason: null, json: { err_no: 0 } }],
    [
      'more than 1 MiB',
      CREATE,
      ofLength(1024 * 1024 + 1),
      {},
      { status: 413, reason: 'body-too-large;limit=1048576', json: { err_no: 2010 } }
    ],
    [
      'GET',
      CREATE,
      undefined,
      { method: 'GET' },
      { status: 405, reason: 'method-not-allowed', json: { err_no: 2010 } }
    ],
    ['PUT', QUERY, good, { method: 'PUT' }, { status: 405, reason: 'method-not-allowed', json: { err_no: 2010 } }],
    ['no such path', '/api/x', good, {}, { status: 404, reason: 'unknown-path', json: { err_no: 2010 } }]
  ])('%s', async (_, path, body, init, answer) => {
    const { send, logged } = await testGateway()
    const got = await send(path, body, init)
    expect(got).toMatchObject(answer)
    expect(got.headers.get('x-tt-logid')).not.toBeNull()
    expect(logged).toMatchObject([{ time: START, path, err_no: got.json.err_no, reason: got.reason ?? '' }])
  })

  function refused(err_no: number, reason: string) {
    return { status: 200, reason, json: { err_no, err_tips: '签名校验异常,请使用正确的签名和 json 传参', data: null } }
  }
})

describe('app_id', () => {
  test.each([
    [{ app_id: 'ttother' }, 'unknown-app-id'],
    [{ app_id: undefined }, 'missing-field;key=app_id'],
    [{ app_id: undefined, appid: DEMO_KEYS.app_id }, 'missing-field;key=app_id, suspicious-key;key=appid;meant=app_id']
  ])('%j', async (members, reason) => {
    const { create } = await testGateway()
    expect(await create(members)).toMatchObject({ reason, json: { err_no: 2042, data: null } })
  })
})

describe('a member outside its limits', () => {
  test.each<[members: Record<string, unknown>, reason: string]>([
    [{ total_amount: undefined }, 'missing-field;key=total_amount'],
    [{ total_amount: '1999' }, 'wrong-field-type;key=total_amount'],
    [{ total_amount: 0 }, 'below-minimum;key=total_amount;limit=1'],
    [{ total_amount: 10_000_000_001 }, 'above-maximum;key=total_amount;limit=10000000000'],
    [{ total_amount: 1.5 }, 'amount-with-decimals;key=total_amount'],
    [{ subject: '' }, 'missing-field;key=subject'],
    [
      { subject: '字'.repeat(43) },
      'too-many-bytes;key=subject;limit=128;length=129, too-many-characters;key=subject;limit=42;length=43'
    ],
    [{ notify_url: 'ftp://host/' }, 'not-https;key=notify_url'],
    [{ limit_pay_way: 'LIMIT_CASH' }, 'not-one-of;key=limit_pay_way'],
    [{ expand_order_info: '{' }, 'not-json-text;key=expand_order_info'],
    [{ out_order_no: 'a b' }, 'character-not-allowed;key=out_order_no'],
    [{ out_order_no: 'n'.repeat(65) }, 'too-many-characters;key=out_order_no;limit=64;length=65']
  ])('%j', async (members, reason) => {
    const { create, logged } = await testGateway()
    const answer = await create(members)
    const [code, key] = reason.split(/[;,=]/).filter((word) => word !== 'key')
    expect(answer).toMatchObject({
      reason,
      json: { err_no: 2010, err_tips: `业务参数错误: ${key} (${code})`, data: null }
    })
    expect(logged).toMatchObject([{ path: CREATE, err_no: 2010, reason }])
  })

  test.each([
    ['http on loopback', { notify_url: 'http://127.0.0.1:3000/pay' }],
    ['a switch', { disable_msg: 1 }],
    ['an unknown member', { made_up: 'x' }],
    ['a provider', { thirdparty_id: 'ttprovider' }]
  ])('%s is accepted', async (_, members) => {
    const { create } = await testGateway()
    expect(await create(members)).toMatchObject({ reason: null, json: { err_no: 0, err_tips: 'success' } })
  })

  test.each([
    [{ valid_time: 1 }, { valid_time: 300 }],
    [{ valid_time: 999_999 }, { valid_time: 172_800 }],
    [{ valid_time: 301 }, { valid_time: 301 }],
    [{ cp_extra: '🎉'.repeat(2049) }, { cp_extra: '🎉'.repeat(2048) }]
  ])('is changed without a word where the platform does that', async (members, kept) => {
    const { create, store } = await testGateway()
    expect(await create(members)).toMatchObject({ reason: null, json: { err_no: 0 } })
    expect(store.find('order', 'no-1')).toMatchObject(kept)
  })
})

test('an endpoint without a life cycle of its own is checked, and the answer says that this is all', async () => {
  const endpoint = { ...createOrder, name: 'newest', path: '/api/apps/ecpay/v1/newest' }
  const store = await openStore(freshDirectory())
  const world = { now: () => START, random: (size: number) => new Uint8Array(size) }
  const calls = await callsOf([{ ...ecpay, endpoints: async () => [endpoint] }])
  const platform = createPlatform({ store, keys: LOCAL_KEYS, log: () => {}, ...world }, calls)
  const answerTo = async (members: object) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await ask(platform, endpoint.path, { method: 'POST', headers, body: signedBody({ ...members }) })
    return { reason: answer.headers.get('x-ecpay-reason'), json: await answer.json() }
  }
  expect(await answerTo(ORDER)).toMatchObject({ reason: 'not-simulated', json: { err_no: NOT_SIMULATED } })
  expect(await answerTo({ ...ORDER, subject: undefined })).toMatchObject({ json: { err_no: 2010 } })
})

test.each(SYSTEMS.map((system) => [system.name, system] as const))(
  'every call of %s is played',
  async (name, system) => {
    const notPlayed = handlerOf(name, 'no such call')
    const calls = await system.endpoints()
    expect(calls.filter((call) => handlerOf(name, call.name) === notPlayed)).toEqual([])
  }
)

test('a store that fails is an internal error of the gateway', async () => {
  const { create, store, logged } = await testGateway()
  await store.close()
  expect(await create()).toMatchObject({ status: 200, reason: 'state-unusable', json: { err_no: 1000, data: null } })
  expect(logged).toMatchObject([{ err_no: 1000, out_order_no: 'no-1' }])
})

describe('a trade call answers with codes of its own system', () => {
  const members = { order_id: 'a', out_order_no: 'a', out_settle_no: 'b', settle_desc: 's' }

  test.each([
    ['order_query', { err_no: 13000 }],
    ['settle_create', { err_no: 23000 }],
    ['order/query_order', { extra: { sub_error_code: 13000 } }]
  ])('a store that fails, %s: %j', async (name, json) => {
    const { call, store } = await tradeGateway()
    await store.close()
    expect(await call(name, members)).toMatchObject({ reason: 'state-unusable', json })
  })

  test.each([
    ['settle_create', { ...members, app_id: 'tt1' }, 'unknown-app-id'],
    ['order_query', {}, 'missing-one-of;key=out_order_no'],
    ['query_merchant_status', {}, 'missing-field;key=merchant_id']
  ])('%s %j', async (name, members, reason) => {
    const { call } = await tradeGateway()
    expect(await call(name, members)).toMatchObject({
      json: { err_no: 10000 },
      reason: expect.stringContaining(reason.split(';')[0] ?? '')
    })
  })

  test('no JSON', async () => {
    const { send } = await tradeGateway()
    const path = '/api/trade_basic/v1/developer/order_query/'
    expect((await send(path, '{"a":')).json).toMatchObject({ err_no: 10000, err_msg: expect.any(String) })
  })
})
