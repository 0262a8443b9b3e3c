import { describe, expect, test } from 'vitest'
import type { Way } from '../../../src/simulator/life-cycle/orders.js'
import { ANN, BOB, moneyGateway, sharing } from './money.js'

const DAY = 24 * 3600 * 1000

/** A gateway with an order over 1000 fen, of which Ann got 300 and Bob 94. */
async function splitGateway(finish = 'true', way: Way = 'wx') {
  const gateway = await moneyGateway(way)
  await gateway.settle({ finish, settle_params: sharing({ [ANN]: 300, [BOB]: 94 }) })
  gateway.settled()
  return gateway
}

describe('create_return', () => {
  test('is accepted, is PROCESSING for a while, and then the seller has the money', async () => {
    const { takeBack, settled, call, balance, money } = await splitGateway()
    const { json } = await takeBack({ cp_extra: '透传' })
    const return_info = {
      app_id: 'ttdemo00000000000001',
      thirdparty_id: '',
      settle_no: expect.stringMatching(/^[0-9]{19}$/),
      out_settle_no: 'settle-1',
      out_return_no: 'return-1',
      return_no: expect.stringMatching(/^[0-9]{19}$/),
      merchant_uid: ANN,
      return_amount: 100,
      return_status: 'PROCESSING',
      fail_reason: '',
      finish_time: 0,
      cp_extra: '透传'
    }
    expect(json).toEqual({ err_no: 0, err_tips: 'success', return_info })
    expect(await balance(ANN)).toEqual([0, 200, 100])
    settled()
    const done = { return_status: 'SUCCESS', fail_reason: 'SUCCESS', finish_time: 1658924841 }
    const { return_no } = json.return_info as { return_no: string }
    for (const by of [{ out_return_no: 'return-1' }, { return_no }]) {
      expect((await call('query_return', by)).json).toMatchObject({ return_info: { ...return_info, ...done } })
    }
    expect([await balance(ANN), await balance()]).toEqual([
      [0, 200, 0],
      [0, 700, 0]
    ])
    expect(money()).toEqual({ paid: 1000, refunded: 0, settled: 894, fees: 6, returned: 100, unsettled: 0 })
  })

  test('while the order can still be settled the money is in transit again', async () => {
    const { takeBack, settled, settle, balance, money } = await splitGateway('false')
    await takeBack()
    expect(await settle({ out_settle_no: 'settle-2' })).toMatchObject({ reason: 'return-under-way;key=out_order_no' })
    settled()
    expect(money()).toMatchObject({ settled: 294, returned: 0, unsettled: 706 })
    await settle({ out_settle_no: 'settle-3' })
    expect(await takeBack({ out_return_no: 'return-2' })).toMatchObject({ reason: 'settle-under-way;key=out_order_no' })
    settled()
    expect(await balance()).toEqual([0, 700, 0])
  })

  test('finds the settlement by either number, and by both where they agree', async () => {
    const { takeBack, store } = await splitGateway()
    const [settlement] = store.list('settle')
    const settle_no = settlement?.settle_no
    const ask = (out_return_no: string, members: object) => takeBack({ out_return_no, return_amount: 1, ...members })
    expect(await ask('a', { out_settle_no: undefined, settle_no })).toMatchObject({ json: { err_no: 0 } })
    expect(await ask('b', { settle_no })).toMatchObject({ json: { err_no: 0 } })
    expect(await ask('c', { settle_no: '1' })).toMatchObject({ reason: 'no-such-settlement;key=out_settle_no' })
    expect(await ask('d', { out_settle_no: undefined })).toMatchObject({
      reason: 'missing-one-of;key=out_settle_no;other=settle_no',
      json: { err_no: 2010, return_info: null }
    })
  })

  test.each([
    ['more than the receiver got', { return_amount: 301 }, 'more-than-received;key=return_amount;limit=300'],
    ['a merchant that got nothing', { merchant_uid: 'nobody' }, 'not-a-receiver;key=merchant_uid'],
    ['an unknown settlement', { out_settle_no: 'other' }, 'no-such-settlement;key=out_settle_no'],
    ['nothing', { return_amount: 0 }, 'below-minimum;key=return_amount;limit=1']
  ])('refuses %s', async (_, members, reason) => {
    const { takeBack, store } = await splitGateway()
    expect(await takeBack(members)).toMatchObject({ reason })
    expect(store.list('return')).toEqual([])
  })

  test('several take back what is left, and one that failed leaves it', async () => {
    const { takeBack, end } = await splitGateway()
    await takeBack({ return_amount: 200 })
    expect(await takeBack({ out_return_no: 'b', return_amount: 101 })).toMatchObject({
      reason: 'more-than-received;key=return_amount;limit=100'
    })
    end('return', 'return-1', 'FAIL')
    expect(await takeBack({ out_return_no: 'c', return_amount: 300 })).toMatchObject({ json: { err_no: 0 } })
  })

  test('a settlement that is under way or failed has nothing to give back', async () => {
    const { settle, takeBack, end } = await moneyGateway()
    await settle({ settle_params: sharing({ [ANN]: 300 }) })
    expect(await takeBack()).toMatchObject({ reason: 'not-settled;key=out_settle_no' })
    end('settle', 'settle-1', 'FAIL')
    expect(await takeBack({ out_return_no: 'b' })).toMatchObject({ reason: 'not-settled;key=out_settle_no' })
  })

  test('is accepted, and then fails, when the receiver has withdrawn too much', async () => {
    const { withdraw, takeBack, settled, call, balance, end } = await splitGateway()
    await withdraw({ merchant_uid: ANN, withdraw_amount: 250 })
    expect(await takeBack()).toMatchObject({ json: { err_no: 0 } })
    expect(await balance(ANN)).toEqual([0, 50, 250])
    expect(() => end('return', 'return-1', 'SUCCESS')).toThrow('must-fail')
    settled()
    expect((await call('query_return', { out_return_no: 'return-1' })).json).toMatchObject({
      return_info: { return_status: 'FAIL', fail_reason: '余额不足' }
    })
  })

  test.each<[Way, number]>([
    ['wx', 180],
    ['ali', 365]
  ])('an order paid with %s: at most %i days after the settlement', async (way, days) => {
    const { takeBack, clock } = await splitGateway('true', way)
    clock.now += days * DAY
    expect(await takeBack()).toMatchObject({ json: { err_no: 0 } })
    clock.now += 1
    expect(await takeBack({ out_return_no: 'b' })).toMatchObject({
      reason: `return-too-late;key=out_settle_no;limit=${days}`
    })
  })

  test.each<[Way, string]>([
    ['wx', 'too-many-returns;key=merchant_uid;limit=20'],
    ['ali', 'null'],
    ['dyzf', 'null']
  ])('the 21st return of a receiver, %s: %s', async (way, reason) => {
    const { takeBack } = await splitGateway('true', way)
    for (let i = 1; i <= 20; i++) await takeBack({ out_return_no: `r-${i}`, return_amount: 1 })
    expect(String((await takeBack({ return_amount: 1 })).reason)).toBe(reason)
    expect(await takeBack({ out_return_no: 'bob', merchant_uid: BOB, return_amount: 1 })).toMatchObject({
      json: { err_no: 0 }
    })
  })
})

test('query_return does not know other numbers', async () => {
  const { call } = await splitGateway()
  for (const by of [{ out_return_no: 'other' }, { return_no: '1' }]) {
    expect(await call('query_return', by)).toMatchObject({
      reason: 'no-such-return;key=out_return_no',
      json: { err_no: 4408, return_info: null }
    })
  }
})

describe('a refund of a settled order', () => {
  test('is paid by the seller, less the fee that the platform gives back', async () => {
    const { refund, queryRefund, settled, balance, money } = await splitGateway()
    await refund({ refund_amount: 500 })
    expect(await balance()).toEqual([0, 103, 497])
    settled()
    expect((await queryRefund()).json).toMatchObject({ refundInfo: { refund_status: 'SUCCESS', is_all_settled: true } })
    expect(money()).toEqual({ paid: 1000, refunded: 500, settled: 497, fees: 3, returned: 0, unsettled: 0 })
    expect(await balance()).toEqual([0, 103, 0])
  })

  test('cannot reach what receivers have, and in full comes after the return', async () => {
    const { refund, takeBack, settled, balance, money } = await splitGateway()
    // 396 fen less their fee of 2 are the 394 that the receivers have.
    expect(await refund({ out_refund_no: 'a', refund_amount: 1000 })).toMatchObject({
      reason: 'return-first;key=refund_amount;limit=604'
    })
    expect(await refund({ out_refund_no: 'b', refund_amount: 1001 })).toMatchObject({
      reason: 'more-than-paid;key=refund_amount;limit=1000'
    })
    await takeBack({ return_amount: 300 })
    await takeBack({ out_return_no: 'return-2', merchant_uid: BOB, return_amount: 94 })
    settled()
    expect(money()).toMatchObject({ settled: 600, returned: 394 })
    expect(await refund({ refund_amount: 1000 })).toMatchObject({ json: { err_no: 0 } })
    settled()
    expect(money()).toEqual({ paid: 1000, refunded: 1000, settled: 0, fees: 0, returned: 0, unsettled: 0 })
    expect(await balance()).toEqual([0, 0, 0])
  })

  test('is accepted, and then fails, when the seller has withdrawn too much', async () => {
    const { refund, queryRefund, withdraw, settled, balance, end } = await splitGateway()
    await withdraw({ withdraw_amount: 590 })
    await refund({ refund_amount: 100 })
    expect((await queryRefund()).json).toMatchObject({ refundInfo: { refund_status: 'PROCESSING' } })
    expect(await balance()).toEqual([0, 10, 590])
    expect(() => end('refund', 'refund-1', 'SUCCESS')).toThrow('must-fail')
    settled()
    const refundInfo = { refund_status: 'FAIL', is_all_settled: true, msg: '余额不足' }
    expect((await queryRefund()).json).toMatchObject({ refundInfo })
    expect(await balance()).toEqual([0, 10, 0])
  })

  test('waits for a settlement that is under way', async () => {
    const { settle, refund } = await moneyGateway()
    await settle()
    expect(await refund()).toMatchObject({ reason: 'settle-under-way;key=out_order_no' })
  })

  test('comes out of transit while others may still share in the order', async () => {
    const { refund, queryRefund, settled, money } = await splitGateway('false')
    expect(await refund({ out_refund_no: 'a', refund_amount: 605 })).toMatchObject({
      reason: 'return-first;key=refund_amount;limit=604'
    })
    await refund({ refund_amount: 604 })
    settled()
    expect((await queryRefund()).json).toMatchObject({ refundInfo: { is_all_settled: false } })
    expect(money()).toMatchObject({ refunded: 604, settled: 394, unsettled: 2 })
  })
})
