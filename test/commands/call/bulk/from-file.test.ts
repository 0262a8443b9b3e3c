import { chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { claimName } from '../../../../src/database/claims.js'
import { DEMO_KEYS } from '../../../../src/simulator/demo-keys.js'
import { place } from '../../../config/place.js'
import { type RunOptions, run } from '../../run.js'
import { type OrderServer, orderServer, paid } from './order-server.js'

const numbers = (count: number) => Array.from({ length: count }, (_, i) => `no_${i + 1}`)

/** The lines of the result, as data. */
const lines = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const ask = (server: OrderServer, line: string, { env, ...options }: RunOptions = {}) =>
  run(`query ${line} --env local`, { env: { ECPAY_BASE_URL: server.url, ...env }, ...options })

test('a line for each number, from a file or stdin', async () => {
  const server = await orderServer()
  const here = place({ 'numbers.txt': 'no_1\nno_2\n' })
  const { stdout, stderr, exit } = await ask(server, '--from-file numbers.txt --ordered', { here })
  expect(exit).toBe(0)
  const scope = { command: 'query', env: 'local', base_url: server.url, app_id: DEMO_KEYS.app_id }
  expect(lines(stdout)).toEqual([
    { line: 1, out_order_no: 'no_1', state: 'SUCCESS', answer: paid('no_1'), error: null, ...scope },
    { line: 2, out_order_no: 'no_2', state: 'SUCCESS', answer: paid('no_2'), error: null, ...scope }
  ])
  expect(stderr).toMatch(/^2 numbers in \d+ s: SUCCESS 2$/m)
  expect((await ask(server, '--from-file -', { stdin: 'no_1\n' })).stdout).toContain('"out_order_no":"no_1"')
})

test('digits of the answer stay as they came', async () => {
  const server = await orderServer()
  const { stdout } = await ask(server, '--from-file -', { stdin: 'no_1\n' })
  expect(stdout).toContain(`"answer":${JSON.stringify(paid('no_1'))},`)
})

test.each([
  ['as they come', '', 'no_2'],
  ['in the order of the list', '--ordered', 'no_1']
])('answers %s', async (_, option, first) => {
  const server = await orderServer((number) =>
    number === 'no_1' && !server.asked.includes('no_5') ? { err_no: 1000, err_tips: 'again' } : paid(number)
  )
  const stdin = numbers(20).join('\n')
  const { stdout } = await ask(server, `--from-file - --concurrency 1 --retries 9 ${option}`, { stdin })
  expect(lines(stdout)).toHaveLength(20)
  expect(lines(stdout)[0].out_order_no).toBe(first)
})

describe('what a list comes to', () => {
  const refused = (err_no: number) => ({ err_no, err_tips: 'no' })

  test.each<
    [
      name: string,
      answer: (number: string, times: number) => object | undefined,
      exit: number,
      codes: string[],
      asked: number
    ]
  >([
    ['all answered', paid, 0, [], 3],
    ['a refusal', (one) => (one === 'no_2' ? refused(2000) : paid(one)), 1, ['numbers-refused'], 3],
    ['a code that asks to repeat', (one, times) => (times === 1 ? refused(1000) : paid(one)), 0, [], 6],
    [
      'a code that asks to repeat, always',
      (one) => (one === 'no_2' ? refused(1000) : paid(one)),
      3,
      ['numbers-without-answer', 'gateway-refused'],
      4
    ],
    ['a lost connection', (one, times) => (times === 1 ? undefined : paid(one)), 0, [], 6],
    [
      'a refusal, and a number without an answer',
      (one) => (one === 'no_2' ? refused(2000) : one === 'no_3' ? undefined : paid(one)),
      3,
      ['numbers-refused', 'numbers-without-answer', 'connection-reset'],
      4
    ]
  ])('%s', async (_, answer, exit, codes, asked) => {
    const server = await orderServer(answer)
    const ran = await ask(server, '--from-file - --retries 1', { stdin: numbers(3).join('\n') })
    expect([ran.exit, ran.codes, server.asked.length]).toEqual([exit, codes, asked])
    expect(lines(ran.stdout)).toHaveLength(3)
  })

  test('a line has the answer, the error, or both', async () => {
    const server = await orderServer((one) => (one === 'no_1' ? paid(one) : one === 'no_2' ? refused(2000) : undefined))
    const stdin = numbers(3).join('\n')
    const { stdout } = await ask(server, '--from-file - --retries 0 --ordered --json', { stdin })
    expect(lines(stdout).map(({ state, answer, error }) => [state, answer?.err_no, error?.code])).toEqual([
      ['SUCCESS', 0, undefined],
      [null, 2000, 'gateway-refused'],
      [null, undefined, 'connection-reset']
    ])
  })
})

describe('what would be the same for every number ends it', () => {
  test('a wrong signature, with the command that finds the mistake', async () => {
    const server = await orderServer(() => ({ err_no: 2008, err_tips: '签名校验异常' }))
    const { exit, codes, stderr } = await ask(server, '--from-file -', { stdin: numbers(500).join('\n') })
    expect([exit, codes]).toEqual([1, ['gateway-refused', 'numbers-not-asked']])
    expect(stderr).toContain('ecpay diagnose')
    expect(server.asked.length).toBeLessThan(20)
  })

  test('a wrong signature of the trade system', async () => {
    const server = await orderServer(() => ({ err_no: 11004, err_msg: '签名校验异常', log_id: '' }))
    const env = { ECPAY_BASE_URL: server.url, ECPAY_ACCESS_TOKEN: 'clt.own' }
    const stdin = numbers(500).join('\n')
    const { exit } = await run('trade query --from-file - --concurrency 1 --env local', { stdin, env })
    expect([exit, server.asked]).toEqual([1, ['no_1']])
  })

  test('what was refused for it is asked for again', async () => {
    const here = place({})
    const wrong = { err_no: 2008, err_tips: '签名校验异常' }
    const server = await orderServer((one, times) => (times === 1 ? wrong : paid(one)))
    const line = '--from-file - --resume answers.ndjson --concurrency 1'
    expect((await ask(server, line, { stdin: 'no_1\n', here })).exit).toBe(1)
    expect((await ask(server, line, { stdin: 'no_1\n', here })).exit).toBe(0)
    expect(server.asked).toEqual(['no_1', 'no_1'])
  })

  test('nothing listens', async () => {
    const stdin = numbers(500).join('\n')
    const env = { ECPAY_BASE_URL: 'http://127.0.0.1:9' }
    const { exit, codes, stdout } = await run('query --from-file - --retries 0 --rate 1000 --env local', { stdin, env })
    expect([exit, codes]).toEqual([3, ['numbers-without-answer', 'connection-refused', 'numbers-not-asked']])
    expect(lines(stdout).length).toBeLessThan(50)
  })
})

describe('bad input is told before anything is sent', () => {
  test.each<[name: string, line: string, stdin: string, codes: string[]]>([
    [
      'every bad line',
      '--from-file -',
      'no 1\nno_2\n2.02611E+24\n中\n',
      ['bad-number', 'number-rounded', 'bad-number']
    ],
    ['no numbers', '--from-file -', '\n', ['no-numbers']],
    ['no column', '--from-file -', 'a,b\n1,2\n', ['no-number-column']],
    ['a file that is not there', '--from-file none.txt', '', ['file-not-readable']],
    ['a number beside it', 'no_1 --from-file -', 'no_2\n', ['conflicting-options']],
    ['a number beside it, in -d', '-d out_order_no=no_1 --from-file -', 'no_2\n', ['conflicting-options']],
    ['--wait', '--from-file - --wait', 'no_2\n', ['conflicting-options']],
    ['--rate alone', 'no_1 --rate 10', '', ['missing-option']]
  ])('%s', async (_, line, stdin, codes) => {
    const server = await orderServer()
    const ran = await ask(server, line, { stdin })
    expect([ran.exit, ran.codes, server.asked]).toEqual([2, codes, []])
  })

  test('--no-validate asks for any number', async () => {
    const server = await orderServer()
    expect((await ask(server, '--from-file - --no-validate', { stdin: 'no 1\n' })).exit).toBe(0)
  })
})

test('a number twice is asked for once', async () => {
  const server = await orderServer()
  const { codes } = await ask(server, '--from-file -', { stdin: 'no_1\nno_2\nno_1\n' })
  expect(codes).toEqual(['numbers-repeated'])
  expect(server.asked.toSorted()).toEqual(['no_1', 'no_2'])
})

describe('--resume', () => {
  const stdin = numbers(3).join('\n')
  const ADDRESS = '"base_url":"http://127.0.0.1:1"'
  const resumed = async (file: string | undefined, options = '') => {
    const server = await orderServer()
    const own = file?.replaceAll(ADDRESS, `"base_url":"${server.url}"`)
    const here = place(own === undefined ? {} : { 'answers.ndjson': own })
    const ran = await ask(server, `--from-file - --resume answers.ndjson ${options}`, { stdin, here })
    const after = readFileSync(here.path('answers.ndjson'), 'utf8')
    return { ...ran, asked: server.asked.toSorted(), after }
  }
  const SCOPE = { command: 'query', env: 'local', base_url: 'http://127.0.0.1:1', app_id: DEMO_KEYS.app_id }
  const line = (number: string, answer: object | null = paid(number), scope: object = SCOPE) =>
    `${JSON.stringify({ line: 9, out_order_no: number, state: 'SUCCESS', answer, error: null, ...scope })}\n`

  test.each<[name: string, file: string | undefined, asked: string[], kept: string[]]>([
    ['a new file', undefined, ['no_1', 'no_2', 'no_3'], ['no_1', 'no_2', 'no_3']],
    ['some answers', line('no_2'), ['no_1', 'no_3'], ['no_1', 'no_2', 'no_3']],
    ['all answers', line('no_3') + line('no_2') + line('no_1'), [], ['no_1', 'no_2', 'no_3']],
    ['a number without an answer', line('no_2', null) + line('no_1'), ['no_2', 'no_3'], ['no_1', 'no_2', 'no_3']],
    ['a line that was cut off', line('no_1') + line('no_2').slice(0, 40), ['no_2', 'no_3'], ['no_1', 'no_2', 'no_3']],
    ['a first line that was cut off', line('no_2').slice(0, 40), ['no_1', 'no_2', 'no_3'], ['no_1', 'no_2', 'no_3']],
    ['a last line without a line break', line('no_9') + line('no_2').trim(), ['no_1', 'no_3'], [...numbers(3), 'no_9']],
    ['a cut of a few characters', `${line('no_1')}{"l`, ['no_2', 'no_3'], ['no_1', 'no_2', 'no_3']],
    ['answers to other numbers', line('no_9'), ['no_1', 'no_2', 'no_3'], ['no_1', 'no_2', 'no_3', 'no_9']]
  ])('%s', async (_, file, asked, kept) => {
    const { exit, after, ...ran } = await resumed(file)
    expect([exit, ran.stdout, ran.asked]).toEqual([0, '', asked])
    expect(
      lines(after)
        .map(({ out_order_no, answer }) => answer && out_order_no)
        .toSorted()
    ).toEqual(kept)
  })

  test('an earlier refusal counts', async () => {
    const { exit, codes, stderr } = await resumed(line('no_1', { err_no: 2000, err_tips: 'no' }))
    expect([exit, codes]).toEqual([1, ['numbers-refused']])
    expect(stderr).toContain('answered before 1, SUCCESS 2, refused 1')
  })

  const { app_id: _, ...withoutApp } = SCOPE
  const ofRefunds = JSON.stringify({ line: 1, out_refund_no: 'no_1', answer: {}, ...SCOPE, command: 'query-refund' })

  test.each<[name: string, file: string, codes: string[]]>([
    ['another environment', line('no_1', paid('no_1'), { ...SCOPE, env: 'sandbox' }), ['answers-to-something-else']],
    ['another address', line('no_1', paid('no_1'), { ...SCOPE, base_url: undefined }), ['answers-to-something-else']],
    ['another app', line('no_1', paid('no_1'), { ...SCOPE, app_id: 'tt2' }), ['answers-to-something-else']],
    ['another command', `${ofRefunds}\n`, ['answers-to-something-else']],
    ['an answer of an earlier version', line('no_1', paid('no_1'), {}), ['answers-to-unknown']],
    [
      'a failure in another environment',
      line('no_1', null, { ...SCOPE, env: 'sandbox' }),
      ['answers-to-something-else']
    ],
    ['other JSON behind an answer', `${line('no_1')}{"line":1}`, ['not-answers']],
    ['one of them among others', line('no_2') + line('no_1', paid('no_1'), {}), ['answers-to-unknown']]
  ])('%s counts for nothing, and the file is left as it is', async (_, file, codes) => {
    const ran = await resumed(file)
    expect([ran.exit, ran.codes, ran.asked]).toEqual([2, codes, []])
    expect(lines(ran.after)).toHaveLength(lines(file).length)
  })

  test.each([
    ['a failure of an earlier version, which is removed', line('no_1', null, {}), 3],
    ['an answer that an access token got, for an app that is not known', line('no_1', paid('no_1'), withoutApp), 2]
  ])('%s', async (_, file, asked) => {
    const ran = await resumed(file)
    expect([ran.exit, ran.asked.length]).toEqual([0, asked])
  })

  test('in the order of the list', async () => {
    const { after } = await resumed(line('no_9') + line('no_3'), '--ordered')
    expect(lines(after).map(({ out_order_no }) => out_order_no)).toEqual(['no_1', 'no_2', 'no_3', 'no_9'])
  })

  test('only one run at a time adds to it; that of a killed one is taken over', async () => {
    const here = place({ 'answers.ndjson': '' })
    const held = (claim: string) => writeFileSync(here.path('answers.ndjson.lock'), claim)
    const line = '--from-file - --resume answers.ndjson'
    held(claimName())
    const second = await ask(await orderServer(), line, { stdin, here })
    expect([second.exit, second.codes]).toEqual([2, ['answers-in-use']])
    held(claimName().replace(/^(\d+)-\d+/, '$1-4194304'))
    expect((await ask(await orderServer(), line, { stdin, here })).exit).toBe(0)
    expect(existsSync(here.path('answers.ndjson.lock'))).toBe(false)
  })

  test('a run that cannot begin leaves no mark', async () => {
    const here = place({ state: '' })
    const line = 'query --from-file - --resume answers.ndjson --env local'
    const ran = await run(line, { stdin, here, env: { ECPAY_STATE_DIR: here.path('state') } })
    expect([ran.exit, existsSync(here.path('answers.ndjson.lock'))]).toEqual([2, false])
  })

  test.runIf(process.platform !== 'win32')('a file that is written anew keeps its mode and its link', async () => {
    const server = await orderServer()
    const here = place({ 'answers.ndjson': line('no_2', null, { ...SCOPE, base_url: server.url }) })
    chmodSync(here.path('answers.ndjson'), 0o640)
    symlinkSync('answers.ndjson', here.path('link.ndjson'))
    await ask(server, '--from-file - --resume link.ndjson', { stdin, here })
    expect(lstatSync(here.path('link.ndjson')).isSymbolicLink()).toBe(true)
    expect(statSync(here.path('answers.ndjson')).mode & 0o777).toBe(0o640)
    expect(lines(readFileSync(here.path('answers.ndjson'), 'utf8'))).toHaveLength(3)
  })

  test.each([
    ['a list of numbers', 'no_1\nno_2\n'],
    ['a list of one number without a line break', 'no_1'],
    ['other JSON', '{"a":1}\n'],
    ['other JSON without a line break', '{"line":1,"a":"b"}'],
    ['other JSON that was cut off', '{"line":1,"a":"b'],
    ['the beginning of anything', '{']
  ])('%s is left as it is', async (_, file) => {
    const { exit, codes, asked, after } = await resumed(file)
    expect([exit, codes, asked, after]).toEqual([2, ['not-answers'], [], file])
  })
})

test('Ctrl-C leaves what came', async () => {
  const stop = new AbortController()
  const server = await orderServer((number) => {
    if (number === 'no_10') stop.abort('interrupt')
    return paid(number)
  })
  const stdin = numbers(500).join('\n')
  const { exit, codes, stdout } = await ask(server, '--from-file - --concurrency 1', { stdin, signal: stop.signal })
  expect([exit, codes]).toEqual([130, ['numbers-not-asked', 'interrupted']])
  expect(lines(stdout).map(({ out_order_no }) => out_order_no)).toEqual(numbers(9))
})

describe('other calls', () => {
  test.each([
    ['trade query', 'no_1\n', { out_order_no: 'no_1' }],
    ['trade query', 'order_id\nmotb1\n', { order_id: 'motb1' }],
    ['query-refund', 'no_1\n', { out_refund_no: 'no_1' }],
    ['query-settle', 'no_1\n', { out_settle_no: 'no_1' }],
    ['trade query-refund', 'no_1\n', { out_refund_no: 'no_1' }]
  ])('%s', async (command, stdin, expected) => {
    const { stdout } = await run(`${command} --from-file - --env local`, { stdin })
    expect(lines(stdout)).toEqual([expect.objectContaining(expected)])
  })

  test('a call that moves money has no list', async () => {
    expect((await run('refund --from-file - --env local')).codes).toEqual(['unknown-option'])
  })
})
