import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../src/protocol/findings.js'
import { traceSign } from '../../src/protocol/request-signature.js'

interface SignCase {
  id: string
  note: string
  salt: string
  body: string
  sign?: string
  refuse?: string[]
}

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')
const cases: SignCase[] = fixture('sign-cases.ndjson')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))
const published: { requests: { id: string; authority: string; body: object; salt: string; expected: string }[] } =
  JSON.parse(fixture('published-vectors.json'))

const signOrCodes = (body: string, salt: string) => {
  try {
    return traceSign(body, salt).sign
  } catch (failure) {
    if (failure instanceof Failure) return failure.findings.map((one) => one.code)
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
})

describe('published request vectors', () => {
  test.each(published.requests)('$id of $authority', ({ body, salt, expected }) => {
    expect(signOrCodes(JSON.stringify(body), salt)).toBe(expected)
  })
})
