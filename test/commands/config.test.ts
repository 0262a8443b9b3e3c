import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Files, place } from '../config/place.js'
import { run } from './run.js'

const SALT = 'saltOfTheShop001'
const TOKEN = 'tokenOfTheShop01'

/** The rows of a table by their first cell. */
const rows = (text: string) =>
  Object.fromEntries(
    text
      .split('\n')
      .map((line) => line.split(/ {2,}/))
      .map(([key, ...cells]) => [key, cells])
  )

describe('config show', () => {
  test('every setting with where it comes from, secrets masked', async () => {
    const here = place({
      '.ecpayrc': JSON.stringify({
        app_id: 'tt1',
        salt: `\${MY_SALT}`,
        token_file: 'token.txt',
        profile: 'shop',
        profiles: { shop: { notify_url: 'https://a.example/n' } }
      }),
      'token.txt': TOKEN
    })
    const env = { MY_SALT: SALT, ECPAY_THIRDPARTY_ID: 'tp1', LANG: 'en' }
    const { exit, stdout } = await run('config show --env sandbox', { here, env })
    expect(exit).toBe(0)
    const file = `file ${here.path('.ecpayrc')}`
    expect(rows(stdout)).toMatchObject({
      profile: ['shop', file],
      env: ['sandbox', 'flag --env'],
      app_id: ['tt1', file],
      salt: [`set, ${SALT.length} characters`, `${file} (\${MY_SALT})`],
      token: [`set, ${TOKEN.length} characters`, `secret file ${here.path('token.txt')}`],
      thirdparty_id: ['tp1', 'variable ECPAY_THIRDPARTY_ID'],
      notify_url: ['https://a.example/n', 'profile shop'],
      base_url: ['not set'],
      timeout_ms: ['10000', 'default']
    })
    expect(stdout).not.toMatch(new RegExp(`${SALT}|${TOKEN}`))
  })

  test('--json', async () => {
    const here = place({ '.ecpayrc': JSON.stringify({ app_id: 'tt1', salt: SALT }) })
    const { stdout, stderr } = await run('config show --json', { here })
    expect(JSON.parse(stdout)).toMatchObject({
      path: here.path('.ecpayrc'),
      profile: null,
      settings: {
        env: { value: 'sandbox', source: { kind: 'default' } },
        app_id: { value: 'tt1', source: { kind: 'file' } },
        salt: { value: null, set: true, source: { kind: 'file' } }
      }
    })
    expect(stdout + stderr).not.toContain(SALT)
  })

  test('no configuration at all: the local gateway and its demo keys', async () => {
    const { exit, stdout, stderr } = await run('config show')
    expect(exit).toBe(0)
    expect(rows(stdout)).toMatchObject({
      env: ['local', 'default'],
      salt: ['set, 32 characters', expect.stringContaining('demo')]
    })
    expect(stderr).toContain('ecpay init')
  })
})

const WRONG: [what: string, Files, argv: string, codes: string[]][] = [
  ['an unknown key', { '.ecpayrc': '{"slat":"x"}' }, '', ['config-unknown-key']],
  [
    'two wrong types',
    { '.ecpayrc': '{"app_id":1,"timeout_ms":"soon"}' },
    '',
    ['config-wrong-type', 'config-wrong-type']
  ],
  ['no JSON and no YAML', { '.ecpayrc': '{"a":' }, '', ['config-unreadable']],
  ['an unset variable', { '.ecpayrc': `{"salt":"\${NOT_SET}"}` }, '', ['unset-variable']],
  ['a secret file that is not there', { '.ecpayrc': '{"salt_file":"none"}' }, '', ['secret-file-unreadable']],
  ['a secret twice', { '.ecpayrc': '{"salt":"a","salt_file":"b"}' }, '', ['conflicting-settings']],
  ['an unknown profile', { '.ecpayrc': '{"profiles":{"shop":{}}}' }, '--profile shp', ['unknown-profile']],
  ['a file that is not there', {}, '--config none.json', ['config-not-found']]
]
test.each(WRONG)('%s: exit 2', async (_, files, argv, codes) => {
  const here = place(files)
  const ran = await run(`config show ${argv}`, { here })
  expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, codes, ''])
  expect((await run(`sign -d a=1 ${argv}`, { here })).exit).toBe(2)
})

test('a file with secrets that others can read is warned of', async () => {
  const here = place({ '.ecpayrc': JSON.stringify({ salt: SALT }) })
  chmodSync(here.path('.ecpayrc'), 0o644)
  expect(await run('sign -d a=1', { here })).toMatchObject({ exit: 0, codes: ['config-exposed'] })
})

describe('config path', () => {
  test.each([
    ['', { '.ecpayrc.yaml': 'app_id: tt1' }, '.ecpayrc.yaml', 0],
    ['--config other.json', { 'other.json': '{}' }, 'other.json', 0],
    ['', {}, undefined, 1]
  ])('%s with %j', async (argv, files, name, exit) => {
    const here = place(files)
    const path = name === undefined ? undefined : here.path(name)
    const text = await run(`config path ${argv}`, { here })
    expect([text.exit, text.stdout]).toEqual([exit, path === undefined ? '' : `${path}\n`])
    const machine = await run(`config path --json ${argv}`, { here })
    expect([machine.exit, JSON.parse(machine.stdout)]).toEqual([exit, { path: path ?? null }])
  })
})

describe('init by flags', () => {
  const FLAGS = ['--app-id', 'tt1', '--salt-file', 'salt.txt']

  test('writes a file of mode 0600 that refers to the secrets', async () => {
    const here = place({ 'salt.txt': SALT, 'token.txt': TOKEN })
    const more = ['--token-file', 'token.txt', '--notify-url', 'https://a.example/n', '--env', 'production']
    const { exit, stdout, stderr } = await run(['init', ...FLAGS, ...more], { here })
    const path = here.path('.ecpayrc')
    expect([exit, stdout]).toEqual([0, `${path}\n`])
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const text = readFileSync(path, 'utf8')
    for (const line of ['"salt.txt"', '"token.txt"', '"tt1"', '"production"', 'https://a.example/n'])
      expect(text).toContain(line)
    expect(text + stderr).not.toMatch(new RegExp(`${SALT}|${TOKEN}`))
    expect((await run('sign -d a=1', { here })).exit).toBe(0)
  })

  test('the SALT may stand in a variable', async () => {
    const here = place()
    await run('init --app-id tt1', { here, env: { ECPAY_SALT: SALT, ECPAY_TOKEN: TOKEN } })
    const text = readFileSync(here.path('.ecpayrc'), 'utf8')
    expect(text).toContain(`\${ECPAY_SALT}`)
    expect(text).toContain(`\${ECPAY_TOKEN}`)
    expect(text).not.toContain(SALT)
  })

  test('--config names the file, --gitignore adds it, --json says so', async () => {
    const here = place({ 'salt.txt': SALT })
    mkdirSync(here.path('keys'))
    const argv = ['init', ...FLAGS, '--config', 'keys/my.json', '--gitignore', '--json']
    const { stdout, stderr } = await run(argv, { here })
    expect(JSON.parse(stdout)).toEqual({ path: here.path('keys/my.json'), gitignore: true })
    expect(stderr).toBe('')
    expect(readFileSync(here.path('keys/my.json'), 'utf8')).toContain('../salt.txt')
    expect(readFileSync(here.path('keys/.gitignore'), 'utf8')).toMatch(/my\.json/)
  })

  test.each([
    ['a file that is there', { '.ecpayrc': '{}', 'salt.txt': SALT }, FLAGS, 2, ['config-exists']],
    ['--force replaces it', { '.ecpayrc': '{}', 'salt.txt': SALT }, [...FLAGS, '--force'], 0, []],
    ['nothing to ask on', {}, [], 2, ['prompt-refused']],
    ['no such environment', { 'salt.txt': SALT }, [...FLAGS, '-e', 'prod'], 2, ['invalid-setting']],
    ['no such file', {}, FLAGS, 2, ['secret-file-unreadable']],
    ['plain http', { 'salt.txt': SALT }, [...FLAGS, '--notify-url', 'http://a.example/n'], 2, ['not-https']],
    ['plain http, locally', { 'salt.txt': SALT }, [...FLAGS, '--notify-url', 'http://a.example', '-e', 'local'], 0, []],
    ['package.json', { 'salt.txt': SALT }, [...FLAGS, '-c', 'package.json', '--force'], 2, ['invalid-option-value']],
    ['a place below a file', { 'salt.txt': SALT }, [...FLAGS, '-c', 'salt.txt/x'], 2, ['config-not-writable']]
  ] as const)('%s', async (_, files, argv, exit, codes) => {
    const ran = await run(['init', ...argv], { here: place(files) })
    expect([ran.exit, ran.codes]).toEqual([exit, codes])
  })
})

describe('init calls an odd secret what it is', () => {
  const argv = 'init --app-id tt0123456789abcdef --salt-file s --token-file t'

  test.each<[string, string, string, string[]]>([
    ['a good pair', 'aGoodSaltOfThePlatform12', 'a_token_1', []],
    ['a short SALT', 'abcde', 'a_token_1', ['short-secret']],
    ['a short token', 'aGoodSaltOfThePlatform12', 'abc', ['short-secret']],
    ['white space round it', ' aGoodSaltOfThePlatform12', 'a_token_1', ['suspicious-salt']],
    ['white space in it', 'aGoodSalt OfThePlatform12', 'a_token_1', ['suspicious-salt']],
    ['a line break in it', 'aGoodSalt\nOfThePlatform12', 'a_token_1', ['suspicious-salt']],
    ['quotes', '"aGoodSaltOfThePlatform12"', 'a_token_1', ['suspicious-salt']],
    ['an app secret', '0123456789abcdef0123456789abcdef01234567', 'a_token_1', ['suspicious-salt']],
    ['an app secret in capitals', '0123456789ABCDEF0123456789ABCDEF01234567', 'a_token_1', ['suspicious-salt']],
    ['a digit less', '0123456789abcdef0123456789abcdef0123456', 'a_token_1', []]
  ])('%s', async (_, salt, token, codes) => {
    for (const given of [
      { line: argv, env: {} },
      { line: 'init --app-id tt0123456789abcdef', env: { ECPAY_SALT: salt, ECPAY_TOKEN: token } }
    ]) {
      const ran = await run(given.line, { here: place({ s: salt, t: token }), env: given.env })
      expect([ran.exit, ran.codes]).toEqual([0, codes])
      expect(ran.stderr).not.toContain(salt)
    }
  })

  const KEY = 'Xk9dmYzbfqLr3Ghw21VbnTeUaP0sQw87'

  test.each([
    `init --app-id tt0123456789abcdef --salt-file ${KEY}`,
    `init --app-id tt0123456789abcdef --salt-file s --token-file ${KEY}`,
    `init --app-id ${KEY} --salt-file s`,
    `init --app-id tt0123456789abcdef --salt-file s --env ${KEY}`,
    `init --app-id tt0123456789abcdef --salt-file s --notify-url ${KEY}`
  ])('one in the wrong place is not repeated: %s', async (line) => {
    const { stdout, stderr, codes } = await run(line, { here: place({ s: 'aGoodSaltOfThePlatform12' }) })
    expect(codes).toHaveLength(1)
    expect(stdout + stderr).not.toContain(KEY)
  })

  test.each([
    ['as a key of the file', `{"${KEY}":"x"}`],
    ['as the file of a key', `{"salt_file":"${KEY}"}`],
    ['as a file elsewhere', `{"salt_file":"/${KEY}"}`],
    ['as a variable', `{"app_id":"\${${KEY}}"}`]
  ])('nor is it %s', async (_, content) => {
    const { exit, stdout, stderr } = await run('config show', { here: place({ '.ecpayrc': content }) })
    expect([exit, (stdout + stderr).includes(KEY)]).toEqual([2, false])
  })
})

describe('init on a terminal', () => {
  const ANSWERS = [
    ['payment system', '\r'],
    ['environment', '\r'],
    ['app_id', 'tt1\r'],
    ['SALT', `${SALT}\r`],
    ['Token', `${TOKEN}\r`],
    ['notify_url', '\r']
  ] as const
  const init = 'init --no-color'

  test('asks, and never shows a secret', async () => {
    const here = place()
    const { exit, stdout, stderr } = await run(init, { here, terminal: true, answers: ANSWERS })
    expect([exit, stdout]).toEqual([0, `${here.path('.ecpayrc')}\n`])
    expect(stdout + stderr).not.toMatch(new RegExp(`${SALT}|${TOKEN}`))
    const text = readFileSync(here.path('.ecpayrc'), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ env: 'sandbox', app_id: 'tt1', salt: SALT, token: TOKEN })
    expect(text).not.toContain('notify_url')
    expect(statSync(here.path('.ecpayrc')).mode & 0o777).toBe(0o600)
  })

  test('an empty app_id is asked for again, and arrows choose', async () => {
    const here = place()
    const answers = [
      ...ANSWERS.slice(0, 1),
      ['environment', '\u001b[B\r'],
      ['app_id', '\r'],
      ['needed', 'tt1\r'],
      ...ANSWERS.slice(3)
    ] as const
    const { exit } = await run(init, { here, terminal: true, answers })
    expect(exit).toBe(0)
    expect(JSON.parse(readFileSync(here.path('.ecpayrc'), 'utf8')).env).toBe('production')
  })

  test('a notify_url that every call would refuse is asked for again', async () => {
    const here = place()
    const answers = [
      ...ANSWERS.slice(0, 5),
      ['notify_url', 'ftp\r'],
      ['notify_url`', '\u0015https://a.example/n\r']
    ] as const
    expect((await run(init, { here, terminal: true, answers })).exit).toBe(0)
    expect(JSON.parse(readFileSync(here.path('.ecpayrc'), 'utf8')).notify_url).toBe('https://a.example/n')
  })

  test('flags answer their questions; a file that is there is asked about', async () => {
    const here = place({ '.ecpayrc': '{"app_id":"old"}', 'salt.txt': SALT, 'token.txt': TOKEN })
    const argv = `${init} --env sandbox --salt-file salt.txt --token-file token.txt --notify-url https://a.example/`
    const answers = [
      ['Replace it', 'y\r'],
      ['app_id', 'tt2\r']
    ] as const
    const { exit } = await run(argv, { here, terminal: true, answers })
    expect(exit).toBe(0)
    expect(JSON.parse(readFileSync(here.path('.ecpayrc'), 'utf8'))).toMatchObject({
      app_id: 'tt2',
      salt_file: 'salt.txt'
    })
  })

  test.each([
    ['y\r', true],
    ['n\r', false]
  ])('in a repository .gitignore is offered: %j', async (typed, added) => {
    const here = place({ 'salt.txt': SALT })
    mkdirSync(here.path('.git'))
    const argv = `${init} --app-id tt1 --salt-file salt.txt`
    await run(argv, { here, terminal: true, answers: [['.gitignore', typed]] })
    expect(existsSync(here.path('.gitignore'))).toBe(added)
  })

  test.each([
    ['no to the question', 'n\r', 2, ['config-exists']],
    ['Ctrl-C', '\u0003', 130, ['interrupted']],
    ['Ctrl-D', '\u0004', 130, ['interrupted']]
  ])('%s leaves the file as it was', async (_, typed, exit, codes) => {
    const here = place({ '.ecpayrc': '{"app_id":"old"}' })
    const ran = await run(init, { here, terminal: true, answers: [['Replace it', typed]] })
    expect([ran.exit, ran.codes]).toEqual([exit, codes])
    expect(readFileSync(here.path('.ecpayrc'), 'utf8')).toBe('{"app_id":"old"}')
  })

  test.each([
    ['CI', init, { CI: '1' }],
    ['--no-input', `${init} --no-input`, {}]
  ])('%s refuses to ask', async (_, argv, env) => {
    const here = place()
    const ran = await run(argv, { here, terminal: true, env })
    expect([ran.exit, ran.codes]).toEqual([2, ['prompt-refused']])
    expect(existsSync(here.path('.ecpayrc'))).toBe(false)
  })
})

test('a file of the user counts where the project has none', async () => {
  const here = place()
  mkdirSync(here.path('../home/.config/ecpay'), { recursive: true })
  writeFileSync(here.path('../home/.config/ecpay/config.json'), JSON.stringify({ salt: SALT }), { mode: 0o600 })
  expect(await run('sign -d a=1', { here })).toMatchObject({ exit: 0, codes: [] })
})
