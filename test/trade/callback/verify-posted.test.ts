import type { KeyObject } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { EcpayError } from '../../../src/findings/findings.js'
import type { OtherKeys } from '../../../src/protocol/system/system.js'
import { trade } from '../../../src/trade/system.js'
import { KEYS, VECTORS } from '../vectors.js'
import { BODY, headersFor, lines, OTHER } from './signed.js'

const PLATFORM_KEY = VECTORS.keys.platform.public

function pem(key: KeyObject): string {
  return key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString()
}

function posted(key: KeyObject = KEYS.platform, text: string | Uint8Array = lines()) {
  const headers = Object.entries(headersFor(text, key)).map(([name, value]) => [name.toLowerCase(), value])
  return { headers: Object.fromEntries(headers), body: Buffer.from(BODY) }
}

const options = (otherKeys?: OtherKeys) => ({
  now: 1708586780,
  limit: 1_000_000,
  signal: AbortSignal.timeout(10_000),
  ...(otherKeys && { otherKeys: async () => otherKeys })
})

const verify = (callback: ReturnType<typeof posted>, key = PLATFORM_KEY, others?: OtherKeys) =>
  trade.verify(callback, { platform_public_key: key }, options(others))

test('a genuine callback is valid, and other keys are not asked for', async () => {
  const otherKeys = () => Promise.reject(new Error('asked for'))
  const verdict = await trade.verify(posted(), { platform_public_key: PLATFORM_KEY }, { ...options(), otherKeys })
  expect(verdict).toMatchObject({ valid: true, envelope: { type: 'payment' }, causes: [] })
})

test('an old one is not, where the age is limited', async () => {
  const limited = { ...options(), now: 1708590000, maxAge: 300 }
  const verdict = await trade.verify(posted(), { platform_public_key: PLATFORM_KEY }, limited)
  expect(verdict.problems.map(({ code }) => code)).toEqual(['too-old'])
})

describe('which key it was', () => {
  const mine = { private_key: pem(KEYS.app), platform_public_key: PLATFORM_KEY }
  test.each<[string, KeyObject, OtherKeys]>([
    ['signed-with-demo-key', OTHER.privateKey, { demo: { platform_public_key: pem(OTHER.publicKey) } }],
    ['other-profiles-key', OTHER.privateKey, { profiles: { shop: { platform_public_key: pem(OTHER.publicKey) } } }],
    ['other-profiles-key', OTHER.privateKey, { profiles: { shop: { private_key: pem(OTHER.privateKey) } } }]
  ])('%s', async (code, key, others) => {
    const verdict = await verify(posted(key), PLATFORM_KEY, { ...mine, ...others })
    expect([verdict.valid, verdict.causes.map((one) => one.code)]).toEqual([false, [code]])
  })

  test('keys that cannot be read are left out', async () => {
    const others = { private_key: 'none', profiles: { shop: { private_key: 'x', platform_public_key: '' } } }
    expect((await verify(posted(OTHER.privateKey), PLATFORM_KEY, others)).valid).toBe(false)
  })
})

test.each([
  ['private-key-given', VECTORS.keys.platform.private_pkcs8],
  ['not-a-key', 'hello']
])('a platform key that is none: %s', async (code, key) => {
  const error: unknown = await verify(posted(), key).catch((thrown: unknown) => thrown)
  expect(error instanceof EcpayError && error.findings.map((one) => one.code)).toEqual([code])
})
