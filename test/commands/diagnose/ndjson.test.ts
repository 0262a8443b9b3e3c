import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { place } from '../../config/place.js'
import { requestSign } from '../../e2e/platform.js'
import { run } from '../run.js'

const body = (i: number) => ({ out_order_no: `no_${i}`, total_amount: 100 + i, subject: `goods ${i}` })
const signed = (i: number, change: (sign: string) => string = (sign) => sign) =>
  JSON.stringify({ ...body(i), sign: change(requestSign(body(i), DEMO_KEYS.salt)) })
const md5 = (text: string) => hash('md5', text)
const upper = (sign: string) => sign.toUpperCase()

const diagnose = (lines: string[], options = '') =>
  run(`diagnose --ndjson --env local ${options}`, { stdin: `${lines.join('\n')}\n` })

test('a mistake that many have is named once, with its lines', async () => {
  const { exit, stdout, stderr } = await diagnose([signed(1, upper), signed(2), signed(3, upper), signed(4, upper)])
  expect(exit).toBe(1)
  const lines = stdout.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line)).map(({ line, verdict, mistakes }) => [line, verdict, mistakes])).toEqual(
    [
      [1, 'explained', ['uppercase-digest']],
      [2, 'right', []],
      [3, 'explained', ['uppercase-digest']],
      [4, 'explained', ['uppercase-digest']]
    ]
  )
  expect(stderr.match(/uppercase-digest/g)).toHaveLength(1)
  expect(stderr).toContain('(3 lines: 1, 3, 4)')
})

test('signs that are none do not keep the others from being explained', async () => {
  const none = ['undefined', '[object Promise]', 'null', 'None', 'x', 'y'].map((word, i) => signed(i, () => word))
  const { stdout } = await diagnose([...none, signed(9, upper), signed(10, (sign) => `"${sign}"`)])
  const mistakes = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).mistakes)
  expect(mistakes.slice(-2)).toEqual([['uppercase-digest'], ['sign-in-quotes']])
})

test('an interruption while the lines are read: no result', async () => {
  const here = place({ 'lines.ndjson': `${signed(1)}\n${signed(2)}` })
  const ran = await run('diagnose --ndjson lines.ndjson --env local', { here, signal: AbortSignal.abort() })
  expect([ran.exit, ran.stdout, ran.codes]).toEqual([130, '', []])
})

test('one document with --json', async () => {
  const { stdout } = await diagnose([signed(1, upper), signed(2)], '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    bodies: [
      { line: 1, verdict: 'explained' },
      { line: 2, verdict: 'right' }
    ],
    mistakes: [{ code: 'uppercase-digest', lines: [1] }]
  })
})

test.each<[name: string, lines: string[], exit: number, verdicts: (string | null)[], codes: string[]]>([
  ['all right', [signed(1), signed(2)], 0, ['right', 'right'], []],
  ['an empty line is none', [signed(1), '', signed(2)], 0, ['right', 'right'], []],
  ['no known mistake', [signed(1, () => '0'.repeat(32))], 1, ['unexplained'], []],
  ['bad lines beside right ones', [signed(1), '{oops', '{"a":1}'], 2, ['right', null, null], ['lines-not-diagnosed']],
  ['bad lines beside wrong ones', ['{oops', signed(2, upper)], 1, [null, 'explained'], ['lines-not-diagnosed']]
])('%s', async (_, lines, exit, verdicts, codes) => {
  const ran = await diagnose(lines)
  const found = ran.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).verdict)
  expect([ran.exit, found, ran.codes]).toEqual([exit, verdicts, codes])
})

test.each<[name: string, lines: string[], exit: number, said: RegExp | '']>([
  ['no line', [''], 2, /\(empty-body\)/],
  ['bad lines alone', ['{oops'], 2, /^error: (?!.*right)/],
  [
    'a disputed one',
    [JSON.stringify({ a: '\u3000x', sign: 'JAVA' })],
    1,
    /Official sources do not agree on 1 of 1 signature\. \(line 1\)/
  ],
  ['none that is explained', [signed(1, () => '0'.repeat(32))], 1, /No known mistake explains this\. \(line 1\)/]
])('says of %s what is so', async (_, lines, exit, said) => {
  const java = md5([DEMO_KEYS.salt, '\u3000x'].toSorted().join('&'))
  const ran = await diagnose(
    lines.map((line) => line.replace('JAVA', java)),
    '--time-limit 600'
  )
  expect([ran.exit, ran.stderr]).toEqual([exit, expect.stringMatching(said)])
  expect(ran.stderr).not.toMatch(/signatures? (is|are) right/)
})

test('a line without a signature is not told of an option that is for one body', async () => {
  const { stdout } = await diagnose(['{"a":1}'])
  expect(JSON.parse(stdout).error).toMatchObject({ code: 'missing-sign', hint: 'Put it into the body as `sign`.' })
})
