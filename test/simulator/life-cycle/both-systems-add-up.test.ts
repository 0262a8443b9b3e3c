import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EcpayError } from '../../../src/findings/findings.js'
import { REQUEST_ORDER_PATH } from '../../../src/simulator/client/request-order-path.js'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { type Gateway, startGateway } from '../../../src/simulator/gateway-server.js'
import { changeStored, newAgreement } from '../../../src/simulator/life-cycle/agreements.js'
import { applyForRefund, takeAnswer } from '../../../src/simulator/life-cycle/apply-for-refund.js'
import { endStored } from '../../../src/simulator/life-cycle/end-stored.js'
import { CHANNELS, SELLER_UID, sellerOf, type TradeOrder, type Way } from '../../../src/simulator/life-cycle/orders.js'
import { payStored } from '../../../src/simulator/life-cycle/pay-order.js'
import { channelTypeOf } from '../../../src/simulator/life-cycle/places.js'
import { RESULT_TIME } from '../../../src/simulator/life-cycle/results.js'
import { closeStored } from '../../../src/simulator/life-cycle/trade-orders.js'
import { AUDIT_TIME } from '../../../src/simulator/life-cycle/trade-refunds.js'
import { ENDPOINTS } from '../../../src/trade/endpoints/endpoints.js'
import { CREATE, type Members, ORDER, REFUND, signedBody } from '../bodies.js'
import { freshDirectory, START } from '../support.js'
import { signedOrder, TRADE_ORDER } from '../trade.js'
import { checkFundBills } from './fund-bills.js'
import { Ledger } from './ledger.js'

const CLIENTS = 4
const part = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.5, 1, 1.01))
const way = fc.constantFrom<Way>('wx', 'ali', 'dyzf')
const which = fc.nat(30)
/** Merchants that collect; `ANN` only receives. */
const SHOP = '7000000000000000002'
const ANN = 'uid-ann'
const MERCHANTS = [SELLER_UID, SHOP, ANN]
const seller = fc.constantFrom(SELLER_UID, SHOP)

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('trade-order' as const),
      quantity: fc.integer({ min: 1, max: 4 }),
      way,
      seller
    })
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('ecpay-order' as const), way }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('trade-refund' as const), which, part }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('ecpay-refund' as const), which, part }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('apply' as const),
      which,
      part,
      audit: fc.boolean(),
      answers: fc.boolean()
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('trade-settle' as const),
      ...{ which, part, isWhole: fc.boolean(), to: fc.constantFrom(...MERCHANTS) }
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('deduct' as const), amount: fc.integer({ min: 1, max: 500 }), seller })
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('deduct-refund' as const), which, part }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('withdraw' as const), way, part, by: fc.constantFrom(...MERCHANTS) })
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('audit' as const), which, status: fc.constantFrom(1, 2) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('end' as const),
      which,
      status: fc.constantFrom('SUCCESS' as const, 'FAIL' as const)
    })
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('close' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('wait' as const),
      time: fc.constantFrom(1, RESULT_TIME, RESULT_TIME, AUDIT_TIME)
    })
  }
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** One of the clients, with a counter for its own numbers. */
class Client {
  private made = 0
  private readonly gateway: Gateway
  private readonly clock: { now: number }
  private readonly name: string

  constructor(gateway: Gateway, clock: { now: number }, name: string) {
    this.gateway = gateway
    this.clock = clock
    this.name = name
  }

  private get world() {
    const random = (size: number) => crypto.getRandomValues(new Uint8Array(size))
    return { now: () => this.clock.now, random }
  }

  /** An agreement that is in force. */
  private agreement(): string {
    const [number, { store }] = [this.number(), this.gateway]
    const fields = { out_auth_order_no: number, service_id: '64', open_id: 'user-1', notify_url: '' }
    const agreement = newAgreement({ service: 'periodic', ...fields }, '', this.world)
    store.transact((records) => records.put('sign', number, agreement))
    changeStored(store, number, 'sign', this.world)
    return agreement.auth_order_id
  }

  private number(): string {
    return `${this.name}-${++this.made}`
  }

  private async post(path: string, body: string): Promise<Members> {
    const headers = { 'content-type': 'application/json', 'access-token': DEMO_KEYS.client_token }
    const answer = await fetch(this.gateway.url + path, { method: 'POST', headers, body })
    return (await answer.json()) as Members
  }

  private call(name: string, members: Members): Promise<Members> {
    return this.post(ENDPOINTS.find((one) => one.name === name)?.path ?? '', JSON.stringify(members))
  }

  async play(one: Step): Promise<void> {
    const { store } = this.gateway
    const { clock } = this
    const orders = store.list('order')
    const trades = orders.filter((order): order is TradeOrder => order.system === 'trade')
    const refunds = store.list('trade_refund')
    switch (one.does) {
      case 'wait':
        clock.now += one.time
        return
      case 'trade-order': {
        const outOrderNo = this.number()
        const sku = { ...TRADE_ORDER.skuList[0], price: 333, quantity: one.quantity }
        const about = { totalAmount: 333 * one.quantity, merchantUid: one.seller, skuList: [sku] }
        const order = { ...TRADE_ORDER, outOrderNo, ...about }
        const timestamp = String(Math.floor(clock.now / 1000))
        const signed = signedOrder(JSON.stringify(order), { timestamp })
        // Another client may have moved the clock by days meanwhile: then it is signed too long ago, and not there.
        await this.post(REQUEST_ORDER_PATH, JSON.stringify(signed))
        attempt(() => payStored(store, outOrderNo, one.way, clock.now))
        return
      }
      case 'ecpay-order': {
        const out_order_no = this.number()
        await this.post(CREATE, signedBody({ ...ORDER, out_order_no }))
        attempt(() => payStored(store, out_order_no, one.way, clock.now))
        return
      }
      case 'trade-refund': {
        const order = trades[one.which % trades.length]
        const item = order?.items[one.which % order.items.length]
        if (!order || !item) return
        const refund_amount = Math.max(1, Math.floor(item.item_order_amount * one.part))
        const about = { order_id: order.order_id, out_refund_no: this.number(), refund_total_amount: refund_amount }
        const detail = [{ item_order_id: item.item_order_id, refund_amount }]
        const others = { refund_reason: [{ code: 999, text: 'x' }], order_entry_schema: { path: 'p' } }
        const { err_no } = await this.call('refund_create', { ...about, item_order_detail: detail, ...others })
        expect([0, 22000, 22001, 22002]).toContain(err_no)
        return
      }
      case 'ecpay-refund': {
        const order = orders[one.which % orders.length]
        if (!order) return
        const refund_amount = Math.max(1, Math.floor(order.total_amount * one.part))
        const about = { out_refund_no: this.number(), out_order_no: order.out_order_no, reason: 'x' }
        const { err_no } = await this.post(REFUND, signedBody({ ...about, refund_amount }))
        expect(order.system ? [2000] : [0, 2010]).toContain(err_no)
        return
      }
      case 'trade-settle': {
        const order = trades[one.which % trades.length]
        const item = order?.items[one.which % order.items.length]
        if (!order || !item) return
        const money = one.isWhole ? order.total_amount : item.item_order_amount
        const share = { merchant_uid: one.to, amount: Math.max(1, Math.floor(money * one.part * 0.5)) }
        const { err_no } = await this.call('settle_create', {
          ...{ out_order_no: order.out_order_no, out_settle_no: this.number(), settle_desc: 's' },
          ...{ settle_params: JSON.stringify([share]), ...(!one.isWhole && { item_order_id: item.item_order_id }) }
        })
        expect([0, 10000, 23102, 23112, 23113, 23118]).toContain(err_no)
        return
      }
      case 'deduct': {
        const about = { auth_order_id: this.agreement(), out_pay_order_no: this.number(), merchant_uid: one.seller }
        const { err_no } = await this.call('create_sign_pay', {
          ...about,
          ...{ total_amount: one.amount, expire_seconds: 3600 }
        })
        expect(err_no).toBe(0)
        return
      }
      case 'deduct-refund': {
        const all = store.list('deduct')
        const deduction = all[one.which % all.length]
        if (!deduction) return
        const refund_total_amount = Math.max(1, Math.floor(deduction.total_amount * one.part))
        const about = { pay_order_id: deduction.pay_order_id, out_pay_refund_no: this.number() }
        const { err_no } = await this.call('create_sign_refund', { ...about, refund_total_amount })
        expect([0, 10000]).toContain(err_no)
        return
      }
      case 'withdraw': {
        const channel_type = CHANNELS[one.way]
        const { total } = store.balance(one.by, channel_type, clock.now)
        const { err_no } = await this.call('merchant_withdraw', {
          ...{ app_id: DEMO_KEYS.app_id, merchant_uid: one.by, channel_type, out_order_id: this.number() },
          withdraw_amount: Math.max(1, Math.floor(total * one.part))
        })
        expect([0, 10000]).toContain(err_no)
        return
      }
      case 'apply': {
        const order = trades[one.which % trades.length]
        if (!order) return
        const amount = Math.max(1, Math.floor(order.total_amount * one.part))
        attempt(() => {
          const given = { amount, by: 'user' as const, audit: one.audit, url: '' }
          const { refund_id } = applyForRefund(store, order.out_order_no, given, this.world)
          const answer = JSON.stringify({ err_no: 0, data: { out_refund_no: this.number() } })
          if (one.answers) takeAnswer(store, refund_id, answer, clock.now)
        })
        return
      }
      case 'audit': {
        const refund = refunds[one.which % refunds.length]
        if (!refund) return
        const members = { refund_id: refund.refund_id, refund_audit_status: one.status, deny_message: 'x' }
        expect([0, 10000, 22006]).toContain((await this.call('refund_audit_callback', members)).err_no)
        return
      }
      case 'end': {
        const refund = refunds[one.which % refunds.length]
        if (refund) attempt(() => endStored(store, 'trade_refund', refund.refund_id, one.status, clock.now))
        return
      }
      case 'close': {
        const order = trades[one.which % trades.length]
        if (order) attempt(() => closeStored(store, order.out_order_no, 'USER_CANCEL', clock.now))
      }
    }
  }
}

/** What the state of things does not allow says so, and nothing changes. */
function attempt(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
  }
}

/** The money of each order adds up, nothing is negative or overdrawn, and the sums that are kept are those of all records. */
function check({ store }: Gateway, now: number): void {
  const all = store.all()
  const ledger = new Ledger(all, now)
  for (const order of all.order) {
    const { paid, ...parts } = ledger.money(order)
    const wanted = order.payment?.status === 'SUCCESS' ? order.total_amount : 0
    const amounts = Object.values(parts)
    expect([order.out_order_no, paid, amounts.reduce((sum, one) => sum + one, 0)]).toEqual([
      order.out_order_no,
      wanted,
      wanted
    ])
    expect(amounts.every((amount) => Number.isInteger(amount) && amount >= 0)).toBe(true)
  }
  for (const channel of Object.values(CHANNELS)) {
    for (const merchant of MERCHANTS) {
      const orders = all.order.filter((one) => channelTypeOf(one) === channel && sellerOf(one) === merchant)
      expect(store.inTransit(channel, now, merchant)).toBe(ledger.unsettled(orders))
      const balance = ledger.account(merchant, channel)
      expect(store.balance(merchant, channel, now)).toEqual(balance)
      expect(balance.total - balance.frozen).toBeGreaterThanOrEqual(0)
    }
  }
}

test('the money of both systems adds up at every moment, whatever four clients ask for at once', {
  timeout: 300_000
}, async () => {
  const steps = fc.array(step, { minLength: 8, maxLength: 25, size: 'max' })
  const property = fc.asyncProperty(fc.array(steps, { minLength: CLIENTS, maxLength: CLIENTS }), async (all) => {
    const clock = { now: START }
    const gateway = await startGateway({ stateDir: freshDirectory(), now: () => clock.now })
    const [id, times] = [
      { id: 'shop', merchant_id: SHOP, collects: true },
      { created_at: START, opened_at: START }
    ]
    gateway.store.transact((records) =>
      records.put('merchant', 'shop', { kind: 'merchant', ...id, apply_id: '1', content: '', ...times })
    )
    try {
      const work = all.map(async (own, i) => {
        const client = new Client(gateway, clock, `client-${i}`)
        for (const one of own) {
          await client.play(one)
          check(gateway, clock.now)
        }
      })
      await Promise.all(work)
      checkFundBills(gateway.store, MERCHANTS, START, clock.now)
    } finally {
      await gateway.close()
    }
  })
  await fc.assert(property, { numRuns: 6, endOnFailure: true })
})
