import { sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DEMO_KEY_PAIRS } from '../../../src/simulator/demo-key-pairs.js'
import { place } from '../../config/place.js'
import { callback as ecpayCallback } from '../../e2e/platform.js'
import { BODY, callback, headersWith, lines, MSG, OTHER, STAMPS } from '../../trade/callback/signed.js'
import { CALLBACKS, KEYS, VECTORS } from '../../trade/vectors.js'
import { run } from '../run.js'

const { app, platform } = VECTORS.keys
const ENV = { ECPAY_PLATFORM_PUBLIC_KEY: platform.public }
const HEADERS = callback().headers as Record<string, string>
const headerLines = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')
const optionsOf = (headers: Record<string, string>) =>
  Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
const httpOf = (headers: Record<string, string>, body: string, end = '') =>
  `POST /pay/cb HTTP/1.1\r\nHost: shop.example\r\n${headerLines(headers)}\r\n\r\n${body}${end}`
const verify = (argv: readonly string[], stdin: string | Uint8Array = BODY, env: Record<string, string> = ENV) =>
  run(['trade', 'verify-callback', ...argv], { stdin, env })
const RIGHT = optionsOf(HEADERS)

describe('every callback of the vectors', () => {
  test.each(CALLBACKS)('$id: $cause', async ({ headers, body_base64, valid, cause }) => {
    const env = { ...ENV, ECPAY_PRIVATE_KEY: app.private_pkcs8 }
    const { exit, stdout } = await verify([...optionsOf(headers), '--json'], Buffer.from(body_base64, 'base64'), env)
    const document = JSON.parse(stdout)
    expect([exit, document.valid]).toEqual([valid ? 0 : 1, valid])
    expect(document.causes.map(({ code }: { code: string }) => code)).toEqual(cause === undefined ? [] : [cause])
  })
})

describe('a genuine callback', () => {
  test('msg as it came in a line, and every check on stderr', async () => {
    const { exit, stdout, stderr } = await verify(RIGHT)
    expect([exit, stdout]).toEqual([0, `${MSG}\n`])
    expect(stderr.match(/✓/g)).toHaveLength(4)
  })

  test('--json', async () => {
    const { stdout, stderr } = await verify([...RIGHT, '--json', '--max-age', '999999999'])
    expect(JSON.parse(stdout)).toEqual({
      valid: true,
      checks: ['headers', 'signature', 'envelope', 'age', 'type'].map((name) => ({ name, ok: true })),
      problems: [],
      causes: [],
      warnings: [],
      type: 'payment',
      version: '3.0',
      msg: MSG
    })
    expect(stderr).toBe('')
  })

  test('on a terminal msg is pretty, with what its numbers mean', async () => {
    const here = place({ 'body.json': BODY, 'headers.txt': headerLines(HEADERS) })
    const argv = 'trade verify-callback body.json --headers headers.txt --no-color'
    const { stdout } = await run(argv, { here, env: ENV, terminal: true })
    expect(stdout).toMatch(/"total_amount": 100, {2}\/\/ ¥1\.00/)
  })

  test.each([
    ['beside its headers', RIGHT, JSON.stringify(Buffer.from(BODY))],
    ['a Uint8Array', RIGHT, JSON.stringify(Uint8Array.from(Buffer.from(BODY)))],
    ['bytes of Go', RIGHT, `[${[...Buffer.from(BODY)].join(' ')}]`],
    ['in a line with its headers', [], JSON.stringify({ headers: HEADERS, body: Buffer.from(BODY) })]
  ])('a body whose bytes a program printed: %s', async (_, options, text) => {
    const { exit, stdout } = await verify([...options, '--json', '--max-age', '999999999'], text)
    expect([exit, JSON.parse(stdout).valid]).toEqual([0, true])
  })

  test('the keys of the local gateway', async () => {
    const headers = headersWith(sign('sha256', lines(), DEMO_KEY_PAIRS.platform_private_key).toString('base64'))
    expect((await verify([...optionsOf(headers), '--env', 'local'], BODY, {})).exit).toBe(0)
    const { stderr } = await verify(optionsOf(headers))
    expect(stderr).toContain('(signed-with-demo-key)')
  })

  test('the answer that is more than a word is shown', async () => {
    const one = CALLBACKS[0]
    const { stderr } = await verify(optionsOf(one?.headers ?? {}), Buffer.from(one?.body_base64 ?? '', 'base64'))
    expect(stderr).toContain('"data":{"out_refund_no":"refund_1"')
    expect((await verify(RIGHT)).stderr).not.toContain('"data"')
  })
})

describe('where headers and body come from', () => {
  const body64 = Buffer.from(BODY).toString('base64')
  const har = {
    log: {
      entries: [
        { request: { method: 'GET', url: 'https://shop.example/', headers: [] } },
        {
          request: {
            method: 'POST',
            url: 'https://shop.example/pay/cb',
            headers: Object.entries(HEADERS).map(([name, value]) => ({ name: name.toLowerCase(), value })),
            postData: { text: BODY }
          }
        },
        { request: { method: 'POST', url: 'https://shop.example/other', headers: [], postData: { text: '{}' } } }
      ]
    }
  }
  const curl = `curl 'https://shop.example/pay/cb' ${Object.entries(HEADERS)
    .map(([name, value]) => `-H '${name}: ${value}'`)
    .join(' ')} --data-raw '${BODY}'`
  const files = {
    'body.json': BODY,
    'headers.txt': headerLines(HEADERS),
    'headers.json': JSON.stringify(HEADERS),
    'verbose.txt': `> POST /pay/cb HTTP/1.1\n${headerLines(HEADERS).replaceAll('\r\n', '\n').replace(/^/gm, '> ')}\n>\n`,
    'cgi.json': JSON.stringify(
      Object.fromEntries(Object.entries(HEADERS).map(([k, v]) => [`HTTP_${k.toUpperCase().replaceAll('-', '_')}`, v]))
    ),
    'request.http': httpOf(HEADERS, BODY),
    'edited.http': httpOf(HEADERS, BODY, '\n'),
    'line.json': JSON.stringify({ headers: HEADERS, body: BODY }),
    'base64.json': JSON.stringify({ headers: HEADERS, body_base64: body64 }),
    'cloud.json': JSON.stringify({ headers: HEADERS, body: body64, isBase64Encoded: true }),
    'printed.txt': `Array\n(\n${Object.entries(HEADERS)
      .map(([name, value]) => `    [HTTP_${name.toUpperCase().replaceAll('-', '_')}] => ${value}`)
      .join('\n')}\n)\n`,
    'logged.txt': `2026-11-28 INFO notify headers=${JSON.stringify(HEADERS)} body=${BODY} cost=3ms`,
    'client.txt': `--> POST /pay/cb\n${headerLines(HEADERS)}\n\n${BODY}\n--> END POST`,
    'parsed.json': `{"headers":${JSON.stringify(HEADERS)},"body":${BODY}}`,
    'curl.txt': curl,
    'file.curl': curl.replace(/--data-raw '.*'$/s, '--data-binary @body.json'),
    'traffic.har': JSON.stringify(har)
  }
  test.each([
    'body.json --headers headers.txt',
    'body.json --headers headers.json',
    'body.json --headers verbose.txt',
    'body.json --headers cgi.json',
    'body.json --headers printed.txt',
    'logged.txt',
    'client.txt',
    'parsed.json',
    'cloud.json',
    'request.http',
    'edited.http',
    'line.json',
    'base64.json',
    'curl.txt',
    '--from-curl curl.txt',
    '--from-curl file.curl',
    'traffic.har',
    '--har traffic.har'
  ])('%s', async (argv) => {
    const { exit, stdout, codes } = await run(`trade verify-callback ${argv}`, { here: place(files), env: ENV })
    expect([exit, stdout]).toEqual([0, `${MSG}\n`])
    expect(codes.filter((code) => code !== 'read-as' && code !== 'callback-unwrapped')).toEqual([])
  })

  test('a body that ends in a line break, in a file that does too', async () => {
    const body = `${BODY}\n`
    const { headers } = callback(body)
    for (const end of ['', '\n']) {
      const here = place({ 'request.http': httpOf(headers as Record<string, string>, body, end) })
      const { exit, codes } = await run('trade verify-callback request.http', { here, env: ENV })
      expect([exit, codes]).toEqual([0, ['read-as']])
    }
  })

  test('UTF-16 is read, and said', async () => {
    const { exit, codes } = await verify(RIGHT, Buffer.from(`\ufeff${BODY}`, 'utf16le'))
    expect([exit, codes]).toEqual([0, ['read-as-utf16']])
  })
})

describe('why not', () => {
  const env = {
    ...ENV,
    ECPAY_PRIVATE_KEY: app.private_pkcs8
  }
  test.each<[string, Parameters<typeof callback>, string]>([
    ["the app's key", [BODY, KEYS.app], 'signed-with-app-key'],
    ['a key that nobody has', [BODY, OTHER.privateKey], 'other-platform-key']
  ])('%s', async (_, given, code) => {
    const { exit, stderr, codes } = await verify(
      optionsOf(callback(...given).headers as Record<string, string>),
      BODY,
      env
    )
    expect([exit, codes]).toEqual([1, ['rsa-signature-mismatch']])
    expect(stderr).toContain(`(${code})`)
  })

  test("another profile's key", async () => {
    const here = place({
      'body.json': BODY,
      'headers.txt': headerLines(callback(BODY, OTHER.privateKey).headers as Record<string, string>),
      'other.pem': OTHER.publicKey.export({ type: 'spki', format: 'pem' }) as string,
      'platform.pem': platform.public,
      '.ecpayrc': JSON.stringify({
        platform_public_key_file: 'platform.pem',
        profiles: { shop: { platform_public_key_file: 'other.pem' }, none: {} }
      })
    })
    const argv = 'trade verify-callback body.json --headers headers.txt'
    const { stderr } = await run(argv, { here })
    expect(stderr).toContain('(other-profiles-key)')
    expect(stderr).toContain('--profile shop')
    expect((await run(`${argv} --profile shop`, { here })).exit).toBe(0)
  })

  test("the app's own key for the platform's", async () => {
    const { stderr } = await verify(RIGHT, BODY, { ...env, ECPAY_PLATFORM_PUBLIC_KEY: app.public })
    expect(stderr).toContain('(app-key-for-platform-key)')
  })

  test('two mistakes together', async () => {
    const [timestamp, nonce] = lines().toString().split('\n')
    const signature = sign('sha256', Buffer.from(`${nonce}\n${timestamp}\n${BODY}`), KEYS.platform).toString('base64')
    const { stdout } = await verify([...optionsOf(headersWith(signature)), '--json'])
    expect(JSON.parse(stdout).causes.map(({ code }: { code: string }) => code)).toEqual([
      'no-final-newline',
      'timestamp-nonce-swapped'
    ])
  })

  test.each<[string, string[], string[]]>([
    ['no headers at all', [], ['header-missing']],
    ['one is missing', RIGHT.slice(2), ['header-missing']],
    ['one stands twice', [...RIGHT, '-H', 'byte-nonce-str: other'], ['header-twice']],
    ['a signature in hex', optionsOf({ ...HEADERS, 'Byte-Signature': 'ab'.repeat(256) }), ['signature-not-base64']]
  ])('%s', async (_, argv, codes) => {
    const { exit, stdout, codes: said } = await verify(argv)
    expect([exit, stdout, said]).toEqual([1, '', codes])
    const document = JSON.parse((await verify([...argv, '--json'])).stdout)
    expect(document.causes.map(({ code }: { code: string }) => code)).toContain(codes[0])
  })

  test('--max-age', async () => {
    const ran = await run(['trade', 'verify-callback', ...RIGHT, '--max-age', '60'], {
      stdin: BODY,
      env: ENV,
      now: (1708586777 + 61) * 1000
    })
    expect([ran.exit, ran.codes]).toEqual([1, ['too-old']])
  })
})

describe('wrong input', () => {
  test.each<[string, string[], string, Record<string, string>, string[]]>([
    ['no key', RIGHT, BODY, {}, ['missing-platform-public-key']],
    ['a private key', RIGHT, BODY, { ECPAY_PLATFORM_PUBLIC_KEY: platform.private_pkcs8 }, ['private-key-given']],
    [
      'a header without a colon',
      ['-H', 'Byte-Timestamp 1', '-H', 'x'],
      BODY,
      ENV,
      ['malformed-header', 'malformed-header']
    ],
    ['headers and a recording', [...RIGHT, '--har', 'x.har'], BODY, ENV, ['conflicting-options']],
    ['two files', ['body.json', '--from-curl', 'curl.txt'], BODY, ENV, ['conflicting-options']],
    ['a file that is not there', ['nothing.json', ...RIGHT], BODY, ENV, ['file-not-readable']],
    ['no request in it', ['--from-curl', '-'], 'hello', ENV, ['no-request-found']],
    ['too long a body', [...RIGHT, '--max-size', '10'], BODY, ENV, ['body-too-large']]
  ])('%s', async (_, argv, stdin, env, codes) => {
    const ran = await verify(argv, stdin, env)
    expect([ran.exit, ran.stdout, ran.codes]).toEqual([2, '', codes])
  })
})

describe('the other system', () => {
  const theirs = JSON.stringify(ecpayCallback('tokenOfTheShop01'))

  test('its callback here: what to use, though no key of this one is there', async () => {
    const here = place({ 'callback.json': theirs })
    const { exit, codes, stderr } = await run('trade verify-callback callback.json', { here })
    expect([exit, codes]).toEqual([1, ['ecpay-callback']])
    expect(stderr).toContain('`ecpay verify-callback callback.json`')
  })

  test('ours there, whole: verified, though no Token is there', async () => {
    const here = place({ 'request.http': httpOf(HEADERS, BODY) })
    const { exit, stdout, codes } = await run('verify-callback request.http', { here, env: ENV })
    expect([exit, stdout, codes]).toEqual([0, `${MSG}\n`, ['read-as-trade-callback', 'read-as']])
  })

  test('ours there, without its headers: what to use', async () => {
    const here = place({ 'body.json': BODY })
    const { exit, codes, stderr } = await run('verify-callback body.json', { here })
    expect([exit, codes]).toEqual([2, ['callback-of-trade-system']])
    expect(stderr).toContain('`ecpay trade verify-callback body.json --headers headers.txt`')
  })
})

describe('--ndjson', () => {
  const stream = CALLBACKS.map(({ headers, body_base64 }) =>
    JSON.stringify({ headers, body: Buffer.from(body_base64, 'base64').toString() })
  ).join('\n')
  const verdicts = (stdout: string) =>
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))

  test('a verdict a line, in order, with its causes', async () => {
    const env = { ...ENV, ECPAY_PRIVATE_KEY: app.private_pkcs8 }
    const { exit, stdout, codes } = await verify(['--ndjson'], `${stream}\n`, env)
    expect([exit, codes]).toEqual([1, ['bad-callbacks']])
    const found = verdicts(stdout)
    expect(found.map(({ valid }) => valid)).toEqual(CALLBACKS.map(({ valid }) => valid))
    // What takes long to be found is looked for in one callback at a time.
    const quick = (cause?: string) =>
      cause === 'one-character-changed' || cause === 'spaces-stripped' ? 'body-changed' : cause
    expect(found.map(({ causes }) => causes[0]?.code)).toEqual(CALLBACKS.map(({ cause }) => quick(cause)))
  })

  test('lines that are none, and none at all', async () => {
    const bad = ['{"headers":{}}', 'x', '', '{"body":"x"}', '[]', '{"headers":{},"body":"{}"}']
    const { exit, stdout } = await verify(['--ndjson'], `${bad.join('\n')}\n`)
    expect(exit).toBe(1)
    expect(verdicts(stdout).map(({ problems }) => problems[0].code)).toEqual([
      ...bad.slice(0, -1).map(() => 'line-not-a-callback'),
      'header-missing'
    ])
    expect(await verify(['--ndjson'], '')).toMatchObject({ exit: 0, stdout: '' })
  })

  test('a byte order mark before the first line is warned of', async () => {
    const line = JSON.stringify({ headers: HEADERS, body: BODY })
    const { exit, stdout } = await verify(['--ndjson'], `\ufeff${line}\n\ufeff${line}\n`)
    expect(exit).toBe(1)
    const codes = (all: { code: string }[]) => all.map(({ code }) => code)
    expect(verdicts(stdout).map(({ valid, problems, warnings }) => [valid, codes(problems), codes(warnings)])).toEqual([
      [true, [], ['byte-order-mark']],
      [false, ['line-not-a-callback'], []]
    ])
  })

  test('--max-age of each line is by the time at which it was read', async () => {
    const line = JSON.stringify({ headers: HEADERS, body: BODY }).padEnd(300_000)
    let now = Number(STAMPS.timestamp) * 1000
    const { stdout } = await run('trade verify-callback --ndjson lines.ndjson --max-age 60', {
      here: place({ 'lines.ndjson': `${line}\n${line}\n` }),
      env: ENV,
      now: () => now,
      onOutput: () => {
        now += 1_000_000
      }
    })
    expect(verdicts(stdout).map(({ problems }) => problems[0]?.code)).toEqual([undefined, 'too-old'])
  })

  test('all right: exit 0', async () => {
    const good = CALLBACKS.filter(({ valid }) => valid).map(({ headers, body_base64 }) =>
      JSON.stringify({ headers, body_base64 })
    )
    expect((await verify(['--ndjson'], good.join('\n'))).exit).toBe(0)
  })
})
