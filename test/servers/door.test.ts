import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { signedBody } from '../simulator/bodies.js'
import { SERVERS, startServe } from '../simulator/both-servers.js'
import { exchange, statusesIn } from '../simulator/raw-client.js'

const SAAS = '/api/apps/ecpay/saas'

/** Which headers a request has, and whether it is let in where `a.example`, `.tunnel.example` and `fe80::1` are allowed. */
const CASES: [headers: string, refused: string | undefined, target?: string][] = [
  ['Host: localhost', undefined],
  ['Host: LOCALHOST:1', undefined],
  ['Host: localhost.', undefined],
  ['Host: 127.0.0.1:4242', undefined],
  ['Host: 127.255.0.9', undefined],
  ['Host: [::1]:80', undefined],
  ['Host: a.example', undefined],
  ['Host: A.Example:443', undefined],
  ['Host: x.tunnel.example', undefined],
  ['Host: x.y.tunnel.example', undefined],
  ['Host: [fe80::1]:80', undefined],
  ['Host: tunnel.example', 'foreign-host'],
  ['Host: evil.example/x.tunnel.example', 'foreign-host'],
  ['Host: me@x.tunnel.example', 'foreign-host'],
  ['Host: xtunnel.example', 'foreign-host'],
  ['Host: evil.example', 'foreign-host'],
  ['Host: localhost.evil.example', 'foreign-host'],
  ['Host: evil.localhost', 'foreign-host'],
  ['Host: 127.0.0.1.evil.example', 'foreign-host'],
  ['Host: 127.evil.example', 'foreign-host'],
  ['Host: 10.0.0.1', 'foreign-host'],
  ['Host: 0.0.0.0', 'foreign-host'],
  ['Host: localhost\r\nHost: evil.example', 'foreign-host'],
  ['Host: localhost', 'foreign-host', 'http://evil.example/'],
  ['Host: localhost', undefined, 'http://localhost/'],
  ['Host: localhost\r\nOrigin: https://evil.example', 'browser-request'],
  ['Host: localhost\r\nOrigin: http://localhost', 'browser-request'],
  ['Host: localhost\r\nOrigin: null', 'browser-request'],
  ['Host: localhost\r\nOrigin:', 'browser-request'],
  ['Host: localhost\r\nSec-Fetch-Site: cross-site', 'browser-request'],
  ['Host: localhost\r\nSec-Fetch-Site: same-site', 'browser-request'],
  ['Host: localhost\r\nSec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site', 'browser-request'],
  ['Host: localhost\r\nSec-Fetch-Site: none', undefined],
  ['Host: localhost\r\nSec-Fetch-Site: same-origin', undefined],
  ['Host: evil.example\r\nSec-Fetch-Site: same-origin', 'foreign-host'],
  ['Host: localhost\r\nSec-Fetch-Mode: cors', undefined]
]

const ALLOWED = ['a.example', '.tunnel.example', 'fe80::1']

describe.each(SERVERS)('%s', (_, start) => {
  test.each([
    ['any.example:1', false],
    ['10.0.0.1', false],
    ['a.example/evil', true],
    ['me@a.example', true],
    ['a b', true]
  ])('where every host is allowed, %j is refused: %s', async (host, refused) => {
    const { port, path, refusals } = await start({ allowedHosts: ['*'] })
    await exchange(port, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(refusals.some((one) => one.startsWith('foreign-host'))).toBe(refused)
  })

  test.each(CASES)('%j: %s', async (headers, refused, target) => {
    const { port, path, refusals, url } = await start({ allowedHosts: ALLOWED })
    for (const method of ['GET', 'POST', 'OPTIONS', 'HEAD']) {
      refusals.length = 0
      const said = await exchange(
        port,
        `${method} ${target ?? path} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`
      )
      const isRefused = refusals.some((one) => /^(?:foreign-host|browser-request)/.test(one))
      expect([method, isRefused && refusals[0]?.split(';')[0]]).toEqual([method, refused ?? false])
      if (refused) expect(statusesIn(said)).toEqual([403])
      else expect(said).not.toMatch(/foreign-host|browser-request/)
      // No page may read an answer, refused or not.
      expect(said).not.toMatch(/access-control/i)
    }
    expect(url).toMatch(/127/)
  })

  test.each([
    ['HTTP/1.0 without a host', 'POST PATH HTTP/1.0\r\n\r\n', false],
    ['a foreign host of HTTP/1.0', 'POST PATH HTTP/1.0\r\nHost: evil.example\r\n\r\n', true]
  ])('%s', async (_, bytes, isRefused) => {
    const { port, path } = await start()
    const said = await exchange(port, bytes.replace('PATH', path))
    expect(said.includes('foreign-host')).toBe(isRefused)
  })

  test('every host, where that is allowed', async () => {
    const { port, path, refusals } = await start({ allowedHosts: ['*'] })
    const said = await exchange(port, `POST ${path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`)
    expect([
      statusesIn(said).includes(403) && said.includes('foreign-host'),
      refusals.includes('foreign-host')
    ]).toEqual([false, false])
  })

  test('what is refused names the option that lets it in, and no host that is none', async () => {
    const { port, path } = await start()
    const ask = (host: string) => exchange(port, `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(await ask('abc.tunnel.example:443')).toMatch(/ecpay \S.* --allow-host abc\.tunnel\.example\b/)
    expect(await ask('$(reboot).example')).not.toMatch(/reboot.*err_tips|--allow-host \$/)
  })
})

test('links of the gateway lead to its own address, and open from the address bar alone', async () => {
  const { url, port } = await startServe()
  const body = signedBody({ sub_merchant_id: 'p1', url_type: 1 })
  const said = await answerOf(port, `${SAAS}/app_add_sub_merchant`, body)
  const link = new URL(/"url":"([^"]+)"/.exec(said)?.[1] ?? '')
  expect(link.origin).toBe(url)
  const statuses = ['none', 'same-origin', 'cross-site'].map(async (site) =>
    exchange(
      port,
      `GET ${link.pathname} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: ${site}\r\nConnection: close\r\n\r\n`
    )
  )
  expect((await Promise.all(statuses)).flatMap(statusesIn)).toEqual([200, 200, 403])
})

/** What a client is answered that names another port than it asks. */
async function answerOf(port: number, path: string, body: string): Promise<string> {
  const headers = { host: 'localhost:1', 'content-type': 'application/json' }
  const asking = request({ host: '127.0.0.1', port, path, method: 'POST', headers }).end(body)
  const [answer] = await once(asking, 'response')
  return text(answer)
}
