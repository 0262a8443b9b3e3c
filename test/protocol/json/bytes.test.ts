import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMIT, decodeBody, invalidUtf8, strictDecode } from '../../../src/protocol/json/bytes.js'
import { anyCharacter } from '../../any-text.js'
import { findingsOf } from '../found.js'

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((one) => Buffer.from(one as string)))

test('the limit is 1 MiB', () => expect(DEFAULT_LIMIT).toBe(1_048_576))

describe('a body that can be read', () => {
  test.each([
    ['plain', bytes('{"a":1}'), '{"a":1}', []],
    ['Chinese and emoji', bytes('{"a":"限时🎉"}'), '{"a":"限时🎉"}', []],
    ['a byte order mark', bytes([0xef, 0xbb, 0xbf], '{}'), '{}', [{ code: 'byte-order-mark' }]],
    ['U+FEFF further on', bytes('{"a":"\ufeff"}'), '{"a":"\ufeff"}', []],
    ['CR LF', bytes('{\r\n"a":1\r\n}'), '{\r\n"a":1\r\n}', [{ code: 'crlf-line-breaks', count: 2 }]],
    ['LF and CR alone', bytes('{\n"a":1\r}'), '{\n"a":1\r}', []],
    [
      'both',
      bytes([0xef, 0xbb, 0xbf], '{}\r\n'),
      '{}\r\n',
      [{ code: 'byte-order-mark' }, { code: 'crlf-line-breaks', count: 1 }]
    ]
  ])('%s', (_, body, text, warnings) => expect(decodeBody(body)).toEqual({ text, warnings }))

  test('part of a larger buffer', () => {
    expect(decodeBody(bytes('xx{"a":"中"}xx').subarray(2, -2)).text).toBe('{"a":"中"}')
    expect(decodeBody(new Uint8Array(bytes('{}'))).text).toBe('{}')
  })

  test('as large as the limit', () => {
    expect(decodeBody(Buffer.alloc(DEFAULT_LIMIT, 'a')).text).toHaveLength(DEFAULT_LIMIT)
    expect(decodeBody(bytes('{}'), 2).text).toBe('{}')
  })
})

describe('a body that is refused', () => {
  test.each([
    ['empty', bytes(''), { code: 'empty-body' }],
    ['white space', bytes(' \r\n\t'), { code: 'empty-body' }],
    ['a byte order mark alone', bytes([0xef, 0xbb, 0xbf]), { code: 'empty-body' }],
    ['over the limit', Buffer.alloc(DEFAULT_LIMIT + 1, 'a'), { code: 'body-too-large', limit: 1048576, size: 1048577 }],
    ['not UTF-8', bytes('ab', [0xff], 'c'), { code: 'invalid-utf8', offset: 2 }]
  ])('%s', (_, body, found) => expect(findingsOf(() => decodeBody(body))).toEqual([found]))

  test('over a limit of its own', () => {
    expect(findingsOf(() => decodeBody(bytes('{ }'), 2))).toEqual([{ code: 'body-too-large', limit: 2, size: 3 }])
  })
})

describe('the offset of what is not UTF-8 is where the broken character begins', () => {
  test.each([
    ['at the beginning', [[0xff]], 0],
    ['a continuation byte alone', ['a', [0x80], 'b'], 1],
    ['a byte missing in the middle', ['a', [0xe4, 0xb8], 'b'], 1],
    ['a character broken by another', [[0xe4], '中'], 0],
    ['the last character cut after one byte', ['中', [0xe4]], 3],
    ['the last character cut after two bytes', ['中', [0xe4, 0xb8]], 3],
    ['the last character cut after three bytes', ['🎉', [0xf0, 0x9f, 0x8e]], 4],
    ['an overlong form', ['ab', [0xc0, 0xaf]], 2],
    ['an overlong form of three bytes', ['ab', [0xe0, 0x80, 0xaf], 'c'], 2],
    ['a surrogate', ['a', [0xed, 0xa0, 0x80], 'b'], 1],
    ['above U+10FFFF', ['a', [0xf4, 0x90, 0x80, 0x80], 'b'], 1],
    ['GBK, whose first character happens to be UTF-8', [[0xc7, 0xbf, 0xc1, 0xd2]], 2],
    ['the first of two', ['中文', [0xff], '中', [0xff]], 6],
    ['after much text', ['中'.repeat(5000), [0xff], '中'.repeat(5000)], 15_000]
  ] as [string, (string | number[])[], number][])('%s', (_, parts, offset) => {
    expect(invalidUtf8(bytes(...parts))).toEqual({ code: 'invalid-utf8', offset })
    expect(findingsOf(() => strictDecode(bytes(...parts)))).toEqual([{ code: 'invalid-utf8', offset }])
  })

  test('for any text with a bad byte behind it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, behind) => {
        const offset = Buffer.byteLength(before)
        expect(invalidUtf8(bytes(before, [0xff], behind))).toEqual({ code: 'invalid-utf8', offset })
      })
    )
  })
})

test('strictDecode gives every text back', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(strictDecode(Buffer.from(text))).toBe(text)
    })
  )
})
