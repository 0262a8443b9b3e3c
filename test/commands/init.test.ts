import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readPrivateKey, readPublicKey } from '../../src/trade/keys/read-key.js'
import { type Files, type Place, place } from '../config/place.js'
import { VECTORS } from '../trade/vectors.js'
import { run } from './run.js'

const { app, platform } = VECTORS.keys
const KEYS: Files = { 'private_key.pem': app.private_pkcs8, 'platform.pem': platform.public, 'own.pem': app.public }
const SALT = 'saltOfTheShop001'
const SECRET = '0123456789abcdef0123456789abcdef01234567'
const APP = '--app-id tt0123456789abcdef01'
const TRADE = `${APP} --private-key-file private_key.pem --key-version 2 --env production`

const written = (here: Place, name = '.ecpayrc') => JSON.parse(readFileSync(here.path(name), 'utf8'))

describe('keys of the trade system by flags', () => {
  test('the file names the keys, and it is said what they are', async () => {
    const here = place(KEYS)
    const { exit, codes, stderr } = await run(`init ${TRADE} --platform-public-key-file platform.pem`, { here })
    expect([exit, codes]).toEqual([0, []])
    expect(written(here)).toEqual({
      env: 'production',
      app_id: 'tt0123456789abcdef01',
      private_key_file: 'private_key.pem',
      platform_public_key_file: 'platform.pem',
      key_version: '2'
    })
    for (const key of [readPrivateKey(app.private_pkcs8), readPublicKey(platform.public)])
      expect(stderr).toContain(`2048 bits, SHA-256 ${key.fingerprint}`)
    expect(stderr).toContain('Next: ecpay trade keys check')
    expect((await run('trade keys check', { here })).exit).toBe(0)
  })

  test('--json has what they are', async () => {
    const here = place(KEYS)
    const { stdout } = await run(`init ${TRADE} --profile shop --gitignore --json`, { here })
    expect(JSON.parse(stdout)).toEqual({
      path: here.path('.ecpayrc'),
      profile: 'shop',
      gitignore: true,
      private_key: { kind: 'private', form: 'pkcs8-pem', bits: 2048, fingerprint: expect.any(String) }
    })
    expect(readFileSync(here.path('.gitignore'), 'utf8')).toBe('.ecpayrc\nprivate_key.pem\n')
    expect(Object.keys(written(here).profiles)).toEqual(['shop'])
  })

  test('they may stand in variables', async () => {
    const here = place()
    const env = { ECPAY_PRIVATE_KEY: app.private_pkcs8, ECPAY_KEY_VERSION: '3', ECPAY_APP_SECRET: SECRET }
    expect(await run(`init ${APP} --env production`, { here, env })).toMatchObject({ exit: 0, codes: [] })
    expect(written(here)).toMatchObject({
      private_key: `\${ECPAY_PRIVATE_KEY}`,
      app_secret: `\${ECPAY_APP_SECRET}`,
      key_version: '3'
    })
  })

  test('both systems in one file', async () => {
    const here = place({ ...KEYS, salt: SALT })
    const { exit, stderr } = await run(`init ${TRADE} --salt-file salt`, { here })
    expect([exit, stderr.match(/Next: ecpay [a-z-]+ /g)]).toEqual([
      0,
      ['Next: ecpay create-order ', 'Next: ecpay trade ']
    ])
    expect(written(here)).toMatchObject({ salt_file: 'salt', private_key_file: 'private_key.pem' })
  })

  test.each<[string, string, Files, number, string[]]>([
    [
      'the halves confused',
      `${APP} --private-key-file own.pem --platform-public-key-file private_key.pem --key-version 1 -e production`,
      KEYS,
      2,
      ['public-key-given', 'private-key-given']
    ],
    ['no key at all', `${TRADE} --platform-public-key-file salt`, { ...KEYS, salt: SALT }, 2, ['salt-given']],
    ['no file', `${TRADE} --platform-public-key-file gone`, KEYS, 2, ['secret-file-unreadable']],
    ['a version that is none', `${TRADE} --key-version one`, KEYS, 2, ['invalid-setting']],
    [
      'the own public key as that of the platform',
      `${TRADE} --platform-public-key-file own.pem`,
      KEYS,
      0,
      ['app-key-for-platform-key']
    ],
    ['no version and no environment', `${APP} --private-key-file private_key.pem`, KEYS, 2, ['prompt-refused']],
    ['the system without its keys', `${APP} --system trade --env production`, {}, 2, ['prompt-refused']]
  ])('%s', async (_, argv, files, exit, codes) => {
    const here = place(files)
    const ran = await run(`init ${argv}`, { here })
    expect([ran.exit, ran.codes]).toEqual([exit, codes])
    expect(existsSync(here.path('.ecpayrc'))).toBe(exit === 0)
  })

  test('a private key that others can read is warned of', async () => {
    const here = place(KEYS)
    chmodSync(here.path('private_key.pem'), 0o644)
    expect(await run(`init ${TRADE}`, { here })).toMatchObject({ exit: 0, codes: ['config-exposed'] })
  })
})

describe('a secret by stdin', () => {
  test('stands in the file, and nowhere else', async () => {
    const here = place()
    const { exit, stdout, stderr } = await run(`init ${APP} --salt-file -`, { here, stdin: `${SALT}\n` })
    expect([exit, (stdout + stderr).includes(SALT)]).toEqual([0, false])
    expect(written(here).salt).toBe(SALT)
    expect(statSync(here.path('.ecpayrc')).mode & 0o777).toBe(0o600)
  })

  test.each([
    ['for two options', '--salt-file - --token-file -', SALT, 'conflicting-options'],
    ['that is empty', '--salt-file -', '\n', 'secret-file-unreadable']
  ])('%s is refused', async (_, argv, stdin, code) => {
    expect(await run(`init ${APP} ${argv}`, { stdin })).toMatchObject({ exit: 2, codes: [code] })
  })
})

describe('--profile', () => {
  const SALTED = `init ${APP} --salt-file salt`

  test('adds to the file that is there, whatever its name, and leaves the rest as it is', async () => {
    const before = '# two shops\nprofiles:\n  one:\n    app_id: tt1 # the first\ntimeout_ms: 3000\n'
    const here = place({ '.ecpayrc.yaml': before, salt: SALT })
    const { exit, stdout, stderr } = await run(`${SALTED} --profile two`, { here })
    expect([exit, stdout]).toEqual([0, `${here.path('.ecpayrc.yaml')}\n`])
    const text = readFileSync(here.path('.ecpayrc.yaml'), 'utf8')
    for (const line of before.split('\n')) expect(text).toContain(line)
    expect(stderr).toContain('Next: ecpay create-order --amount 100 --dry-run --profile two')
    const shown = await run('config show --profile two --json', { here })
    expect(JSON.parse(shown.stdout).settings).toMatchObject({
      app_id: { value: 'tt0123456789abcdef01', source: { kind: 'profile' } },
      timeout_ms: { value: 3000 }
    })
  })

  test.each<[string, string, string, number, string[]]>([
    ['a new file', '', '--profile a', 0, []],
    ['a profile that is there', '{"profiles":{"a":{}}}', '--profile a', 2, ['profile-exists']],
    ['one that is replaced', '{"profiles":{"a":{}}}', '--profile a --force', 0, []],
    ['YAML with braces', '{ app_id: tt1, }', '--profile a', 0, ['config-laid-out-anew']],
    ['an empty file', '\n', '--profile a', 0, []],
    ['a file that cannot be read', '{"app_id":', '--profile a', 2, ['config-unreadable']],
    ['a file with a wrong key', '{"slat":"x"}', '--profile a', 2, ['config-unknown-key']],
    ['no profile', '{"app_id":"tt1"}', '', 2, ['config-exists']]
  ])('%s', async (_, before, argv, exit, codes) => {
    const here = place({ salt: SALT, ...(before !== '' && { '.ecpayrc': before }) })
    const ran = await run(`${SALTED} ${argv}`, { here })
    expect([ran.exit, ran.codes]).toEqual([exit, codes])
    if (exit === 0) expect((await run('sign -d a=1 --profile a', { here })).exit).toBe(0)
    else expect(readFileSync(here.path('.ecpayrc'), 'utf8')).toBe(before)
  })
})

describe('--profile, with the configuration elsewhere', () => {
  const FIRST = '{"profiles":{"a":{"app_id":"tt1"}}}'
  const SALTED = `init ${APP} --salt-file salt --profile shop`

  const below = (files: Files) => {
    const here = place({ 'sub/salt': SALT, ...files })
    return { ...here, cwd: here.path('sub') }
  }

  test.each([
    ['in a folder above', '.ecpayrc'],
    ['of the user', '../home/.config/ecpay/config.json']
  ])('%s', async (_, name) => {
    const here = below({ [name]: FIRST })
    const { exit, stdout, stderr } = await run(SALTED, { here })
    expect([exit, stdout]).toEqual([0, `${here.path(name)}\n`])
    expect(stderr).toContain('Added the profile shop to')
    expect(Object.keys(written(here, name).profiles)).toEqual(['a', 'shop'])
    expect(existsSync(here.path('sub/.ecpayrc'))).toBe(false)
    expect(await run('sign -d a=1 --profile shop', { here })).toMatchObject({ exit: 0 })
  })

  test('in package.json, which belongs to everyone', async () => {
    const here = below({ 'package.json': `{"ecpay":${FIRST}}` })
    expect(await run(SALTED, { here })).toMatchObject({ exit: 2, codes: ['config-in-package-json'] })
    expect(existsSync(here.path('sub/.ecpayrc'))).toBe(false)
  })

  test('behind a link, which stays one', async () => {
    const here = place({ salt: SALT, 'real.json': FIRST })
    symlinkSync('real.json', here.path('.ecpayrc'))
    expect(await run(SALTED, { here })).toMatchObject({ exit: 0, codes: [] })
    expect(lstatSync(here.path('.ecpayrc')).isSymbolicLink()).toBe(true)
    expect(Object.keys(written(here, 'real.json').profiles)).toEqual(['a', 'shop'])
  })

  test('that others wrote', async () => {
    const here = below({ '.ecpayrc': FIRST })
    chmodSync(here.path('.ecpayrc'), 0o666)
    expect(await run(SALTED, { here })).toMatchObject({ exit: 2, codes: ['config-not-yours'] })
  })

  test('nowhere: a new file is written', async () => {
    const { stderr } = await run(SALTED, { here: place({ salt: SALT }) })
    expect(stderr).toContain('Written: ')
    expect(stderr).not.toContain('Added the profile')
  })
})

test.each([
  ['"tokenOfTheShop"', ['suspicious-secret']],
  [' tokenOfTheShop ', ['suspicious-secret']],
  ['token of the shop', ['suspicious-secret']],
  ['tokenOfTheShop', []]
])('a token %j is warned of where it was copied wrongly', async (token, codes) => {
  const here = place({ salt: SALT, token })
  const ran = await run(`init ${APP} --salt-file salt --token-file token --env sandbox`, { here })
  expect([ran.exit, ran.codes, ran.both.includes('OfTheShop')]).toEqual([0, codes, false])
})

test('a profile without a name is none', async () => {
  const here = place({ salt: SALT })
  const ran = await run(['init', '--profile', '', ...`${APP} --salt-file salt`.split(' ')], { here })
  expect([ran.exit, ran.codes, existsSync(here.path('.ecpayrc'))]).toEqual([2, ['invalid-option-value'], false])
})

describe('a new file hides the one that was in use', () => {
  const RC = JSON.stringify({ app_id: 'tt1' })
  const line = `init ${APP} --salt-file salt.txt`
  const inside = (files: Files): Place => {
    const here = place({ 'api/salt.txt': SALT, ...files })
    return { ...here, cwd: here.path('api') }
  }

  test.each<[string, Files, string]>([
    ['of the folder above', { '.ecpayrc': RC }, '.ecpayrc'],
    ['in package.json above', { 'package.json': '{"ecpay":{"app_id":"tt1"}}' }, 'package.json'],
    ['under another name', { 'api/.ecpayrc.yaml': 'app_id: tt1\n' }, 'api/.ecpayrc.yaml'],
    ['of the user', { '../home/.config/ecpay/config.json': RC }, '../home/.config/ecpay/config.json']
  ])('%s, and it is said', async (_, files, hidden) => {
    const here = inside(files)
    const { exit, codes, stderr } = await run(line, { here })
    expect([exit, codes]).toEqual([0, ['config-hidden']])
    expect(stderr).toContain(here.path(hidden))
    expect((await run('config path', { here })).stdout.trim()).toBe(here.path('api/.ecpayrc'))
  })

  test.each<[string, Files]>([
    ['none is there', {}],
    ['it is replaced', { 'api/.ecpayrc': RC, '.ecpayrc': RC }]
  ])('not where %s', async (_, files) => {
    expect(await run(`${line} --force`, { here: inside(files) })).toMatchObject({ exit: 0, codes: [] })
  })

  test('nor by a profile, or a file that is named', async () => {
    const here = inside({ '.ecpayrc': RC })
    expect(await run(`${line} --profile shop`, { here })).toMatchObject({ exit: 0, codes: [] })
    expect(await run(`${line} --config other.json`, { here })).toMatchObject({ exit: 0, codes: [] })
  })
})

describe('keys of the system that --system leaves out', () => {
  test.each([
    ['--system trade', '--token-file t --salt-file s', 2],
    ['--system ecpay', '--key-version 1 --private-key-file k --app-secret-file a', 3]
  ])('%s %s', async (system, keys, count) => {
    const here = place()
    const ran = await run(`init ${APP} ${system} ${keys}`, { here })
    expect([ran.exit, ran.codes]).toEqual([2, Array(count).fill('conflicting-options')])
    expect(existsSync(here.path('.ecpayrc'))).toBe(false)
  })
})

test.each([
  ['!key.pem', 'linux', '\\!key.pem'],
  ['#key.pem', 'linux', '\\#key.pem'],
  ['k*y[1].pem', 'linux', 'k\\*y\\[1].pem'],
  ['keys\\key.pem', 'win32', 'keys/key.pem']
])('a key file %s is ignored on %s as %s', async (name, platform, line) => {
  const here = place({ [name]: app.private_pkcs8 })
  const argv = `init ${APP} --private-key-file ${name} --key-version 2 --env production --gitignore`
  expect(await run(argv, { here, platform })).toMatchObject({ exit: 0 })
  expect(readFileSync(here.path('.gitignore'), 'utf8')).toBe(`.ecpayrc\n${line}\n`)
  await run(`${argv} --force`, { here, platform })
  expect(readFileSync(here.path('.gitignore'), 'utf8')).toBe(`.ecpayrc\n${line}\n`)
})

describe('on a terminal', () => {
  const DOWN = '\u001b[B'

  test('the keys of the trade system are asked for by path, and each answer is looked at', async () => {
    const here = place({ ...KEYS, salt: SALT })
    const { exit, stderr } = await run('init --no-color', {
      here,
      terminal: true,
      answers: [
        ['payment system', `${DOWN}\r`],
        ['environment', '\r'],
        ['app_id', 'tt0123456789abcdef01\r'],
        ['private key', 'own.pem\r'],
        ['private key is needed', '\u0015private_key.pem\r'],
        ['key_version', 'v1\r'],
        ['integer', '\u00151\r'],
        ["platform's public key", '"platform.pem"\r'],
        ['AppSecret', `${SECRET}\r`],
        ['notify_url', '\r']
      ]
    })
    expect([exit, stderr.includes(SECRET)]).toEqual([0, false])
    expect(written(here)).toEqual({
      env: 'production',
      app_id: 'tt0123456789abcdef01',
      private_key_file: 'private_key.pem',
      platform_public_key_file: 'platform.pem',
      key_version: '1',
      app_secret: SECRET
    })
  })

  test('what looks wrongly copied is said at once, and kept if it is given once more', async () => {
    const here = place()
    const { exit, codes, stderr } = await run('init --system ecpay --env sandbox --no-color', {
      here,
      terminal: true,
      answers: [
        ['app_id', 'wx0123456789\r'],
        ['begins with tt', '\u0015tt0123456789abcdef01\r'],
        ['SALT', `${SECRET}\r`],
        ['Enter again keeps it', '\r'],
        ['Token', 'abc\r'],
        ['fewer than 6', '\u0015tokenOfTheShop\r'],
        ['notify_url', '\r']
      ]
    })
    expect([exit, codes, stderr.includes(SECRET)]).toEqual([0, [], false])
    expect(written(here)).toMatchObject({ app_id: 'tt0123456789abcdef01', salt: SECRET, token: 'tokenOfTheShop' })
  })

  test('both systems', async () => {
    const here = place(KEYS)
    const { exit } = await run('init --no-color --env sandbox', {
      here,
      terminal: true,
      answers: [
        ['payment system', `${DOWN}${DOWN}\r`],
        ['app_id', 'tt0123456789abcdef01\r'],
        ['SALT', `${SALT}\r`],
        ['Token', '\r'],
        ['private key', 'private_key.pem\r'],
        ['key_version', '1\r'],
        ["platform's public key", '\r'],
        ['AppSecret', '\r'],
        ['notify_url', '\r']
      ]
    })
    expect(exit).toBe(0)
    expect(written(here)).toEqual({
      env: 'sandbox',
      app_id: 'tt0123456789abcdef01',
      salt: SALT,
      private_key_file: 'private_key.pem',
      key_version: '1'
    })
  })

  test.each([
    ['y\r', 0],
    ['n\r', 2]
  ])('a profile that is there is asked about: %j', async (typed, exit) => {
    const here = place({ '.ecpayrc': '{"profiles":{"a":{"app_id":"tt1"}}}', salt: SALT })
    const answers = [['Replace it', typed]] as const
    const ran = await run(`init ${APP} --salt-file salt --profile a`, { here, terminal: true, answers })
    expect(ran.exit).toBe(exit)
    expect(written(here).profiles.a.app_id).toBe(exit === 0 ? 'tt0123456789abcdef01' : 'tt1')
  })

  test('files are named from the folder of the configuration', async () => {
    const here = place(KEYS)
    mkdirSync(here.path('conf'))
    writeFileSync(here.path('../home/key.pem'), app.private_pkcs8, { mode: 0o600 })
    await run(`init --system trade --env production ${APP} --key-version 1 --config conf/my.json --no-color`, {
      here,
      terminal: true,
      answers: [
        ['private key', '~/key.pem\r'],
        ["platform's public key", 'platform.pem\r'],
        ['AppSecret', '\r'],
        ['notify_url', '\r']
      ]
    })
    expect(written(here, 'conf/my.json')).toMatchObject({
      private_key_file: '../../home/key.pem',
      platform_public_key_file: '../platform.pem'
    })
  })
})
