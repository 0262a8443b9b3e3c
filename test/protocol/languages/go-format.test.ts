import { describe, expect, test } from 'vitest'
import { readJson } from '../../../src/protocol/json/json.js'
import { goFloat, goFormat } from '../../../src/protocol/languages/go-format.js'

// Go's shortest form: an exponent below 1e-4 and from 1e+06 on (strconv.FormatFloat, 'g', -1).
describe('a number goes through float64', () => {
  test.each([
    ['0', '0'],
    ['-0', '-0'],
    ['1', '1'],
    ['-15', '-15'],
    ['1.0', '1'],
    ['2376', '2376'],
    ['123456', '123456'],
    ['999999', '999999'],
    ['1000000', '1e+06'],
    ['1234567', '1.234567e+06'],
    ['2376000', '2.376e+06'],
    ['1e21', '1e+21'],
    ['1e100', '1e+100'],
    ['-1e-100', '-1e-100'],
    ['9007199254740993', '9.007199254740992e+15'],
    ['7398108028895054107', '7.398108028895054e+18'],
    ['0.1', '0.1'],
    ['7.92', '7.92'],
    ['123456.789', '123456.789'],
    ['0.0001', '0.0001'],
    ['0.00001', '1e-05'],
    ['0.000012', '1.2e-05']
  ])('%s is %s', (literal, expected) => {
    expect(goFormat(readJson(literal))).toBe(expected)
    expect(goFloat(Number(literal))).toBe(expected)
  })
})

test.each([
  ['"a b"', 'a b'],
  ['true', 'true'],
  ['null', '<nil>'],
  ['[]', '[]'],
  ['[1,2]', '[1 2]'],
  ['["a b","c"]', '[a b c]'],
  ['{}', 'map[]'],
  ['{"b":1,"a":2}', 'map[a:2 b:1]'],
  ['{"🎉":1,"（":2,"Z":3}', 'map[Z:3 （:2 🎉:1]'],
  ['{"a":1,"a":2}', 'map[a:2]'],
  ['{"__proto__":1,"constructor":2}', 'map[__proto__:1 constructor:2]'],
  ['[{"merchant_uid":"69","amount":60}]', '[map[amount:60 merchant_uid:69]]'],
  ['{"a":{"b":[null,false,{"c":1e6}]}}', 'map[a:map[b:[<nil> false map[c:1e+06]]]]']
])('%s is %s', (json, expected) => expect(goFormat(readJson(json))).toBe(expected))
