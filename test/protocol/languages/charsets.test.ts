import { expect, test } from 'vitest'
import { gbkBytes } from '../../../src/protocol/json/gbk.js'
import {
  asciiBytes,
  beyondAscii,
  latin1Bytes,
  lowBytes,
  surrogateBytes,
  utf8Twice,
  utf16Bytes
} from '../../../src/protocol/languages/charsets.js'
import { keepingLast } from '../../../src/protocol/search/keeping-last.js'

const ASCII = String.fromCharCode(...Array(0x80).keys())

test.each([gbkBytes, lowBytes, latin1Bytes, asciiBytes, surrogateBytes, utf8Twice])(
  'a text in ASCII is itself beyond ASCII: %o',
  (charset) => {
    expect(Buffer.from(charset(ASCII))).toEqual(Buffer.from(ASCII))
    expect(beyondAscii(charset)(ASCII)).toBe(ASCII)
    for (const text of ['é', '中', '\u0080', '\uffff', '😀', 'a中b'])
      expect(beyondAscii(charset)(text)).toEqual(charset(text))
  }
)

test.each([
  [gbkBytes, 'a中€é😀\ud83d\ude00x\ud83d', 'a\xd6\xd0\x80\xa8\xa6??x?'],
  [surrogateBytes, 'aé中😀\ud83d', 'a\xc3\xa9\xe4\xb8\xad\xed\xa0\xbd\xed\xb8\x80\xed\xa0\xbd'],
  [utf16Bytes, 'a中', 'a\0-N']
])('%o writes %j', (charset, text, bytes) => {
  expect(Buffer.from(charset(text)).toString('latin1')).toBe(bytes)
})

test('what was made of the last text is kept, and no other', () => {
  const asked: string[] = []
  const length = keepingLast((text) => asked.push(text) && text.length)
  expect(['', '', 'ab', 'ab', '', 'c'].map(length)).toEqual([0, 0, 2, 2, 0, 1])
  expect(asked).toEqual(['', 'ab', '', 'c'])
})
