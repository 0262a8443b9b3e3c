import { chmodSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Secret } from '../../src/config/settings.js'
import { DEMO_KEY_PAIRS } from '../../src/simulator/demo-key-pairs.js'
import { readPrivateKey, readPublicKey } from '../../src/trade/keys/read-key.js'
import { KEYS } from '../trade/keys/key-pastes.js'
import { findings, lines, place, resolveIn } from './place.js'

const { private_pkcs8: PRIVATE, public: PUBLIC } = KEYS.app
const rc = (content: object) => ({ '.ecpayrc': JSON.stringify(content) })
const derOf = (pem: string) => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')

describe('a key file', () => {
  test.each<[how: string, content: string | Uint8Array]>([
    ['PEM', PRIVATE],
    ['with a byte order mark', `\ufeff${PRIVATE}`],
    ['UTF-16', Buffer.from(`\ufeff${PRIVATE}`, 'utf16le')],
    ['binary', derOf(PRIVATE)]
  ])('%s gives the key', async (_, content) => {
    const here = place({ ...rc({ private_key_file: 'key' }), key: content })
    const { settings } = await resolveIn(here, { needs: ['private_key'] })
    expect(readPrivateKey(settings.private_key?.value ?? '').fingerprint).toBe(readPublicKey(PUBLIC).fingerprint)
    expect(settings.private_key?.source).toEqual({ kind: 'secret-file', name: here.path('key') })
  })

  test('of a private key that others can read is warned of, and one of a public key is not', async () => {
    const content = { private_key_file: 'key', platform_public_key_file: 'platform', app_secret_file: 'secret' }
    const here = place({ ...rc(content), key: PRIVATE, platform: PUBLIC, secret: 'secretOfTheShop1' })
    for (const name of ['key', 'platform', 'secret']) chmodSync(here.path(name), 0o644)
    const { warnings } = await resolveIn(here)
    expect(warnings.map((one) => one.code === 'config-exposed' && one.path)).toEqual([
      here.path('key'),
      here.path('secret')
    ])
  })

  test.each([
    ['ECPAY_PRIVATE_KEY_FILE', PRIVATE, 'ECPAY_PRIVATE_KEY'],
    ['ECPAY_PLATFORM_PUBLIC_KEY_FILE', derOf(PUBLIC).toString('base64'), 'ECPAY_PLATFORM_PUBLIC_KEY'],
    ['ECPAY_PRIVATE_KEY_FILE', '/keys/none.pem', undefined]
  ])('is not the key itself: %s', async (name, value, meant) => {
    const [found] = await findings(resolveIn(place({}, { [name]: value })))
    expect(found).toMatchObject({ code: 'secret-file-unreadable', key: name, ...(meant && { meant }) })
    expect('meant' in (found ?? {})).toBe(meant !== undefined)
  })

  test('that leads out of the folder is refused', async () => {
    const content = { private_key_file: '../key', platform_public_key_file: '/etc/hostname' }
    expect(await lines(resolveIn(place(rc(content))), 'key')).toEqual([
      'file-outside-folder private_key_file',
      'file-outside-folder platform_public_key_file'
    ])
  })

  test('conflicts with the key itself', async () => {
    const content = {
      platform_public_key: PUBLIC,
      platform_public_key_file: 'p',
      private_key: 'a',
      private_key_file: 'k'
    }
    expect((await findings(resolveIn(place(rc(content))))).map((one) => 'keys' in one && one.keys)).toEqual([
      ['private_key', 'private_key_file'],
      ['platform_public_key', 'platform_public_key_file']
    ])
  })
})

describe('key_version', () => {
  test.each<[unknown, string | undefined]>([
    [2, '2'],
    ['12', '12'],
    ['1.0', undefined],
    [1.5, undefined],
    [0, undefined],
    ['v1', undefined],
    [true, undefined]
  ])('%j in a file', async (value, expected) => {
    const read = resolveIn(place(rc({ key_version: value })), { needs: ['key_version'] })
    if (expected === undefined) expect(await lines(read, 'key')).toEqual(['config-wrong-type key_version'])
    else expect((await read).settings.key_version?.value).toBe(expected)
  })

  test.each(['x', '01', '-1', '1 '])('%j in a variable', async (value) => {
    expect(await lines(resolveIn(place({}, { ECPAY_KEY_VERSION: value })), 'found')).toEqual([
      `invalid-setting ${value}`
    ])
  })
})

describe('the demo keys', () => {
  test('are two pairs, which belong together', () => {
    const { private_key, app_public_key, platform_private_key, platform_public_key } = DEMO_KEY_PAIRS
    const [app, platform] = [readPublicKey(app_public_key), readPublicKey(platform_public_key)]
    expect(readPrivateKey(private_key).fingerprint).toBe(app.fingerprint)
    expect(readPrivateKey(platform_private_key).fingerprint).toBe(platform.fingerprint)
    expect(app.fingerprint).not.toBe(platform.fingerprint)
  })

  test('replace what is configured in local, and a flag replaces them', async () => {
    const here = place({ ...rc({ private_key: PRIVATE, key_version: 7, platform_public_key: PUBLIC }), other: PUBLIC })
    const flags = { env: 'local', platform_public_key_file: 'other' }
    const { settings } = await resolveIn(here, { flags, demo: DEMO_KEY_PAIRS })
    expect(settings).toMatchObject({
      private_key: { value: DEMO_KEY_PAIRS.private_key, source: { kind: 'demo' } },
      key_version: { value: '1', source: { kind: 'demo' } },
      platform_public_key: { source: { kind: 'secret-file' } }
    })
  })
})

describe('what is missing', () => {
  test('is said by name', async () => {
    const required = ['private_key', 'platform_public_key', 'key_version', 'app_secret'] as const
    expect(await findings(resolveIn(place(), { required, flags: { env: 'production' } }))).toEqual(
      ['missing-private-key', 'missing-platform-public-key', 'missing-key-version', 'missing-app-secret'].map(
        (code) => ({ code, elsewhere: true })
      )
    )
  })
})

describe('the secrets among them', () => {
  async function told(files: Record<string, string>, env: Record<string, string> = {}): Promise<Secret[]> {
    const secrets: Secret[] = []
    await resolveIn(place(files, env), { onSecret: (one) => secrets.push(one) }).catch(() => undefined)
    return secrets
  }

  test('are told of, of every level; the public key is none', async () => {
    const content = { private_key: PRIVATE, platform_public_key: PUBLIC, profiles: { a: { app_secret: 'secretOfA' } } }
    const names = (await told(rc(content), { ECPAY_APP_SECRET: 'secretOfTheShop1' })).map(({ name }) => name)
    expect([...new Set(names)].sort()).toEqual(['APP_SECRET', 'PRIVATE_KEY'])
  })

  test.each([
    ['JSON', `{"private_key": ${JSON.stringify(PRIVATE)}, "app_secret": "secretOfTheShop1",`],
    ['YAML', `app_secret: secretOfTheShop1\nprivate_key: |\n${PRIVATE.replace(/^/gm, '  ')}\nsalt: [`],
    ['YAML without END', `app_secret: 'secretOfTheShop1'\nprivate_key: |\n  ${PRIVATE.slice(0, 400)}\n: : [`]
  ])('are told of in %s that is broken', async (_, text) => {
    const secrets = await told({ '.ecpayrc': text })
    expect(secrets).toContainEqual({ name: 'APP_SECRET', value: 'secretOfTheShop1' })
    const key = secrets.find(({ name, value }) => name === 'PRIVATE_KEY' && value.length > 300)
    expect(key?.value).toContain(PRIVATE.split('\n')[2])
  })
})

test('the keys of every app are to be had, with those at the top where a profile has none of its own', async () => {
  const profiles = {
    tea: { app_id: 'tt1', private_key: PRIVATE },
    cafe: { app_id: 'tt2', private_key: PRIVATE, key_version: '2', app_secret: 'secretOfTheCafe1' },
    bar: { app_id: 'tt3', private_key_file: 'none' },
    secret: { app_id: 'tt1', app_secret: 'secretOfTheTea01' }
  }
  const { everyApp } = await resolveIn(place(rc({ profile: 'tea', key_version: '7', profiles })))
  expect(await everyApp()).toEqual([
    { app_id: 'tt1', private_key: PRIVATE, key_version: '7', app_secret: 'secretOfTheTea01' },
    { app_id: 'tt2', private_key: PRIVATE, key_version: '2', app_secret: 'secretOfTheCafe1' }
  ])
})

test('the keys of the other profiles are to be had', async () => {
  const profiles = {
    tea: { private_key: PRIVATE },
    cafe: { platform_public_key: PUBLIC, private_key_file: 'none' },
    bar: { app_id: 'tt1' }
  }
  const { otherKeyPairs } = await resolveIn(place(rc({ profile: 'tea', profiles })))
  expect(await otherKeyPairs()).toEqual(
    new Map([
      ['cafe', { platform_public_key: PUBLIC }],
      ['bar', {}]
    ])
  )
})
