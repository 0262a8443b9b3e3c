import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compactJson } from '../../../src/protocol/json/compact-json.js'

test.each([
  ['{ "a": "b c", "d": 1e2 }\n', '{"a":"b c","d":1e2}'],
  ['[ 1 ,\r\n\t{} , [ ] ]', '[1,{},[]]'],
  ['{"a":"\\u4e2d\\/","\\u4e2d":1}', '{"a":"\\u4e2d\\/","中":1}'],
  ['{"a":1,"a": 9007199254740993}', '{"a":1,"a":9007199254740993}']
])('%j', (text, expected) => expect(compactJson(text)).toBe(expected))

test('of what JSON.stringify indents it is what JSON.stringify does not', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(compactJson(JSON.stringify(value, null, 2))).toBe(JSON.stringify(value))
    })
  )
})
