import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { traceSign } from '../../../src/ecpay/sign/request-signature.js'
import { fillSign } from '../../../src/protocol/json/fill.js'
import { member, readObject } from '../../../src/protocol/json/json.js'
import { codesOf } from '../found.js'

const SIGN = '54f102e7115f8a6a3e6af4633dc33959'

describe('a sign that is there is replaced in its place', () => {
  test.each([
    ['{"sign":""}', `{"sign":"${SIGN}"}`],
    ['{"a":1,"sign":"old","b":2}', `{"a":1,"sign":"${SIGN}","b":2}`],
    ['{"sign" : null ,"b":2}', `{"sign" : "${SIGN}" ,"b":2}`],
    ['{"a":{"sign":"inner"},"sign":["x"]}', `{"a":{"sign":"inner"},"sign":"${SIGN}"}`],
    [String.raw`{"\u0073ign":1}`, `{"\\u0073ign":"${SIGN}"}`],
    ['{"sign":"1","a":1,"sign":"2"}', `{"sign":"1","a":1,"sign":"${SIGN}"}`]
  ])('%s', (body, filled) => expect(fillSign(body, SIGN)).toBe(filled))
})

describe('a new one is the last member, laid out as the one before it', () => {
  test.each([
    ['{}', `{"sign":"${SIGN}"}`],
    [' {} ', ` {"sign":"${SIGN}"} `],
    ['{ \n}\n', `{"sign":"${SIGN}" \n}\n`],
    ['{"a":1}', `{"a":1,"sign":"${SIGN}"}`],
    ['{"a":1}\n', `{"a":1,"sign":"${SIGN}"}\n`],
    ['{ "a": 1 }', `{ "a": 1, "sign": "${SIGN}" }`],
    ['{"a": 1, "b": 2}', `{"a": 1, "b": 2, "sign": "${SIGN}"}`],
    ['{"a":1,"b" : "x" }', `{"a":1,"b" : "x","sign" : "${SIGN}" }`],
    ['{\n  "a": 1,\n  "b": 2\n}\n', `{\n  "a": 1,\n  "b": 2,\n  "sign": "${SIGN}"\n}\n`],
    ['{\r\n\t"a": 1\r\n}', `{\r\n\t"a": 1,\r\n\t"sign": "${SIGN}"\r\n}`],
    ['{\n  "a": 1\n  , "b": 2\n}', `{\n  "a": 1\n  , "b": 2, "sign": "${SIGN}"\n}`],
    ['{"a":{"sign":1}}', `{"a":{"sign":1},"sign":"${SIGN}"}`],
    ['{"a":"{,","b":[",",{}]}', `{"a":"{,","b":[",",{}],"sign":"${SIGN}"}`],
    ['{"Sign":1}', `{"Sign":1,"sign":"${SIGN}"}`],
    ['{"a\\"":1, "b\\":":2}', `{"a\\"":1, "b\\":":2, "sign":"${SIGN}"}`]
  ])('%j', (body, filled) => expect(fillSign(body, SIGN)).toBe(filled))
})

test('what is no object is refused', () => {
  expect(codesOf(() => fillSign('[]', SIGN))).toEqual(['not-an-object'])
  expect(codesOf(() => fillSign('{', SIGN))).toEqual(['invalid-json'])
})

describe('properties', () => {
  const body = fc
    .tuple(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), fc.constantFrom(undefined, 1, 2, '\t', '\r\n'))
    .map(([members, indentation]) => JSON.stringify(members, null, indentation))
  const around = fc
    .tuple(fc.constantFrom('', ' ', '\n'), body, fc.constantFrom('', '\n', '\r\n '))
    .map((all) => all.join(''))

  test('taking the new member out again gives the body, byte for byte', () => {
    fc.assert(
      fc.property(around, (text) => {
        const before = readObject(text)
        fc.pre(!member(before, 'sign'))
        const filled = fillSign(text, SIGN)
        const { members } = readObject(filled)
        expect(members.map(({ key }) => key)).toEqual([...before.members.map(({ key }) => key), 'sign'])
        const end = members.at(-1)?.value.end ?? 0
        const from = before.members.at(-1)?.value.end ?? before.start + 1
        expect(filled.slice(0, from) + filled.slice(end)).toBe(text)
      })
    )
  })

  test('putting the old value back gives the body, byte for byte', () => {
    const signed = around.map((text) => fillSign(text, 'old'))
    fc.assert(
      fc.property(signed, (text) => {
        const filled = fillSign(text, SIGN)
        expect(filled).toContain(`"${SIGN}"`)
        expect(fillSign(filled, 'old')).toBe(text)
        expect(fillSign(filled, SIGN)).toBe(filled)
      })
    )
  })

  test('the sign stays right', () => {
    const flat = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()), { noNullPrototype: true })
    fc.assert(
      fc.property(flat, fc.constantFrom(undefined, 2), (members, indentation) => {
        const text = JSON.stringify(members, null, indentation)
        const { sign } = traceSign(text, 'salt')
        expect(traceSign(fillSign(text, sign), 'salt').sign).toBe(sign)
      })
    )
  })
})
