import { beforeEach, describe, expect, test } from 'vitest'
import { type Place, place } from '../config/place.js'
import { faultServer } from '../gateway/fault-server.js'
import { run } from './run.js'

let here: Place
beforeEach(async () => {
  here = place()
  await run('create-order --env local --amount 1000 --out-order-no order_1', { here })
  await run('simulate pay order_1', { here })
})

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
    const { exit, stdout } = await run('query-refund refund_1 --wait --env local', { here })
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
