import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  codePointName,
  compareBytes,
  edgeSpace,
  invisibleCharacters,
  loneSurrogate,
  names,
  ownCopy,
  sortByBytes,
  trimSpace
} from '../../src/protocol/text.js'
import { anyCharacter } from '../any-text.js'

const everyUnit = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit))
/** Characters of all lengths in UTF-8, and those between which UTF-16 and UTF-8 order differ. */
const character = fc.constantFrom(...'aAz~\u007f\u0080é߿ࠀ中퟿', '\ue000', '（', '\uffff', '🎉', '\u{10ffff}')
const text = fc.oneof(
  fc.array(character, { maxLength: 6 }).map((all) => all.join('')),
  fc.string({ unit: anyCharacter, maxLength: 6 })
)

describe('trimSpace', () => {
  // ECMAScript's \s is White_Space with U+FEFF and without U+0085.
  const isWhiteSpace = (one: string) => (/\s/.test(one) && one !== '\ufeff') || one === '\u0085'

  test('trims exactly the White_Space characters, among all of the BMP', () => {
    const trimmed = everyUnit.filter((one) => trimSpace(`${one}x${one}`) === 'x')
    expect(trimmed).toEqual(everyUnit.filter(isWhiteSpace))
    expect(trimmed).toHaveLength(25)
    expect(everyUnit.filter((one) => trimSpace(`${one}x`) === 'x')).toEqual(trimmed)
    expect(everyUnit.filter((one) => trimSpace(`x${one}`) === 'x')).toEqual(trimmed)
    expect(everyUnit.filter((one) => trimSpace(one) === '')).toEqual(trimmed)
  })

  test.each([
    ['', ''],
    [' ', ''],
    [' \u3000\u0085', ''],
    [' a b ', 'a b'],
    ['\u200ba\ufeff', '\u200ba\ufeff'],
    ['\0a\0', '\0a\0']
  ])('%j is %j', (given, expected) => expect(trimSpace(given)).toBe(expected))

  test('trimming again changes nothing', () => {
    const spaced = fc.array(fc.constantFrom(' ', '\u3000', '\u0085', '\ufeff', '"', 'a'), { maxLength: 8 })
    fc.assert(
      fc.property(spaced, (all) => {
        const once = trimSpace(all.join(''))
        expect(trimSpace(once)).toBe(once)
      })
    )
  })
})

test.each([
  ['a', []],
  ['', []],
  [' a', ['U+0020']],
  ['\u3000a b\t ', ['U+3000', 'U+0009', 'U+0020']],
  [' a a ', ['U+0020']],
  ['\u00a0\u3000', ['U+00A0', 'U+3000']]
])('edgeSpace of %j', (given, expected) => expect(edgeSpace(given)).toEqual(expected))

test('invisibleCharacters names those of the list, among all of the BMP', () => {
  const found = everyUnit.filter((one) => invisibleCharacters(`a${one}b`).length > 0)
  expect(found.map((one) => invisibleCharacters(one))).toEqual(
    ['U+00AD', 'U+200B', 'U+200C', 'U+200D', 'U+2060', 'U+FEFF'].map((name) => [name])
  )
  expect(invisibleCharacters('\u200ba\ufeffb\u200b')).toEqual(['U+200B', 'U+FEFF'])
})

test.each([
  ['中🎉文', undefined],
  ['\ud83c', 'U+D83C'],
  ['\udf89', 'U+DF89'],
  ['🎉\ud83c', 'U+D83C'],
  ['\ud83c🎉', 'U+D83C'],
  ['\udf89\ud83c', 'U+DF89'],
  ['a\udbff中\udc00', 'U+DBFF']
])('loneSurrogate of %j is %s', (given, expected) => expect(loneSurrogate(given)).toBe(expected))

test('names gives each character once, in order', () => {
  expect(names('🎉a🎉\u3000')).toEqual(['U+1F389', 'U+0061', 'U+3000'])
})

describe('compareBytes', () => {
  test.each([
    ['（', '🎉', -1],
    ['🎉', '（', 1],
    ['\uffff', '\u{10000}', -1],
    ['\ue000', '\u{10ffff}', -1],
    ['퟿', '\ue000', -1],
    ['🎉', '🎊', -1],
    ['a', 'ab', -1],
    ['', 'a', -1],
    ['B', 'a', -1],
    ['9', '10', 1],
    ['a', 'a', 0]
  ])('%j and %j', (a, b, sign) => expect(Math.sign(compareBytes(a, b))).toBe(sign))

  test('orders as the UTF-8 bytes do', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
      { numRuns: 2000 }
    )
  })
})

describe('sortByBytes', () => {
  const byBuffer = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

  test.each([10, 32, 33, 300])('of up to %i sorts as the UTF-8 bytes do', (maxLength) => {
    fc.assert(
      fc.property(fc.array(text, { minLength: maxLength >> 1, maxLength }), (all) => {
        expect(sortByBytes([...all], (one) => one)).toEqual([...all].sort(byBuffer))
      })
    )
  })

  test.each([5, 50])('of %i keeps equal texts in their order', (length) => {
    const items = Array.from({ length }, (_, i) => ({ text: i % 2 === 0 ? 'b' : 'a', i }))
    const order = sortByBytes(items, (one) => one.text).map(({ i }) => i)
    const [evens, odds] = [0, 1].map((from) => Array.from({ length }, (_, i) => i).filter((i) => i % 2 === from))
    expect(order).toEqual([...(odds ?? []), ...(evens ?? [])])
  })
})

test('ownCopy is the same text, lone surrogates too', () => {
  for (const one of ['', 'out_order_no', '中🎉', '\ud800a']) expect(ownCopy(one)).toBe(one)
})

test.each([
  [0, 'U+0000'],
  [0x3000, 'U+3000'],
  [0x1f389, 'U+1F389']
])('codePointName(%i)', (codePoint, name) => expect(codePointName(codePoint)).toBe(name))
