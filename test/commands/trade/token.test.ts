import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Place, place } from '../../config/place.js'
import { FAULTS, faultServer } from '../../gateway/fault-server.js'
import { type RunOptions, run } from '../run.js'
import { APP_ID, APP_SECRET, tokenNumber, tokenServer } from './token-server.js'

const NOW = Date.parse('2026-03-01T00:00:00Z')
const MINUTE = 60_000

const envFor = (url: string) => ({
  ECPAY_APP_ID: APP_ID,
  ECPAY_APP_SECRET: APP_SECRET,
  ECPAY_BASE_URL: url
})

/** Runs it in one place, at one time, against one platform. */
function tokens(url: string, here: Place = place()) {
  return (argv = '', options: RunOptions = {}) =>
    run(`trade token ${argv}`, { here, now: NOW, ...options, env: { ...envFor(url), ...options.env } })
}

const fileIn = (here: Place) => here.path('../state/client-tokens.json')
const documentOf = ({ stdout }: { stdout: string }) => JSON.parse(stdout)

describe('a token', () => {
  test('is fetched once, kept, and taken from then on', async () => {
    const { url, bodies } = await tokenServer()
    const here = place()
    const token = tokens(url, here)
    const first = await token()
    expect([first.exit, first.stdout]).toEqual([
      0,
      `app_id        ${APP_ID}
valid at      ${url}
client_token  <ACCESS_TOKEN>
fetched       2026-03-01 08:00:00 +08:00
valid until   2026-03-01 10:00:00 +08:00, 120 minutes left
`
    ])
    expect(bodies.map((one) => JSON.parse(one))).toEqual([
      { client_key: APP_ID, client_secret: APP_SECRET, grant_type: 'client_credential' }
    ])
    const again = documentOf(await token('--json', { now: NOW + 10 * MINUTE }))
    expect(again).toEqual({
      app_id: APP_ID,
      env: 'sandbox',
      at: url,
      token: '<ACCESS_TOKEN>',
      fetched_at: NOW,
      expires_at: NOW + 120 * MINUTE,
      expires_in: 110 * 60,
      is_new: false,
      path: fileIn(here)
    })
    expect(bodies).toHaveLength(1)
    expect(readFileSync(fileIn(here), 'utf8')).toContain(tokenNumber(1))
    if (process.platform !== 'win32') expect(statSync(fileIn(here)).mode & 0o777).toBe(0o600)
  })

  test.each(['', '--json', '--verbose', 'refresh --lang zh', 'show', 'show --json'])(
    'is never printed, nor is the secret: %s',
    async (argv) => {
      const { url } = await tokenServer()
      const here = place()
      const token = tokens(url, here)
      await token()
      const { both } = await token(argv)
      expect(both).not.toMatch(/giraffe|zebra/i)
    }
  )

  test('is masked where a command is given the file with it', async () => {
    const { url } = await tokenServer()
    const here = place()
    await tokens(url, here)()
    const { stdout, stderr } = await run('sign -d x=@../state/client-tokens.json --explain --json --env local', {
      here
    })
    expect(stdout).toContain('<ACCESS_TOKEN>')
    expect(stdout + stderr).not.toMatch(/giraffe/i)
  })

  test('is shown on a terminal when it is to be revealed, and nowhere else', async () => {
    const { url, bodies } = await tokenServer()
    const here = place()
    const token = tokens(url, here)
    expect(await token('--reveal')).toMatchObject({ exit: 2, stdout: '', codes: ['reveal-needs-terminal'] })
    expect(bodies).toEqual([])
    const shown = await token('--reveal', { terminal: true })
    expect([shown.exit, shown.stdout]).toEqual([0, expect.stringContaining(tokenNumber(1))])
    expect((await token('show --reveal', { terminal: true })).stdout).toContain(tokenNumber(1))
  })

  test.each([
    [114, 1],
    [116, 2]
  ])(
    'is renewed 5 minutes before its end: after %i minutes the platform was asked %i times',
    async (minutes, asked) => {
      const { url, bodies } = await tokenServer()
      const here = place()
      const token = tokens(url, here)
      await token()
      await token('', { now: NOW + minutes * MINUTE })
      expect(bodies).toHaveLength(asked)
    }
  )

  test('lives as long as the answer says, be it text', async () => {
    const { url, bodies } = await tokenServer({ expires_in: '600' })
    const here = place()
    const token = tokens(url, here)
    expect(documentOf(await token('--json')).expires_in).toBe(600)
    await token('', { now: NOW + 8 * MINUTE })
    expect(bodies).toHaveLength(1)
  })

  test.each(['1e400', 'Infinity', 9e15, -5, 'soon'])(
    'lives as documented where the answer says %j',
    async (expires_in) => {
      const { url } = await tokenServer({ expires_in })
      expect(documentOf(await tokens(url)('--json')).expires_in).toBe(7200)
    }
  )

  test('is another one for another app, and elsewhere', async () => {
    const { url, bodies } = await tokenServer()
    const here = place()
    const token = tokens(url, here)
    await token()
    await token('', { env: { ECPAY_APP_ID: 'tt00000000000other' } })
    expect(documentOf(await token('--env local --json', { env: { ECPAY_BASE_URL: '' } })).at).toBe('local')
    expect(bodies).toHaveLength(2)
    expect(JSON.parse(readFileSync(fileIn(here), 'utf8'))).toHaveLength(3)
    expect(documentOf(await token('--json')).is_new).toBe(false)
  })

  test('of the local gateway lives by its clock, which can be set', async () => {
    const here = place()
    const local = (argv = '') => run(`trade token ${argv} --env local --json`, { here })
    const isNew = async () => documentOf(await local()).is_new
    expect([await isNew(), await isNew()]).toEqual([true, false])
    await run('simulate clock +119m', { here })
    expect(await local('show')).toMatchObject({ exit: 1 })
    expect([await isNew(), documentOf(await local('show')).expires_in > 7100]).toEqual([true, true])
    await run('simulate clock real', { here })
    expect(await isNew()).toBe(true)
  })

  test('from the future is not trusted: the clock was set back', async () => {
    const { url, bodies } = await tokenServer()
    const token = tokens(url, place())
    await token()
    await token('', { now: NOW - 60 * MINUTE })
    expect(bodies).toHaveLength(2)
  })
})

describe('show, refresh and clear', () => {
  test('show sends nothing', async () => {
    const { url, bodies } = await tokenServer()
    const here = place()
    const token = tokens(url, here)
    const none = await token('show --json')
    expect([none.exit, documentOf(none)]).toMatchObject([1, { app_id: APP_ID, token: null, expires_in: null }])
    expect(await token('show')).toMatchObject({ exit: 1, stdout: '', codes: ['no-client-token'] })
    await token()
    expect((await token('show', { env: { ECPAY_APP_SECRET: '' } })).exit).toBe(0)
    expect((await token('show', { now: NOW + 120 * MINUTE })).exit).toBe(1)
    expect(bodies).toHaveLength(1)
  })

  test('refresh takes a new one', async () => {
    const { url, bodies } = await tokenServer()
    const token = tokens(url, place())
    await token()
    expect(documentOf(await token('refresh --json')).is_new).toBe(true)
    expect((await token('show --reveal', { terminal: true })).stdout).toContain(tokenNumber(2))
    expect(bodies).toHaveLength(2)
  })

  test('clear removes it, and only it', async () => {
    const { url } = await tokenServer()
    const here = place()
    const token = tokens(url, here)
    await token()
    await token('', { env: { ECPAY_APP_ID: 'tt00000000000other' } })
    expect(documentOf(await token('clear --json'))).toMatchObject({ was_kept: true })
    expect(documentOf(await token('clear --json'))).toMatchObject({ was_kept: false })
    expect((await token('show')).exit).toBe(1)
    expect((await token('show', { env: { ECPAY_APP_ID: 'tt00000000000other' } })).exit).toBe(0)
  })
})

describe('in production the token of a live server is at stake', () => {
  test.each(['', 'refresh'])('"%s" asks for a confirmation', async (action) => {
    const { url, bodies } = await tokenServer()
    const token = tokens(url, place())
    const refused = await token(`${action} --env production`)
    expect(refused).toMatchObject({ exit: 2, stdout: '', codes: ['token-needs-confirmation'] })
    const answered = (typed: string) =>
      token(`${action} --env production`, { terminal: true, answers: [['5 minutes', typed]] })
    expect((await answered('n\r')).codes).toEqual(['not-confirmed'])
    expect(bodies).toEqual([])
    expect(await answered('y\r')).toMatchObject({ exit: 0, codes: ['former-token-ends'] })
    expect(bodies).toHaveLength(1)
  })

  test('--yes says it; what is kept needs none', async () => {
    const { url, bodies } = await tokenServer()
    const token = tokens(url, place())
    expect(await token('--env production --yes')).toMatchObject({ exit: 0, codes: ['former-token-ends'] })
    expect(await token('--env production')).toMatchObject({ exit: 0, codes: [] })
    expect(await token('refresh --env production --yes --json')).toMatchObject({ exit: 0 })
    expect(bodies).toHaveLength(2)
  })
})

describe('what goes wrong', () => {
  const answering = (data: object) =>
    faultServer((_, response) => response.writeHead(200, {}).end(JSON.stringify({ data, message: 'error' })))

  test.each([
    [10013, 'client_key 或者 client_secret 报错', /client_key or client_secret is wrong.*\n.*AppSecret/],
    [10003, '配置无效', /client_key is not known.*配置无效/],
    [10020, 'too many', /fetched too often/],
    [10002, '', /a parameter is missing/],
    [99999, 'who knows', /99999, not in the catalogue \(who knows\)/]
  ])('error_code %i is explained', async (error_code, description, said) => {
    const { url } = await answering({ captcha: '', desc_url: '', description, error_code })
    const here = place()
    const ran = await tokens(url, here)()
    expect(ran).toMatchObject({ exit: 1, stdout: '', codes: ['client-token-refused'] })
    expect(ran.stderr).toMatch(said)
    expect((await tokens(url, here)('show')).exit).toBe(1)
  })

  test('in Chinese, and as JSON', async () => {
    const { url } = await answering({ description: '', error_code: 10013 })
    const token = tokens(url)
    expect((await token('--lang zh')).stderr).toMatch(/没有取得 client_token：error_code 10013，.*错误。/)
    const { error } = JSON.parse((await token('--json')).stderr)
    expect(error).toMatchObject({ code: 'client-token-refused', message: expect.stringContaining('10013') })
  })

  test('a wrong secret at the local gateway', async () => {
    const here = place({ secret: 'wrongSecretOfTheTests' })
    const ran = await run('trade token --env local --app-secret-file secret', { here })
    expect(ran).toMatchObject({ exit: 1, codes: ['client-token-refused'] })
    expect(ran.both).not.toContain('wrongSecret')
  })

  test.each<[keyof typeof FAULTS & string, number, string]>([
    ['server-error', 3, 'http-server-error'],
    ['html', 3, 'html-answer'],
    ['not-json', 3, 'answer-not-json'],
    ['empty', 3, 'answer-empty'],
    ['no-err-no', 3, 'answer-without-err-no'],
    ['redirect', 3, 'http-redirect']
  ])('an answer that is none: %s', async (fault, exit, code) => {
    const { url } = await faultServer(FAULTS[fault] as (typeof FAULTS)[string])
    expect(await tokens(url)()).toMatchObject({ exit, stdout: '', codes: [code] })
  })

  test('a success without a token', async () => {
    const { url } = await answering({ error_code: 0, description: '' })
    expect(await tokens(url)()).toMatchObject({ exit: 3, codes: ['answer-without-token'] })
  })

  test('a production app in the sandbox', async () => {
    const { url } = await faultServer((_, response) => response.end('{"data":"app is not sandboxApp","error":2}'))
    expect((await tokens(url)()).codes).toEqual(['not-a-sandbox-app'])
  })

  test('no connection: what is kept still serves', async () => {
    const { url } = await tokenServer()
    const here = place()
    await tokens(url, here)()
    const file = readFileSync(fileIn(here), 'utf8').replaceAll(url, 'http://127.0.0.1:1')
    writeFileSync(fileIn(here), file)
    const token = tokens('http://127.0.0.1:1', here)
    expect((await token()).exit).toBe(0)
    const offline = await token('refresh')
    expect([offline.exit, offline.codes.at(-1)]).toEqual([3, 'connection-refused'])
    expect((await token()).exit).toBe(0)
  })

  test.each([
    ['', { ECPAY_APP_SECRET: '' }, ['missing-app-secret']],
    ['show --env sandbox', { ECPAY_APP_ID: '' }, ['missing-app-id']],
    ['--app-secret x', {}, ['secret-in-flag']],
    ['give', {}, ['invalid-option-value']],
    ['show more', {}, ['too-many-arguments']]
  ])('"%s" with %j: %j', async (argv, env, codes) => {
    const ran = await tokens('http://127.0.0.1:1')(argv, { env })
    expect(ran).toMatchObject({ exit: 2, stdout: '', codes })
  })
})

describe('the file', () => {
  test.each(['{', '"text"', '[1,{"app_id":5}]', ''])('that holds %s counts as empty', async (content) => {
    const { url, bodies } = await tokenServer()
    const here = place({ '../state/client-tokens.json': content })
    expect((await tokens(url, here)()).exit).toBe(0)
    expect((await tokens(url, here)('show')).exit).toBe(0)
    expect(bodies).toHaveLength(1)
  })

  test.skipIf(process.platform === 'win32')('is made readable for the user alone again', async () => {
    const { url } = await tokenServer()
    const here = place()
    const token = tokens(url, here)
    await token()
    chmodSync(fileIn(here), 0o644)
    await token('show')
    expect(statSync(fileIn(here)).mode & 0o777).toBe(0o600)
  })

  test.skipIf(process.platform === 'win32')('that others could have written is not believed', async () => {
    const { url, bodies } = await tokenServer()
    const here = place()
    const token = tokens(url, here)
    await token()
    chmodSync(fileIn(here), 0o666)
    await token()
    expect(bodies).toHaveLength(2)
  })

  test('is nowhere to be kept: then the platform is not asked', async () => {
    const { url, bodies } = await tokenServer()
    const here = place({ 'a-file': '' })
    const ran = await tokens(url, here)('', { env: { ECPAY_STATE_DIR: here.path('a-file/state') } })
    expect(ran).toMatchObject({ exit: 2, codes: ['token-file-unusable'] })
    mkdirSync(here.path('state/client-tokens.json'), { recursive: true })
    expect((await tokens(url, here)('', { env: { ECPAY_STATE_DIR: here.path('state') } })).codes).toEqual([
      'token-file-unusable'
    ])
    expect(bodies).toEqual([])
  })

  test.skipIf(process.platform === 'win32')('is not followed where it is a link', async () => {
    const { url } = await tokenServer()
    const here = place({ target: '[]' })
    mkdirSync(here.path('../state'), { recursive: true })
    symlinkSync(here.path('target'), fileIn(here))
    expect((await tokens(url, here)()).codes).toEqual(['token-file-unusable'])
    expect(readFileSync(here.path('target'), 'utf8')).toBe('[]')
  })
})
