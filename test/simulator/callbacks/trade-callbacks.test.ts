import { randomBytes } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { poster } from '../../../src/gateway/post.js'
import { reserveAttempt } from '../../../src/simulator/callbacks/callback-attempts.js'
import type { CallbackEntry } from '../../../src/simulator/callbacks/send-callbacks.js'
import { REQUEST_ORDER_PATH } from '../../../src/simulator/client/request-order-path.js'
import { DEMO_KEY_PAIRS } from '../../../src/simulator/demo-key-pairs.js'
import { startGateway } from '../../../src/simulator/gateway-server.js'
import { applyForRefund } from '../../../src/simulator/life-cycle/apply-for-refund.js'
import { payStored } from '../../../src/simulator/life-cycle/pay-order.js'
import { RESULT_TIME } from '../../../src/simulator/life-cycle/results.js'
import { LOCAL_KEYS } from '../../../src/simulator/local-keys.js'
import { checkTradeCallback } from '../../../src/trade/callback/check-callback.js'
import { readPublicKey } from '../../../src/trade/keys/read-key.js'
import { faultServer } from '../../gateway/fault-server.js'
import { freshDirectory, START } from '../support.js'
import { signedOrder, TRADE_ORDER, tradeGateway } from '../trade.js'

const PLATFORM = readPublicKey(DEMO_KEY_PAIRS.platform_public_key).keyObject
const ACCEPTED = '{"err_no":0,"err_tips":"success"}'
const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})
const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 10 })
const msgOf = (body: string | undefined) => JSON.parse(JSON.parse(body ?? '').msg)

/** A serving gateway with an order that is called back to this address; the schedule goes a thousand times as fast. */
async function serve(payNotifyUrl: string, more: object = {}) {
  const clock = { ahead: 0 }
  const entries: CallbackEntry[] = []
  const heads: (readonly (readonly [string, string])[])[] = []
  const now = () => Date.now() + clock.ahead
  const gateway = await startGateway({
    ...{ stateDir: freshDirectory(), now, random: (size) => randomBytes(size), timeScale: 0.001 },
    callbacks: {
      post: (one) => {
        heads.push(one.headers ?? [])
        return poster({}, one)
      },
      log: (entry) => entries.push(entry),
      onProblem: () => {}
    }
  })
  open.push(gateway)
  const data = JSON.stringify({ ...TRADE_ORDER, payNotifyUrl, ...more })
  const body = JSON.stringify(signedOrder(data, { timestamp: String(Math.floor(now() / 1000)) }))
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(gateway.url + REQUEST_ORDER_PATH, { method: 'POST', headers, body })
  expect(await answer.json()).toMatchObject({ errMsg: 'requestOrder:ok' })
  const world = { now, random: (size: number) => randomBytes(size) }
  return { gateway, clock, entries, heads, world }
}

test('an order that expires is called back by itself, signed with the key of the platform, until it is accepted', async () => {
  const { url, bodies } = await faultServer(
    (_, response, count) => void response.end(count < 3 ? '{"err_no":1}' : ACCEPTED)
  )
  const { gateway, clock, entries, heads } = await serve(url, { payExpireSeconds: 60 })
  expect(entries).toEqual([])
  clock.ahead = 61_000
  await soon(() => expect(entries).toHaveLength(3))
  expect(
    entries.map(({ callback, result, delivery }) => [callback, result, delivery?.of, delivery?.delivered])
  ).toEqual([
    ['payment', 'CANCEL', 11, false],
    ['payment', 'CANCEL', 11, false],
    ['payment', 'CANCEL', 11, true]
  ])
  expect(msgOf(bodies[0])).toMatchObject({ status: 'CANCEL', message: 'TIME_OUT', out_order_no: 'trade-1' })
  expect(new Set(bodies).size).toBe(1)
  const raw = { headers: heads[0] ?? [], body: Buffer.from(bodies[0] ?? '') }
  expect(checkTradeCallback(raw, PLATFORM, {}).valid).toBe(true)
  expect(gateway.store.callbacks()).toEqual([])
})

test('an order that was made with the clock ahead is not closed when it is set back', async () => {
  const { gateway, clock } = await serve('http://127.0.0.1:1/', { payExpireSeconds: 600 })
  const { store } = gateway
  const before = store.find('order', 'trade-1')
  const world = { now: () => Date.now() + clock.ahead - 3600_000, random: (size: number) => randomBytes(size) }
  const [due] = store.callbacks(world.now())
  if (!due) throw new Error('nothing is due')
  expect(reserveAttempt(store, due, LOCAL_KEYS, world)).toBeUndefined()
  expect(store.find('order', 'trade-1')).toEqual(before)
})

test('an application without an answer is asked again, until its data has a number; then the result comes', async () => {
  const number = JSON.stringify({
    ...JSON.parse(ACCEPTED),
    data: { out_refund_no: 'refund-7', order_entry_schema: { path: 'p' } }
  })
  const { url, bodies } = await faultServer((_, response, count) => void response.end(count < 3 ? ACCEPTED : number))
  const { gateway, clock, entries, world } = await serve(url)
  const { store } = gateway
  payStored(store, 'trade-1', 'wx', world.now())
  const given = { amount: undefined, by: 'user' as const, audit: false, url: undefined }
  const { refund_id } = applyForRefund(store, 'trade-1', given, world)
  // Meanwhile who applies tries it.
  const alone = 105_000
  expect(store.callbacks(world.now() + alone)[0]?.at).toBeGreaterThan(world.now() + alone)
  clock.ahead = 181_000
  const asked = () => entries.filter(({ callback }) => callback === 'pre_create_refund')
  await soon(() => expect(asked()).toHaveLength(3))
  clock.ahead += RESULT_TIME
  await soon(() => expect(entries.map(({ callback }) => callback).at(-1)).toBe('refund'))
  expect(asked().map(({ delivery }) => [delivery?.of, delivery?.delivered])).toEqual([
    [35, false],
    [35, false],
    [35, true]
  ])
  expect(msgOf(bodies[0])).toMatchObject({ refund_id, need_refund_audit: 2, refund_total_amount: 1000 })
  expect(msgOf(bodies.at(-1))).toMatchObject({
    refund_id,
    out_refund_no: 'refund-7',
    status: 'SUCCESS',
    refund_type: 1
  })
})

test('while who applies may still deliver it, the gateway sends no application, wherever its clock is set', async () => {
  const { order, pay, store, clock } = await tradeGateway()
  await order()
  pay('trade-1')
  const given = { amount: undefined, by: 'user' as const, audit: true, url: 'http://127.0.0.1:1/' }
  const world = { now: () => clock.now, realNow: () => START, random: (size: number) => randomBytes(size) }
  applyForRefund(store, 'trade-1', given, world)
  clock.now += 3600_000
  const [due] = store.callbacks(clock.now)
  if (!due) throw new Error('nothing is due')
  const reserved = (realNow: number) => reserveAttempt(store, due, LOCAL_KEYS, { ...world, realNow: () => realNow })
  expect(reserved(START + 179_000)).toBeUndefined()
  expect(reserved(START + 181_000)).toMatchObject({ type: 'pre_create_refund' })
})
