import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { curlCommand } from '../../src/gateway/request-command.js'

/** What a shell hands to curl, word by word. */
function wordsOf(commands: readonly string[]): string[][] {
  const script = `curl() { printf '%s\\0' "$@"; printf '\\0'; }\n${commands.join('')}`
  const output = execFileSync('bash', ['--posix', '-s'], { input: script, encoding: 'utf8' })
  return output
    .split('\0\0')
    .slice(0, -1)
    .map((words) => words.split('\0'))
}

test('a shell reads exactly the body that was signed, whatever is in it', () => {
  const hostile = fc.string({
    unit: fc.constantFrom("'", '"', '\\', '$', '`', '!', '\n', ' ', '@', '中', '-', '(', ';')
  })
  const bodies = fc.sample(fc.oneof(hostile, fc.string({ unit: 'grapheme' })), 300)
  const calls = ['', "it's", '@file', '-o x', ...bodies].map((body) => body.replaceAll('\0', '') || '{}')
  const url = 'https://a.example/api?x=1&y=2'
  const headers = { 'content-type': 'application/json' }
  const commands = calls.map((body) => curlCommand({ method: 'POST', url, headers, body }))
  expect(wordsOf(commands)).toEqual(
    calls.map((body) => ['-X', 'POST', url, '-H', 'content-type: application/json', '--data-raw', body])
  )
})
