import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCallback } from '../../../src/ecpay/callback/check-callback.js'
import { checkPlainLine } from '../../../src/ecpay/callback/check-line.js'
import { anyCharacter } from '../../any-text.js'
import { callbackSign } from '../../e2e/platform.js'

const TOKEN = 'tokenOfTheShop01'

/** A callback with this msg, signed. */
function callback(msg: string): Record<string, string> {
  const [timestamp, nonce] = ['1602507471', '797']
  return { timestamp, nonce, msg, type: 'payment', msg_signature: callbackSign(TOKEN, timestamp, nonce, msg) }
}

const LINE = JSON.stringify(callback('{"a":"b \\"c\\" \\\\"}'))

test('of any msg it says the same as a closer look, and its JSON as it is written again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: anyCharacter })), (msg) => {
      const line = JSON.stringify(callback(msg))
      const plain = checkPlainLine(line, TOKEN, {})
      if (!plain) return
      expect(plain.verdict).toEqual(checkCallback(line, TOKEN).verdict)
      expect(plain.msg).toBe(JSON.stringify(msg))
    })
  )
})

test('a line of which one character is changed is never genuine without a closer look', () => {
  fc.assert(
    fc.property(fc.nat(LINE.length - 1), fc.constantFrom('x', '"', '\\', ',', '}', '0'), (at, other) => {
      const line = LINE.slice(0, at) + other + LINE.slice(at + 1)
      const plain = checkPlainLine(line, TOKEN, {})
      if (plain?.verdict.valid) expect(plain.verdict).toEqual(checkCallback(line, TOKEN).verdict)
    })
  )
})

describe('what is read so', () => {
  const reversed = JSON.stringify(Object.fromEntries(Object.entries(callback('{}')).toReversed()))
  test.each<[name: string, line: string, isPlain: boolean]>([
    ['as JSON.stringify writes it', LINE, true],
    ['in another order', reversed, true],
    ['with the line break of Windows', `${LINE}\r`, true],
    ['with white space', LINE.replace('{', '{ '), false],
    ['with another field', LINE.replace('{', '{"a":"b",'), false],
    ['with a field twice', LINE.replace('{', '{"nonce":"797",'), false],
    ['with a number', LINE.replace('"797"', '797'), false],
    ['with an escape that nobody needs', LINE.replace('"797"', '"\\u00379\\u0037"'), true],
    ['with one in msg', LINE.replace('b ', '\\u0062 '), false],
    ['with more behind it', `${LINE}x`, false],
    ['cut off', LINE.slice(0, -1), false],
    ['no object', '[]', false],
    ['nothing', '', false],
    ['with a byte order mark', `\ufeff${LINE}`, false],
    ['with a control character in msg', LINE.replace('b ', 'b\t'), false]
  ])('%s', (_, line, isPlain) => {
    expect(checkPlainLine(line, TOKEN, {}) !== undefined).toBe(isPlain)
  })

  test('not if its size has to be counted', () => {
    expect(checkPlainLine(LINE, TOKEN, { limit: 2 * LINE.length })).toBeUndefined()
  })
})
