import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acknowledgementProblem } from '../../../src/protocol/callback/acknowledgement.js'
import { isSigned } from '../../../src/protocol/system/callback-verdict.js'
import { checkTradeCallback } from '../../../src/trade/callback/check-callback.js'
import type { HeaderList } from '../../../src/trade/callback/headers.js'
import { verifyTradeCallback } from '../../../src/trade/callback/verify-callback.js'
import { TRADE_CALLBACKS } from '../../../src/trade/catalogue/callback-types.js'
import { ANSWERED_WITH_DATA } from '../../../src/trade/catalogue/callback-versions.js'
import { anyCharacter } from '../../any-text.js'
import { KEYS } from '../vectors.js'
import { BODY, callback, MSG, OTHER, STAMPS } from './signed.js'

const right = callback()
const pairs = Object.entries(right.headers as Record<string, string>)
const check = (headers: HeaderList, body: string | Uint8Array = BODY, options = {}) =>
  checkTradeCallback({ headers, body: Buffer.from(body) }, KEYS.platformPublic, options)
const codes = (found: readonly { code: string }[]) => found.map(({ code }) => code)

test('a right callback: what is in it, and every check', () => {
  expect(check(right.headers)).toEqual({
    valid: true,
    checks: ['headers', 'signature', 'envelope', 'type'].map((name) => ({ name, ok: true })),
    envelope: { version: '3.0', type: 'payment', msg: MSG },
    problems: [],
    causes: [],
    warnings: []
  })
})

describe('headers as people have them', () => {
  const renamed = (name: (given: string) => string) =>
    Object.fromEntries(pairs.map(([key, value]) => [name(key), value]))
  test.each<[string, HeaderList]>([
    ['in lower case', renamed((name) => name.toLowerCase())],
    ['in capitals', renamed((name) => name.toUpperCase())],
    ['of CGI', renamed((name) => `HTTP_${name.toUpperCase().replaceAll('-', '_')}`)],
    ['as pairs', pairs],
    ['as Headers', new Headers(pairs)],
    ['as lists', Object.fromEntries(pairs.map(([name, value]) => [name, [value]]))],
    ['with spaces around', pairs.map(([name, value]) => [name, ` ${value} `] as const)]
  ])('%s', (_, headers) => {
    expect(check(headers).valid).toBe(true)
  })

  test.each(['Byte-Timestamp', 'Byte-Nonce-Str', 'Byte-Signature'])('%s is missing', (name) => {
    const rest = pairs.filter(([one]) => one !== name)
    for (const headers of [rest, [...rest, [name, ''] as const]]) {
      const verdict = check(headers)
      expect(verdict.problems).toEqual([{ code: 'header-missing', names: [name] }])
      expect(verdict.causes).toEqual(verdict.problems)
      expect(isSigned(verdict)).toBe(false)
      expect(verdict.envelope.msg).toBe(MSG)
    }
  })

  test('all are missing: one problem', () => {
    expect(check([]).problems).toEqual([
      { code: 'header-missing', names: ['Byte-Timestamp', 'Byte-Nonce-Str', 'Byte-Signature'] }
    ])
  })

  test.each(['Byte-Timestamp', 'Byte-Nonce-Str', 'Byte-Signature'])('%s twice', (name) => {
    const own = pairs.find(([one]) => one === name)?.[1] ?? ''
    const twice = (value: string): HeaderList[] => [
      [...pairs, [name.toLowerCase(), value] as const],
      { ...Object.fromEntries(pairs), [name]: [own, value] },
      { ...Object.fromEntries(pairs), [name]: `${own}, ${value}` }
    ]
    for (const headers of twice('other')) expect(check(headers).problems).toEqual([{ code: 'header-twice', name }])
    for (const headers of twice(own)) {
      expect(check(headers).valid).toBe(true)
      expect(check(headers).warnings).toEqual([{ code: 'header-twice', name, isSame: true }])
    }
  })
})

describe('the body', () => {
  const over = (body: string | Uint8Array) => {
    const one = callback(body)
    return checkTradeCallback(one, KEYS.platformPublic)
  }
  test.each<[string, string | Uint8Array, string[]]>([
    ['no JSON', 'x', ['invalid-json']],
    ['an array', '[]', ['not-an-object']],
    ['nothing', '', ['empty-body']],
    ['no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), ['invalid-utf8']],
    ['an empty object', '{}', ['missing-member', 'missing-member', 'missing-member']],
    ['msg as an object', '{"version":"3.0","type":"payment","msg":{}}', ['msg-not-a-string']],
    ['a number as version', '{"version":3,"type":"payment","msg":""}', ['wrong-type']],
    ['msg twice', '{"version":"3.0","type":"payment","msg":"a","msg":"b"}', ['duplicate-key']]
  ])('%s, though signed', (_, body, expected) => {
    const verdict = over(body)
    expect(codes(verdict.problems)).toEqual(expected)
    expect([verdict.valid, isSigned(verdict)]).toEqual([false, true])
    expect(verdict.causes).toEqual([])
  })

  test('more than the limit', () => {
    expect(codes(check(right.headers, BODY, { limit: 10 }).problems)).toEqual(['body-too-large'])
  })

  test.each<[string, string, string[]]>([
    ['an unknown type', '{"version":"3.0","type":"paid","msg":""}', ['unknown-type']],
    ['an unknown version', '{"version":"9.0","type":"payment","msg":""}', ['unknown-version']],
    ['a type whose version nobody knows', '{"version":"9.0","type":"withdraw","msg":""}', []],
    ['line breaks of Windows', '{"version":"3.0",\r\n"type":"refund","msg":""}', []]
  ])('%s: valid', (_, body, expected) => {
    expect([over(body).valid, codes(over(body).warnings)]).toEqual([true, expected])
  })
})

describe('the age', () => {
  const now = Number(STAMPS.timestamp)
  test.each<[string, object, string[]]>([
    ['not asked for', { now: 0 }, []],
    ['young enough', { now: now + 300, maxAge: 300 }, []],
    ['too old', { now: now + 301, maxAge: 300 }, ['too-old']],
    ['from the future', { now: now - 301, maxAge: 300 }, ['from-the-future']]
  ])('%s', (_, options, expected) => {
    const verdict = check(right.headers, BODY, options)
    expect(codes(verdict.problems)).toEqual(expected)
    expect(isSigned(verdict)).toBe(true)
  })

  test('of no seconds', () => {
    const headers = { ...Object.fromEntries(pairs), 'Byte-Timestamp': 'yesterday' }
    expect(codes(check(headers, BODY, { maxAge: 1 }).problems)).toEqual([
      'rsa-signature-mismatch',
      'timestamp-not-seconds'
    ])
  })
})

test('a callback of the first system is named, with nothing said twice', () => {
  const body = '{"timestamp":"1","nonce":"n","msg":"{}","type":"payment","msg_signature":"00"}'
  const verdict = verifyTradeCallback({ headers: { host: 'x' }, body: Buffer.from(body) }, KEYS.platformPublic)
  expect([verdict.valid, codes(verdict.problems), codes(verdict.causes)]).toEqual([
    false,
    ['ecpay-callback'],
    ['ecpay-callback']
  ])
})

test('a signature of another length is named', () => {
  const headers = { ...Object.fromEntries(pairs), 'Byte-Signature': Buffer.alloc(255).toString('base64') }
  expect(check(headers).problems).toEqual([{ code: 'signature-length', bytes: 255, expected: 256 }])
})

test('any change of one byte of body, timestamp, nonce or signature refuses, and so does another key', () => {
  const part = fc.constantFrom('body', 'Byte-Timestamp', 'Byte-Nonce-Str', 'Byte-Signature')
  const word = fc.string({ unit: anyCharacter, maxLength: 30 })
  fc.assert(
    fc.property(word, part, fc.nat(), fc.integer({ min: 1, max: 127 }), (msg, name, place, by) => {
      const one = callback(JSON.stringify({ version: '3.0', type: 'refund', msg }))
      expect(checkTradeCallback(one, KEYS.platformPublic).valid).toBe(true)
      expect(checkTradeCallback(one, OTHER.publicKey).valid).toBe(false)
      const changed = (bytes: Buffer) => {
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ by
        return bytes
      }
      const headers = one.headers as Record<string, string>
      const other =
        name === 'body'
          ? { ...one, body: changed(Buffer.from(one.body)) }
          : { ...one, headers: { ...headers, [name]: changed(Buffer.from(headers[name] ?? '')).toString('latin1') } }
      // White space around a header is none of its value.
      if (name !== 'body' && other.headers !== one.headers) {
        const value = (other.headers as Record<string, string>)[name] ?? ''
        fc.pre(value.trim() !== headers[name])
      }
      expect(checkTradeCallback(other, KEYS.platformPublic).valid).toBe(false)
    }),
    { numRuns: 200 }
  )
})

describe('the types', () => {
  test('each that must be answered with data is known as one', () => {
    const needing = TRADE_CALLBACKS.filter(({ reply }) => reply.needs.some((path) => path.startsWith('data.')))
    expect(needing.map(({ code }) => code)).toEqual(ANSWERED_WITH_DATA)
  })

  test.each(TRADE_CALLBACKS.map((one) => [one.code, one] as const))(
    '%s: each member once, with a sample',
    (_, type) => {
      const paths = type.fields.map(({ path }) => path)
      expect(new Set(paths).size).toBe(paths.length)
      for (const { type: kind, sample, oneOf } of type.fields) {
        const found = Array.isArray(sample) ? 'array' : typeof sample
        expect(found).toBe(kind === 'json-text' ? 'string' : kind)
        if (oneOf && sample !== '') expect(oneOf).toContain(sample)
      }
    }
  )

  test.each(TRADE_CALLBACKS.map((one) => [one.code, one] as const))(
    '%s: its sample answer has what it needs',
    (_, { reply }) => {
      const answer = { status: 200, body: JSON.stringify(reply.sample) }
      expect(acknowledgementProblem(answer, reply.needs)).toBeUndefined()
      const bare = acknowledgementProblem({ ...answer, body: '{"err_no":0}' }, reply.needs)
      expect(bare?.code).toBe(reply.needs.length === 0 ? undefined : 'callback-answer-incomplete')
    }
  )
})
