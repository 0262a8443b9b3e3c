import { expect, test } from 'vitest'
import { type Finding, finding } from '../../src/findings/findings.js'
import { quoteWord } from '../../src/findings/shell-word.js'
import { sentence } from '../../src/output/report.js'
import { catalogue } from '../../src/output/words/languages.js'

test.each([
  ['/home/dev/shop/.ecpayrc', '/home/dev/shop/.ecpayrc'],
  ['--to=http://127.0.0.1:9/', '--to=http://127.0.0.1:9/'],
  ['a b', "'a b'"],
  ['a;id', "'a;id'"],
  ['$(id)', "'$(id)'"],
  ["it's", "'it'\\''s'"],
  ['~', "'~'"],
  ['*', "'*'"],
  ['茶', "'茶'"],
  ['', "''"]
])('%j is the word %s', (text, word) => {
  expect(quoteWord(text)).toBe(word)
})

const PATH = '/home/dev/a b;id/.ecpayrc'
test.each<[Finding]>([
  [finding('config-exposed', { path: PATH, mode: '0644' })],
  [finding('secrets-committed', { path: PATH, commit: '0123abc' })],
  [finding('secrets-not-ignored', { path: PATH, name: 'a b;id' })],
  [finding('config-not-yours', { path: PATH, why: 'writable', mode: '0666', uid: 0 })],
  [finding('answer-in-place-of-body', { found: 'a b;id' })],
  [finding('numbers-refused', { err_no: 'a b;id', err_tips: '', count: 1, lines: [1] })]
])('the command of $code can be pasted, whatever a folder is called', async (found) => {
  for (const language of ['en', 'zh'] as const) {
    const { hint = '' } = sentence(found, await catalogue(language).findings())
    expect(hint).toMatch(/'(?:\/home\/dev\/)?a b;id(?:\/\.ecpayrc)?'/)
  }
})
