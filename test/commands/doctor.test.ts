import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { CHECKS } from '../../src/commands/doctor/checks.js'
import { VERSION } from '../../src/version.js'
import { type Files, place } from '../config/place.js'
import { faultServer, selfSignedServer } from '../gateway/fault-server.js'
import { tunnelTo } from '../gateway/proxy.js'
import { need } from '../programs.js'
import { KEYS } from '../trade/keys/key-pastes.js'
import { type RunOptions, run } from './run.js'

/** Nothing listens there: no test asks the real registry. */
const NO_REGISTRY = { npm_config_registry: 'http://127.0.0.1:9' }
const APP = { ECPAY_APP_ID: 'tt0123456789abcdef', ECPAY_SALT: 'saltOfTwentyLetters1' }

/** The state of each check, and the codes of its problems. */
async function examined(options: RunOptions = {}, ...argv: string[]) {
  const env = { ...NO_REGISTRY, ...options.env }
  const { stdout, stderr, exit } = await run(['doctor', '--json', ...argv], { ...options, env })
  expect(stderr).toBe('')
  const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: Line[] }
  expect(ok).toBe(exit === 0)
  const found = Object.fromEntries(
    checks.map(({ id, state, problems }) => [id, [state, ...problems.map(({ code }) => code)].join(' ')])
  )
  return { exit, found, details: Object.fromEntries(checks.map(({ id, detail }) => [id, detail])) }
}

interface Line {
  id: string
  state: string
  detail?: string
  problems: { code: string }[]
}

/** Examines an app whose platform is a server of the test. */
function examinedAt(url: string, env: Record<string, string> = {}) {
  return examined({ env: { ...APP, ECPAY_BASE_URL: url, ...env } })
}

const answering = (err_no: number) => faultServer((_, response) => response.end(`{"err_no":${err_no},"err_tips":"x"}`))

test('a check comes after those that it needs, and each has an id of its own', () => {
  const ids = CHECKS.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [at, { needs = [] }] of CHECKS.entries())
    expect(ids.slice(0, at)).toEqual(expect.arrayContaining([...needs]))
})

test.each(['en', 'zh'])('its lines fit into 80 columns in %s', async (lang) => {
  const { stdout } = await run(['doctor', '--offline', '--lang', lang], { here: place() })
  const lines = stdout.split('\n')
  expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([])
  // What goes on stands under its beginning.
  const at = lines.findIndex((line) => line.includes('SHA-256'))
  const column = stringWidth(/^.{2} *\S+ +(?=\S)/.exec(lines[at] ?? '')?.[0] ?? '')
  expect(lines[at + 1]).toMatch(new RegExp(`^ {${column}}\\S`))
})

test('out of the box, on the local gateway, nothing is wrong', async () => {
  const { exit, found } = await examined()
  expect(exit).toBe(0)
  expect(found).toEqual({
    node: 'ok',
    version: 'ok',
    configuration: 'ok',
    'file-mode': 'ok',
    'app-id': 'ok',
    secrets: 'ok',
    git: 'skipped',
    proxy: 'skipped',
    dns: 'skipped',
    tcp: 'skipped',
    tls: 'skipped',
    clock: 'skipped',
    query: 'ok',
    'trade-keys': 'ok',
    'trade-token': 'ok'
  })
})

test('what the screen shows', async () => {
  const { stdout, exit } = await run('doctor --offline --lang en', { terminal: true, env: { NO_COLOR: '1' } })
  expect(exit).toBe(0)
  expect(stdout).toMatch(/^✓ {2}Node\.js +v\d/)
  expect(stdout).toMatch(/\n\n\d+ ok, \d+ skipped\n$/)
  expect((await run('doctor --offline --lang zh')).stdout).toMatch(/\n\n\d+ 正常，\d+ 跳过\n$/)
})

describe('the platform', () => {
  test.each([
    [0, 'ok'],
    [2000, 'ok'],
    [2008, 'fail salt-refused'],
    [2042, 'fail app-id-refused'],
    [9999, 'warn gateway-refused']
  ])('answers the signed query with err_no %i: %s', async (err_no, query) => {
    const { found } = await examinedAt((await answering(err_no)).url)
    expect(found).toMatchObject({ tcp: 'ok', tls: 'ok', clock: 'ok', query })
  })

  test('is asked for an order that cannot exist, with a signature', async () => {
    const { url, bodies } = await answering(2000)
    await examinedAt(url)
    expect(JSON.parse(bodies.at(-1) ?? '')).toEqual({
      out_order_no: expect.stringMatching(/^doctor_[0-9a-f]{24}$/),
      app_id: APP.ECPAY_APP_ID,
      sign: expect.stringMatching(/^[0-9a-f]{32}$/)
    })
  })

  test.each([
    [-400, 'fail clock-differs'],
    [-90, 'warn clock-differs'],
    [10, 'ok'],
    [90, 'warn clock-differs'],
    [3600, 'fail clock-differs']
  ])('has a clock that is off by %i s: %s', async (seconds, clock) => {
    const { url } = await faultServer((_, response) => {
      response.setHeader('date', new Date(Date.now() + seconds * 1000).toUTCString())
      response.end('{"err_no":2000}')
    })
    expect((await examinedAt(url)).found).toMatchObject({ tls: 'ok', clock, query: 'ok' })
  })

  test('has no clock', async () => {
    const { url } = await faultServer((_, response) => {
      response.sendDate = false
      response.end('{"err_no":2000}')
    })
    expect((await examinedAt(url)).found).toMatchObject({ tls: 'ok', clock: 'skipped', query: 'ok' })
  })

  test('resets the connection', async () => {
    const { url } = await faultServer(({ socket }) => socket.destroy())
    const { found, exit } = await examinedAt(url)
    expect(found).toMatchObject({ tcp: 'ok', tls: 'fail connection-reset', clock: 'skipped', query: 'skipped' })
    expect(exit).toBe(1)
  })

  test('has a certificate that nobody signed', async () => {
    const { url } = await selfSignedServer((_, response) => response.end('{}'))
    expect((await examinedAt(url)).found).toMatchObject({ tcp: 'ok', tls: 'fail tls-untrusted', query: 'skipped' })
  })

  test('is not there', async () => {
    expect((await examinedAt('http://127.0.0.1:9')).found).toMatchObject({
      dns: 'ok',
      tcp: 'fail connection-refused',
      tls: 'skipped',
      query: 'skipped'
    })
  })

  test('has a name that nobody knows', async () => {
    expect((await examinedAt('https://nowhere.invalid')).found).toMatchObject({
      dns: expect.stringMatching(/^fail (?:host-not-found|network-error)$/),
      tcp: 'skipped',
      query: 'skipped'
    })
  })
})

describe('a proxy', () => {
  test('carries all that is sent, and its password is not shown', async () => {
    const { url } = await selfSignedServer((_, response) => response.end('{}'))
    const proxy = await tunnelTo(Number(new URL(url).port))
    const HTTPS_PROXY = proxy.url.replace('//', '//user:passwordOfTheProxy@')
    const { found, details } = await examinedAt('https://nowhere.invalid', { HTTPS_PROXY })
    expect(found).toMatchObject({ proxy: 'ok', dns: 'ok', tcp: 'ok', tls: 'fail tls-untrusted' })
    expect(details.proxy).toBe(`HTTPS_PROXY: ${proxy.url}`)
    expect(proxy.targets).toContain('nowhere.invalid:443')
  })

  test.each([
    ['http://127.0.0.1:9', { proxy: 'ok', tcp: 'fail proxy-unreachable' }],
    ['http://[', { proxy: 'fail unreadable-proxy', dns: 'skipped', tcp: 'skipped' }]
  ])('that is no good: %s', async (HTTPS_PROXY, expected) => {
    expect((await examinedAt('https://nowhere.invalid', { HTTPS_PROXY })).found).toMatchObject(expected)
  })

  test('is not used for a host that NO_PROXY names', async () => {
    const env = { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '.invalid' }
    const { details } = await examinedAt('https://nowhere.invalid', env)
    expect(details.proxy).toBe('none for nowhere.invalid')
  })
})

describe('the version', () => {
  const registry = async (status: number, text: string) =>
    (await faultServer((_, response) => response.writeHead(status).end(text))).url
  test.each([
    [200, '{"version":"99.0.0"}', 'warn newer-version'],
    [200, `{"version":"${VERSION}"}`, 'ok'],
    [200, '{"version":"0.0.1"}', 'ok'],
    [200, '{"version":"rm -rf /"}', 'ok'],
    [200, 'oops', 'ok'],
    [404, '{}', 'ok']
  ])('the registry answers %i %s: %s', async (status, text, version) => {
    const env = { npm_config_registry: await registry(status, text) }
    expect((await examined({ env })).found).toMatchObject({ version })
  })
})

test('--offline sends nothing', async () => {
  const { url, bodies } = await answering(2000)
  const env = { ...APP, ECPAY_APP_SECRET: 'appSecretThatIsSecret3', ECPAY_BASE_URL: url, npm_config_registry: url }
  const { found, exit } = await examined({ env }, '--offline')
  expect(exit).toBe(0)
  expect(found).toMatchObject({
    dns: 'skipped',
    tcp: 'skipped',
    tls: 'skipped',
    query: 'skipped',
    'trade-token': 'skipped'
  })
  expect(bodies).toEqual([])
})

describe('the configuration', () => {
  test.each<[string, Files, string, string]>([
    ['cannot be read', { '.ecpayrc': '{"salt":' }, 'configuration', 'fail config-unreadable'],
    ['has an unknown key', { '.ecpayrc': '{"sault":"x"}' }, 'configuration', 'fail config-unknown-key'],
    ['has a SALT in quotes', { '.ecpayrc': '{"salt":"\\"saltOfTwenty\\""}' }, 'secrets', 'warn secret-edges'],
    [
      'has a Token with a space',
      { '.ecpayrc': '{"app_id":"tt1","token":"tokenOfTwenty "}' },
      'secrets',
      'warn secret-edges'
    ],
    ['has a short SALT', { '.ecpayrc': '{"salt":"abc"}' }, 'secrets', 'warn short-secret'],
    [
      'has an app secret for the SALT',
      { '.ecpayrc': `{"salt":"${'0a'.repeat(20)}"}` },
      'secrets',
      'warn salt-like-app-secret'
    ],
    ['has another app_id', { '.ecpayrc': '{"app_id":"wx0123"}' }, 'app-id', 'warn suspicious-app-id']
  ])('%s', async (_, files, id, state) => {
    const { found } = await examined({ here: place(files) }, '--offline')
    expect(found[id]).toBe(state)
  })

  test('can be read by others', async () => {
    const here = place({ '.ecpayrc': '{"salt_file":"salt"}', salt: 'saltOfTwentyLetters1' })
    chmodSync(here.path('salt'), 0o644)
    expect((await examined({ here }, '--offline')).found['file-mode']).toBe('warn config-exposed')
  })

  test('names the profile, and the start of a hash in place of a secret', async () => {
    const here = place({ '.ecpayrc': '{"profiles":{"shop":{"salt":"saltOfTwentyLetters1"}}}' })
    const { details } = await examined({ here }, '--offline', '--profile', 'shop', '--lang', 'en')
    expect(details.configuration).toBe(`${here.path('.ecpayrc')}, profile shop; env: sandbox`)
    expect(details.secrets).toMatch(/: salt \(20, [0-9a-f]{8}\)$/)
  })
})

describe('git', () => {
  test.for<[string, string[][], string]>([
    ['does not ignore it', [], 'warn secrets-not-ignored'],
    [
      'has it in its history',
      [
        ['add', '.ecpayrc'],
        ['commit', '-qm', 'x']
      ],
      'fail secrets-committed secrets-not-ignored'
    ],
    [
      'had it once',
      [
        ['add', '.ecpayrc'],
        ['commit', '-qm', 'x'],
        ['rm', '-q', '--cached', '.ecpayrc'],
        ['commit', '-qm', 'y']
      ],
      'fail secrets-committed secrets-not-ignored'
    ]
  ])('%s', async ([, commands, state], context) => {
    need(context, 'git')
    const here = repository({ '.ecpayrc': '{"salt":"saltOfTwentyLetters1"}' }, commands)
    expect((await examined({ here, env: path }, '--offline')).found.git).toBe(state)
  })

  test('ignores it, also where a profile holds the secret and another one is used', async (context) => {
    need(context, 'git')
    const files = { '.ecpayrc': '{"profiles":{"shop":{"salt":"saltOfTwentyLetters1"}}}', '.gitignore': '.ecpayrc\n' }
    const here = repository(files, [
      ['add', '.gitignore'],
      ['commit', '-qm', 'x']
    ])
    expect((await examined({ here, env: path }, '--offline')).found.git).toBe('ok')
  })

  test('has nothing to do with a file that holds no secret', async (context) => {
    need(context, 'git')
    const here = repository({ '.ecpayrc': '{"app_id":"tt0123456789abcdef"}' }, [])
    expect((await examined({ here, env: path }, '--offline')).found.git).toBe('skipped')
  })
})

const path = { PATH: process.env.PATH ?? '' }

function repository(files: Files, commands: readonly string[][]) {
  const here = place(files)
  const who = ['-c', 'user.email=a@example.com', '-c', 'user.name=a']
  for (const argv of [['init', '-q'], ...commands]) execFileSync('git', [...who, ...argv], { cwd: here.cwd })
  return here
}

describe('the keys of the trade system', () => {
  const env = { ECPAY_PRIVATE_KEY: KEYS.app.private_pkcs8, ECPAY_KEY_VERSION: '1', ECPAY_ENV: 'sandbox' }
  test.each<[string, Record<string, string>, string]>([
    ['are there', { ECPAY_PLATFORM_PUBLIC_KEY: KEYS.platform.public }, 'ok'],
    ['lack that of the platform', {}, 'warn missing-platform-public-key'],
    ['are mixed up', { ECPAY_PLATFORM_PUBLIC_KEY: KEYS.app.public }, 'fail app-key-for-platform-key'],
    ['are none', { ECPAY_PRIVATE_KEY: 'no key at all' }, 'fail not-a-key']
  ])('%s', async (_, more, state) => {
    expect((await examined({ env: { ...env, ...more } }, '--offline')).found['trade-keys']).toBe(state)
  })

  test('a token is fetched, or refused', async () => {
    const { url } = await faultServer((_, response) => response.end('{"data":{"error_code":10013,"description":"x"}}'))
    const given = { ECPAY_APP_ID: APP.ECPAY_APP_ID, ECPAY_APP_SECRET: 'appSecretThatIsSecret3', ECPAY_BASE_URL: url }
    expect((await examined({ env: given })).found['trade-token']).toBe('fail client-token-refused')
  })
})
