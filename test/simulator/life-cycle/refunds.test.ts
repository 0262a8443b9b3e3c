import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EcpayError } from '../../../src/findings/findings.js'
import { endStored } from '../../../src/simulator/life-cycle/end-stored.js'
import type { Way } from '../../../src/simulator/life-cycle/orders.js'
import { RESULT_TIME, resultAt } from '../../../src/simulator/life-cycle/results.js'
import { START, testGateway } from '../support.js'

const YEAR = 365 * 24 * 3600 * 1000

/** A gateway with the paid order no-1 over 1999 fen. */
async function paidGateway(way: Way = 'wx') {
  const gateway = await testGateway()
  await gateway.create()
  gateway.pay('no-1', way)
  return gateway
}

describe('create_refund', () => {
  test('is accepted, is PROCESSING for a while, and then has succeeded', async () => {
    const { refund, queryRefund, clock } = await paidGateway()
    const accepted = await refund({ cp_extra: '透传' })
    expect(accepted.json).toEqual({ err_no: 0, err_tips: 'success', refund_no: expect.stringMatching(/^[0-9]{19}$/) })
    const refundInfo = {
      refund_no: (accepted.json as { refund_no?: string }).refund_no,
      refund_amount: 500,
      refund_status: 'PROCESSING',
      refunded_at: 0,
      is_all_settled: false,
      cp_extra: '透传',
      msg: ''
    }
    expect((await queryRefund()).json).toEqual({ err_no: 0, err_tips: 'success', refundInfo })
    clock.now += RESULT_TIME
    const refunded_at = Math.floor((START + RESULT_TIME) / 1000)
    const done = { ...refundInfo, refund_status: 'SUCCESS', refunded_at }
    expect((await queryRefund()).json).toEqual({ err_no: 0, err_tips: 'success', refundInfo: done })
  })

  test('has its result at once where the clock was set back since, by more than two clocks differ', async () => {
    const { refund, queryRefund, clock } = await paidGateway()
    await refund()
    const statusAfter = async (milliseconds: number) => {
      clock.now = START + milliseconds
      return ((await queryRefund()).json as { refundInfo?: { refund_status: string } }).refundInfo?.refund_status
    }
    expect(await statusAfter(-24 * 3600 * 1000)).toBe('SUCCESS')
    expect(await statusAfter(-RESULT_TIME - 1)).toBe('SUCCESS')
    expect(await statusAfter(-1000)).toBe('PROCESSING')
    expect(await statusAfter(RESULT_TIME - 1)).toBe('PROCESSING')
  })

  test('gives the same refund to the same number with the same content', async () => {
    const { refund, store } = await paidGateway()
    const first = await refund()
    expect((await refund({ nonce: 'other' })).json).toEqual(first.json)
    expect(await refund({ refund_amount: 501 })).toMatchObject({
      reason: 'number-reused;key=out_refund_no',
      json: { err_no: 2010, refund_no: '' }
    })
    expect(store.list('refund')).toHaveLength(1)
  })

  test('refuses a number for ever whose first call failed, and no other', async () => {
    const { refund, store } = await paidGateway()
    expect(await refund({ refund_amount: 2000 })).toMatchObject({
      reason: 'more-than-paid;key=refund_amount;limit=1999'
    })
    expect(await refund()).toMatchObject({
      reason: 'dead-number;key=out_refund_no',
      json: { err_tips: expect.stringMatching(/^out_refund_no 首次调用失败.*more-than-paid/) }
    })
    expect(await refund({ out_refund_no: 'refund-2' })).toMatchObject({ json: { err_no: 0 } })
    expect(store.list('refund')).toHaveLength(1)
  })

  test('the numbers of refunds and of orders are apart', async () => {
    const { refund, create, query, queryRefund } = await paidGateway()
    expect(await refund({ out_refund_no: 'no-1' })).toMatchObject({ json: { err_no: 0 } })
    expect(await create({ out_order_no: 'refund-1' })).toMatchObject({ json: { err_no: 0 } })
    expect((await query('no-1')).json).toMatchObject({ err_no: 0, payment_info: { order_status: 'SUCCESS' } })
    expect(await queryRefund('refund-1')).toMatchObject({
      reason: 'no-such-refund;key=out_refund_no',
      json: { err_no: 3101, err_tips: '退款记录不存在', refundInfo: { refund_status: '', is_all_settled: true } }
    })
  })

  test.each([
    ['an unknown order', { out_order_no: 'other' }, 2000, 'no-such-order;key=out_order_no'],
    ['nothing', { refund_amount: 0 }, 2010, 'below-minimum;key=refund_amount;limit=1'],
    ['a fraction', { refund_amount: 1.5 }, 2010, 'amount-with-decimals;key=refund_amount'],
    ['no reason', { reason: '' }, 2010, 'missing-field;key=reason'],
    ['too long a reason', { reason: '退'.repeat(101) }, 2010, 'too-many-characters;key=reason;limit=100;length=101'],
    ['no number', { out_refund_no: '' }, 2010, 'missing-field;key=out_refund_no'],
    ['more than was paid', { refund_amount: 2000 }, 2010, 'more-than-paid;key=refund_amount;limit=1999']
  ])('refuses %s', async (_, changes, err_no, reason) => {
    const { refund, store } = await paidGateway()
    expect(await refund(changes)).toMatchObject({ reason, json: { err_no, refund_no: '' } })
    expect(store.list('refund')).toEqual([])
  })

  test.each(['unpaid', 'failed'])('refuses an order that is %s', async (state) => {
    const { create, refund, pay } = await testGateway()
    await create()
    if (state === 'failed') pay('no-1', 'wx', 'FAIL')
    expect(await refund()).toMatchObject({ reason: 'order-not-paid;key=out_order_no', json: { err_no: 2010 } })
  })

  test('refuses an order that is older than a year', async () => {
    const { refund, clock } = await paidGateway()
    clock.now = START + YEAR
    expect(await refund()).toMatchObject({ json: { err_no: 0 } })
    clock.now += 1
    expect(await refund({ out_refund_no: 'refund-2' })).toMatchObject({
      reason: 'order-too-old;key=out_order_no;limit=365'
    })
  })

  test.each<[Way, number]>([
    ['wx', 50],
    ['ali', 300]
  ])('an order paid with %s has %i refunds; failed ones do not count', async (way, most) => {
    const { refund, store, clock } = await paidGateway(way)
    for (let i = 0; i <= most; i++) {
      expect(await refund({ out_refund_no: `r-${i}`, refund_amount: 1 })).toMatchObject({ json: { err_no: 0 } })
      if (i === 0) endStored(store, 'refund', 'r-0', 'FAIL', clock.now)
    }
    expect(await refund()).toMatchObject({ reason: `too-many-refunds;key=out_order_no;limit=${most}` })
  })

  test('a refund that failed leaves its money to be refunded', async () => {
    const { refund, queryRefund, store, clock } = await paidGateway()
    await refund({ refund_amount: 1999 })
    expect(await refund({ out_refund_no: 'b', refund_amount: 1 })).toMatchObject({
      reason: 'more-than-paid;key=refund_amount;limit=0'
    })
    endStored(store, 'refund', 'refund-1', 'FAIL', clock.now)
    expect((await queryRefund()).json).toMatchObject({ refundInfo: { refund_status: 'FAIL', msg: '余额不足' } })
    expect(await refund({ out_refund_no: 'c', refund_amount: 1999 })).toMatchObject({ json: { err_no: 0 } })
  })
})

describe('a refund that is made to end', () => {
  test('keeps its first result', async () => {
    const { refund, store, clock } = await paidGateway()
    await refund()
    const first = endStored(store, 'refund', 'refund-1', 'SUCCESS', clock.now)
    clock.now += 10_000
    expect(endStored(store, 'refund', 'refund-1', 'SUCCESS', clock.now)).toEqual(first)
    expect(() => endStored(store, 'refund', 'refund-1', 'FAIL', clock.now)).toThrow(EcpayError)
  })

  test('cannot fail any more when it has succeeded by itself', async () => {
    const { refund, store, clock } = await paidGateway()
    await refund()
    clock.now += RESULT_TIME
    expect(() => endStored(store, 'refund', 'refund-1', 'FAIL', clock.now)).toThrow('result-is-final')
  })

  test.each(['unknown', 'dead'])('is not %s', async (number) => {
    const { refund, store, clock } = await paidGateway()
    await refund({ out_refund_no: 'dead', refund_amount: 5000 })
    expect(() => endStored(store, 'refund', number, 'SUCCESS', clock.now)).toThrow('record-not-found')
  })
})

test('whatever is asked for in whatever order, what is refunded is at most what was paid', {
  timeout: 120_000
}, async () => {
  const amount = fc.oneof(fc.integer({ min: -5, max: 2500 }), fc.constantFrom(1, 999, 1000, 1999, 2000))
  const step = fc.oneof(
    fc.record({
      does: fc.constant('refund' as const),
      number: fc.nat(6),
      amount,
      order: fc.constantFrom('no-1', 'no-2')
    }),
    fc.record({ does: fc.constantFrom('succeed' as const, 'fail' as const), number: fc.nat(6) }),
    fc.record({ does: fc.constant('wait' as const), number: fc.nat(2 * RESULT_TIME) })
  )
  const property = fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
    const { create, pay, refund, store, clock } = await testGateway()
    await create()
    await create({ out_order_no: 'no-2', total_amount: 1000 })
    pay('no-1')
    pay('no-2', 'ali')
    const paid = { 'no-1': 1999, 'no-2': 1000 }
    const accepted = new Map<string, number>()
    for (const one of steps) {
      const out_refund_no = `r-${one.number}`
      if (one.does === 'wait') clock.now += one.number
      else if (one.does === 'refund') {
        const asked = { out_refund_no, refund_amount: one.amount, out_order_no: one.order }
        const { json } = await refund(asked)
        if (json.err_no === 0) accepted.set(out_refund_no, one.amount)
      } else {
        const end = () => endStored(store, 'refund', out_refund_no, one.does === 'fail' ? 'FAIL' : 'SUCCESS', clock.now)
        if (accepted.has(out_refund_no)) attempt(end)
        else expect(end).toThrow('record-not-found')
      }
      for (const [out_order_no, most] of Object.entries(paid)) {
        const refunds = store.list('refund').filter((refund) => refund.out_order_no === out_order_no)
        const alive = refunds.filter((refund) => resultAt(refund, clock.now).status !== 'FAIL')
        const sum = alive.reduce((total, { refund_amount }) => total + refund_amount, 0)
        expect(refunds.every(({ refund_amount }) => Number.isInteger(refund_amount) && refund_amount > 0)).toBe(true)
        expect(sum).toBeLessThanOrEqual(most)
      }
      const stored = store.list('refund').map((refund) => [refund.out_refund_no, refund.refund_amount])
      expect(new Map(stored as [string, number][])).toEqual(accepted)
    }
    await store.close()
  })
  await fc.assert(property, { numRuns: 40 })
})

/** A refund that has another result already says so, and keeps it. */
function attempt(end: () => unknown): void {
  try {
    end()
  } catch (error) {
    expect(String(error)).toContain('result-is-final')
  }
}
