import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { callbackSignature } from '../../src/ecpay/callback/signature.js'
import { verifyCallback } from '../../src/ecpay/callback/verify-callback-body.js'
import { traceSign } from '../../src/ecpay/sign/request-signature.js'
import { LineSigner } from '../../src/ecpay/sign/sign-lines.js'
import { EcpayError } from '../../src/findings/findings.js'
import { LineCutter } from '../../src/protocol/json/lines.js'

interface SignCase {
  id: string
  note: string
  salt: string
  body: string
  sign?: string
  refuse?: string[]
}

interface Published {
  requests: { id: string; authority: string; body: object; salt: string; expected: string }[]
  callbacks: {
    id: string
    authority: string
    token: string
    timestamp: string
    nonce: string
    msg: string
    expected: string
  }[]
}

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')
const cases: SignCase[] = fixture('sign-cases.ndjson')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))
const published: Published = JSON.parse(fixture('published-vectors.json'))

const signOrCodes = (body: string, salt: string) => {
  try {
    return traceSign(body, salt).sign
  } catch (failure) {
    if (failure instanceof EcpayError) return failure.findings.map((one) => one.code)
    throw failure
  }
}

describe('the 200 cases of four independent programs', () => {
  test('are all there', () => expect(cases).toHaveLength(200))

  test.each(cases)('$id $note', ({ body, salt, sign, refuse }) => {
    const result = signOrCodes(body, salt)
    if (sign) expect(result).toBe(sign)
    else expect(refuse).toEqual(expect.arrayContaining([(result as string[])[0]]))
  })

  test.each(cases.filter(({ body }) => !body.includes('\n')))('$id as a line of a stream', ({ body, salt, sign }) => {
    const [block] = new LineCutter().push(Buffer.from(`${body}\n`))
    const [signed] = block ? new LineSigner(salt).sign(block) : []
    expect(typeof signed === 'string' ? signed : signed?.trace?.sign).toBe(sign)
  })
})

describe('published request vectors', () => {
  test('are all there', () => expect(published.requests).toHaveLength(6))

  test.each(published.requests)('$id of $authority', ({ body, salt, expected }) => {
    expect(signOrCodes(JSON.stringify(body), salt)).toBe(expected)
  })
})

describe('published callback vectors', () => {
  test('are all there', () => expect(published.callbacks).toHaveLength(5))

  test.each(published.callbacks)('$id of $authority', ({ token, timestamp, nonce, msg, expected }) => {
    expect(callbackSignature({ timestamp, nonce, msg }, token)).toBe(expected)
    const body = JSON.stringify({ timestamp, nonce, msg, type: 'payment', msg_signature: expected })
    expect(verifyCallback(Buffer.from(body), token)).toMatchObject({ valid: true, problems: [], causes: [] })
  })
})
