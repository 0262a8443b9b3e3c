import { describe, expect, test } from 'vitest'
import { ENDPOINTS } from '../../src/protocol/endpoints/index.js'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'
import { minimalBody, violations } from '../protocol/violations.js'
import { signedBody } from './bodies.js'
import { testGateway } from './support.js'

/** What the local gateway takes though the platform does not: it delivers to loopback. */
const LENIENT = ['not-https', 'port-not-443']

const isDemoKey = (key: string): key is keyof typeof DEMO_KEYS => key in DEMO_KEYS

describe.each(ENDPOINTS.filter(({ method, encoding }) => method === 'POST' && !encoding))('$name', (endpoint) => {
  const { sign, ...minimal } = minimalBody(endpoint)
  const numbers = endpoint.fields.filter(({ flag }) => flag?.fallback === 'generated').map(({ key }) => key)
  const silent = endpoint.fields.filter(({ limits }) => limits?.beyond).map(({ key }) => key)
  const identity = Object.fromEntries(
    endpoint.fields.flatMap(({ key, secret = key }) => (isDemoKey(secret) ? [[key, DEMO_KEYS[secret]]] : []))
  )
  const refused = violations(endpoint).filter(
    ({ key, code }) => key !== 'sign' && identity[key] === undefined && !silent.includes(key) && !LENIENT.includes(code)
  )

  test('the local gateway refuses what the command refuses, and says why', async () => {
    const { send } = await testGateway()
    for (const [i, { key, at, code, value }] of refused.entries()) {
      // A number of its own for each, for one whose first call failed is dead.
      const fresh = Object.fromEntries(numbers.map((number) => [number, `no-${i}`]))
      const body = { ...minimal, ...fresh, ...identity, [key]: value }
      const { json, reason } = await send(endpoint.path, signedBody(body))
      expect([at, code, json[endpoint.verdict ?? 'err_no'], reason]).toEqual([
        at,
        code,
        2010,
        expect.stringContaining(`${code};key=${at}`)
      ])
    }
  })

  test('the local gateway takes the fields of a minimal body', async () => {
    const { send } = await testGateway()
    const { reason } = await send(endpoint.path, signedBody({ ...minimal, ...identity }))
    expect(reason ?? '').not.toMatch(/missing|too-|not-one-of|wrong-field|minimum|maximum/)
  })
})
