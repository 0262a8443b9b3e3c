import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { open as openLmdb } from 'lmdb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Finding } from '../../../src/findings/findings.js'
import { poster } from '../../../src/gateway/post.js'
import { verifyCallback } from '../../../src/index.js'
import { reserveAttempt } from '../../../src/simulator/callbacks/callback-attempts.js'
import type { CallbackEntry } from '../../../src/simulator/callbacks/send-callbacks.js'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { type Gateway, startGateway } from '../../../src/simulator/gateway-server.js'
import { endStored } from '../../../src/simulator/life-cycle/end-stored.js'
import { createOrder, payOrder } from '../../../src/simulator/life-cycle/orders.js'
import { createRefund } from '../../../src/simulator/life-cycle/refunds.js'
import { LOCAL_KEYS } from '../../../src/simulator/local-keys.js'
import { openStore, type Store } from '../../../src/simulator/store/store.js'
import { faultServer } from '../../gateway/fault-server.js'
import { A_REFUND, REFUND, signedBody } from '../bodies.js'
import { freshDirectory } from '../support.js'

const WORLD = { now: () => Date.now(), random: (size: number) => randomBytes(size), timeScale: 0.01 }
const ACCEPTED = '{"err_no":0,"err_tips":"success"}'
const REFUSED = '{"err_no":1,"err_tips":"not now"}'

let stateDir: string
let store: Store
const open: { close(): Promise<void> }[] = []
beforeEach(async () => {
  stateDir = freshDirectory()
  store = await openStore(stateDir)
  open.push(store)
  const fields = { total_amount: 100_000, subject: 's', body: 'b', valid_time: 900, notify_url: '', cp_extra: '' }
  const order = createOrder({ out_order_no: 'no-1', ...fields, limit_pay_way: '' }, '', WORLD)
  store.transact(({ put }) => put('order', 'no-1', payOrder(order, 'wx', WORLD.now())))
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

interface Serving {
  gateway: Gateway
  entries: CallbackEntry[]
  problems: Finding[]
}

/** A serving gateway over the store of the test. */
async function serve(timeScale = WORLD.timeScale): Promise<Serving> {
  const entries: CallbackEntry[] = []
  const problems: Finding[] = []
  const gateway = await startGateway({
    stateDir,
    ...WORLD,
    timeScale,
    callbacks: {
      post: (one) => poster({}, one),
      log: (entry) => entries.push(entry),
      onProblem: (problem) => problems.push(problem)
    }
  })
  open.push(gateway)
  return { gateway, entries, problems }
}

/** Each call that may have a result lets a gateway look what is due, as it does by itself after half a second. */
async function letLook({ url }: Gateway): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await (await fetch(url + REFUND, { method: 'POST', headers, body: '{}' })).text()
}

/** A refund that another process has accepted. */
function accept(number: string, notify_url: string, more: { failure?: string; timeScale?: number } = {}): void {
  const { failure, timeScale = WORLD.timeScale } = more
  const fields = { out_refund_no: number, out_order_no: 'no-1', refund_amount: 1, notify_url, cp_extra: '' }
  const refund = { ...createRefund(fields, '', { ...WORLD, timeScale }), ...(failure !== undefined && { failure }) }
  store.transact((records) => records.put('refund', number, refund))
}

const handler = (...answers: string[]) =>
  faultServer((_, response, count) => void response.end(answers[count - 1] ?? answers.at(-1)))
const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 10 })
const msgOf = (body: string | undefined) => JSON.parse(JSON.parse(body ?? '').msg)

describe('a result that comes due while the gateway serves', () => {
  test('is due at once when another process sets the clock', async () => {
    const { url } = await handler(ACCEPTED)
    const { entries } = await serve(99)
    accept('refund-1', url, { timeScale: 99 })
    store.changeClock(() => 3600_000)
    await soon(() => expect(entries).toMatchObject([{ number: 'refund-1', delivery: { delivered: true } }]))
    expect((entries[0]?.time ?? 0) - Date.now()).toBeGreaterThan(3500_000)
  })

  test('is tried again when the clock passes the wait, to the last attempt', async () => {
    const { url, bodies } = await handler(REFUSED)
    const { entries, gateway } = await serve(1)
    accept('refund-1', url)
    for (let hours = 1, attempts = 1; attempts <= 16; attempts++, hours += 7) {
      store.changeClock(() => hours * 3600_000)
      await letLook(gateway)
      await soon(() => expect(bodies).toHaveLength(attempts))
      await soon(() => expect(entries).toHaveLength(attempts))
    }
    expect(entries.at(-1)?.delivery).toMatchObject({ attempt: 16, of: 16, delivered: false })
  })

  test('is called back to the notify_url of its request, signed', async () => {
    const { url, bodies } = await handler(ACCEPTED)
    const { gateway, entries } = await serve()
    const body = signedBody({ ...A_REFUND, notify_url: url })
    const answer = await fetch(gateway.url + REFUND, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body
    })
    expect(await answer.json()).toMatchObject({ err_no: 0 })
    await soon(() => expect(entries).toHaveLength(1))
    expect(entries).toEqual([
      {
        time: expect.any(Number),
        callback: 'refund',
        number: 'refund-1',
        result: 'SUCCESS',
        url,
        delivery: { attempt: 1, of: 16, delivered: true, status: 200, answer: ACCEPTED }
      }
    ])
    expect(verifyCallback(Buffer.from(bodies[0] ?? ''), DEMO_KEYS.token)).toMatchObject({ valid: true })
    expect(JSON.parse(bodies[0] ?? '').type).toBe('refund')
    expect(msgOf(bodies[0])).toMatchObject({ cp_refundno: 'refund-1', status: 'SUCCESS' })
    expect(store.callbacks()).toEqual([])
  })

  test('is called back when it failed, too', async () => {
    const { url, bodies } = await handler(ACCEPTED)
    accept('refund-1', url, { failure: '可提现余额不足' })
    await serve()
    await soon(() => expect(msgOf(bodies[0])).toMatchObject({ status: 'FAIL', message: '可提现余额不足' }))
  })

  test('without a notify_url is said, and nobody is called', async () => {
    const { entries } = await serve()
    accept('refund-1', '', { timeScale: 0.2 })
    await soon(() => expect(entries).toMatchObject([{ number: 'refund-1', result: 'SUCCESS', url: '' }]))
    expect(entries[0]).not.toHaveProperty('delivery')
    expect(store.callbacks()).toEqual([])
  })

  test('that was given by hand is called back by hand', async () => {
    const { url, bodies } = await handler(ACCEPTED)
    accept('refund-1', url, { timeScale: 100 })
    accept('refund-2', url)
    endStored(store, 'refund', 'refund-1', 'FAIL', WORLD.now())
    await serve()
    await soon(() => expect(bodies).toHaveLength(1))
    expect(msgOf(bodies[0]).cp_refundno).toBe('refund-2')
    await soon(() => expect(store.callbacks()).toEqual([]))
  })
})

describe('a callback that is not accepted', () => {
  test('is sent again by the schedule, byte for byte the same', async () => {
    const { url, bodies } = await handler(REFUSED, 'no JSON', ACCEPTED)
    accept('refund-1', url)
    const { entries } = await serve(0.001)
    await soon(() => expect(entries).toHaveLength(3))
    expect(
      entries.map(({ delivery }) => [delivery?.delivered, delivery?.problem?.code, delivery?.waitSeconds])
    ).toEqual([
      [false, 'callback-refused', 15],
      [false, 'callback-answer-not-json', 15],
      [true, undefined, undefined]
    ])
    expect(new Set(bodies).size).toBe(1)
  })

  test('is given up after 16 attempts', async () => {
    const { url, bodies } = await handler(REFUSED)
    accept('refund-1', url)
    const { entries } = await serve(0)
    await soon(() => expect(entries).toHaveLength(16))
    expect(entries.at(-1)?.delivery).toMatchObject({ attempt: 16, of: 16, delivered: false })
    expect(entries.at(-1)?.delivery).not.toHaveProperty('waitSeconds')
    expect([bodies.length, store.callbacks()]).toEqual([16, []])
  })

  test('goes on where it was when the gateway starts again', async () => {
    const { url, bodies } = await handler(REFUSED, ACCEPTED)
    accept('refund-1', url)
    const first = await serve(0.02)
    await soon(() => expect(first.entries).toHaveLength(1))
    await first.gateway.close()
    const second = await serve()
    await soon(() => expect(second.entries).toMatchObject([{ delivery: { attempt: 2, delivered: true } }]))
    expect(new Set(bodies).size).toBe(1)
    expect(first.entries).toHaveLength(1)
  })

  test('while the gateway closes is sent by the next one', async () => {
    const hanging = await faultServer((_, response, count) => void (count > 1 && response.end(ACCEPTED)))
    accept('refund-1', hanging.url)
    const first = await serve()
    await soon(() => expect(hanging.bodies).toHaveLength(1))
    await first.gateway.close()
    expect(first.entries).toEqual([])
    const second = await serve()
    await soon(() => expect(second.entries).toMatchObject([{ delivery: { attempt: 1, delivered: true } }]))
  })
})

test('several gateways over one store send each callback once', async () => {
  const { url, bodies } = await handler(ACCEPTED)
  const numbers = Array.from({ length: 40 }, (_, i) => `refund-${i}`)
  for (const number of numbers.slice(0, 20)) accept(number, url)
  const serving = await Promise.all([serve(), serve(), serve()])
  for (const number of numbers.slice(20)) accept(number, url)
  await soon(() => expect(store.callbacks()).toEqual([]))
  await soon(() => expect(serving.flatMap(({ entries }) => entries)).toHaveLength(40))
  expect(bodies.map((body) => msgOf(body).cp_refundno).sort()).toEqual(numbers.sort())
  expect(serving.flatMap(({ problems }) => problems)).toEqual([])
})

test('gateways that come and go deliver each callback once', async () => {
  const { url, bodies } = await handler(ACCEPTED)
  const numbers = Array.from({ length: 60 }, (_, i) => `refund-${i}`)
  for (const [i, number] of numbers.entries()) accept(number, url, { timeScale: 0.002 * i })
  const delivered: string[] = []
  while (store.callbacks().length > 0) {
    const serving = await Promise.all([serve(), serve()])
    await setTimeout(randomBytes(1)[0])
    await Promise.all(serving.map(({ gateway }) => gateway.close()))
    expect(serving.flatMap(({ problems }) => problems)).toEqual([])
    delivered.push(...serving.flatMap(({ entries }) => entries).map(({ number }) => number))
  }
  // What a gateway has no time to hear the answer of as it closes, the next one sends again.
  expect(delivered.sort()).toEqual(numbers.sort())
  expect(new Set(bodies.map((body) => msgOf(body).cp_refundno))).toEqual(new Set(numbers))
})

test('an attempt that nobody made is free after a while', async () => {
  accept('refund-1', 'http://127.0.0.1:1/', { timeScale: 0 })
  const [due] = store.callbacks()
  if (!due) throw new Error('nothing is due')
  const reserved = reserveAttempt(store, due, LOCAL_KEYS, WORLD)
  expect(reserved).toMatchObject({ attempts: 0, url: 'http://127.0.0.1:1/' })
  expect(reserveAttempt(store, due, LOCAL_KEYS, WORLD)).toBeUndefined()
  expect(store.callbacks()).toEqual([{ kind: 'refund', number: 'refund-1', at: reserved?.until }])
  const later = { ...WORLD, now: () => reserved?.until ?? 0 }
  expect(reserveAttempt(store, due, LOCAL_KEYS, later)).toMatchObject({ attempts: 0, post: reserved?.post })
})

test('an attempt under way is of no other process, also when the clock is set meanwhile', () => {
  accept('refund-1', 'http://127.0.0.1:1/', { timeScale: 0 })
  const [due] = store.callbacks()
  if (!due) throw new Error('nothing is due')
  const real = Date.now() + 1000
  const at = (ahead: number, later = 0) => ({ ...WORLD, now: () => real + later + ahead, realNow: () => real + later })
  const reserved = reserveAttempt(store, due, LOCAL_KEYS, at(0))
  expect(reserved).toBeDefined()
  expect(reserveAttempt(store, due, LOCAL_KEYS, at(3600_000))).toBeUndefined()
  expect(reserveAttempt(store, due, LOCAL_KEYS, at(3600_000, 60_000))).toMatchObject({ post: reserved?.post })
})

test('what nobody has delivered for more than a day is forgotten', async () => {
  const day = 24 * 3600 * 1000
  for (const [number, age] of [
    ['old', 2 * day],
    ['recent', day / 2],
    ['new', 0]
  ] as const) {
    const refund = createRefund(
      {
        out_refund_no: number,
        out_order_no: 'no-1',
        refund_amount: 1,
        notify_url: 'http://127.0.0.1:1/',
        cp_extra: ''
      },
      '',
      { ...WORLD, now: () => Date.now() - age }
    )
    store.transact((records) => records.put('refund', number, refund))
  }
  expect(store.callbacks().map(({ number }) => number)).toEqual(['recent', 'new'])
  store.clear()
  expect(store.callbacks()).toEqual([])
})

test('what is due soon is not forgotten for what is due in days, nor for an attempt with the clock days ahead', () => {
  const days = 3 * 24 * 3600 * 1000
  for (const number of ['soon', 'next']) accept(number, 'http://127.0.0.1:1/', { timeScale: 1 })
  accept('late', 'http://127.0.0.1:1/', { timeScale: days / 3000 })
  const [first] = store.callbacks()
  if (!first) throw new Error('nothing is due')
  // Both may be due in the same millisecond.
  expect(['soon', 'next']).toContain(first.number)
  expect(reserveAttempt(store, first, LOCAL_KEYS, { ...WORLD, now: () => Date.now() + days })).toBeDefined()
  const left = store.callbacks().map(({ number }) => number)
  expect(left.sort()).toEqual(['late', 'next', 'soon'])
})

test('where the clock was set back, what was accepted before is called back at once, and once', async () => {
  const { url, bodies } = await handler(REFUSED, ACCEPTED)
  const refund = createRefund(
    { out_refund_no: 'refund-1', out_order_no: 'no-1', refund_amount: 1, notify_url: url, cp_extra: '' },
    '',
    { ...WORLD, now: () => Date.now() + 24 * 3600 * 1000 }
  )
  store.transact((records) => records.put('refund', 'refund-1', refund))
  await serve()
  await soon(() => expect(store.callbacks()).toEqual([]))
  expect(bodies).toHaveLength(2)
})

test('the schedule of an older version counts until it is worked off', async () => {
  const { url, bodies } = await handler(ACCEPTED)
  const numbers = ['refund-1', 'refund-2']
  for (const number of numbers) accept(number, url)
  const due = store.callbacks()
  await store.close()
  const records = openLmdb<object, string>({ path: join(stateDir, 'gateway-v1'), encoding: 'json' })
  for (const key of Array.from(records.getKeys()).filter((key) => key.startsWith('/due/'))) records.removeSync(key)
  records.putSync('/schedule', { kind: 'schedule', due })
  await records.close()
  store = await openStore(stateDir)
  expect(store.callbacks()).toEqual(due)
  await serve()
  await soon(() => expect(store.callbacks()).toEqual([]))
  expect(bodies.map((body) => msgOf(body).cp_refundno).sort()).toEqual(numbers)
})

test('a change of the schedule writes no more than itself, however much is due', async () => {
  const sizeOf = (name: string) => statSync(join(stateDir, 'gateway-v1', name)).size
  const growth = (from: number, to: number) => {
    const before = sizeOf('data.mdb')
    for (let i = from; i < to; i++) accept(`refund-${i}`, '')
    return sizeOf('data.mdb') - before
  }
  growth(0, 50)
  const first = growth(50, 100)
  growth(100, 600)
  expect(growth(600, 650)).toBeLessThan(3 * first + 100_000)
  expect(store.callbacks(Number.MAX_SAFE_INTEGER - 1).length).toBe(256)
})

test('a store that cannot be used is said, and looked at again', async () => {
  accept('refund-1', 'http://127.0.0.1:1/')
  store.transact((records) => records.put('order', 'no-1', { kind: 'dead', number: 'no-1', reason: '' }))
  const { problems, gateway } = await serve()
  await soon(() => expect(problems).toMatchObject([{ code: 'order-not-found' }]))
  // What has not changed is not said again.
  for (let i = 0; i < 5; i++) await letLook(gateway)
  expect(problems).toHaveLength(1)
})
