import { describe, expect, test } from 'vitest'
import { EcpayError } from '../../../src/findings/findings.js'
import { setPath, unsetPath } from '../../../src/protocol/json/set-path.js'

const path = (text: string) => text.split('.')

describe('a value is set, every other byte stays', () => {
  test.each([
    ['{}', 'a', '1', '{"a":1}'],
    ['{ }', 'a', '1', '{"a":1 }'],
    ['{"a" : 1 }', 'a', '"x"', '{"a" : "x" }'],
    ['{"a": 1, "b": 2}', 'c', '3', '{"a": 1, "b": 2,"c":3}'],
    ['{"a": {"b": 1e2}}', 'a.b', 'null', '{"a": {"b": null}}'],
    ['{"a": {"b": 1}} ', 'a.c', '2', '{"a": {"b": 1,"c":2}} '],
    ['{}', 'a.b.c', 'true', '{"a":{"b":{"c":true}}}'],
    ['{"a":1}', 'a.b', '2', '{"a":{"b":2}}'],
    ['{"a":"\\u4e2d\\/"}', 'b', '"中"', '{"a":"\\u4e2d\\/","b":"中"}'],
    ['{"a":1,"a":2}', 'a', '3', '{"a":1,"a":3}'],
    ['{}', 'a.0.b', '1', '{"a":[{"b":1}]}'],
    ['{"a":[{"b":1}]}', 'a.0.c', '2', '{"a":[{"b":1,"c":2}]}'],
    ['{"a":[ 1 , 2 ]}', 'a.1', '3', '{"a":[ 1 , 3 ]}'],
    ['{"a":[1]}', 'a.1.b', '3', '{"a":[1,{"b":3}]}'],
    ['{"a":[]}', 'a.0', '3', '{"a":[3]}'],
    ['{"a":[1]}', 'a.b', '3', '{"a":{"b":3}}'],
    ['{"a":1}', 'a.0', '3', '{"a":[3]}']
  ])('%s %s=%s', (text, at, json, expected) => {
    expect(setPath(text, path(at), json)).toBe(expected)
  })
})

describe('a member is taken out with its comma', () => {
  test.each([
    ['{"a":1}', 'a', '{}'],
    ['{"a": 1, "b": 2, "c": 3}', 'a', '{"b": 2, "c": 3}'],
    ['{"a": 1, "b": 2, "c": 3}', 'b', '{"a": 1, "c": 3}'],
    ['{"a": 1, "b": 2 }', 'b', '{"a": 1 }'],
    ['{"a": {"b": [1,2], "c": 3}}', 'a.b', '{"a": {"c": 3}}'],
    ['{"a": [1, {"b": 2, "c": 3}]}', 'a.1.b', '{"a": [1, {"c": 3}]}']
  ])('%s without %s', (text, at, expected) => {
    expect(unsetPath(text, path(at))).toBe(expected)
  })

  test.each([
    ['{}', 'a'],
    ['{"a":1}', 'a.b'],
    ['{"a":{}}', 'a.b'],
    ['{"a":[1]}', 'a.0'],
    ['{"a":[{"b":1}]}', 'a.1.b']
  ])('%s has no %s', (text, at) => {
    try {
      unsetPath(text, path(at))
      expect.unreachable()
    } catch (error) {
      expect((error as EcpayError).findings).toEqual([{ code: 'missing-member', key: at }])
    }
  })
})

test.each(['', '[]', '"a"', '{"a":'])('%j is no object', (text) => {
  expect(() => setPath(text, ['a'], '1')).toThrow(EcpayError)
  expect(() => unsetPath(text, ['a'])).toThrow(EcpayError)
})
