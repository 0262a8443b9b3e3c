import { ENDPOINTS } from '../../../src/ecpay/endpoints/endpoints.js'
import { endStored } from '../../../src/simulator/life-cycle/end-stored.js'
import type { ResultKind } from '../../../src/simulator/life-cycle/kinds/kinds.js'
import { type Order, SELLER_UID, type Way } from '../../../src/simulator/life-cycle/orders.js'
import { type Outcome, RESULT_TIME } from '../../../src/simulator/life-cycle/results.js'
import { type Members, signedBody } from '../bodies.js'
import { type Answered, testGateway } from '../support.js'
import { Ledger } from './ledger.js'

export const SELLER = SELLER_UID
/** Merchants that may share in an order. */
export const [ANN, BOB] = ['uid-ann', 'uid-bob'] as const

/** A signed call of the gateway by its name, with texts for what it wants beside `members`. */
function caller(send: (path: string, body: string) => Promise<Answered>) {
  return (name: string, members: Members): Promise<Answered> => {
    const path = ENDPOINTS.find((one) => one.name === name)?.path ?? ''
    const words = { settle_desc: 'settled', return_desc: 'returned', reason: 'refunded' }
    const fields = ENDPOINTS.find((one) => one.name === name)?.fields.map(({ key }) => key) ?? []
    const taken = Object.fromEntries(Object.entries(words).filter(([key]) => fields.includes(key)))
    return send(path, signedBody({ ...taken, ...members }))
  }
}

/** The JSON text of `settle_params`. */
export function sharing(shares: Readonly<Record<string, number>> | readonly (readonly [string, number])[]): string {
  const pairs = Array.isArray(shares) ? shares : Object.entries(shares)
  return JSON.stringify(pairs.map(([merchant_uid, amount]) => ({ merchant_uid, amount })))
}

/** A gateway with what moves money, and with the paid order no-1 over 1000 fen. */
export async function moneyGateway(way: Way = 'wx', total_amount = 1000) {
  const gateway = await testGateway()
  const { store, clock } = gateway
  const call = caller(gateway.send)
  await gateway.create({ total_amount })
  gateway.pay('no-1', way)
  return {
    ...gateway,
    call,
    /** As it would be some seconds later. */
    settled: () => {
      clock.now += RESULT_TIME
    },
    end: (kind: ResultKind, number: string, status: Outcome['status']) =>
      endStored(store, kind, number, status, clock.now),
    settle: (members: Members = {}) => call('settle', { out_order_no: 'no-1', out_settle_no: 'settle-1', ...members }),
    takeBack: (members: Members = {}) =>
      call('create_return', {
        out_settle_no: 'settle-1',
        out_return_no: 'return-1',
        merchant_uid: ANN,
        return_amount: 100,
        ...members
      }),
    withdraw: (members: Members = {}) =>
      call('merchant_withdraw', {
        merchant_uid: SELLER,
        channel_type: 'wx',
        withdraw_amount: 100,
        out_order_id: 'withdraw-1',
        ...members
      }),
    balance: async (merchant_uid: string = SELLER, channel_type = 'wx'): Promise<[number, number, number]> => {
      const { json } = await call('query_merchant_balance', { merchant_uid, channel_type })
      const account = json.account_info as Record<string, number>
      return [account.online_balance ?? -1, account.withdrawable_balacne ?? -1, account.freeze_balance ?? -1]
    },
    money: (out_order_no = 'no-1') =>
      new Ledger(store.all(), clock.now).money(store.find('order', out_order_no) as Order)
  }
}
