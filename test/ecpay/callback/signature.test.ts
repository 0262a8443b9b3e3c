import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callbackSignature, callbackStringToSign } from '../../../src/ecpay/callback/signature.js'
import { anyCharacter } from '../../any-text.js'

const parts = { timestamp: '1652675265', nonce: '9999', msg: '80850852' }

test('the official vector and what is hashed for it', () => {
  expect(callbackStringToSign(parts, 'fdsifakhflasjfxxxxxxxxx')).toBe('1652675265808508529999fdsifakhflasjfxxxxxxxxx')
  expect(callbackSignature(parts, 'fdsifakhflasjfxxxxxxxxx')).toBe('c9df04a40645c4ec15c13bc542cea589eac57e64')
})

test.each([
  ['digits are compared as text', { timestamp: '10', nonce: '9', msg: '1' }, 'x', '1109x'],
  ['bytes, not UTF-16 units', { timestamp: '1', nonce: '2', msg: '🎉' }, '（', '12（🎉'],
  ['nothing is trimmed or dropped', { timestamp: ' 1', nonce: '', msg: '{} ' }, '\t', '\t 1{} '],
  ['equal parts stay', { timestamp: '1', nonce: '1', msg: '1' }, '1', '1111']
])('%s', (_, some, token, text) => {
  expect(callbackStringToSign(some, token)).toBe(text)
  expect(callbackSignature(some, token)).toBe(createHash('sha1').update(text).digest('hex'))
})

test('as the bytes are sorted and hashed by hand', () => {
  const text = fc.string({ unit: anyCharacter, maxLength: 8 })
  fc.assert(
    fc.property(text, text, text, text, (timestamp, nonce, msg, token) => {
      const sorted = [timestamp, nonce, msg, token].map((one) => Buffer.from(one)).sort(Buffer.compare)
      const expected = createHash('sha1').update(Buffer.concat(sorted)).digest('hex')
      expect(callbackSignature({ timestamp, nonce, msg }, token)).toBe(expected)
    })
  )
})
