import { describe, expect, test } from 'vitest'
import { exitFor } from '../../src/commands/shared/exit.js'
import { ERR_NO } from '../../src/ecpay/verdict.js'
import type { Finding } from '../../src/findings/findings.js'
import { callGateway } from '../../src/gateway/call-gateway.js'
import { send } from '../../src/gateway/client.js'
import { type Answering, FAULTS, faultServer, muteServer, selfSignedServer } from './fault-server.js'
import { tunnelTo } from './proxy.js'

const call = (url: string, more: { retries?: number; timeout?: number; env?: Record<string, string> } = {}) => {
  const notices: Finding[] = []
  const request = { method: 'POST' as const, url, headers: { 'content-type': 'application/json' }, body: '{"a":1}' }
  const { retries = 0, timeout = 5000, env = {} } = more
  const signal = new AbortController().signal
  const onRetry = (notice: Finding) => notices.push(notice)
  return callGateway(request, { send, retries, timeout, env, signal, onRetry, verdict: ERR_NO }).then((result) => ({
    ...result,
    notices
  }))
}

const fault = (name: string): Answering => {
  const answering = FAULTS[name]
  if (!answering) throw new Error(`no fault ${name}`)
  return answering
}

const outcome = async ({ failure, judgement }: Awaited<ReturnType<typeof call>>) => {
  const findings = failure?.findings ?? judgement?.findings ?? []
  return [await exitFor(findings), ...findings.map((one) => one.code)]
}

describe('what the other side does, by code', () => {
  test.each([
    ['success', 0],
    ['redirect', 3, 'http-redirect'],
    ['not-found', 3, 'http-client-error', 'answer-not-json'],
    ['forbidden', 1, 'http-client-error', 'gateway-refused'],
    ['server-error', 3, 'http-server-error'],
    ['html', 3, 'html-answer'],
    ['not-json', 3, 'answer-not-json'],
    ['cut-json', 3, 'answer-cut-off'],
    ['cut-body', 3, 'answer-cut-off'],
    ['empty', 3, 'answer-empty'],
    ['huge', 3, 'answer-too-large'],
    ['no-err-no', 3, 'answer-without-err-no'],
    ['array', 3, 'answer-without-err-no'],
    ['reset', 3, 'connection-reset'],
    ['busy', 1, 'gateway-refused'],
    ['bad-sign', 1, 'gateway-refused']
  ])('%s', async (name, ...expected) => {
    const { url } = await faultServer(fault(name))
    expect(await outcome(await call(url))).toEqual(expected)
  })

  // Each takes as long as its time-out, so the two of a pair wait together.
  test('headers and the rest of a body that never come', async () => {
    const servers = await Promise.all(['hang-headers', 'hang-body'].map((name) => faultServer(fault(name))))
    const calls = servers.map(async ({ url }) => outcome(await call(url, { timeout: 1500 })))
    const code = 'answer-timeout'
    expect(await Promise.all(calls)).toEqual([
      [3, code],
      [3, code]
    ])
  })

  test('the connection is taken, and then TLS never begins, or a proxy never answers', async () => {
    const { url } = await muteServer()
    const calls = [
      call(url.replace('http:', 'https:'), { timeout: 1500 }),
      call('https://no-such-host.invalid', { timeout: 1500, env: { HTTPS_PROXY: url } })
    ]
    const code = 'connect-timeout'
    expect(await Promise.all(calls.map(async (one) => outcome(await one)))).toEqual([
      [3, code],
      [3, code]
    ])
  })

  test('nothing listens', async () => {
    expect(await outcome(await call('http://127.0.0.1:9'))).toEqual([3, 'connection-refused'])
  })

  test('the name does not resolve', async () => {
    expect(await outcome(await call('http://no-such-host.invalid'))).toEqual([3, 'host-not-found'])
  })

  test('a self-signed certificate is refused, whatever the environment says', async () => {
    const { url, bodies } = await selfSignedServer(fault('success'))
    const { NODE_TLS_REJECT_UNAUTHORIZED: before } = process.env
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      expect(await outcome(await call(url))).toEqual([3, 'tls-untrusted'])
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
    }
    expect(bodies).toEqual([])
  })
})

describe('trying again', () => {
  test.each([
    ['busy-once', 'err_no 1000'],
    ['reset-once', 'connection-reset']
  ])('%s: the same bytes, once more', async (name, code) => {
    const server = await faultServer(fault(name))
    const result = await call(server.url, { retries: 2 })
    expect(await outcome(result)).toEqual([0])
    expect(result.attempts).toBe(2)
    expect(server.bodies).toEqual(['{"a":1}', '{"a":1}'])
    expect(result.notices).toMatchObject([{ code: 'retrying', attempt: 1, of: 2 }])
    expect(result.notices[0]).toHaveProperty('cause', code)
  })

  test.each([
    ['bad-sign', 1],
    ['not-found', 1],
    ['server-error', 1],
    ['busy', 3]
  ])('%s: %i attempt(s)', async (name, attempts) => {
    const server = await faultServer(fault(name))
    expect((await call(server.url, { retries: 2 })).attempts).toBe(attempts)
    expect(server.bodies).toHaveLength(attempts)
  })
})

describe('proxies', () => {
  const env = { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' }
  test.each([
    ['http://no-such-host.invalid', env, 'connection-refused'],
    ['https://no-such-host.invalid', env, 'connection-refused'],
    ['https://no-such-host.invalid', { ...env, NO_PROXY: 'no-such-host.invalid' }, 'host-not-found']
  ])('%s %j', async (url, proxies, code) => {
    expect(await outcome(await call(url, { env: proxies }))).toEqual([3, code])
  })

  test('loopback is never sent to a proxy', async () => {
    const { url } = await faultServer(fault('success'))
    expect(await outcome(await call(url, { env }))).toEqual([0])
  })

  test.each([
    ['http://127.0.0.2:9', {}, 'connection-refused'],
    ['https://no-such-host.invalid', { NO_PROXY: '*' }, 'host-not-found']
  ])('a proxy that is there is not asked for %s, %j', async (url, names, code) => {
    const { url: proxy } = await tunnelTo(9)
    const proxies = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ...names }
    expect(await outcome(await call(url, { env: proxies }))).toEqual([3, code])
  })
})
