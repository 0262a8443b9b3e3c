import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { place } from '../config/place.js'
import { run } from './run.js'

/** Wrong signers as people write them, around the parts of a right one. */
const PARTS = `
const { hash, createSign, createHmac } = require('node:crypto')
const OUT = ['app_id', 'thirdparty_id', 'sign', 'other_settle_params']
const bytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))
const strip = (text) => text.replace(/^\\p{White_Space}+|\\p{White_Space}+$/gu, '')
const bare = (text) => (text.length > 1 && text.startsWith('"') && text.endsWith('"') ? strip(text.slice(1, -1)) : text)
const textOf = (value) => bare(strip(typeof value === 'string' ? value : JSON.stringify(value)))
const values = (body, of = textOf, out = OUT) =>
  Object.entries(body).filter(([key]) => !out.includes(key)).map(([, value]) => of(value)).filter((text) => text !== '' && text !== 'null')
const md5 = (list) => hash('md5', list.join('&'))
const right = (body, salt) => md5([...values(body), salt].sort(bytes))
const rsa = (lines, key, how = 'RSA-SHA256') => createSign(how).update(lines).sign(key, 'base64')
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const one = JSON.parse(line)
  const { body, salt, method, uri, timestamp, nonce, private_key: key, app_id, key_version } = one
  const parsed = () => JSON.parse(body)
  const text = [method, uri, timestamp, nonce, body].join('\\n')
  console.log(SIGN())
})`
const program = (sign: string) => ['--', 'node', '-e', PARTS.replace('SIGN()', sign)]

/** The whole byteAuthorization, around a signature. */
const authorization = (signature: string) =>
  `['SHA256-RSA2048 appid=' + app_id, 'nonce_str=' + nonce, 'timestamp=' + timestamp, 'key_version=' + key_version, 'signature=' + ${signature}].join(',')`

interface Document {
  passed: boolean
  mistakes: { code: string; cases: string[]; fix: string }[]
  cases: { id: string; verdict: string; disputed: boolean; mistakes: string[] }[]
  problems: { code: string }[]
}

async function check(options: readonly string[], sign: string) {
  const ran = await run(['check-signer', '--json', '--time-limit', '60', ...options, ...program(sign)])
  const document: Document = JSON.parse(ran.stdout)
  return { ...ran, document, codes: document.mistakes.map(({ code }) => code).join(' ') }
}

/** Every third case, which has some of each kind: a mistake is searched for over all that differ. */
async function someCases(): Promise<string[]> {
  const { cases } = JSON.parse((await run('check-signer --list --json')).stdout) as { cases: { id: string }[] }
  return cases.filter((_, i) => i % 3 === 0).flatMap(({ id }) => ['--only', id])
}

describe('each mistake is named once, whatever the number of cases', () => {
  test.each<[what: string, sign: string, codes: string]>([
    ['none', 'right(parsed(), salt)', ''],
    [
      'JavaScript !value',
      'md5([...values(parsed(), (v) => (v ? textOf(v) : "")).filter((t) => t !== "0"), salt].sort(bytes))',
      'zeros-dropped'
    ],
    ['upper case', 'right(parsed(), salt).toUpperCase()', 'uppercase-digest'],
    ['SALT at the end', 'md5([...values(parsed()).sort(bytes), salt])', 'salt-appended'],
    ['app_id signed', 'md5([...values(parsed(), textOf, ["sign"]), salt].sort(bytes))', 'excluded-key-signed'],
    ['SHA-256', 'hash("sha256", [...values(parsed()), salt].sort(bytes).join("&"))', 'sha256-digest'],
    [
      'quotes kept, not trimmed',
      'md5([...values(parsed(), (v) => typeof v === "string" ? v : JSON.stringify(v)), salt].sort(bytes))',
      'not-trimmed quotes-kept'
    ],
    [
      'two fields alone',
      'md5([...["out_order_no", "total_amount"].flatMap((k) => k in parsed() ? textOf(parsed()[k]) : []), salt].filter((t) => t !== "").sort(bytes))',
      'only-some-signed'
    ],
    [
      'GBK in place of UTF-8',
      'hash("md5", Buffer.from([...values(parsed()), salt].sort(bytes).join("&"), "latin1"))',
      'latin1-bytes'
    ]
  ])('%s', async (_, sign, codes) => {
    // All of them where nothing is wrong, or two things are.
    const ran = await check(codes === '' || codes.includes(' ') ? [] : await someCases(), sign)
    expect(ran.codes).toBe(codes)
    expect(ran.exit).toBe(codes === '' ? 0 : 1)
    // Nothing is left without an explanation.
    const left = ran.document.cases.filter((one) => one.verdict === 'failed' && one.mistakes.length === 0)
    expect(left).toEqual([])
  })

  test.each<[what: string, sign: string, codes: string]>([
    ['none', 'rsa(text + "\\n", key)', ''],
    ['the whole byteAuthorization', authorization('rsa(text + "\\n", key)'), 'no-quotes-in-header'],
    ['no final line break', 'rsa(text, key)', 'no-final-newline'],
    ['SHA-1', 'rsa(text + "\\n", key, "RSA-SHA1")', 'sha1-digest'],
    ['none, in a line of a log', '"INFO signature=" + rsa(text + "\\n", key) + " done"', ''],
    [
      'JSON written again',
      'rsa([method, uri, timestamp, nonce, body && JSON.stringify(JSON.parse(body))].join("\\n") + "\\n", key)',
      'body-reserialised'
    ]
  ])('of the trade system: %s', async (_, sign, codes) => {
    const ran = await check(['--system', 'trade'], sign)
    expect([ran.codes, ran.exit]).toEqual([codes, codes === '' ? 0 : 1])
  })
})

describe('a mistake of few cases beside one of all of them is the same as alone', () => {
  const php = '((t) => t.replace(/^[ \\t\\n\\r\\0\\x0b]+|[ \\t\\n\\r\\0\\x0b]+$/g, ""))'
  const bare = `((t) => (t.length > 1 && t.startsWith('"') && t.endsWith('"') ? ${php}(t.slice(1, -1)) : t))`
  const text = '(typeof v === "string" ? v : JSON.stringify(v))'
  const rare: [code: string, values: string][] = [
    ['number-zeros-dropped', 'values(parsed(), (v) => (v ? textOf(v) : ""))'],
    ['trimmed-as-php', `values(parsed(), (v) => ${bare}(${php}${text}))`]
  ]
  const common: [code: string, sign: (list: string) => string][] = [
    ['uppercase-digest', (list) => `md5([...${list}, salt].sort(bytes)).toUpperCase()`],
    ['salt-glued-behind', (list) => `hash("md5", ${list}.sort(bytes).join("&") + salt)`]
  ]
  test.each(rare.flatMap(([few, list]) => common.map(([all, sign]) => [all, few, sign(list)])))(
    '%s and %s',
    async (all = '', few = '', sign = '') => {
      const { codes, document } = await check([], sign)
      expect(codes).toBe(`${all} ${few}`)
      expect(document.cases.filter((one) => one.verdict === 'failed' && one.mistakes.length === 0)).toEqual([])
    }
  )
})

test('signatures that belong to other cases say nothing of the code', async () => {
  const shifted = "((last) => last ?? '')(globalThis.last, (globalThis.last = right(parsed(), salt)))"
  const { exit, document } = await check([], shifted)
  expect([exit, document.problems.map(({ code }) => code)]).toEqual([3, ['signer-out-of-order']])
  expect([document.cases, document.mistakes]).toEqual([[], []])
  // Every second line is missing.
  const skipped =
    '((n) => (globalThis.n = n, n % 2 ? (console.log = () => {}) : (console.log = globalThis.log), right(parsed(), salt)))((globalThis.log ??= console.log, globalThis.n ?? 0) + 1)'
  expect((await check([], skipped)).document.problems.map(({ code }) => code)).toContain('signer-out-of-order')
  // Always the same one is a mistake of the code.
  const { document: same } = await check(['--time-limit', '1'], '(globalThis.first ??= right(parsed(), salt))')
  expect(same.problems.map(({ code }) => code)).toEqual(['signer-wrong'])
})

test('what honest implementations part about is advice', async () => {
  // Java trims, and sorts, otherwise.
  const { exit, document } = await check([], 'md5([...values(parsed()), salt].sort())')
  const verdicts = (isDisputed: boolean) =>
    new Set(document.cases.filter(({ disputed }) => disputed === isDisputed).map(({ verdict }) => verdict))
  expect([exit, verdicts(false), verdicts(true)]).toEqual([0, new Set(['passed']), new Set(['passed', 'advice'])])
})

test('a fix is code in the language of the program, or in that of --for', async () => {
  const sign = 'right(parsed(), salt).toUpperCase()'
  const only = ['check-signer', '--only', 'v004']
  expect((await run([...only, ...program(sign)])).stdout).toContain("createHash('md5')")
  expect((await run([...only, '--for', 'php', ...program(sign)])).stdout).toContain('md5($')
})

test('of the trade system, too', async () => {
  const only = ['check-signer', '--system', 'trade', '--only', 'shared-sign-0']
  const sign = program('rsa(text, key)')
  expect((await run([...only, ...sign])).stdout).toContain('const text = [method')
  expect((await run([...only, '--for', 'php', ...sign])).stdout).toContain('$text = "$method')
  expect((await run([...only, '--for', 'java', '--lang', 'zh', ...sign])).stdout).toContain(
    'String text = String.join('
  )
})

test('no SALT of the user is handed over', async () => {
  const here = place({ '.ecpayrc': JSON.stringify({ salt: 'saltOfTheUser0001' }) })
  const { stdout } = await run(['check-signer', '--list', '--json'], { here })
  expect(stdout).not.toContain('saltOfTheUser0001')
})

describe('reporters', () => {
  const wrong = program('right(parsed(), salt).toUpperCase()')

  test('several at once, one of them on stdout', async () => {
    const here = place()
    const forms = ['tap', 'junit=a.xml', 'json=a.json', 'github=a.txt', 'pretty=a.out']
    const ran = await run(
      ['check-signer', '--only', 'v004', ...forms.flatMap((form) => ['--reporter', form]), ...wrong],
      { here, env: { GITHUB_STEP_SUMMARY: here.path('summary.md') } }
    )
    expect(ran.stdout).toMatch(/^TAP version 14\n1\.\.1\nnot ok 1 - v004 /)
    const read = (name: string) => readFileSync(here.path(name), 'utf8')
    expect(read('a.xml')).toMatch(/failures="1".*<system-out>.*uppercase-digest/s)
    expect(JSON.parse(read('a.json')).mistakes[0].code).toBe('uppercase-digest')
    expect(read('a.txt')).toMatch(/^::error title=ecpay check-signer%3A v004 .*%0A/)
    expect(read('a.out')).toContain('uppercase-digest')
    expect(read('summary.md')).toContain('### ecpay check-signer')
  })

  test.each([
    ['junt', 'invalid-option-value'],
    ['tap --reporter junit', 'conflicting-options'],
    ['tap --json', 'conflicting-options'],
    ['junit=no/such/folder.xml', 'file-not-writable']
  ])('%s is refused before anything runs', async (given, code) => {
    const ran = await run(['check-signer', '--reporter', ...given.split(' '), '--', 'no-such-program'])
    expect([ran.exit, ran.codes]).toEqual([2, [code]])
  })
})

test.each<[answer: string | object, status: number, exit: number, codes: string[]]>([
  ['1e83c6d5fc39324ff43ea7417d11e510\n', 200, 0, []],
  [{ sign: '1e83c6d5fc39324ff43ea7417d11e510' }, 200, 0, []],
  ['1E83C6D5FC39324FF43EA7417D11E510', 200, 1, ['signer-wrong']],
  [{ code: 0, data: { sign: '1e83c6d5fc39324ff43ea7417d11e510', trace: 'a'.repeat(32) } }, 200, 0, []],
  [{ code: 401, message: 'unauthorized' }, 200, 3, ['signer-no-signature']],
  ['<html><body>Not found</body></html>', 200, 3, ['signer-no-signature']],
  ['', 200, 3, ['signer-no-signature']],
  ['no', 404, 3, ['signer-answered-status']]
])('a service that answers %j with HTTP %i', async (answer, status, exit, codes) => {
  const server = createServer((request, response) => {
    request
      .resume()
      .on('end', () => response.writeHead(status).end(typeof answer === 'string' ? answer : JSON.stringify(answer)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const ran = await run(`check-signer --only v004 --url http://127.0.0.1:${port}/sign`)
  expect([ran.exit, ran.codes]).toEqual([exit, codes])
})

test.each([
  ['empty lines', '""'],
  ['its usage', '"usage: sign <file>"'],
  ['numbers', '"[1, 2]"']
])('a program that prints %s instead of signatures', async (_, sign) => {
  const { exit, document } = await check(['--only', 'v004', '--only', 'v005', '--time-limit', '1'], sign)
  expect([exit, document.passed, document.cases]).toEqual([3, false, []])
  expect(document.problems.map(({ code }) => code)).toEqual(['signer-no-signature'])
})

test('--each starts the program for every case', async () => {
  const ran = await run([
    'check-signer',
    '--each',
    '--only',
    'v004',
    '--only',
    'v005',
    ...program('right(parsed(), salt)')
  ])
  expect([ran.exit, ran.codes]).toEqual([0, []])
})

test('a program that has left its group is not waited for', { timeout: 60_000 }, async () => {
  const away = ['sh', '-c', 'setsid sleep 90 & sleep 90']
  const { exit, codes } = await run(['check-signer', '--timeout', '300', '--', ...away])
  expect([exit, codes]).toEqual([3, ['signer-hangs']])
})
