import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { traceSign } from '../../src/ecpay/sign/request-signature.js'
import { place } from '../config/place.js'
import { run } from './run.js'

const published = JSON.parse(readFileSync(new URL('../../fixtures/published-vectors.json', import.meta.url), 'utf8'))
const [official] = published.requests as { body: object; salt: string; expected: string }[]
const BODY = JSON.stringify(official?.body)
const SIGN = official?.expected ?? ''
const ENV = { ECPAY_SALT: official?.salt ?? '' }
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const here = () => place({ 'body.json': BODY, 'bad.json': '{"a":', 'salt.txt': 'your_payment_salt\n' })

describe('sign', () => {
  test.each([
    ['a file', 'sign body.json', {}],
    ['- is stdin', 'sign -', { stdin: BODY }],
    ['a pipe', 'sign', { stdin: BODY }],
    ['a SALT file with a line break', 'sign body.json --salt-file salt.txt', { env: {} }],
    ['the first signature over again', ['sign', 'body.json', '-d', 'sign=again'], {}],
    ['global options in front', '--no-color --quiet sign body.json', {}]
  ])('%s', async (_, argv, options) => {
    expect(await run(argv, { here: here(), env: ENV, ...options })).toMatchObject({ exit: 0, stdout: `${SIGN}\n` })
  })

  test.each([
    [['a=1'], 'a=1 is a string', '{"a":"1"}'],
    [['a:=1'], 'a:=1 is a number', '{"a":1}'],
    [['a=1=2', 'b= x'], 'the first = counts', '{"a":"1=2","b":" x"}'],
    [['url=http://a/?b:=1'], 'and := only in front of it', '{"url":"http://a/?b:=1"}'],
    [['a=1', 'a=2'], 'the last of a key counts', '{"a":"2"}']
  ])('-d %j: %s', async (data, _, body) => {
    const argv = ['sign', '--fill', ...data.flatMap((one) => ['-d', one])]
    const { stdout } = await run(argv, { env: ENV })
    expect(stdout.replace(/,"sign":"[0-9a-f]{32}"/, '')).toBe(body)
  })

  test('-d changes members of a file', async () => {
    const { stdout, exit } = await run(['sign', 'body.json', '-d', 'total_amount:=1', '--fill'], {
      here: here(),
      env: ENV
    })
    expect(exit).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ total_amount: 1, disable_msg: 0 })
  })
})

describe('what is refused, and what is only warned of', () => {
  test.each([
    ['{"a":{}}', '', 2, ['nested-value']],
    ['{"a":[1]}', '--nested go', 0, []],
    ['{"a":[1]}', '--nested json', 0, []],
    ['{"a":null,"b":[]}', '', 2, ['null-value', 'nested-value']],
    ['{"a":1,"a":2}', '', 2, ['duplicate-key']],
    ['{"a":"\\ud800"}', '', 2, ['lone-surrogate']],
    ['{"a":1.0}', '', 0, ['non-integer-number']],
    ['{"a":9007199254740993}', '', 0, ['unsafe-integer']],
    ['{"a":true}', '', 0, ['boolean-value']],
    ['{"a":" x"}', '', 0, ['edge-whitespace']],
    ['{"a":"x\\u200b"}', '', 0, ['invisible-character']],
    ['{"a":"\\"x\\""}', '', 0, ['outer-quotes']],
    ['{"a":"😀","b":"！"}', '', 0, ['sort-order']],
    ['{"appid":"x"}', '', 0, ['suspicious-key']],
    ['{"appid":" x"}', '--strict', 2, ['strict-warning', 'suspicious-key', 'edge-whitespace']],
    ['\ufeff{"a":1}', '', 0, ['byte-order-mark']],
    ['', '', 2, ['empty-body']],
    [' \n', '', 2, ['empty-body']],
    ['[]', '', 2, ['not-an-object']],
    ['{"a":1', '', 2, ['invalid-json']],
    ['{"a":"\t"}', '', 2, ['invalid-json']],
    [`{"a":${'['.repeat(300)}`, '', 2, ['json-too-deep']]
  ])('%s %s: exit %i', async (stdin, flags, exit, codes) => {
    const ran = await run(`sign ${flags}`, { stdin, env: ENV })
    expect([ran.exit, ran.codes]).toEqual([exit, codes])
    expect(ran.stdout).toMatch(exit === 0 ? /^[0-9a-f]{32}\n$/ : /^$/)
  })

  test('bytes that are not UTF-8', async () => {
    const ran = await run('sign', { stdin: Buffer.from('{"a":"\xff"}', 'latin1'), env: ENV })
    expect([ran.exit, ran.codes]).toEqual([2, ['invalid-utf8']])
  })

  test.each([
    ['sign body.json', {}, ['missing-salt']],
    ['sign body.json --salt-file none.txt', {}, ['secret-file-unreadable']],
    ['sign body.json --env local --salt-file salt.txt', {}, []],
    ['sign body.json --env local', {}, []],
    ['sign body.json', { ECPAY_SALT: ' salted ' }, ['suspicious-salt']],
    ['sign body.json', { ECPAY_SALT: '"salted"' }, ['suspicious-salt']],
    ['sign none.json', ENV, ['file-not-readable']],
    ['sign .', ENV, ['file-not-readable']],
    ['sign body.json body.json', ENV, ['too-many-arguments']],
    ['sign body.json --nested xml', ENV, ['invalid-option-value']],
    ['sign body.json --check --fill', ENV, ['conflicting-options']],
    ['sign --ndjson body.json --check 54f102e7115f8a6a3e6af4633dc33959', ENV, ['conflicting-options']],
    ['sign body.json --csv', ENV, ['missing-option']],
    ['sign --ndjson --csv --code php', ENV, ['conflicting-options']],
    ['sign --ndjson --explain', ENV, ['conflicting-options']],
    ['sign --ndjson -d a=1', ENV, ['conflicting-options']],
    ['sign -d a', ENV, ['malformed-assignment']],
    ['sign -d a:=x -d b', ENV, ['malformed-assignment', 'invalid-json', 'malformed-assignment']],
    ['sign bad.json', ENV, ['invalid-json']]
  ])('%s with %j', async (argv, env, codes) => {
    const ran = await run(argv, { here: here(), env })
    expect(ran.codes).toEqual(codes)
    const warned = codes.every((code) => code === 'suspicious-salt')
    expect(ran.exit).toBe(warned ? 0 : 2)
  })

  test('a terminal as stdin is not waited on: help, exit 2', async () => {
    const { exit, codes, stderr, stdout } = await run('sign', { terminal: true, env: ENV })
    expect([exit, codes, stdout]).toEqual([2, ['no-input'], ''])
    expect(stderr).toContain('ecpay sign body.json')
  })
})

describe('--check of what official sources disagree on', () => {
  const [go, text] = ['[1 2]', '[1,2]'].map((list) => md5(`${list}&${ENV.ECPAY_SALT}`))
  const stdin = '{"settle_params":[1,2]}'

  test.each([
    [`sign --check ${go}`, 1, ['signature-disputed']],
    [`sign --check ${text}`, 1, ['signature-disputed']],
    [`sign --check ${text} --nested json`, 0, []],
    [`sign --check ${go} --strict`, 1, ['signature-disputed']],
    [`sign --check ${md5('x')}`, 2, ['nested-value']]
  ])('%s', async (argv, exit, codes) => {
    expect(await run(argv, { stdin, env: ENV })).toMatchObject({ exit, codes })
  })

  test('--json says which source gives it', async () => {
    const { stdout } = await run(`sign --check ${text} --json`, { stdin, env: ENV })
    const mistakes = [{ code: 'nested-as-sent', key: 'settle_params' }]
    const warnings = [{ code: 'nested-value' }]
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'disputed', source: 'appendix', mistakes, warnings })
  })

  test.each([
    ['a line that is refused', `{"settle_params":[1,2],"sign":"${text}"}`, '', 'disputed'],
    ['a line that is signed', `{"a":"\u3000x","sign":"${md5(`${ENV.ECPAY_SALT}&\u3000x`)}"}`, '', 'disputed'],
    ['with --nested', `{"settle_params":[1,2],"sign":"${go}"}`, '--nested json', 'wrong'],
    ['a line that is wrong', `{"a":1,"sign":"${go}"}`, '', 'wrong'],
    ['a refused line of no source', '{"a":null,"sign":"f"}', '', null]
  ])('--ndjson: %s', async (_, line, options, verdict) => {
    const single = await run(`sign --check --json ${options}`, { stdin: line, env: ENV })
    const { stdout } = await run(`sign --ndjson --check --json ${options}`, { stdin: line, env: ENV })
    const found = JSON.parse(stdout)
    expect(found).toMatchObject({ valid: false, verdict })
    if (verdict === null) return
    const { verdict: same, source, mistakes, theirs, sign } = JSON.parse(single.stdout)
    expect(found).toMatchObject({ verdict: same, sign, theirs, ...(source && { source, mistakes }) })
    expect(found.problems.at(-1).code).toBe(verdict === 'wrong' ? 'signature-differs' : 'signature-disputed')
  })
})

describe('--check', () => {
  const signed = JSON.stringify({ ...official?.body, sign: SIGN })
  test.each([
    [`sign body.json --check ${SIGN}`, 0, []],
    [`sign --check ${SIGN} body.json`, 0, []],
    ['sign body.json --check', 1, ['signature-differs']],
    ['sign --check body.json', 1, ['signature-differs']],
    ['sign --check signed.json', 0, []],
    ['sign signed.json --check', 0, []],
    [`sign body.json --check ${SIGN.toUpperCase()}`, 1, ['signature-differs']],
    ['sign body.json --check abc', 1, ['signature-differs']],
    ['sign body.json --check nothex', 2, ['malformed-sign']],
    ['sign unsigned.json --check', 2, ['missing-sign']],
    // Node's digest() without 'hex'.
    ['sign buffer.json --check', 1, ['signature-differs']]
  ])('%s: exit %i', async (argv, exit, codes) => {
    const buffer = JSON.stringify({ a: 1, sign: Buffer.from(SIGN, 'hex') })
    const files = { 'buffer.json': buffer, 'body.json': BODY, 'signed.json': signed, 'unsigned.json': '{"a":1}' }
    const ran = await run(argv, { here: place(files), env: ENV })
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([exit, codes, ''])
  })

  test('a difference shows what was signed', async () => {
    const { stderr } = await run('sign body.json --check', { here: here(), env: ENV })
    expect(stderr).toContain('172800&2376&')
    expect(stderr).toContain('<SALT>')
    expect(stderr).not.toContain('your_payment_salt')
  })

  test('the line that goes on from a body of several lines is one for a shell', async () => {
    const stdin = '{\n  "subject": "it\'s",\n  "sign": "0"\n}\n'
    const { stderr } = await run('sign --check --quiet', { stdin, env: ENV })
    expect(stderr).toContain(`printf %s '{"subject": "it'\\''s","sign": "0"}' | ecpay diagnose\n`)
  })

  test.each([
    [SIGN, true, 0],
    ['0'.repeat(32), false, 1]
  ])('--json says valid and theirs: %s', async (theirs, valid, exit) => {
    const ran = await run(`sign body.json --check ${theirs} --json`, { here: here(), env: ENV })
    expect(ran.exit).toBe(exit)
    expect(JSON.parse(ran.stdout)).toMatchObject({ sign: SIGN, valid, theirs })
    expect(ran.stderr).toBe('')
  })
})

describe('--explain, --fill and --json', () => {
  test('--explain: every member, the sorted list, the string to sign and the digest, on stderr', async () => {
    const stdin = '{"app_id":"x","b":"\\u001b[31m","a":1,"empty":"","text":"null"}'
    const { stdout, stderr } = await run('sign --explain', { stdin, env: ENV })
    expect(stdout).toMatch(/^[0-9a-f]{32}\n$/)
    expect(stderr.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '))).toEqual([
      'Fields',
      'app_id | not signed: excluded key',
      'b | signed | <U+001B>[31m',
      'a | signed | 1',
      'empty | not signed: empty',
      'text | not signed: the text null',
      'Sorted by UTF-8 bytes',
      '1 | b | <U+001B>[31m',
      '2 | a | 1',
      '3 | <SALT>',
      'String to sign',
      '<U+001B>[31m&1&<SALT>',
      `MD5 | ${stdout.trim()}`,
      ''
    ])
  })

  test.each([
    ['{"a":1}', /^\{"a":1,"sign":"[0-9a-f]{32}"\}$/],
    ['{"sign":"old", "a" : 1.0e2 }\n', /^\{"sign":"[0-9a-f]{32}", "a" : 1\.0e2 \}\n$/],
    ['{}', /^\{"sign":"[0-9a-f]{32}"\}$/],
    ['{\n  "a": 1\n}\n', /^\{\n {2}"a": 1,\n {2}"sign": "[0-9a-f]{32}"\n\}\n$/]
  ])('--fill keeps every other byte of %j', async (stdin, filled) => {
    expect((await run('sign --fill', { stdin, env: ENV })).stdout).toMatch(filled)
  })

  test('--json', async () => {
    const { stdout, stderr } = await run('sign --json', { stdin: '{"app_id":"x","a":1.0,"b":""}', env: ENV })
    expect(JSON.parse(stdout)).toEqual({
      sign: expect.stringMatching(/^[0-9a-f]{32}$/),
      string_to_sign: '1.0&<SALT>',
      signed: [{ key: 'a', text: '1.0' }],
      skipped: [
        { key: 'app_id', reason: 'excluded' },
        { key: 'b', reason: 'empty' }
      ],
      warnings: [{ code: 'non-integer-number', key: 'a', message: expect.any(String), hint: expect.any(String) }]
    })
    expect(stderr).toBe('')
  })

  test('a SALT of one character is masked in the string to sign too', async () => {
    const { stdout } = await run('sign --json -d a=b', { env: { ECPAY_SALT: 'b' } })
    expect(JSON.parse(stdout).string_to_sign).toBe('b&<SALT>')
  })
})

describe('--ndjson', () => {
  test.each([
    ['nothing', '', '', 0, []],
    ['no line break at the end', '{"a":1}', '1\n', 0, []],
    ['CRLF and a BOM', '\ufeff{"a":1}\r\n{"a":2}\r\n', '1\n1\n', 0, ['byte-order-mark']],
    ['bad lines in order', '{"a":1}\n{"a":\n\n{"a":2}\n', '1\n\n\n1\n', 2, ['invalid-json', 'empty-body', 'bad-lines']],
    ['a warning names its line', '{"a":1.5}\n', '1\n', 0, ['non-integer-number']],
    [
      '--strict refuses its line',
      '{"a":1.5}\n{"a":1}\n',
      '\n1\n',
      2,
      ['strict-warning', 'non-integer-number', 'bad-lines']
    ]
  ])('%s', async (what, stdin, shape, exit, codes) => {
    const ran = await run(`sign --ndjson ${what.startsWith('--') ? '--strict' : ''}`, { stdin, env: ENV })
    expect(ran.stdout.replace(/[0-9a-f]{32}/g, '1')).toBe(shape)
    expect([ran.exit, ran.codes]).toEqual([exit, codes])
  })

  const right = (body: string) => `{"a":${body},"sign":"${traceSign(`{"a":${body}}`, ENV.ECPAY_SALT).sign}"}`
  const mixed = `${right('1')}\n{"a":1.5}\n{"a":null}\n{"a":2,"sign":"${'0'.repeat(32)}"}\n`

  test('--json: a document a line, and one on stderr', async () => {
    const { exit, stdout, stderr } = await run('sign --ndjson --json --check', { stdin: mixed, env: ENV })
    const documents = stdout
      .trimEnd()
      .split('\n')
      .map((one) => JSON.parse(one))
    const codes = (all: { code: string }[] = []) => all.map(({ code }) => code)
    expect(documents.map(({ valid, warnings, problems }) => [valid, codes(warnings), codes(problems)])).toEqual([
      [true, [], []],
      [false, ['non-integer-number'], ['missing-sign']],
      [false, [], ['null-value']],
      [false, [], ['signature-differs']]
    ])
    expect(documents[2]).toMatchObject({ sign: null })
    // Without its findings, a line is the same document as a single body.
    const single = await run('sign --json --check', { stdin: right('1'), env: ENV })
    expect(documents[0]).toEqual(JSON.parse(single.stdout))
    expect([exit, codes(JSON.parse(stderr).error.problems)]).toEqual([1, ['bad-lines', 'lines-differ']])
  })

  test('--check: what differs is said, and the signatures are the same', async () => {
    const { exit, stdout, codes } = await run('sign --ndjson --check', { stdin: mixed, env: ENV })
    expect(stdout).toBe((await run('sign --ndjson', { stdin: mixed, env: ENV })).stdout)
    expect(exit).toBe(1)
    expect(codes).toEqual([
      'non-integer-number',
      'missing-sign',
      'null-value',
      'signature-differs',
      'bad-lines',
      'lines-differ'
    ])
    expect((await run('sign --ndjson --check', { stdin: right('7'), env: ENV })).exit).toBe(0)
  })

  test('--csv: a table', async () => {
    const stdin = '{"out_order_no":"no_1","a":1}\n{"out_order_no":"a,\\"b","b":1.5}\n{"a":null}\n'
    const { exit, stdout } = await run('sign --ndjson --csv', { stdin, env: ENV })
    expect(stdout.replace(/[0-9a-f]{32}/g, '1')).toBe(
      'out_order_no,sign,codes\nno_1,1,\n"a,""b",1,non-integer-number\n,,null-value\n'
    )
    expect(exit).toBe(2)
  })

  test.each([
    ['over two lines', 'your_\npayment_salt', 'your_payment_salt'],
    ['with its quotes doubled', 'quo"ted_salt', 'quo"ted_salt']
  ])('--csv: a SALT %s is masked', async (_, out_order_no, salt) => {
    const stdin = JSON.stringify({ out_order_no })
    const { stdout } = await run('sign --ndjson --csv', { stdin, env: { ECPAY_SALT: salt } })
    expect(stdout).toMatch(/^out_order_no,sign,codes\n"<SALT>",[0-9a-f]{32},\n$/)
  })

  test('errors name their line, and --quiet leaves them', async () => {
    const { stderr } = await run('sign --ndjson --quiet', { stdin: '{"a":1.5}\n{', env: ENV })
    expect(stderr).toMatch(/^line 2: error: /)
  })

  test('a file', async () => {
    const files = { 'orders.ndjson': `${BODY}\n`.repeat(3) }
    const { stdout } = await run('sign --ndjson orders.ndjson', { here: place(files), env: ENV })
    expect(stdout).toBe(`${SIGN}\n`.repeat(3))
  })

  test('a file that is not there', async () => {
    expect((await run('sign --ndjson none.ndjson', { env: ENV })).codes).toEqual(['file-not-readable'])
  })
})

test.each([
  ['sign --ndjson --env local', 'The line is empty.'],
  ['sign --ndjson --env local --lang zh', '这一行是空的。'],
  ['verify-callback --ndjson --env local', 'The line is empty.']
])('an empty line among others is called one: %s', async (line, said) => {
  const { stdout, stderr } = await run(line, { stdin: '{"a":1}\n\n{"a":2}\n' })
  expect(stdout + stderr).toContain(said)
})
