import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DEMO_KEY_PAIRS } from '../../src/simulator/demo-key-pairs.js'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'
import { type Place, place } from '../config/place.js'
import { callback, callbackSign, DEMO, requestSign } from '../e2e/platform.js'
import { type Answering, faultServer } from '../gateway/fault-server.js'
import { serving } from './callback/receive.js'
import { run } from './run.js'

const create = (here: Place, number: string, argv = '') =>
  run(`create-order --env local --amount 100 --out-order-no ${number} ${argv}`, { here })

describe('simulate keys', () => {
  test('text and --json', async () => {
    const { stdout } = await run('simulate keys')
    const { private_key, platform_public_key, key_version } = DEMO_KEY_PAIRS
    const lines = Object.entries({ ...DEMO_KEYS, key_version }).map(([name, value]) => `${name.padEnd(14)}${value}`)
    const pems = `private_key\n${private_key}\nplatform_public_key\n${platform_public_key}`
    expect(stdout).toBe(`${lines.join('\n')}\n\n${pems}`)
    expect(DEMO_KEYS).toMatchObject(DEMO)
    expect(JSON.parse((await run('simulate keys --json')).stdout)).toEqual({ ...DEMO_KEYS, ...DEMO_KEY_PAIRS })
    const env = { ECPAY_SALT: DEMO_KEYS.salt, ECPAY_TOKEN: DEMO_KEYS.token, ECPAY_PRIVATE_KEY: `${private_key}\n` }
    expect(await run('simulate keys', { env })).toMatchObject({ stdout, codes: [] })
  })
})

describe('simulate list and reset', () => {
  test('the orders, oldest first; none after a reset', async () => {
    const here = place()
    await create(here, 'no_1')
    await create(here, 'no_2')
    await run('simulate pay no_2', { here })
    const { stdout } = await run('simulate list', { here })
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
      ['out_order_no', 'amount', 'status'],
      ['no_1', '¥1.00', 'PROCESSING'],
      ['no_2', '¥1.00', 'SUCCESS'],
      ['']
    ])
    const { orders } = JSON.parse((await run('simulate list --json', { here })).stdout)
    expect(orders).toMatchObject([
      { out_order_no: 'no_1', total_amount: 100, status: 'PROCESSING' },
      { out_order_no: 'no_2', status: 'SUCCESS', payment: { way: 'wx' } }
    ])
    expect(JSON.parse((await run('simulate reset --yes --json', { here })).stdout)).toEqual({ deleted: 2 })
    const empty = await run('simulate list', { here })
    expect([empty.exit, empty.stdout]).toEqual([0, ''])
    expect(JSON.parse((await run('simulate list --json', { here })).stdout)).toEqual({
      orders: [],
      refunds: [],
      settlements: [],
      returns: [],
      withdrawals: [],
      trade_refunds: [],
      agreements: [],
      deductions: [],
      deduction_refunds: []
    })
  })

  test.each([
    ['in a pipe', {}, 2, ['prompt-refused'], 1],
    ['answered no', { terminal: true, answers: [['(y/N)', '\r']] }, 2, ['not-confirmed'], 1],
    ['answered yes', { terminal: true, answers: [['(y/N)', 'yes\r']] }, 0, [], 0]
  ] as const)('a reset wants to be confirmed: %s', async (_, options, exit, codes, left) => {
    const here = place()
    await create(here, 'no_1')
    const ran = await run('simulate reset --no-color', { here, ...options })
    expect([ran.exit, ran.codes]).toEqual([exit, codes])
    expect(JSON.parse((await run('simulate list --json', { here })).stdout).orders).toHaveLength(left)
  })
})

describe('simulate pay', () => {
  test.each([
    ['', 'SUCCESS', '1'],
    ['--way ali', 'SUCCESS', '2'],
    ['--way dyzf', 'SUCCESS', '10']
  ])('%s without a notify_url prints the callback', async (argv, status, way) => {
    const here = place()
    await create(here, 'no_1', '--cp-extra extra')
    const { exit, stdout } = await run(`simulate pay no_1 ${argv}`, { here })
    const { timestamp, nonce, msg, msg_signature } = JSON.parse(stdout)
    expect(exit).toBe(0)
    expect(msg_signature).toBe(callbackSign(DEMO.token, timestamp, nonce, msg))
    expect(JSON.parse(msg)).toMatchObject({ cp_orderno: 'no_1', cp_extra: 'extra', total_amount: 100, status, way })
    expect(await run('verify-callback --env local', { stdin: stdout })).toMatchObject({ exit: 0, stdout: `${msg}\n` })
  })

  test('--fail sends nothing', async () => {
    const here = place()
    await create(here, 'no_1')
    expect(await run('simulate pay no_1 --fail', { here })).toMatchObject({ exit: 0, stdout: '' })
    const query = await run('query no_1', { here })
    expect(JSON.parse(query.stdout).payment_info.order_status).toBe('FAIL')
    await create(here, 'no_2')
    const { stdout } = await run('simulate pay no_2 --fail --json', { here })
    expect(JSON.parse(stdout)).toEqual({ out_order_no: 'no_2', status: 'FAIL', callback: null, deliveries: [] })
  })

  test.each([
    ['an order that is not there', 'no_9', 1, ['order-not-found']],
    ['one that is paid, in another way', 'no_paid --way ali', 1, ['order-not-payable']],
    ['a way that it hides', 'no_1', 1, ['way-not-offered']],
    ['an unknown way', 'no_1 --way cash', 2, ['invalid-option-value']],
    ['no number', '', 2, ['missing-argument']]
  ])('%s', async (_, argv, exit, codes) => {
    const here = place()
    await create(here, 'no_1', '--limit-pay-way LIMIT_WX')
    await create(here, 'no_paid')
    await run('simulate pay no_paid', { here })
    const ran = await run(`simulate pay ${argv}`, { here })
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([exit, codes, ''])
  })

  const acknowledge: Answering = (_, response) => response.end('{"err_no":0,"err_tips":"success"}')
  const later: Answering = (request, response, count) => {
    if (count === 1) response.writeHead(500).end()
    else if (count === 2) response.end('ok')
    else if (count === 3) response.end('{"err_no":1,"err_tips":"busy\\u001b"}')
    else acknowledge(request, response, count)
  }

  test('delivers to notify_url, again until it is accepted', async () => {
    const here = place()
    const handler = await faultServer(later)
    await create(here, 'no_1', `--notify-url ${handler.url}/notify`)
    const { exit, stdout, stderr } = await run('simulate pay no_1 --time-scale 0.00001', { here })
    expect([exit, stdout]).toEqual([0, ''])
    expect(stderr.match(/^attempt \d+ of 16/gm)).toHaveLength(4)
    // 15, 15 and 30 seconds by the schedule.
    expect(stderr.match(/Next in \S+ s/g)).toEqual(['Next in 0.00015 s', 'Next in 0.00015 s', 'Next in 0.0003 s'])
    expect(stderr).toContain('err_no 1: busy<U+001B>')
    expect(new Set(handler.bodies)).toHaveLength(1)
    const verified = await run('verify-callback --env local', { stdin: handler.bodies[0] ?? '' })
    expect(verified.exit).toBe(0)
  })

  test('an order that is paid is called back once more, as it was paid', async () => {
    const here = place()
    const handler = await faultServer(acknowledge)
    await create(here, 'no_1', `--notify-url ${handler.url}/notify`)
    await run('simulate pay no_1 --way ali', { here })
    expect(await run('simulate pay no_1', { here })).toMatchObject({ exit: 0, codes: [] })
    const [first, second] = handler.bodies.map((body) => JSON.parse(body).msg)
    expect([second, JSON.parse(second).way]).toEqual([first, '2'])
  })

  test('--json lists the deliveries', async () => {
    const here = place()
    const handler = await faultServer(later)
    await create(here, 'no_1', `--notify-url ${handler.url}`)
    const { stdout } = await run('simulate pay no_1 --time-scale 0.00001 --json', { here })
    const { deliveries, callback: body } = JSON.parse(stdout)
    expect(body).toBe(handler.bodies[0])
    expect(deliveries.map((one: { problem?: { code: string } }) => one.problem?.code)).toEqual([
      'callback-not-200',
      'callback-answer-not-json',
      'callback-refused',
      undefined
    ])
  })

  test('given up after the whole schedule: exit 1', async () => {
    const here = place()
    const handler = await faultServer((_, response) => response.writeHead(302).end())
    await create(here, 'no_1', `--notify-url ${handler.url}`)
    const ran = await run('simulate pay no_1 --time-scale 0', { here })
    expect([ran.exit, ran.codes]).toEqual([1, ['callback-not-delivered']])
    expect(handler.bodies).toHaveLength(16)
  })
})

describe('simulate serve', () => {
  /** Serves until the test has seen enough; resolves with what was said. */
  async function served(argv: string, use: (url: string) => Promise<unknown>, here = place()) {
    const stop = new AbortController()
    const { url, ended } = await serving(`simulate serve ${argv}`, { here, signal: stop.signal })
    await use(url)
    stop.abort('interrupt')
    return ended
  }

  const order = { app_id: DEMO.app_id, out_order_no: 'no_1', total_amount: 1, subject: 's', body: 'b', valid_time: 300 }
  const post = (url: string, body: object) =>
    fetch(`${url}/api/apps/ecpay/v1/create_order`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })

  test('a line a request, and 130 in the end', async () => {
    const { exit, stdout } = await served('', async (url) => {
      await post(url, { ...order, sign: requestSign(order, DEMO.salt) })
      await post(url, { ...order, out_order_no: 'x\u001b', sign: 'wrong' })
    })
    expect(exit).toBe(130)
    const lines = stdout.split('\n').filter((line) => line.includes('create_order'))
    expect(lines).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d {2}create_order {2}err_no 0 {2}no_1$/),
      expect.stringMatching(/err_no 2008 {2}x<U\+001B> {2}malformed-sign/)
    ])
  })

  test('a line names what it is about by its own number, and what is no call by its HTTP status', async () => {
    const about = { app_id: DEMO.app_id, out_order_no: 'no_1' }
    const refund = { ...about, out_refund_no: 'refund_1', refund_amount: 1, reason: 'r' }
    const settle = { ...about, out_settle_no: 'settle_1', settle_desc: 'd' }
    const { stdout, stderr } = await served('', async (url) => {
      for (const [path, body] of [
        ['/api/apps/ecpay/v1/create_refund', refund],
        ['/api/apps/ecpay/v1/settle', settle],
        ['/api/apps/ecpay/v1/query_merchant_balance', about]
      ] as const)
        await fetch(url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...body, sign: 'x' })
        })
    })
    expect(stdout).toMatch(/ {2}create_refund {2}err_no 2008 {2}refund_1 no_1 {2}/)
    expect(stdout).toMatch(/ {2}settle {2}err_no 2008 {2}settle_1 no_1 {2}/)
    expect(stdout).toMatch(
      / {2}\/api\/apps\/ecpay\/v1\/query_merchant_balance {2}HTTP 404 {2}unknown-path;near=\/api\/apps\/ecpay\/saas\/query_merchant_balance\n/
    )
    expect(stderr).toContain('ecpay diagnose --last')
  })

  test('--json: an object a line, the address first', async () => {
    const { stdout } = await served('--json', (url) => post(url, { ...order, sign: requestSign(order, DEMO.salt) }))
    const [first, ...rest] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(first).toEqual({ listening: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) })
    expect(rest.at(-1)).toMatchObject({ path: '/api/apps/ecpay/v1/create_order', err_no: 0, out_order_no: 'no_1' })
  })

  test('other commands see its orders', async () => {
    const here = place()
    await served('', (url) => post(url, { ...order, sign: requestSign(order, DEMO.salt) }), here)
    expect((await run('query no_1 --env local', { here })).exit).toBe(0)
  })

  test('a port in use: exit 2', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    const ran = await run(`simulate serve --port ${port}`)
    expect([ran.exit, ran.codes]).toEqual([2, ['port-in-use']])
  })

  test.each([
    ['--port x', 'invalid-option-value'],
    ['--port 70000', 'invalid-option-value']
  ])('%s: exit 2', async (argv, code) => {
    expect(await run(`simulate serve ${argv}`)).toMatchObject({ exit: 2, codes: [code] })
  })
})

test('a state directory that cannot be used: exit 2', async () => {
  const here = place()
  writeFileSync(here.path('../state'), 'a file')
  expect(await run('simulate list', { here })).toMatchObject({ exit: 2, codes: ['state-unusable'] })
})

test('a callback of somebody else is not that of the local gateway', async () => {
  const stdin = JSON.stringify(callback('anotherToken0001'))
  expect((await run('verify-callback --env local', { stdin })).exit).toBe(1)
})
