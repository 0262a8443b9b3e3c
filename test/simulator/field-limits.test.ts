import { describe, expect, test } from 'vitest'
import { ENDPOINTS } from '../../src/ecpay/endpoints/endpoints.js'
import type { Endpoint } from '../../src/protocol/system/endpoint.js'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'
import { minimalBody, violations } from '../ecpay/violations.js'
import { type Members, signedBody } from './bodies.js'
import { testGateway } from './support.js'

/** What the local gateway takes though the platform does not: it delivers to loopback. */
const LENIENT = ['not-https', 'port-not-443']

const isDemoKey = (key: string): key is keyof typeof DEMO_KEYS => key in DEMO_KEYS

/** A signed body as its call carries it: JSON, a query, or a form with files in it. */
function carried({ method, path, encoding, fields }: Endpoint, members: Members): Parameters<Send> {
  const files = fields.filter(({ type }) => type === 'file').map(({ key }) => key)
  const texts = Object.fromEntries(Object.entries(members).filter(([key]) => !files.includes(key)))
  const signed = signedBody(texts)
  if (method === 'POST' && !encoding) return [path, signed]
  const pairs = Object.entries(JSON.parse(signed)).map(([key, value]): [string, string] => [key, String(value)])
  if (method === 'GET') return [`${path}?${new URLSearchParams(pairs)}`, undefined, { method, headers: {} }]
  const form = new FormData()
  for (const [key, value] of pairs) form.append(key, value)
  for (const key of files) if (members[key]) form.append(key, new Blob(['image']), 'image.png')
  return [path, undefined, { headers: {}, body: form }]
}

type Send = Awaited<ReturnType<typeof testGateway>>['send']

describe.each(ENDPOINTS)('$name', (endpoint) => {
  const onlyTexts = endpoint.method === 'GET' || endpoint.encoding !== undefined

  const { sign, ...minimal } = minimalBody(endpoint)
  const numbers = endpoint.fields.filter((one) => one.default?.kind === 'fresh-number').map(({ key }) => key)
  const silent = endpoint.fields.filter(({ limits }) => limits?.beyond).map(({ key }) => key)
  const identity = Object.fromEntries(
    endpoint.fields.flatMap(({ key, secret = key }) => (isDemoKey(secret) ? [[key, DEMO_KEYS[secret]]] : []))
  )
  const refused = violations(endpoint).filter(
    ({ key, code, value }) =>
      key !== 'sign' &&
      identity[key] === undefined &&
      !silent.includes(key) &&
      !LENIENT.includes(code) &&
      (!onlyTexts || typeof value === 'string')
  )

  test('the local gateway refuses what the command refuses, and says why', async () => {
    const { send } = await testGateway()
    for (const [i, { key, at, code, value }] of refused.entries()) {
      // A number of its own for each, for one whose first call failed is dead.
      const fresh = Object.fromEntries(numbers.map((number) => [number, `no-${i}`]))
      const body = { ...minimal, ...fresh, ...identity, [key]: value }
      const { json, reason } = await send(...carried(endpoint, body))
      expect([at, code, json[endpoint.verdict?.code ?? 'err_no'], reason]).toEqual([
        at,
        code,
        2010,
        expect.stringContaining(`${code};key=${at}`)
      ])
    }
  })

  test('the local gateway takes the fields of a minimal body', async () => {
    const { send } = await testGateway()
    const { reason } = await send(...carried(endpoint, { ...minimal, ...identity }))
    expect(reason ?? '').not.toMatch(/missing|too-|not-one-of|wrong-field|minimum|maximum/)
  })
})
