import { expect, test } from 'vitest'
import { type Order, SELLER_UID } from '../../../src/simulator/life-cycle/orders.js'
import { signedBody } from '../bodies.js'
import { testGateway } from '../support.js'

const BALANCE = '/api/apps/ecpay/saas/query_merchant_balance'
const LOOKS = ['filter', 'find', 'some', 'reduce', 'map', 'flatMap'] as const

/** How many members of lists are looked at while something is done: what grows with the square shows by it. */
async function looks(work: () => unknown): Promise<number> {
  let count = 0
  const own = LOOKS.map((name) => [name, Array.prototype[name]] as const)
  for (const [name, method] of own) {
    Object.assign(Array.prototype, {
      [name](this: unknown[], ...args: unknown[]) {
        count += this.length
        return Reflect.apply(method, this, args)
      }
    })
  }
  try {
    await work()
  } finally {
    for (const [name, method] of own) Object.assign(Array.prototype, { [name]: method })
  }
  return count
}

/** A gateway with so many paid orders. */
async function withOrders(count: number) {
  const gateway = await testGateway()
  await gateway.create()
  await gateway.pay()
  const paid = gateway.store.find('order', 'no-1') as Order
  gateway.store.transact((records) => {
    for (let i = 2; i <= count; i++) records.put('order', `no-${i}`, { ...paid, out_order_no: `no-${i}` })
  })
  return { ...gateway, paid }
}

const balanceOf = signedBody({ merchant_uid: SELLER_UID, channel_type: 'wx' })

test('the balance of ten times as many orders takes as many looks, and is their sum', async () => {
  const few = await withOrders(100)
  const many = await withOrders(1000)
  const answers: object[] = []
  const count = (gateway: typeof few) => looks(async () => answers.push((await gateway.send(BALANCE, balanceOf)).json))
  const [least, most] = [await count(few), await count(many)]
  expect(most).toBe(least)
  const total = few.paid.total_amount
  expect(answers).toMatchObject([
    { err_no: 0, account_info: { online_balance: 100 * total } },
    { err_no: 0, account_info: { online_balance: 1000 * total } }
  ])
})
