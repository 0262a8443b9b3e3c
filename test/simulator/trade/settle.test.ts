import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beijingDay } from '../../../src/protocol/time.js'
import { feeOf } from '../../../src/simulator/life-cycle/ledger.js'
import { SELLER_UID } from '../../../src/simulator/life-cycle/orders.js'
import { account, balanceOf, PAYER, PLATFORM, transit } from '../../../src/simulator/life-cycle/places.js'
import { transfersOf } from '../../../src/simulator/life-cycle/transfers.js'
import { GOODS_TYPES } from '../../../src/trade/order/goods-types.js'
import { type Members, signedBody } from '../bodies.js'
import { TRADE_ORDER, tradeGateway } from '../trade.js'

const ANN = 'uid-ann'
const sku = (quantity: number) => [{ ...TRADE_ORDER.skuList[0], price: 1000 / quantity, quantity }]

/** A gateway with the paid order trade-1 over 1000 fen, of this many items. */
async function settleGateway(quantity = 1) {
  const gateway = await tradeGateway()
  await gateway.order({ skuList: sku(quantity) })
  gateway.pay('trade-1')
  const items = () => {
    const order = gateway.store.find('order', 'trade-1')
    return order?.system ? order.items.map(({ item_order_id }) => item_order_id) : []
  }
  const call = async (name: string, members: Members) => {
    const { json, reason } = await gateway.call(name, members)
    return { err_no: json.err_no, reason, data: json.data as unknown }
  }
  return {
    ...gateway,
    call,
    items,
    refund: (changes: Members) =>
      call('refund_create', {
        ...{ order_id: gateway.store.find('order', 'trade-1')?.order_id, out_refund_no: 'refund-1', cp_extra: '' },
        ...{ refund_reason: [{ code: 101, text: 'no' }], order_entry_schema: { path: 'pages/a' } },
        ...changes
      }),
    later: () => {
      gateway.clock.now += 3000
    },
    settle: (members: Members = {}) =>
      call('settle_create', { out_order_no: 'trade-1', out_settle_no: 'settle-1', settle_desc: 's', ...members }),
    held: (place: string) => balanceOf(transfersOf(gateway.store.all(), gateway.clock.now), place).total
  }
}
const sharing = (amount: number, merchant_uid = ANN) => JSON.stringify([{ merchant_uid, amount }])

describe('settle_create', () => {
  test('gives receivers their parts, the platform its fee, the seller the rest', async () => {
    const { settle, call, later, held, send } = await settleGateway()
    const made = await settle({ settle_params: sharing(300), ext: 'mine' })
    expect(made).toMatchObject({
      err_no: 0,
      data: { settle_id: expect.any(String), wallet_settle_id: expect.any(String) }
    })
    const query = (members: Members) => call('settle_query', members)
    expect((await query({ out_settle_no: 'settle-1' })).data).toMatchObject([{ settle_status: 'PROCESSING' }])
    later()
    const { data } = await query({ out_order_no: 'trade-1' })
    expect(data).toMatchObject([
      { settle_status: 'SUCCESS', settle_amount: 1000, rake: 6, commission: 0, cp_extra: 'mine', item_order_id: '' }
    ])
    expect([held(account(ANN, 'wx')), held(account(SELLER_UID, 'wx')), held(PLATFORM)]).toEqual([300, 694, 6])
    expect((await query({ out_settle_no: 'none' })).data).toEqual([])
    const other = signedBody({ out_settle_no: 'settle-1' })
    expect((await send('/api/apps/ecpay/v1/query_settle', other)).json.err_no).toBe(2000)
  })

  test('settles item by item, each once, and then not the whole order', async () => {
    const { settle, items, later, held } = await settleGateway(2)
    const [first = '', second = ''] = items()
    expect((await settle({ item_order_id: first, out_settle_no: 's1' })).err_no).toBe(0)
    later()
    expect(await settle({ item_order_id: first, out_settle_no: 's2' })).toMatchObject({
      err_no: 23112,
      reason: 'nothing-to-settle;key=item_order_id'
    })
    expect(await settle({ out_settle_no: 's3' })).toMatchObject({
      err_no: 23118,
      reason: 'items-settled;key=out_order_no'
    })
    expect((await settle({ item_order_id: second, out_settle_no: 's4' })).err_no).toBe(0)
    later()
    expect(held(account(SELLER_UID, 'wx')) + held(PLATFORM)).toBe(1000)
    expect(held(transit('trade-1'))).toBe(0)
  })

  test.each<[string, Members, number, string]>([
    ['an order that is not there', { out_order_no: 'x' }, 23101, 'no-such-order;key=out_order_no'],
    ['an item that is not there', { item_order_id: 'x' }, 23024, 'no-such-item;key=item_order_id'],
    ['more than there is', { settle_params: sharing(995) }, 10000, 'more-than-unsettled;key=settle_params;limit=994'],
    ['a share for the seller', { settle_params: sharing(1, SELLER_UID) }, 10000, 'receiver-is-seller']
  ])('%s is refused', async (_, members, err_no, reason) => {
    const { settle } = await settleGateway()
    expect(await settle(members)).toMatchObject({ err_no, reason: expect.stringContaining(reason) })
  })

  test('refuses an unpaid order, a number twice, and what is under way', async () => {
    const { settle, order, later } = await settleGateway()
    await order({ outOrderNo: 'trade-2' })
    expect((await settle({ out_order_no: 'trade-2' })).err_no).toBe(23102)
    await settle()
    expect((await settle()).err_no).toBe(23111)
    expect((await settle({ out_settle_no: 's2' })).err_no).toBe(23113)
    later()
    expect((await settle({ out_settle_no: 's2' })).err_no).toBe(23112)
  })
})

describe('balance, withdrawal and bills', () => {
  test('follow the same ledger', async () => {
    const { settle, call, later, clock } = await settleGateway()
    await settle()
    later()
    const who = { app_id: 'ttdemo00000000000001', merchant_uid: SELLER_UID, channel_type: 'wx' }
    const asked = { ...who, out_order_id: 'w-1', withdraw_amount: 900 }
    expect((await call('merchant_withdraw', { ...asked, withdraw_amount: 995 })).reason).toContain(
      'more-than-withdrawable'
    )
    expect((await call('merchant_withdraw', asked)).data).toMatchObject({
      order_id: expect.any(String),
      merchant_entity: 1
    })
    later()
    expect((await call('query_withdraw_order', { ...who, out_order_id: 'w-1' })).data).toEqual({
      status: 'SUCCESS',
      status_msg: ''
    })
    expect((await call('query_merchant_balance', who)).data).toMatchObject({
      account_info: { online_balance: 0, withdrawable_balacne: 94, freeze_balance: 0 }
    })
    const bill = { app_id: who.app_id, merchant_id: SELLER_UID, bill_date: beijingDay(clock.now) }
    const { data } = await call('v3/bills', { ...bill, bill_type: 'settle' })
    expect(data).toEqual({ bill_list: [expect.stringMatching(/^序号,/), expect.stringContaining('settle-1')] })
    const all = { account_type: 'ALL', payment_type: 'ALL', trade_type: 'ALL' }
    expect((await call('v3/fund/bills', { ...bill, ...all })).data).toMatchObject({ fund_bill_list: { length: 4 } })
    expect((await call('v3/bills', { ...bill, bill_type: 'return' })).data).toEqual({ bill_list: [] })
  })
})

test('a refund after one item was settled takes the rest from the seller, and the fee comes back', async () => {
  const { settle, refund, call, items, later, held, store } = await settleGateway(2)
  await settle({ item_order_id: items()[0] })
  later()
  expect([transit('trade-1'), account(SELLER_UID, 'wx'), PLATFORM].map(held)).toEqual([500, 497, 3])
  expect((await refund({ refund_total_amount: 1000, refund_all: true })).err_no).toBe(0)
  const source = { settled: { transit: 500, seller: 497, fee: 3 } }
  expect(store.list('trade_refund')).toMatchObject([source])
  later()
  expect([transit('trade-1'), account(SELLER_UID, 'wx'), PLATFORM, PAYER].map(held)).toEqual([0, 0, 0, 0])
  const { data } = await call('refund_query', { out_refund_no: 'refund-1' })
  expect(data).toMatchObject({ refund_list: [{ refund_status: 'SUCCESS', refund_total_amount: 1000 }] })
})

test('a refund of an item that was settled alone leaves the money of the others in transit', async () => {
  const { settle, refund, items, later, held } = await settleGateway(2)
  const [first = '', second = ''] = items()
  await settle({ item_order_id: first })
  later()
  const all = { refund_total_amount: 500, item_order_detail: [{ item_order_id: first, refund_amount: 500 }] }
  expect((await refund(all)).err_no).toBe(0)
  later()
  expect([transit('trade-1'), account(SELLER_UID, 'wx'), PLATFORM].map(held)).toEqual([500, 0, 0])
  expect((await settle({ item_order_id: second, out_settle_no: 's2' })).err_no).toBe(0)
})

test('what receivers have of one item keeps no other item from being refunded', async () => {
  const { settle, refund, items, later, held, store } = await settleGateway(2)
  const [first = '', second = ''] = items()
  const all = (item_order_id: string, out_refund_no: string) =>
    refund({ out_refund_no, refund_total_amount: 500, item_order_detail: [{ item_order_id, refund_amount: 500 }] })
  await settle({ item_order_id: first, settle_params: sharing(450) })
  later()
  expect(await all(first, 'r-1')).toMatchObject({ err_no: 22002, reason: 'return-first;key=order_id;limit=48' })
  expect((await all(second, 'r-2')).err_no).toBe(0)
  later()
  expect(store.list('trade_refund')).toMatchObject([{ refund_total_amount: 500 }])
  expect([transit('trade-1'), account(ANN, 'wx'), PAYER].map(held)).toEqual([0, 450, -500])
})

test('a refund of an item that was settled alone works after its receivers have returned their money', async () => {
  const { settle, refund, items, later, held, send, store } = await settleGateway(2)
  const [first = ''] = items()
  await settle({ item_order_id: first, settle_params: sharing(450) })
  later()
  const back = { out_return_no: 'b-1', out_settle_no: 'settle-1', merchant_uid: ANN, return_amount: 450 }
  const { json } = await send('/api/apps/ecpay/v1/create_return', signedBody({ ...back, return_desc: 'r' }))
  expect(json.err_no).toBe(0)
  later()
  expect([transit('trade-1'), account(SELLER_UID, 'wx')].map(held)).toEqual([500, 497])
  const item_order_detail = [{ item_order_id: first, refund_amount: 500 }]
  expect((await refund({ refund_total_amount: 500, item_order_detail })).err_no).toBe(0)
  later()
  expect([transit('trade-1'), account(SELLER_UID, 'wx')].map(held)).toEqual([500, 0])
  expect(store.list('trade_refund')).toHaveLength(1)
})

test.each(['101', '102', '201', '202'])('an order of type %s is settled only after it is fulfilled', async (type) => {
  const { order, pay, call, store } = await settleGateway()
  const group = GOODS_TYPES.find((one) => one.type === type)?.groups[0]?.id
  const skuAttr = type === '101' || type === '102' ? { skuAttr: '{}' } : {}
  const skuList = [
    { ...TRADE_ORDER.skuList[0], type: Number(type), tagGroupId: group, ...skuAttr, price: 500, quantity: 2 }
  ]
  await order({ outOrderNo: 'trade-2', skuList })
  pay('trade-2')
  const made = store.find('order', 'trade-2')
  const [first, second] = made?.system ? made.items.map(({ item_order_id }) => item_order_id) : []
  const settle = (out_settle_no: string, item_order_id?: string) =>
    call('settle_create', { out_order_no: 'trade-2', out_settle_no, settle_desc: 's', item_order_id })
  const fulfil = (...item_order_id_list: unknown[]) =>
    call('fulfill_push_status', { order_id: made?.order_id, item_order_id_list, to_status: 'fulfilling' })
  expect(await settle('s-1')).toMatchObject({ err_no: 23107, reason: 'not-fulfilled;key=out_order_no' })
  await fulfil(first)
  expect((await settle('s-1')).err_no).toBe(23107)
  expect(await settle('s-1', second)).toMatchObject({ err_no: 23107, reason: 'not-fulfilled;key=item_order_id' })
  await fulfil(second)
  expect((await settle('s-1')).err_no).toBe(0)
})

test('whatever is settled and refunded: nothing comes from nowhere, and nothing is overdrawn', async () => {
  const step = fc.record({
    does: fc.constantFrom('settle', 'settle-item', 'refund', 'refund-all', 'wait'),
    item: fc.nat(3),
    amount: fc.integer({ min: 1, max: 300 })
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const { settle, refund, items, later, held } = await settleGateway(4)
      const ids = items()
      for (const [n, { does, item, amount }] of steps.entries()) {
        const item_order_id = ids[item] ?? ''
        const settle_params = sharing(amount)
        if (does === 'wait') later()
        else if (does === 'settle') await settle({ out_settle_no: `s-${n}`, settle_params })
        else if (does === 'settle-item') await settle({ out_settle_no: `s-${n}`, item_order_id, settle_params })
        else if (does === 'refund-all')
          await refund({ out_refund_no: `r-${n}`, refund_total_amount: 1000, refund_all: true })
        else
          await refund({
            ...{ out_refund_no: `r-${n}`, refund_total_amount: amount },
            item_order_detail: [{ item_order_id, refund_amount: amount }]
          })
        const places = [transit('trade-1'), account(ANN, 'wx'), account(SELLER_UID, 'wx'), PLATFORM].map(held)
        expect(Math.min(...places)).toBeGreaterThanOrEqual(0)
        expect(places.reduce((all, one) => all + one, held(PAYER))).toBe(0)
        expect(held(PLATFORM)).toBeLessThanOrEqual(feeOf(1000))
      }
    }),
    { numRuns: 20 }
  )
}, 60_000)
