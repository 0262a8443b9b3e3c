import { describe, expect, test } from 'vitest'
import { Members as Body } from '../../../src/protocol/json/members.js'
import { formerWay } from '../../../src/protocol/system/former-way.js'
import { paymentCallback, resultCallback } from '../../../src/simulator/callbacks/order-callback.js'
import { applyForRefund, takeAnswer } from '../../../src/simulator/life-cycle/apply-for-refund.js'
import { SELLER_UID } from '../../../src/simulator/life-cycle/orders.js'
import { account, balanceOf, PLATFORM, transit } from '../../../src/simulator/life-cycle/places.js'
import { transfersOf } from '../../../src/simulator/life-cycle/transfers.js'
import { LOCAL_KEYS } from '../../../src/simulator/local-keys.js'
import { ENDPOINTS } from '../../../src/trade/endpoints/endpoints.js'
import { trade } from '../../../src/trade/system.js'
import { CREATE, ORDER as ECPAY_ORDER, type Members, signedBody } from '../bodies.js'
import { START } from '../support.js'
import { tradeGateway } from '../trade.js'

const GOODS = [{ goods_id: 'g', goods_id_type: 2, quantity: 2, price: 500 }]
const ORDER = {
  ...{ goods_list: GOODS, out_order_no: 'v2-1', total_amount: 1000, open_id: 'user-1', cp_extra: 'mine' },
  order_entry_schema: { path: 'pages/order' }
}
const PAGE = { order_entry_schema: { path: 'pages/refund' } }

interface Given {
  err_no: number
  reason: string | null
  data: Record<string, unknown>
}

/** A gateway with the calls of trade system 2.0. */
async function v2Gateway() {
  const gateway = await tradeGateway()
  const { store, clock } = gateway
  let random = 0
  const world = { now: () => clock.now, random: (size: number) => new Uint8Array(size).fill(++random) }
  const call = async (name: string, members: Members): Promise<Given> => {
    const { json, reason } = await gateway.call(name, members)
    const { data, extra } = json as unknown as { data: Record<string, unknown>; extra: { sub_error_code: number } }
    return { err_no: extra.sub_error_code, reason, data }
  }
  const create = (changes: Members = {}) => call('order/create_order', { ...ORDER, ...changes })
  return {
    ...gateway,
    world,
    call,
    create,
    /** The numbers of the items of a paid order. */
    paid: async (changes: Members = {}) => {
      await create(changes)
      gateway.pay(String(changes.out_order_no ?? 'v2-1'))
      const order = store.find('order', String(changes.out_order_no ?? 'v2-1'))
      return order?.system ? order.items.map(({ item_order_id }) => item_order_id) : []
    },
    refund: (ids: readonly (string | undefined)[], changes: Members = {}) =>
      call('refund/create_refund', {
        ...{ out_order_no: 'v2-1', out_refund_no: 'refund-1', ...PAGE },
        ...{ item_order_detail: ids.map((item_order_id) => ({ item_order_id })), ...changes }
      }),
    states: async () => {
      const { data } = await call('order/query_item_order_info', {
        order_id: store.find('order', 'v2-1')?.order_id
      })
      return (data.item_list as { item_order_status: number }[]).map((one) => one.item_order_status)
    },
    later: () => {
      clock.now += 3000
    }
  }
}

describe('an order', () => {
  test('is made, paid and asked for; made again it is the same', async () => {
    const { create, call, pay } = await v2Gateway()
    const made = await create()
    expect(made).toMatchObject({
      err_no: 0,
      data: {
        ...{ error_code: 0, order_id: expect.stringMatching(/^ot\d{23}$/), out_order_no: 'v2-1' },
        ...{ pay_order_id: expect.any(String), pay_order_token: expect.any(String) },
        item_order_info_list: [{ goods_id: 'g', item_order_detail: [{ price: 500 }, { price: 500 }] }]
      }
    })
    expect(await create()).toEqual(made)
    expect((await create({ total_amount: 999 })).reason).toBe('number-reused;key=out_order_no')
    const { order_id } = made.data
    expect((await call('order/query_order', { order_id })).data).toMatchObject({
      order_status: 'PROCESS',
      pay_time: ''
    })
    pay('v2-1', 'ali')
    expect((await call('order/query_order', { out_order_no: 'v2-1' })).data).toMatchObject({
      ...{ order_status: 'SUCCESS', total_fee: 1000, refund_amount: 0, settle_amount: 0, cp_extra: 'mine' },
      ...{ pay_channel: 2, seller_uid: SELLER_UID, pay_time: '2022-07-27 20:27:15' }
    })
  })

  test('is called back as version 2.0', async () => {
    const { create, pay, world } = await v2Gateway()
    await create({ discount_amount: 100 })
    const { post, schedule } = paymentCallback(pay('v2-1'), LOCAL_KEYS, world)
    const { version, type, msg } = JSON.parse(`${post.body}`)
    expect([version, type, schedule.length]).toEqual(['2.0', 'payment', 20])
    expect(JSON.parse(msg)).toMatchObject({ total_amount: 1000, discount_amount: 100, cp_extra: 'mine' })
    expect(JSON.parse(msg)).toMatchObject({ item_id: '', delivery_type: 0 })
  })

  test('of the general trade system is called back without the members of 2.0', async () => {
    const { order, pay, world } = await v2Gateway()
    await order()
    const { msg } = JSON.parse(`${paymentCallback(pay('trade-1'), LOCAL_KEYS, world).post.body}`)
    expect(Object.keys(JSON.parse(msg))).not.toEqual(expect.arrayContaining(['item_id']))
    expect(msg).not.toContain('delivery_type')
  })

  test('with a discount shares it out among its pieces', async () => {
    const { paid, store } = await v2Gateway()
    await paid({ discount_amount: 101, goods_list: [{ ...GOODS[0], quantity: 3, price: 100 }, ...GOODS] })
    const order = store.find('order', 'v2-1')
    const amounts = order?.system ? order.items.map((one) => one.item_order_amount) : []
    expect([order?.total_amount, amounts.length, amounts.reduce((sum, one) => sum + one, 0)]).toEqual([899, 5, 899])
  })

  test('is found by the calls of its own generation alone; those of 2.0 also find one of 担保支付', async () => {
    const { call, create, order, send, store } = await v2Gateway()
    await create()
    await order()
    await send(CREATE, signedBody(ECPAY_ORDER))
    const ask = async (out_order_no: string) => (await call('order/query_order', { out_order_no })).err_no
    expect([await ask('v2-1'), await ask('trade-1'), await ask('no-1')]).toEqual([0, 10000, 0])
    const general = ENDPOINTS.find(({ name }) => name === 'order_query')?.path ?? ''
    const headers = { 'content-type': 'application/json', 'access-token': LOCAL_KEYS.client_token }
    const asked = JSON.stringify({ order_id: store.find('order', 'v2-1')?.order_id })
    expect((await send(general, asked, { headers })).reason).toBe('no-such-order;key=order_id')
  })

  test.each<[Members, string]>([
    [{ discount_amount: 1000 }, 'above-maximum;key=discount_amount;limit=999'],
    [{ goods_list: [{ ...GOODS[0], quantity: 1001 }] }, 'too-many-items;key=goods_list;limit=1000;length=1001'],
    [{ goods_list: [{ ...GOODS[0], merchant_uid: '70000000000000000002' }] }, 'unknown-merchant;key=goods_list'],
    [{ goods_list: [] }, 'too-few-items'],
    [{ open_id: undefined }, 'missing-field;key=open_id']
  ])('%j is refused', async (changes, reason) => {
    const { create, store } = await v2Gateway()
    expect(await create(changes)).toMatchObject({ err_no: 10000, reason: expect.stringContaining(reason) })
    expect(store.list('order')).toEqual([])
  })
})

describe('items', () => {
  test('are to be paid, to be used, used, refunding and refunded', async () => {
    const { create, pay, states, call, refund, later, store } = await v2Gateway()
    await create()
    expect(await states()).toEqual([1, 1])
    pay('v2-1')
    expect(await states()).toEqual([2, 2])
    const order = store.find('order', 'v2-1')
    const [first, second] = order?.system ? order.items.map(({ item_order_id }) => item_order_id) : []
    const pushed = await call('fulfillment/push_delivery', {
      out_order_no: 'v2-1',
      item_order_list: [{ item_order_id: first }]
    })
    expect(pushed.data.verify_results).toMatchObject([{ item_order_id: first, verify_time: START }])
    expect(await states()).toEqual([3, 2])
    await refund([second])
    expect(await states()).toEqual([3, 20])
    later()
    expect(await states()).toEqual([3, 21])
    const cps = (await call('order/query_cps', { out_order_no: 'v2-1' })).data
    expect(cps).toMatchObject({
      cps_info: { total_commission_amount: 0, cps_item_list: null },
      refund_info: { total_refund_amount: 500, refund_items: [{ item_order_id: second, refund_at: START + 3000 }] },
      delivery_info: { total_delivery_amount: 500, delivery_items: [{ item_order_id: first, delivery_at: START }] }
    })
  })

  test.each<[string, Members, string]>([
    ['twice', { use_all: true }, 'item-in-other-state;key=use_all;state=used'],
    ['unknown', { item_order_list: [{ item_order_id: 'x' }] }, 'no-such-item;key=item_order_list'],
    ['none', { use_all: false }, 'missing-one-of;key=item_order_list;other=use_all']
  ])('%s are not used', async (_, members, reason) => {
    const { paid, call } = await v2Gateway()
    const [first] = await paid()
    const push = (members: Members) => call('fulfillment/push_delivery', { out_order_no: 'v2-1', ...members })
    await push({ item_order_list: [{ item_order_id: first }] })
    expect(await push(members)).toMatchObject({ err_no: 10000, reason: expect.stringContaining(reason) })
  })
})

describe('refunds', () => {
  test('by item, with the sum or without it, and their result', async () => {
    const { paid, refund, call, later, store, world } = await v2Gateway()
    const [first, second] = await paid()
    const made = await refund([first], { item_order_detail: [{ item_order_id: first, refund_amount: 200 }] })
    expect(made).toMatchObject({ err_no: 0, data: { refund_id: expect.stringMatching(/^ots/) } })
    later()
    expect((await refund([first, second], { out_refund_no: 'refund-2' })).err_no).toBe(0)
    later()
    const { data } = await call('refund/query_refund', { order_id: store.find('order', 'v2-1')?.order_id })
    expect(data.refund_list).toMatchObject([
      { out_refund_no: 'refund-1', refund_total_amount: 200, refund_status: 'SUCCESS' },
      { out_refund_no: 'refund-2', refund_total_amount: 800, refund_status: 'SUCCESS' }
    ])
    const [one] = store.list('trade_refund')
    const callback = one && resultCallback('trade_refund', one, store, LOCAL_KEYS, world)
    expect(JSON.parse(`${callback?.post.body}`)).toMatchObject({ version: '2.0', type: 'refund' })
  })

  test.each<[string, Members, number, string]>([
    ['an order that is not there', { out_order_no: 'x' }, 20000, 'no-such-order'],
    ['no items', { item_order_detail: undefined, refund_total_amount: 1 }, 10000, 'missing-field'],
    [
      'more than 99 items',
      { item_order_detail: Array.from({ length: 100 }, (_, i) => ({ item_order_id: `i${i}` })) },
      22007,
      'too-many-items;key=item_order_detail'
    ],
    ['an unknown item', { item_order_detail: [{ item_order_id: 'x' }] }, 10000, 'no-such-item']
  ])('of %s are refused', async (_, changes, err_no, reason) => {
    const { paid, refund } = await v2Gateway()
    const [first] = await paid()
    expect(await refund([first], changes)).toMatchObject({ err_no, reason: expect.stringContaining(reason) })
  })

  test('have the codes of the platform: not paid, twice, under way, used and unused, too much', async () => {
    const { create, pay, refund, call, later, store } = await v2Gateway()
    await create()
    const order = store.find('order', 'v2-1')
    const [first, second] = order?.system ? order.items.map(({ item_order_id }) => item_order_id) : []
    const codes: number[] = []
    const ask = async (ids: (string | undefined)[], out_refund_no: string, changes: Members = {}) =>
      codes.push((await refund(ids, { out_refund_no, ...changes })).err_no)
    await ask([first], 'r1')
    pay('v2-1')
    await call('fulfillment/push_delivery', { out_order_no: 'v2-1', item_order_list: [{ item_order_id: first }] })
    await ask([first, second], 'r1')
    await ask([first], 'r1', { item_order_detail: [{ item_order_id: first, refund_amount: 501 }] })
    await ask([first], 'r1')
    await ask([first], 'r1')
    await ask([first], 'r2')
    later()
    await ask([first], 'r2')
    expect(codes).toEqual([22000, 22009, 22002, 0, 22004, 22001, 22001])
  })

  test('of the user are audited by the number of the developer', async () => {
    const { paid, call, store, world, clock } = await v2Gateway()
    await paid()
    const given = { amount: 100, by: 'user' as const, audit: true, url: '' }
    const { refund_id } = applyForRefund(store, 'v2-1', given, world)
    takeAnswer(store, refund_id, JSON.stringify({ err_no: 0, data: { out_refund_no: 'mine' } }), clock.now)
    const audit = (out_refund_no: string) =>
      call('refund/merchant_audit_callback', { out_refund_no, refund_audit_status: 1 })
    expect([(await audit('other')).reason, (await audit('mine')).err_no]).toEqual([
      'no-such-refund;key=out_refund_no',
      0
    ])
    const { data } = await call('refund/query_refund', { refund_id })
    expect(data.refund_list).toMatchObject([{ merchant_audit_detail: { audit_status: 'AGREE' } }])
  })
})

test('settlements move the same money as in the general trade system', async () => {
  const { paid, call, later, store, clock } = await v2Gateway()
  await paid()
  const settle = { out_order_no: 'v2-1', out_settle_no: 's-1', settle_desc: 's', cp_extra: 'x' }
  await call('fulfillment/push_delivery', { out_order_no: 'v2-1', use_all: true })
  expect((await call('settle/create_settle', settle)).data).toMatchObject({
    ...{ settle_id: expect.any(String), inner_settle_id: expect.any(String) }
  })
  later()
  expect(await call('settle/query_settle', { out_settle_no: 's-1' })).toMatchObject({
    err_no: 0,
    data: [{ settle_status: 'SUCCESS', settle_amount: 1000, rake: 6, settle_time: clock.now, cp_extra: 'x' }]
  })
  expect(await call('settle/create_settle', { ...settle, out_settle_no: 's-2' })).toMatchObject({
    ...{ err_no: 23112, data: undefined }
  })
  const held = (place: string) => balanceOf(transfersOf(store.all(), clock.now), place).total
  expect([held(transit('v2-1')), held(account(SELLER_UID, 'wx')), held(PLATFORM)]).toEqual([0, 994, 6])
})

test('a settlement needs its items used or refunded; an item of another order is told apart', async () => {
  const { paid, call, refund, later } = await v2Gateway()
  const [first, second] = await paid()
  const [other] = await paid({ out_order_no: 'v2-2' })
  const settle = async (item_order_id?: string) => {
    const members = { out_order_no: 'v2-1', out_settle_no: 's-1', settle_desc: 's', item_order_id }
    const { err_no, reason } = await call('settle/create_settle', members)
    return [err_no, reason]
  }
  expect(await settle()).toEqual([23107, 'not-fulfilled;key=out_order_no'])
  expect(await settle(first)).toEqual([23107, 'not-fulfilled;key=item_order_id'])
  await call('fulfillment/push_delivery', { out_order_no: 'v2-1', item_order_list: [{ item_order_id: first }] })
  expect(await settle()).toEqual([23107, 'not-fulfilled;key=out_order_no'])
  expect(await settle('none')).toEqual([23024, 'no-such-item;key=item_order_id'])
  expect(await settle(other)).toEqual([23025, 'no-such-item;key=item_order_id'])
  expect(await settle(second)).toEqual([23107, 'not-fulfilled;key=item_order_id'])
  await refund([second])
  later()
  expect((await settle())[0]).toBe(0)
})

describe('an answer', () => {
  test('of open.douyin.com has its code in data and extra, that of an access token alone', async () => {
    const { send } = await v2Gateway()
    const path = '/api/apps/trade/v2/order/query_order'
    const ask = async (token: string, body = '{"order_id":"ot1"}') => {
      const headers = { 'content-type': 'application/json', 'access-token': token }
      return (await send(path, body, { headers })).json
    }
    const extra = { description: '', logid: expect.stringMatching(/^2022/), now: START }
    const sub_description = expect.stringContaining('参数不合法')
    expect(await ask(LOCAL_KEYS.client_token)).toEqual({
      data: { error_code: 10000, description: sub_description },
      extra: { ...extra, error_code: 2191000, sub_error_code: 10000, sub_description }
    })
    expect(await ask('clt.other')).toMatchObject({
      data: { error_code: 2190002 },
      extra: { error_code: 2190002, sub_error_code: 0 }
    })
  })

  test('of developer.toutiao.com has err_no, err_tips and data', async () => {
    const { send } = await v2Gateway()
    const found = ENDPOINTS.find(({ name }) => name === 'order/create_order')
    const call = found && formerWay({ system: trade, endpoint: found })
    if (!call) throw new Error('order/create_order')
    const body = JSON.stringify(ORDER)
    const { app_id, key_version } = LOCAL_KEYS
    const moment = { now: () => START, random: (size: number) => new Uint8Array(size) }
    const { private_key } = (await import('../../../src/simulator/demo-key-pairs.js')).DEMO_KEY_PAIRS
    const keys = { app_id, key_version, private_key }
    const signed = await call.system.sign({ endpoint: call.endpoint, members: Body.read(body) }, keys, moment)
    const headers = { 'content-type': 'application/json', ...signed.headers }
    const { json } = await send(call.endpoint.path, body, { headers })
    expect([Object.keys(json), json.err_no]).toEqual([['err_no', 'err_tips', 'data'], 0])
  })
})
