import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'
import { NO_TOKENS, type Tokens, tokenState, withToken } from '../../src/simulator/given-tokens.js'
import { testGateway } from './support.js'

const MINUTE = 60_000
const PATH = '/oauth/client_token/'
const CALL = '/api/trade_basic/v1/developer/tag_query/'
const ASKED = { client_key: DEMO_KEYS.app_id, client_secret: DEMO_KEYS.app_secret, grant_type: 'client_credential' }

/** A gateway that gives out tokens, and says how it takes them. */
async function tokens() {
  const gateway = await testGateway()
  const give = async () => {
    const { json } = await gateway.send(PATH, JSON.stringify(ASKED))
    return Object.assign({ access_token: '', expires_in: 0, error_code: 0 }, json.data)
  }
  const take = async (token?: string) => {
    const headers = { 'content-type': 'application/json', ...(token !== undefined && { 'access-token': token }) }
    const { json, reason } = await gateway.send(CALL, '{}', { headers })
    return json.err_no === 28001003 || json.err_no === 28001008 ? [json.err_no, reason] : 'live'
  }
  return { ...gateway, give, take, later: (minutes: number) => (gateway.clock.now += minutes * MINUTE) }
}

const UNKNOWN = [28001003, 'unknown-access-token']
const EXPIRED = [28001008, 'expired-access-token']
const REPLACED = [28001008, 'replaced-access-token']

describe('a client_token', () => {
  test('is another one each time, and lives for 7200 seconds', async () => {
    const { give, take, later } = await tokens()
    const { access_token: token, expires_in, error_code } = await give()
    expect([token, expires_in, error_code]).toEqual([expect.stringMatching(/^clt\.[\w-]{40}$/), 7200, 0])
    expect((await give()).access_token).not.toBe(token)
    const { access_token: newest } = await give()
    later(119)
    expect(await take(newest)).toBe('live')
    later(1)
    expect(await take(newest)).toEqual(EXPIRED)
  })

  test('lives for five more minutes after the next one was given', async () => {
    const { give, take, later } = await tokens()
    const [first, second] = [(await give()).access_token, (await give()).access_token]
    later(4)
    expect([await take(first), await take(second)]).toEqual(['live', 'live'])
    later(1)
    expect([await take(first), await take(second)]).toEqual([REPLACED, 'live'])
  })

  test('is dead at once when two newer ones were given', async () => {
    const { give, take } = await tokens()
    const given = [(await give()).access_token, (await give()).access_token, (await give()).access_token]
    expect(await Promise.all(given.map(take))).toEqual([REPLACED, 'live', 'live'])
  })

  test('of nobody and none at all are refused; the demo token never ends', async () => {
    const { give, take, later } = await tokens()
    await give()
    later(10_000)
    expect(await take('clt.x')).toEqual(UNKNOWN)
    expect(await take(DEMO_KEYS.access_token)).toEqual(UNKNOWN)
    expect(await take(DEMO_KEYS.client_token)).toBe('live')
    expect(await take()).toEqual([28001003, 'missing-access-token'])
    expect(await take('')).toEqual([28001003, 'missing-access-token'])
  })

  test('is refused beyond 500 in five minutes, and given again later', async () => {
    const gateway = await tokens()
    const asked = Array.from({ length: 499 }, () => gateway.clock.now)
    gateway.store.changeTokens(() => ({ given: [], asked }))
    expect((await gateway.give()).error_code).toBe(0)
    const refused = await gateway.send(PATH, JSON.stringify(ASKED))
    expect([refused.json, refused.reason]).toEqual([
      expect.objectContaining({ message: 'error', data: expect.objectContaining({ error_code: 10020 }) }),
      'too-many-tokens;key=client_key;limit=500'
    ])
    gateway.later(5)
    expect((await gateway.give()).error_code).toBe(0)
  })
})

describe('a stable_client_token', () => {
  test('is the same one until it ends, and ends no client_token', async () => {
    const { give, take, later, send } = await tokens()
    const stable = async () => {
      const { json } = await send('/oauth/stable_client_token/', JSON.stringify(ASKED))
      const { access_token, expires_in } = Object.assign({ access_token: '', expires_in: 0 }, json.data)
      return [access_token, expires_in] as const
    }
    const [[token, seconds], client] = [await stable(), (await give()).access_token]
    expect([token, seconds]).toEqual([expect.stringMatching(/^clt\.[\w-]{40}$/), 7200])
    later(119)
    expect(await stable()).toEqual([token, 60])
    expect([await take(token), await take(client)]).toEqual(['live', 'live'])
    later(1)
    expect(await take(token)).toEqual(EXPIRED)
    const [next] = await stable()
    expect([next === token, await take(next), await take(token)]).toEqual([false, 'live', EXPIRED])
  })

  test('is refused with a wrong secret', async () => {
    const { send } = await tokens()
    const { json } = await send('/oauth/stable_client_token/', JSON.stringify({ ...ASKED, client_secret: 'x' }))
    expect(json.data).toMatchObject({ error_code: 10013 })
    expect(json.data).not.toHaveProperty('access_token')
  })
})

test('an access token of getAccessToken has the same life', async () => {
  const gateway = await tokens()
  const body = JSON.stringify({
    appid: DEMO_KEYS.app_id,
    secret: DEMO_KEYS.app_secret,
    grant_type: 'client_credential'
  })
  const give = async () => {
    const { json } = await gateway.send('/api/apps/v2/token', body)
    return Object.assign({ access_token: '' }, json.data).access_token
  }
  const [first, second] = [await give(), await give()]
  gateway.later(5)
  const state = (token: string) => tokenState(gateway.store.tokens(), 'access_token', token, gateway.clock.now)
  expect([state(first), state(second)]).toEqual(['replaced', 'live'])
  expect(await gateway.take(second)).toEqual(UNKNOWN)
})

test('whenever tokens are given: at most two live, the newest always does, and none for longer than its life', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 130 * MINUTE }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(waits, fc.integer({ min: 0, max: 130 * MINUTE }), (steps, wait) => {
      let [now, given]: [number, Tokens] = [0, NO_TOKENS]
      for (const [i, step] of steps.entries()) {
        now += step
        given = withToken(given, { kind: 'client_token', app_id: 'a' }, `t${i}`, now) ?? given
      }
      const states = steps.map((_, i) => tokenState(given, 'client_token', `t${i}`, now + wait))
      const last = steps.length - 1
      expect(states[last]).toBe(wait < 120 * MINUTE ? 'live' : 'expired')
      expect(states.slice(0, Math.max(0, last - 1))).not.toContain('live')
      if (wait >= 5 * MINUTE) expect(states.slice(0, last)).not.toContain('live')
    })
  )
})
