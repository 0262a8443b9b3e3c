import { describe, expect, test } from 'vitest'
import { readEnvelope } from '../../../src/ecpay/callback/check-callback.js'
import { callbackSignature } from '../../../src/ecpay/callback/signature.js'
import { type VerifyOptions, verifyCallback } from '../../../src/ecpay/callback/verify-callback-body.js'
import { findingsOf } from '../../protocol/found.js'

const TOKEN = 'douyin_mini_token'
const NOW = 1_722_769_986
const parts = { timestamp: String(NOW), nonce: '5280', msg: '{"cp_orderno":"no_1","status":"SUCCESS"}' }
const signed = { ...parts, type: 'payment', msg_signature: callbackSignature(parts, TOKEN) }

const verify = (envelope: object | string, options?: VerifyOptions, token = TOKEN) =>
  verifyCallback(Buffer.from(typeof envelope === 'string' ? envelope : JSON.stringify(envelope)), token, options)

test('a right callback', () => {
  expect(verify(signed)).toEqual({
    valid: true,
    checks: [
      { name: 'encoding', ok: true },
      { name: 'envelope', ok: true },
      { name: 'signature', ok: true },
      { name: 'type', ok: true }
    ],
    envelope: signed,
    problems: [],
    causes: [],
    warnings: []
  })
})

describe('what the signature covers', () => {
  test.each([
    ['other white space and order', JSON.stringify(Object.fromEntries(Object.entries(signed).reverse()), null, 2)],
    ['another type', JSON.stringify({ ...signed, type: 'refund' })],
    ['a further member', JSON.stringify({ ...signed, version: '1.0', extra: [null] })],
    ['msg escaped otherwise', JSON.stringify(signed).replace('no_1', String.raw`\u006eo_1`)],
    ['timestamp as a number', JSON.stringify({ ...signed, timestamp: NOW })],
    ['nonce as a number', JSON.stringify({ ...signed, nonce: 5280 })],
    ['an address of the letters', JSON.stringify(signed).replace('"msg"', String.raw`"\u006dsg"`)]
  ])('not: %s', (_, body) => expect(verify(body).valid).toBe(true))

  test.each(['timestamp', 'nonce', 'msg', 'msg_signature'] as const)('%s', (key) => {
    const last = signed[key].at(-1) === '0' ? '1' : '0'
    const { valid, problems, checks } = verify({ ...signed, [key]: signed[key].slice(0, -1) + last })
    expect(valid).toBe(false)
    expect(problems).toEqual([{ code: 'signature-mismatch' }])
    expect(checks).toContainEqual({ name: 'signature', ok: false, code: 'signature-mismatch' })
  })

  test('a number by its literal, as it stands', () => {
    const odd = { ...parts, timestamp: '1.722769986e9', nonce: '007' }
    const body = JSON.stringify({ ...odd, msg_signature: callbackSignature(odd, TOKEN) })
    expect(verify(body.replace('"1.722769986e9"', '1.722769986e9')).valid).toBe(true)
  })

  test('the trailing space of msg', () => {
    const spaced = { ...parts, msg: `${parts.msg} ` }
    expect(verify({ ...spaced, msg_signature: callbackSignature(spaced, TOKEN) }).valid).toBe(true)
    expect(verify({ ...spaced, msg_signature: callbackSignature(parts, TOKEN) })).toMatchObject({
      valid: false,
      causes: [{ code: 'msg-trimmed' }]
    })
  })

  test('the token', () => {
    expect(verify(signed, {}, `${TOKEN} `)).toMatchObject({ valid: false, causes: [{ code: 'token-edge-whitespace' }] })
    expect(verify(signed, { others: { salt: TOKEN } }, 'x').causes).toEqual([{ code: 'salt-as-token' }])
    expect(findingsOf(() => verify(signed, {}, ''))).toEqual([{ code: 'missing-token' }])
  })
})

describe('a msg_signature of another form', () => {
  test('in capitals', () => {
    const verdict = verify({ ...signed, msg_signature: signed.msg_signature.toUpperCase() })
    expect(verdict.problems).toEqual([{ code: 'signature-mismatch' }])
    expect(verdict.causes).toEqual([{ code: 'uppercase-digest' }])
  })

  test.each(['', 'abc', `${signed.msg_signature} `, 'z'.repeat(40)])('%j', (found) => {
    const verdict = verify({ ...signed, msg_signature: found })
    expect(verdict.problems).toEqual([{ code: 'malformed-signature', found }])
    expect(verdict.causes).toEqual([])
    expect(verdict.checks).toContainEqual({ name: 'signature', ok: false, code: 'malformed-signature' })
  })
})

describe('the age, both ways', () => {
  test.each([
    [60, NOW, undefined],
    [60, NOW + 60, undefined],
    [60, NOW + 61, { code: 'too-old', age: 61, maxAge: 60 }],
    [60, NOW - 60, undefined],
    [60, NOW - 61, { code: 'from-the-future', ahead: 61, maxAge: 60 }],
    [0, NOW, undefined],
    [0, NOW + 1, { code: 'too-old', age: 1, maxAge: 0 }],
    [0, NOW - 1, { code: 'from-the-future', ahead: 1, maxAge: 0 }]
  ])('at most %i s at %i', (maxAge, now, problem) => {
    const verdict = verify(signed, { maxAge, now })
    expect(verdict.problems).toEqual(problem ? [problem] : [])
    expect(verdict.valid).toBe(problem === undefined)
    expect(verdict.checks).toContainEqual({ name: 'age', ok: !problem, ...(problem && { code: problem.code }) })
  })

  test('by the clock', () => {
    const fresh = { ...parts, timestamp: String(Math.floor(Date.now() / 1000)) }
    const body = { ...fresh, msg_signature: callbackSignature(fresh, TOKEN) }
    expect(verify(body, { maxAge: 3600 }).valid).toBe(true)
    expect(verify(signed, { maxAge: 3600 }).problems).toMatchObject([{ code: 'too-old', maxAge: 3600 }])
  })

  test.each(['', 'yesterday', '-1', '1.5', '1722769986000', '1e9', ' 1722769986'])('a timestamp of %j', (timestamp) => {
    const odd = { ...parts, timestamp }
    const body = { ...odd, msg_signature: callbackSignature(odd, TOKEN) }
    expect(verify(body).valid).toBe(true)
    expect(verify(body, { maxAge: 10 ** 13, now: NOW }).problems).toEqual([
      { code: 'timestamp-not-seconds', found: timestamp }
    ])
  })

  test('is looked at though the signature is wrong', () => {
    const verdict = verify({ ...signed, nonce: '1' }, { maxAge: 1, now: NOW + 2 })
    expect(verdict.problems.map(({ code }) => code)).toEqual(['signature-mismatch', 'too-old'])
    expect(verdict.checks).toEqual([
      { name: 'encoding', ok: true },
      { name: 'envelope', ok: true },
      { name: 'signature', ok: false, code: 'signature-mismatch' },
      { name: 'age', ok: false, code: 'too-old' },
      { name: 'type', ok: true }
    ])
  })
})

describe('what is odd but right', () => {
  test.each([
    ['payment', []],
    ['refund', []],
    ['settle', []],
    ['withdraw', []],
    ['PAYMENT', [{ code: 'unknown-type', found: 'PAYMENT' }]],
    ['', [{ code: 'unknown-type', found: '' }]]
  ])('type %j', (type, warnings) => {
    const verdict = verify({ ...signed, type })
    expect(verdict).toMatchObject({ valid: true, warnings })
    expect(verdict.checks.at(-1)).toEqual({ name: 'type', ok: true, ...(warnings[0] && { code: 'unknown-type' }) })
  })

  test('no type', () => {
    const { type, ...rest } = signed
    const verdict = verify(rest)
    const warnings = [{ code: 'missing-member', key: 'type' }]
    expect(verdict).toMatchObject({ valid: true, warnings, envelope: { ...rest, type: undefined } })
    expect(verdict.checks.at(-1)).toEqual({ name: 'type', ok: true, code: 'missing-member' })
  })

  test('a byte order mark and CR LF', () => {
    const verdict = verify(`\ufeff${JSON.stringify(signed, null, 1).replaceAll('\n', '\r\n')}`)
    expect(verdict).toMatchObject({
      valid: true,
      warnings: [{ code: 'byte-order-mark' }, { code: 'crlf-line-breaks' }]
    })
    expect(verdict.checks[0]).toEqual({ name: 'encoding', ok: true, code: 'byte-order-mark' })
  })
})

describe('a body that is no callback', () => {
  const text = (members: object) => JSON.stringify(members)
  const { nonce, ...withoutNonce } = signed

  test.each([
    ['', [{ code: 'empty-body' }]],
    [' \n', [{ code: 'empty-body' }]],
    ['[]', [{ code: 'not-an-object', found: 'array' }]],
    ['timestamp=1', [{ code: 'invalid-json', line: 1, column: 1, expected: 'value', found: 't' }]],
    [text(withoutNonce), [{ code: 'missing-member', key: 'nonce' }]],
    ['{}', ['timestamp', 'nonce', 'msg', 'msg_signature'].map((key) => ({ code: 'missing-member', key }))],
    [text({ ...signed, msg: { cp_orderno: 'no_1' } }), [{ code: 'msg-not-a-string', found: 'object' }]],
    [text({ ...signed, msg: 80850852 }), [{ code: 'msg-not-a-string', found: 'number' }]],
    [text({ ...signed, msg: null }), [{ code: 'msg-not-a-string', found: 'null' }]],
    [
      text({ ...signed, timestamp: true, nonce: [], type: 1, msg_signature: null }),
      [
        { code: 'wrong-type', key: 'timestamp', found: 'boolean', expected: ['string', 'number'] },
        { code: 'wrong-type', key: 'nonce', found: 'array', expected: ['string', 'number'] },
        { code: 'wrong-type', key: 'type', found: 'number', expected: ['string'] },
        { code: 'wrong-type', key: 'msg_signature', found: 'null', expected: ['string'] }
      ]
    ],
    [`${text(signed).slice(0, -1)},"msg":"other"}`, [{ code: 'duplicate-key', key: 'msg' }]],
    [
      '{"extra":1,"extra":2,"msg":1}',
      [
        { code: 'duplicate-key', key: 'extra' },
        { code: 'missing-member', key: 'timestamp' },
        { code: 'missing-member', key: 'nonce' },
        { code: 'msg-not-a-string', found: 'number' },
        { code: 'missing-member', key: 'msg_signature' }
      ]
    ]
  ])('%s', (body, findings) => expect(findingsOf(() => verify(body))).toEqual(findings))

  test('not UTF-8, or too large', () => {
    const body = Buffer.from(text(signed))
    body[10] = 0xff
    expect(findingsOf(() => verifyCallback(body, TOKEN))).toEqual([{ code: 'invalid-utf8', offset: 10 }])
    expect(findingsOf(() => verify(signed, { limit: 100 }))).toEqual([
      { code: 'body-too-large', limit: 100, size: body.length }
    ])
    expect(findingsOf(() => verify(`"${'x'.repeat(1024 * 1024)}"`))).toMatchObject([{ code: 'body-too-large' }])
  })
})

test('readEnvelope takes members by name only', () => {
  expect(readEnvelope('{"msg_signature":"s","msg":"m","nonce":1,"timestamp":2.0}')).toEqual({
    timestamp: '2.0',
    nonce: '1',
    msg: 'm',
    type: undefined,
    msg_signature: 's'
  })
})
