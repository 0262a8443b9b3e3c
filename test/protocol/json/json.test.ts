import fc from 'fast-check'
import { isLosslessNumber, parse as losslessParse } from 'lossless-json'
import { describe, expect, test } from 'vitest'
import {
  duplicateKeys,
  type JsonValue,
  member,
  memberText,
  readJson,
  readObject
} from '../../../src/protocol/json/json.js'
import { anyCharacter } from '../../any-text.js'
import { codesOf, findingsOf } from '../found.js'

/** As a plain value, numbers by their literal, which is what other readers can be compared by. */
function plain(value: JsonValue): unknown {
  switch (value.kind) {
    case 'object':
      return Object.fromEntries(value.members.map((one) => [one.key, plain(one.value)]))
    case 'array':
      return value.items.map(plain)
    case 'number':
      return { literal: value.text }
    case 'string':
      return value.text
    case 'boolean':
      return value.text === 'true'
    default:
      return null
  }
}

function plainLossless(value: unknown): unknown {
  if (isLosslessNumber(value)) return { literal: value.toString() }
  if (Array.isArray(value)) return value.map(plainLossless)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainLossless(one)]))
}

const accepts = (read: (text: string) => unknown, text: string) => {
  try {
    read(text)
    return true
  } catch {
    return false
  }
}

describe('scalars keep their text', () => {
  test.each([
    ['""', 'string', ''],
    ['"a"', 'string', 'a'],
    [' \t\r\n"a" \t\r\n', 'string', 'a'],
    ['"强烈推荐！🎉"', 'string', '强烈推荐！🎉'],
    ['"\u007f\u0080\ufeff"', 'string', '\u007f\u0080\ufeff'],
    [String.raw`"\"\\\/\b\f\n\r\t"`, 'string', '"\\/\b\f\n\r\t'],
    [String.raw`"\u4e2d\u4E2D\u0000\ud83c\udf89"`, 'string', '中中\0🎉'],
    [String.raw`"\ud800"`, 'string', '\ud800'],
    [String.raw`"a\u0041b\nc"`, 'string', 'aAb\nc'],
    ['0', 'number', '0'],
    ['-0', 'number', '-0'],
    ['7398108028895054107', 'number', '7398108028895054107'],
    ['1.0', 'number', '1.0'],
    ['1.50', 'number', '1.50'],
    ['1e2', 'number', '1e2'],
    ['-1.5E+300', 'number', '-1.5E+300'],
    ['0e-7', 'number', '0e-7'],
    ['true', 'boolean', 'true'],
    ['false', 'boolean', 'false'],
    ['null', 'null', 'null']
  ])('%j', (text, kind, expected) => {
    expect(readJson(text)).toMatchObject({ kind, text: expected })
  })
})

describe('a value knows where it stands', () => {
  const text = ' {"a" : [1, "二" ],\r\n "b": {"c":null} } '

  test.each([
    ['the document', readObject(text), '{"a" : [1, "二" ],\r\n "b": {"c":null} }'],
    ['an array', member(readObject(text), 'a'), '[1, "二" ]'],
    ['an object', member(readObject(text), 'b'), '{"c":null}']
  ])('%s', (_, value, source) => {
    expect(text.slice(value?.start, value?.end)).toBe(source)
  })

  test('every scalar', () => {
    const { members } = readObject('{"s":"x\\ny","n":-1e5,"t":true,"0":null}')
    const source = '{"s":"x\\ny","n":-1e5,"t":true,"0":null}'
    expect(members.map(({ value }) => source.slice(value.start, value.end))).toEqual([
      '"x\\ny"',
      '-1e5',
      'true',
      'null'
    ])
  })
})

describe('members are kept as they are written', () => {
  test.each([
    ['{}', []],
    ['{ }', []],
    ['{"b":1,"a":2}', ['b', 'a']],
    ['{"10":1,"9":2}', ['10', '9']],
    ['{"__proto__":1,"constructor":2,"toString":3}', ['__proto__', 'constructor', 'toString']],
    ['{"a":1,"a":2}', ['a', 'a']],
    [String.raw`{"\u0061":1,"a\\b":2,"a\b":3,"":4}`, ['a', 'a\\b', 'a\b', '']]
  ])('%s', (text, keys) => {
    expect(readObject(text).members.map(({ key }) => key)).toEqual(keys)
  })
})

describe('duplicateKeys names each once', () => {
  const many = (keys: string[]) => `{${keys.map((key) => `"${key}":1`).join(',')}}`
  const distinct = Array.from({ length: 40 }, (_, i) => `key${i}`)

  test.each([
    ['{}', []],
    ['{"a":1,"b":2}', []],
    ['{"a":1,"A":2," a":3}', []],
    ['{"a":1,"b":2,"a":3}', ['a']],
    ['{"a":1,"a":2,"a":3,"b":4,"b":5}', ['a', 'b']],
    [String.raw`{"a":1,"\u0061":2}`, ['a']],
    ['{"__proto__":1,"__proto__":2}', ['__proto__']],
    [many(distinct), []],
    [many([...distinct, 'key7', 'key3', 'key7']), ['key7', 'key3']]
  ])('%s', (text, keys) => {
    expect(duplicateKeys(readObject(text))).toEqual(keys)
  })
})

describe('a member by its key', () => {
  const object = readObject('{"a":"1","b":2.0,"c":[],"a":"last","__proto__":true}')

  test.each([
    ['a', 'last'],
    ['b', '2.0'],
    ['c', undefined],
    ['__proto__', 'true'],
    ['constructor', undefined]
  ])('the text of %s is %s', (key, text) => {
    expect(memberText(object, key)).toBe(text)
  })

  test('member gives arrays too', () => expect(member(object, 'c')?.kind).toBe('array'))
})

describe('what is no JSON says where and what was expected', () => {
  test.each([
    ['', 1, 1, 'value', ''],
    ['  ', 1, 3, 'value', ''],
    ['\ufeff{}', 1, 1, 'value', 'U+FEFF'],
    ['\u00a0{}', 1, 1, 'value', 'U+00A0'],
    ['nul', 1, 1, 'value', 'n'],
    ['True', 1, 1, 'value', 'T'],
    ['NaN', 1, 1, 'value', 'N'],
    ['+1', 1, 1, 'value', '+'],
    ['-', 1, 1, 'value', '-'],
    ['.5', 1, 1, 'value', '.'],
    ["'a'", 1, 1, 'value', "'"],
    ['“a”', 1, 1, 'value', '“'],
    ['01', 1, 2, 'end', '1'],
    ['1.', 1, 2, 'end', '.'],
    ['1e', 1, 2, 'end', 'e'],
    ['0x10', 1, 2, 'end', 'x'],
    ['{} {}', 1, 4, 'end', '{'],
    ['{}\u0000', 1, 3, 'end', 'U+0000'],
    ['{}//', 1, 3, 'end', '/'],
    ['{"a":}', 1, 6, 'value', '}'],
    ['{"a":1', 1, 7, 'comma-or-brace', ''],
    ['{"a":1 "b":2}', 1, 8, 'comma-or-brace', '"'],
    ['{"a":1]', 1, 7, 'comma-or-brace', ']'],
    ['{"a" 1}', 1, 6, 'colon', '1'],
    ['{"a"', 1, 5, 'colon', ''],
    ['{a', 1, 2, 'key', 'a'],
    ['{', 1, 2, 'key', ''],
    ['{"a":1,}', 1, 8, 'key', '}'],
    ['{"a":1,,', 1, 8, 'key', ','],
    ['[1 2]', 1, 4, 'comma-or-bracket', '2'],
    ['[1', 1, 3, 'comma-or-bracket', ''],
    ['[1,]', 1, 4, 'value', ']'],
    ['[', 1, 2, 'value', ''],
    ['"abc', 1, 5, 'closing-quote', ''],
    ['"ab\\nc', 1, 7, 'closing-quote', ''],
    ['{"a', 1, 4, 'closing-quote', ''],
    ['"a\tb"', 1, 3, 'escaped-control-character', 'U+0009'],
    ['"a\nb"', 1, 3, 'escaped-control-character', 'U+000A'],
    ['"a\u0000b"', 1, 3, 'escaped-control-character', 'U+0000'],
    ['"\\n\u001f"', 1, 4, 'escaped-control-character', 'U+001F'],
    ['"\\x41"', 1, 3, 'escape', 'x'],
    ['"\\u12"', 1, 3, 'escape', 'u'],
    ['"\\u12', 1, 3, 'escape', 'u'],
    ['"\\u', 1, 3, 'escape', 'u'],
    ['"\\u12g4"', 1, 3, 'escape', 'u'],
    ['"\\U0041"', 1, 3, 'escape', 'U'],
    ['"a\\', 1, 4, 'escape', ''],
    // Lines end at LF, CR LF or CR, and columns count characters, not UTF-16 units.
    ['{\n"a":1,\n b}', 3, 2, 'key', 'b'],
    ['{\r\n"a":1,\r\n b}', 3, 2, 'key', 'b'],
    ['{\r"a":1,\r b}', 3, 2, 'key', 'b'],
    ['{\r\n\r\n', 3, 1, 'key', ''],
    ['{"🎉🎉":🎉}', 1, 7, 'value', '🎉'],
    ['{"🎉":"限时🎉"\r\n,"中":"🎉" x', 2, 10, 'comma-or-brace', 'x'],
    ['["\ud800",?', 1, 6, 'value', '?'],
    ['[\ud800', 1, 2, 'value', 'U+D800'],
    ['[\u200b', 1, 2, 'value', 'U+200B'],
    ['[\u202e', 1, 2, 'value', 'U+202E'],
    ['[\u3000', 1, 2, 'value', 'U+3000'],
    ['[\u{e0001}', 1, 2, 'value', 'U+E0001']
  ] as const)('%j: line %i, column %i, %s, found %j', (text, line, column, expected, found) => {
    expect(findingsOf(() => readJson(text))).toEqual([{ code: 'invalid-json', line, column, expected, found }])
  })
})

describe('depth', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

  test.each([nested(200), objects(200), `[${nested(199)},${nested(199)}]`])('200 is read', (text) => {
    expect(codesOf(() => readJson(text))).toEqual([])
  })

  test.each([nested(201), objects(201), nested(1_000_000), '['.repeat(1_000_000)])('more is refused', (text) => {
    expect(findingsOf(() => readJson(text))).toEqual([{ code: 'json-too-deep', limit: 200 }])
  })
})

test.each([
  ['[]', 'array'],
  ['"a"', 'string'],
  ['1', 'number'],
  ['true', 'boolean'],
  ['null', 'null']
])('readObject refuses %s', (text, found) => {
  expect(findingsOf(() => readObject(text))).toEqual([{ code: 'not-an-object', found }])
})

describe('against other readers', () => {
  const anyJson = fc.json({ maxDepth: 4, stringUnit: 'binary' })
  const spaced = fc
    .tuple(fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }), fc.constantFrom(1, 2, '\t', '\r\n'))
    .map(([value, space]) => JSON.stringify(value, null, space))

  test('the same value as JSON.parse', () => {
    const asParsed = (value: JsonValue): unknown =>
      JSON.parse(JSON.stringify(plain(value)), (_, one) => (typeof one?.literal === 'string' ? +one.literal : one))
    fc.assert(
      fc.property(fc.oneof(anyJson, spaced), (text) => {
        fc.pre(!text.includes('"literal"'))
        expect(asParsed(readJson(text))).toEqual(JSON.parse(text))
      })
    )
  })

  test('the same value, numbers by their literal, as lossless-json', () => {
    const number = fc.stringMatching(/^-?(0|[1-9][0-9]{0,24})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?$/)
    const text = fc
      .dictionary(fc.string({ unit: anyCharacter }), fc.oneof(number, anyJson), { noNullPrototype: true })
      .map((members) => Object.entries(members).map(([key, json]) => `${JSON.stringify(key)}:${json}`))
      .map((members) => `{${members.join(', ')}}`)
    fc.assert(
      fc.property(text, (json) => {
        expect(plain(readJson(json))).toEqual(plainLossless(losslessParse(json)))
      })
    )
  })

  test('what one text accepts the other accepts, for JSON with a few characters changed', () => {
    const piece = fc.constantFrom(...'{}[]",:\\0123456789.-+eEtrufalsn \t\r\n\u0000\u001f\u00a0\ufeff/u')
    const edit = fc.tuple(fc.nat(), fc.nat({ max: 2 }), fc.array(piece, { maxLength: 2 }))
    const changed = fc.tuple(fc.oneof(anyJson, spaced), fc.array(edit, { maxLength: 3 })).map(([text, edits]) =>
      edits.reduce((now, [at, drop, put]) => {
        const from = now.length === 0 ? 0 : at % now.length
        return now.slice(0, from) + put.join('') + now.slice(from + drop)
      }, text)
    )
    fc.assert(
      fc.property(changed, (text) => {
        expect(accepts(readJson, text)).toBe(accepts(JSON.parse, text))
      }),
      { numRuns: 1000 }
    )
  })
})
