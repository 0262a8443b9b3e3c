import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { place } from '../../config/place.js'
import { callback as ecpayCallback, MSG } from '../../e2e/platform.js'
import { BODY, callback } from '../../trade/callback/signed.js'
import { VECTORS } from '../../trade/vectors.js'
import { type RunOptions, run } from '../run.js'

const TOKEN = 'tokenOfTheShop01'
const ENV = { ECPAY_TOKEN: TOKEN, ECPAY_PLATFORM_PUBLIC_KEY: VECTORS.keys.platform.public }
const PAID = JSON.stringify(ecpayCallback(TOKEN))
const CHANGED = JSON.stringify(ecpayCallback(TOKEN, MSG, { msg: MSG.replace('SUCCESS', 'FAIL') }))
const HEADERS = Object.entries(callback().headers as Record<string, string>)
const request = (body: string) =>
  `POST /pay/cb HTTP/1.1\r\nHost: shop.example\r\n${HEADERS.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`
const FILES = {
  'callbacks/a.json': PAID,
  'callbacks/b.http': request(BODY),
  'callbacks/deliveries.ndjson': '{}\n',
  'callbacks/notes.txt': 'not a callback',
  'mixed/a.json': PAID,
  'mixed/changed.json': CHANGED,
  'mixed/deeper/c.json': '{}',
  'changed.http': request(BODY.replace('SUCCESS', 'FAIL')),
  'request.json': '{"app_id":"tt1","out_order_no":"no_1","sign":"x"}',
  'empty.json': '',
  'empty/notes.txt': ''
}

const verify = (line: string, { env = ENV, ...options }: RunOptions = {}, command = 'verify-callback') =>
  run(`${command} ${line}`, { here: place(FILES), env, ...options })
/** The files with their verdicts. */
const verdicts = (stdout: string) => [...stdout.matchAll(/^([✓✗]) (\S+)/gm)].map(([, mark, file]) => `${mark} ${file}`)

describe('what is verified', () => {
  test.each<[name: string, line: string, exit: number, found: string[]]>([
    ['two files', 'callbacks/a.json mixed/a.json', 0, ['✓ callbacks/a.json', '✓ mixed/a.json']],
    ['a folder, of both systems', 'callbacks', 0, ['✓ callbacks/a.json', '✓ callbacks/b.http']],
    ['a folder, not what is deeper', 'mixed', 1, ['✓ mixed/a.json', '✗ mixed/changed.json']],
    ['a pattern', '*/*.json', 1, ['✓ callbacks/a.json', '✓ mixed/a.json', '✗ mixed/changed.json']],
    ['a pattern, not the index of exported callbacks', 'callbacks/*.*son', 0, ['✓ callbacks/a.json']],
    [
      'the index, named',
      'callbacks/deliveries.ndjson mixed/a.json',
      1,
      ['✗ callbacks/deliveries.ndjson', '✓ mixed/a.json']
    ],
    ['a pattern of one', 'callbacks/*.json', 0, ['✓ callbacks/a.json']],
    ['what is named twice, once', 'mixed/a.json mixed/*', 1, ['✓ mixed/a.json', '✗ mixed/changed.json']],
    ['no callback', 'callbacks/a.json request.json', 1, ['✓ callbacks/a.json', '✗ request.json']],
    ['an empty file', 'callbacks/a.json empty.json', 1, ['✓ callbacks/a.json', '✗ empty.json']]
  ])('%s', async (_, line, exit, found) => {
    const ran = await verify(line)
    expect([ran.exit, verdicts(ran.stdout)]).toEqual([exit, found])
    expect(ran.codes).toEqual(exit === 0 ? [] : ['bad-callbacks'])
  })

  test.runIf(process.platform !== 'win32').each([
    ['links', ['✓ links/a.json', '✓ links/c.json', '✗ links/d.json']],
    ['links/*', ['✓ links/a.json', '✓ links/c.json']]
  ])('in %s no pipe and no folder, but links', async (path, found) => {
    const here = place({ 'links/a.json': PAID })
    execFileSync('sh', ['-c', 'mkfifo "$0"', here.path('links/b.json')])
    symlinkSync('a.json', here.path('links/c.json'))
    symlinkSync('none.json', here.path('links/d.json'))
    symlinkSync('.', here.path('links/e.json'))
    expect(verdicts((await run(['verify-callback', path], { here, env: ENV })).stdout)).toEqual(found)
  })

  test('requests of the trade system', async () => {
    const ran = await verify('callbacks/b.http changed.http', {}, 'trade verify-callback')
    expect([ran.exit, verdicts(ran.stdout)]).toEqual([1, ['✓ callbacks/b.http', '✗ changed.http']])
  })
})

test('below a file it says why it is not genuine', async () => {
  const { stdout } = await verify('mixed')
  expect(stdout).toMatch(/✗ mixed\/changed.json payment\n {2}.*\(signature-mismatch\)\n {2}.*\(msg-changed\)/)
})

test('--json has every verdict in one document', async () => {
  const { exit, stdout, codes } = await verify('mixed --json')
  expect([exit, codes]).toEqual([1, []])
  expect(JSON.parse(stdout)).toMatchObject({
    valid: false,
    callbacks: [
      { file: 'mixed/a.json', valid: true, type: 'payment', msg: MSG },
      { file: 'mixed/changed.json', valid: false, causes: [{ code: 'msg-changed' }] }
    ]
  })
})

describe('refused before anything is verified', () => {
  test.each<[name: string, line: string, codes: string[]]>([
    [
      'files that are not there, all of them',
      'none.json callbacks other.json',
      ['file-not-readable', 'file-not-readable']
    ],
    ['a folder without callbacks', 'empty callbacks', ['no-callback-files']],
    ['a pattern that nothing matches', 'none/*.json', ['no-callback-files']],
    ['a pattern that only the index matches', 'callbacks/*.ndjson', ['no-callback-files']],
    ['stdin among files', 'callbacks -', ['conflicting-options']],
    ['several streams of lines', '--ndjson a.ndjson b.ndjson', ['conflicting-options']]
  ])('%s', async (_, line, codes) => {
    const ran = await verify(line)
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, codes, ''])
  })

  test('no token is one error, not one a file', async () => {
    const ran = await verify('callbacks/a.json mixed/a.json', { env: {} })
    expect([ran.exit, ran.codes]).toEqual([2, ['missing-token']])
  })

  test.each([
    [['-H', 'Byte-Timestamp: 1']],
    [['--headers', 'headers.txt']],
    [['--har', 'request.har']],
    [['--from-curl', 'command.txt']]
  ])('%j, which is of one callback', async (option) => {
    const argv = ['trade', 'verify-callback', 'callbacks', ...option]
    const ran = await run(argv, { here: place(FILES), env: ENV })
    expect([ran.exit, ran.codes]).toEqual([2, ['conflicting-options']])
  })
})

test('an interruption ends it without a result', async () => {
  const ran = await verify('callbacks', { signal: AbortSignal.abort() })
  expect([ran.exit, ran.stdout]).toEqual([130, ''])
})
