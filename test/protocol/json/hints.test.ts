import { expect, test } from 'vitest'
import { run } from '../../commands/run.js'

const HINTS = {
  comment: 'If this begins a comment',
  comma: 'JSON has no comma before ]',
  cut: 'The text is cut off',
  none: 'Check the text at that place'
}

test.each([
  ['a comment', '{"a": 1, // x\n"b": 2}', HINTS.comment],
  ['a value that begins with a slash', '{"a": /x}', HINTS.comment],
  ['a comma before a bracket', '{"a": [1,]}', HINTS.comma],
  ['cut before a value', '{"a":', HINTS.cut],
  ['cut in a list', '{"a": [1,', HINTS.cut],
  ['cut behind a value', '{"a": 1', HINTS.cut],
  ['a word', '{"a": x}', HINTS.none]
])('what is said of text that is not JSON: %s', async (_, stdin, hint) => {
  const ran = await run('sign -', { stdin, env: { ECPAY_SALT: 'saltOfTheShop001', NO_COLOR: '1' } })
  expect([ran.exit, ran.codes]).toEqual([2, ['invalid-json']])
  expect(ran.stderr).toContain(hint)
})
