import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type Answering, FAULTS, faultServer, muteServer, selfSignedServer } from '../gateway/fault-server.js'
import { tunnelTo } from '../gateway/proxy.js'
import { Sandbox } from './ecpay.js'
import { requestSign } from './platform.js'

const KEYS = { ECPAY_APP_ID: 'tt0123456789abcdef', ECPAY_SALT: 'saltOfTheShop001' }
const CREATE = ['create-order', '--amount', '100']
const fault = (name: string) => FAULTS[name] as Answering
const CERTIFICATE = fileURLToPath(new URL('../../fixtures/self-signed/cert.pem', import.meta.url))

/** The codes of the errors on stderr. */
const errors = (stderr: string) => [...stderr.matchAll(/^error: .*\(([\w-]+)\)$/gm)].map(([, code]) => code)

/** One of each exit code, for which the built program is started; the others fail in this process. */
const BUILT = ['cut-body', 'busy', 'success']

describe('every way the other side can fail: stdout, stderr, exit code', () => {
  test.each<[name: string, exitCode: number, codes: string[], stdout: string | RegExp]>([
    ['redirect', 3, ['http-redirect'], ''],
    ['not-found', 3, ['http-client-error', 'answer-not-json'], 'no such page'],
    ['forbidden', 1, ['http-client-error', 'gateway-refused'], '{"err_no":2010,"err_tips":"forbidden"}'],
    ['server-error', 3, ['http-server-error'], '{"err_no":0}'],
    ['html', 3, ['html-answer'], '<html>login</html>'],
    ['not-json', 3, ['answer-not-json'], '{"err_no":0,\n oops}'],
    ['cut-json', 3, ['answer-cut-off'], '{"err_no":0,"err_tips":"suc'],
    ['cut-body', 3, ['answer-cut-off'], '{"err_no":0'],
    ['empty', 3, ['answer-empty'], ''],
    ['huge', 3, ['answer-too-large'], ''],
    ['no-err-no', 3, ['answer-without-err-no'], '{"hello":"world"}'],
    ['array', 3, ['answer-without-err-no'], '[]'],
    ['reset', 3, ['connection-reset'], ''],
    ['bad-sign', 1, ['gateway-refused'], /^\{"err_no":2008,.*\}\n$/],
    ['busy', 1, ['gateway-refused'], '{"err_no":1001,"err_tips":"busy"}'],
    ['success', 0, [], /^\{"err_no":0,.*\}\n$/]
  ])('%s', async (name, exitCode, codes, stdout) => {
    const { url } = await faultServer(fault(name))
    const [sandbox, argv, env] = [new Sandbox(), [...CREATE, '--retries', '0'], { ...KEYS, ECPAY_BASE_URL: url }]
    const run = await (BUILT.includes(name) ? sandbox.run(argv, { env }) : sandbox.runHere(argv, { env }))
    expect([run.exitCode, errors(run.stderr)]).toEqual([exitCode, codes])
    if (typeof stdout === 'string') expect(run.stdout).toBe(stdout && `${stdout}\n`)
    else expect(run.stdout).toMatch(stdout)
    expect(run.stderr).not.toMatch(/at .*\.(cjs|js):\d|\[object|undefined/)
  })

  test.each([
    ['hang-headers', ['--timeout', '300'], {}],
    ['hang-body', [], { ECPAY_TIMEOUT_MS: '300' }]
  ])('%s: a time-out, and a word on what may have happened', async (name, argv, env) => {
    const { url } = await faultServer(fault(name))
    const run = await new Sandbox().runHere([...CREATE, ...argv], { env: { ...KEYS, ...env, ECPAY_BASE_URL: url } })
    expect([run.exitCode, run.stdout, errors(run.stderr)]).toEqual([3, '', ['answer-timeout']])
    expect(run.stderr).toContain('ecpay query')
  })

  test.each([
    ['connection-refused', 'http://127.0.0.1:9'],
    ['host-not-found', 'https://no-such-host.invalid']
  ])('%s', async (code, url) => {
    const argv = [...CREATE, '--retries', '0', '--json']
    const run = await new Sandbox().runHere(argv, { env: { ...KEYS, ECPAY_BASE_URL: url } })
    expect([run.exitCode, JSON.parse(run.stderr).error.code]).toEqual([3, code])
    expect(JSON.parse(run.stdout)).toMatchObject({ env: 'sandbox', response: null, attempts: 1 })
  })
})

test('Ctrl-C while it is still connecting: 130, and the process ends', async () => {
  const { url, connected } = await muteServer()
  const child = new Sandbox().start(CREATE, { ...KEYS, ECPAY_BASE_URL: url.replace('http:', 'https:') })
  await connected
  child.kill('SIGINT')
  expect((await once(child, 'close'))[0]).toBe(130)
})

describe('TLS', () => {
  test.each([
    ['refused', {}, 3, ['tls-untrusted'], 0],
    ['refused, whatever Node is told', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 3, ['tls-untrusted'], 0],
    ['accepted once it is trusted', { NODE_EXTRA_CA_CERTS: CERTIFICATE }, 0, [], 1]
  ])('a self-signed certificate is %s', async (_, env, exitCode, codes, calls) => {
    const { url, bodies } = await selfSignedServer(fault('success'))
    const run = await new Sandbox().run(CREATE, {
      env: { ...KEYS, ...env, ECPAY_BASE_URL: url } as Record<string, string>
    })
    expect([run.exitCode, errors(run.stderr), bodies.length]).toEqual([exitCode, codes, calls])
  })
})

describe('a proxy', () => {
  const HOST = 'pay.example.invalid'
  const env = { ...KEYS, ECPAY_BASE_URL: `https://${HOST}`, NODE_EXTRA_CA_CERTS: CERTIFICATE }

  test.each(['HTTPS_PROXY', 'https_proxy'])(
    '%s is used, and the host behind it still has to prove itself',
    async (name) => {
      const { url, bodies } = await selfSignedServer(fault('success'))
      const proxy = await tunnelTo(Number(new URL(url).port))
      const run = await new Sandbox().run([...CREATE, '--retries', '0'], { env: { ...env, [name]: proxy.url } })
      expect([run.exitCode, errors(run.stderr)]).toEqual([3, ['tls-untrusted']])
      expect([proxy.targets, bodies]).toEqual([[`${HOST}:443`], []])
    }
  )

  test('NO_PROXY keeps a host from it', async () => {
    const proxy = await tunnelTo(9)
    const run = await new Sandbox().run([...CREATE, '--retries', '0'], {
      env: { ...env, HTTPS_PROXY: proxy.url, NO_PROXY: HOST }
    })
    expect([errors(run.stderr), proxy.targets]).toEqual([['host-not-found'], []])
  })

  test('loopback never goes to it', async () => {
    const { url } = await faultServer(fault('success'))
    const proxy = await tunnelTo(9)
    const proxies = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url }
    const run = await new Sandbox().run(CREATE, { env: { ...KEYS, ...proxies, ECPAY_BASE_URL: url } })
    expect([run.exitCode, proxy.targets]).toEqual([0, []])
  })
})

describe('the raw answer', () => {
  test('is byte for byte what came, whatever the bytes', async () => {
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x00, 0x1b]),
      Buffer.from('{"err_no":0}\r\n\n'),
      Buffer.from([0x80])
    ])
    const { url } = await faultServer((_, response) => response.end(bytes))
    const sandbox = new Sandbox()
    await sandbox.shell('ecpay query no_1 --env local --output raw > answer', { ECPAY_BASE_URL: url })
    expect(readFileSync(sandbox.path('answer')).equals(bytes)).toBe(true)
  })

  test('on a terminal has its control characters made visible', async () => {
    const { url } = await faultServer(fault('control-characters'))
    const { screen, exitCode } = await new Sandbox().terminal([...CREATE, '--no-color', '--env', 'local'], {
      env: { ECPAY_BASE_URL: url }
    })
    expect(exitCode).toBe(1)
    for (const control of ['\u001b', '\u0007', '\u009b']) expect(screen).not.toContain(control)
    expect(screen).toContain('<U+009B>2J')
  })

  test('has its log id on stderr', async () => {
    const { url } = await faultServer(fault('success'))
    const { stderr } = await new Sandbox().runHere(CREATE, { env: { ...KEYS, ECPAY_BASE_URL: url } })
    expect(stderr).toMatch(/x-tt-logid.*log-1\n/)
  })

  test('a terminal gets request, raw and pretty, with the snippet for the mini program', async () => {
    const { screen, exitCode } = await new Sandbox().terminal([...CREATE, '--no-color', '--output', 'both'])
    expect(exitCode).toBe(0)
    const parts = [
      '(using-local)',
      '── Request',
      'POST http://127.0.0.1:',
      '── Raw answer',
      'HTTP 200',
      '── Answer',
      'tt.pay({'
    ]
    const places = parts.map((part) => screen.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })
})

describe('what is sent', () => {
  test('is signed so that another implementation agrees, and stays the same when it is tried again', async () => {
    const server = await faultServer(fault('reset-once'))
    const argv = [...CREATE, '--subject', '商品 😀！', '-d', 'nonce=1', '--cp-extra', 'a=1&b', '--verbose']
    const run = await new Sandbox().runHere(argv, { env: { ...KEYS, ECPAY_BASE_URL: server.url } })
    expect(run.exitCode).toBe(0)
    expect(run.stderr).toMatch(/── Request\n[^─]*note: connection-reset: .*\(retrying\)\n\n── Raw answer/)
    expect(server.bodies).toHaveLength(2)
    expect(server.bodies[0]).toBe(server.bodies[1])
    const body = JSON.parse(server.bodies[0] ?? '')
    expect(body.sign).toBe(requestSign(body, KEYS.ECPAY_SALT))
  })

  test('from a file keeps its bytes', async () => {
    const file =
      '{"out_order_no":"no_1","total_amount":100,"subject":"\\u5546品","body":"b",  "valid_time":300,"x":7711100731052161467}'
    const { url, bodies } = await faultServer(fault('success'))
    const sandbox = new Sandbox({ 'order.json': file })
    const run = await sandbox.shell('ecpay create-order --from - < order.json', { ...KEYS, ECPAY_BASE_URL: url })
    expect(run.exitCode).toBe(0)
    expect(bodies[0]).toContain('"subject":"\\u5546品"')
    expect(bodies[0]).toContain('"x":7711100731052161467')
  })

  test.each([['--dry-run'], ['--curl']])('with %s is nothing', async (flag) => {
    const { url, bodies } = await faultServer(fault('success'))
    const run = await new Sandbox().runHere([...CREATE, flag], { env: { ...KEYS, ECPAY_BASE_URL: url } })
    expect([run.exitCode, bodies]).toEqual([0, []])
    expect(run.stdout).toContain('"sign":"')
    expect(run.stdout).not.toContain(KEYS.ECPAY_SALT)
  })

  test('with a violation is nothing, and each is named', async () => {
    const { url, bodies } = await faultServer(fault('success'))
    const argv = [
      'create-order',
      '--amount',
      '1.00',
      '--out-order-no',
      'a b',
      '--valid-time',
      '1',
      '--subject',
      '长'.repeat(43)
    ]
    const run = await new Sandbox().runHere(argv, { env: { ...KEYS, ECPAY_BASE_URL: url } })
    expect([run.exitCode, run.stdout, bodies]).toEqual([2, '', []])
    expect(errors(run.stderr)).toEqual([
      'character-not-allowed',
      'amount-with-decimals',
      'too-many-bytes',
      'too-many-characters'
    ])
    expect(run.stderr).toMatch(/129 bytes.*128/)
    expect(run.stderr).toMatch(/43 characters.*42/)
  })

  test('two amounts that float64 would spoil', async () => {
    const { stdout } = await new Sandbox().runHere([
      'create-order',
      '--amount',
      '1000000',
      '--dry-run',
      '-d',
      'x:=1e21'
    ])
    expect(stdout).toMatch(/"total_amount":1000000,"x":1e21,/)
  })
})

describe('real money', () => {
  test('is not moved without --yes where nobody can be asked', async () => {
    const { url, bodies } = await faultServer(fault('success'))
    const env = { ...KEYS, ECPAY_BASE_URL: url }
    const argv = [...CREATE, '--env', 'production']
    const refused = await new Sandbox().run(argv, { env })
    expect([refused.exitCode, errors(refused.stderr), bodies]).toEqual([2, ['confirmation-needed'], []])
    expect((await new Sandbox().runHere([...argv, '--yes'], { env })).exitCode).toBe(0)
    expect(bodies).toHaveLength(1)
  })

  test.each([
    ['y\r', 0, 1],
    ['\r', 2, 0],
    ['\u0003', 130, 0],
    ['\u0004', 130, 0]
  ])('on a terminal is asked about: %j', async (typed, exitCode, calls) => {
    const { url, bodies } = await faultServer(fault('success'))
    const run = await new Sandbox().terminal([...CREATE, '--env', 'production'], {
      env: { ...KEYS, ECPAY_BASE_URL: url },
      answers: [['(y/N)', typed]]
    })
    expect([run.exitCode, bodies.length]).toEqual([exitCode, calls])
  })
})

describe('query --wait', () => {
  test('ends when another process pays', async () => {
    const sandbox = new Sandbox()
    await sandbox.runHere([...CREATE, '--out-order-no', 'no_1'])
    const child = sandbox.start(['query', 'no_1', '--wait'])
    let stdout = ''
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
    })
    // It has asked once, and will ask again.
    await new Promise<void>((resolve) => {
      let said = ''
      child.stderr?.on('data', (chunk) => {
        said += chunk
        if (said.includes('asking again')) resolve()
      })
    })
    // It may end before the one that pays.
    const closed = once(child, 'close')
    expect((await sandbox.run(['simulate', 'pay', 'no_1'])).exitCode).toBe(0)
    const [exitCode] = await closed
    expect([exitCode, JSON.parse(stdout).payment_info.order_status]).toEqual([0, 'SUCCESS'])
  })

  test('gives up after --wait-timeout: exit 3, with the last answer', async () => {
    const sandbox = new Sandbox()
    await sandbox.runHere([...CREATE, '--out-order-no', 'no_1'])
    const run = await sandbox.runHere(['query', 'no_1', '--wait', '--wait-timeout', '0.2'])
    expect([run.exitCode, errors(run.stderr)]).toEqual([3, ['wait-timeout']])
    expect(JSON.parse(run.stdout).payment_info.order_status).toBe('PROCESSING')
  })

  test('has a spinner on a terminal, whose text cannot steer it', async () => {
    const states = ['ODD\\u001b]0;owned\\u0007', 'SUCCESS']
    const { url } = await faultServer((_, response, count) => {
      response.end(`{"err_no":0,"payment_info":{"order_status":"${states[count - 1]}"}}`)
    })
    const argv = ['query', 'no_1', '--wait', '--env', 'local', '--output', 'raw']
    const { screen, exitCode } = await new Sandbox().terminal(argv, { env: { ECPAY_BASE_URL: url } })
    expect(exitCode).toBe(0)
    expect(screen).toContain('ODD<U+001B>]0;owned<U+0007>')
    expect(screen).not.toContain('\u001b]0;owned')
  })
})
