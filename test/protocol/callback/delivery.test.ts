import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { RETRY_SECONDS } from '../../../src/ecpay/callback/retries.js'
import { poster } from '../../../src/gateway/post.js'
import { type Attempt, type Delivery, deliver } from '../../../src/protocol/callback/delivery.js'

const BODY = '{"timestamp":"1","nonce":"2","msg":"{\\"a\\": \\"\\u00e9中\\"} ","type":"payment"}'
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function serverOf(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/pay`
}

const answering =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body)

/** Delivers with a sleep that only writes down what it was asked for. */
async function run(url: string, options: Partial<Delivery> = {}) {
  const attempts: Attempt[] = []
  const slept: number[] = []
  const result = await deliver({
    url,
    body: BODY,
    schedule: RETRY_SECONDS,
    sleep: async (milliseconds) => {
      slept.push(milliseconds)
    },
    onAttempt: (attempt) => attempts.push(attempt),
    signal: new AbortController().signal,
    post: poster({}),
    ...options
  })
  return { ...result, list: attempts, slept }
}

const ONCE: Partial<Delivery> = { schedule: [] }

test('the schedule is the official one: 15 retries in 24 hours and 4 minutes', () => {
  expect(RETRY_SECONDS).toHaveLength(15)
  expect(RETRY_SECONDS.reduce((sum, seconds) => sum + seconds, 0)).toBe(86_640)
})

test('sends the body byte for byte as JSON, once when it is acknowledged', async () => {
  const requests: unknown[] = []
  const url = await serverOf(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    requests.push([request.method, request.url, request.headers['content-type'], body])
    response.end('{"err_no":0,"err_tips":"success"}')
  })
  const { list, slept, ...result } = await run(url)
  expect(result).toEqual({ delivered: true, attempts: 1 })
  expect(requests).toEqual([['POST', '/pay', 'application/json', BODY]])
  expect(slept).toEqual([])
  const answer = '{"err_no":0,"err_tips":"success"}'
  expect(list).toEqual([{ attempt: 1, of: 16, delivered: true, status: 200, answer }])
})

describe('what is no acknowledgement', () => {
  const ended: RequestListener = (request) => request.socket.destroy()
  const endless: RequestListener = (_, response) => {
    const pump = () => response.write('x'.repeat(16_384), pump)
    pump()
  }
  test.each<[name: string, listener: RequestListener, attempt: object]>([
    ['500', answering(500, '{"err_no":0}'), { status: 500, problem: { code: 'callback-not-200', status: 500 } }],
    ['201', answering(201, '{"err_no":0}'), { status: 201, problem: { code: 'callback-not-200', status: 201 } }],
    ['204', answering(204, ''), { status: 204, answer: '', problem: { code: 'callback-not-200', status: 204 } }],
    [
      'a redirect, which is not followed',
      answering(302, '', { location: '/elsewhere' }),
      { status: 302, problem: { code: 'callback-not-200', status: 302 } }
    ],
    [
      'err_no 1',
      answering(200, '{"err_no":1,"err_tips":"no"}'),
      { status: 200, problem: { code: 'callback-refused', err_no: '1', err_tips: 'no' } }
    ],
    ['no err_no', answering(200, '{}'), { problem: { code: 'callback-refused', err_no: '', err_tips: '' } }],
    ['text', answering(200, 'success'), { answer: 'success', problem: { code: 'callback-answer-success-text' } }],
    ['nothing', answering(200, ''), { answer: '', problem: { code: 'callback-answer-empty' } }],
    ['an array', answering(200, '[]'), { problem: { code: 'callback-answer-not-json' } }],
    ['a closed connection', ended, { problem: { code: 'connection-reset' } }],
    ['more than anybody would read', endless, { problem: { code: 'answer-too-large', limit: 65_536 } }]
  ])('%s', async (_, listener, attempt) => {
    const { delivered, attempts, list } = await run(await serverOf(listener), ONCE)
    expect({ delivered, attempts }).toEqual({ delivered: false, attempts: 1 })
    expect(list).toMatchObject([{ attempt: 1, of: 1, delivered: false, ...attempt }])
    expect(list[0]).not.toHaveProperty('waitSeconds')
  })

  test.each<[name: string, listener: RequestListener]>([
    ['no answer', () => {}],
    ['half an answer', (_, response) => response.writeHead(200, { 'content-length': '99' }).write('{')]
  ])('%s in time', async (_, listener) => {
    const url = await serverOf(listener)
    const { list } = await run(url, { ...ONCE, timeout: 200 })
    expect(list).toMatchObject([{ problem: { code: 'answer-timeout', host: new URL(url).host, limit: 200 } }])
    expect(list[0]).not.toHaveProperty('status')
  })

  test('nobody listening', async () => {
    const url = await serverOf(() => {})
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve))
    const { list } = await run(url, ONCE)
    expect(list).toMatchObject([{ problem: { code: 'connection-refused', host: new URL(url).host } }])
  })
})

describe('retrying', () => {
  test('follows the schedule to its end', async () => {
    const url = await serverOf(answering(500, ''))
    const { delivered, attempts, list, slept } = await run(url, { timeScale: 0.001 })
    expect({ delivered, attempts }).toEqual({ delivered: false, attempts: 16 })
    expect(slept).toEqual([...RETRY_SECONDS])
    expect(list.map(({ attempt, of, waitSeconds }) => [attempt, of, waitSeconds])).toEqual(
      [...RETRY_SECONDS, undefined].map((seconds, i) => [i + 1, 16, seconds])
    )
  })

  test('ends with the first acknowledgement', async () => {
    let calls = 0
    const url = await serverOf((request, response) => {
      calls++
      answering(200, calls < 3 ? '{"err_no":1}' : '{"err_no":0}')(request, response as never)
    })
    const { delivered, attempts, list, slept } = await run(url)
    expect({ delivered, attempts, calls }).toEqual({ delivered: true, attempts: 3, calls: 3 })
    expect(slept).toEqual([15_000, 15_000])
    expect(list.map(({ delivered }) => delivered)).toEqual([false, false, true])
  })

  test('ends where it is aborted while it waits', async () => {
    const stop = new AbortController()
    const sleep = async () => stop.abort('interrupt')
    const running = run(await serverOf(answering(500, '')), { signal: stop.signal, sleep })
    await expect(running).rejects.toBe('interrupt')
  })

  test('ends where it is aborted in an attempt', async () => {
    const stop = new AbortController()
    const running = run(await serverOf(() => stop.abort('interrupt')), { signal: stop.signal })
    await expect(running).rejects.toBe('interrupt')
  })
})
