import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { poster } from '../../../src/gateway/post.js'
import { CREATE_SIGN_ORDER_PATH } from '../../../src/simulator/client/request-order-path.js'
import { DEMO_KEY_PAIRS } from '../../../src/simulator/demo-key-pairs.js'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { startGateway } from '../../../src/simulator/gateway-server.js'
import { changeStored } from '../../../src/simulator/life-cycle/agreements.js'
import { readPublicKey } from '../../../src/trade/keys/read-key.js'
import { verifyBytes } from '../../../src/trade/sign/sign-request.js'
import { callbackString } from '../../../src/trade/sign/string-to-sign.js'
import { faultServer } from '../../gateway/fault-server.js'
import type { Members } from '../bodies.js'
import { freshDirectory, testGateway } from '../support.js'
import { signedOrder } from '../trade.js'

const DATA = { outAuthOrderNo: 'sign-1', serviceId: '64', openId: 'user-1' }
const PAY = { outPayOrderNo: 'pay-1', merchantUid: '70000000000000000001', initialAmount: 990 }
const signed = (data: Members, uri = '/createSignOrder') => signedOrder(JSON.stringify(data), { uri })

async function client() {
  const gateway = await testGateway()
  const hand = async (body: object) => {
    const { json, reason } = await gateway.send(CREATE_SIGN_ORDER_PATH, JSON.stringify(body))
    return { ...Object.assign({ authOrderId: '', payOrderId: '', errNo: '' }, json), reason }
  }
  return { ...gateway, hand }
}

describe('tt.createSignOrder', () => {
  test('makes an agreement that is to be signed, and the same one when it comes again', async () => {
    const { hand, store } = await client()
    const first = await hand(signed(DATA))
    expect(first).toMatchObject({ authOrderId: expect.stringMatching(/^mosb\d{19}$/), logId: expect.any(String) })
    expect(first.payOrderId).toBe('')
    expect((await hand(signed(DATA))).authOrderId).toBe(first.authOrderId)
    expect(store.find('sign', 'sign-1')).toMatchObject({ service: 'periodic', open_id: 'user-1' })
  })

  test('says the number of the deduction if it is to be paid at once', async () => {
    const { hand, store } = await client()
    const { payOrderId } = await hand(signed({ ...DATA, authPayOrder: PAY }))
    expect(store.find('sign', 'sign-1')?.pay).toMatchObject({ pay_order_id: payOrderId, total_amount: 990 })
  })

  test.each<[string, object, string, string]>([
    ['signed as an order', signed(DATA, '/requestOrder'), '11004', ''],
    ['not signed', { data: JSON.stringify(DATA) }, '11004', 'missing-field;key=byteAuthorization'],
    ['without data', {}, '10000', 'missing-field;key=data'],
    ['without a number', signed({ ...DATA, outAuthOrderNo: undefined }), '10000', 'missing-field;key=outAuthOrderNo'],
    ['for too short a time', signed({ ...DATA, expireSeconds: 29 }), '10000', 'below-minimum;key=expireSeconds'],
    [
      'with a payment to a merchant that is not there',
      signed({ ...DATA, authPayOrder: { ...PAY, merchantUid: '71000000000000000001' } }),
      '10000',
      'unknown-merchant;key=authPayOrder.merchantUid'
    ],
    ['with a payment without a number', signed({ ...DATA, authPayOrder: {} }), '10000', 'authPayOrder.outPayOrderNo']
  ])('%s is refused', async (_, body, errNo, reason) => {
    const { hand, store } = await client()
    expect(await hand(body)).toMatchObject({ errNo, reason: expect.stringContaining(reason) })
    expect(store.list('sign')).toEqual([])
  })

  test('a deduction under a number that another has, or that waits for its agreement, is refused', async () => {
    const { hand, store, clock } = await client()
    const data = (number: string) => signed({ ...DATA, outAuthOrderNo: number, authPayOrder: PAY })
    const user = (number: string, asked: 'sign' | 'refuse') =>
      changeStored(store, number, asked, { now: () => clock.now, random: randomBytes })
    const isReused = { errNo: '10000', reason: 'number-reused;key=authPayOrder.outPayOrderNo' }
    await hand(data('sign-1'))
    expect(await hand(data('sign-2'))).toMatchObject(isReused)
    user('sign-1', 'refuse')
    expect(await hand(data('sign-3'))).toMatchObject({ authOrderId: expect.stringMatching(/^mosb/) })
    user('sign-3', 'sign')
    expect(await hand(data('sign-4'))).toMatchObject(isReused)
    expect(store.list('sign').map(({ out_auth_order_no }) => out_auth_order_no)).toEqual(['sign-1', 'sign-3'])
    expect(store.list('deduct')).toMatchObject([{ out_pay_order_no: 'pay-1' }])
  })

  test('other data under the same number is refused', async () => {
    const { hand } = await client()
    await hand(signed(DATA))
    expect(await hand(signed({ ...DATA, serviceId: '65' }))).toMatchObject({
      errNo: '10000',
      reason: 'number-reused;key=outAuthOrderNo'
    })
  })
})

describe('callbacks of an agreement', () => {
  const open: { close(): Promise<void> }[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()))
  })

  test('come as version 1.0, signed with the key of the platform: signed, deducted, ended by the merchant', async () => {
    const { url, bodies, requests } = await callbackServer()
    const entries: string[] = []
    const gateway = await startGateway({
      ...{ stateDir: freshDirectory(), now: Date.now, timeScale: 0.01 },
      callbacks: {
        post: (one) => poster({}, one),
        log: ({ callback, number, result }) => entries.push(`${callback} ${number} ${result}`),
        onProblem: () => {}
      }
    })
    open.push(gateway)
    const post = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json', 'access-token': DEMO_KEYS.client_token }
      const answer = await fetch(gateway.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
      return (await answer.json()) as { authOrderId?: string }
    }
    const notifyUrl = url
    const data = JSON.stringify({ ...DATA, notifyUrl, authPayOrder: { ...PAY, notifyUrl } })
    const timestamp = String(Math.floor(Date.now() / 1000))
    const { authOrderId } = await post(
      CREATE_SIGN_ORDER_PATH,
      signedOrder(data, { uri: '/createSignOrder', timestamp })
    )
    const world = { now: Date.now, random: (size: number) => randomBytes(size), timeScale: 0.01 }
    changeStored(gateway.store, 'sign-1', 'sign', world)
    await vi.waitFor(() => expect(entries).toEqual(['sign_pay_callback pay-1 SUCCESS']), { timeout: 10_000 })
    await post('/api/trade_auth/v1/developer/terminate_sign/', { auth_order_id: authOrderId })
    await vi.waitFor(() => expect(bodies).toHaveLength(2), { timeout: 10_000 })
    const messages = bodies.map((body) => {
      const { version, type, msg } = JSON.parse(body)
      return { version, type, ...JSON.parse(msg) }
    })
    const common = { version: '1.0', app_id: DEMO_KEYS.app_id, auth_order_id: authOrderId }
    expect(messages).toMatchObject([
      { ...common, type: 'sign_pay_callback', status: 'SUCCESS', out_pay_order_no: 'pay-1', total_amount: 990 },
      { ...common, type: 'sign_callback', status: 'CANCEL', out_auth_order_no: 'sign-1' }
    ])
    const key = readPublicKey(DEMO_KEY_PAIRS.platform_public_key).keyObject
    for (const [n, headers] of requests.entries()) {
      const text = callbackString({
        timestamp: headers['byte-timestamp'] ?? '',
        nonce: headers['byte-nonce-str'] ?? '',
        body: bodies[n] ?? ''
      })
      expect(verifyBytes(text, Buffer.from(headers['byte-signature'] ?? '', 'base64'), key)).toBe(true)
    }
  })
})

/** Accepts every callback, and keeps bodies and headers. */
async function callbackServer() {
  const requests: Record<string, string>[] = []
  const { url, bodies } = await faultServer((request, response) => {
    requests.push(request.headers as Record<string, string>)
    response.end('{"err_no":0,"err_tips":"success"}')
  })
  return { url, bodies, requests }
}
