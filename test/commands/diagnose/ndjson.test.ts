import { expect, test } from 'vitest'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { requestSign } from '../../e2e/platform.js'
import { run } from '../run.js'

const body = (i: number) => ({ out_order_no: `no_${i}`, total_amount: 100 + i, subject: `goods ${i}` })
const signed = (i: number, change: (sign: string) => string = (sign) => sign) =>
  JSON.stringify({ ...body(i), sign: change(requestSign(body(i), DEMO_KEYS.salt)) })
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
