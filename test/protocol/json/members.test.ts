import { describe, expect, test } from 'vitest'
import { parseAssignments } from '../../../src/protocol/json/assignment.js'
import { Members } from '../../../src/protocol/json/members.js'
import { codesOf, findingsOf } from '../found.js'

describe('parseAssignments', () => {
  test.each([
    ['a=x', 'a', '"x"'],
    ['a=', 'a', '""'],
    ['a=1', 'a', '"1"'],
    ['a=x=y', 'a', '"x=y"'],
    ['a=x:=y', 'a', '"x:=y"'],
    ['a="x"\n', 'a', String.raw`"\"x\"\n"`],
    ['a b= 中 ', 'a b', '" 中 "'],
    ['a:=1', 'a', '1'],
    ['a:=1.0', 'a', '1.0'],
    ['a:= {"b": [1]} ', 'a', ' {"b": [1]} '],
    ['a:="x=y"', 'a', '"x=y"'],
    ['a:b=c', 'a:b', '"c"'],
    ['__proto__=x', '__proto__', '"x"']
  ])('%j', (word, key, json) => expect(parseAssignments([word], '-d')).toEqual([{ key, json }]))

  test('none', () => expect(parseAssignments([], '-d')).toEqual([]))

  test('all that is wrong at once', () => {
    expect(findingsOf(() => parseAssignments(['a', 'b=1', '=c', ':=1', 'd:=x', 'e:='], '-d'))).toEqual([
      { code: 'malformed-assignment', option: '-d', found: 'a' },
      { code: 'malformed-assignment', option: '-d', found: '=c' },
      { code: 'malformed-assignment', option: '-d', found: ':=1' },
      { code: 'malformed-assignment', option: '-d', found: 'd:=x' },
      { code: 'invalid-json', line: 1, column: 1, expected: 'value', found: 'x' },
      { code: 'malformed-assignment', option: '-d', found: 'e:=' },
      { code: 'invalid-json', line: 1, column: 1, expected: 'value', found: '' }
    ])
  })
})

describe('with', () => {
  test.each([
    ['{}', ['a=x', 'b:=1'], '{"a":"x","b":1}'],
    ['{}', ['a=x', 'a=y'], '{"a":"y"}'],
    ['{ }', ['a=x'], '{"a":"x"}'],
    ['{"a":1.0,"b":7398108028895054107}', ['a:=2'], '{"a":2,"b":7398108028895054107}'],
    ['{"a":"\\u4e2d","c":{"d": 1}}', ['b=x'], '{"a":"\\u4e2d","c":{"d": 1},"b":"x"}'],
    ['{"a\\"b":1}', ['__proto__:=null'], '{"a\\"b":1,"__proto__":null}'],
    ['{"a": 1, "a": 2}', ['a:=3'], '{"a":3,"a":2}'],
    ['{"a":1}', ['b:= [1, 2] '], '{"a":1,"b": [1, 2] }']
  ])('%s with %j', (body, words, expected) => {
    expect(Members.read(body).with(parseAssignments(words, '-d')).toText()).toBe(expected)
  })

  test('leaves the members and the assignments as they were', () => {
    const before = Members.read('{"a": 1}')
    const assignments = parseAssignments(['a=x'], '-d')
    before.with([...assignments, { key: 'a', json: '2' }])
    expect(assignments).toEqual([{ key: 'a', json: '"x"' }])
    expect(before.toText()).toBe('{"a": 1}')
  })

  test('a value has to be JSON', () => {
    expect(codesOf(() => Members.NONE.with([{ key: 'a', json: 'x' }]))).toEqual(['invalid-json'])
  })
})

describe('what is not changed is written byte for byte', () => {
  const text = ' { "a" : 1.0 ,\r\n "b":[ 1 ], "a":"\\n" } '
  const body = Members.read(text)

  test.each<[string, Members, string]>([
    ['as it was read', body, text],
    ['with nothing', body.with([]), text],
    ['without what is not there', body.without(['c']), text],
    ['only what is there', body.only(['b', 'a']), text],
    ['without one', body.without(['a']), '{"b":[ 1 ]}'],
    ['only one', body.only(['a']), '{"a":1.0,"a":"\\n"}'],
    ['compact', body.compact(), '{"a":1.0,"b":[ 1 ],"a":"\\n"}'],
    ['none', Members.NONE, '{}']
  ])('%s', (_, members, written) => expect(members.toText()).toBe(written))
})

describe('what members say', () => {
  const body = Members.read('{"a" : 1.0 , "b":[ 1 ],"a":"\\n","c":true,"d":null}').with([
    { key: 'e', json: ' {"x": 1} ' }
  ])

  test.each([
    ['a', true, '\n', 'string'],
    ['b', true, undefined, 'array'],
    ['c', true, 'true', 'boolean'],
    ['d', true, 'null', 'null'],
    ['e', true, undefined, 'object'],
    ['z', false, undefined, undefined]
  ])('%s', (key, has, text, kind) =>
    expect([body.has(key), body.text(key), body.get(key)?.kind]).toEqual([has, text, kind])
  )

  test('each text, and of what is none its source', () => {
    expect(body.texts()).toEqual([
      ['a', '1.0'],
      ['b', '[ 1 ]'],
      ['a', '\n'],
      ['c', 'true'],
      ['d', 'null'],
      ['e', '{"x": 1}']
    ])
  })

  test('what is no object is refused', () => {
    expect(codesOf(() => Members.read('[]'))).toEqual(['not-an-object'])
  })
})
