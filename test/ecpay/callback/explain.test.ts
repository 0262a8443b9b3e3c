import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { causesOfMismatch, explainCallback } from '../../../src/ecpay/callback/callback-causes.js'
import { callbackText } from '../../../src/ecpay/callback/pasted.js'
import { callbackSignature } from '../../../src/ecpay/callback/signature.js'
import { verifyCallback } from '../../../src/ecpay/callback/verify-callback-body.js'
import type { OtherKeys } from '../../../src/protocol/system/system.js'
import { anyCharacter } from '../../any-text.js'
import { CAME, COMMON, DEMO, PRINTED, PROFILES, RIGHT, SALT, sign, TOKEN, WRONG } from './wrong-signers.js'

const OTHERS: OtherKeys = { salt: SALT, demo: DEMO, profiles: PROFILES }
const received = { ...CAME, msg_signature: sign(RIGHT) }
const envelope = { ...received, body: JSON.stringify(received) }

const explain = (theirs: string, depth = 3, others = OTHERS) =>
  explainCallback(envelope, TOKEN, others, theirs, { depth, mask: '<TOKEN>' })
const codes = (theirs: string, depth?: number) =>
  explain(theirs, depth).explanations.map(({ mistakes }) =>
    mistakes
      .map(({ code }) => code)
      .sort()
      .join(' + ')
  )

test('the right way', () => expect(sign(RIGHT)).toBe(callbackSignature(CAME, TOKEN)))

describe('one mistake is named', () => {
  test.each([...WRONG, ...PRINTED])('%s, %#', (code, change) => {
    const theirs = sign({ ...RIGHT, ...change })
    expect(codes(theirs)[0]).toBe(code)
  })

  // Where what came was signed so, the text of the POST holds that signature and not the right one.
  const inTheWay = WRONG.filter(([code, { whole, more }]) => !whole && !more && code !== 'body-in-place-of-msg')
  test.each(inTheWay)('%s when it came so, %#', (code, change) => {
    const msg_signature = sign({ ...RIGHT, ...change })
    expect(causesOfMismatch({ ...CAME, msg_signature }, TOKEN, OTHERS)[0]?.code).toBe(code)
  })
})

/** A fixed course through the pairs. */
function* pairs(count: number) {
  let seed = 20261126
  const next = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const single = new Set([RIGHT, ...WRONG.map(([, change]) => ({ ...RIGHT, ...change }))].map(sign))
  for (let made = 0; made < count; ) {
    const [one, change] = WRONG[next(WRONG.length)] ?? ['', {}]
    const [other, more] = COMMON[next(COMMON.length)] ?? ['', {}]
    if (Object.keys(change).some((step) => step in more) || 'alone' in change || one === 'msg-cut') continue
    const theirs = sign({ ...RIGHT, ...change, ...more })
    if (single.has(theirs)) continue // one of the two comes to nothing beside the other
    made++
    yield { wanted: [one, other].sort().join(' + '), theirs }
  }
}

test('of 20 pairs with a common mistake, 95 in 100 are named first', () => {
  const missed = [...pairs(20)].filter(({ wanted, theirs }) => codes(theirs, 2)[0] !== wanted)
  expect(
    missed.length,
    JSON.stringify(
      missed.map(({ wanted, theirs }) => [wanted, codes(theirs, 2)]),
      null,
      1
    )
  ).toBeLessThanOrEqual(1)
})

describe('laws', () => {
  const text = fc.string({ unit: anyCharacter, maxLength: 40 })
  const callback = fc.record({ timestamp: text, nonce: text, msg: text, type: text })
  const token = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 40 })
  const posted = (members: object) => Buffer.from(JSON.stringify(members))

  test('what is signed right is right, and has no causes', () => {
    fc.assert(
      fc.property(callback, token, (members, key) => {
        const body = posted({ ...members, msg_signature: callbackSignature(members, key) })
        expect(verifyCallback(body, key, { others: OTHERS, depth: 2, read: callbackText })).toMatchObject({
          valid: true,
          problems: [],
          causes: []
        })
      }),
      { numRuns: 200 }
    )
  })

  test('one digit changed in what is signed refuses it', () => {
    const digits = fc.stringMatching(/^[0-9]{10}$/)
    const key = fc.constantFrom('timestamp', 'nonce', 'msg', 'msg_signature' as const)
    fc.assert(
      fc.property(digits, digits, digits, key, fc.nat(9), fc.nat(7), (timestamp, nonce, msg, where, place, more) => {
        const right = { timestamp, nonce, msg, msg_signature: callbackSignature({ timestamp, nonce, msg }, TOKEN) }
        const other = (Number.parseInt(right[where].charAt(place), 16) + 1 + more) % 10
        const changed = right[where].slice(0, place) + other + right[where].slice(place + 1)
        fc.pre(changed !== right[where])
        const verdict = verifyCallback(posted({ ...right, [where]: changed }), TOKEN, { read: callbackText })
        expect(verdict.valid).toBe(false)
        expect(verdict.problems).toMatchObject([{ code: 'signature-mismatch' }])
      }),
      { numRuns: 200 }
    )
  })

  test('no explanation is given that does not give that signature, and none shows a key', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WRONG), ([, change]) => {
        const theirs = sign({ ...RIGHT, ...change })
        for (const { stringToSign } of explain(theirs, 1).explanations) {
          expect(stringToSign).not.toContain(TOKEN)
          for (const secret of [SALT, DEMO.token, DEMO.salt, PROFILES.cafe.token])
            expect(stringToSign).not.toContain(secret)
        }
      })
    )
  })
})

describe('how much is tried', () => {
  const nothing = '0'.repeat(40)
  test('what has the form of no hash is not searched for', () =>
    expect(explain('xyz')).toEqual({ explanations: [], tried: 0 }))

  test('a msg of a mebibyte ends within the budget', () => {
    const msg = JSON.stringify({ a: Array.from({ length: 20_000 }, (_, i) => `门店 <b>${i}</b> ${'x'.repeat(20)}`) })
    const long = { ...envelope, msg, body: undefined }
    const { tried } = explainCallback(long, TOKEN, OTHERS, nothing, { depth: 9, mask: '' })
    expect(tried * msg.length).toBeLessThan(120_000_000)
    expect(tried).toBeGreaterThan(80)
  })

  test('the capitals and the length of a signature cost no depth', () => {
    const theirs = sign({
      ...RIGHT,
      token: SALT,
      digest: (bytes) => createHash('md5').update(bytes).digest()
    }).toUpperCase()
    expect(codes(theirs, 1)[0]).toBe('md5-digest + salt-as-token + uppercase-digest')
  })
})

describe('the hexadecimal digits of a hash whose first byte is small', () => {
  const small = (() => {
    for (let i = 0; ; i++) {
      const nonce = String(i)
      const right = callbackSignature({ ...CAME, nonce }, TOKEN)
      if (/^0[1-9a-f]/.test(right)) return { nonce, right }
    }
  })()
  test('without its 0', () => {
    const theirs = small.right.replace(/^0+/, '')
    const parts = { ...CAME, nonce: small.nonce, msg_signature: theirs }
    expect(causesOfMismatch(parts, TOKEN, OTHERS)).toMatchObject([{ code: 'hex-without-leading-zeros' }])
  })
})

test('where two mistakes are needed both are named, and only where that is asked for', () => {
  const msg_signature = sign({ ...RIGHT, token: SALT, joint: '&' })
  expect(causesOfMismatch({ ...CAME, msg_signature }, TOKEN, OTHERS)).toEqual([{ code: 'msg-changed' }])
  expect(causesOfMismatch({ ...CAME, msg_signature }, TOKEN, OTHERS, 2)).toEqual([
    { code: 'salt-as-token' },
    { code: 'callback-separator', separator: '&' }
  ])
})
