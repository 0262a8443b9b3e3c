import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'undici'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Finding, refuse } from '../../../src/findings/findings.js'
import { openForwarder } from '../../../src/gateway/forward.js'
import { SYSTEMS } from '../../../src/systems.js'
import { type Deliveries, type DeliveryRecord, openDeliveries } from '../../../src/workbench/listen/delivery-store.js'
import { Keeper } from '../../../src/workbench/listen/keeper.js'
import { knownSystems } from '../../../src/workbench/listen/known-systems.js'
import { type ListenOptions, listen } from '../../../src/workbench/listen/start-listening.js'
import { callback, callbackSign } from '../../e2e/platform.js'
import { type Answering, FAULTS, faultServer } from '../../gateway/fault-server.js'

const TOKEN = 'tokenOfTheShop01'
const GENUINE = JSON.stringify(callback(TOKEN))
const SUCCESS = '{"err_no":0,"err_tips":"success"}'
const accept: Answering = (_, response) => response.end(SUCCESS)

/** Listens on a free port until the test ends. */
async function listening({ deliveries, ...options }: Partial<ListenOptions> & { deliveries?: Deliveries } = {}) {
  const records: DeliveryRecord[] = []
  const failures: string[] = []
  const refusals: string[] = []
  const onTrouble = (findings: readonly Finding[]) => void failures.push(...findings.map(({ code }) => code))
  const listener = await listen({
    systems: await knownSystems(SYSTEMS, { token: TOKEN }),
    host: '127.0.0.1',
    port: 0,
    forward: undefined,
    keeper: deliveries && new Keeper(async () => deliveries, { onTrouble, onRecovery: () => {} }),
    allowedHosts: [],
    now: Date.now,
    random: (size) => new Uint8Array(size),
    clock: () => performance.now(),
    onDelivery: (record) => records.push(record),
    onRefusal: (refusal) => refusals.push(`${refusal.status} ${refusal.refused}`),
    ...options
  })
  onTestFinished(() => listener.close())
  return { ...listener, records, failures, refusals }
}

async function forwardTo(answering: Answering, timeout = 30_000) {
  const handler = await faultServer(answering)
  const forwarder = await openForwarder({ url: `${handler.url}/notify?shop=1`, timeout, insecure: false })
  onTestFinished(() => forwarder.close())
  return { handler, forward: { url: handler.url, ...forwarder } }
}

async function store(most?: number): Promise<Deliveries> {
  const folder = mkdtempSync(join(tmpdir(), 'ecpay-deliveries-'))
  const deliveries = await openDeliveries(folder, most)
  onTestFinished(async () => {
    await deliveries.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return deliveries
}

const post = async (url: string, body: string | Uint8Array) => {
  const answer = await fetch(url, { method: 'POST', body })
  return { status: answer.status, text: await answer.text() }
}

describe('without a handler it answers as the platform expects', () => {
  test.each([
    ['genuine', GENUINE, 200, SUCCESS, null],
    [
      'signed by another token',
      JSON.stringify(callback('anotherToken0001')),
      403,
      /signature-mismatch/,
      'signature-mismatch'
    ],
    ['not JSON', 'payment', 403, /invalid-json/, 'invalid-json'],
    ['empty', '', 403, /empty-body/, 'empty-body'],
    ['no envelope', '{}', 403, /missing-member/, 'missing-member'],
    ['not UTF-8', Buffer.from([0xff, 0xfe]), 403, /invalid-utf8/, 'invalid-utf8']
  ])('%s', async (_, body, status, text, code) => {
    const { url, records } = await listening()
    const answer = await post(url, body)
    expect(answer).toEqual({ status, text: text instanceof RegExp ? expect.stringMatching(text) : text })
    expect(records).toMatchObject([
      { valid: code === null, code, forwarded: null, body: Buffer.from(body).toString('base64') }
    ])
  })

  test('the record says what it was about', async () => {
    const { url, records } = await listening()
    await post(`${url}/notify?a=1`, GENUINE)
    expect(records).toMatchObject([{ path: '/notify?a=1', type: 'payment', number: 'no_1', amount: '100' }])
  })

  test.each([
    ['right', callbackSign(TOKEN, '1', '2', 'm'), 200, 'echo me'],
    ['wrong', callbackSign('anotherToken0001', '1', '2', 'm'), 403, expect.stringContaining('signature-mismatch')]
  ])('the check of the console: %s', async (_, signature, status, text) => {
    const { url, records } = await listening()
    const query = new URLSearchParams({ timestamp: '1', nonce: '2', msg: 'm', signature, echostr: 'echo me' })
    const answer = await fetch(`${url}/?${query}`)
    expect([answer.status, await answer.text(), records.length]).toEqual([status, text, 0])
  })

  test('other methods are not served', async () => {
    const { url } = await listening()
    expect((await fetch(url, { method: 'PUT', body: GENUINE })).status).toBe(405)
  })
})

describe('a handler gets what came', () => {
  test.each([
    ['a genuine one', Buffer.from(GENUINE)],
    ['white space and line breaks', Buffer.from(`\ufeff ${GENUINE}\r\n \n`)],
    ['bytes that are no text', Buffer.from([0, 255, 13, 10, 128])],
    ['nothing', Buffer.alloc(0)]
  ])('%s: the same bytes, the same headers', async (_, body) => {
    const got: { headers: string[]; bytes: Buffer; url: string | undefined }[] = []
    const { forward } = await forwardTo((request, response) => {
      got.push({ headers: request.rawHeaders, bytes: bodies.at(-1) as Buffer, url: request.url })
      accept(request, response, 1)
    })
    const bodies: Buffer[] = []
    const { url } = await listening({
      allowedHosts: ['tunnel.example'],
      forward: {
        url: forward.url,
        send: (passed) => {
          bodies.push(passed.body)
          return forward.send(passed)
        }
      }
    })
    await new Promise<void>((resolve) => {
      const headers = ['Content-Type', 'application/json', 'X-Tt-LogID', 'AbC', 'x-twice', '1', 'X-Twice', '2']
      httpRequest(url, {
        method: 'POST',
        headers: ['Host', 'tunnel.example', 'Content-Length', String(body.length), ...headers]
      })
        .on('response', (response) => response.resume().on('end', resolve))
        .end(body)
    })
    expect(got[0]?.bytes.equals(body)).toBe(true)
    expect(got[0]?.url).toBe('/notify?shop=1')
    expect(got[0]?.headers.join('\n')).toMatch(
      /Content-Type\napplication\/json\nX-Tt-LogID\nAbC\nx-twice\n1\nX-Twice\n2/
    )
  })

  test('and the bytes on the wire are those', async () => {
    const { forward, handler } = await forwardTo(accept)
    const { url } = await listening({ forward })
    const body = '{ "timestamp" : 1,\r\n"msg":"\\u4e2d\\/ 中😀" } \n'
    await post(url, body)
    expect(handler.bodies).toEqual([body])
  })

  test('its answer goes back as it is', async () => {
    const { forward } = await forwardTo((_, response) =>
      response.writeHead(201, { 'x-own': 'a', 'content-type': 'text/x' }).end('no\n')
    )
    const { url, records } = await listening({ forward })
    const answer = await fetch(url, { method: 'POST', body: GENUINE })
    expect([
      answer.status,
      answer.headers.get('x-own'),
      answer.headers.get('content-type'),
      await answer.text()
    ]).toEqual([201, 'a', 'text/x', 'no\n'])
    expect(records).toMatchObject([{ forwarded: { status: 201, code: null }, answer: { status: 201, body: 'no\n' } }])
  })

  test.each([
    ['server-error', 502, null],
    ['html', 200, null],
    ['redirect', 302, null],
    ['empty', 200, null],
    ['slow', 200, null],
    ['huge', 502, 'answer-too-large'],
    ['reset', 502, 'connection-reset'],
    ['cut-body', 502, 'connection-reset'],
    ['hang-headers', 502, 'answer-timeout'],
    ['hang-body', 502, 'answer-timeout']
  ])('%s: HTTP %i, and it goes on', async (fault, status, code) => {
    const { forward } = await forwardTo(
      (request, response, count) => (count === 1 ? (FAULTS[fault] as Answering) : accept)(request, response, count),
      // Short only where the time-out is what is tested.
      fault.startsWith('hang') ? 400 : 30_000
    )
    const { url, records } = await listening({ forward })
    const answer = await fetch(url, { method: 'POST', body: GENUINE, redirect: 'manual' })
    expect(answer.status).toBe(status)
    expect(records[0]?.forwarded).toMatchObject({ code })
    expect(await post(url, GENUINE)).toEqual({ status: 200, text: SUCCESS })
  })

  test('nobody there', async () => {
    const forwarder = await openForwarder({ url: 'http://127.0.0.1:9/', timeout: 30_000, insecure: false })
    onTestFinished(() => forwarder.close())
    const { url, records } = await listening({ forward: { url: 'x', ...forwarder } })
    expect(await post(url, GENUINE)).toEqual({ status: 502, text: '{"err_no":1,"err_tips":"connection-refused"}' })
    expect(records).toMatchObject([{ valid: true, forwarded: { status: null, code: 'connection-refused' } }])
  })
})

describe('limits', () => {
  test('a body that is too large', async () => {
    const { url, records } = await listening({ limits: { bodyBytes: 1000 } })
    expect((await post(url, 'x'.repeat(1001))).status).toBe(413)
    expect(records).toEqual([])
    expect((await post(url, GENUINE)).status).toBe(200)
  })

  test('headers that are too large', async () => {
    const { url } = await listening({ limits: { headerBytes: 1000 } })
    expect((await fetch(url, { method: 'POST', headers: { x: 'x'.repeat(2000) }, body: GENUINE })).status).toBe(431)
  })

  /** Sends a head, then a byte now and then until it is cut off, and returns what it heard. */
  function drip(url: string, head: string, bytes: string): Promise<string> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let said = ''
    let sent = 0
    socket.write(head)
    const drops = setInterval(() => socket.write(bytes[sent++ % bytes.length] ?? ''), 20)
    return new Promise((resolve) => {
      socket.on('data', (chunk) => {
        said += chunk
      })
      socket.on('error', () => {})
      socket.on('close', () => {
        clearInterval(drops)
        resolve(said)
      })
    })
  }

  // Whoever sends a part, and no more, is in test/simulator/no-client-ends-a-server.test.ts.
  test('clients that send drop by drop are cut off, and others are served', async () => {
    const drops: [what: string, head: string, bytes: string][] = [
      ['a body', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n', 'x'],
      ['chunks', 'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\nx\r\n'],
      ['headers', 'POST / HTTP/1.1\r\nHost: localhost\r\n', 'x-y: z\r\n']
    ]
    const { url, records } = await listening({ limits: { request: 900, headers: 600 } })
    // All at once: each takes as long as the server is patient.
    const said = await Promise.all(drops.map(async ([what, head, bytes]) => [what, await drip(url, head, bytes)]))
    expect(said).toEqual(drops.map(([what]) => [what, expect.stringMatching(/^(HTTP\/1\.1 408 .*|$)/)]))
    expect((await post(url, GENUINE)).status).toBe(200)
    expect(records).toHaveLength(1)
  })

  test('more than may be in flight', async () => {
    const held: (() => void)[] = []
    const { forward } = await forwardTo((_, response) => void held.push(() => response.end(SUCCESS)))
    const { url } = await listening({ forward, limits: { inFlight: 2 } })
    const first = [post(url, GENUINE), post(url, GENUINE)]
    while (held.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await post(url, GENUINE)).toMatchObject({ status: 503 })
    for (const release of held) release()
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200])
  })
})

describe('the record', () => {
  test('is there when the answer is', async () => {
    const deliveries = await store()
    const { url } = await listening({ deliveries })
    await post(url, GENUINE)
    const [record] = deliveries.all()
    expect(record).toMatchObject({ valid: true, number: 'no_1', answer: { status: 200, body: SUCCESS } })
    expect(deliveries.get(record?.id ?? '')).toEqual(record)
  })

  test('goes, oldest first, when all take more of the disk than they may', async () => {
    const deliveries = await store(1024 * 1024)
    const { url, failures } = await listening({ deliveries })
    const sent = Array.from({ length: 30 }, (_, i) => `no_${i}`)
    for (const cp_orderno of sent) {
      const msg = JSON.stringify({ cp_orderno, cp_extra: 'x'.repeat(50_000) })
      await post(url, JSON.stringify(callback(TOKEN, msg)))
    }
    const kept = deliveries.all().map(({ number }) => number)
    expect(kept.length).toBeGreaterThan(5)
    expect(kept.length).toBeLessThan(16)
    expect(kept).toEqual(sent.slice(-kept.length))
    expect(failures).toEqual([])
  })

  test('fails once, and forwarding goes on', async () => {
    const broken: Deliveries = {
      add: () => Promise.reject(refuse('state-unusable', { path: 'p', reason: 'ENOSPC' })),
      get: () => undefined,
      all: () => [],
      last: () => undefined,
      clear: async () => 0,
      close: async () => {}
    }
    const { url, failures, records } = await listening({ deliveries: broken })
    expect([(await post(url, GENUINE)).status, (await post(url, GENUINE)).status]).toEqual([200, 200])
    expect([failures, records.length]).toEqual([['state-unusable'], 2])
  })

  // Of 40,000 in `npm run bench`.
  test('of 2,000 callbacks, 64 at a time, loses none and keeps the order', async () => {
    const deliveries = await store()
    const { url, records } = await listening({ deliveries })
    const pool = new Pool(url, { connections: 64 })
    onTestFinished(() => pool.destroy())
    let next = 0
    const worker = async () => {
      for (let i = next++; i < 2000; i = next++) {
        const body = i % 10 === 9 ? `malformed ${i}` : JSON.stringify(callback(TOKEN, `{"cp_orderno":"no_${i}"}`))
        const { statusCode, body: answer } = await pool.request({ method: 'POST', path: '/', body })
        await answer.dump()
        expect(statusCode).toBe(i % 10 === 9 ? 403 : 200)
      }
    }
    await Promise.all(Array.from({ length: 64 }, worker))
    const kept = deliveries.all()
    expect([kept.length, records.length]).toEqual([2000, 2000])
    expect(new Set(kept.map(({ body }) => body)).size).toBe(2000)
    expect(kept.every(({ received_at }, i) => i === 0 || received_at >= (kept[i - 1]?.received_at ?? 0))).toBe(true)
  })
})

test('a stop answers and keeps what has come', async () => {
  const deliveries = await store()
  const held: (() => void)[] = []
  const { forward } = await forwardTo((_, response) => void held.push(() => response.end(SUCCESS)))
  const { url, close, records } = await listening({ deliveries, forward })
  const answer = post(url, GENUINE)
  while (held.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  const closed = close()
  held[0]?.()
  await closed
  expect((await answer).status).toBe(200)
  expect([records.length, deliveries.all().length]).toEqual([1, 1])
})
