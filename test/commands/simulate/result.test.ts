import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { newDeduction } from '../../../src/simulator/life-cycle/deductions.js'
import { openStore } from '../../../src/simulator/store/store.js'
import { type Place, place } from '../../config/place.js'
import { faultServer } from '../../gateway/fault-server.js'
import { run } from '../run.js'

let here: Place
beforeEach(async () => {
  here = place()
  await run('create-order --env local --amount 1000 --out-order-no order_1', { here })
  await run('simulate pay order_1', { here })
})

/** A clock that is ten times as fast from now on: what comes in seconds comes before it is asked for again. */
function fastClock(): () => number {
  const start = Date.now()
  return () => start + 10 * (Date.now() - start)
}

const refund = (more = '') => run(`refund order_1 --amount 300 --out-refund-no refund_1 --env local ${more}`, { here })
const msgOf = (callback: string) => JSON.parse(JSON.parse(callback).msg)

describe('refund, query-refund', () => {
  test('a refund is asked for, processed and found', async () => {
    const { exit, stdout } = await refund()
    expect([exit, JSON.parse(stdout)]).toMatchObject([0, { err_no: 0, refund_no: expect.stringMatching(/^\d{19}$/) }])
    const found = await run('query-refund refund_1 --env local --output pretty', { here })
    expect(found.exit).toBe(0)
    expect(found.stdout).toMatch(/"refund_amount": 300, {2}\/\/ ¥3\.00/)
    expect(found.stdout).toMatch(/"refund_status": "(PROCESSING|SUCCESS)", {2}\/\/ /)
  })

  test('query-refund --wait waits for the result', async () => {
    await refund()
    const { exit, stdout } = await run('query-refund refund_1 --wait --env local', { here, now: fastClock() })
    expect([exit, JSON.parse(stdout).refundInfo.refund_status]).toEqual([0, 'SUCCESS'])
  })

  test('a number is made where none is given', async () => {
    const { stderr, exit } = await run('refund order_1 --amount 1 --env local', { here })
    expect(exit).toBe(0)
    expect(stderr).toMatch(/^out_refund_no: \d{17}[a-z0-9]{8}$/m)
  })

  test.each([
    ['refund', 'missing-argument'],
    ['refund order_1', 'missing-field'],
    ['refund order_1 --amount 3.00', 'amount-with-decimals'],
    ['query-refund', 'missing-argument']
  ])('%s: %s', async (argv, code) => {
    expect(await run(`${argv} --env local`, { here })).toMatchObject({ exit: 2, codes: [code] })
  })

  test('more than was paid is refused, with the reason', async () => {
    const { exit, codes, stderr } = await run('refund order_1 --amount 1001 --env local', { here })
    expect([exit, codes]).toEqual([1, ['gateway-refused']])
    expect(stderr).toContain('more-than-paid;key=refund_amount;limit=1000')
  })

  test('production wants --yes', async () => {
    const env = { ECPAY_APP_ID: 'tt1', ECPAY_SALT: 'salt_1' }
    const { exit, codes } = await run('refund order_1 --amount 1 --env production', { env })
    expect([exit, codes]).toEqual([2, ['confirmation-needed']])
  })
})

describe('simulate refund', () => {
  test.each([
    ['', 'SUCCESS', ''],
    ['--fail', 'FAIL', '余额不足']
  ])('%s: prints a callback that verifies', async (flag, status, message) => {
    await refund('--cp-extra 透传')
    const { exit, stdout } = await run(`simulate refund refund_1 ${flag}`, { here })
    expect(exit).toBe(0)
    const order_id = expect.stringMatching(/^\d{19}$/)
    expect(msgOf(stdout)).toMatchObject({ cp_refundno: 'refund_1', refund_amount: 300, status, message, order_id })
    expect(msgOf(stdout)).toMatchObject({ cp_extra: '透传', refund_no: order_id, is_all_settled: false })
    expect(await run('verify-callback --env local', { here, stdin: stdout })).toMatchObject({ exit: 0 })
    const found = await run('query-refund refund_1 --env local', { here })
    expect(JSON.parse(found.stdout).refundInfo).toMatchObject({ refund_status: status, msg: message })
  })

  test('delivers to the notify_url of the refund', async () => {
    const { url, bodies } = await faultServer((_, response) => void response.end('{"err_no":0}'))
    await refund(`--notify-url ${url}`)
    const { exit, stdout } = await run('simulate refund refund_1 --json', { here })
    expect(exit).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      out_refund_no: 'refund_1',
      status: 'SUCCESS',
      callback: bodies[0],
      deliveries: [{ attempt: 1, delivered: true }]
    })
    expect(msgOf(bodies[0] ?? '')).toMatchObject({ status: 'SUCCESS' })
  })

  test('a refund that has its result keeps it, and its callback can be had again', async () => {
    await refund()
    await run('simulate refund refund_1', { here })
    expect((await run('simulate refund refund_1', { here })).exit).toBe(0)
    expect(await run('simulate refund refund_1 --fail', { here })).toMatchObject({
      exit: 1,
      codes: ['result-is-final']
    })
  })

  test('an unknown refund', async () => {
    expect(await run('simulate refund other', { here })).toMatchObject({ exit: 1, codes: ['record-not-found'] })
  })
})

/** Each kind of thing that is accepted: how it is asked for, simulated and queried, and its result in the callback. */
const SETTLE = `settle order_1 --out-settle-no settle_1 --settle-params [{"merchant_uid":"ann","amount":100}] --env local`
const RETURN = 'return settle_1 --merchant-uid ann --amount 40 --out-return-no return_1 --env local'
const WITHDRAW = 'withdraw --merchant-uid ann --channel-type wx --amount 60 --out-order-id withdraw_1 --env local'

describe('simulate settle, return and withdraw', () => {
  test('settle prints a callback that verifies', async () => {
    await run(`${SETTLE} --cp-extra 透传`, { here })
    const { exit, stdout } = await run('simulate settle settle_1', { here })
    expect(exit).toBe(0)
    expect(msgOf(stdout)).toMatchObject({ cp_settle_no: 'settle_1', status: 'SUCCESS', rake: 6, settle_amount: 1000 })
    expect(msgOf(stdout)).toMatchObject({ cp_extra: '透传', out_order_no: 'order_1', is_auto_settle: false })
    expect(msgOf(stdout).settle_detail).toBe('商户号ann-分成金额(分)100,商户号70000000000000000001-分成金额(分)894')
    expect(await run('verify-callback --env local', { here, stdin: stdout })).toMatchObject({ exit: 0 })
    const found = await run('query-settle settle_1 --env local --output pretty', { here })
    expect(found.stdout).toMatch(/"settle_status": "SUCCESS", {2}\/\/ settled/)
  })

  test('settle --fail says why in the callback and in the query', async () => {
    await run(SETTLE, { here })
    const { stdout } = await run('simulate settle settle_1 --fail', { here })
    const { settle_info } = JSON.parse((await run('query-settle settle_1 --env local', { here })).stdout)
    expect(msgOf(stdout)).toMatchObject({ status: 'FAIL', message: settle_info.msg })
    expect(settle_info).toMatchObject({ settle_status: 'FAIL', msg: expect.stringMatching(/禁止分账$/) })
  })

  test('return has no callback', async () => {
    await run(SETTLE, { here })
    await run('simulate settle settle_1', { here })
    await run(RETURN, { here })
    const { exit, stdout } = await run('simulate return return_1 --json', { here })
    expect([exit, JSON.parse(stdout)]).toEqual([
      0,
      { out_return_no: 'return_1', status: 'SUCCESS', callback: null, deliveries: [] }
    ])
    const again = await run('simulate return return_1', { here })
    expect([again.stdout, again.stderr]).toEqual(['', 'return_1: SUCCESS.\nThe platform sends no callback for this.\n'])
  })

  test.each([
    ['', 'SUCCESS', ''],
    ['--fail', 'FAIL', '银行账户信息有误'],
    ['--reexchange', 'REEXCHANGE', '银行退票']
  ])('withdraw %s calls back to the callback of the request', async (flag, status, message) => {
    const { url, bodies } = await faultServer((_, response) => void response.end('{"err_no":0}'))
    await run(SETTLE, { here })
    await run('simulate settle settle_1', { here })
    await run(`${WITHDRAW} --callback ${url} --cp-extra 透传`, { here })
    expect((await run(`simulate withdraw withdraw_1 ${flag}`, { here })).exit).toBe(0)
    expect(msgOf(bodies[0] ?? '')).toMatchObject({ out_order_id: 'withdraw_1', status, message, extra: '透传' })
  })

  test.each([
    ['settle', 'record-not-found', 1],
    ['return', 'record-not-found', 1],
    ['withdraw', 'record-not-found', 1],
    ['withdraw --fail --reexchange', 'conflicting-options', 2],
    ['settle --reexchange', 'unknown-option', 2]
  ])('simulate %s: %s', async (verb, code, exit) => {
    const [kind = '', ...flags] = verb.split(' ')
    expect(await run(`simulate ${kind} other ${flags.join(' ')}`, { here })).toMatchObject({ exit, codes: [code] })
  })

  test('what must fail cannot be made to succeed', async () => {
    await run(SETTLE, { here })
    await run('simulate settle settle_1', { here })
    await run(WITHDRAW.replace('60', '90'), { here })
    await run(RETURN, { here })
    expect(await run('simulate return return_1', { here })).toMatchObject({ exit: 1, codes: ['must-fail'] })
    expect((await run('simulate return return_1 --fail', { here })).exit).toBe(0)
  })

  test('simulate list has a table of each kind', async () => {
    await refund()
    await run('simulate refund refund_1', { here })
    await run(SETTLE, { here })
    await run('simulate settle settle_1', { here })
    await run(RETURN, { here })
    await run(WITHDRAW.replace('60', '1'), { here })
    const { stdout } = await run('simulate list', { here })
    for (const line of [
      /^out_order_no +amount +status +created\norder_1 +¥10\.00 +SUCCESS +20/m,
      /^\nout_refund_no +out_order_no +amount.*\nrefund_1 +order_1 +¥3\.00 +SUCCESS/m,
      /^\nout_settle_no +out_order_no +amount.*\nsettle_1 +order_1 +¥7\.00 +SUCCESS/m,
      /^\nout_return_no +out_settle_no +merchant_uid.*\nreturn_1 +settle_1 +ann +¥0\.40/m,
      /^\nout_order_id +merchant_uid +channel_type.*\nwithdraw_1 +ann +wx +¥0\.01/m
    ])
      expect(stdout).toMatch(line)
    const lists = JSON.parse((await run('simulate list --json', { here })).stdout)
    expect(lists.settlements).toMatchObject([{ out_settle_no: 'settle_1', status: 'SUCCESS', rake: 4, last: true }])
    expect(Object.keys(lists.withdrawals[0])).not.toContain('content')
  })
})

test('simulate deduct calls back to the configured address, but not under an authorization in place of a deposit', async () => {
  const { url, bodies } = await faultServer((_, response) => void response.end('{"err_no":0,"err_tips":"success"}'))
  const store = await openStore(here.path('../state'))
  const world = { now: Date.now, random: (size: number) => randomBytes(size) }
  for (const [out_pay_order_no, fees] of [
    ['pay_1', { fee_detail_list: '[]' }],
    ['pay_2', {}]
  ] as const) {
    const fields = { out_pay_order_no, auth_order_id: 'auth_1', merchant_uid: 'ann', total_amount: 1, notify_url: '' }
    const deduction = newDeduction({ ...fields, ...fees }, '', world)
    store.transact((records) => records.put('deduct', out_pay_order_no, deduction))
  }
  await store.close()
  const env = { ECPAY_NOTIFY_URL: url }
  const { exit, stdout } = await run('simulate deduct pay_1 --json', { here, env })
  expect([exit, JSON.parse(stdout).callback, bodies.length]).toEqual([0, null, 0])
  expect((await run('simulate deduct pay_2', { here, env })).exit).toBe(0)
  expect(bodies).toHaveLength(1)
})

test('settle --wait, return --wait and withdraw --wait wait for the result', async () => {
  const now = fastClock()
  for (const argv of [SETTLE, RETURN, WITHDRAW]) {
    expect((await run(`${argv} --wait`, { here, now })).exit).toBe(0)
  }
  const argv = 'balance --merchant-uid ann --channel-type wx --env local --output pretty'
  const { stdout } = await run(argv, { here, now })
  expect(stdout).toMatch(/"withdrawable_balacne": 0, {2}\/\/ ¥0\.00/)
})
