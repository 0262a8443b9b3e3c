import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { changeStored, newAgreement, type UserChange } from '../../../src/simulator/life-cycle/agreements.js'
import { endStored } from '../../../src/simulator/life-cycle/end-stored.js'
import { SELLER_UID } from '../../../src/simulator/life-cycle/orders.js'
import { account, balanceOf, PAYER } from '../../../src/simulator/life-cycle/places.js'
import { transfersOf } from '../../../src/simulator/life-cycle/transfers.js'
import type { Members } from '../bodies.js'
import { testGateway } from '../support.js'

const FEES = [{ title: 'rent', amount: 100, quantity: 1 }]

/** A gateway with the calls of trade_auth. */
async function authGateway() {
  const gateway = await testGateway()
  const { store, clock, send } = gateway
  let random = 0
  const world = { now: () => clock.now, random: (size: number) => new Uint8Array(size).fill(++random) }
  const call = async (name: string, members: Members) => {
    const headers = { 'content-type': 'application/json', 'access-token': DEMO_KEYS.client_token }
    const path = `/api/trade_auth/v1/developer/${name}/`
    const { json, reason } = await send(path, JSON.stringify(members), { headers })
    return { err_no: json.err_no, reason, data: Object.assign({}, json.data) as Record<string, unknown> }
  }
  const agree = (number = 'sign-1', more: Partial<Parameters<typeof newAgreement>[0]> = {}) => {
    const fields = { out_auth_order_no: number, service_id: '64', open_id: 'user-1', notify_url: '' }
    const agreement = newAgreement({ service: 'periodic', ...fields, ...more }, '', world)
    store.transact((records) => records.put('sign', number, agreement))
    return agreement.auth_order_id
  }
  const user = (change: UserChange, number = 'sign-1') => changeStored(store, number, change, world)
  return {
    ...gateway,
    world,
    call,
    agree,
    user,
    /** A signed agreement. */
    signed: (number = 'sign-1') => {
      const auth_order_id = agree(number)
      user('sign', number)
      return auth_order_id
    },
    /** The signed authorization auth-1. */
    authorized: async () => {
      const asked = { open_id: 'user-1', service_id: '64', scene: 'rent', total_amount: 10_000 }
      const { data } = await call('query_admissible_auth', asked)
      const made = await call('create_auth_order', {
        admissible_token: data.admissible_token,
        out_auth_order_no: 'auth-1'
      })
      user('sign', 'auth-1')
      return String(made.data.auth_order_id)
    },
    deduct: (auth_order_id: string, members: Members = {}) =>
      call('create_sign_pay', {
        ...{ auth_order_id, out_pay_order_no: 'pay-1', merchant_uid: SELLER_UID },
        ...{ expire_seconds: 3600, total_amount: 100, ...members }
      }),
    later: (seconds: number) => {
      clock.now += seconds * 1000
    },
    statusOf: async (number = 'sign-1') =>
      (await call('query_sign_order', { out_auth_order_no: number })).data.status as string
  }
}

describe('an agreement on periodic deduction', () => {
  test.each<[UserChange[], string]>([
    [[], 'TOBESERVED'],
    [['sign'], 'SERVING'],
    [['refuse'], 'CANCEL'],
    [['timeout'], 'TIMEOUT'],
    [['sign', 'cancel'], 'CANCEL'],
    [['sign', 'done'], 'DONE']
  ])('after %j it is %s', async (changes, status) => {
    const { agree, user, statusOf } = await authGateway()
    agree()
    for (const change of changes) user(change)
    expect(await statusOf()).toBe(status)
    // Once more is the same again.
    if (changes.length > 0) user(changes.at(-1) ?? 'sign')
    expect(await statusOf()).toBe(status)
  })

  test.each<[UserChange[], UserChange]>([
    [['refuse'], 'sign'],
    [['timeout'], 'sign'],
    [[], 'cancel'],
    [[], 'done'],
    [['sign'], 'refuse'],
    [['sign', 'done'], 'cancel']
  ])('after %j no %s', async (changes, change) => {
    const { agree, user } = await authGateway()
    agree()
    for (const one of changes) user(one)
    expect(() => user(change)).toThrow('agreement-not-changeable')
  })

  test('that nobody signs runs into its time-out, and cannot be signed any more', async () => {
    const { agree, later, statusOf, user } = await authGateway()
    agree()
    later(299)
    expect(await statusOf()).toBe('TOBESERVED')
    later(1)
    expect(await statusOf()).toBe('TIMEOUT')
    expect(() => user('sign')).toThrow('agreement-not-changeable')
  })

  test('says when it was signed, and who ended it', async () => {
    const { call, signed, clock } = await authGateway()
    const auth_order_id = signed()
    expect((await call('terminate_sign', { auth_order_id })).err_no).toBe(0)
    const { data } = await call('query_sign_order', { auth_order_id })
    const ended = { status: 'CANCEL', sign_time: clock.now, cancel_source: 2 }
    expect(data).toMatchObject({ app_id: DEMO_KEYS.app_id, auth_order_id, ...ended })
    expect(await call('terminate_sign', { auth_order_id })).toMatchObject({
      err_no: 10000,
      reason: 'agreement-in-other-state;key=auth_order_id;state=CANCEL'
    })
  })

  test('that is to be paid at once is deducted when it is signed', async () => {
    const { agree, call, user, later, deduct, signed } = await authGateway()
    const pay = { out_pay_order_no: 'pay-1', pay_order_id: 'mopb1', merchant_uid: SELLER_UID, total_amount: 100 }
    agree('sign-1', { pay: { ...pay, notify_url: '' } })
    expect((await call('query_sign_pay', { pay_order_id: 'mopb1' })).err_no).toBe(10000)
    expect(await deduct(signed('sign-2'))).toMatchObject({ reason: 'number-reused;key=out_pay_order_no' })
    user('sign')
    later(3)
    const { data } = await call('query_sign_pay', { pay_order_id: 'mopb1' })
    const paid = { status: 'SUCCESS', total_amount: 100, pay_channel: 10 }
    expect(data).toMatchObject({ app_id: DEMO_KEYS.app_id, out_pay_order_no: 'pay-1', ...paid })
  })
})

describe('a deduction', () => {
  test('has its result after three seconds, and is the same when it comes again', async () => {
    const { call, deduct, signed, later } = await authGateway()
    const auth_order_id = signed()
    const first = await deduct(auth_order_id)
    expect(await deduct(auth_order_id)).toEqual(first)
    const status = async () => (await call('query_sign_pay', { out_pay_order_no: 'pay-1' })).data.status
    expect(await status()).toBe('PROCESSING')
    later(3)
    expect(await status()).toBe('SUCCESS')
    expect(await deduct(auth_order_id, { total_amount: 101 })).toMatchObject({
      err_no: 10000,
      reason: 'number-reused;key=out_pay_order_no'
    })
  })

  test.each([
    ['余额不足', 'FAIL'],
    ['TIMEOUT', 'TIMEOUT']
  ])('can end with %s', async (message, status) => {
    const { call, deduct, signed, store, clock } = await authGateway()
    await deduct(signed())
    endStored(store, 'deduct', 'pay-1', 'FAIL', clock.now, message)
    expect((await call('query_sign_pay', { out_pay_order_no: 'pay-1' })).data.status).toBe(status)
  })

  test.each<[string, (gateway: Awaited<ReturnType<typeof authGateway>>) => Promise<unknown>, string]>([
    ['that is not signed', async ({ agree, deduct }) => deduct(agree()), 'state=TOBESERVED'],
    ['that nobody has', async ({ deduct }) => deduct('mosb1'), 'no-such-agreement;key=auth_order_id'],
    [
      'without an amount',
      async ({ signed, call }) =>
        call('create_sign_pay', {
          ...{ auth_order_id: signed(), out_pay_order_no: 'p', merchant_uid: SELLER_UID, expire_seconds: 1 }
        }),
      'missing-field;key=total_amount'
    ],
    [
      'for a merchant that is not there',
      async ({ signed, deduct }) => deduct(signed(), { merchant_uid: '71000000000000000001' }),
      'unknown-merchant;key=merchant_uid'
    ],
    ['of the other service', async ({ deduct, authorized }) => deduct(await authorized()), 'no-such-agreement']
  ])('under an agreement %s is refused', async (_, act, reason) => {
    expect(await act(await authGateway())).toMatchObject({ err_no: 10000, reason: expect.stringContaining(reason) })
  })
})

describe('a refund of a deduction', () => {
  const refund = (pay_order_id: unknown, n: number, refund_total_amount: number) => ({
    pay_order_id,
    out_pay_refund_no: `refund-${n}`,
    refund_total_amount
  })

  test('gives back no more than was deducted', async () => {
    const { call, deduct, signed, later } = await authGateway()
    const { pay_order_id } = (await deduct(signed())).data
    const ask = (n: number, amount: number) => call('create_sign_refund', refund(pay_order_id, n, amount))
    expect((await ask(1, 1)).reason).toBe('deduction-not-paid;key=pay_order_id')
    later(3)
    expect((await ask(1, 60)).err_no).toBe(0)
    expect((await ask(2, 41)).reason).toBe('more-than-paid;key=refund_total_amount;limit=40')
    expect((await ask(2, 40)).err_no).toBe(0)
    later(3)
    const { data } = await call('query_sign_refund', { pay_order_id })
    expect(data.refund_list).toMatchObject([
      { app_id: DEMO_KEYS.app_id, out_pay_refund_no: 'refund-1', refund_total_amount: 60, status: 'SUCCESS' },
      { out_pay_refund_no: 'refund-2', refund_total_amount: 40, status: 'SUCCESS' }
    ])
    expect((await call('query_sign_refund', { out_pay_refund_no: 'none' })).data.refund_list).toEqual([])
  })
})

test('an agreement that was made with the clock ahead can be signed when it is set back', async () => {
  const { agree, user, call, clock } = await authGateway()
  clock.now += 86_400_000
  agree()
  clock.now -= 86_400_000
  const status = async () => (await call('query_sign_order', { out_auth_order_no: 'sign-1' })).data.status
  expect(await status()).toBe('TOBESERVED')
  user('sign')
  expect(await status()).toBe('SERVING')
})

describe('an authorization in place of a deposit', () => {
  test('goes its way: signed, deducted, refunded, finished', async () => {
    const { call, authorized, later } = await authGateway()
    const auth_order_id = await authorized()
    const status = async () => (await call('query_auth_order', { out_auth_order_no: 'auth-1' })).data.status
    expect(await status()).toBe('SERVING')
    const paid = await call('create_pay_order', {
      ...{ auth_order_id, out_pay_order_no: 'pay-1', total_amount: 100, fee_detail_list: FEES }
    })
    later(3)
    const { data } = await call('query_pay_order', { out_pay_order_no: 'pay-1' })
    expect(data).toMatchObject({ status: 'SUCCESS', fee_detail_list: FEES })
    const { pay_order_id } = paid.data
    const asked = { pay_order_id, out_pay_refund_no: 'r-1', refund_total_amount: 100, fee_detail_list: FEES }
    expect((await call('create_refund', asked)).err_no).toBe(0)
    later(3)
    expect((await call('query_refund', { out_pay_refund_no: 'r-1' })).data.status).toBe('SUCCESS')
    expect((await call('finish_auth_order', { auth_order_id })).err_no).toBe(0)
    expect(await status()).toBe('DONE')
  })

  test('is cancelled by the merchant, and its unpaid deduction closed', async () => {
    const { call, authorized, later } = await authGateway()
    const auth_order_id = await authorized()
    const members = { auth_order_id, out_pay_order_no: 'pay-1', total_amount: 100, fee_detail_list: FEES }
    const { pay_order_id } = (await call('create_pay_order', members)).data
    expect((await call('close_pay_order', { pay_order_id })).err_no).toBe(0)
    later(3)
    expect((await call('query_pay_order', { pay_order_id })).data.status).toBe('CLOSED')
    expect((await call('cancel_auth_order', { auth_order_id })).err_no).toBe(0)
    expect((await call('query_auth_order', { auth_order_id })).data.status).toBe('CANCEL')
  })

  test('needs a token that lives', async () => {
    const { call, later } = await authGateway()
    const asked = { open_id: 'user-1', service_id: '64', scene: 'rent', total_amount: 10_000 }
    const { admissible_token } = (await call('query_admissible_auth', asked)).data
    const make = (token: unknown) => call('create_auth_order', { admissible_token: token, out_auth_order_no: 'a' })
    expect((await make('x')).reason).toBe('not-admissible;key=admissible_token')
    later(300)
    expect((await make(admissible_token)).reason).toBe('not-admissible;key=admissible_token')
  })
})

test('whatever is deducted, refunded and withdrawn: nothing comes from nowhere, and no account is overdrawn', async () => {
  const step = fc.record({
    does: fc.constantFrom('deduct', 'refund', 'fail', 'withdraw', 'wait'),
    amount: fc.integer({ min: 1, max: 150 }),
    which: fc.nat(5)
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { call, deduct, signed, later, store, clock, world } = await authGateway()
      const auth_order_id = signed()
      const place = account(SELLER_UID, 'hz')
      for (const [n, { does, amount, which }] of steps.entries()) {
        const number = `pay-${which}`
        if (does === 'wait') later(3)
        else if (does === 'deduct') await deduct(auth_order_id, { out_pay_order_no: number, total_amount: amount })
        else if (does === 'refund') {
          const { pay_order_id = 'none' } = store.find('deduct', number) ?? {}
          await call('create_sign_refund', {
            ...{ pay_order_id, out_pay_refund_no: `r-${n}`, refund_total_amount: amount }
          })
        } else if (does === 'fail') {
          try {
            endStored(store, 'deduct', number, 'FAIL', world.now())
          } catch {
            // It is not there, or has its result.
          }
        } else {
          const available = store.balance(SELLER_UID, 'hz', clock.now)
          const withdraw_amount = Math.min(amount, available.total - available.frozen)
          if (withdraw_amount > 0)
            store.transact((records) =>
              records.put('withdraw', `w-${n}`, {
                ...{ kind: 'withdraw', out_order_id: `w-${n}`, order_id: `${n}`, merchant_uid: SELLER_UID },
                ...{ channel_type: 'hz', withdraw_amount, content: '', cp_extra: '', created_at: clock.now }
              })
            )
        }
        const transfers = transfersOf(store.all(), clock.now)
        const held = balanceOf(transfers, place)
        expect(store.balance(SELLER_UID, 'hz', clock.now)).toEqual(held)
        expect(held.total - held.frozen).toBeGreaterThanOrEqual(0)
        expect(balanceOf(transfers, PAYER).total + held.total + balanceOf(transfers, 'bank').total).toBe(0)
      }
    }),
    { numRuns: 25 }
  )
}, 60_000)
