import { createPublicKey, type KeyObject } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EcpayError } from '../../../src/findings/findings.js'
import { isSigned } from '../../../src/protocol/system/callback-verdict.js'
import { checkTradeCallback } from '../../../src/trade/callback/check-callback.js'
import { nodeKey } from '../../../src/trade/keys/node-key.js'
import { readPublicKey } from '../../../src/trade/keys/read-key.js'
import { signBytes } from '../../../src/trade/sign/sign-request.js'
import { callbackString } from '../../../src/trade/sign/string-to-sign.js'
import { KEYS } from '../vectors.js'

const PUBLIC = createPublicKey(KEYS.platform)
const DER = PUBLIC.export({ type: 'spki', format: 'der' })

const parts = fc.record({
  timestamp: fc.integer({ min: 1, max: 2 ** 31 }).map(String),
  nonce: fc.stringMatching(/^[A-Za-z0-9]{1,32}$/),
  body: fc.uint8Array({ minLength: 1, maxLength: 300 })
})
interface Parts {
  timestamp: string
  nonce: string
  body: Uint8Array
}

const callbackOf = ({ timestamp, nonce, body }: Parts, signature: string) => ({
  headers: { 'Byte-Timestamp': timestamp, 'Byte-Nonce-Str': nonce, 'Byte-Signature': signature },
  body
})

/** The same bytes but for one. */
function changed(bytes: Uint8Array, place: number, by: number): Buffer {
  const others = Buffer.from(bytes)
  const at = place % others.length
  others[at] = (others[at] ?? 0) ^ by
  return others
}

/** A letter or digit in place of another one: what else is in a header may be cut off on the way. */
function otherLetter(text: string, place: number, by: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const at = place % text.length
  const letter = letters[(letters.indexOf(text.charAt(at)) + (by % (letters.length - 1)) + 1) % letters.length] ?? ''
  return text.slice(0, at) + letter + text.slice(at + 1)
}

test('a callback that was signed is genuine', () => {
  fc.assert(
    fc.property(parts, (one) => {
      const callback = callbackOf(one, signBytes(callbackString(one), KEYS.platform))
      expect(isSigned(checkTradeCallback(callback, PUBLIC))).toBe(true)
    })
  )
})

test('one other byte in body, timestamp or nonce, and it is not', () => {
  const part = fc.constantFrom('timestamp', 'nonce', 'body')
  fc.assert(
    fc.property(parts, part, fc.nat(), fc.integer({ min: 1, max: 255 }), (one, key, place, by) => {
      const signature = signBytes(callbackString(one), KEYS.platform)
      const other =
        key === 'body'
          ? { ...one, body: changed(one.body, place, by) }
          : { ...one, [key]: otherLetter(one[key], place, by) }
      expect(isSigned(checkTradeCallback(callbackOf(other, signature), PUBLIC))).toBe(false)
    })
  )
})

test('one other byte in the key, and it is not, or there is no key', () => {
  fc.assert(
    fc.property(parts, fc.nat(), fc.integer({ min: 1, max: 255 }), (one, place, by) => {
      const key = keyIn(changed(DER, place, by))
      if (!key) return
      // What stands behind the modulus of a key says nothing: then it is the same key.
      if (PUBLIC.equals(key)) return
      const callback = callbackOf(one, signBytes(callbackString(one), KEYS.platform))
      expect(isSigned(checkTradeCallback(callback, key))).toBe(false)
    }),
    { numRuns: 300 }
  )
})

function keyIn(der: Buffer): KeyObject | undefined {
  try {
    return nodeKey(readPublicKey(der.toString('base64')).keyObject)
  } catch (error) {
    if (error instanceof EcpayError) return undefined
    throw error
  }
}
