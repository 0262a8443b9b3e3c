import { describe, expect, test } from 'vitest'
import { applyForRefund, takeAnswer } from '../../../src/simulator/life-cycle/apply-for-refund.js'
import { endStored } from '../../../src/simulator/life-cycle/end-stored.js'
import { RESULT_TIME } from '../../../src/simulator/life-cycle/results.js'
import { AUDIT_TIME } from '../../../src/simulator/life-cycle/trade-refunds.js'
import type { Members } from '../bodies.js'
import { TRADE_ORDER, tradeGateway } from '../trade.js'

const YEAR = 365 * 24 * 3600 * 1000
const ANSWER = JSON.stringify({
  err_no: 0,
  data: { out_refund_no: 'refund-9', notify_url: 'http://127.0.0.1:9/other' }
})

/** A gateway with a paid order over 1000 fen, in two items. */
async function paidGateway() {
  const gateway = await tradeGateway()
  const { call, clock, store } = gateway
  const { json } = await gateway.order({ skuList: [{ ...TRADE_ORDER.skuList[0], price: 500, quantity: 2 }] })
  gateway.pay('trade-1')
  const order_id = String(json.orderId)
  const items = (json.itemOrderList as { itemOrderId: string }[]).map(({ itemOrderId }) => itemOrderId)
  const body = {
    ...{ order_id, refund_reason: [{ code: 101, text: '不想要了' }], order_entry_schema: { path: 'pages/refund' } },
    cp_extra: 'extra'
  }
  const refund = (changes: Members) =>
    call('refund_create', { out_refund_no: 'refund-1', refund_total_amount: 1000, ...body, ...changes })
  const part = (item: number, refund_amount: number) => ({ item_order_id: items[item], refund_amount })
  return {
    ...gateway,
    ...{ order_id, items, refund, part, refundEcpay: gateway.refund },
    apply: (more: { amount?: number; audit?: boolean } = {}) =>
      applyForRefund(
        store,
        'trade-1',
        { amount: more.amount, by: 'user', audit: more.audit ?? true, url: '' },
        { now: () => clock.now, random: (size) => new Uint8Array(size).fill(7) }
      ),
    ask: async (members: Members) => {
      const { json } = await call('refund_query', members)
      return (json.data as { refund_list?: Members[] } | undefined)?.refund_list ?? []
    }
  }
}

describe('refund_create', () => {
  test('all of it: accepted, PROCESSING, then SUCCESS', async () => {
    const { refund, ask, clock } = await paidGateway()
    const { json } = await refund({ refund_all: true })
    expect(json).toMatchObject({ err_no: 0, data: { refund_id: expect.stringMatching(/^ots\d{23}$/) } })
    const [one] = await ask({ out_refund_no: 'refund-1' })
    expect(one).toMatchObject({ refund_status: 'PROCESSING', refund_total_amount: 1000, refund_source: 2 })
    expect(one).toMatchObject({ merchant_audit_detail: { audit_status: 'INIT', need_refund_audit: 2 } })
    clock.now += RESULT_TIME
    const [done] = await ask({ refund_id: one?.refund_id })
    expect(done).toMatchObject({ refund_status: 'SUCCESS', refund_at: clock.now })
  })

  test('amounts may be text, as the official SDK has them', async () => {
    const { refund, items, store } = await paidGateway()
    const item_order_detail = items.map((item_order_id) => ({ item_order_id, refund_amount: '300' }))
    expect((await refund({ refund_total_amount: '600', item_order_detail })).json.err_no).toBe(0)
    const parts = items.map((item_order_id) => ({ item_order_id, refund_amount: 300 }))
    expect(store.list('trade_refund')).toMatchObject([{ refund_total_amount: 600, items: parts }])
  })

  type Gateway = Awaited<ReturnType<typeof paidGateway>>
  test.each<[name: string, err_no: number, reason: string, given: (gateway: Gateway) => Members]>([
    ['another order', 20000, 'no-such-order', () => ({ order_id: 'motb1', refund_all: true })],
    ['another item', 10000, 'no-such-item', () => ({ item_order_detail: [{ item_order_id: 'x', refund_amount: 1 }] })],
    ['an item twice', 10000, 'duplicate-item', ({ part }) => ({ item_order_detail: [part(0, 1), part(0, 2)] })],
    ['another sum', 10000, 'sums-differ', ({ part }) => ({ item_order_detail: [part(0, 1)] })],
    ['less than all', 10000, 'sums-differ', () => ({ refund_all: true, refund_total_amount: 999 })],
    [
      'more than an item',
      22002,
      'more-than-paid',
      ({ part }) => ({ item_order_detail: [part(0, 501)], refund_total_amount: 501 })
    ]
  ])('%s: %i', async (_, err_no, reason, given) => {
    const gateway = await paidGateway()
    const { json, reason: why } = await gateway.refund(given(gateway))
    expect([json.err_no, why]).toEqual([err_no, expect.stringContaining(reason)])
    expect(json).toMatchObject({ err_msg: expect.any(String), log_id: expect.any(String) })
  })

  test.each<[name: string, err_no: number, reason: string, before: (gateway: Gateway) => unknown, given: Members]>([
    ['too old', 22000, 'order-too-old', ({ clock }) => (clock.now += YEAR + 1), {}],
    ['again', 22004, 'number-reused', ({ refund }) => refund({ refund_all: true }), {}],
    ['all of a part', 22001, 'refunded-before', ({ apply }) => apply({ amount: 1 }), {}]
  ])('%s: %i', async (_, err_no, reason, before, given) => {
    const gateway = await paidGateway()
    await before(gateway)
    const { json, reason: why } = await gateway.refund({ refund_all: true, ...given })
    expect([json.err_no, why]).toEqual([err_no, expect.stringContaining(reason)])
  })

  test('an item that is being refunded: 22001, and afterwards what is left of it', async () => {
    const { refund, part, clock } = await paidGateway()
    const of = (out_refund_no: string, refund_amount: number) =>
      refund({ out_refund_no, refund_total_amount: refund_amount, item_order_detail: [part(0, refund_amount)] })
    await of('a', 300)
    expect((await of('b', 200)).json.err_no).toBe(22001)
    clock.now += RESULT_TIME
    expect((await of('c', 201)).json.err_no).toBe(22002)
    expect((await of('d', 200)).json.err_no).toBe(0)
  })

  test('an unpaid order: 22000; a number that an ecpay refund has: 22004', async () => {
    const { order, create, pay, refund, ...gateway } = await paidGateway()
    const { json } = await order({ outOrderNo: 'trade-2' })
    expect((await refund({ order_id: json.orderId, refund_all: true })).json.err_no).toBe(22000)
    await create()
    pay('no-1')
    await gateway.refundEcpay()
    expect((await refund({ refund_all: true })).json.err_no).toBe(22004)
    expect(await gateway.ask({ out_refund_no: 'refund-1' })).toEqual([])
  })
})

describe('a refund that the user starts', () => {
  test('waits for its number, then for the audit; agreed, it has its result', async () => {
    const { apply, ask, call, clock, store } = await paidGateway()
    const { refund_id } = apply({ amount: 700 })
    const state = async () => {
      const [one] = await ask({ refund_id })
      const { audit_status } = (one?.merchant_audit_detail ?? {}) as Members
      return [one?.refund_status, audit_status, one?.out_refund_no]
    }
    expect(await state()).toEqual(['PROCESSING', 'INIT', undefined])
    const audit = (members: Members) => call('refund_audit_callback', { refund_id, ...members })
    expect((await audit({ refund_audit_status: 1 })).json.err_no).toBe(22006)
    expect(() => endStored(store, 'trade_refund', refund_id, 'SUCCESS', clock.now)).toThrow('refund-not-answered')
    expect(takeAnswer(store, refund_id, '{"err_no":0,"data":{}}', clock.now)).toBe(false)
    expect(takeAnswer(store, refund_id, ANSWER, clock.now)).toBe(true)
    expect(takeAnswer(store, refund_id, ANSWER.replace('refund-9', 'refund-8'), clock.now)).toBe(false)
    expect(await state()).toEqual(['PROCESSING', 'TOAUDIT', 'refund-9'])
    expect(store.find('trade_refund', refund_id)?.notify_url).toBe('http://127.0.0.1:9/other')
    expect((await audit({ refund_audit_status: 1 })).json.err_no).toBe(0)
    expect((await audit({ refund_audit_status: 1 })).reason).toBe('audit-over;key=refund_id')
    expect(await state()).toEqual(['PROCESSING', 'AGREE', 'refund-9'])
    clock.now += RESULT_TIME
    expect(await state()).toEqual(['SUCCESS', 'AGREE', 'refund-9'])
  })

  test.each<[name: string, wait: number, audit: Members | undefined, state: unknown[]]>([
    ['refused', 0, { refund_audit_status: 2, deny_message: '已发货' }, ['FAIL', 'DENY', '已发货']],
    ['not audited in 72 hours', AUDIT_TIME, undefined, ['SUCCESS', 'OVERTIME', undefined]],
    ['not audited yet', AUDIT_TIME - 1, undefined, ['PROCESSING', 'TOAUDIT', undefined]]
  ])('%s', async (_, wait, audit, state) => {
    const { apply, ask, call, clock, store } = await paidGateway()
    const { refund_id } = apply()
    takeAnswer(store, refund_id, ANSWER, clock.now)
    if (audit) await call('refund_audit_callback', { refund_id, ...audit })
    clock.now += wait
    const [one] = await ask({ out_refund_no: 'refund-9' })
    const { audit_status, deny_message } = (one?.merchant_audit_detail ?? {}) as Members
    expect([one?.refund_status, audit_status, deny_message]).toEqual(state)
  })

  test('made with the clock ahead still waits for its audit when the clock is set back; agreed, it does not', async () => {
    const { apply, ask, call, clock, store } = await paidGateway()
    clock.now += YEAR
    const { refund_id } = apply()
    takeAnswer(store, refund_id, ANSWER, clock.now)
    const status = async () => (await ask({ refund_id }))[0]?.refund_status
    clock.now -= YEAR
    expect(await status()).toBe('PROCESSING')
    clock.now += YEAR
    await call('refund_audit_callback', { refund_id, refund_audit_status: 1 })
    expect(await status()).toBe('PROCESSING')
    clock.now -= YEAR
    expect(await status()).toBe('SUCCESS')
  })

  test('that needs no audit has its result soon after the answer; a number that is taken counts as no answer', async () => {
    const { apply, ask, refund, part, clock, store } = await paidGateway()
    await refund({ out_refund_no: 'refund-9', refund_total_amount: 1, item_order_detail: [part(1, 1)] })
    const { refund_id } = apply({ amount: 100, audit: false })
    expect(takeAnswer(store, refund_id, ANSWER, clock.now)).toBe(false)
    expect(takeAnswer(store, refund_id, ANSWER.replace('refund-9', 'refund-8'), clock.now)).toBe(true)
    clock.now += RESULT_TIME
    expect(await ask({ out_refund_no: 'refund-8' })).toMatchObject([{ refund_status: 'SUCCESS', refund_source: 1 }])
  })
})
