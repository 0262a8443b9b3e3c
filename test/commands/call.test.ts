import { describe, expect, test } from 'vitest'
import { place } from '../config/place.js'
import { DEMO, requestSign } from '../e2e/platform.js'
import { type Answering, FAULTS, faultServer } from '../gateway/fault-server.js'
import { type Ran, run } from './run.js'

const KEYS = { ECPAY_APP_ID: 'tt0123456789abcdef', ECPAY_SALT: 'saltOfTheShop001' }
const CREATE = 'create-order --amount 100'

const fault = (name: string) => FAULTS[name] as Answering
/** A server that fails in one way, and the environment that sends calls to it. */
async function faulty(name: string) {
  const { url, bodies } = await faultServer(fault(name))
  return { bodies, env: { ...KEYS, ECPAY_BASE_URL: url } }
}
const sent = ({ stdout }: Ran) => JSON.parse(stdout) as Record<string, string | number>
const dryRun = async (argv: string | readonly string[], env: Record<string, string> = KEYS) => {
  const words = typeof argv === 'string' ? argv.split(' ') : argv
  return run([...words, '--dry-run'], { env })
}

describe('the body of create-order', () => {
  test('what is not given is made, comes from the configuration, or has a default; the signature fits', async () => {
    const here = place({ '.ecpayrc': '{"thirdparty_id":"tp1","notify_url":"https://a.example/n"}' })
    const body = sent(await run([...CREATE.split(' '), '--dry-run'], { here, env: KEYS }))
    expect(body).toEqual({
      total_amount: 100,
      app_id: KEYS.ECPAY_APP_ID,
      out_order_no: expect.stringMatching(/^[0-9A-Za-z_*-]{20,64}$/),
      subject: expect.any(String),
      body: expect.any(String),
      valid_time: 900,
      thirdparty_id: 'tp1',
      notify_url: 'https://a.example/n',
      sign: requestSign(body, KEYS.ECPAY_SALT)
    })
  })

  test('every flag fills its member, in the type of its field', async () => {
    const flags = {
      '--out-order-no': ['out_order_no', 'no_1'],
      '--subject': ['subject', '商品'],
      '--body': ['body', 'text'],
      '--valid-time': ['valid_time', 300],
      '--notify-url': ['notify_url', 'https://a.example/n'],
      '--cp-extra': ['cp_extra', 'extra=1'],
      '--msg-page': ['msg_page', 'pages/a?b=1'],
      '--store-uid': ['store_uid', '123'],
      '--limit-pay-way': ['limit_pay_way', 'LIMIT_WX,LIMIT_ALI'],
      '--expand-order-info': ['expand_order_info', '{"original_delivery_fee":15}'],
      '--thirdparty-id': ['thirdparty_id', 'tp1']
    } as const
    const words = Object.entries(flags).flatMap(([flag, [, value]]) => [flag, String(value)])
    const body = sent(await dryRun([...CREATE.split(' '), '--disable-msg', ...words]))
    const { app_id: _, total_amount: __, sign, ...rest } = body
    expect(rest).toEqual({ disable_msg: 1, ...Object.fromEntries(Object.values(flags)) })
    expect(sign).toBe(requestSign(body, KEYS.ECPAY_SALT))
  })

  test('--from, then flags over it, then -d over both; other bytes stay', async () => {
    const file = '{"total_amount": 1, "subject":"\\u5546", "body":"b","other":1.0e0,"valid_time":300}'
    const here = place({ 'order.json': file })
    const argv = 'create-order --from order.json --amount 2 -d total_amount:=3 -d body=x --out-order-no n --dry-run'
    const { stdout } = await run(argv, { here, env: KEYS })
    expect(stdout).toMatch(/^\{"total_amount":3,"subject":"\\u5546","body":"x","other":1\.0e0,"valid_time":300,/)
  })

  test('--from - is stdin', async () => {
    const stdin = '{"total_amount":7,"out_order_no":"n"}'
    expect(sent(await run('create-order --from - --dry-run', { stdin, env: KEYS }))).toMatchObject({ total_amount: 7 })
  })

  test.each([
    ['--amount 1.00', ['amount-with-decimals']],
    ['--amount abc', ['not-an-integer']],
    ['--amount 0', ['below-minimum']],
    ['--amount 99999999999', ['above-maximum']],
    ['', ['missing-field']],
    ['--amount 1 --subject=', ['missing-field']],
    ['--amount 1 --notify-url http://a.example/', ['not-https']],
    ['--amount 1 --notify-url https://a.example:8443/', ['port-not-443']],
    ['--amount 1 --notify-url here', ['not-a-url']],
    ['--amount 1 --limit-pay-way LIMIT_X', ['not-one-of']],
    ['--amount 1 --expand-order-info {', ['not-json-text']],
    ['--amount 1 --out-order-no a.b', ['character-not-allowed']],
    [`--amount 1 --subject ${'x'.repeat(129)}`, ['too-many-bytes', 'too-many-characters']],
    ['--amount 1 -d disable_msg=1', ['wrong-field-type']],
    ['--amount 1.5 --valid-time 1 --out-order-no .', ['character-not-allowed', 'amount-with-decimals']],
    ['--amount 1 -d x:=[] -d y:=null -d valid_time:=1', ['nested-value', 'null-value']],
    ['--amount 1 --from none.json', ['file-not-readable']],
    ['--amount 1 -d x', ['malformed-assignment']],
    ['--amount 1 extra', ['too-many-arguments']],
    ['--amount 1 --timeout 0', ['invalid-option-value']],
    ['--amount 1 --output xml', ['invalid-option-value']]
  ])('%s: exit 2, and nothing is sent', async (argv, codes) => {
    const { env, bodies } = await faulty('success')
    // Loopback has rules of its own for notify_url; a dry run elsewhere has the platform's.
    const notify = argv.includes('notify') ? KEYS : env
    const ran = await run(`create-order ${argv} --dry-run`, { env: notify })
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, codes, ''])
    expect(bodies).toEqual([])
  })

  test.each([
    ['299', 'below-minimum', 'the platform uses 300'],
    ['172801', 'above-maximum', 'the platform uses 172800']
  ])('valid_time %s, which the platform changes without a word, is sent and said', async (value, code, said) => {
    const ran = await run(`create-order --amount 1 --valid-time ${value} --dry-run`, { env: KEYS })
    expect([ran.exit, ran.codes]).toEqual([0, [code]])
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain(said)
  })

  test('a number that is made is said, unless nothing comes of it', async () => {
    expect((await dryRun(CREATE)).stderr).toMatch(/^out_order_no: \S+$/m)
    expect((await dryRun('create-order --amount 1.00')).stderr).not.toContain('out_order_no:')
    expect((await dryRun(`${CREATE} --out-order-no no_1`)).stderr).not.toContain('out_order_no:')
  })

  test('a BOM in a file is warned of, and left out', async () => {
    const stdin = `\ufeff${JSON.stringify({ total_amount: 1, subject: 's', body: 'b' })}`
    const ran = await run('create-order --from - --dry-run', { stdin, env: KEYS })
    expect([ran.exit, ran.codes, ran.stdout.startsWith('{')]).toEqual([0, ['byte-order-mark'], true])
  })

  test('a near miss of a field is sent, and warned of', async () => {
    const ran = await dryRun(`${CREATE} -d notifyurl=x -d app-id=y`)
    expect([ran.exit, ran.codes]).toEqual([0, ['unknown-field', 'suspicious-key']])
  })

  test('--no-validate sends what is wrong, even a wrong signature', async () => {
    const { env, bodies } = await faulty('bad-sign')
    const ran = await run('create-order --amount 1.00 --no-validate -d sign=wrong', { env })
    const codes = ['validation-skipped', 'non-integer-number', 'signature-differs', 'gateway-refused']
    expect([ran.exit, ran.codes]).toEqual([1, codes])
    expect(ran.stderr).toMatch(/printf %s '\{.*\}' \| ecpay diagnose --env sandbox/)
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ total_amount: 1, sign: 'wrong' })
    expect(bodies[0]).toContain('"total_amount":1.00,')
  })

  test('--no-validate of what is right says nothing', async () => {
    expect((await dryRun(`${CREATE} --no-validate`)).codes).toEqual([])
  })
})

describe('what came back', () => {
  test.each([
    ['success', 0, [], true],
    ['redirect', 3, ['http-redirect'], false],
    ['not-found', 3, ['http-client-error', 'answer-not-json'], false],
    ['forbidden', 1, ['http-client-error', 'gateway-refused'], true],
    ['server-error', 3, ['http-server-error'], false],
    ['html', 3, ['html-answer'], false],
    ['cut-json', 3, ['answer-cut-off'], false],
    ['empty', 3, ['answer-empty'], false],
    ['no-err-no', 3, ['answer-without-err-no'], true],
    ['reset', 3, ['connection-reset'], false],
    ['bad-sign', 1, ['gateway-refused'], true]
  ])('%s: exit %i, as text and as --json', async (name, exit, codes, isJson) => {
    const { env } = await faulty(name)
    const text = await run(`${CREATE} --retries 0`, { env })
    expect([text.exit, text.codes]).toEqual([exit, codes])
    const machine = await run(`${CREATE} --retries 0 --json`, { env })
    expect(machine.exit).toBe(exit)
    const document = JSON.parse(machine.stdout)
    expect(document).toMatchObject({ env: 'sandbox', attempts: 1, request: { method: 'POST' } })
    expect(document.response?.body ?? null).toEqual(isJson ? expect.any(Object) : null)
    // An error is the only thing on stderr; a success leaves the notice that the host is unusual.
    expect(machine.codes).toEqual(codes)
  })

  test('--json: the whole shape', async () => {
    const { env } = await faulty('success')
    const { stdout } = await run(`${CREATE} --json`, { env })
    const document = JSON.parse(stdout)
    expect(document).toEqual({
      env: 'sandbox',
      request: {
        method: 'POST',
        url: `${env.ECPAY_BASE_URL}/api/apps/ecpay/v1/create_order`,
        headers: { 'content-type': 'application/json' },
        body: expect.stringContaining('"total_amount":100')
      },
      response: {
        status: 200,
        headers: expect.objectContaining({ 'x-tt-logid': 'log-1' }),
        raw: expect.stringContaining('"6819903302604491021"'),
        body: expect.objectContaining({ err_no: 0 })
      },
      duration_ms: expect.any(Number),
      attempts: 1
    })
  })

  test.each([
    ['raw', /^\{"err_no":2008[^\n]*$/],
    ['pretty', /^\{\n {2}"err_no": 2008,[\s\S]*\n\nerr_no 2008/],
    ['both', /^\{"err_no":2008[^\n]*\}\n\{\n {2}"err_no": 2008/]
  ])('--output %s', async (form, shown) => {
    const { env } = await faulty('bad-sign')
    expect((await run(`${CREATE} --output ${form}`, { env })).stdout).toMatch(shown)
  })

  test('pretty success has the snippet for the mini program', async () => {
    const { env } = await faulty('success')
    const { stdout } = await run(`${CREATE} --output pretty`, { env })
    expect(stdout).toContain('    order_id: "6819903302604491021",\n    order_token: "CgwIARDiDRib"\n')
    expect(stdout).toContain('service: 5')
  })

  test('--output both on a terminal: request, raw and pretty, with control characters made visible', async () => {
    const { env } = await faulty('control-characters')
    const { stdout, stderr, exit } = await run(`${CREATE} --no-color --output both`, { env, terminal: true })
    expect(exit).toBe(1)
    expect(stderr).toMatch(/── Request\nPOST http:\S+\ncontent-type: application\/json\n\{"total_amount":100/)
    expect(stderr).toMatch(/── Raw answer {2}HTTP 200 {2}\d+ ms\n/)
    expect(stderr).toMatch(/── Answer\n/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    expect(stdout).toContain('<U+009B>2J')
  })

  const pretty = /^\{\n {2}"err_no": 0,[\s\S]*tt\.pay/
  test.each<[string, string, Record<string, string>, boolean, heading: string, stdout: RegExp]>([
    ['a terminal gets it once, for a person', '', {}, true, 'Answer', pretty],
    ['--output raw on a terminal', '--output raw', {}, true, 'Raw answer', /^\{"err_no":0.*\}\n$/],
    ['ECPAY_OUTPUT=raw on a terminal', '', { ECPAY_OUTPUT: 'raw' }, true, 'Raw answer', /^\{"err_no":0.*\}\n$/],
    ['the flag before the variable', '--output pretty', { ECPAY_OUTPUT: 'raw' }, true, 'Answer', pretty],
    ['a pipe gets a line', '', {}, false, '', /^\{"err_no":0.*\}\n$/],
    ['ECPAY_OUTPUT changes nothing in a pipe', '', { ECPAY_OUTPUT: 'pretty' }, false, '', /^\{"err_no":0.*\}\n$/],
    ['--output raw in a pipe, to the byte', '--output raw', {}, false, '', /^\{"err_no":0.*\}$/],
    ['--output pretty in a pipe', '--output pretty', {}, false, '', pretty]
  ])('%s', async (_, argv, variables, terminal, heading, shown) => {
    const { env } = await faulty('success')
    const { stdout, stderr } = await run(`${CREATE} --no-color ${argv}`, { env: { ...env, ...variables }, terminal })
    expect(stdout).toMatch(shown)
    expect([...stderr.matchAll(/^── (Raw answer|Answer)/gm)].map(([, name]) => name).join()).toBe(heading)
    expect(/^── Request {2}POST http:\S+$/m.test(stderr)).toBe(terminal)
  })

  test('--verbose says the request in a pipe too, --quiet says nothing', async () => {
    const { env } = await faulty('success')
    expect((await run(`${CREATE} --verbose`, { env })).stderr).toContain('── Request')
    expect((await run(`${CREATE} --quiet`, { env })).stderr).toBe('')
  })

  test('retries: each is said', async () => {
    const { env, bodies } = await faulty('busy-once')
    const ran = await run(`${CREATE} --retries 1`, { env })
    expect([ran.exit, ran.codes]).toEqual([0, ['retrying']])
    expect(bodies[0]).toBe(bodies[1])
  })

  test('a time-out', async () => {
    const { env } = await faulty('hang-headers')
    const ran = await run(`${CREATE} --timeout 1500`, { env })
    expect([ran.exit, ran.codes]).toEqual([3, ['answer-timeout']])
  })
})

describe('--dry-run and --curl', () => {
  test('a dry run is the body in a pipe, the request on a terminal, a document with --json', async () => {
    expect((await dryRun(CREATE)).stdout).toMatch(/^\{"total_amount":100,.*"sign":"[0-9a-f]{32}"\}\n$/)
    const screen = await run(`${CREATE} --dry-run --no-color`, { env: KEYS, terminal: true })
    expect(screen.stdout).toMatch(/POST https:\/\/open-sandbox\.douyin\.com\/api\/apps\/ecpay\/v1\/create_order/)
    const { stdout } = await run(`${CREATE} --dry-run --json`, { env: KEYS })
    expect(JSON.parse(stdout)).toMatchObject({ env: 'sandbox', response: null, attempts: 0 })
  })

  test('curl as text and as --json', async () => {
    const text = await run([...CREATE.split(' '), '--curl', '--subject', "it's"], { env: KEYS })
    expect(text.stdout).toMatch(/^curl -X POST 'https:\/\/open-sandbox\.douyin\.com\/\S+' \\\n {2}-H /)
    expect(text.stdout).toContain(`it'\\''s`)
    const machine = await run(`${CREATE} --curl --json`, { env: KEYS })
    expect(JSON.parse(machine.stdout).curl).toMatch(/^curl /)
  })
})

describe('where a call goes', () => {
  test.each([
    ['', {}, 'http://127.0.0.1:8787', ['using-local']],
    ['--env local', KEYS, 'http://127.0.0.1:8787', []],
    ['', KEYS, 'https://open-sandbox.douyin.com', []],
    ['--env production', KEYS, 'https://developer.toutiao.com', []],
    ['', { ...KEYS, ECPAY_ENV: 'production' }, 'https://developer.toutiao.com', []],
    ['', { ...KEYS, ECPAY_BASE_URL: 'https://a.example/' }, 'https://a.example', ['other-host']],
    ['', { ...KEYS, ECPAY_BASE_URL: 'http://localhost:1' }, 'http://localhost:1', []]
  ])('%s %j: %s', async (argv, env, base, codes) => {
    const { stdout, codes: found } = await run(`${CREATE} --curl ${argv}`, { env })
    expect(stdout).toContain(`'${base}/api/apps/`)
    expect(found).toEqual(codes)
  })

  test.each([
    ['', { ECPAY_APP_ID: 'x' }, ['missing-salt']],
    ['', { ECPAY_SALT: 'saltOfTheShop001' }, ['missing-app-id']],
    ['--env sandbox', {}, ['missing-app-id', 'missing-salt']],
    ['--env nowhere', KEYS, ['invalid-setting']],
    ['', { ...KEYS, ECPAY_BASE_URL: 'http://a.example' }, ['insecure-base-url']],
    ['', { ...KEYS, ECPAY_BASE_URL: 'a.example' }, ['invalid-base-url']],
    ['--profile none', KEYS, ['unknown-profile']],
    ['--config none.json', KEYS, ['config-not-found']]
  ])('%s %j: exit 2', async (argv, env, codes) => {
    const ran = await run(`${CREATE} ${argv}`, { env })
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, codes, ''])
  })
})

describe('real money', () => {
  const ENV = 'production'
  test.each([
    ['in a pipe', '', {}, 2, ['confirmation-needed'], 0],
    ['with --yes', '--yes', {}, 0, [], 1],
    ['a dry run', '--dry-run', {}, 0, [], 0],
    ['answered no', '', { terminal: true, answers: [['(y/N)', '\r']] }, 2, ['not-confirmed'], 0],
    ['answered yes', '', { terminal: true, answers: [['(y/N)', 'y\r']] }, 0, [], 1],
    ['--no-input on a terminal', '--no-input', { terminal: true }, 2, ['confirmation-needed'], 0],
    ['CI on a terminal', '', { terminal: true, CI: '1' }, 2, ['confirmation-needed'], 0]
  ] as const)('%s: exit', async (_, argv, options, exit, codes, calls) => {
    const { env, bodies } = await faulty('success')
    const { CI, ...rest } = { CI: undefined, ...options }
    const ran = await run(`${CREATE} --env ${ENV} --no-color ${argv}`, { ...rest, env: { ...env, ...(CI && { CI }) } })
    expect([ran.exit, ran.codes]).toEqual([exit, codes])
    expect(bodies).toHaveLength(calls)
  })

  test('query asks for no confirmation', async () => {
    const { env } = await faulty('success')
    expect((await run('query no_1 --env production', { env })).exit).toBe(0)
  })

  test.each(['\u0003', '\u0004'])('Ctrl-C and Ctrl-D at the question: 130 (%j)', async (key) => {
    const { env, bodies } = await faulty('success')
    const argv = `${CREATE} --env production --no-color`
    const ran = await run(argv, { env, terminal: true, answers: [['(y/N)', key]] })
    expect([ran.exit, ran.codes]).toEqual([130, ['interrupted']])
    expect(bodies).toEqual([])
  })
})

describe('query', () => {
  test.each([
    ['query', ['missing-argument']],
    ['query a b', ['too-many-arguments']],
    ['query a.b', ['using-local', 'character-not-allowed']],
    [`query ${'1'.repeat(65)}`, ['using-local', 'too-many-characters']]
  ])('%s: exit 2', async (argv, codes) => {
    expect(await run(argv)).toMatchObject({ exit: 2, codes, stdout: '' })
  })

  test('the local gateway keeps orders from one run to the next', async () => {
    const here = place()
    await run(`${CREATE} --out-order-no no_1 --cp-extra 你好`, { here })
    const { exit, stdout } = await run('query no_1 --output pretty', { here })
    expect(exit).toBe(0)
    expect(stdout).toMatch(/"total_fee": 100, {2}\/\/ ¥1\.00\n/)
    expect((await run('query no_2', { here })).exit).toBe(1)
  })

  test('the local gateway says which rule was broken', async () => {
    const body = { app_id: DEMO.app_id, out_order_no: 'n', total_amount: 1, subject: 's', body: 'b', valid_time: 300 }
    const sign = requestSign({ ...body, subject: ' s' }, DEMO.salt)
    const words = ['create-order', '--from', '-', '--no-validate', '--env', 'local']
    const { exit, stderr } = await run(words, { stdin: JSON.stringify({ ...body, sign }) })
    expect(exit).toBe(1)
    expect(stderr).toMatch(/x-ecpay-reason.*signature-differs/)
  })

  test('--wait ends with the payment', async () => {
    const here = place()
    await run(`${CREATE} --out-order-no no_1`, { here })
    const waiting = run('query no_1 --wait', { here })
    expect((await run('simulate pay no_1 --quiet', { here })).exit).toBe(0)
    const { exit, stdout } = await waiting
    expect([exit, JSON.parse(stdout).payment_info.order_status]).toEqual([0, 'SUCCESS'])
  })

  test('--wait-timeout: exit 3, with the last answer', async () => {
    const here = place()
    await run(`${CREATE} --out-order-no no_1`, { here })
    const ran = await run('query no_1 --wait --wait-timeout 0', { here })
    expect([ran.exit, ran.codes]).toEqual([3, ['using-local', 'wait-timeout']])
    expect(JSON.parse(ran.stdout).payment_info.order_status).toBe('PROCESSING')
  })

  test('--wait says each new state once, visibly', async () => {
    const states = ['PROCESSING', 'PROCESSING', 'ODD\\u001b', 'TIMEOUT']
    const { url } = await faultServer((_, response, count) => {
      response.end(`{"err_no":0,"payment_info":{"order_status":"${states[count - 1]}"}}`)
    })
    const { exit, stderr } = await run('query no_1 --wait', { env: { ...KEYS, ECPAY_BASE_URL: url } })
    expect(exit).toBe(0)
    expect(stderr.match(/^.*asking again$/gm)).toEqual(['PROCESSING; asking again', 'ODD<U+001B>; asking again'])
  })

  test('an answer without a state ends the waiting', async () => {
    const { env } = await faulty('success')
    expect((await run('query no_1 --wait', { env })).exit).toBe(0)
  })
})

test('interrupted while a call hangs: 130', async () => {
  const stop = new AbortController()
  const { url } = await faultServer(() => stop.abort('interrupt'))
  const ran = await run(CREATE, { env: { ...KEYS, ECPAY_BASE_URL: url }, signal: stop.signal })
  expect([ran.exit, ran.codes]).toEqual([130, ['interrupted']])
})

test('nobody reads any more: 0, and nothing is said', async () => {
  const stop = new AbortController()
  const { url } = await faultServer(() => stop.abort('closed'))
  const ran = await run(CREATE, { env: { ...KEYS, ECPAY_BASE_URL: url }, signal: stop.signal })
  expect([ran.exit, ran.codes]).toEqual([0, []])
})
