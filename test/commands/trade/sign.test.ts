import { describe, expect, test } from 'vitest'
import { gbkBytes } from '../../../src/protocol/json/gbk.js'
import { verifyRequest } from '../../../src/trade/sign/sign-request.js'
import { place } from '../../config/place.js'
import { KEYS, REQUESTS, VECTORS } from '../../trade/vectors.js'
import { run } from '../run.js'

const { app } = VECTORS.keys
const ENV = { ECPAY_APP_ID: 'tt07e3715e98c9aac0', ECPAY_PRIVATE_KEY: app.private_pkcs8, ECPAY_KEY_VERSION: '1' }
const DATA = '{"outOrderNo":"no_1","totalAmount":100,"title":"商品"}'
const FIXED = '--timestamp 1700000000 --nonce abc_1'
const AUTHORIZATION = REQUESTS[0]?.byte_authorization ?? ''

const sign = (argv: string, stdin: string | Uint8Array = DATA, env: Record<string, string> = ENV) =>
  run(`trade sign ${argv}`, { stdin, env })

describe('every request of the vectors', () => {
  test.each(REQUESTS)('$id', async (one) => {
    const { app_id, method, uri, timestamp, nonce, key_version, body } = one
    const env = { ...ENV, ECPAY_APP_ID: app_id, ECPAY_KEY_VERSION: key_version }
    const argv = ['trade', 'sign', '-', '--method', method, '--uri', uri, '--timestamp', timestamp, '--nonce', nonce]
    const header = one.byte_authorization_header ? ['--header'] : []
    const { stdout, exit } = await run([...argv, ...header], { stdin: body, env })
    expect([exit, stdout]).toEqual([0, `${one.byte_authorization ?? one.byte_authorization_header}\n`])
    const document = JSON.parse((await run([...argv, '--json'], { stdin: body, env })).stdout)
    expect(document).toMatchObject({ signature: one.signature, app_id, nonce_str: nonce, timestamp, key_version })
    expect(document.string_to_sign).toBe(`${method}\n${uri}\n${timestamp}\n${nonce}\n${body}\n`)
    const check = ['trade', 'sign', '-', '--method', method, '--uri', uri, '--check', stdout.trim()]
    expect((await run(check, { stdin: body, env })).exit).toBe(0)
  })
})

test('now and a fresh nonce, where nothing says another', async () => {
  const { stdout } = await run('trade sign', { stdin: DATA, env: ENV, now: 1_700_000_000_999 })
  expect(stdout).toMatch(
    /^SHA256-RSA2048 appid=tt07e3715e98c9aac0,nonce_str=[0-9a-f]{32},timestamp=1700000000,key_version=1,signature=[A-Za-z0-9+/]{342}==\n$/
  )
  expect((await sign('')).stdout).not.toBe((await sign('')).stdout)
})

test('a file, and the keys of the configuration and of options', async () => {
  const here = place({
    'data.json': DATA,
    'app.pem': app.private_pkcs1,
    '.ecpayrc': JSON.stringify({ app_id: 'tt1', private_key_file: 'app.pem', key_version: 3 })
  })
  const one = await run(`trade sign data.json ${FIXED}`, { here })
  expect([one.exit, one.codes]).toEqual([0, []])
  expect(one.stdout).toContain('appid=tt1,nonce_str=abc_1,timestamp=1700000000,key_version=3,')
  const other = await run(`trade sign data.json ${FIXED} --private-key-file app.pem --key-version 4`, {
    env: { ECPAY_APP_ID: 'tt1' },
    here: place({ 'data.json': DATA, 'app.pem': app.private_pkcs8 })
  })
  expect(other.stdout).toBe(one.stdout.replace('key_version=3', 'key_version=4'))
})

test('the keys of the local gateway', async () => {
  const { exit, stdout } = await run('trade sign --env local --json', { stdin: DATA })
  expect(exit).toBe(0)
  expect(JSON.parse(stdout).key_version).toBe('1')
})

describe('the bytes that are signed', () => {
  const signatureOf = async (stdin: string | Uint8Array, argv = '') =>
    JSON.parse((await sign(`${FIXED} --json ${argv}`, stdin)).stdout).signature as string
  const fits = (signature: string, body: string | Uint8Array) =>
    verifyRequest({ timestamp: '1700000000', nonce: 'abc_1', body }, signature, KEYS.appPublic)

  test.each([
    ['a line break of the editor', `${DATA}\n`, `${DATA}\n`],
    ['white space', ' {\r\n "a" : 1 } ', ' {\r\n "a" : 1 } '],
    ['no JSON', 'a=1', 'a=1'],
    ['a byte order mark is none of them', `\ufeff${DATA}`, DATA],
    ['UTF-16', Buffer.from(`\ufeff${DATA}`, 'utf16le'), DATA]
  ])('%s', async (_, stdin, body) => {
    expect(fits(await signatureOf(stdin), body)).toBe(true)
  })

  test('GBK is read where it is said, and refused with the flag where not', async () => {
    expect(fits(await signatureOf(gbkBytes(DATA), '--encoding gbk'), DATA)).toBe(true)
    const { exit, stdout, stderr, codes } = await sign('', gbkBytes(DATA))
    expect([exit, stdout, codes]).toEqual([2, '', ['invalid-utf8']])
    expect(stderr).toContain('ecpay trade sign --encoding gbk')
  })

  test('a GET has none, and reads none', async () => {
    const { exit, stdout } = await run(`trade sign --method GET --uri /abc?a=1 ${FIXED} --json`, {
      env: ENV,
      terminal: true
    })
    expect(exit).toBe(0)
    expect(JSON.parse(stdout).string_to_sign).toBe('GET\n/abc?a=1\n1700000000\nabc_1\n\n')
  })
})

describe('warnings', () => {
  test.each<[string, string, string[]]>([
    ['', DATA, []],
    ['', '{"title":"??"}', ['damaged-text']],
    ['', '{"totalAmount":1.5}', ['amount-with-decimals']],
    ['', '{"a":null}\n', ['loose-spaces', 'null-member']],
    ['', '{"a":"\\u8d2d"}', ['unusual-escapes']],
    ['', '', ['data-empty']],
    ['--timestamp 1700000000000', DATA, ['timestamp-in-milliseconds']],
    ['--nonce a-b', DATA, ['nonce-outside-alphabet']],
    ['--uri /api/trade_basic/v1/user/order_create', DATA, ['client-call-signed']]
  ])('%s %j: signed all the same', async (argv, stdin, codes) => {
    const ran = await sign(argv, stdin)
    expect([ran.exit, ran.codes]).toEqual([0, codes])
    const document = JSON.parse((await sign(`${argv} --json`, stdin)).stdout)
    expect(document.warnings.map(({ code }: { code: string }) => code)).toEqual(codes)
    const strict = await sign(`${argv} --strict`, stdin)
    expect([strict.exit, strict.codes]).toEqual(codes.length > 0 ? [2, ['strict-warning', ...codes]] : [0, []])
  })
})

describe('--explain', () => {
  test('each line with its line break, and which key, never the key', async () => {
    const { stderr } = await sign(`${FIXED} --explain`, '{\n"a":1}')
    expect(stderr).toContain('  POST⏎\n  /requestOrder⏎\n  1700000000⏎\n  abc_1⏎\n  {⏎\n  "a":1}⏎\n')
    expect(stderr).toContain('01531a42e172814532595cc8906657d0b88ebae29e9aef340096138d3ce4a585')
    expect(stderr).toContain('2023-11-15 06:13:20 +08:00')
  })

  test('in Chinese', async () => {
    expect((await sign(`${FIXED} --explain --lang zh`)).stderr).toContain('待签名串（⏎ 表示换行符 \\n，最后一个也算）')
  })
})

describe('--check', () => {
  const body = REQUESTS[0]?.body ?? ''
  const files = { 'data.json': body, 'authorization.txt': `Byte-Authorization: ${AUTHORIZATION}\r\n` }
  test.each<[string, string[], string | undefined]>([
    ['an argument', ['trade', 'sign', 'data.json', '--check', AUTHORIZATION], undefined],
    ['a file', ['trade', 'sign', 'data.json', '--check', '@authorization.txt'], undefined],
    ['stdin', ['trade', 'sign', 'data.json', '--check'], AUTHORIZATION],
    ['stdin, the file behind it', ['trade', 'sign', '--check', 'data.json'], AUTHORIZATION],
    ['the text on stdin', ['trade', 'sign', '--check', '@authorization.txt'], body]
  ])('%s', async (_, argv, stdin) => {
    const here = place(files)
    const right = await run(argv, { here, env: ENV, ...(stdin !== undefined && { stdin }) })
    expect([right.exit, right.stdout]).toEqual([0, ''])
    const wrong = await run([...argv, '--uri', '/createSignOrder'], {
      here,
      env: ENV,
      ...(stdin !== undefined && { stdin })
    })
    expect(wrong.exit).toBe(1)
    expect(wrong.codes).toContain('authorization-wrong')
  })

  test('--json', async () => {
    const { stdout, exit } = await run(['trade', 'sign', 'data.json', '--json', '--check', AUTHORIZATION], {
      here: place(files),
      env: ENV
    })
    expect(exit).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      valid: true,
      theirs: REQUESTS[0]?.signature,
      key_version: '1',
      causes: []
    })
  })

  test('an app or a version that is not the configured one is warned of', async () => {
    const env = { ...ENV, ECPAY_KEY_VERSION: '2', ECPAY_APP_ID: 'tt1' }
    const { exit, codes } = await run(['trade', 'sign', '-', '--check', AUTHORIZATION], { stdin: body, env })
    expect([exit, codes]).toEqual([0, ['nonce-outside-alphabet', 'authorization-differs', 'authorization-differs']])
  })

  test.each<[string, string, string[]]>([
    ['no authorization', 'Bearer x', ['not-an-authorization']],
    ['half of one', 'SHA256-RSA2048 appid=tt1,nonce_str=n', ['authorization-incomplete']],
    ['both on stdin', '@-', ['missing-option-value']]
  ])('%s', async (_, given, codes) => {
    const ran = await run(['trade', 'sign', '-', '--check', given], { stdin: body, env: ENV })
    expect([ran.exit, ran.codes]).toEqual([2, codes])
  })
})

describe('what is refused', () => {
  test.each<[string, string, Record<string, string>, string[]]>([
    ['no configuration at all', '', {}, ['missing-app-id', 'missing-private-key', 'missing-key-version']],
    ['a public key', '', { ...ENV, ECPAY_PRIVATE_KEY: app.public }, ['public-key-given']],
    ['no key', '', { ...ENV, ECPAY_PRIVATE_KEY: 'hello world' }, ['not-a-key']],
    ['a whole address', '--uri https://open.douyin.com/api', ENV, ['uri-not-a-path']],
    ['a path that is not encoded', '--uri /测', ENV, ['uri-not-a-path']],
    ['a nonce that ends the item', '--nonce a,b', ENV, ['unwritable-authorization']],
    ['a method in lower case', '--method post', ENV, ['invalid-option-value']],
    ['milliseconds as a fraction', '--timestamp 1.5', ENV, ['invalid-option-value']],
    ['a check of what it makes', '--check x --nonce y', ENV, ['conflicting-options']],
    ['a file that is not there', 'nothing.json', ENV, ['file-not-readable']]
  ])('%s', async (_, argv, env, codes) => {
    const ran = await sign(argv, DATA, env)
    expect([ran.exit, ran.stdout, ran.codes]).toEqual([2, '', codes])
  })

  test('no character of the key is in any of it', async () => {
    const secret = app.private_pkcs8.split('\n').slice(1, -2)
    const all = [
      await sign('--explain'),
      await sign('--json'),
      await sign('', JSON.stringify({ key: app.private_pkcs8 })),
      await sign(`--json --explain`, JSON.stringify({ key: secret.join('') })),
      await sign('--verbose', DATA, { ...ENV, ECPAY_PRIVATE_KEY: app.private_pkcs8.slice(0, 900) })
    ]
    for (const { both } of all) for (const line of secret.slice(6)) expect(both).not.toContain(line.slice(8, 40))
  })
})
