import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FIXTURES, Sandbox } from './ecpay.js'

interface Vector {
  id: string
  body: Record<string, string | number>
  salt: string
  expected: string
}
const REQUESTS: Vector[] = JSON.parse(readFileSync(join(FIXTURES, 'published-vectors.json'), 'utf8')).requests
const [{ body: OFFICIAL, salt: SALT, expected: SIGN }] = REQUESTS as [Vector]
const BODY = JSON.stringify(OFFICIAL)
const ENV = { ECPAY_SALT: SALT }

test.each(REQUESTS)('published vector $id', async ({ body, salt, expected }) => {
  const run = await new Sandbox().runHere(['sign', '--quiet'], {
    stdin: JSON.stringify(body),
    env: { ECPAY_SALT: salt }
  })
  expect(run).toEqual({ stdout: `${expected}\n`, stderr: '', exitCode: 0 })
})

const WORDS = Object.entries(OFFICIAL).map(
  ([key, value]) => `-d '${key}${value === Number(value) ? ':=' : '='}${value}'`
)

test.each([
  ['a file', 'ecpay sign body.json'],
  ['a pipe', 'cat body.json | ecpay sign'],
  ['stdin by name', 'ecpay sign - < body.json'],
  ['a here-document', `ecpay sign <<'E'\n${BODY}\nE`],
  ['words', `ecpay sign ${WORDS.join(' ')}`],
  // The shell waits for the reader of the pipe, not for who would write to it.
  ['words, on a stdin that never ends', `mkfifo p; exec 3<>p; ecpay sign ${WORDS.join(' ')} < p`]
])('the body from %s', async (_, line) => {
  const run = await new Sandbox({ 'body.json': BODY }).shell(line, ENV)
  expect(run).toEqual({ stdout: `${SIGN}\n`, stderr: '', exitCode: 0 })
})

describe('the SALT', () => {
  const profile = JSON.stringify({ salt: 'another', profiles: { shop: { salt: SALT } } })
  test.each<[from: string, argv: string[], files: Record<string, string>, env: Record<string, string>]>([
    ['a variable', [], {}, ENV],
    ['a file by flag', ['--salt-file', 'salt.txt'], {}, {}],
    ['a file by variable', [], {}, { ECPAY_SALT_FILE: 'salt.txt' }],
    ['JSON', [], { '.ecpayrc': JSON.stringify({ salt: SALT }) }, {}],
    ['YAML', [], { '.ecpayrc.yaml': `# keys\nsalt: ${SALT}\n` }, {}],
    ['package.json', [], { 'package.json': JSON.stringify({ ecpay: { salt_file: 'salt.txt' } }) }, {}],
    ['a file by name', ['-c', 'my.json'], { 'my.json': JSON.stringify({ salt: SALT }) }, {}],
    ['a profile by flag', ['-p', 'shop'], { '.ecpayrc': profile }, {}],
    ['a profile by variable', [], { '.ecpayrc': profile }, { ECPAY_PROFILE: 'shop' }],
    ['a variable that the file names', [], { '.ecpayrc': `{"salt":"\${MY_SALT}"}` }, { MY_SALT: SALT }]
  ])('from %s', async (_, argv, files, env) => {
    const sandbox = new Sandbox({ 'body.json': BODY, 'salt.txt': `${SALT}\n`, ...files })
    const run = await sandbox.runHere(['sign', 'body.json', ...argv], { env })
    expect(run).toEqual({ stdout: `${SIGN}\n`, stderr: '', exitCode: 0 })
  })

  test.each([
    ['no line break', SALT, true],
    ['one', `${SALT}\n`, true],
    ['one of Windows', `${SALT}\r\n`, true],
    ['two', `${SALT}\n\n`, false],
    ['a space', `${SALT} \n`, false]
  ])('from a file with %s at its end: the same signature %s', async (_, content, same) => {
    const sandbox = new Sandbox({ 'body.json': BODY, 'salt.txt': content })
    const { stdout, stderr } = await sandbox.runHere(['sign', 'body.json', '--salt-file', 'salt.txt'])
    expect(stdout === `${SIGN}\n`).toBe(same)
    expect(stderr.includes('(suspicious-salt)')).toBe(!same)
  })

  test('code in a configuration is never run', async () => {
    const code = 'require("fs").writeFileSync("ran", ""); module.exports = { salt: "from code" }'
    const names = ['.ecpayrc.js', '.ecpayrc.cjs', 'ecpay.config.js', 'ecpay.config.cjs', '.ecpayrc.mjs']
    const sandbox = new Sandbox({ 'body.json': BODY, ...Object.fromEntries(names.map((name) => [name, code])) })
    const { stdout, stderr, exitCode } = await sandbox.shell('ecpay sign body.json; code=$?; ls ran; exit $code')
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain('(missing-salt)')
  })
})

test('a terminal as stdin is not waited on: help and exit 2', async () => {
  const { screen, exitCode } = await new Sandbox().terminal(['sign'], { env: ENV })
  expect(exitCode).toBe(2)
  expect(screen).toContain('ecpay sign body.json')
  expect(screen).toContain('(no-input)')
})

test.each([
  ['the same', `${SIGN}`, 0, ''],
  ['another', '0'.repeat(32), 1, 'signature-differs'],
  ['none', 'nothing-of-the-kind', 2, 'malformed-sign']
])('--check, %s: stdout stays empty', async (_, sign, exitCode, code) => {
  const run = await new Sandbox({ 'body.json': BODY }).runHere(['sign', 'body.json', '--check', sign], { env: ENV })
  expect([run.exitCode, run.stdout]).toEqual([exitCode, ''])
  expect(run.stderr).toContain(code)
})

test.each([['{"a":1}'], ['{ "b" : "\\u4e2d" ,\r\n\t"a":1.0e2}\r\n'], [`{"cp_extra":"${'中'.repeat(50_000)}"}`]])(
  '--fill changes nothing but sign, and what it gives is right',
  async (body) => {
    const sandbox = new Sandbox({ 'body.json': body })
    const filled = await sandbox.runHere(['sign', 'body.json', '--fill', '--quiet'], { env: ENV })
    expect(filled.stdout.replace(/,\s*"sign"\s*:\s*"[0-9a-f]{32}"/, '')).toBe(body)
    expect((await sandbox.runHere(['sign', '--check'], { env: ENV, stdin: filled.stdout })).exitCode).toBe(0)
    const again = await sandbox.runHere(['sign', '--fill', '--quiet'], { env: ENV, stdin: filled.stdout })
    expect(again.stdout).toBe(filled.stdout)
  }
)

test('--fill on a terminal is the same JSON on lines of its own, and does nothing to it', async () => {
  const body = '{"a":"\u009b2J\u202e"}'
  const { screen } = await new Sandbox({ 'body.json': body }).terminal(['sign', 'body.json', '--fill', '-q'], {
    env: ENV
  })
  expect(screen).toMatch(/^\{"a":"\\u009b2J\\u202e","sign":"[0-9a-f]{32}"\}\r\n$/)
})

describe('--ndjson', () => {
  test('bad lines keep their place, and are named by their number', async () => {
    const lines = [BODY, '{"a":', '', '{"a":null}', '\ufeff{"a":1}', `${BODY}\r`, '[]', '{"a":"\xff"}']
    const stdin = Buffer.concat(
      lines.map((line) => Buffer.from(`${line}\n`, line.includes('\xff') ? 'latin1' : 'utf8'))
    )
    const { stdout, stderr, exitCode } = await new Sandbox().runHere(['sign', '--ndjson'], { stdin, env: ENV })
    expect(exitCode).toBe(2)
    expect(stdout.split('\n').map((line) => line.length)).toEqual([32, 0, 0, 0, 0, 32, 0, 0, 0])
    const named = [...stderr.matchAll(/^line (\d+): error: .*\(([\w-]+)\)$/gm)].map(
      ([, line, code]) => `${line} ${code}`
    )
    expect(named).toEqual([
      '2 invalid-json',
      '3 empty-body',
      '4 null-value',
      '5 invalid-json',
      '7 not-an-object',
      '8 invalid-utf8'
    ])
    expect(stderr).toMatch(/error: .*\(bad-lines\)\n/)
  })

  test('each signature comes as soon as its line has', async () => {
    const child = new Sandbox().start(['sign', '--ndjson'], ENV)
    const lines = (async function* () {
      for await (const chunk of child.stdout ?? []) yield String(chunk)
    })()
    for (let i = 0; i < 3; i++) {
      child.stdin?.write(`${BODY}\n`)
      expect((await lines.next()).value).toBe(`${SIGN}\n`)
    }
    child.stdin?.end(BODY)
    expect((await lines.next()).value).toBe(`${SIGN}\n`)
    expect((await lines.next()).done).toBe(true)
  })

  test('a reader that is slow to begin holds the stream up, not the memory', async () => {
    const sandbox = new Sandbox({ 'orders.ndjson': '{"a":1}\n'.repeat(500_000) })
    const line = 'set -o pipefail; ecpay sign --ndjson orders.ndjson | { sleep 2; uniq -c; }'
    const { stdout, stderr, exitCode } = await sandbox.shell(line, {
      ...ENV,
      // Less than the signatures take.
      NODE_OPTIONS: '--max-old-space-size=12'
    })
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^ *500000 [0-9a-f]{32}\n$/)
  })
})
