import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import { faultServer } from '../gateway/fault-server.js'
import { Sandbox } from './ecpay.js'
import { callbackSign, DEMO, requestSign } from './platform.js'

const order = (number: string) => ['create-order', '--env', 'local', '--amount', '100', '--out-order-no', number]
const numbers = (stdout: string): string[] =>
  JSON.parse(stdout).orders.map(({ out_order_no }: { out_order_no: string }) => out_order_no)

/** Starts the gateway on a free port and gives its address. */
async function serve(sandbox: Sandbox): Promise<{ url: string; gateway: ChildProcess }> {
  const gateway = sandbox.start(['simulate', 'serve', '--port', '0', '--json'])
  onTestFinished(() => void gateway.kill('SIGKILL'))
  const [line] = await once(gateway.stdout as NodeJS.ReadableStream, 'data')
  return { url: JSON.parse(String(line).split('\n')[0] ?? '').listening, gateway }
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

describe('the state of the local gateway', () => {
  test('12 create-order at once on a new store leave 12 orders', async () => {
    const sandbox = new Sandbox()
    const wanted = Array.from({ length: 12 }, (_, i) => `no_${i}`)
    // All of them share the processors: each may take long.
    const runs = await Promise.all(wanted.map((number) => sandbox.run([...order(number), '--timeout', '60000'])))
    expect(runs.filter(({ exitCode }) => exitCode !== 0)).toEqual([])
    const { stdout } = await sandbox.runHere(['simulate', 'list', '--json'])
    expect(numbers(stdout).sort()).toEqual(wanted.sort())
  })

  test('a process killed at any moment leaves every acknowledged order', async () => {
    const sandbox = new Sandbox()
    const acknowledged: string[] = []
    for (let i = 0; i < 6; i++) {
      const child = sandbox.start(order(`no_${i}`))
      let answer = ''
      child.stdout?.on('data', (chunk) => {
        answer += chunk
      })
      // A different moment each time, over the whole length of a run.
      const kill = setTimeout(() => child.kill('SIGKILL'), 60 + i * 40)
      await once(child, 'close')
      clearTimeout(kill)
      if (answer.includes('"err_no":0')) acknowledged.push(`no_${i}`)
    }
    expect((await sandbox.run(order('after'))).exitCode).toBe(0)
    const { stdout, exitCode } = await sandbox.run(['simulate', 'list', '--json'])
    expect(exitCode).toBe(0)
    expect(numbers(stdout)).toEqual(expect.arrayContaining([...acknowledged, 'after']))
  })

  test('list, then reset, which asks', async () => {
    const sandbox = new Sandbox()
    await sandbox.runHere(order('no_1'))
    const list = await sandbox.runHere(['simulate', 'list'])
    expect(list.stdout).toMatch(/no_1 +¥1\.00 +PROCESSING/)
    const refused = await sandbox.runHere(['simulate', 'reset', '--json'])
    expect({ code: JSON.parse(refused.stderr).error.code, exitCode: refused.exitCode }).toEqual({
      code: 'prompt-refused',
      exitCode: 2
    })
    expect(await sandbox.runHere(['simulate', 'reset', '--yes', '--json'])).toMatchObject({
      stdout: '{"deleted":1}\n',
      exitCode: 0
    })
    expect((await sandbox.runHere(['simulate', 'list', '--json'])).stdout).toMatch(/^{"orders":\[\],/)
  })
})

describe('simulate serve for a backend in any language', () => {
  const path = '/api/apps/ecpay/v1/create_order'
  const body = {
    app_id: DEMO.app_id,
    out_order_no: 'backend_1',
    total_amount: 2376,
    subject: '肉夹馍',
    body: '肉夹馍',
    valid_time: 900
  }

  test('orders, refusals with their reason, and the log', async () => {
    const sandbox = new Sandbox()
    const { url, gateway } = await serve(sandbox)
    let log = ''
    gateway.stdout?.on('data', (chunk) => {
      log += chunk
    })
    const right = await post(url + path, { ...body, sign: requestSign(body, DEMO.salt) })
    expect(await right.json()).toMatchObject({ err_no: 0, data: { order_id: expect.stringMatching(/^[0-9]{19}$/) } })

    const wrong = {
      ...body,
      out_order_no: 'backend_2',
      sign: requestSign({ ...body, out_order_no: 'backend_2', appid: 'x' }, DEMO.salt)
    }
    const refused = await post(url + path, wrong)
    expect(await refused.json()).toMatchObject({ err_no: 2008, data: null })
    expect(refused.headers.get('x-ecpay-reason')).toBeTruthy()

    const query = { app_id: DEMO.app_id, out_order_no: 'backend_1' }
    const found = await post(`${url}/api/apps/ecpay/v1/query_order`, { ...query, sign: requestSign(query, DEMO.salt) })
    expect(await found.json()).toMatchObject({ payment_info: { total_fee: 2376, order_status: 'PROCESSING' } })

    gateway.kill('SIGINT')
    const [exitCode] = await once(gateway, 'close')
    expect(exitCode).toBe(130)
    const entries = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(entries.map(({ err_no, out_order_no }) => [err_no, out_order_no])).toEqual([
      [0, 'backend_1'],
      [2008, 'backend_2'],
      [0, 'backend_1']
    ])
  })

  test('only on loopback, and not on a port in use', async () => {
    const sandbox = new Sandbox()
    const { url } = await serve(sandbox)
    expect(new URL(url).hostname).toBe('127.0.0.1')
    const second = await sandbox.run(['simulate', 'serve', '--port', new URL(url).port, '--json'])
    expect({ code: JSON.parse(second.stderr).error.code, exitCode: second.exitCode }).toEqual({
      code: 'port-in-use',
      exitCode: 2
    })
  })

  test('the command line reaches it by base_url', async () => {
    const sandbox = new Sandbox()
    const { url } = await serve(sandbox)
    const { stderr, exitCode } = await sandbox.runHere(order('no_1'), { env: { ECPAY_BASE_URL: url } })
    expect(exitCode).toBe(0)
    expect(stderr).not.toContain('(other-host)')
  })

  test('a printed curl command is taken by it', async () => {
    const sandbox = new Sandbox()
    const { url } = await serve(sandbox)
    const { stdout, exitCode } = await sandbox.shell(
      `${['ecpay', ...order('no_1')].join(' ')} --subject "a'b" --curl | bash -s`,
      {
        ECPAY_BASE_URL: url
      }
    )
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ err_no: 0 })
  })
})

describe('simulate pay', () => {
  test('without notify_url: the callback, into verify-callback', async () => {
    const sandbox = new Sandbox()
    await sandbox.runHere(order('no_1'))
    const { stdout, exitCode } = await sandbox.shell(
      'ecpay simulate pay no_1 --way ali | ecpay verify-callback --env local --max-age 300'
    )
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ cp_orderno: 'no_1', way: '2', status: 'SUCCESS', total_amount: 100 })
  })

  test('delivered until the handler says err_no 0, byte for byte the same', async () => {
    const handler = await faultServer((_, response, count) =>
      count < 4 ? response.writeHead(count === 1 ? 500 : 200).end('{"err_no":1}') : response.end('{"err_no":0}')
    )
    const sandbox = new Sandbox()
    await sandbox.runHere([...order('no_1'), '--notify-url', `${handler.url}/notify`])
    const { stdout, exitCode } = await sandbox.run(['simulate', 'pay', 'no_1', '--time-scale', '0.00001', '--json'])
    expect(exitCode).toBe(0)
    const { deliveries, callback } = JSON.parse(stdout)
    expect(deliveries.map(({ delivered }: { delivered: boolean }) => delivered)).toEqual([false, false, false, true])
    expect(handler.bodies).toEqual([callback, callback, callback, callback])
    const { timestamp, nonce, msg, msg_signature } = JSON.parse(callback)
    expect(callbackSign(DEMO.token, timestamp, nonce, msg)).toBe(msg_signature)
  })

  test('16 deliveries, then it gives up', async () => {
    const handler = await faultServer((_, response) => response.writeHead(500).end())
    const sandbox = new Sandbox()
    await sandbox.runHere([...order('no_1'), '--notify-url', handler.url])
    const { stderr, exitCode } = await sandbox.runHere(['simulate', 'pay', 'no_1', '--time-scale', '0.0000001'])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('(callback-not-delivered)')
    expect(handler.bodies).toHaveLength(16)
  })

  test.each<[argv: string[], code: string]>([
    [['no_such'], 'order-not-found'],
    [['paid', '--way', 'ali'], 'order-not-payable'],
    [['limited', '--way', 'wx'], 'way-not-offered']
  ])('%j: %s', async (argv, code) => {
    const sandbox = new Sandbox()
    await sandbox.runHere(order('paid'))
    await sandbox.runHere([...order('limited'), '--limit-pay-way', 'LIMIT_WX'])
    await sandbox.runHere(['simulate', 'pay', 'paid'])
    const { stderr, exitCode } = await sandbox.runHere(['simulate', 'pay', ...argv, '--json'])
    expect({ code: JSON.parse(stderr).error.code, exitCode }).toEqual({ code, exitCode: 1 })
  })

  test('--fail: no callback, and the order says so', async () => {
    const sandbox = new Sandbox()
    await sandbox.runHere(order('no_1'))
    expect(await sandbox.runHere(['simulate', 'pay', 'no_1', '--fail'])).toMatchObject({ stdout: '', exitCode: 0 })
    const { stdout } = await sandbox.runHere(['query', 'no_1', '--env', 'local'])
    expect(JSON.parse(stdout).payment_info.order_status).toBe('FAIL')
  })
})
