import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/findings/findings.js'
import { EcpayError } from '../../../src/findings/findings.js'
import { nodeKey } from '../../../src/trade/keys/node-key.js'
import { type RsaKey, readEitherKey, readPrivateKey, readPublicKey } from '../../../src/trade/keys/read-key.js'
import { KEY_FORMATS, writeKey } from '../../../src/trade/keys/write-key.js'
import { BARE_PASTES, bareOf, KEYS, NUMBER_PASTES, PEM_PASTES } from './key-pastes.js'

const pkcs8 = KEYS.app.private_pkcs8
const pkcs1 = KEYS.app.private_pkcs1
const spki = KEYS.app.public
const appKey = readPrivateKey(pkcs8)
const publicPkcs1 = writeKey(createPublicKey(spki), 'pkcs1')
const { certificate, certificate_request: request } = KEYS.app
const FINGERPRINT = appKey.fingerprint

const [privates, publics] = [
  { 'PKCS#8': pkcs8, 'PKCS#1': pkcs1 },
  { SPKI: spki, 'PKCS#1': publicPkcs1 }
].map((pems) =>
  Object.entries(pems).flatMap(([name, pem]) => [
    ...Object.entries(PEM_PASTES).map(([how, paste]): [string, string] => [`${name}, PEM: ${how}`, paste(pem)]),
    ...Object.entries(BARE_PASTES).map(([how, paste]): [string, string] => [
      `${name}, bare: ${how}`,
      paste(bareOf(pem))
    ])
  ])
) as [[string, string][], [string, string][]]

/** What was found, without its sentence; nothing where the text is taken. */
function refusal(read: () => RsaKey): Finding | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    if (error instanceof EcpayError) return error.findings[0]
    throw error
  }
}

describe('a key is read in every form in which people have it', () => {
  test.each(privates)('private, %s', (_, text) => {
    expect(readPrivateKey(text)).toMatchObject({ kind: 'private', bits: 2048, fingerprint: FINGERPRINT })
    expect(refusal(() => readPublicKey(text))).toEqual({ code: 'private-key-given' })
  })

  test.each(publics)('public, %s', (_, text) => {
    expect(readPublicKey(text)).toMatchObject({ kind: 'public', bits: 2048, fingerprint: FINGERPRINT })
    expect(refusal(() => readPrivateKey(text))).toEqual({ code: 'public-key-given' })
  })

  test.each(Object.entries(NUMBER_PASTES))('number by number: %s', (how, written) => {
    const form = how.startsWith('XML') ? 'xml' : 'jwk'
    expect(readPrivateKey(written(nodeKey(appKey.keyObject)))).toMatchObject({ form, fingerprint: FINGERPRINT })
    expect(readPublicKey(written(createPublicKey(spki)))).toMatchObject({ form, fingerprint: FINGERPRINT })
    expect(refusal(() => readPrivateKey(written(createPublicKey(spki))))).toEqual({ code: 'public-key-given' })
  })

  test('Base64 that is safe in an address, with two hyphens in a row', () => {
    const { private_pkcs8, public: half } = KEYS.platform
    const text = bareOf(private_pkcs8).replaceAll('+', '-').replaceAll('/', '_')
    expect(text).toContain('--')
    expect(readPrivateKey(text).fingerprint).toBe(readPublicKey(half).fingerprint)
  })

  test('what was read signs and verifies', () => {
    const text = Buffer.from('POST\n/requestOrder\n')
    expect(
      verify('sha256', text, nodeKey(readPublicKey(spki).keyObject), sign('sha256', text, nodeKey(appKey.keyObject)))
    ).toBe(true)
  })
})

describe('what is no such key is named', () => {
  const pemOf = (key: KeyObject, type: 'pkcs8' | 'spki' | 'sec1' = 'pkcs8') =>
    key.export({ type, format: 'pem' } as { type: 'pkcs8'; format: 'pem' }).toString()
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const edwards = generateKeyPairSync('ed25519')
  const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
  const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 })
  const locked = (type: 'pkcs8' | 'pkcs1') =>
    nodeKey(appKey.keyObject).export({ type, format: 'pem', cipher: 'aes-128-cbc', passphrase: 'of a test' }).toString()
  const lines = (pem: string, from: number, to: number) => pem.split('\n').slice(from, to).join('\n')
  const signature = sign('sha256', Buffer.from('text'), nodeKey(appKey.keyObject)).toString('base64')
  const wanted = 'private'
  const storeOf = (beginning: string) => Buffer.from(beginning.padEnd(4000, '5a'), 'hex').toString('base64')

  test.each<[name: string, text: string, refused: Finding]>([
    ['nothing', '', { code: 'not-a-key', wanted, found: 'empty' }],
    ['white space', ' \n', { code: 'not-a-key', wanted, found: 'empty' }],
    ['a name of a variable', '$' + '{MY_KEY}', { code: 'not-a-key', wanted, found: 'reference' }],
    ['a path', './keys/private_key.pem', { code: 'not-a-key', wanted, found: 'path' }],
    ['a path of Windows', 'C:\\keys\\app.key', { code: 'not-a-key', wanted, found: 'path' }],
    ['an app_id', 'tt07e3715e98c9aac0ab', { code: 'not-a-key', wanted, found: 'app-id' }],
    ['a client token', 'clt.0123456789abcdef', { code: 'not-a-key', wanted, found: 'access-token' }],
    ['a fingerprint', FINGERPRINT, { code: 'not-a-key', wanted, found: 'fingerprint' }],
    ['an absolute path', '/etc/keys/private_key', { code: 'not-a-key', wanted, found: 'path' }],
    ['a variable without a value', 'undefined', { code: 'not-a-key', wanted, found: 'unset' }],
    [
      'an example',
      '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN...\n-----END PRIVATE KEY-----',
      { code: 'not-a-key', wanted, found: 'placeholder' }
    ],
    ['a masked key', '-----BEGIN PRIVATE KEY-----\n****\n-----', { code: 'not-a-key', wanted, found: 'placeholder' }],
    ['a key store of Java', storeOf('feedfeed00000002'), { code: 'not-a-key', wanted, found: 'jks' }],
    ['another key store of Java', storeOf('cececece00000002'), { code: 'not-a-key', wanted, found: 'jks' }],
    ['a key store of Windows', storeOf('3080020103308006'), { code: 'not-a-key', wanted, found: 'pkcs12' }],
    [
      'parameters of EC alone',
      '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n',
      { code: 'not-rsa', wanted, found: 'EC' }
    ],
    ['words', 'your private key here', { code: 'not-a-key', wanted, found: 'text' }],
    ['JSON', '{"a":1}', { code: 'not-a-key', wanted, found: 'json' }],
    ['a page', '<!DOCTYPE html><p>', { code: 'not-a-key', wanted, found: 'html' }],
    ['a SALT', 'k2J9xQ7LmP4vT8zR1wY6', { code: 'salt-given', wanted }],
    ['a signature', signature, { code: 'signature-given', wanted }],
    ['a signature in lines', signature.replace(/(.{76})/g, '$1\n'), { code: 'signature-given', wanted }],
    ['a public key under a private header', spki.replaceAll('PUBLIC', 'PRIVATE'), { code: 'public-key-given' }],
    ['a certificate', certificate, { code: 'certificate-given', wanted }],
    ['a certificate, bare', bareOf(certificate), { code: 'certificate-given', wanted }],
    ['a request for a certificate', bareOf(request), { code: 'not-a-key', wanted, found: 'request' }],
    ['an encrypted key, PKCS#8', locked('pkcs8'), { code: 'encrypted-key' }],
    ['an encrypted key, bare', bareOf(locked('pkcs8')), { code: 'encrypted-key' }],
    ['an encrypted key, PKCS#1', locked('pkcs1'), { code: 'encrypted-key' }],
    ['1024 bits', pemOf(short.privateKey), { code: 'short-key', wanted, bits: 1024 }],
    ['an EC key', pemOf(ec.privateKey), { code: 'not-rsa', wanted, found: 'EC' }],
    ['an EC key, SEC1', pemOf(ec.privateKey, 'sec1'), { code: 'not-rsa', wanted, found: 'EC' }],
    ['an EC public key', pemOf(ec.publicKey, 'spki'), { code: 'not-rsa', wanted, found: 'EC' }],
    ['an Ed25519 key', pemOf(edwards.privateKey), { code: 'not-rsa', wanted, found: 'Ed25519' }],
    ['a DSA key', pemOf(dsa.privateKey), { code: 'not-rsa', wanted, found: 'DSA' }],
    ['a key for RSASSA-PSS', pemOf(pss.privateKey), { code: 'not-rsa', wanted, found: 'RSASSA-PSS' }],
    [
      'a JSON Web Key of EC',
      JSON.stringify(ec.privateKey.export({ format: 'jwk' })),
      { code: 'not-rsa', wanted, found: 'P-256' }
    ],
    [
      'a JSON Web Key with a part of its numbers',
      JSON.stringify({ ...nodeKey(appKey.keyObject).export({ format: 'jwk' }), p: undefined, qi: undefined }),
      { code: 'damaged-key', wanted }
    ],
    ['a key of SSH', 'ssh-rsa AAAAB3NzaC1yc2E= me@host', { code: 'not-a-key', wanted, found: 'openssh' }],
    [
      'a private key of SSH',
      `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA${'A'.repeat(1800)}\n-----END OPENSSH PRIVATE KEY-----\n`,
      { code: 'not-a-key', wanted, found: 'openssh' }
    ],
    ['the first line alone', lines(pkcs8, 0, 1), { code: 'truncated-key', wanted, found: 0, expected: 0 }],
    ['half of it', lines(pkcs8, 0, 14), { code: 'truncated-key', wanted, found: 832, expected: 1623 }],
    ['half of it, bare', bareOf(pkcs8).slice(0, 832), { code: 'truncated-key', wanted, found: 832, expected: 1623 }],
    ['half of it, PKCS#1', lines(pkcs1, 0, 14), { code: 'truncated-key', wanted, found: 832, expected: 1588 }],
    [
      'without a line of the middle',
      pkcs8.replace(/((?:\n.{64}){5})\n.{64}/, '$1'),
      { code: 'truncated-key', wanted, found: 1559, expected: 1623 }
    ],
    [
      'without its first line of Base64',
      lines(pkcs8, 2, 99),
      { code: 'truncated-key', wanted, found: 1560, expected: 0 }
    ],
    [
      'a letter changed',
      pkcs8.replace(/(\n.{64}){9}/, (all) => `${all.slice(0, -9)}${all.at(-9) === 'A' ? 'B' : 'A'}${all.slice(-8)}`),
      { code: 'damaged-key', wanted }
    ]
  ])('%s', (_, text, refused) => {
    expect(refusal(() => readPrivateKey(text, ''))).toEqual({ ...refused, source: '' })
    expect(refusal(() => readPrivateKey(text))).toEqual(refused)
  })

  test('half of a public key is still no private one', () => {
    expect(refusal(() => readPrivateKey(lines(spki, 0, 4)))).toEqual({ code: 'public-key-given' })
    expect(refusal(() => readPublicKey(lines(spki, 0, 4)))).toMatchObject({
      code: 'truncated-key',
      found: 192,
      expected: 392
    })
  })

  test('beside what is not wanted, the right half is found', () => {
    const both = `${certificate}${spki}${pkcs8}`
    expect([readPrivateKey(both), readPublicKey(both)].map(({ fingerprint }) => fingerprint)).toEqual([
      FINGERPRINT,
      FINGERPRINT
    ])
  })
})

describe('of several keys in one text', () => {
  const [app, platform] = [bareOf(spki), bareOf(KEYS.platform.public)]
  const [own, theirs] = [bareOf(pkcs1), bareOf(KEYS.platform.private_pkcs8)]
  const platformKey = readPublicKey(KEYS.platform.public).fingerprint
  const jwk = (pem: string, kid: string) => ({
    kid,
    ...(pem.includes('PRIVATE') ? createPrivateKey(pem) : createPublicKey(pem)).export({ format: 'jwk' })
  })
  const once = (text: string) => Buffer.from(text).toString('base64')

  test.each([
    ['two public keys in JSON', JSON.stringify({ appPublicKey: app, platformPublicKey: platform })],
    ['two public files', `${spki}${KEYS.platform.public}`],
    ['two public files in JSON', JSON.stringify([spki, KEYS.platform.public])],
    ['two lines', `${app}\n${platform}`],
    ['two variables', `APP_PUBLIC_KEY=${app}\nPLATFORM_PUBLIC_KEY=${platform}\n`],
    ['two in Base64', once(`${spki}${KEYS.platform.public}`)],
    ['a set of JSON Web Keys', JSON.stringify({ keys: [jwk(spki, 'app'), jwk(KEYS.platform.public, 'platform')] })],
    ['a JSON Web Key beside a file', JSON.stringify({ app: jwk(spki, 'app'), platform: KEYS.platform.public })],
    ['two in XML', [spki, KEYS.platform.public].map((pem) => NUMBER_PASTES.XML?.(createPublicKey(pem))).join('\n')],
    ['two in Base64, each alone', JSON.stringify({ app: once(spki), platform: once(KEYS.platform.public) })]
  ])('%s are refused where a public key is needed', (_, text) => {
    expect(refusal(() => readPublicKey(text, 'a'))).toEqual({
      code: 'several-keys',
      wanted: 'public',
      source: 'a',
      count: 2
    })
    expect(refusal(() => readEitherKey(text))).toEqual({ code: 'several-keys', wanted: 'public', count: 2 })
    expect(refusal(() => readPrivateKey(text))).toEqual({ code: 'public-key-given' })
  })

  test.each([
    ['two private keys in JSON', JSON.stringify({ old: theirs, key: own })],
    ['two private files', `${KEYS.platform.private_pkcs8}${pkcs1}`],
    ['a set of JSON Web Keys', JSON.stringify({ keys: [jwk(pkcs8, 'a'), jwk(KEYS.platform.private_pkcs8, 'b')] })]
  ])('%s are refused where a private key is needed', (_, text) => {
    expect(refusal(() => readPrivateKey(text))).toEqual({ code: 'several-keys', wanted: 'private', count: 2 })
  })

  test.each([
    ['JSON', JSON.stringify({ appPrivateKey: own, platformPublicKey: platform })],
    ['JSON, the other way round', JSON.stringify({ platformPublicKey: platform, appPrivateKey: own })],
    ['variables', `PLATFORM_PUBLIC_KEY=${platform}\nAPP_PRIVATE_KEY=${own}\n`],
    ['files', `${KEYS.platform.public}${pkcs1}`],
    ['a set of JSON Web Keys', JSON.stringify({ keys: [jwk(KEYS.platform.public, 'p'), jwk(pkcs8, 'a')] })],
    ['a JSON Web Key beside a file', JSON.stringify({ platform: jwk(KEYS.platform.public, 'p'), app: pkcs8 })],
    ['Base64, each alone', JSON.stringify({ platform: once(KEYS.platform.public), app: once(pkcs1) })]
  ])('the half that is needed is taken: %s', (_, text) => {
    expect([readPrivateKey(text).fingerprint, readPublicKey(text).fingerprint]).toEqual([FINGERPRINT, platformKey])
  })

  test('one that is written twice in two ways is one', () => {
    for (const text of [`${spki}${publicPkcs1}`, JSON.stringify([app, bareOf(publicPkcs1)])])
      expect(readPublicKey(text).fingerprint).toBe(FINGERPRINT)
    expect(readPrivateKey(JSON.stringify([bareOf(pkcs8), own])).fingerprint).toBe(FINGERPRINT)
  })
})

test('either half is read where both will do', () => {
  expect([pkcs8, spki, `${spki}${pkcs1}`].map((text) => readEitherKey(text).kind)).toEqual([
    'private',
    'public',
    'private'
  ])
  expect(refusal(() => readEitherKey(certificate))).toEqual({ code: 'certificate-given', wanted: 'either' })
  expect(refusal(() => readEitherKey(spki.slice(0, 200)))).toMatchObject({ code: 'truncated-key', wanted: 'either' })
})

test('a public key is taken out of nothing else', () => {
  for (const text of [certificate, request, 'k2J9xQ7LmP4vT8zR1wY6'])
    expect(refusal(() => readPublicKey(text))).toBeDefined()
})

test('a key survives every conversion there and back', () => {
  const keys = [appKey.keyObject, readPublicKey(spki).keyObject]
  const step = fc.record({ format: fc.constantFrom(...KEY_FORMATS), paste: fc.nat() })
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.array(step, { minLength: 1, maxLength: 4 }), (key, steps) => {
      const read = key.type === 'private' ? readPrivateKey : readPublicKey
      const last = steps.reduce((current, { format, paste }) => {
        const pastes = Object.values(format.endsWith('base64') ? BARE_PASTES : PEM_PASTES)
        const text = writeKey(current, format)
        return read((pastes[paste % pastes.length] as (text: string) => string)(text)).keyObject
      }, key)
      expect(writeKey(last, 'pkcs1')).toBe(writeKey(key, 'pkcs1'))
    }),
    { seed: 1, numRuns: 200 }
  )
})

test('a text that lost or changed a character is refused, or it is still the same key', () => {
  const bare = bareOf(pkcs8)
  const cut = fc.nat({ max: bare.length - 1 })
  fc.assert(
    fc.property(cut, fc.constantFrom('', 'A', '7', '+', '*', ' '), (at, instead) => {
      const text = `${bare.slice(0, at)}${instead}${bare.slice(at + 1)}`
      if (refusal(() => readPrivateKey(text)) === undefined) expect(readPrivateKey(text).fingerprint).toBe(FINGERPRINT)
    }),
    { seed: 1, numRuns: 300 }
  )
})

test('any text gives a key or one code', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String({ maxLength: 2000 })), (text) => {
      expect(refusal(() => readPrivateKey(text))?.code).toMatch(/key|rsa|given/)
    }),
    { seed: 1, numRuns: 300 }
  )
})
