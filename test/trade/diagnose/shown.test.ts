import { constants, createHash, privateEncrypt, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { MISTAKES } from '../../../src/trade/diagnose/mistakes.js'
import { KEYS } from '../vectors.js'
import {
  authorized,
  diagnosed,
  isForClient,
  mutationsFor,
  NAMED_KEYS,
  nameOf,
  OTHER,
  REQUESTS,
  type Request,
  signature,
  signedBytes
} from './plant.js'

const [client, , , , , , call] = REQUESTS as [Request, ...Request[]] & { 6: Request }
const right = signature(signedBytes(client, []))
const text = Buffer.from(signedBytes(client, []))
const pss = (saltLength: number) =>
  sign('sha256', text, { key: KEYS.app, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }).toString('base64')
const encrypted = (bytes: Buffer) => privateEncrypt(KEYS.app, bytes).toString('base64')
const sha256 = createHash('sha256').update(text).digest()
const hex = (base64: string) => Buffer.from(base64, 'base64').toString('hex')

/** What was done to the signature, and what is said of it: each over the right text. */
const SIGNATURES: [codes: string, signed: string][] = [
  ['sha1-digest', sign('sha1', text, KEYS.app).toString('base64')],
  ['md5-digest', sign('md5', text, KEYS.app).toString('base64')],
  ['other-digest;SHA-512', sign('sha512', text, KEYS.app).toString('base64')],
  ['pss-padding', pss(constants.RSA_PSS_SALTLEN_DIGEST)],
  ['pss-padding', pss(constants.RSA_PSS_SALTLEN_MAX_SIGN)],
  ['no-digest-info;SHA-256', encrypted(sha256)],
  ['no-digest-info;SHA-256, hex', encrypted(Buffer.from(sha256.toString('hex')))],
  ['no-digest-info;SHA-256, Base64', encrypted(Buffer.from(sha256.toString('base64')))],
  ['signature-in-hex', hex(right)],
  ['signature-in-hex', hex(right).toUpperCase()],
  ['signature-url-safe', right.replaceAll('+', '-').replaceAll('/', '_')],
  ['signature-padding-lost + signature-url-safe', Buffer.from(right, 'base64').toString('base64url')],
  ['signature-padding-lost', right.replace(/=+$/, '')],
  ['signature-percent-encoded', encodeURIComponent(right)],
  ['signature-encoded-twice', Buffer.from(right).toString('base64')],
  ['signature-encoded-twice + signature-in-hex', Buffer.from(hex(right)).toString('base64')],
  ['sha1-digest + signature-in-hex', hex(sign('sha1', text, KEYS.app).toString('base64'))],
  ['platform-key', signature(text, KEYS.platform)],
  ['other-profiles-key;cafe', signature(text, OTHER.privateKey)]
]

describe('what a signature shows', () => {
  test.each(SIGNATURES)('%s', async (codes, signed) => {
    const { verdict, explanations, isProved } = await diagnosed(client, authorized(client, signed))
    expect([verdict, nameOf(explanations[0]?.mistakes ?? []), isProved]).toEqual(['explained', codes, undefined])
  })

  test.each([
    ['signature-html-escaped', right.replaceAll('+', '&#43;').replaceAll('=', '&#x3d;')],
    ['signature-with-line-breaks', right.replace(/.{64}/g, '$&\r\n')],
    ['signature-plus-lost', right.replaceAll('+', ' ')],
    ['signature-slashes-escaped', right.replaceAll('/', '\\/')],
    ['signature-quoted', `'${right}'`],
    ['signature-bytes-printed', `[${[...Buffer.from(right, 'base64')].join(', ')}]`],
    ['signature-bytes-printed', JSON.stringify(Buffer.from(right, 'base64'))],
    ['signature-bytes-printed', JSON.stringify(Buffer.from(right, 'base64'), null, 2)],
    ['signature-bytes-printed', JSON.stringify(Uint8Array.from(Buffer.from(right, 'base64')))],
    ['signature-bytes-printed', `Uint8Array(256) [${[...Buffer.from(right, 'base64')].join(',\n  ')}]`],
    ['signature-bytes-printed', `[${[...Buffer.from(right, 'base64')].join(' ')}]`],
    ['signature-bytes-printed', `[${[...new Int8Array(Buffer.from(right, 'base64'))].join(', ')}]`],
    ['signature-bytes-printed', JSON.stringify(Buffer.from(right))],
    ['signature-bytes-printed', `b'${right}'`]
  ])('%s, which no authorization can be read with', async (code, signed) => {
    const { openSignature } = await import('../../../src/trade/diagnose/open-signature.js')
    const { by, seen, proves } = openSignature(signed, NAMED_KEYS)
    expect([by?.role, nameOf(seen), proves?.(text)]).toEqual(['own', code, true])
  })

  /** What cannot be opened is certain all the same. */
  test.each([
    ['unknown-key', signature(text, OTHER.privateKey)],
    ['hash-for-signature;SHA-256, HMAC-SHA256', sha256.toString('hex')],
    ['hash-for-signature;SHA-256, HMAC-SHA256', sha256.toString('base64')],
    ['hash-for-signature;MD5', createHash('md5').update(text).digest('hex')],
    ['signature-length;255', Buffer.from(right, 'base64').subarray(1).toString('base64')],
    ['signature-not-base64', 'RSA签名'],
    ['signature-not-computed;[B@6d06d69c', '[B@6d06d69c']
  ])('%s', async (codes, signed) => {
    const keys = NAMED_KEYS.slice(0, 2)
    const values = 'appid=tt07e3715e98c9aac0,nonce_str=n,timestamp=1764230000,key_version=3'
    const found = await diagnosed(client, `SHA256-RSA2048 ${values},signature=${signed}`, { keys })
    expect([found.verdict, nameOf(found.explanations[0]?.mistakes ?? []), found.isProved, found.tried]).toEqual([
      'explained',
      codes,
      false,
      0
    ])
  })

  test('the text itself, encrypted with the private key', async () => {
    const short = { ...client, body: '{}' }
    const bytes = Buffer.from(signedBytes(short, []))
    const { explanations } = await diagnosed(short, authorized(short, encrypted(bytes)))
    expect(nameOf(explanations[0]?.mistakes ?? [])).toBe('text-encrypted')
  })
})

const written = (request: Request) => authorized(request, signature(signedBytes(request, [])))

/** What was done to an authorization that is right, and what is said of it. */
const TEXTS: [codes: string, request: Request, change: (text: string) => string][] = [
  ['quotes-in-byte-authorization', client, (one) => one.replace(/=([^,]+?)(?=,|$)/g, '="$1"')],
  ['mixed-quotes;key_version', client, (one) => one.replace('key_version=3', 'key_version="3"')],
  ['mixed-quotes;nonce_str', call, (one) => one.replace(/nonce_str="([^"]*)"/, 'nonce_str=$1')],
  ['no-quotes-in-header', call, (one) => one.replaceAll('"', '')],
  ['scheme-missing', client, (one) => one.replace('SHA256-RSA2048 ', '')],
  ['other-scheme;ByteAuthorization', client, (one) => one.replace('SHA256-RSA2048', 'ByteAuthorization')],
  ['other-scheme;sha256-rsa2048', client, (one) => one.toLowerCase().slice(0, 14) + one.slice(14)],
  ['scheme-not-separated', client, (one) => one.replace('SHA256-RSA2048 ', 'SHA256-RSA2048')],
  ['typographic-quotes;key_version', client, (one) => one.replace('key_version=3', 'key_version=“3”')],
  [
    'authorization-as-object',
    client,
    (one) => `{${one.replace('SHA256-RSA2048 ', '').replace(/(\w+)=([^,]+)/g, '"$1":"$2"')}}`
  ],
  ['other-header;Authorization', call, (one) => `Authorization: ${one}`],
  ['item-missing;key_version', client, (one) => one.replace('key_version=3,', '')],
  ['item-missing;appid', client, (one) => one.replace(/appid=\w+,/, '')],
  ['item-empty;key_version', client, (one) => one.replace('key_version=3', 'key_version=')],
  ['item-twice;appid', client, (one) => one.replace('appid=', 'appid=tt07e3715e98c9aac0,appid=')],
  ['item-misspelt;app_id', client, (one) => one.replace('appid', 'app_id')],
  [
    'item-misspelt;nonceStr + item-misspelt;sign',
    client,
    (one) => one.replace('nonce_str', 'nonceStr').replace('signature', 'sign')
  ],
  ['item-unknown;mchid', client, (one) => one.replace(',nonce_str', ',mchid=1,nonce_str')],
  ['items-not-separated;, ', client, (one) => one.replaceAll(',', ', ')],
  ['key-version-not-digits;v3', client, (one) => one.replace('key_version=3', 'key_version=v3')],
  ['other-key-version;1', client, (one) => one.replace('key_version=3', 'key_version=1')],
  ['other-app-id;tt1', client, (one) => one.replace('tt07e3715e98c9aac0', 'tt1')]
]

describe('what an authorization shows', () => {
  test.each(TEXTS)('%s', async (codes, request, change) => {
    expect((await diagnosed(request, written(request))).verdict).toBe('right')
    const { verdict, explanations, isProved } = await diagnosed(request, change(written(request)))
    expect([verdict, nameOf(explanations[0]?.mistakes ?? []), isProved]).toEqual(['explained', codes, undefined])
  })

  test('a time in milliseconds and a nonce too long, signed as they are', async () => {
    const odd = { ...client, timestamp: `${client.timestamp}000`, nonce: 'n'.repeat(129) }
    const { explanations } = await diagnosed(odd, written(odd))
    expect(nameOf(explanations[0]?.mistakes ?? [])).toBe('nonce-too-long;129 + time-in-milliseconds')
  })

  test('a header in front is none of it', async () => {
    expect((await diagnosed(call, `Byte-Authorization: ${written(call)}`)).verdict).toBe('right')
    expect((await diagnosed(client, `"byteAuthorization":"${written(client)}"`)).verdict).toBe('right')
  })
})

test('each mistake is searched for, or shown by one of these', () => {
  const searched = REQUESTS.flatMap((request) => mutationsFor(request).map(({ code }) => code))
  const named = [...SIGNATURES.map(([codes]) => codes), ...TEXTS.map(([codes]) => codes)].flatMap((codes) =>
    codes.split(' + ').map((one) => one.split(';')[0])
  )
  const apart = ['signature-html-escaped', 'signature-with-line-breaks', 'signature-plus-lost', 'text-encrypted']
  const others = ['signature-slashes-escaped', 'signature-quoted', 'signature-bytes-printed', 'unknown-key']
  const unproved = [
    'signature-not-computed',
    'hash-for-signature',
    'signature-length',
    'signature-not-base64',
    'question-marks-sent'
  ]
  const elsewhere = [
    'time-in-milliseconds',
    'nonce-too-long',
    'time-not-digits',
    'empty-objects-as-lists',
    'seconds-signed',
    'demo-key',
    'example-key'
  ]
  const known = new Set([...searched, ...named, ...apart, ...others, ...unproved, ...elsewhere])
  expect(Object.keys(MISTAKES).filter((code) => !known.has(code))).toEqual([])
  expect(isForClient(client)).toBe(true)
})
