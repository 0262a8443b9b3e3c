import { describe, expect, test } from 'vitest'
import { trade } from '../../src/index.js'
import { codesOf } from '../protocol/found.js'
import { callback } from './callback/signed.js'
import { CALLBACKS, KEYS, REQUESTS, VECTORS } from './vectors.js'

test('the names of the second system', () => {
  expect(Object.keys(trade).toSorted()).toEqual([
    'CALLBACKS',
    'checkOrder',
    'parseKey',
    'sign',
    'stringToSign',
    'verifyCallback'
  ])
})

test('an order is checked as text or as an object', () => {
  const order = { outOrderNo: 'no_1', totalAmount: 1.5 }
  const { refusals } = trade.checkOrder(order)
  expect(refusals.map(({ code }) => code)).toEqual(['missing-field', 'amount-with-decimals', 'missing-field'])
  expect(trade.checkOrder(JSON.stringify(order)).refusals).toEqual(refusals)
})

const { app, platform } = VECTORS.keys
const OPTIONS = { app_id: 'tt07e3715e98c9aac0', key_version: 1 }

describe('sign', () => {
  test.each(REQUESTS)('$id, with the key as it is pasted', (one) => {
    const { app_id, key_version, method, uri, nonce } = one
    const options = { app_id, key_version, method, uri, nonce, timestamp: Number(one.timestamp) }
    for (const key of [app.private_pkcs8, app.private_pkcs1.replace(/-----[^-]+-----|\n/g, ''), KEYS.app]) {
      const signed = trade.sign(one.body, key, options)
      expect([signed.data, signed.signature]).toEqual([one.body, one.signature])
      if (one.byte_authorization) expect(signed.byteAuthorization).toBe(one.byte_authorization)
      if (one.byte_authorization_header) expect(signed.header).toBe(one.byte_authorization_header)
    }
  })

  test('an object as JSON.stringify writes it, which is what has to be handed over', () => {
    const order = { outOrderNo: 'no_1', totalAmount: 100 }
    const options = { ...OPTIONS, timestamp: 1700000000, nonce: 'n' }
    const signed = trade.sign(order, trade.parseKey(app.private_pkcs8), options)
    expect(signed).toEqual(trade.sign(JSON.stringify(order), KEYS.app, options))
    expect(signed.data).toBe('{"outOrderNo":"no_1","totalAmount":100}')
  })

  test('now, and each time another nonce', () => {
    const [one, other] = [0, 1].map(() => trade.sign('{}', KEYS.app, OPTIONS))
    expect(one?.nonce).toMatch(/^[0-9a-f]{32}$/)
    expect(one?.nonce).not.toBe(other?.nonce)
    expect(Math.abs(Number(one?.timestamp) - Date.now() / 1000)).toBeLessThan(60)
    expect(one?.warnings).toEqual([])
  })

  test('warnings, and refusals', () => {
    expect(trade.sign('{"totalAmount":1.5}', KEYS.app, OPTIONS).warnings.map(({ code }) => code)).toEqual([
      'amount-with-decimals'
    ])
    expect(codesOf(() => trade.sign('{}', app.public, OPTIONS))).toEqual(['public-key-given'])
    expect(codesOf(() => trade.sign('{}', KEYS.appPublic, OPTIONS))).toEqual(['public-key-given'])
    expect(codesOf(() => trade.sign('{}', KEYS.app, { ...OPTIONS, nonce: 'a,b' }))).toEqual([
      'unwritable-authorization'
    ])
  })
})

describe('verifyCallback', () => {
  test.each(CALLBACKS)('$id, with the key as it is pasted', ({ headers, body_base64, valid }) => {
    const body = Buffer.from(body_base64, 'base64')
    for (const key of [platform.public, KEYS.platformPublic, trade.parseKey(platform.public, 'public')])
      expect(trade.verifyCallback({ headers, body }, key).valid).toBe(valid)
  })

  test('a private key is no public key, whatever Node.js takes it for', () => {
    expect(codesOf(() => trade.verifyCallback(callback(), platform.private_pkcs8))).toEqual(['private-key-given'])
    expect(codesOf(() => trade.verifyCallback(callback(), KEYS.platform))).toEqual(['private-key-given'])
  })
})

describe('parseKey', () => {
  test('either half', () => {
    expect(trade.parseKey(app.private_pkcs1)).toMatchObject({ kind: 'private', form: 'pkcs1-pem', bits: 2048 })
    expect(trade.parseKey(app.public)).toMatchObject({ kind: 'public', form: 'spki-pem', bits: 2048 })
    expect(trade.parseKey(app.public).fingerprint).toBe(trade.parseKey(app.private_pkcs8).fingerprint)
  })

  test('no key, and the wrong half', () => {
    expect(codesOf(() => trade.parseKey('hello'))).toEqual(['not-a-key'])
    expect(codesOf(() => trade.parseKey(app.public, 'private'))).toEqual(['public-key-given'])
    expect(codesOf(() => trade.parseKey(app.private_pkcs8, 'public'))).toEqual(['private-key-given'])
  })
})
