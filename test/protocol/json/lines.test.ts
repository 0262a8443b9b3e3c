import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LINE_LIMIT, type Line, LineCutter, linesOf } from '../../../src/protocol/json/lines.js'
import { anyCharacter } from '../../any-text.js'

function split(chunks: readonly Uint8Array[], limit?: number): Line[] {
  const cutter = new LineCutter(limit)
  return [...chunks.flatMap((chunk) => cutter.push(chunk)), ...cutter.end()].flatMap((block) => linesOf(block, limit))
}
const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((one) => Buffer.from(one as string)))
/** A stream that gives one byte at a time. */
const byteByByte = (all: Buffer) => Array.from(all, (_, i) => all.subarray(i, i + 1))

describe('lines of text', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\nb', ['a', 'b']],
    ['a\nb\n', ['a', 'b']],
    ['\n', ['']],
    ['\n\na\n\n', ['', '', 'a', '']],
    ['a\r\nb\r\n', ['a\r', 'b\r']],
    ['a\rb\u2028c\u0085d\n', ['a\rb\u2028c\u0085d']],
    ['\ufeffa\n\ufeffb', ['\ufeffa', '\ufeffb']],
    ['限时\n🎉\né\nascii\n', ['限时', '🎉', 'é', 'ascii']]
  ])('%j', (text, lines) => {
    expect(split([bytes(text)])).toEqual(lines)
    expect(split(byteByByte(bytes(text)))).toEqual(lines)
  })

  test('however the stream is cut', () => {
    const text = fc
      .array(fc.oneof(fc.constant('\n'), fc.string({ unit: anyCharacter, maxLength: 4 })))
      .map((all) => all.join(''))
    const cuts = fc.array(fc.nat({ max: 60 }))
    fc.assert(
      fc.property(text, cuts, (all, places) => {
        const whole = bytes(all)
        const ends = [...places.map((one) => Math.min(one, whole.length)).sort((a, b) => a - b), whole.length]
        const chunks = ends.map((end, i) => whole.subarray(i === 0 ? 0 : ends[i - 1], end))
        const lines = all.split('\n')
        expect(split(chunks)).toEqual(lines.at(-1) === '' ? lines.slice(0, -1) : lines)
      })
    )
  })

  test('a chunk may be used again by its owner', () => {
    const cutter = new LineCutter()
    const chunk = bytes('a\nbc')
    const [first] = cutter.push(chunk)
    chunk.fill('x')
    const others = [...cutter.push(bytes('d\n')), ...cutter.push(new Uint8Array(bytes('plain Uint8Array\n')))]
    expect([first, ...others].flatMap((block) => (block ? linesOf(block) : []))).toEqual([
      'a',
      'bcd',
      'plain Uint8Array'
    ])
  })
})

describe('a line that is not UTF-8 spoils no other', () => {
  const bad = (offset: number) => ({ code: 'invalid-utf8', offset })
  // The first bytes of a Chinese character are one of GBK as well.
  const cut = (offset: number) => ({ ...bad(offset), isGbk: true })

  test.each<[string, Buffer, unknown[]]>([
    ['in the middle', bytes('a\nb', [0xff], 'c\n中\n'), ['a', bad(1), '中']],
    ['the last, cut inside a character', bytes('中\nab', [0xe4, 0xb8]), ['中', cut(2)]],
    ['cut inside a character by the line feed', bytes([0xe4, 0xb8], '\n', [0xad], '\n'), [cut(0), bad(0)]],
    ['beside empty lines', bytes('\n', [0xff], '\n\n'), ['', bad(0), '']]
  ])('%s', (_, all, lines) => {
    expect(split([all])).toEqual(lines)
    expect(split(byteByByte(all))).toEqual(lines)
  })
})

describe('a line over the limit is passed over', () => {
  const tooLarge = (size: number) => ({ code: 'body-too-large', limit: 8, size })

  test.each<[string, unknown[]]>([
    ['12345678\n', ['12345678']],
    ['12345678', ['12345678']],
    ['123456789\n', [tooLarge(9)]],
    ['123456789', [tooLarge(9)]],
    ['a\n1234567890123\nb\n', ['a', tooLarge(13), 'b']],
    ['a\n1234567890123\n\n1234567890123456789', ['a', tooLarge(13), '', tooLarge(19)]],
    ['中中中\n中中\n', [tooLarge(9), '中中']],
    ['12345678\n12345678\n12345678', ['12345678', '12345678', '12345678']]
  ])('%j', (text, lines) => {
    for (const size of [1, 2, 3, 5, 7, 100]) {
      const all = bytes(text)
      const chunks = Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
        all.subarray(i * size, (i + 1) * size)
      )
      expect(split(chunks, 8)).toEqual(lines)
    }
  })

  test('of 16 MiB, without being kept', () => {
    expect(LINE_LIMIT).toBe(16 * 1024 * 1024)
    const cutter = new LineCutter()
    const chunk = Buffer.alloc(1024 * 1024, 'a')
    const before = process.memoryUsage().arrayBuffers
    for (let i = 0; i < 400; i++) expect(cutter.push(chunk)).toEqual([])
    // 400 MiB came; what stays is under the limit by far, as the begun line was let go.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 1024 * 1024)
    expect(cutter.push(bytes('\nb\n')).flatMap((block) => linesOf(block))).toEqual([
      { code: 'body-too-large', limit: LINE_LIMIT, size: 400 * 1024 * 1024 },
      'b'
    ])
    expect(cutter.end()).toEqual([])
  })
})
