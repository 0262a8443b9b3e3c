import { expect, test } from 'vitest'
import { readTextLiteral } from '../../src/recorded/literal.js'

test.each([
  ['four digits', String.raw`'\u5546'`, '商'],
  ['eight digits', String.raw`'\U0001F600'`, '😀'],
  ['braces', String.raw`'\u{1f600}'`, '😀'],
  ['two digits', String.raw`'\xe9'`, 'é'],
  ['more than Unicode has', String.raw`'\UFFFFFFFF'`, String.raw`\UFFFFFFFF`],
  ['an unknown escape', String.raw`'\d'`, String.raw`\d`]
])('a text of Python: %s', (_, literal, text) => {
  expect(readTextLiteral(literal)).toBe(text)
})
