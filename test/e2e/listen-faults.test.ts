import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { describe, expect, onTestFinished, type TestContext, test } from 'vitest'
import { openDeliveries } from '../../src/workbench/listen/delivery-store.js'
import { freePort } from '../free-port.js'
import { faultServer } from '../gateway/fault-server.js'
import { TAKES_ROOT } from '../programs.js'
import { BIN, Sandbox } from './ecpay.js'
import { listener } from './listener.js'
import { callback, DEMO } from './platform.js'

const SUCCESS = '{"err_no":0,"err_tips":"success"}'
const body = (number: string, size = 0) =>
  JSON.stringify(callback(DEMO.token, JSON.stringify({ cp_orderno: number, cp_extra: 'x'.repeat(size) })))

async function post(url: string, text: string): Promise<number> {
  const answer = await fetch(url, { method: 'POST', body: text })
  await answer.arrayBuffer()
  return answer.status
}

test('killed at any moment, it has every callback that it acknowledged', async () => {
  const sandbox = new Sandbox()
  const { child, url, ended } = await listener(sandbox)
  const acknowledged: string[] = []
  const worker = async (first: number) => {
    for (let i = first; ; i += 8) {
      const status = await post(url, body(`no_${i}`)).catch(() => undefined)
      if (!status) return
      if (status === 200) acknowledged.push(`no_${i}`)
      if (acknowledged.length === 200) child.kill('SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, i) => worker(i)))
  // Until this process has heard of its end, it is there for those who look whether it lives.
  await ended
  const deliveries = await openDeliveries(join(sandbox.folder, 'state', 'ecpay'))
  const kept = deliveries.all().map(({ number }) => number)
  await deliveries.close()
  expect(acknowledged.length).toBeGreaterThanOrEqual(200)
  expect(kept).toEqual(expect.arrayContaining(acknowledged))
})

test('a handler that is down, and comes back on the same port', async () => {
  const start = (port: number) =>
    new Promise<Server>((resolve) => {
      const server = createServer((request, response) => request.resume().on('end', () => response.end(SUCCESS)))
      server.listen(port, '127.0.0.1', () => resolve(server))
    })
  const stop = (server: Server) =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const port = await freePort()
  const first = await start(port)
  const argv = ['--forward-to', `http://127.0.0.1:${port}/`, '--exit-after', '4']
  const { url, lines, ended } = await listener(new Sandbox(), argv)
  expect(await post(url, body('no_1'))).toBe(200)
  await stop(first)
  expect([await post(url, body('no_2')), await post(url, body('no_3'))]).toEqual([502, 502])
  const second = await start(port)
  onTestFinished(() => stop(second))
  expect(await post(url, body('no_4'))).toBe(200)
  await ended
  expect(lines()).toMatchObject([
    { number: 'no_1', answered: 200 },
    { number: 'no_2', answered: 502 },
    { number: 'no_3', answered: 502 },
    { number: 'no_4', answered: 200 }
  ])
})

/**
 * A disk of its own, mounted where the state is kept: it needs Linux and the right to make a namespace with mounts
 * of its own, which most machines give to anybody, and some containers to nobody.
 */
function mounting({ skip }: TestContext, options: string, state: string): string[] {
  const script = `mkdir -p ${state} && mount -t tmpfs -o ${options} tmpfs ${state} && exec "$@"`
  const through = ['unshare', '--user', '--map-root-user', '--mount', 'bash', '-c', script, 'bash']
  const { status, error, stderr } = spawnSync(through[0] as string, [...through.slice(1), 'true'])
  const reason = `no disk with ${options} can be mounted: ${String(error ?? stderr).trim()}`
  skip(status !== 0, process.geteuid?.() === 0 ? reason : `${TAKES_ROOT}: ${reason}`)
  return through
}

describe('a disk that takes nothing: said once, and callbacks are received and passed on', () => {
  test('it is full in the middle, and what was kept before can be read', async (context) => {
    const sandbox = new Sandbox()
    const through = mounting(context, 'size=20m', join(sandbox.folder, 'state'))
    const backend = await faultServer((_, response) => response.end(SUCCESS))
    // In the same namespace, for the disk is gone with it.
    const list = `"$@"; ${process.execPath} ${BIN} deliveries list --json > list.json`
    const { url, said, lines, ended } = await listener(
      sandbox,
      ['--forward-to', backend.url, '--exit-after', '20'],
      [...through, 'bash', '-c', list, 'bash']
    )
    const bodies = Array.from({ length: 20 }, (_, i) => body(`no_${i}`, 500_000))
    for (const one of bodies) expect(await post(url, one)).toBe(200)
    await ended
    expect(backend.bodies).toEqual(bodies)
    expect(lines().map(({ number }) => number)).toEqual(bodies.map((_, i) => `no_${i}`))
    expect(said().match(/\(state-unusable\)/g)).toHaveLength(1)
    expect(said()).toMatch(/the disk is full/)
    const kept = JSON.parse(readFileSync(sandbox.path('list.json'), 'utf8')).deliveries
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.map(({ number }: { number: string }) => number)).toEqual(kept.map((_: unknown, i: number) => `no_${i}`))
  })

  test('it is read-only', async (context) => {
    const sandbox = new Sandbox()
    const through = mounting(context, 'ro', join(sandbox.folder, 'state'))
    const { url, said, ended } = await listener(sandbox, ['--exit-after', '2'], through)
    expect([await post(url, body('no_1')), await post(url, body('no_2'))]).toEqual([200, 200])
    expect(await ended).toBe(0)
    expect(said().match(/\(state-unusable\)/g)).toHaveLength(1)
    expect(said()).toMatch(/read-only/)
  })

  test('a file stands where the directory should', async () => {
    const sandbox = new Sandbox({ state: '' })
    const { url, said, ended } = await listener(sandbox, ['--exit-after', '1'])
    expect(await post(url, body('no_1'))).toBe(200)
    expect([await ended, said().match(/\(state-unusable\)/g)]).toEqual([0, ['(state-unusable)']])
  })
})
