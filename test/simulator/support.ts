import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { KnownApps } from '../../src/simulator/demo-keys.js'
import type { Payment, Way } from '../../src/simulator/life-cycle/orders.js'
import { payStored } from '../../src/simulator/life-cycle/pay-order.js'
import { LOCAL_KEYS } from '../../src/simulator/local-keys.js'
import type { LogEntry } from '../../src/simulator/log-entry.js'
import { createPlatform } from '../../src/simulator/platform.js'
import type { Platform } from '../../src/simulator/platform-request.js'
import { callsOf, type PlayedCall } from '../../src/simulator/played-calls.js'
import { openStore } from '../../src/simulator/store/store.js'
import { SYSTEMS } from '../../src/systems.js'
import { A_REFUND, CREATE, type Members, ORDER, QUERY, QUERY_REFUND, REFUND, signedBody } from './bodies.js'

/** 2022-07-27 20:27:15 in Beijing. */
export const START = Date.UTC(2022, 6, 27, 12, 27, 15)

/** A directory of its own, gone after the run. */
export const freshDirectory = () => mkdtempSync(join(tmpdir(), 'ecpay-state-'))

export interface Answered {
  status: number
  reason: string | null
  headers: Headers
  json: Members & { err_no: number; err_tips: string; data: { order_id: string; order_token: string } }
}

/** Asks a platform without a server. */
export async function ask(platform: Platform, target: string, init: RequestInit): Promise<Response> {
  const request = new Request(new URL(target, 'http://localhost'), init)
  const bytes = new Uint8Array(await request.arrayBuffer())
  const { pathname: path, search: query, origin } = new URL(request.url)
  const answer = await platform({
    ...{ method: request.method, path, query, origin },
    header: (name) => request.headers.get(name) ?? undefined,
    body: async (limit) => (bytes.length > limit ? undefined : bytes)
  })
  return new Response(answer.body, answer)
}

/** What any call of a system may answer: that it cannot be read, is not signed, may not be made, or has wrong members. */
const OF_ANY_CALL: Readonly<Record<string, readonly number[]>> = {
  ecpay: [1000, 2008, 2010, 2042],
  trade: [10000, 11004, 13000, 28001003, 28001008, 2190002, 2190008]
}

/** Every other code must be one that the call declares, so that its documentation has all that the local gateway gives. */
function expectDeclared({ system, endpoint: { name, errNos } }: PlayedCall, err_no: number): void {
  const ofAny = OF_ANY_CALL[system.name]
  // A system that a test made up has codes of its own.
  if (!ofAny) return
  const declared = [...errNos, ...ofAny]
  expect([name, declared]).toEqual([name, expect.arrayContaining([err_no])])
}

/** The gateway's application over a store of its own, with a clock that stands until it is moved. */
export async function testGateway(stateDir = freshDirectory(), apps: KnownApps['apps'] = []) {
  const clock = { now: START }
  const logged: LogEntry[] = []
  const store = await openStore(stateDir)
  let next = 0
  const calls = await callsOf(SYSTEMS)
  const platform = createPlatform(
    {
      store,
      keys: LOCAL_KEYS,
      apps,
      now: () => clock.now,
      random: (size) => new Uint8Array(size).fill(++next),
      log: (entry) => logged.push(entry)
    },
    calls
  )
  const send = async (
    path: string,
    body: string | Uint8Array | undefined,
    init: RequestInit = {}
  ): Promise<Answered> => {
    const headers = { 'content-type': 'application/json' }
    const answer = await ask(platform, path, { method: 'POST', headers, ...(body !== undefined && { body }), ...init })
    const json = (await answer.json()) as Answered['json']
    const known = calls.find(({ endpoint }) => endpoint.path === path)
    const entry = logged.at(-1)
    // What was asked for with `simulate fail` is any code of the system, and what is not played has one of its own.
    const isOwn = entry?.status === undefined && !/^(?:injected|not-simulated)/.test(entry?.reason ?? '')
    if (known && isOwn) expectDeclared(known, entry?.err_no ?? 0)
    return { status: answer.status, reason: answer.headers.get('x-ecpay-reason'), headers: answer.headers, json }
  }
  return {
    stateDir,
    clock,
    logged,
    store,
    send,
    create: (changes: Members = {}) => send(CREATE, signedBody({ ...ORDER, ...changes })),
    query: (out_order_no: string) => send(QUERY, signedBody({ out_order_no })),
    pay: (out_order_no = 'no-1', way: Way = 'wx', status: Payment['status'] = 'SUCCESS') =>
      payStored(store, out_order_no, way, clock.now, status),
    refund: (changes: Members = {}) => send(REFUND, signedBody({ ...A_REFUND, ...changes })),
    queryRefund: (out_refund_no = 'refund-1') => send(QUERY_REFUND, signedBody({ out_refund_no }))
  }
}
