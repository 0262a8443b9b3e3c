import { describe, expect, test } from 'vitest'
import { memberText, readJson, readObject } from '../../../src/protocol/json/json.js'
import { codesOf } from '../found.js'

const keysOf = (text: string) => readObject(text).members.map(({ key }) => key)

describe('keys that were met before at their place', () => {
  // The first key at a place is remembered unless it has escapes: this must come before all else.
  test('an escaped key is not taken for its text', () => {
    expect(keysOf(String.raw`{"a\\b":1}`)).toEqual(['a\\b'])
    expect(keysOf(String.raw`{"a\b":1}`)).toEqual(['a\b'])
    expect(keysOf(String.raw`{"a\\b":1}`)).toEqual(['a\\b'])
  })

  test('one that begins like it, or is escaped like it, is not taken for it', () => {
    const key = 'out_order_no'
    for (let i = 0; i < 2; i++) expect(keysOf(`{"${key}":1,"${key}":2}`)).toEqual([key, key])
    expect(keysOf(`{"${key}s":1,"${key.slice(1)}":2}`)).toEqual([`${key}s`, key.slice(1)])
    expect(keysOf(`{"${key.slice(0, -1)}":1,"":2}`)).toEqual([key.slice(0, -1), ''])
    expect(keysOf(String.raw`{"\u006fut_order_no":1,"out_order_n\u006f":2}`)).toEqual([key, key])
    expect(keysOf('{"out_order_n":1,"out_order_n\ue000":2}')).toEqual(['out_order_n', 'out_order_n\ue000'])
  })

  test('one that is cut off is not read on from the document before', () => {
    readJson('{"total_amount":1,"subject":"x"}')
    for (const text of ['{"total_am', '{"total_amount', '{"total_amount"', '{"total_amount":1,"subj'])
      expect(codesOf(() => readJson(text))).toEqual(['invalid-json'])
  })

  test('more of them than are remembered, and longer ones', () => {
    const keys = Array.from({ length: 100 }, (_, i) => `${'k'.repeat(i)}${i}`)
    const text = `{${keys.map((key) => `"${key}":"${key}"`).join(',')}}`
    for (let i = 0; i < 2; i++) {
      expect(keysOf(text)).toEqual(keys)
      expect(keys.map((key) => memberText(readObject(text), key))).toEqual(keys)
    }
  })
})

describe('documents of all lengths', () => {
  test.each([0, 1, 16_374, 16_375, 16_376, 16_377, 16_378, 100_000])('a string of %i characters', (length) => {
    const long = '长'.repeat(length)
    expect(memberText(readObject(`{"a":"${long}"}`), 'a')).toBe(long)
    expect(memberText(readObject(`{"a":"\\"${long}"}`), 'a')).toBe(`"${long}`)
    expect(memberText(readObject('{"a":"短"}'), 'a')).toBe('短')
    expect(codesOf(() => readJson(`{"a":"${long}`))).toEqual(['invalid-json'])
  })

  test('a short one after a long one ends where it ends', () => {
    readJson(JSON.stringify({ a: 'x'.repeat(100) }))
    for (const text of [
      '{"a":"x',
      '{"a":"',
      '{"a":',
      '{"a"',
      '{"a',
      '{"',
      '{',
      '"\\',
      '"\\u00',
      '[1',
      '[1,',
      't',
      'nul',
      '-',
      ''
    ])
      expect(codesOf(() => readJson(text))).toEqual(['invalid-json'])
  })
})
