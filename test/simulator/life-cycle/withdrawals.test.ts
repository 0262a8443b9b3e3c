import { describe, expect, test } from 'vitest'
import { moneyGateway, SELLER } from './money.js'

/** A gateway whose seller can withdraw 994 fen. */
async function settledGateway() {
  const gateway = await moneyGateway()
  await gateway.settle()
  gateway.settled()
  return gateway
}

const DAY = 24 * 3600 * 1000
const THEIRS = { merchant_uid: SELLER, channel_type: 'wx' }

describe('merchant_withdraw', () => {
  test('is accepted, and what it takes is frozen until it is gone', async () => {
    const { withdraw, settled, call, balance } = await settledGateway()
    const { json } = await withdraw({ cp_extra: '透传' })
    expect(json).toEqual({ err_no: 0, err_tips: 'success', order_id: expect.stringMatching(/^[0-9]{19}$/) })
    const asked = async () => (await call('query_withdraw_order', { ...THEIRS, out_order_id: 'withdraw-1' })).json
    expect(await asked()).toEqual({ err_no: 0, err_tips: 'success', status: 'PROCESSING', statusMsg: '' })
    expect(await balance()).toEqual([0, 894, 100])
    settled()
    expect(await asked()).toMatchObject({ status: 'SUCCESS' })
    expect(await balance()).toEqual([0, 894, 0])
  })

  test.each([
    ['FAIL', '银行账户信息有误'],
    ['REEXCHANGE', '银行退票']
  ] as const)('%s leaves the money with the merchant', async (status, statusMsg) => {
    const { withdraw, call, balance, end } = await settledGateway()
    await withdraw()
    end('withdraw', 'withdraw-1', status)
    const { json } = await call('query_withdraw_order', { ...THEIRS, out_order_id: 'withdraw-1' })
    expect(json).toMatchObject({ status, statusMsg })
    expect(await balance()).toEqual([0, 994, 0])
  })

  test('the bank can return what has succeeded, once', async () => {
    const { withdraw, settled, balance, end } = await settledGateway()
    await withdraw()
    settled()
    expect(() => end('withdraw', 'withdraw-1', 'FAIL')).toThrow('result-is-final')
    end('withdraw', 'withdraw-1', 'REEXCHANGE')
    expect(await balance()).toEqual([0, 994, 0])
    expect(() => end('withdraw', 'withdraw-1', 'SUCCESS')).toThrow('result-is-final')
  })

  test('nothing else is ever returned by a bank', async () => {
    const { end, refund, settled } = await moneyGateway()
    await refund()
    settled()
    expect(() => end('refund', 'refund-1', 'REEXCHANGE')).toThrow('result-is-final')
  })

  test.each([
    ['more than there is', { withdraw_amount: 995 }, 'more-than-withdrawable;key=withdraw_amount;limit=994'],
    ['of another channel', { channel_type: 'hz' }, 'more-than-withdrawable;key=withdraw_amount;limit=0'],
    ['of an unknown merchant', { merchant_uid: 'x' }, 'more-than-withdrawable;key=withdraw_amount;limit=0'],
    ['by an unknown channel', { channel_type: 'bank' }, 'not-one-of;key=channel_type'],
    ['without a number', { out_order_id: '' }, 'missing-field;key=out_order_id']
  ])('refuses %s', async (_, members, reason) => {
    const { withdraw, store } = await settledGateway()
    expect(await withdraw(members)).toMatchObject({ reason, json: { err_no: 2010, order_id: '' } })
    expect(store.list('withdraw')).toEqual([])
  })

  test('those that failed do not count for the limit of a day', async () => {
    const { withdraw, end } = await settledGateway()
    const ask = (number: number) => withdraw({ out_order_id: `w-${number}`, withdraw_amount: 1 })
    for (let i = 1; i <= 5; i++) {
      expect(await ask(i)).toMatchObject({ json: { err_no: 0 } })
      if (i <= 2) end('withdraw', `w-${i}`, 'FAIL')
    }
    for (const i of [6, 7]) expect(await ask(i)).toMatchObject({ json: { err_no: 0 } })
    expect(await ask(8)).toMatchObject({ reason: 'too-many-withdrawals;key=merchant_uid;limit=5' })
  })

  test('five times a day for a merchant and a channel, by the days of Beijing', async () => {
    const { withdraw, clock } = await settledGateway()
    const ask = (number: number) => withdraw({ out_order_id: `w-${number}`, withdraw_amount: 1 })
    for (let i = 1; i <= 5; i++) expect(await ask(i)).toMatchObject({ json: { err_no: 0 } })
    expect(await ask(6)).toMatchObject({ reason: 'too-many-withdrawals;key=merchant_uid;limit=5' })
    // START is 20:27:15 in Beijing.
    clock.now = Date.UTC(2022, 6, 27, 15, 59, 59)
    expect(await ask(7)).toMatchObject({ reason: 'too-many-withdrawals;key=merchant_uid;limit=5' })
    clock.now += 1000
    expect(await ask(8)).toMatchObject({ json: { err_no: 0 } })
    clock.now += DAY
    expect(await ask(9)).toMatchObject({ json: { err_no: 0 } })
  })

  test('the same number with the same content is the same withdrawal', async () => {
    const { withdraw, store } = await settledGateway()
    const first = await withdraw()
    expect((await withdraw()).json).toEqual(first.json)
    expect(await withdraw({ withdraw_amount: 101 })).toMatchObject({ reason: 'number-reused;key=out_order_id' })
    expect(store.list('withdraw')).toHaveLength(1)
  })
})

test.each([{ out_order_id: 'other' }, { merchant_uid: 'other' }, { channel_type: 'hz' }])(
  'query_withdraw_order does not know %j',
  async (members) => {
    const { withdraw, call } = await settledGateway()
    await withdraw()
    expect(await call('query_withdraw_order', { ...THEIRS, out_order_id: 'withdraw-1', ...members })).toMatchObject({
      reason: 'no-such-withdrawal;key=out_order_id',
      json: { err_no: 2000, status: '', statusMsg: '' }
    })
  }
)

test('query_merchant_balance has every member', async () => {
  const { call } = await settledGateway()
  const { json } = await call('query_merchant_balance', { ...THEIRS, merchant_entity: 2 })
  expect(json).toEqual({
    err_no: 0,
    err_tips: 'success',
    account_info: { online_balance: 0, withdrawable_balacne: 994, freeze_balance: 0 },
    settle_info: {
      settle_type: 1,
      settle_account: '',
      bankcard_no: expect.stringMatching(/^\d+$/),
      bank_name: '演示银行'
    },
    merchant_entity: 2
  })
})
