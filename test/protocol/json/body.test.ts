import { describe, expect, test } from 'vitest'
import { parseAssignments, rawMembers, setMembers } from '../../../src/protocol/json/members.js'
import { findingsOf } from '../found.js'

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

describe('setMembers', () => {
  test.each([
    [undefined, ['a=x', 'b:=1'], '{"a":"x","b":1}'],
    [undefined, ['a=x', 'a=y'], '{"a":"y"}'],
    ['{}', ['a=x'], '{"a":"x"}'],
    ['{"a":1.0,"b":7398108028895054107}', ['a:=2'], '{"a":2,"b":7398108028895054107}'],
    ['{"a":"\\u4e2d","c":{"d": 1}}', ['b=x'], '{"a":"\\u4e2d","c":{"d": 1},"b":"x"}'],
    ['{"a\\"b":1}', ['__proto__:=null'], '{"a\\"b":1,"__proto__":null}']
  ])('%s with %j', (body, words, expected) => {
    expect(setMembers(body, parseAssignments(words, '-d'))).toBe(expected)
  })

  test('leaves the assignments as they were', () => {
    const assignments = parseAssignments(['a=x'], '-d')
    setMembers(undefined, [...assignments, { key: 'a', json: '2' }])
    expect(assignments).toEqual([{ key: 'a', json: '"x"' }])
  })
})

test('rawMembers gives the source of each value', () => {
  expect(rawMembers('{"a" : 1.0 , "b":[ 1 ],"a":"\\n"}')).toEqual([
    { key: 'a', json: '1.0' },
    { key: 'b', json: '[ 1 ]' },
    { key: 'a', json: '"\\n"' }
  ])
})
