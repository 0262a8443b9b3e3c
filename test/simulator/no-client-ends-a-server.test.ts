import { EventEmitter, once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { bind, closeServer, openServer, type ServerLimits } from '../../src/servers/http-server.js'
import { REQUEST_ORDER_PATH } from '../../src/simulator/client/request-order-path.js'
import { SERVERS, startServe } from './both-servers.js'
import { exchange, rawSocket, statusesIn } from './raw-client.js'

// Short where a server has to lose its patience; nothing here is measured.
const IMPATIENT = { headers: 300, request: 600 }
const END = '\r\nHost: localhost\r\nConnection: close\r\n\r\n'

const TARGETS = [
  ...['/', '//', '//[', '/\\', '///', '//a:b', '//%', '//x:99999/', '/%', '/%ff', '/?%', '/?=&=', '/..', '/#', '/\x7f'],
  ...['http://', 'http://[', 'http://localhost', 'http://localhost:99999/', 'HTTP://LOCALHOST/', 'http:/a', 'http:a'],
  ...['*', 'localhost:1', '?', 'a', '/a b', '/\xff\xfe', '/[', '/^`{|}', `/${'a/'.repeat(3000)}`, 'file:///etc/passwd']
]
const METHODS = ['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE', 'PATCH', 'CONNECT', 'PROPFIND', 'M-SEARCH']

const LINES = [
  ...['GET /', 'GET', '', ' ', 'GET  / HTTP/1.1', '\r\n\r\nGET / HTTP/1.1', 'get / HTTP/1.1', 'FOO / HTTP/1.1'],
  ...['GET / HTTP/0.9', 'GET / HTTP/1.0', 'GET / HTTP/2.0', 'GET / HTTP/9', 'GET / http/1.1', 'PRI * HTTP/2.0'],
  ...['\x16\x03\x01\x02\x00\x01\x00', 'GET / HTTP/1.1 x', 'GET\t/\tHTTP/1.1', '\0', 'OPTIONS * HTTP/1.1', 'SSH-2.0-x']
]

const HEADERS = [
  ...['Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x', 'Upgrade: h2c\r\nConnection: Upgrade'],
  ...['Expect: 100-continue', 'Expect: something', 'Content-Length: -1', 'Content-Length: 1, 1', 'Content-Length: 9e9'],
  ...[
    'Content-Length: 5\r\nContent-Length: 6',
    'Content-Length: 5\r\nTransfer-Encoding: chunked',
    'Transfer-Encoding: x'
  ],
  ...['Transfer-Encoding: chunked, gzip', 'X : y', ': y', 'X', 'X: \0', ' folded: x', 'X: y\r\n folded', 'Host: b'],
  ...[
    'Host:',
    'Host: [',
    'Host: a b',
    'Host: @',
    'Host: \xff',
    'Host: %',
    'Host: localhost:x',
    `X: ${'x'.repeat(20_000)}`
  ],
  ...['Content-Type: multipart/form-data', 'Content-Type: \xff', 'Content-Encoding: gzip', 'Origin: [', 'Trailer: x']
]

describe.each(SERVERS)('%s', (_, start) => {
  test('answers every request target by every method at most once, and lives', async () => {
    const { port, good } = await start({ limits: IMPATIENT })
    for (const method of METHODS) {
      const answers = await Promise.all(TARGETS.map((target) => exchange(port, `${method} ${target} HTTP/1.1${END}`)))
      for (const [i, said] of answers.entries()) {
        const statuses = statusesIn(said)
        const about = [method, TARGETS[i]]
        // A tunnel is refused without a word.
        if (method === 'CONNECT') expect([...about, statuses.length <= 1]).toEqual([...about, true])
        else expect([...about, statuses.length]).toEqual([...about, 1])
        expect([...about, statuses.every((one) => one < 500)]).toEqual([...about, true])
      }
    }
    expect(await good()).toBe(200)
  })

  test.each([
    ['request lines', LINES.map((line) => line + END)],
    ['headers', HEADERS.map((header) => `POST / HTTP/1.1\r\n${header}${END}`)],
    ['headers with a body', HEADERS.map((header) => `POST / HTTP/1.1\r\n${header}${END}0\r\n\r\nhello`)]
  ])('lives after odd %s', async (_, requests) => {
    const { port, good } = await start({ limits: IMPATIENT })
    const answers = await Promise.all(requests.map((one) => exchange(port, one)))
    expect(answers.flatMap(statusesIn).filter((status) => status >= 500)).toEqual([])
    expect(await good()).toBe(200)
  })

  test.each([
    ['Content-Length: 5\r\nTransfer-Encoding: chunked', '0\r\n\r\n'],
    ['Transfer-Encoding: chunked\r\nContent-Length: 5', '0\r\n\r\n'],
    ['Content-Length: 5\r\nContent-Length: 6', 'hello'],
    ['Content-Length: 5, 6', 'hello'],
    ['Content-Length: +5', 'hello'],
    ['Content-Length: 0x5', 'hello'],
    ['Transfer-Encoding: chunked', '5 \r\nhello\r\n0\r\n\r\n'],
    ['Transfer-Encoding: chunked', '-1\r\nhello\r\n0\r\n\r\n'],
    ['Transfer-Encoding: chunked', 'ffffffffffffffffff\r\nhello'],
    ['Transfer-Encoding: x', 'hello'],
    ['Transfer-Encoding : chunked', '0\r\n\r\n'],
    ['X: y\r\n Content-Length: 5', 'hello']
  ])('takes no second request out of the body of %j, %j', async (header, sent) => {
    const { port, good } = await start({ limits: IMPATIENT })
    const smuggled = `GET /smuggled HTTP/1.1${END}`
    const said = await exchange(port, `POST / HTTP/1.1\r\nHost: localhost\r\n${header}\r\n\r\n${sent}${smuggled}`)
    expect(statusesIn(said)).toEqual([400])
    expect(await good()).toBe(200)
  })

  test('lives when a client resets at any moment', async () => {
    const { port, path, body, good } = await start({ limits: IMPATIENT })
    const whole = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    const moments = Array.from({ length: 40 }, (_, i) => Math.floor((whole.length * i) / 39))
    for (const moment of moments) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      await once(socket, 'connect')
      await new Promise((resolve) => socket.write(whole.slice(0, moment) || ' ', resolve))
      socket.resetAndDestroy()
    }
    expect(await good()).toBe(200)
  })

  test('lives after any bytes', async () => {
    const { port, good } = await start({ limits: IMPATIENT })
    const word = fc.constantFrom(
      ...METHODS,
      ...TARGETS,
      ...LINES,
      ...HEADERS,
      'HTTP/1.1',
      '\r\n',
      ' ',
      ':',
      '\r\n\r\n',
      END
    )
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(word, { maxLength: 12 }).map((words) => Buffer.from(words.join(''), 'latin1')),
      fc
        .tuple(fc.constantFrom(...METHODS), fc.string({ unit: 'binary-ascii', maxLength: 30 }))
        .map(([method, target]) => Buffer.from(`${method} ${target} HTTP/1.1${END}`, 'latin1'))
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (sent) => {
        const said = await exchange(port, sent)
        expect(statusesIn(said).filter((status) => status >= 500)).toEqual([])
      }),
      { numRuns: 150 }
    )
    expect(await good()).toBe(200)
  })

  test('clients that send a part, and no more, are cut off with one answer at most', async () => {
    const parts: [what: string, bytes: string][] = [
      ['nothing', ''],
      ['half a request line', 'GET /'],
      ['half a header', 'POST / HTTP/1.1\r\nHost: loc'],
      [
        'half a body',
        'POST PATH HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'
      ],
      [
        'half a chunk',
        'POST PATH HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{'
      ],
      ['half a body of a foreign host', 'POST PATH HTTP/1.1\r\nHost: a.example\r\nContent-Length: 100\r\n\r\n{']
    ]
    const { port, path, good } = await start({ limits: IMPATIENT })
    // All at once: each takes as long as the server is patient.
    const answers = parts.map(async ([what, bytes]) => {
      const socket = await rawSocket(port)
      const ended = Promise.race([once(socket, 'end'), once(socket, 'close')])
      socket.write(bytes.replace('PATH', path))
      await ended
      return [what, statusesIn(socket.said()).length <= 1]
    })
    expect(await good()).toBe(200)
    expect(await Promise.all(answers)).toEqual(parts.map(([what]) => [what, true]))
  })

  test('keeps a connection longer than clients do, who see how long', async () => {
    const { port, path } = await start()
    const socket = await rawSocket(port)
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    await once(socket, 'data')
    expect(Number(/keep-alive: timeout=(\d+)/i.exec(socket.said())?.[1])).toBeGreaterThan(300)
  })

  test('of too many connections the one that has waited longest goes, and none that is answered', async () => {
    const { port, good } = await start({ limits: { connections: 3 } })
    const ended: number[] = []
    for (const i of [0, 1, 2]) (await rawSocket(port)).on('end', () => ended.push(i))
    expect([await good(), ended]).toEqual([200, [0]])
  })
})

test('answers that nobody reads take no more room than there is', async () => {
  const body = 'x'.repeat(8 * 1024 * 1024)
  const { port, url } = await startServe({
    limits: { heldBytes: 20 * 1024 * 1024 },
    control: async () => ({ status: 200, headers: {}, body })
  })
  const request = `GET /_ecpay/x HTTP/1.1\r\nHost: localhost\r\n\r\n`
  const unread = connect({ port, host: '127.0.0.1' }).pause()
  onTestFinished(() => void unread.destroy())
  unread.on('error', () => {}).write(request.repeat(9))
  const asked = () => fetch(`${url}/_ecpay/x`).then(async (answer) => [answer.status, (await answer.text()).length])
  await vi.waitFor(async () => expect(await asked()).toEqual([503, 45]), 10_000)
  unread.destroy()
  await vi.waitFor(async () => expect(await asked()).toEqual([200, body.length]), 10_000)
})

test('short answers that wait behind another take no more room than there is, and give it back', async () => {
  const body = `${'x'.repeat(60 * 1024)}\n`
  const { port } = await startServe({
    limits: { heldBytes: 1024 * 1024 },
    control: async () => ({ status: 200, headers: {}, body })
  })
  const request = 'GET /_ecpay/x HTTP/1.1\r\nHost: localhost\r\n'
  const sent = `${`${request}\r\n`.repeat(199)}${request}Connection: close\r\n\r\n`
  for (let round = 0; round < 3; round++) {
    const statuses = statusesIn((await exchange(port, sent)).replaceAll('}HTTP/', '}\nHTTP/'))
    expect([statuses.length, statuses.includes(503), statuses[0]]).toEqual([200, true, 200])
  }
})

test('answers that wait when their connection ends give their room back', async () => {
  const body = 'x'.repeat(1024 * 1024)
  let taken = 0
  const { port, url } = await startServe({
    limits: { heldBytes: 4 * 1024 * 1024 },
    control: async () => {
      taken++
      return { status: 200, headers: {}, body }
    }
  })
  const asked = () => fetch(`${url}/_ecpay/x`).then(async (answer) => [answer.status, (await answer.text()).length])
  for (let round = 0; round < 10; round++) {
    const before = taken
    const socket = (await rawSocket(port)).pause()
    socket.write('GET /_ecpay/x HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(5))
    await vi.waitFor(() => expect(taken).toBe(before + 5))
    socket.resetAndDestroy()
    await vi.waitFor(async () => expect(await asked()).toEqual([200, body.length]), 10_000)
  }
})

test.each([
  ['a body that is broken off', '/api/apps/ecpay/v1/query_order', 99],
  ['a forged byteAuthorization', REQUEST_ORDER_PATH, 0]
])('%s is not taken for genuine', async (_, path, missing) => {
  const taken: [isForeign: boolean | undefined, path: string][] = []
  const { port } = await startServe({
    onExchange: ({ answer, url }) => taken.push([answer.isForeign, new URL(url).pathname])
  })
  const sent = JSON.stringify({ data: '{}', byteAuthorization: 'SHA256-RSA2048 appid="tt1"' })
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json`
  const socket = await rawSocket(port)
  socket.write(`${head}\r\nContent-Length: ${sent.length + missing}\r\n\r\n${sent}`)
  if (missing) socket.end()
  await vi.waitFor(() => expect(taken).toEqual([[true, path]]), 10_000)
})

describe('what handles a request', () => {
  async function serving(handle: Parameters<typeof openServer>[0], limits: Partial<ServerLimits> = {}) {
    let faults = 0
    const server = openServer(handle, limits, () => faults++)
    const port = await bind(server, '127.0.0.1', 0)
    onTestFinished(() => closeServer(server, 0))
    return { port, faults: () => faults }
  }

  test.each([
    ['throws', () => expect.fail('a fault')],
    ['rejects', () => Promise.reject(new Error('a fault'))],
    ['rejects with nothing', () => Promise.reject()]
  ])('%s: HTTP 500, and the server lives', async (_, handle) => {
    const { port, faults } = await serving(handle)
    for (const count of [1, 2]) {
      expect(statusesIn(await exchange(port, `GET / HTTP/1.1${END}`))).toEqual([500])
      expect(faults()).toBe(count)
    }
  })

  test('is given up with a client that does not read the answer', async () => {
    const handled = new EventEmitter()
    const { port } = await serving(
      (_, response) => {
        response.end(Buffer.alloc(64 * 1024 * 1024)).once('close', () => handled.emit('closed'))
      },
      { answer: 300 }
    )
    const closed = once(handled, 'closed')
    const socket = connect({ port, host: '127.0.0.1' }).pause()
    onTestFinished(() => void socket.destroy())
    socket.on('error', () => {}).write(`GET / HTTP/1.1${END}`)
    await closed
    expect(socket.bytesRead).toBeLessThan(64 * 1024 * 1024)
  })

  test('rejects in the middle of its answer: the client sees that it is cut', async () => {
    const { port } = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half')
      return Promise.reject(new Error('a fault'))
    })
    expect(await exchange(port, `GET / HTTP/1.1${END}`)).not.toMatch(/500/)
    expect(await exchange(port, `GET / HTTP/1.1${END}`)).not.toMatch(/500/)
  })
})
