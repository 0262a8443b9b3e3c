import { describe, expect, test } from 'vitest'
import { feeOf } from '../../../src/simulator/life-cycle/ledger.js'
import { ANN, BOB, moneyGateway, SELLER, sharing } from './money.js'

test.each([
  [0, 0],
  [166, 0],
  [167, 1],
  [333, 1],
  [1000, 6],
  [10_000_000_000, 60_000_000]
])('the fee for %i fen is %i', (amount, fee) => expect(feeOf(amount)).toBe(fee))

describe('settle', () => {
  test('is accepted, is PROCESSING for a while, and then has given the seller all but the fee', async () => {
    const { settle, settled, call, balance, money } = await moneyGateway()
    const { json } = await settle({ cp_extra: '透传' })
    expect(json).toEqual({ err_no: 0, err_tips: 'success', settle_no: expect.stringMatching(/^[0-9]{19}$/) })
    const settle_info = {
      settle_no: json.settle_no,
      settle_amount: 1000,
      settle_status: 'PROCESSING',
      settle_detail: `商户号${SELLER}-分成金额(分)994`,
      settled_at: 0,
      rake: 6,
      commission: 0,
      cp_extra: '透传',
      msg: ''
    }
    const asked = () => call('query_settle', { out_settle_no: 'settle-1' })
    expect((await asked()).json).toEqual({ err_no: 0, err_tips: 'success', settle_info })
    expect(await balance()).toEqual([1000, 0, 0])
    settled()
    expect((await asked()).json).toMatchObject({ settle_info: { settle_status: 'SUCCESS', settled_at: 1658924838 } })
    expect(await balance()).toEqual([0, 994, 0])
    expect(money()).toEqual({ paid: 1000, refunded: 0, settled: 994, fees: 6, returned: 0, unsettled: 0 })
  })

  test('shares with others, and the seller gets the rest', async () => {
    const { settle, settled, call, balance } = await moneyGateway()
    await settle({ settle_params: sharing({ [ANN]: 300, [BOB]: 94 }) })
    settled()
    const { json } = await call('query_settle', { out_settle_no: 'settle-1' })
    const detail = [`商户号${ANN}-分成金额(分)300`, `商户号${BOB}-分成金额(分)94`, `商户号${SELLER}-分成金额(分)600`]
    expect(json).toMatchObject({ settle_info: { settle_amount: 1000, settle_detail: detail.join(',') } })
    expect([await balance(ANN), await balance(BOB), await balance()]).toEqual([
      [0, 300, 0],
      [0, 94, 0],
      [0, 600, 0]
    ])
  })

  test.each([
    ['ali', 'alipay'],
    ['dyzf', 'hz']
  ] as const)('money that came by %s is in the account %s', async (way, channel) => {
    const { settle, settled, balance } = await moneyGateway(way)
    await settle()
    expect(await balance(SELLER, channel)).toEqual([1000, 0, 0])
    settled()
    expect([await balance(SELLER, channel), await balance(SELLER, 'wx')]).toEqual([
      [0, 994, 0],
      [0, 0, 0]
    ])
  })

  test('gives the same settlement to the same number with the same content, and refuses a dead one', async () => {
    const { settle, store } = await moneyGateway()
    const first = await settle()
    expect((await settle({ nonce: 'x' })).json).toEqual(first.json)
    expect(await settle({ cp_extra: 'x' })).toMatchObject({ reason: 'number-reused;key=out_settle_no' })
    expect(await settle({ out_settle_no: 'dead', settle_desc: '' })).toMatchObject({
      reason: 'missing-field;key=settle_desc',
      json: { err_no: 2010, settle_no: '' }
    })
    expect(await settle({ out_settle_no: 'dead' })).toMatchObject({ reason: 'dead-number;key=out_settle_no' })
    expect(store.list('settle')).toHaveLength(1)
  })

  test.each([
    ['an unknown order', { out_order_no: 'other' }, 'no-such-order;key=out_order_no'],
    [
      'more than is there, less the fee',
      { settle_params: sharing({ [ANN]: 995 }) },
      'more-than-unsettled;key=settle_params;limit=994'
    ],
    ['the seller as a receiver', { settle_params: sharing({ [SELLER]: 1 }) }, 'receiver-is-seller;key=settle_params'],
    ['nothing for anybody', { finish: 'false' }, 'missing-field;key=settle_params'],
    [
      'five receivers',
      { settle_params: sharing({ a: 1, b: 1, c: 1, d: 1, e: 1 }) },
      'too-many-items;key=settle_params;limit=4;length=5'
    ],
    ['an amount of 0', { settle_params: sharing({ [ANN]: 0 }) }, 'below-minimum;key=settle_params.0.amount;limit=1'],
    ['a list that is none', { settle_params: '{}' }, 'wrong-field-type;key=settle_params']
  ])('refuses %s', async (_, members, reason) => {
    const { settle, store } = await moneyGateway()
    expect(await settle(members)).toMatchObject({ reason })
    expect(store.list('settle')).toEqual([])
  })

  test('refuses an order that is not paid', async () => {
    const { create, call, settle } = await moneyGateway()
    await create({ out_order_no: 'unpaid' })
    expect(await settle({ out_order_no: 'unpaid' })).toMatchObject({ reason: 'order-not-paid;key=out_order_no' })
    expect(await call('unsettle_amount', { out_order_no: 'unpaid' })).toMatchObject({
      reason: 'order-not-paid;key=out_order_no',
      json: { data: null }
    })
  })

  test('settles what refunds have left, and refuses an order that they have emptied', async () => {
    const { settle, refund, settled, money } = await moneyGateway()
    await refund({ refund_amount: 400 })
    expect(await settle({ out_settle_no: 'early' })).toMatchObject({ reason: 'refund-under-way;key=out_order_no' })
    settled()
    await settle()
    settled()
    expect(money()).toMatchObject({ refunded: 400, settled: 597, fees: 3, unsettled: 0 })
    const empty = await moneyGateway()
    await empty.refund({ refund_amount: 1000 })
    empty.settled()
    expect(await empty.settle()).toMatchObject({ reason: 'nothing-to-settle;key=out_order_no' })
  })
})

describe('several settlements of an order', () => {
  const part = (number: string, fen: number) => ({
    out_settle_no: number,
    finish: 'false',
    settle_params: sharing({ [ANN]: fen })
  })

  test('follow each other, and the last one gives the seller the rest', async () => {
    const { settle, settled, balance, money } = await moneyGateway()
    await settle(part('a', 300))
    expect(await settle(part('b', 1))).toMatchObject({ reason: 'settle-under-way;key=out_order_no' })
    settled()
    expect(money()).toMatchObject({ settled: 300, fees: 0, unsettled: 700 })
    expect(await settle(part('c', 695))).toMatchObject({ reason: 'more-than-unsettled;key=settle_params;limit=694' })
    await settle(part('d', 100))
    settled()
    await settle({ out_settle_no: 'e', finish: 'true' })
    settled()
    expect([await balance(ANN), await balance()]).toEqual([
      [0, 400, 0],
      [0, 594, 0]
    ])
    expect(await settle({ out_settle_no: 'f' })).toMatchObject({ reason: 'order-settled;key=out_order_no' })
  })

  test('a number can be tried again under a new one when it failed', async () => {
    const { settle, call, end, money } = await moneyGateway()
    await settle()
    end('settle', 'settle-1', 'FAIL')
    const { json } = await call('query_settle', { out_settle_no: 'settle-1' })
    expect(json).toMatchObject({ settle_info: { settle_status: 'FAIL', msg: expect.stringMatching(/禁止分账/) } })
    expect(money()).toMatchObject({ settled: 0, unsettled: 1000 })
    expect(await settle({ out_settle_no: 'settle-2' })).toMatchObject({ json: { err_no: 0 } })
  })

  test('the 50th is the last whatever it says', async () => {
    const { settle, settled, balance } = await moneyGateway()
    for (let i = 1; i <= 50; i++) {
      expect(await settle(part(`s-${i}`, 1))).toMatchObject({ json: { err_no: 0 } })
      settled()
    }
    expect([await balance(ANN), await balance()]).toEqual([
      [0, 50, 0],
      [0, 944, 0]
    ])
    expect(await settle(part('s-51', 1))).toMatchObject({ reason: 'order-settled;key=out_order_no' })
  })
})

describe('unsettle_amount', () => {
  test('is what can still be split, less what the fee will be', async () => {
    const { call, refund, settle, settled } = await moneyGateway()
    const asked = async () => (await call('unsettle_amount', { out_order_no: 'no-1' })).json.data
    const detail = { pay_info: { out_order_no: 'no-1', amount: 1000 }, refund_info: [], life_rake: 0, commission: 0 }
    const whole = { out_order_no: 'no-1', unsettle_amount: 994, detail: { ...detail, payment_rake: 6 } }
    expect(await asked()).toEqual(whole)
    await refund({ refund_amount: 500 })
    expect(await asked()).toEqual({ ...whole, unsettle_amount: 497, detail: { ...detail, payment_rake: 3 } })
    settled()
    const refund_info = [{ out_refund_no: 'refund-1', amount: 500 }]
    await settle({ finish: 'false', settle_params: sharing({ [ANN]: 97 }) })
    expect(await asked()).toMatchObject({ unsettle_amount: 400, detail: { refund_info } })
    settled()
    await settle({ out_settle_no: 'settle-2' })
    settled()
    expect(await asked()).toMatchObject({ unsettle_amount: 0, detail: { payment_rake: 3 } })
  })

  test.each(['unsettle_amount', 'query_platform_order'])('%s of an unknown order', async (name) => {
    const { call } = await moneyGateway()
    expect(await call(name, { out_order_no: 'other' })).toMatchObject({ json: { err_no: 2000 } })
  })
})

test('query_settle does not know other numbers', async () => {
  const { call } = await moneyGateway()
  expect(await call('query_settle', { out_settle_no: 'other' })).toMatchObject({
    reason: 'no-such-settlement;key=out_settle_no',
    json: { err_no: 2000, err_tips: '单号记录不存在', settle_info: { settle_status: '', settle_amount: 0 } }
  })
})

test('query_platform_order finds no automatic settlement', async () => {
  const { call } = await moneyGateway()
  const { json } = await call('query_platform_order', { out_order_no: 'no-1', query_type: 1 })
  expect(json).toMatchObject({
    err_no: 0,
    platform_order: { out_order_no: 'no-1', query_type: 'Settle', settle_info_list: [] }
  })
})
