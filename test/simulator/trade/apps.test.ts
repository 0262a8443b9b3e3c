import { beforeAll, describe, expect, test } from 'vitest'
import { Members } from '../../../src/protocol/json/members.js'
import { formerWay } from '../../../src/protocol/system/former-way.js'
import { paymentCallback, resultCallback } from '../../../src/simulator/callbacks/order-callback.js'
import { CREATE_SIGN_ORDER_PATH } from '../../../src/simulator/client/request-order-path.js'
import type { AppPublicKey } from '../../../src/simulator/demo-keys.js'
import { changeStored } from '../../../src/simulator/life-cycle/agreements.js'
import { LOCAL_KEYS } from '../../../src/simulator/local-keys.js'
import { ENDPOINTS } from '../../../src/trade/endpoints/endpoints.js'
import { generatePair } from '../../../src/trade/keys/generate-pair.js'
import { writeKey } from '../../../src/trade/keys/write-key.js'
import { trade } from '../../../src/trade/system.js'
import { START } from '../support.js'
import { signedOrder, TRADE_ORDER, tradeGateway } from '../trade.js'

const DATA = JSON.stringify(TRADE_ORDER)
const OWN = { app_id: 'ttown' }
const NAME = { app_id: 'ttown', key_version: '3' }
let app: AppPublicKey & { app_secret: string }
let privateKey: string

beforeAll(async () => {
  const pair = await generatePair()
  privateKey = writeKey(pair.privateKey, 'pkcs8')
  app = { ...NAME, app_public_key: writeKey(pair.publicKey, 'pkcs8'), app_secret: 'secretOfTheOwnApp' }
})

describe('an app of the configuration', () => {
  test('signs orders with its key, and its callbacks name it', async () => {
    const { client, pay, store, clock } = await tradeGateway([app])
    expect((await client(signedOrder(DATA, NAME, privateKey))).json).toMatchObject({ errMsg: 'requestOrder:ok' })
    expect(store.find('order', 'trade-1')).toMatchObject({ app_id: 'ttown' })
    const world = { now: () => clock.now, random: (size: number) => new Uint8Array(size) }
    const { post } = paymentCallback(pay('trade-1'), LOCAL_KEYS, world)
    expect(JSON.parse(JSON.parse(`${post.body}`).msg)).toMatchObject({ app_id: 'ttown', status: 'SUCCESS' })
  })

  test.each([
    [{ key_version: '2' }, 'other-key-version'],
    [{ app_id: 'ttother' }, 'other-app-id']
  ])('signs with %j in vain', async (changes, reason) => {
    const { client } = await tradeGateway([app])
    const answer = await client(signedOrder(DATA, { ...NAME, ...changes }, privateKey))
    expect([answer.json.errNo, answer.reason]).toEqual(['11004', expect.stringContaining(reason)])
  })

  test('asks for a token with its secret, and calls with its app_id', async () => {
    const { send, call } = await tradeGateway([app])
    const asked = { client_key: 'ttown', client_secret: app.app_secret, grant_type: 'client_credential' }
    const { json } = await send('/oauth/client_token/', JSON.stringify(asked))
    expect(json.data).toMatchObject({ error_code: 0, access_token: expect.stringMatching(/^clt/) })
    const asking = async (app_id: string) => (await call('settle_query', { app_id, out_order_no: 'x' })).json.err_no
    expect([await asking('ttown'), await asking('ttother')]).toEqual([0, 10000])
  })

  test('has the secret that any of its profiles has, and not that of the demo', async () => {
    const { app_secret, ...withoutSecret } = app
    const { send } = await tradeGateway([withoutSecret, { ...app, key_version: '4' }])
    const asking = async (client_secret: string) => {
      const asked = { client_key: 'ttown', client_secret, grant_type: 'client_credential' }
      return (await send('/oauth/client_token/', JSON.stringify(asked))).json.data
    }
    expect(await asking(app_secret)).toMatchObject({ error_code: 0 })
    expect(await asking(LOCAL_KEYS.app_secret)).toMatchObject({ error_code: 10013 })
  })

  test('has its own tokens, and orders of trade system 2.0 made with one name it', async () => {
    const { send, pay, store, clock } = await tradeGateway([app])
    const path = (name: string) => ENDPOINTS.find((one) => one.name === name)?.path ?? ''
    const tokenOf = async (client_key: string, client_secret: string) => {
      const asked = { client_key, client_secret, grant_type: 'client_credential' }
      const { json } = await send('/oauth/client_token/', JSON.stringify(asked))
      return Object.assign({ access_token: '' }, json.data).access_token
    }
    const create = async (out_order_no: string, token: string) => {
      const order = {
        ...{ out_order_no, total_amount: 10, open_id: 'u', order_entry_schema: { path: 'pages/a' } },
        goods_list: [{ goods_id: 'g', goods_id_type: 2, quantity: 1, price: 10 }]
      }
      const headers = { 'content-type': 'application/json', 'access-token': token }
      await send(path('order/create_order'), JSON.stringify(order), { headers })
      const world = { now: () => clock.now, random: (size: number) => new Uint8Array(size) }
      const { post } = paymentCallback(pay(out_order_no), LOCAL_KEYS, world)
      return [store.find('order', out_order_no), JSON.parse(JSON.parse(`${post.body}`).msg)]
    }
    const own = await tokenOf('ttown', app.app_secret)
    for (const _ of [1, 2]) await tokenOf(LOCAL_KEYS.app_id, LOCAL_KEYS.app_secret)
    const demo = { app_id: LOCAL_KEYS.app_id }
    expect(await create('v2-1', own)).toMatchObject([{ app_id: 'ttown' }, { app_id: 'ttown' }])
    expect(await create('v2-2', LOCAL_KEYS.client_token)).toMatchObject([demo, demo])
  })

  test('makes agreements and deductions whose callbacks and answers name it', async () => {
    const { send, call, store, clock } = await tradeGateway([app])
    const world = { now: () => clock.now, random: (size: number) => new Uint8Array(size) }
    const pay = { outPayOrderNo: 'pay-1', initialAmount: 100 }
    const data = JSON.stringify({ outAuthOrderNo: 'sign-1', serviceId: '64', openId: 'u', authPayOrder: pay })
    const signed = signedOrder(data, { ...NAME, uri: '/createSignOrder' }, privateKey)
    expect((await send(CREATE_SIGN_ORDER_PATH, JSON.stringify(signed))).json).toHaveProperty('authOrderId')
    changeStored(store, 'sign-1', 'sign', world)
    const [agreement, deduction] = [store.find('sign', 'sign-1'), store.find('deduct', 'pay-1')]
    if (!agreement || !deduction) throw new Error('nothing was made')
    for (const ready of [
      resultCallback('sign', agreement, store, LOCAL_KEYS, world),
      resultCallback('deduct', deduction, store, LOCAL_KEYS, world)
    ])
      expect(JSON.parse(JSON.parse(`${ready?.post.body}`).msg)).toMatchObject({ app_id: 'ttown' })
    clock.now += 3000
    const refund = { out_pay_refund_no: 'refund-1', refund_total_amount: 1, refund_reason: 'no' }
    expect((await call('create_sign_refund', { pay_order_id: deduction.pay_order_id, ...refund })).json.err_no).toBe(0)
    expect((await call('query_sign_order', { out_auth_order_no: 'sign-1' })).json.data).toMatchObject(OWN)
    expect((await call('query_sign_pay', { out_pay_order_no: 'pay-1' })).json.data).toMatchObject(OWN)
    const refunds = await call('query_sign_refund', { out_pay_refund_no: 'refund-1' })
    expect(refunds.json.data).toMatchObject({ refund_list: [OWN] })
  })

  test('signs calls of trade system 2.0', async () => {
    const { send } = await tradeGateway([app])
    const found = ENDPOINTS.find(({ name }) => name === 'order/query_order')
    const call = found && formerWay({ system: trade, endpoint: found })
    if (!call) throw new Error('order/query_order')
    const body = '{"order_id":"ot1"}'
    const signing = async (key_version: string) => {
      const keys = { ...NAME, key_version, private_key: privateKey }
      const moment = { now: () => START, random: (size: number) => new Uint8Array(size) }
      const { headers } = await call.system.sign({ endpoint: call.endpoint, members: Members.read(body) }, keys, moment)
      return (await send(call.endpoint.path, body, { headers: { 'content-type': 'application/json', ...headers } }))
        .json
    }
    expect([(await signing('3')).err_no, (await signing('1')).err_no]).toEqual([
      expect.not.stringMatching('11004'),
      11004
    ])
  })
})
