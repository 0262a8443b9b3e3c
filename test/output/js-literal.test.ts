import { createContext, runInContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsLiteral } from '../../src/output/js-literal.js'
import { visible } from '../../src/output/terminal-text.js'
import { anyCharacter } from '../any-text.js'

test.each([
  ['{"a":"b"}', `'{"a":"b"}'`],
  ["it's", String.raw`'it\'s'`],
  ['{"a":"{\\"b\\":1}"}', String.raw`'{"a":"{\\"b\\":1}"}'`],
  ['a\\"b', String.raw`'a\\"b'`],
  ['\u2028\u202e\u0000', String.raw`'\u2028\u202e\u0000'`],
  ['好🎉', "'好🎉'"]
])('%j', (text, expected) => expect(jsLiteral(text)).toBe(expected))

test('any text evaluates to itself, and a screen shows it as it is', () => {
  const context = createContext()
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      const literal = jsLiteral(text)
      expect(runInContext(literal, context)).toBe(text)
      expect(visible(literal)).toBe(literal)
      expect(literal).not.toMatch(/[\t\n\r]/)
    }),
    { numRuns: 2000 }
  )
})
