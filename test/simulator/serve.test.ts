import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { EcpayError } from '../../src/findings/findings.js'
import { type Gateway, type GatewayOptions, startGateway } from '../../src/simulator/gateway-server.js'
import { LOCAL_KEYS } from '../../src/simulator/local-keys.js'
import type { LogEntry } from '../../src/simulator/log-entry.js'
import { CREATE, ORDER, QUERY, signedBody } from './bodies.js'
import { freshDirectory, START } from './support.js'

const open: Gateway[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()))
})

async function start(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const gateway = await startGateway({ stateDir: freshDirectory(), now: () => START, ...options })
  open.push(gateway)
  return gateway
}

async function post(url: string, body: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
  return { status: answer.status, headers: answer.headers, json: (await answer.json()) as { err_no: number } }
}

describe('the gateway over HTTP', () => {
  test('creates and finds an order, and logs both', async () => {
    const logged: LogEntry[] = []
    const { url } = await start({ log: (entry) => logged.push(entry) })
    expect(await post(url + CREATE, signedBody(ORDER))).toMatchObject({ status: 200, json: { err_no: 0 } })
    const found = await post(url + QUERY, signedBody({ out_order_no: 'no-1' }))
    expect(found.json).toMatchObject({ err_no: 0, payment_info: { total_fee: 1999 } })
    expect(logged).toEqual([
      { time: START, path: CREATE, call: 'create_order', err_no: 0, reason: '', out_order_no: 'no-1' },
      { time: START, path: QUERY, call: 'query_order', err_no: 0, reason: '', out_order_no: 'no-1' }
    ])
  })

  test('takes the keys it is given', async () => {
    const keys = { ...LOCAL_KEYS, salt: 'another salt' }
    const { url } = await start({ keys })
    expect((await post(url + CREATE, signedBody(ORDER))).json.err_no).toBe(2008)
    expect((await post(url + CREATE, signedBody(ORDER, keys.salt))).json.err_no).toBe(0)
  })

  test('refuses a body over 1 MiB, announced or not, before it has it all', async () => {
    const { url } = await start()
    const announced = await post(url + CREATE, 'x'.repeat(1024 * 1024 + 1))
    expect(announced.status).toBe(413)
    expect(announced.headers.get('x-ecpay-reason')).toBe('body-too-large;limit=1048576')

    const sending = request(url + CREATE, { method: 'POST', headers: { 'content-type': 'application/json' } })
    const block = 'x'.repeat(64 * 1024)
    const pump = setInterval(() => sending.write(block), 1)
    const [answer] = await once(
      sending.on('error', () => {}),
      'response'
    )
    clearInterval(pump)
    sending.destroy()
    expect(answer.statusCode).toBe(413)
  })

  test('leaves Request and Response of the process alone', async () => {
    const before = [globalThis.Request, globalThis.Response]
    await start()
    expect([globalThis.Request, globalThis.Response]).toEqual(before)
  })
})

describe('the port', () => {
  test('is on loopback, and any free one unless it is given', async () => {
    const [one, two] = [await start(), await start()]
    expect(one.url).toBe(`http://127.0.0.1:${one.port}`)
    expect(one.port).not.toBe(two.port)
    await open.splice(0, 1)[0]?.close()
    expect((await start({ port: one.port })).port).toBe(one.port)
  })

  // Linux has all of 127.0.0.0/8; a server on every interface would answer there.
  test.runIf(process.platform === 'linux')('is on no other address', async () => {
    const { port } = await start()
    await expect(fetch(`http://127.0.0.2:${port}`)).rejects.toThrow('fetch failed')
  })

  test.each([
    ['port-in-use', async () => (await start()).port],
    ['port-unusable', async () => 70_000]
  ])('%s', async (code, port) => {
    const taken = await port()
    const failure = await startGateway({ stateDir: freshDirectory(), now: () => START, port: taken }).catch((e) => e)
    expect(failure).toBeInstanceOf(EcpayError)
    expect(failure).toMatchObject({ findings: [{ code, port: taken }] })
  })
})

describe('closing', () => {
  test('does not wait for a connection that is kept alive', async () => {
    const gateway = await start()
    const agent = new Agent({ keepAlive: true })
    const [answer] = await once(request(gateway.url + CREATE, { agent, method: 'POST' }).end('{}'), 'response')
    await once(answer.resume(), 'end')
    await open.splice(0)[0]?.close()
    await expect(fetch(gateway.url)).rejects.toThrow()
    agent.destroy()
  })

  test('cuts a request that never ends', async () => {
    const gateway = await start()
    const socket = connect(gateway.port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(
      `POST ${CREATE} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`
    )
    // Another call shows that the gateway has taken the first one in.
    await post(gateway.url + CREATE, '{}')
    const closed = once(socket.resume(), 'close')
    await open.splice(0)[0]?.close()
    await closed
  })

  test('keeps the orders', async () => {
    const stateDir = freshDirectory()
    const first = await start({ stateDir })
    await post(first.url + CREATE, signedBody(ORDER))
    await open.splice(0)[0]?.close()
    const second = await start({ stateDir })
    expect(second.store.list('order')).toMatchObject([{ out_order_no: 'no-1' }])
  })
})
