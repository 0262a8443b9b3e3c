import { describe, expect, test, vi } from 'vitest'
import { ERR_NOS } from '../../src/ecpay/err-no.js'
import { NOT_SIMULATED } from '../../src/protocol/system/local-answer.js'
import { startGateway } from '../../src/simulator/gateway-server.js'
import { openStore } from '../../src/simulator/store/store.js'
import { CREATE, ORDER, signedBody } from './bodies.js'
import { freshDirectory, testGateway } from './support.js'

const JSON_TYPE = { 'content-type': 'application/json' }
const asking = (value: string) => ({ headers: { ...JSON_TYPE, 'aweme-negative-test': value } })

describe('a failure in the store', () => {
  test('is given as often as it says, and leaves number and order alone', async () => {
    const { create, query, store } = await testGateway()
    store.changeFaults(() => [{ err_no: 1001, times: 2 }])
    for (const times of [1, 0]) {
      expect(await create()).toMatchObject({ reason: 'injected', json: { err_no: 1001, data: null } })
      expect(store.faults()).toEqual(times === 0 ? [] : [{ err_no: 1001, times }])
    }
    expect(store.list('order')).toEqual([])
    expect((await create()).json.err_no).toBe(0)
    expect((await query('no-1')).json.err_no).toBe(0)
  })

  test('is for one call where it names one', async () => {
    const { create, query, store } = await testGateway()
    store.changeFaults(() => [{ err_no: 1000, on: 'query_order', times: 1 }])
    expect((await create()).json.err_no).toBe(0)
    expect((await query('no-1')).json).toMatchObject({ err_no: 1000, payment_info: null })
    expect((await query('no-1')).json.err_no).toBe(0)
  })

  test('stays without a number of times, and the oldest comes first', async () => {
    const { create, store } = await testGateway()
    store.changeFaults(() => [
      { err_no: 1001, times: 1 },
      { err_no: 1000, times: null }
    ])
    const answers = [await create(), await create(), await create()]
    expect(answers.map(({ json }) => json.err_no)).toEqual([1001, 1000, 1000])
    expect(store.faults()).toEqual([{ err_no: 1000, times: null }])
    store.clear()
    expect((await create()).json.err_no).toBe(0)
  })

  test('is not spent on a request that is none of the app, and does not hide a wrong signature', async () => {
    const { send, create, store } = await testGateway()
    store.changeFaults(() => [{ err_no: 1001, times: 1 }])
    expect((await send(CREATE, 'no JSON')).json.err_no).toBe(2008)
    expect((await send(CREATE, signedBody(ORDER, 'another salt'))).reason).toMatch(/^signature-differs/)
    expect((await create({ valid_time: 'x' })).json.err_no).toBe(1001)
    expect(store.faults()).toEqual([])
  })

  test('is given once among several gateways', async () => {
    const stateDir = freshDirectory()
    const gateways = await Promise.all(Array.from({ length: 4 }, () => testGateway(stateDir)))
    gateways[0]?.store.changeFaults(() => [{ err_no: 1001, times: 3 }])
    const answers = await Promise.all(gateways.flatMap(({ query }) => [query('none'), query('none')]))
    expect(answers.filter(({ json }) => json.err_no === 1001)).toHaveLength(3)
  })
})

describe('Aweme-Negative-Test', () => {
  const known = ERR_NOS.map(({ err_no }) => err_no).filter((one) => one !== 0)

  test.each([...known.map((err_no): [string, number] => [String(err_no), err_no]), ['MA_PAY_BAN', 2010]])(
    '%s: err_no %i, and nothing happens',
    async (asked, err_no) => {
      const { send, store } = await testGateway()
      const { json, reason } = await send(CREATE, signedBody(ORDER), asking(String(asked)))
      expect([json.err_no, reason]).toEqual([err_no, 'injected;key=Aweme-Negative-Test'])
      expect(store.find('order', 'no-1')).toBeUndefined()
    }
  )

  test.each(['0', 'MA_OTHER', '99999', '', 'x'.repeat(100)])('«%s» is no case', async (asked) => {
    const { send, store } = await testGateway()
    const { json, reason } = await send(CREATE, signedBody(ORDER), asking(asked))
    expect([json.err_no, reason]).toEqual([2010, 'unknown-negative-test;key=Aweme-Negative-Test'])
    expect(store.find('order', 'no-1')).toBeUndefined()
  })

  test('goes before what is in the store, and does not spend it', async () => {
    const { send, store } = await testGateway()
    store.changeFaults(() => [{ err_no: 1001, times: 1 }])
    expect((await send(CREATE, signedBody(ORDER), asking('2047'))).json.err_no).toBe(2047)
    expect(store.faults()).toHaveLength(1)
  })

  test('every documented err_no can be asked for', () => expect(known).toContain(NOT_SIMULATED))
})

test('latency holds the answer back, not the work', async () => {
  const stateDir = freshDirectory()
  const gateway = await startGateway({ stateDir, now: () => Date.now(), latency: [60_000, 60_000] })
  const answer = fetch(gateway.url + CREATE, { method: 'POST', headers: JSON_TYPE, body: signedBody(ORDER) })
  const outcome = answer.then(
    () => 'answered',
    () => 'cut'
  )
  const store = await openStore(stateDir)
  await vi.waitFor(() => expect(store.list('order')).toHaveLength(1), { timeout: 15_000, interval: 10 })
  await store.close()
  await gateway.close()
  expect(await outcome).toBe('cut')
})
