import { createPrivateKey, createPublicKey } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EcpayError } from '../../../src/findings/findings.js'
import { itemOf, readAuthorization, valuesOf } from '../../../src/trade/sign/authorization.js'
import {
  base64Bytes,
  signBytes,
  signRequest,
  verifyBytes,
  verifyRequest
} from '../../../src/trade/sign/sign-request.js'
import { signedDigest } from '../../../src/trade/sign/signed-digest.js'
import { callbackString, stringToSign } from '../../../src/trade/sign/string-to-sign.js'
import { OTHER } from '../keys/other-keys.js'
import { CALLBACKS, KEYS, REQUESTS, VECTORS } from '../vectors.js'

describe('the published example', () => {
  test.each(VECTORS.published)('$id', ({ string_to_sign, signature, public_key }) => {
    const [method, uri, timestamp = '', nonce = '', body = ''] = string_to_sign.split('\n')
    const request = { method, uri, timestamp, nonce, body }
    expect(Buffer.from(stringToSign(request)).toString()).toBe(string_to_sign)
    expect(verifyRequest(request, signature, createPublicKey(public_key))).toBe(true)
  })
})

describe('every request of the vectors', () => {
  test.each(REQUESTS)('$id', (one) => {
    for (const key of [KEYS.app, createPrivateKey(VECTORS.keys.app.private_pkcs1)]) {
      const signed = signRequest(one, key)
      expect(signed.signature).toBe(one.signature)
      if (one.byte_authorization) expect(signed.byteAuthorization).toBe(one.byte_authorization)
      if (one.byte_authorization_header) expect(signed.header).toBe(one.byte_authorization_header)
    }
    expect(verifyRequest(one, one.signature, KEYS.appPublic)).toBe(true)
  })

  test.each(REQUESTS)('$id: its authorization is read again, in both forms', (one) => {
    const { app_id, nonce, timestamp, key_version, signature } = one
    const { byteAuthorization, header } = signRequest(one, KEYS.app)
    for (const text of [byteAuthorization, header]) {
      const read = readAuthorization(text)
      expect(read?.scheme).toBe('SHA256-RSA2048')
      expect(read && valuesOf(read)).toEqual({ app_id, nonce, timestamp, key_version, signature })
    }
  })
})

describe('the three lines of every callback of the vectors', () => {
  test.each(CALLBACKS)('$id', ({ headers, body_base64, valid }) => {
    const body = Buffer.from(body_base64, 'base64')
    const text = callbackString({
      timestamp: headers['Byte-Timestamp'] ?? '',
      nonce: headers['Byte-Nonce-Str'] ?? '',
      body
    })
    const signature = headers['Byte-Signature'] ?? ''
    expect(verifyBytes(text, Buffer.from(signature, 'base64'), KEYS.platformPublic)).toBe(valid)
    if (valid) expect(signBytes(text, KEYS.platform)).toBe(signature)
  })
})

const request = fc.record({
  method: fc.constantFrom('POST', 'GET'),
  uri: fc.webPath().map((path) => `/${path}`),
  timestamp: fc.integer({ min: 1, max: 2 ** 31 }).map(String),
  nonce: fc.stringMatching(/^[A-Za-z0-9_]{1,32}$/),
  body: fc.uint8Array({ maxLength: 300 }),
  app_id: fc.constant('tt07e3715e98c9aac0'),
  key_version: fc.integer({ min: 1, max: 99 }).map(String)
})

test('what is signed verifies with the other half, and with no other key', () => {
  fc.assert(
    fc.property(request, (one) => {
      const { signature } = signRequest(one, KEYS.app)
      expect(verifyRequest(one, signature, KEYS.appPublic)).toBe(true)
      expect(verifyRequest(one, signature, OTHER.publicKey)).toBe(false)
      expect(verifyRequest(one, signature, KEYS.platformPublic)).toBe(false)
    }),
    { numRuns: 40 }
  )
})

test('any change of one byte refuses', () => {
  const part = fc.constantFrom('method', 'uri', 'timestamp', 'nonce', 'body', 'signature')
  fc.assert(
    fc.property(request, part, fc.nat(), fc.integer({ min: 1, max: 127 }), (one, key, place, by) => {
      const { signature } = signRequest(one, KEYS.app)
      const changed = (text: Uint8Array | string) => {
        const bytes = Buffer.from(text)
        if (bytes.length === 0) return Buffer.from('x')
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ by
        return bytes
      }
      const other =
        key === 'body' || key === 'signature' ? one : { ...one, [key]: changed(one[key]).toString('latin1') }
      const body = key === 'body' ? changed(one.body) : one.body
      const theirs = key === 'signature' ? changed(signature).toString('latin1') : signature
      expect(verifyRequest({ ...other, body }, theirs, KEYS.appPublic)).toBe(false)
    }),
    { numRuns: 200 }
  )
})

test('the bytes are signed as they are, whatever they are', () => {
  const body = Buffer.from([0xff, 0x00, 0x0d, 0x0a, 0x80])
  const one = { timestamp: '1', nonce: 'n', body }
  expect(stringToSign(one)).toEqual(
    Buffer.concat([Buffer.from('POST\n/requestOrder\n1\nn\n'), body, Buffer.from('\n')])
  )
})

test.each(['a"b', 'a,b', 'a b', 'a\nb', 'a\\b', "a'b"])('a nonce that would break the text is refused: %j', (nonce) => {
  const one = { timestamp: '1', nonce, body: '{}', app_id: 'tt1', key_version: '1' }
  expect(() => signRequest(one, KEYS.app)).toThrow(EcpayError)
})

describe('the Base64 of a signature', () => {
  const right = signRequest(
    { timestamp: '1', nonce: 'n', body: '', app_id: 'tt1', key_version: '1' },
    KEYS.app
  ).signature
  test.each([
    ['a line break in it', `${right.slice(0, 76)}\n${right.slice(76)}`],
    ['a line break behind it', `${right}\n`],
    ['no padding', right.replace(/=+$/, '')],
    ['the alphabet of addresses', `-${right.slice(1)}`],
    ['hexadecimal', Buffer.from(right, 'base64').toString('hex').slice(1)],
    ['bits behind its end', right.replace(/.==$/, (end) => `${end === 'A==' ? 'B' : 'Z'}==`)],
    ['nothing', '']
  ])('%s is none', (_, text) => {
    expect(base64Bytes(text)).toBeUndefined()
  })
})

describe('an authorization in the forms in which people have it', () => {
  const VALUES = { app_id: 'tt1', nonce: 'a+/b==', timestamp: '1700000000', key_version: '2', signature: 'QUJD+/w==' }
  const PLAIN = 'SHA256-RSA2048 appid=tt1,nonce_str=a+/b==,timestamp=1700000000,key_version=2,signature=QUJD+/w=='
  const QUOTED =
    'SHA256-RSA2048 appid="tt1",nonce_str="a+/b==",timestamp="1700000000",key_version="2",signature="QUJD+/w=="'
  test.each<[string, string, string | undefined]>([
    ['unquoted', PLAIN, undefined],
    ['quoted', QUOTED, undefined],
    ['with the name of the header', `Byte-Authorization: ${QUOTED}`, 'Byte-Authorization'],
    ['as an option of curl', `-H 'Byte-Authorization: ${QUOTED}' \\`, 'Byte-Authorization'],
    ['as a member of JSON', `"byteAuthorization":"${PLAIN}"}`, 'byteAuthorization'],
    ['as a member of JSON, quoted', `{"byteAuthorization":${JSON.stringify(QUOTED)}}`, 'byteAuthorization'],
    ['as JavaScript', `  byteAuthorization: '${PLAIN}',`, 'byteAuthorization'],
    ['with line breaks and spaces', QUOTED.replaceAll(',', ',\r\n  '), undefined],
    ['percent-encoded', encodeURIComponent(PLAIN), undefined],
    ['without the scheme', PLAIN.replace('SHA256-RSA2048 ', ''), undefined],
    [
      'in another order',
      'SHA256-RSA2048 signature=QUJD+/w==,key_version=2,nonce_str=a+/b==,timestamp=1700000000,appid=tt1',
      undefined
    ],
    ['partly quoted', QUOTED.replace('key_version="2"', 'key_version=2'), undefined]
  ])('%s', (_, text, header) => {
    const read = readAuthorization(text)
    expect(read && valuesOf(read)).toEqual(VALUES)
    expect(read?.header).toBe(header)
  })

  test.each(['', 'SHA256-RSA2048', 'Bearer abc', '{"appid":"tt1"}'])('%j is none', (text) => {
    expect(readAuthorization(text)).toBeUndefined()
  })

  test('what stands twice, unknown or quoted is left to the reader', () => {
    const read = readAuthorization('ByteAuthorization appid=tt1,appid=tt2,nonce="n",signature=x')
    expect(read?.scheme).toBe('ByteAuthorization')
    expect(read?.items.map(({ name, quote }) => `${name}${quote}`)).toEqual(['appid', 'appid', 'nonce"', 'signature'])
    expect(read && itemOf(read, 'appid')).toBe('tt1')
  })
})

describe('what a public key tells of a signature', () => {
  const one = { timestamp: '1', nonce: 'n', body: '{}', app_id: 'tt1', key_version: '1' }
  const { signature } = signRequest(one, KEYS.app)
  const bytes = Buffer.from(signature, 'base64')

  test('its own: the hash of what was signed', async () => {
    const { createHash } = await import('node:crypto')
    const digest = createHash('sha256').update(stringToSign(one)).digest()
    expect(signedDigest(bytes, KEYS.appPublic)).toEqual({ hash: 'sha256', digest })
  })

  test('of another key, or cut: nothing', () => {
    expect(signedDigest(bytes, KEYS.platformPublic)).toBeUndefined()
    expect(signedDigest(bytes, OTHER.publicKey)).toBeUndefined()
    expect(signedDigest(bytes.subarray(1), KEYS.appPublic)).toBeUndefined()
  })

  test.each(['sha1', 'sha224', 'sha384', 'sha512', 'md5'] as const)('another hash: %s', async (hash) => {
    const { sign, createHash } = await import('node:crypto')
    const digest = createHash(hash).update('x').digest()
    expect(signedDigest(sign(hash, Buffer.from('x'), KEYS.app), KEYS.appPublic)).toEqual({ hash, digest })
  })
})
