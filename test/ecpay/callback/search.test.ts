import { describe, expect, test } from 'vitest'
import { explainCallback, searchCallback } from '../../../src/ecpay/callback/callback-causes.js'
import { callbackMutations } from '../../../src/ecpay/callback/mutations.js'
import { atOnce, inSlices } from '../../../src/protocol/in-slices.js'
import { callback } from '../../e2e/platform.js'

const TOKEN = 'tokenOfTheShop01'
const options = { depth: 2, mask: '<TOKEN>' }
/** A forged callback of nearly a mebibyte, as anybody may post it. */
const LONG = JSON.stringify({ cp_orderno: 'no_1', list: Array.from({ length: 40_000 }, (_, i) => `门店 <b>${i}</b>`) })
const forged = (msg?: string) => {
  const { timestamp, nonce, msg: text, msg_signature } = callback('another', msg)
  return { timestamp: `${timestamp}`, nonce: `${nonce}`, msg: `${text}`, msg_signature: `${msg_signature}` }
}
const search = (msg: string | undefined, more: Partial<Parameters<typeof searchCallback>[4]>) => {
  const envelope = { ...forged(msg), body: JSON.stringify(forged(msg)) }
  return searchCallback(envelope, TOKEN, {}, envelope.msg_signature, { ...options, ...more })
}

describe('the search for what is wrong with a callback', () => {
  test('finds the same, slice by slice', async () => {
    const envelope = forged()
    for (const theirs of [envelope.msg_signature, explainable(envelope)]) {
      const found = await searchCallback(envelope, TOKEN, {}, theirs, options)
      expect(found).toEqual(explainCallback(envelope, TOKEN, {}, theirs, options))
    }
  })

  test.each([
    ['short', undefined],
    ['long', LONG]
  ])('lets others have their turn all the time: a %s msg', async (_, msg) => {
    const stop = new AbortController()
    let time = 0
    let slices = 0
    const onProgress = () => {
      if (++slices > 30) stop.abort()
    }
    // Before the first combination is tried, too: there it is that a long msg takes its time.
    const { ended } = await search(msg, { signal: stop.signal, clock: () => (time += 100), onProgress })
    expect([ended, slices]).toEqual(['interrupted', 31])
  })

  test('takes 150,000 further fields together, and few of them one by one', () => {
    const more = Object.fromEntries(Array.from({ length: 150_000 }, (_, i) => [`k${i}`, i]))
    const envelope = { ...forged(), body: JSON.stringify({ ...forged(), ...more }) }
    const mutations = atOnce(callbackMutations(envelope, TOKEN, {}, envelope.msg_signature))
    expect(mutations.length).toBeLessThan(5000)
    const signed = mutations.find(({ cause }) => cause.code === 'all-members-signed')
    expect(signed?.change.more).toHaveLength(150_000)
    const { explanations } = explainCallback(envelope, TOKEN, {}, envelope.msg_signature, { ...options, depth: 1 })
    expect(explanations).toEqual([])
  })

  test('ends with a signal, before all is tried', async () => {
    const stop = new AbortController()
    setImmediate(() => stop.abort())
    let time = 0
    const { ended, explanations } = await search(LONG, { signal: stop.signal, clock: () => (time += 100) })
    expect([ended, explanations]).toEqual(['interrupted', []])
  })

  test('ends at its time limit', async () => {
    let time = 0
    const { ended, tried } = await search(LONG, { timeLimit: 1000, clock: () => (time += 100) })
    expect([ended, tried]).toEqual(['timed out', 0])
  })
})

/** What a common mistake gives: capitals. */
function explainable({ timestamp, nonce, msg }: ReturnType<typeof forged>): string {
  return `${callback(TOKEN, msg, { timestamp, nonce }).msg_signature}`.toUpperCase()
}

describe('work in slices', () => {
  function* counted(to: number): Generator<void, number> {
    for (let i = 0; i < to; i++) yield
    return to
  }

  test('at once and in slices have the same value', async () => {
    expect(atOnce(counted(5))).toBe(5)
    expect(await inSlices(counted(5), {})).toEqual({ value: 5 })
  })

  test('an aborted signal ends it at the first step', async () => {
    expect(await inSlices(counted(5), { signal: AbortSignal.abort() })).toEqual({ ended: 'interrupted' })
  })
})
