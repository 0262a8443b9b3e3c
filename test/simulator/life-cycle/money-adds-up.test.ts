import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EcpayError } from '../../../src/findings/findings.js'
import { kindOf, type ResultKind } from '../../../src/simulator/life-cycle/kinds/kinds.js'
import type { Way } from '../../../src/simulator/life-cycle/orders.js'
import { available, channelTypeOf } from '../../../src/simulator/life-cycle/places.js'
import { type Movements, ofKind } from '../../../src/simulator/life-cycle/records.js'
import { RESULT_TIME, resultAt } from '../../../src/simulator/life-cycle/results.js'
import { openStore } from '../../../src/simulator/store/store.js'
import { derivedIn, underive } from '../store/old-store.js'
import { START } from '../support.js'
import { checkFundBills } from './fund-bills.js'
import { Ledger } from './ledger.js'
import { ANN, BOB, moneyGateway, SELLER, sharing } from './money.js'

const ORDERS = [
  ['no-1', 'wx', 1000],
  ['no-2', 'wx', 2999],
  ['no-3', 'ali', 167]
] as const satisfies readonly (readonly [string, Way, number])[]
const MERCHANTS = [SELLER, ANN, BOB]
const CHANNELS = ['wx', 'alipay']
const DAY = 24 * 3600 * 1000

const order = fc.constantFrom(...ORDERS.map(([number]) => number))
const receiver = fc.constantFrom(ANN, BOB)
/** Of what there is: none of it, all of it, a little more or less, or anything between. */
const share = fc.record({
  part: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.1, 0.3, 1)),
  more: fc.constantFrom(0, 0, 0, 1, -1)
})
/** Which of those that are there; and now and then a number that was used before. */
const which = fc.nat(20)
const again = fc.integer({ min: 0, max: 9 }).map((n) => n === 0)

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('refund' as const), again, order, share }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('settle' as const),
      again,
      order,
      shares: fc.array(fc.tuple(receiver, share), { maxLength: 3 }),
      finish: fc.constantFrom('true', 'false')
    })
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('return' as const), again, which, share }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('withdraw' as const),
      again,
      merchant: fc.constantFrom(...MERCHANTS),
      channel: fc.constantFrom(...CHANNELS),
      share
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('end' as const),
      kind: fc.constantFrom<ResultKind>('refund', 'settle', 'return', 'withdraw'),
      which,
      status: fc.constantFrom('SUCCESS', 'FAIL', 'REEXCHANGE')
    })
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('wait' as const),
      time: fc.constantFrom(1, RESULT_TIME, RESULT_TIME, DAY)
    })
  }
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
type Share = typeof share extends fc.Arbitrary<infer S> ? S : never

type Gateway = Awaited<ReturnType<typeof gatewayWithOrders>>

async function gatewayWithOrders() {
  const gateway = await moneyGateway()
  for (const [out_order_no, way, total_amount] of ORDERS.slice(1)) {
    await gateway.create({ out_order_no, total_amount })
    gateway.pay(out_order_no, way)
  }
  return gateway
}

const of = (all: number, { part, more }: Share) => Math.floor(all * part) + more

/** @param turn how many steps there were before it */
async function play(gateway: Gateway, one: Step, turn: number): Promise<void> {
  const { refund, settle, takeBack, withdraw, end, clock, store, money, balance } = gateway
  const number = 'again' in one && one.again ? 'n-1' : `n-${turn}`
  switch (one.does) {
    case 'wait':
      clock.now += one.time
      return
    case 'refund': {
      const { paid, refunded } = money(one.order)
      const refund_amount = of(paid - refunded, one.share)
      await refund({ out_refund_no: number, out_order_no: one.order, refund_amount })
      return
    }
    case 'settle': {
      const { unsettled } = money(one.order)
      const settle_params = sharing(one.shares.map(([uid, share]) => [uid, of(unsettled / 3, share)]))
      await settle({ out_settle_no: number, out_order_no: one.order, settle_params, finish: one.finish })
      return
    }
    case 'return': {
      const settlements = store.list('settle').filter(({ receivers }) => receivers.length > 0)
      const settlement = settlements[one.which % settlements.length]
      const receivers = settlement?.receivers ?? []
      const { merchant_uid = ANN, amount = 0 } = receivers[one.which % receivers.length] ?? {}
      const about = { out_settle_no: settlement?.out_settle_no ?? 'unknown', merchant_uid }
      await takeBack({ out_return_no: number, return_amount: of(amount, one.share), ...about })
      return
    }
    case 'withdraw': {
      const [, withdrawable] = await balance(one.merchant, one.channel)
      const about = { merchant_uid: one.merchant, channel_type: one.channel }
      await withdraw({ out_order_id: number, withdraw_amount: of(withdrawable, one.share), ...about })
      return
    }
    case 'end': {
      const there = store.list(one.kind).map((record) => String(record[kindOf(one.kind).number as keyof typeof record]))
      const status = one.kind !== 'withdraw' && one.status === 'REEXCHANGE' ? 'FAIL' : one.status
      attempt(() => end(one.kind, there[one.which % there.length] ?? 'unknown', status))
    }
  }
}

/** What has its result, must fail or is not there says so, and nothing changes. */
function attempt(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    expect(error.message).toMatch(/^(record-not-found|result-is-final|must-fail)$/)
  }
}

/** The money of each order adds up, and so does that of all merchants with what has left them. */
function check({ store, clock: { now } }: Gateway): void {
  const all = store.all()
  const ledger = new Ledger(all, now)
  for (const order of all.order) {
    const { paid, ...parts } = ledger.money(order)
    const { out_order_no, total_amount: total } = order
    expect([out_order_no, paid, sum(Object.values(parts))]).toEqual([out_order_no, total, total])
    expect(Object.values(parts).filter((part) => !isAmount(part))).toEqual([])
    expect(new Ledger(store.ofOrder(order), now).money(order)).toEqual(ledger.money(order))
  }
  expect(all.order).toHaveLength(ORDERS.length)
  const balances = checkSums(store, now, all, ledger)
  expect(balances.filter((part) => !isAmount(part))).toEqual([])

  const done = <K extends ResultKind>(kind: K) =>
    ofKind(all, kind).filter((one) => resultAt(one, now).status === 'SUCCESS')
  const refunded = done('refund').map((one) => one.refund_amount - (one.settled?.fee ?? 0))
  const fees = done('settle').map(({ rake }) => rake)
  const withdrawn = done('withdraw').map(({ withdraw_amount }) => withdraw_amount)
  const paid = sum(ORDERS.map(([, , total]) => total))
  expect(sum([...balances, ...refunded, ...fees, ...withdrawn])).toBe(paid)
}

/** The sums that are kept are those of all records. Returns what the merchants have, and what is in transit. */
function checkSums(store: Gateway['store'], now: number, all: Movements, ledger: Ledger): number[] {
  return CHANNELS.flatMap((channel) => {
    const orders = all.order.filter((one) => channelTypeOf(one) === channel)
    const inTransit = store.inTransit(channel, now)
    expect(inTransit).toBe(ledger.unsettled(orders))
    const balances = MERCHANTS.flatMap((uid) => {
      const balance = store.balance(uid, channel, now)
      expect(balance).toEqual(ledger.account(uid, channel))
      return [available(balance), balance.frozen]
    })
    return [inTransit, ...balances]
  })
}

/** The calls for balances say what is kept, and the fund bills of everybody come to it. */
async function checkBills({ balance, store, clock }: Gateway): Promise<void> {
  for (const [merchant, channel] of MERCHANTS.flatMap((one) => CHANNELS.map((channel) => [one, channel] as const))) {
    const account = store.balance(merchant, channel, clock.now)
    const transit = store.inTransit(channel, clock.now, merchant)
    expect(await balance(merchant, channel)).toEqual([transit, available(account), account.frozen])
  }
  checkFundBills(store, MERCHANTS, START, clock.now)
}

function isAmount(value: number): boolean {
  return Number.isInteger(value) && value >= 0
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, one) => all + one, 0)
}

/** What is kept beside the records is what follows from them. */
async function checkDerived(stateDir: string): Promise<void> {
  const kept = await derivedIn(stateDir)
  await underive(stateDir)
  await (await openStore(stateDir)).close()
  expect(await derivedIn(stateDir)).toEqual(kept)
}

const all: Share = { part: 1, more: 0 }

/** What chance seldom comes to: a settled order is refunded after its seller has withdrawn all. */
const NOTHING_LEFT: Step[] = [
  { does: 'settle', again: false, order: 'no-1', shares: [], finish: 'true' },
  { does: 'wait', time: RESULT_TIME },
  { does: 'withdraw', again: false, merchant: SELLER, channel: 'wx', share: all },
  { does: 'refund', again: false, order: 'no-1', share: all },
  { does: 'wait', time: RESULT_TIME }
]

test('whatever is asked for in whatever order, the money adds up at every moment', { timeout: 300_000 }, async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 50, size: 'max' }), async (steps) => {
    const gateway = await gatewayWithOrders()
    for (const [turn, one] of steps.entries()) {
      await play(gateway, one, turn)
      check(gateway)
    }
    await checkBills(gateway)
    await gateway.store.close()
    await checkDerived(gateway.stateDir)
  })
  await fc.assert(property, { numRuns: 30, examples: [[NOTHING_LEFT]] })
})
