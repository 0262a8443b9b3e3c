import { describe, expect, test } from 'vitest'
import { printedBytes, printedText } from '../../src/protocol/printed-bytes.js'

const BYTES = Buffer.from([123, 34, 0, 130, 255, 125])
const signed = [...new Int8Array(BYTES)]

describe('bytes that a program printed', () => {
  test.each([
    ['a Buffer of Node.js', JSON.stringify(BYTES)],
    ['the same, laid out', JSON.stringify(BYTES, null, 2)],
    ['a Uint8Array of Node.js', JSON.stringify(Uint8Array.from(BYTES))],
    ['the same, laid out', JSON.stringify(Uint8Array.from(BYTES), null, 2)],
    ['console.log of a Uint8Array', `Uint8Array(6) [\n  ${[...BYTES].join(', ')}\n]`],
    ['Arrays.toString of Java', `[${signed.join(', ')}]`],
    ['an array in Java', `new byte[] {${signed.join(', ')}};`],
    ['%v of Go', `[${[...BYTES].join(' ')}]`],
    ['a literal of Go', `[]byte{${[...BYTES].join(', ')}}`],
    ['a list of Python', `bytes([${[...BYTES].join(', ')}])`],
    ['a list with a comma at its end', `[${[...BYTES].join(',\n')},\n]`]
  ])('%s', (_, text) => {
    expect(printedBytes(text)).toEqual(BYTES)
    expect(printedText(text)).toBeUndefined()
  })

  test.each([
    ['a body', '{"app_id":"tt1","total_amount":1}'],
    ['one with a list in it', '{"ids":[1,2,3]}'],
    ['a number', '12'],
    ['no numbers', '[]'],
    ['numbers that are no bytes', '[12, 300]'],
    ['indices that do not count', '{"0":1,"2":3}'],
    ['words', 'bytes (12, 13) and more'],
    ['bytes that were cut off', '{"type":"Buffer","data":[123,34'],
    ['nothing', '']
  ])('and not %s', (_, text) => {
    expect(printedBytes(text)).toBeUndefined()
  })

  test('their text, if they are UTF-8', () => {
    expect(printedText(JSON.stringify(Buffer.from('{"a":"商品"}')))).toBe('{"a":"商品"}')
  })

  test('in linear time', () => {
    for (const text of ['[1 '.repeat(100_000), `[${'1 , '.repeat(100_000)}x`, `{"0":1${',"1":1'.repeat(100_000)}`])
      expect(printedBytes(text)).toBeUndefined()
  })
})
