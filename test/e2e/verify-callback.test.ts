import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FIXTURES, Sandbox } from './ecpay.js'
import { callback, MSG } from './platform.js'

interface Vector {
  id: string
  token: string
  timestamp: string
  nonce: string
  msg: string
  expected: string
}
const CALLBACKS: Vector[] = JSON.parse(readFileSync(join(FIXTURES, 'published-vectors.json'), 'utf8')).callbacks
const TOKEN = 'tokenOfTheShop01'
const ENV = { ECPAY_TOKEN: TOKEN }
const GENUINE = JSON.stringify(callback(TOKEN))

test.each(CALLBACKS)(
  'published vector $id: the msg, byte for byte, in a line',
  async ({ token, msg, expected, ...rest }) => {
    const body = { ...rest, msg, type: 'payment', msg_signature: expected }
    const sandbox = new Sandbox({ 'callback.json': JSON.stringify(body) })
    const { exitCode } = await sandbox.shell('ecpay verify-callback callback.json > msg', { ECPAY_TOKEN: token })
    expect(exitCode).toBe(0)
    expect(readFileSync(sandbox.path('msg'), 'utf8')).toBe(`${msg}\n`)
  }
)

test.each([
  ['a file', 'ecpay verify-callback callback.json'],
  ['a pipe', 'cat callback.json | ecpay verify-callback'],
  ['stdin by name', 'ecpay verify-callback - < callback.json']
])('from %s, into another program', async (_, line) => {
  const sandbox = new Sandbox({ 'callback.json': GENUINE })
  const { stdout, exitCode } = await sandbox.shell(
    `set -o pipefail; ${line} | node -p 'JSON.parse(fs.readFileSync(0)).status'`,
    ENV
  )
  expect([exitCode, stdout]).toEqual([0, 'SUCCESS\n'])
})

test('on a terminal the msg is pretty, with what its values mean', async () => {
  const sandbox = new Sandbox({ 'callback.json': GENUINE })
  const { screen, exitCode } = await sandbox.terminal(['verify-callback', 'callback.json', '--no-color'], { env: ENV })
  expect(exitCode).toBe(0)
  expect(screen).toContain('"total_amount": 100,  // ¥1.00')
  expect(screen).toContain('"paid_at": 1602507471  // 2020-10-12 20:57:51')
})

test('on a terminal control characters of a msg are made visible, in a pipe they stay', async () => {
  const msg = 'paid\u001b]0;owned\u0007\u009b2J'
  const sandbox = new Sandbox({ 'callback.json': JSON.stringify(callback(TOKEN, msg)) })
  const { screen } = await sandbox.terminal(['verify-callback', 'callback.json', '--no-color'], { env: ENV })
  expect(screen).toContain('paid<U+001B>]0;owned<U+0007><U+009B>2J')
  expect(screen).not.toContain('\u001b]0;')
  expect((await sandbox.run(['verify-callback', 'callback.json'], { env: ENV })).stdout).toBe(`${msg}\n`)
})

describe('every malformed body: exit 2, and stdout empty', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1')
  test.each<[what: string, body: string | Uint8Array, codes: string[]]>([
    ['empty', '', ['empty-body']],
    ['not UTF-8', bytes(GENUINE.replace('SUCCESS', '\xff')), ['invalid-utf8']],
    ['GBK', Buffer.from([0x7b, 0x22, 0xd6, 0xd0, 0x22, 0x7d]), ['invalid-utf8']],
    ['cut off', GENUINE.slice(0, -1), ['callback-not-raw']],
    ['several', GENUINE + GENUINE.replace('100', '101'), ['callback-not-raw']],
    ['a form', 'timestamp=1&nonce=2', ['invalid-json']],
    ['a list of something else', '[1]', ['not-an-object']],
    ['too deep', '{"msg":'.repeat(5000), ['json-too-deep']],
    ['a member twice', GENUINE.replace('{', '{"nonce":"797",'), ['duplicate-key']],
    ['msg is an object', JSON.stringify(callback(TOKEN, MSG, { msg: JSON.parse(MSG) })), ['msg-not-a-string']],
    ['members missing', '{"msg":"","type":1}', ['missing-member', 'missing-member', 'wrong-type', 'missing-member']],
    ['more than 1 MiB', JSON.stringify(callback(TOKEN, 'x'.repeat(1024 * 1024))), ['body-too-large']]
  ])('%s', async (_, stdin, codes) => {
    const text = await new Sandbox().runHere(['verify-callback'], { stdin, env: ENV })
    expect([text.exitCode, text.stdout]).toEqual([2, ''])
    expect([...text.stderr.matchAll(/^error: .*\(([\w-]+)\)$/gm)].map(([, code]) => code)).toEqual(codes)
    const machine = await new Sandbox().runHere(['verify-callback', '--json'], { stdin, env: ENV })
    expect([machine.exitCode, machine.stdout]).toEqual([2, ''])
    expect(JSON.parse(machine.stderr).error.code).toBe(codes[0])
  })

  test('a megabyte and more, where it is allowed', async () => {
    const msg = JSON.stringify({ text: '中'.repeat(700_000) })
    const stdin = JSON.stringify(callback(TOKEN, msg))
    const run = await new Sandbox().run(['verify-callback', '--max-size', '3000000'], { stdin, env: ENV })
    expect([run.exitCode, run.stdout === `${msg}\n`]).toEqual([0, true])
  })

  test('what never ends is not read to its end', async () => {
    const { stderr, exitCode } = await new Sandbox().shell(
      'yes "$(head -c 100000 /dev/zero | tr "\\0" x)" | ecpay verify-callback',
      ENV
    )
    expect(exitCode).toBe(2)
    expect(stderr).toContain('(body-too-large)')
  })
})

describe('what went through other hands is named', () => {
  test.each<[what: string, body: string | Uint8Array, exit: number, code: string]>([
    ['twice', GENUINE + GENUINE, 0, 'callback-unwrapped'],
    ['a list', `[${GENUINE}]`, 0, 'callback-unwrapped'],
    ['a BOM', `\ufeff${GENUINE}`, 0, 'byte-order-mark'],
    ['UTF-16', Buffer.from(GENUINE, 'utf16le'), 0, 'read-as-utf16'],
    ['CRLF', `${GENUINE.replace(',', ',\r\n')}`, 0, 'crlf-line-breaks'],
    [
      'parsed and written again',
      JSON.stringify(callback(TOKEN, MSG, { msg: MSG.replaceAll(':', ': ').replaceAll(',', ', ') })),
      1,
      'msg-rewritten'
    ],
    ['trimmed', JSON.stringify(callback(TOKEN, `${MSG} `, { msg: MSG })), 1, 'callback-white-space-behind'],
    ['changed', JSON.stringify(callback(TOKEN, MSG, { msg: MSG.replace('100', '999') })), 1, 'msg-changed']
  ])('%s: exit', async (_, stdin, exitCode, code) => {
    const run = await new Sandbox().runHere(['verify-callback'], { stdin, env: ENV })
    expect(run.exitCode).toBe(exitCode)
    expect(run.stderr).toContain(`(${code})`)
    expect(run.stdout).toBe(exitCode === 0 ? `${MSG}\n` : '')
  })

  test('the token of another profile, and with that profile it is genuine', async () => {
    const config = { token: TOKEN, profiles: { shop: { token: 'tokenOfProfile01' } } }
    const sandbox = new Sandbox({ '.ecpayrc': JSON.stringify(config) })
    const stdin = JSON.stringify(callback('tokenOfProfile01'))
    const wrong = await sandbox.runHere(['verify-callback'], { stdin })
    expect(wrong.exitCode).toBe(1)
    expect(wrong.stderr).toMatch(/`shop`.*\(other-profile-token\)/)
    expect((await sandbox.runHere(['verify-callback', '--profile', 'shop'], { stdin })).exitCode).toBe(0)
  })

  test('white space in the token file', async () => {
    const sandbox = new Sandbox({ token: ` ${TOKEN}\n\n` })
    const run = await sandbox.runHere(['verify-callback', '--token-file', 'token'], { stdin: GENUINE })
    expect(run.exitCode).toBe(1)
    expect(run.stderr).toContain('(token-edge-whitespace)')
  })
})

test('an old callback is genuine, but not within its --max-age', async () => {
  expect((await new Sandbox().runHere(['verify-callback'], { stdin: GENUINE, env: ENV })).exitCode).toBe(0)
  const old = await new Sandbox().runHere(['verify-callback', '--max-age', '0', '--json'], { stdin: GENUINE, env: ENV })
  expect(old.exitCode).toBe(1)
  expect(JSON.parse(old.stdout)).toMatchObject({
    valid: false,
    checks: [
      { ok: true },
      { ok: true },
      { name: 'signature', ok: true },
      { name: 'age', ok: false, code: 'too-old' },
      {}
    ]
  })
})
