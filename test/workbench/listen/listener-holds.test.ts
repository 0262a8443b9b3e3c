import { once } from 'node:events'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openForwarder } from '../../../src/gateway/forward.js'
import { openDeliveries } from '../../../src/workbench/listen/delivery-store.js'
import { Keeper } from '../../../src/workbench/listen/keeper.js'
import type { ListenOptions } from '../../../src/workbench/listen/start-listening.js'
import { callback } from '../../e2e/platform.js'
import { faultServer } from '../../gateway/fault-server.js'
import { SERVERS, startListen, TOKEN } from '../../simulator/both-servers.js'
import { rawSocket, statusesIn } from '../../simulator/raw-client.js'
import { freshDirectory } from '../../simulator/support.js'

const SUCCESS = '{"err_no":0,"err_tips":"success"}'
const post = async (url: string, body: string) => (await fetch(url, { method: 'POST', body })).status
const numbered = (number: string, size = 0) =>
  JSON.stringify(callback(TOKEN, JSON.stringify({ cp_orderno: number, cp_extra: 'x'.repeat(size) })))
const forged = (number: string, size = 0) =>
  JSON.stringify(callback('anotherToken0001', JSON.stringify({ cp_orderno: number, cp_extra: 'x'.repeat(size) })))
const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** A listener that keeps, and what it says about it. */
async function keeping(stateDir: string, most?: number) {
  const said: string[] = []
  const stored: boolean[] = []
  const keeper = new Keeper(() => openDeliveries(stateDir, most), {
    onTrouble: (findings) => said.push(...findings.map(({ code }) => code)),
    onRecovery: (missed) => said.push(`again, without ${missed}`)
  })
  const { url, close } = await startListen({ keeper, onDelivery: (_, isStored) => stored.push(isStored) })
  onTestFinished(async () => {
    await close()
    await keeper.close()
  })
  await keeper.open()
  const kept = async () => {
    const deliveries = await openDeliveries(stateDir)
    try {
      return deliveries.all().map(({ number }) => number)
    } finally {
      await deliveries.close()
    }
  }
  return { url, said, stored, kept }
}

describe('keeping', () => {
  test('goes on after the trouble that it began with', async () => {
    const stateDir = freshDirectory()
    writeFileSync(join(stateDir, 'deliveries-v1'), 'a file stands where the directory should')
    const { url, said, stored, kept } = await keeping(stateDir)
    expect(said).toEqual(['state-unusable'])
    for (const number of ['no_1', 'no_2']) expect(await post(url, numbered(number))).toBe(200)
    rmSync(join(stateDir, 'deliveries-v1'))
    for (const number of ['no_3', 'no_4']) expect(await post(url, numbered(number))).toBe(200)
    expect([said, stored]).toEqual([
      ['state-unusable', 'again, without 2'],
      [false, false, true, true]
    ])
    expect(await kept()).toEqual(['no_3', 'no_4'])
  })

  test('of a damaged store is said, and goes on with the one that takes its place', async () => {
    const stateDir = freshDirectory()
    mkdirSync(join(stateDir, 'deliveries-v1'))
    writeFileSync(join(stateDir, 'deliveries-v1', 'data.mdb'), 'damage '.repeat(2000))
    const { url, said, stored, kept } = await keeping(stateDir)
    await post(url, numbered('no_1'))
    rmSync(join(stateDir, 'deliveries-v1'), { recursive: true })
    await post(url, numbered('no_2'))
    expect([said, stored]).toEqual([
      ['state-unusable', 'again, without 1'],
      [false, true]
    ])
    expect(await kept()).toEqual(['no_2'])
  })

  test('goes on after trouble in between, as often as there is some', async () => {
    const stateDir = freshDirectory()
    const { url, said, stored, kept } = await keeping(stateDir)
    const lock = join(stateDir, 'deliveries-v1', 'lock')
    await post(url, numbered('no_0'))
    for (const round of [1, 2]) {
      renameSync(lock, `${lock}-away`)
      writeFileSync(lock, 'no directory')
      await post(url, numbered(`lost_${round}`))
      rmSync(lock)
      renameSync(`${lock}-away`, lock)
      await post(url, numbered(`no_${round}`))
    }
    expect(stored).toEqual([true, false, true, false, true])
    expect(said).toEqual(['state-unusable', 'again, without 1', 'state-unusable', 'again, without 1'])
    expect(await kept()).toEqual(['no_0', 'no_1', 'no_2'])
  })
})

describe('what is kept', () => {
  const MOST = 1024 * 1024

  test('of genuine callbacks is never pushed out by forged ones', async () => {
    const { url, kept } = await keeping(freshDirectory(), MOST)
    const genuine = Array.from({ length: 8 }, (_, i) => `no_${i}`)
    for (const number of genuine) await post(url, numbered(number, 50_000))
    for (let i = 0; i < 60; i++) await post(url, forged(`forged_${i}`, 50_000))
    await post(url, numbered('no_8', 50_000))
    const numbers = await kept()
    expect(numbers.filter((number) => number?.startsWith('no_'))).toEqual([...genuine, 'no_8'])
    const others = numbers.filter((number) => number?.startsWith('forged_'))
    expect(others.length).toBeLessThan(20)
    expect(others).toEqual(Array.from({ length: others.length }, (_, i) => `forged_${60 - others.length + i}`))
  })

  test('where genuine ones alone take all the room, a forged one goes at once', async () => {
    const { url, kept } = await keeping(freshDirectory(), MOST)
    for (let i = 0; i < 60; i++) await post(url, numbered(`no_${i}`, 30_000))
    const before = await kept()
    for (let i = 0; i < 30; i++) await post(url, forged(`forged_${i}`, 200_000))
    expect((await kept()).filter((number) => number?.startsWith('no_'))).toEqual(before)
  })
})

describe('places are for those who have sent all of it', () => {
  const HALF = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{'

  test('half bodies take none', async () => {
    const { port, url } = await startListen({ limits: { inFlight: 1 } })
    for (let i = 0; i < 5; i++) (await rawSocket(port)).write(HALF)
    expect(await post(url, numbered('no_1'))).toBe(200)
  })

  test.each(SERVERS)('%s: too many bytes at once get 503, and room when they are answered', async (_, start) => {
    const { port, path, good, refusals } = await start({ limits: { heldBytes: 50_000 } })
    const head = (length: number) =>
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`
    const first = await rawSocket(port)
    first.write(head(100_000) + ' '.repeat(99_000))
    // The first has its room before the second asks for it.
    await new Promise((resolve) => setTimeout(resolve, 100))
    const second = await rawSocket(port)
    second.write(head(100_000) + ' '.repeat(100_000))
    await until(() => statusesIn(second.said()).length > 0)
    expect(statusesIn(second.said())).toEqual([503])
    expect(refusals).toEqual(['too-many-at-once'])
    // What has the size of a callback or a call finds room all the same.
    expect(await good()).toBe(200)
    first.write(' '.repeat(1000))
    await until(() => statusesIn(first.said()).length > 0)
    const third = await rawSocket(port)
    third.write(head(100_000) + ' '.repeat(100_000))
    await until(() => statusesIn(third.said()).length > 0)
    expect(statusesIn(third.said())).not.toContain(503)
  })
})

describe('what is passed on and comes back', () => {
  /** A listener that passes on to where `to` says when it is asked. */
  async function passingTo(to: () => string, options: Partial<ListenOptions> = {}) {
    let passed = 0
    const statuses: number[] = []
    const listener = await startListen({
      forward: {
        url: 'x',
        async send(message) {
          passed++
          const forwarder = await openForwarder({ url: to(), timeout: 30_000, insecure: false })
          return forwarder.send(message).finally(() => forwarder.close())
        }
      },
      onDelivery: ({ answer }) => statuses.push(answer.status),
      ...options
    })
    return { ...listener, passed: () => passed, statuses }
  }

  test('to itself, is passed on once', async () => {
    const { url, passed, refusals } = await passingTo(() => url)
    expect([await post(url, numbered('no_1')), passed(), refusals]).toEqual([508, 1, ['forwarding-loop']])
  })

  test('through another one, is passed on once by each', async () => {
    const one = await passingTo(() => two.url)
    const two = await passingTo(() => one.url)
    expect([await post(one.url, numbered('no_1')), one.passed(), two.passed()]).toEqual([508, 1, 1])
    expect([one.refusals, two.refusals]).toEqual([['forwarding-loop'], []])
  })

  test('through two in a row to a handler, arrives', async () => {
    const handler = await faultServer((_, response) => response.end(SUCCESS))
    const two = await passingTo(() => handler.url)
    const one = await passingTo(() => two.url)
    expect(await post(one.url, numbered('no_1'))).toBe(200)
    expect(handler.bodies).toEqual([numbered('no_1')])
  })
})

describe('whatever a handler answers, the listener lives, and the delivery is told', () => {
  test.each([
    ['HTTP/1.1 999 x\r\nContent-Length: 0\r\n\r\n', 999],
    ['HTTP/1.1 099 x\r\nContent-Length: 0\r\n\r\n', 502],
    ['HTTP/1.1 1000 x\r\nContent-Length: 0\r\n\r\n', 502],
    ['HTTP/1.1 101 x\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n', 502],
    ['HTTP/1.1 204 x\r\n\r\n', 204],
    ['HTTP/1.1 304 x\r\n\r\n', 304],
    ['HTTP/1.1 200 x\r\nX: a\x01b\r\nContent-Length: 2\r\n\r\n{}', undefined],
    ['HTTP/1.1 200 x\r\nX: a\x7fb\r\nContent-Length: 2\r\n\r\n{}', undefined],
    ['HTTP/1.1 200 x\r\nX: \xff\r\nContent-Length: 2\r\n\r\n{}', 200],
    ['HTTP/1.1 200 x\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nContent-Length: 2\r\n\r\n{}', 200],
    ['\r\n\r\n', 502]
  ])('%j: %s', async (answer, status) => {
    const handler = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end(Buffer.from(answer, 'latin1')))
    })
    await new Promise<void>((resolve) => void handler.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void handler.close())
    const url = `http://127.0.0.1:${(handler.address() as AddressInfo).port}/`
    const forwarder = await openForwarder({ url, timeout: 30_000, insecure: false })
    onTestFinished(() => forwarder.close())
    let told = 0
    const listener = await startListen({ forward: { url, ...forwarder }, onDelivery: () => told++ })
    for (const count of [1, 2]) {
      const body = numbered('no_1')
      const head = `POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`
      const socket = await rawSocket(listener.port)
      socket.write(head + body)
      await once(socket, 'end')
      const statuses = statusesIn(socket.said())
      expect([statuses.length, told]).toEqual([1, count])
      if (status) expect(statuses).toEqual([status])
    }
  })
})
