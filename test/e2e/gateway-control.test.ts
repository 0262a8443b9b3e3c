import { spawn } from 'node:child_process'
import { request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { allCommands } from '../../src/commands/table.js'
import { faultServer } from '../gateway/fault-server.js'
import { need, soonest } from '../programs.js'
import { finished, Sandbox } from './ecpay.js'
import { localGateway } from './local-gateway.js'
import { DEMO, requestSign } from './platform.js'

interface Answer {
  status: number
  json: Record<string, unknown> & { error?: { code: string; message: string; hint?: string } }
}

/** A gateway with what a backend and its tests do with it. */
async function gateway(...argv: string[]) {
  const sandbox = new Sandbox()
  const url = await localGateway(sandbox, ...argv)
  const ask = async (method: string, path: string, body?: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}/_ecpay/${path}`, { method, ...(body !== undefined && { body }), headers })
    return { status: answer.status, json: (await answer.json()) as Answer['json'] }
  }
  const call = async (name: string, members: Record<string, unknown>, headers: Record<string, string> = {}) => {
    const body = { app_id: DEMO.app_id, ...members }
    const answer = await fetch(`${url}/api/apps/ecpay/v1/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ ...body, sign: requestSign(body, DEMO.salt) })
    })
    return (await answer.json()) as { err_no: number }
  }
  const order = (out_order_no: string, notify_url = '') =>
    call('create_order', {
      ...{ out_order_no, total_amount: 100, subject: 's', body: 'b', valid_time: 900 },
      ...(notify_url && { notify_url })
    })
  return { sandbox, url, ask, call, order }
}

describe('what a gateway received', () => {
  test('with its answer, and found by what is asked for', async () => {
    const { ask, call, order } = await gateway()
    await order('no_1')
    await call('query_order', { out_order_no: 'no_1' })
    const held = { held: '{"access_token":"tokenOfTheShop"}' }
    await call('query_order', { out_order_no: 'no_2', ...held }, { authorization: 'Bearer tokenOfTheShop' })
    const found = async (query: string) => {
      const { json } = await ask('GET', `requests${query}`)
      return (json.requests as { call: string; numbers: string[] }[]).map(
        ({ call, numbers }) => `${call} ${numbers[0]}`
      )
    }
    expect(await found('')).toEqual(['create_order no_1', 'query_order no_1', 'query_order no_2'])
    expect(await found('?number=no_1')).toEqual(['create_order no_1', 'query_order no_1'])
    expect(await found('?call=create-order')).toEqual(['create_order no_1'])
    expect(await found('?failed')).toEqual(['query_order no_2'])
    expect(await found('?failed=false')).toEqual(['create_order no_1', 'query_order no_1'])
    expect(await found('?since=1h&grep=NO_2')).toEqual(['query_order no_2'])
    expect(await found(`?since=${Date.now() + 60_000}`)).toEqual([])
    const { json } = await ask('GET', 'requests?failed=true')
    expect(json.requests).toMatchObject([
      {
        ...{ method: 'POST', err_no: '2000', reason: 'no-such-order;key=out_order_no', failed: true },
        headers: { 'content-type': 'application/json', authorization: '<SECRET>' },
        body: expect.stringContaining('"out_order_no":"no_2"'),
        size: expect.any(Number),
        answer: { status: 200, size: expect.any(Number), body: expect.stringContaining('2000') }
      }
    ])
    expect(JSON.stringify(json)).not.toContain('tokenOfTheShop')
    expect((await ask('DELETE', 'requests?numbr=no_1')).status).toBe(400)
    for (const none of ['?grep=', '?number=%20', '?type=', '?failed='])
      expect((await ask('DELETE', `requests${none}`)).status).toBe(400)
    for (const none of ['{"number":null}', '{"failed":null}', '{"grep":["no"]}'])
      expect((await ask('DELETE', 'requests', none)).status).toBe(400)
    expect(await ask('DELETE', 'requests?failed=false')).toEqual({ status: 200, json: { deleted: 2 } })
    expect(await found('')).toEqual(['query_order no_2'])
    expect((await ask('DELETE', 'requests', '{"number":"no_3"}')).json).toEqual({ deleted: 0 })
    expect(await ask('DELETE', 'requests')).toEqual({ status: 200, json: { deleted: 1 } })
    expect(await found('')).toEqual([])
  })

  test('stays in the log when it is forgotten, and nothing is in it with --no-log', async () => {
    const kept = await gateway()
    await kept.order('no_1')
    await kept.ask('DELETE', 'requests')
    const { sandbox } = kept
    expect(JSON.parse((await sandbox.runHere(['log', 'list', '--json'])).stdout).entries).toMatchObject([
      { direction: 'in', call: 'create_order' }
    ])
    const none = await gateway('--no-log')
    await none.order('no_1')
    expect((await none.ask('GET', 'requests')).json.requests).toHaveLength(1)
    expect(JSON.parse((await none.sandbox.runHere(['log', 'list', '--json'])).stdout).entries).toEqual([])
  })
})

test('what nobody has signed pushes nothing out of the list and the log', async () => {
  const { url, ask, order, sandbox } = await gateway()
  await order('no_1')
  const body = JSON.stringify({ app_id: DEMO.app_id, out_order_no: 'no_2', sign: '0'.repeat(32) })
  const headers = { 'content-type': 'application/json' }
  for (let i = 0; i < 50; i++) {
    const asked = (path: string) => fetch(`${url}${path}`, { method: 'POST', headers, body }).then((one) => one.text())
    await Promise.all(Array.from({ length: 50 }, (_, k) => asked(i + k ? '/none' : '/api/apps/ecpay/v1/query_order')))
  }
  const { requests } = (await ask('GET', 'requests')).json as { requests: { call: string; numbers: string[] }[] }
  expect([requests.length, requests[0]?.numbers]).toEqual([2000, expect.arrayContaining(['no_1'])])
  const listed = JSON.parse((await sandbox.runHere(['log', 'list', '--limit', '9999', '--json'])).stdout)
  expect(listed.entries).toHaveLength(401)
})

describe('a gateway is driven', () => {
  test('an order is paid, and its callback delivered, before the answer comes', async () => {
    const { ask, order, call } = await gateway()
    const called: string[] = []
    const { url } = await faultServer((incoming, response) => {
      called.push(incoming.url ?? '')
      response.end('{"err_no":0,"err_tips":"success"}')
    })
    await order('no_1', `${url}/notify`)
    const { status, json } = await ask('POST', 'pay/no_1', '{"way":"ali"}')
    expect([status, json.status, called]).toEqual([200, 'SUCCESS', ['/notify']])
    expect(await call('query_order', { out_order_no: 'no_1' })).toMatchObject({
      payment_info: { order_status: 'SUCCESS', way: 2 }
    })
  })

  test('a callback that is not accepted: with all attempts, and at once', async () => {
    const { ask, order } = await gateway()
    const { url } = await faultServer((_, response) => response.writeHead(500).end())
    await order('no_1', `${url}/notify`)
    const { status, json } = await ask('POST', 'pay/no_1')
    expect([status, json.error?.code]).toEqual([409, 'callback-not-delivered'])
    expect((json.deliveries as unknown[]).length).toBeGreaterThan(3)
  })

  test.each([
    ['?fail=true', undefined, 'FAIL'],
    ['?fail', undefined, 'FAIL'],
    ['', '{"fail":1}', 'FAIL'],
    ['', '{"fail":true}', 'FAIL'],
    ['?fail=false', undefined, 'SUCCESS'],
    ['?fail=0', undefined, 'SUCCESS'],
    ['', '{"fail":"false"}', 'SUCCESS']
  ])('whether a payment fails: %s %s', async (query, body, expected) => {
    const { ask, order } = await gateway()
    await order('no_1')
    expect((await ask('POST', `pay/no_1${query}`, body)).json.status).toBe(expected)
  })

  test('failures, the clock, the orders', async () => {
    const { ask, order } = await gateway()
    await ask('POST', 'fail', '{"err_no":1000,"times":1,"on":"create_order"}')
    expect((await ask('GET', 'fail')).json).toEqual({ failures: [{ err_no: 1000, on: 'create_order', times: 1 }] })
    expect([(await order('no_1')).err_no, (await order('no_2')).err_no]).toEqual([1000, 0])
    await ask('POST', 'fail', '{"err_no":1000}')
    await ask('POST', 'fail?clear=true')
    expect((await ask('GET', 'fail')).json).toEqual({ failures: [] })
    await ask('POST', 'clock', '{"time":"+16m"}')
    expect((await ask('GET', 'clock')).json.ahead_seconds).toBe(960)
    expect((await ask('GET', 'list')).json.orders).toMatchObject([{ out_order_no: 'no_2', status: 'TIMEOUT' }])
    expect((await ask('POST', 'clock/real')).json.ahead_seconds).toBe(0)
  })

  const cases: [method: string, path: string, body: string | undefined, status: number, code: string][] = [
    ['POST', 'pay/none', undefined, 404, 'order-not-found'],
    ['POST', 'pay', undefined, 400, 'missing-argument'],
    ['POST', 'pay/a/b', undefined, 400, 'too-many-arguments'],
    ['POST', 'pay/no_1', '{"wya":"ali"}', 400, 'unknown-control-field'],
    ['POST', 'pay/no_1', '{"way":"gold"}', 400, 'invalid-option-value'],
    ['POST', 'pay/no_1?fail=maybe', undefined, 400, 'invalid-option-value'],
    ['POST', 'pay/no_1', '{"fail":["true"]}', 400, 'invalid-option-value'],
    ['GET', 'requests?failed=maybe', undefined, 400, 'invalid-option-value'],
    ['POST', 'pay/no_1', '{"way"', 400, 'control-not-json'],
    ['POST', 'pay/no_1', '[]', 400, 'control-not-json'],
    ['POST', 'fail/2008', `{"times":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 400, 'json-too-deep'],
    ['POST', 'clock', `{"time":${'['.repeat(201)}${']'.repeat(201)}}`, 400, 'json-too-deep'],
    ['POST', 'pay/no_1?env=production', undefined, 400, 'unknown-control-field'],
    ['POST', 'pay/--help', undefined, 404, 'order-not-found'],
    ['POST', `pay/${'x'.repeat(300)}`, undefined, 404, 'order-not-found'],
    ['POST', 'clock', '{"time":"soon"}', 400, 'not-a-clock-time'],
    ['POST', 'fail/999999', undefined, 400, 'unknown-code'],
    ['GET', 'pay/no_1', undefined, 405, 'control-method'],
    ['GET', 'clock/+15m', undefined, 405, 'control-method'],
    ['GET', 'clock?time=%2B15m', undefined, 405, 'control-method'],
    ['GET', 'fail?err_no=1000', undefined, 405, 'control-method'],
    ['PUT', 'requests', '{}', 405, 'control-method'],
    ['GET', 'requests?numbers=1', undefined, 400, 'unknown-control-field'],
    ['GET', 'requests?call=none', undefined, 400, 'unknown-call'],
    ['GET', 'requests?since=then', undefined, 400, 'not-a-since'],
    ['GET', 'requests/5/6', undefined, 404, 'unknown-control'],
    ['DELETE', 'requests/no_1', undefined, 404, 'unknown-control'],
    ['POST', 'pay', `"${'x'.repeat(1024 * 1024)}"`, 413, 'body-too-large'],
    ['POST', 'pray/no_1', undefined, 404, 'unknown-control'],
    ['POST', 'serve', undefined, 404, 'unknown-control'],
    ['POST', 'reset', undefined, 404, 'unknown-control'],
    ['GET', '', undefined, 404, 'unknown-control'],
    ['GET', '%ff', undefined, 404, 'unknown-control']
  ]
  test('wrong requests are told what is wrong, as this tool says it', async () => {
    const { ask } = await gateway()
    const answers = await Promise.all(cases.map(([method, path, body]) => ask(method, path, body)))
    expect(answers.map(({ status, json }) => [status, json.error?.code])).toEqual(
      cases.map(([, , , status, code]) => [status, code])
    )
    expect(answers.filter(({ json }) => !json.error?.message)).toEqual([])
  })

  test('pages and foreign hosts are refused as everywhere', async () => {
    const { url, ask } = await gateway()
    const { port } = new URL(url)
    const fromPage = await ask('POST', 'clock', '{"time":"+1h"}', { origin: 'https://example.com' })
    const status = await new Promise((resolve) => {
      const headers = { host: 'example.com' }
      request({ port, host: '127.0.0.1', path: '/_ecpay/clock/+1h', method: 'POST', headers }, (answer) =>
        resolve(answer.resume().statusCode)
      ).end()
    })
    expect([fromPage.status, status, (await ask('GET', 'clock')).json.ahead_seconds]).toEqual([403, 403, 0])
  })
})

test('every simulate command that an agent may call has a path', async () => {
  const { ask } = await gateway()
  const { json } = await ask('GET', 'none')
  const named = (await allCommands()).filter(({ name, tool }) => name.startsWith('simulate ') && tool)
  for (const { name } of named) expect(json.error?.hint).toContain(name.replace('simulate ', ''))
})

describe('the tests of the documentation pass', () => {
  const inDocs = (file: string) => fileURLToPath(new URL(`../../docs/gateway-tests/${file}`, import.meta.url))
  const PROGRAM =
    'import gateway_test as t\nfor n in sorted(dir(t)):\n  if n.startswith("test_"): getattr(t, n)(); print("ok", n)'

  test.for([
    ['gateway_test.py', 'python3', ['-B', '-c', PROGRAM], 3],
    ['gateway_test.php', 'php', [inDocs('gateway_test.php')], 2]
  ] as const)('%s', async ([, program, argv, count], context) => {
    need(context, program)
    const { sandbox, url } = await gateway()
    const keys = { ECPAY_HOST: url, ECPAY_APP_ID: DEMO.app_id, ECPAY_SALT: DEMO.salt }
    const env = { ...sandbox.env, ...keys, PYTHONPATH: inDocs('') }
    const ran = await finished(spawn(soonest(program), argv, { cwd: sandbox.folder, env }))
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' })
    expect(ran.stdout.match(/^ok test_/gm)).toHaveLength(count)
  })
})
