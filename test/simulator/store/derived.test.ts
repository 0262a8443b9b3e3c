import { describe, expect, test } from 'vitest'
import { fundRows, transactionRows } from '../../../src/simulator/life-cycle/bill-files.js'
import { openStore } from '../../../src/simulator/store/store.js'
import { ANN, moneyGateway, SELLER, sharing } from '../life-cycle/money.js'
import { freshDirectory, START } from '../support.js'
import { derivedIn, inLayout, underive, writeAsBefore } from './old-store.js'

const DAY = '20220727'
const ALL = { account_type: 'ALL', payment_type: 'ALL', trade_type: 'ALL' }
const LATER = START + 60_000

/** One order of 1000 fen, and something of each kind about it. */
async function busyStore(): Promise<string> {
  const { stateDir, store, settle, settled, takeBack, withdraw, refund, end, call } = await moneyGateway()
  const answers = [await settle({ settle_params: sharing({ [ANN]: 300 }) })]
  settled()
  answers.push(await takeBack(), await withdraw())
  settled()
  answers.push(await refund({ refund_amount: 200 }))
  end('refund', 'refund-1', 'SUCCESS')
  end('withdraw', 'withdraw-1', 'REEXCHANGE')
  answers.push(await call('app_add_sub_merchant', { sub_merchant_id: 'partner', url_type: 1 }))
  expect(answers.map(({ json }) => json.err_no)).toEqual([0, 0, 0, 0, 0])
  await store.close()
  return stateDir
}

/** What is asked of a store that nobody wants to read as a whole. */
async function amountsIn(stateDir: string) {
  const store = await openStore(stateDir)
  const order = store.find('order', 'no-1')
  if (order?.kind !== 'order') throw new Error('no order')
  const settlement = store.list('settle')[0]
  const amounts = {
    seller: store.balance(SELLER, 'wx', LATER),
    ann: store.balance(ANN, 'wx', LATER),
    transit: store.inTransit('wx', LATER),
    own: store.ofOrder(order),
    bySettleNo: store.named('settle', settlement?.settle_no ?? '').map(({ out_settle_no }) => out_settle_no),
    partners: store.named('merchant', 'partner').length,
    bill: transactionRows(store, 'settle', DAY, LATER),
    funds: fundRows(store, ALL, DAY, LATER),
    due: store.callbacks()
  }
  await store.close()
  return amounts
}

describe('a store of an older version', () => {
  test('has all amounts as soon as it is opened', async () => {
    const stateDir = await busyStore()
    const [amounts, derived] = [await amountsIn(stateDir), await derivedIn(stateDir)]
    expect(amounts.seller.total).toBeGreaterThan(0)
    await underive(stateDir)
    expect(await amountsIn(stateDir)).toEqual(amounts)
    expect(await derivedIn(stateDir)).toEqual(derived)
  })

  test.each([2, 4])('with layout %i of what it derives has all of it derived again', async (layout) => {
    const stateDir = await busyStore()
    const derived = await derivedIn(stateDir)
    await inLayout(stateDir, 3, /^\/sum\/fund\//)
    await (await openStore(stateDir)).close()
    expect(await derivedIn(stateDir)).not.toEqual(derived)
    await inLayout(stateDir, layout, /^\/sum\/account\//)
    await (await openStore(stateDir)).close()
    expect(await derivedIn(stateDir)).toEqual(derived)
  })

  test('that goes on writing is noticed', async () => {
    const stateDir = await busyStore()
    const before = await amountsIn(stateDir)
    const payment = { status: 'SUCCESS', way: 'wx', at: START }
    const order = { kind: 'order', out_order_no: 'no-2', order_id: '2', total_amount: 77, created_at: START, payment }
    await writeAsBefore(stateDir, { 'no-2': order })
    const after = await amountsIn(stateDir)
    expect(after.transit - before.transit).toBe(77)
    expect(after.funds.length - before.funds.length).toBe(1)
  })

  test('that writes while a newer one has it open is noticed with the next change', async () => {
    const stateDir = await busyStore()
    const store = await openStore(stateDir)
    const payment = { status: 'SUCCESS', way: 'wx', at: START }
    const order = { kind: 'order', out_order_no: 'no-2', order_id: '2', total_amount: 77, created_at: START, payment }
    await writeAsBefore(stateDir, { 'no-2': order })
    store.changeFaults(() => [])
    expect(store.inTransit('wx', LATER)).toBe(77)
    expect(store.clear()).toBe(2)
    await store.close()
  })

  test('finds its records and the newer one’s, and passes over what it does not know', async () => {
    // Versions before know these kinds, and take any other for damage.
    const known = ['order', 'refund', 'settle', 'return', 'withdraw', 'dead', 'merchant', 'due', 'schedule', 'faults']
    const derived = await derivedIn(await busyStore())
    expect(
      derived.map(([, value]) => value).filter((value) => !('kind' in value) || !known.includes(String(value.kind)))
    ).toEqual([])
  })
})

test('a new store derives nothing', async () => {
  const stateDir = freshDirectory()
  await (await openStore(stateDir)).close()
  expect(await derivedIn(stateDir)).toEqual([])
})
