import { describe, expect, test } from 'vitest'
import { place } from '../config/place.js'
import { type Callback, callback, callbackSign, MSG } from '../e2e/platform.js'
import { run } from './run.js'

const TOKEN = 'tokenOfTheShop01'
const SALT = 'saltOfTheShop001'
const ENV = { ECPAY_TOKEN: TOKEN }
/** Of the callbacks below. */
const SENT = 1602507471
const text = (body: unknown) => JSON.stringify(body)
const verify = (body: Callback, argv = '', env: Record<string, string> = ENV) =>
  run(`verify-callback ${argv}`, { stdin: text(body), env })

describe('a genuine callback', () => {
  test('msg as it came in a line, and every check on stderr', async () => {
    const { exit, stdout, stderr } = await verify(callback(TOKEN))
    expect([exit, stdout]).toEqual([0, `${MSG}\n`])
    expect(stderr.match(/✓/g)).toHaveLength(4)
  })

  test.each([
    ['timestamp and nonce are numbers', { timestamp: SENT, nonce: 797 }, []],
    ['no type', { type: undefined }, ['missing-member']],
    ['a type that nobody documents', { type: 'gift' }, ['unknown-type']]
  ])('%s', async (_, changes, codes) => {
    const ran = await verify(callback(TOKEN, MSG, changes))
    expect([ran.exit, ran.codes]).toEqual([0, codes])
  })

  test.each([
    ['a BOM', `\ufeff${text(callback(TOKEN))}`, ['byte-order-mark']],
    ['CRLF', `${text(callback(TOKEN))}\r\n`, ['crlf-line-breaks']]
  ])('%s is warned of', async (_, stdin, codes) => {
    const ran = await run('verify-callback', { stdin, env: ENV })
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([0, codes, `${MSG}\n`])
  })

  test.each([
    ['pretty where it is JSON', MSG, /"total_amount": 100, {2}\/\/ ¥1\.00/],
    ['visible where it is not', 'paid\u001b[31m', /^paid<U\+001B>\[31m$/m]
  ])('on a terminal msg is %s', async (_, msg, shown) => {
    const here = place({ 'callback.json': text(callback(TOKEN, msg)) })
    const { stdout, exit } = await run('verify-callback callback.json --no-color', { here, env: ENV, terminal: true })
    expect(exit).toBe(0)
    expect(stdout).toMatch(shown)
  })

  test('--json', async () => {
    const { stdout, stderr } = await verify(callback(TOKEN), '--json')
    expect(JSON.parse(stdout)).toEqual({
      valid: true,
      checks: ['encoding', 'envelope', 'signature', 'type'].map((name) => ({ name, ok: true })),
      problems: [],
      causes: [],
      warnings: [],
      type: 'payment',
      msg: MSG
    })
    expect(stderr).toBe('')
  })
})

test('--ndjson: an interruption is noticed while causes are searched for', async () => {
  const count = 2000
  const stdin = `${text(callback('anotherToken0001'))}\n`.repeat(count)
  const interruption = new AbortController()
  const { exit, stdout } = await run('verify-callback --ndjson', {
    stdin,
    env: ENV,
    signal: interruption.signal,
    onOutput: () => interruption.abort()
  })
  expect(exit).toBe(130)
  expect(stdout.split('\n').length).toBeLessThan(count)
})

describe('--max-age', () => {
  test.each([
    ['0', 0, 0, []],
    ['0', 1, 1, ['too-old']],
    ['0', -1, 1, ['from-the-future']],
    ['300', 300, 0, []],
    ['300', 301, 1, ['too-old']],
    ['300', -301, 1, ['from-the-future']]
  ])('%s, %i s after it was sent: exit %i', async (maxAge, later, exit, codes) => {
    const argv = `verify-callback --max-age ${maxAge}`
    const ran = await run(argv, { stdin: text(callback(TOKEN)), env: ENV, now: (SENT + later) * 1000 })
    expect([ran.exit, ran.codes]).toEqual([exit, codes])
  })

  test('a timestamp that is no number of seconds', async () => {
    const signed = callbackSign(TOKEN, 'soon', '797', MSG)
    const ran = await verify(callback(TOKEN, MSG, { timestamp: 'soon', msg_signature: signed }), '--max-age 9')
    expect([ran.exit, ran.codes]).toEqual([1, ['timestamp-not-seconds']])
  })

  test('age and signature are both reported', async () => {
    const { codes, exit } = await verify(callback('anotherToken0001'), '--max-age 9')
    expect([exit, codes]).toEqual([1, ['signature-mismatch', 'too-old']])
  })

  test('of each line by the time at which it was read', async () => {
    const long = text(callback(TOKEN)).padEnd(300_000)
    const forged = text(callback('anotherToken0001')).padEnd(300_000)
    let now = SENT * 1000
    const { stdout } = await run('verify-callback --ndjson lines.ndjson --max-age 60', {
      here: place({ 'lines.ndjson': `${long}\n${long}\n${forged}\n` }),
      env: ENV,
      now: () => now,
      onOutput: () => {
        now += 1_000_000
      }
    })
    const problems = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).problems.map(({ code }: { code: string }) => code))
    expect(problems).toEqual([[], ['too-old'], ['signature-mismatch', 'too-old']])
  })

  test.each(['-1', '1.5', 'x', ''])('%s is refused', async (value) => {
    expect(await run(['verify-callback', '--max-age', value], { env: ENV })).toMatchObject({
      exit: 2,
      codes: ['invalid-option-value']
    })
  })
})

describe('a malformed envelope: exit 2', () => {
  const without = (key: keyof Callback) => callback(TOKEN, MSG, { [key]: undefined })
  test.each([
    ['no timestamp', text(without('timestamp')), ['missing-member']],
    ['no nonce', text(without('nonce')), ['missing-member']],
    ['no msg', text(without('msg')), ['missing-member']],
    ['no msg_signature', text(without('msg_signature')), ['missing-member']],
    ['nothing at all', '{}', ['missing-member', 'missing-member', 'missing-member', 'missing-member']],
    ['msg is an object', text(callback(TOKEN, MSG, { msg: {} })), ['msg-not-a-string']],
    ['nonce is true', text(callback(TOKEN, MSG, { nonce: true })), ['wrong-type']],
    ['timestamp is null', text(callback(TOKEN, MSG, { timestamp: null })), ['wrong-type']],
    ['type is a number', text(callback(TOKEN, MSG, { type: 1 })), ['wrong-type']],
    ['msg_signature is a number', text(callback(TOKEN, MSG, { msg_signature: 1 })), ['wrong-type']],
    ['msg twice', text(callback(TOKEN)).replace('{', '{"msg":"x",'), ['duplicate-key']],
    ['only the msg', '[]', ['not-an-object']],
    ['cut off', text(callback(TOKEN)).slice(0, 40), ['invalid-json']],
    ['empty', '', ['empty-body']]
  ])('%s', async (_, stdin, codes) => {
    const ran = await run('verify-callback', { stdin, env: ENV })
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, codes, ''])
  })

  test('not UTF-8', async () => {
    const stdin = Buffer.from(text(callback(TOKEN)).replace('SUCCESS', '\xff'), 'latin1')
    expect(await run('verify-callback', { stdin, env: ENV })).toMatchObject({ exit: 2, codes: ['invalid-utf8'] })
  })

  test.each([
    ['more than 1 MiB', 1024 * 1024, '', ['body-too-large']],
    ['more than --max-size', 100, '--max-size 100', ['body-too-large']],
    ['as much as --max-size', 1024 * 1024, '--max-size 2000000', []]
  ])('%s', async (_, size, argv, codes) => {
    const body = callback(TOKEN, 'x'.repeat(size))
    const ran = await verify(body, argv)
    expect([ran.exit, ran.codes]).toEqual([codes.length === 0 ? 0 : 2, codes])
  })
})

describe('the usual causes are named', () => {
  const PRETTY = JSON.stringify(JSON.parse(MSG), null, 2)
  const signed = (token: string, msg: string) => callbackSign(token, '1602507471', '797', msg)
  const CAUSES: [cause: string, Callback, env?: Record<string, string>][] = [
    ['token-edge-whitespace', callback(TOKEN), { ECPAY_TOKEN: `${TOKEN} ` }],
    ['token-edge-whitespace', callback(`${TOKEN}\n`)],
    ['salt-as-token', callback(SALT), { ...ENV, ECPAY_SALT: SALT }],
    ['msg-rewritten', callback(TOKEN, MSG, { msg: PRETTY })],
    ['callback-white-space-behind', callback(TOKEN, `${MSG} `, { msg: MSG })],
    ['msg-trimmed', callback(TOKEN, MSG, { msg: `${MSG} ` })],
    ['msg-changed', callback(TOKEN, MSG, { msg: MSG.replace('100', '1') })],
    ['uppercase-digest', callback(TOKEN, MSG, { msg_signature: signed(TOKEN, MSG).toUpperCase() })]
  ]
  test.each(CAUSES)('%s', async (cause, body, env = ENV) => {
    const { exit, stderr, stdout } = await verify(body, '', env)
    expect([exit, stdout]).toEqual([1, ''])
    expect(stderr).toContain(`(${cause})`)
    expect(stderr).toContain('(signature-mismatch)')
  })

  const FILES = {
    '.ecpayrc': JSON.stringify({
      token: TOKEN,
      profiles: { shop: { token: 'tokenOfProfile01', salt: 'saltOfProfile001' }, broken: { token: `\${NOT_SET}` } }
    })
  }
  test.each([
    ['other-profile-token', 'tokenOfProfile01'],
    ['other-profile-salt', 'saltOfProfile001']
  ])('%s', async (cause, token) => {
    const { exit, stderr } = await run('verify-callback', { here: place(FILES), stdin: text(callback(token)) })
    expect(exit).toBe(1)
    expect(stderr).toMatch(new RegExp(`profile \`shop\`.*\\(${cause}\\)`))
    expect(stderr).not.toContain(token)
  })

  test('not even a signature', async () => {
    const ran = await verify(callback(TOKEN, MSG, { msg_signature: 'abc' }))
    expect([ran.exit, ran.codes]).toEqual([1, ['malformed-signature']])
  })

  test('--json has problems and causes, and stderr nothing', async () => {
    const { exit, stdout, stderr } = await verify(callback(SALT), '--json', { ...ENV, ECPAY_SALT: SALT })
    expect(exit).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      checks: [{}, {}, { name: 'signature', ok: false, code: 'signature-mismatch' }, {}],
      problems: [{ code: 'signature-mismatch' }],
      causes: [{ code: 'salt-as-token' }],
      type: 'payment'
    })
    expect(stderr).toBe('')
  })
})

test.each([
  ['no token', 'verify-callback', {}, 'missing-token'],
  ['an empty token', 'verify-callback', { ECPAY_TOKEN: '' }, 'missing-token'],
  ['no such file', 'verify-callback none.json', ENV, 'file-not-readable'],
  ['a token file that is not there', 'verify-callback --token-file none.txt', {}, 'secret-file-unreadable'],
  ['an unknown profile', 'verify-callback --profile none', ENV, 'unknown-profile']
])('%s: exit 2', async (_, argv, env, code) => {
  const ran = await run(argv, { stdin: text(callback(TOKEN)), env })
  expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, [code], ''])
})

test('a terminal as stdin is not waited on', async () => {
  expect(await run('verify-callback', { terminal: true, env: ENV })).toMatchObject({ exit: 2, codes: ['no-input'] })
})
