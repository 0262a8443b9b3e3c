import { chmodSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { FlagValues } from '../../src/config/levels.js'
import { sourceName } from '../../src/config/reader.js'
import { SETTING_NAMES, SETTINGS, type Secret, type SettingName } from '../../src/config/settings.js'
import { ENVIRONMENTS } from '../../src/ecpay/environments.js'
import { findings, lines, place, resolveIn } from './place.js'

const DEMO = { app_id: 'ttdemo', salt: 'demo-salt', token: 'demo-token', access_token: 'demo-access-token' }
const text = JSON.stringify
const rc = (content: object) => ({ '.ecpayrc': text(content) })
const ref = (name: string) => `\${${name}}`

describe('flag > variable > profile > top level > default', () => {
  const VALUES: Record<string, [string | number, string | number, string | number, string | number]> = {
    env: ['production', 'sandbox', 'local', 'production'],
    app_id: ['tt-flag', 'tt-variable', 'tt-profile', 'tt-file'],
    salt: ['s-flag', 's-variable', 's-profile', 's-file'],
    token: ['t-flag', 't-variable', 't-profile', 't-file'],
    access_token: ['a-flag', 'a-variable', '', ''],
    private_key: ['k-flag', 'k-variable', 'k-profile', 'k-file'],
    platform_public_key: ['u-flag', 'u-variable', 'u-profile', 'u-file'],
    key_version: ['1', '2', '3', '4'],
    app_secret: ['c-flag', 'c-variable', 'c-profile', 'c-file'],
    thirdparty_id: ['p-flag', 'p-variable', 'p-profile', 'p-file'],
    notify_url: ['https://flag', 'https://variable', 'https://profile', 'https://file'],
    base_url: ['https://flag', 'https://variable', 'https://profile', 'https://file'],
    timeout_ms: [1, 2, 3, 4],
    output: ['raw', 'pretty', 'both', 'raw']
  }
  const RANKS = ['flag', 'variable', 'profile', 'file'] as const
  const matrix = SETTING_NAMES.flatMap((name) =>
    // What lives too short for a file stands in flags and variables alone.
    Array.from({ length: SETTINGS[name].brief ? 4 : 16 }, (_, mask) => ({
      name,
      ranks: RANKS.filter((_, i) => mask & (1 << i))
    }))
  )

  test('the matrix covers every setting', () => expect(Object.keys(VALUES)).toEqual([...SETTING_NAMES]))

  test.each(matrix)('$name given by $ranks', async ({ name, ranks }) => {
    const given = (rank: (typeof RANKS)[number]) =>
      ranks.includes(rank) ? { [name]: VALUES[name]?.[RANKS.indexOf(rank)] } : {}
    const variable = given('variable')[name]
    const here = place(
      rc({ ...given('file'), profile: 'shop', profiles: { shop: given('profile') } }),
      variable === undefined ? {} : { [SETTINGS[name].variable]: `${variable}` }
    )
    const { settings } = await resolveIn(here, { flags: given('flag') as FlagValues })
    const [winner] = ranks
    const setting = settings[name]
    if (winner) expect([setting?.value, setting?.source.kind]).toEqual([VALUES[name]?.[RANKS.indexOf(winner)], winner])
    else expect(setting?.source.kind).toBe(name === 'env' || name === 'timeout_ms' ? 'default' : undefined)
  })
})

describe('sources name what to correct', () => {
  test('each kind', async () => {
    const here = place(
      {
        ...rc({ app_id: 'a', salt_file: 'salt', token: ref('T'), profiles: { shop: { notify_url: 'https://n' } } }),
        salt: 's'
      },
      { T: 't', ECPAY_THIRDPARTY_ID: 'p' }
    )
    const { settings, profile, path } = await resolveIn(here, { flags: { env: 'local', profile: 'shop' } })
    const file = here.path('.ecpayrc')
    expect(path).toBe(file)
    expect(profile).toEqual({ value: 'shop', source: { kind: 'flag', name: '--profile' } })
    expect(settings).toEqual({
      env: { value: 'local', source: { kind: 'flag', name: '--env' } },
      app_id: { value: 'a', source: { kind: 'file', name: file, path: file } },
      salt: { value: 's', source: { kind: 'secret-file', name: here.path('salt') } },
      token: { value: 't', source: { kind: 'file', name: file, path: file, variable: 'T' } },
      thirdparty_id: { value: 'p', source: { kind: 'variable', name: 'ECPAY_THIRDPARTY_ID' } },
      notify_url: { value: 'https://n', source: { kind: 'profile', name: 'shop', path: file } },
      timeout_ms: { value: 10_000, source: { kind: 'default', name: '' } }
    })
    expect([settings.env, settings.app_id, settings.token].map((one) => one && sourceName(one.source))).toEqual([
      '--env',
      file,
      'T'
    ])
  })
})

describe('the environment', () => {
  test.each<[string, object, Record<string, string>, FlagValues, string, string]>([
    ['nothing configured', {}, {}, {}, 'local', 'default'],
    ['an app_id', { app_id: 'a' }, {}, {}, 'sandbox', 'default'],
    ['a salt', { salt: 's' }, {}, {}, 'sandbox', 'default'],
    ['a private key', { private_key: 'k' }, {}, {}, 'sandbox', 'default'],
    ['a salt by variable', {}, { ECPAY_SALT: 's' }, {}, 'sandbox', 'default'],
    ['a salt file by flag', {}, {}, { salt_file: 'salt' }, 'sandbox', 'default'],
    ['a salt in a profile not chosen', { profiles: { a: { salt: 's' } } }, {}, {}, 'local', 'default'],
    ['a salt in the chosen profile', { profile: 'a', profiles: { a: { salt: 's' } } }, {}, {}, 'sandbox', 'default'],
    ['only a token', { token: 't' }, {}, {}, 'local', 'default'],
    ['an empty variable', {}, { ECPAY_SALT: '', ECPAY_ENV: '' }, {}, 'local', 'default'],
    ['production by flag', {}, {}, { env: 'production' }, 'production', 'flag'],
    ['production by variable', {}, { ECPAY_ENV: 'production' }, {}, 'production', 'variable'],
    [
      'production by profile',
      { profile: 'a', profiles: { a: { env: 'production' } } },
      {},
      {},
      'production',
      'profile'
    ],
    ['production by file', { env: 'production' }, {}, {}, 'production', 'file'],
    [
      'a profile called production',
      { profile: 'production', profiles: { production: { salt: 's' } } },
      {},
      {},
      'sandbox',
      'default'
    ]
  ])('%s', async (_, content, env, flags, value, kind) => {
    const { settings } = await resolveIn(place({ ...rc(content), salt: 's' }, env), { flags })
    expect([settings.env?.value, settings.env?.source.kind]).toEqual([value, kind])
  })

  test('origins', () => {
    expect(ENVIRONMENTS).toEqual({
      local: { origin: undefined },
      sandbox: { origin: 'https://open-sandbox.douyin.com' },
      production: { origin: 'https://developer.toutiao.com' }
    })
  })
})

describe('the local gateway has fixed keys', () => {
  test.each<[string, object, Record<string, string>, FlagValues, boolean, string | undefined]>([
    ['local by flag', {}, {}, { env: 'local' }, false, 'demo-salt'],
    ['local by variable', {}, { ECPAY_ENV: 'local' }, {}, false, 'demo-salt'],
    ['local by file', { env: 'local' }, {}, {}, false, 'demo-salt'],
    ['local by default', {}, {}, {}, false, undefined],
    ['local by default, where that is enough', {}, {}, {}, true, 'demo-salt'],
    ['local, whatever the file says', { salt: 'mine' }, {}, { env: 'local' }, true, 'demo-salt'],
    ['local, whatever a variable says', {}, { ECPAY_SALT: 'mine' }, { env: 'local' }, true, 'demo-salt'],
    ['sandbox', {}, {}, { env: 'sandbox' }, true, undefined],
    ['sandbox by default', { app_id: 'a' }, {}, {}, true, undefined]
  ])('%s', async (_, content, env, flags, demoByDefault, salt) => {
    const { settings } = await resolveIn(place(rc(content), env), { flags, demo: DEMO, demoByDefault })
    expect(settings.salt?.value).toBe(salt)
    if (salt === DEMO.salt)
      expect(settings).toMatchObject({
        app_id: { value: DEMO.app_id, source: { kind: 'demo' } },
        token: { value: DEMO.token, source: { kind: 'demo' } }
      })
  })
})

describe('a flag replaces a fixed key', () => {
  test('so that a wrong SALT can be tried', async () => {
    const around = place({ 'salt.txt': 'other-salt\n' })
    const { settings } = await resolveIn(around, { flags: { env: 'local', salt_file: 'salt.txt' }, demo: DEMO })
    expect(settings).toMatchObject({ salt: { value: 'other-salt' }, token: { value: DEMO.token } })
  })
})

describe('required keys', () => {
  const required = ['app_id', 'salt', 'token'] as const

  test('missing ones, all at once', async () => {
    expect(await lines(resolveIn(place(rc({ salt: 's' })), { required }))).toEqual(['missing-app-id', 'missing-token'])
  })

  test('one that is given but cannot be read is not missing as well', async () => {
    const found = lines(resolveIn(place(rc({ app_id: ref('ECPAY_A'), token_file: 'no' })), { required }))
    expect(await found).toEqual(['unset-variable', 'secret-file-unreadable', 'missing-salt'])
  })

  test.each(required)('%s alone', async (key) => {
    const here = place(rc({ [key]: 'x', base_url: 'nonsense' }))
    const { settings } = await resolveIn(here, { required: [key], needs: [] })
    expect(settings).toEqual({ [key]: { value: 'x', source: expect.anything() } })
  })
})

describe('references to environment variables', () => {
  test.each<[string, object, SettingName, string | number]>([
    ['text', { app_id: ref('ECPAY_A') }, 'app_id', 'from A'],
    ['a secret', { salt: ref('A') }, 'salt', 'from A'],
    ['a number', { timeout_ms: ref('ECPAY_N') }, 'timeout_ms', 250],
    ['an environment', { env: ref('ECPAY_E') }, 'env', 'sandbox'],
    ['a file', { salt_file: ref('ECPAY_F') }, 'salt', 'in file'],
    ['in a profile', { profile: 'p', profiles: { p: { token: ref('A') } } }, 'token', 'from A'],
    ['as profile', { profile: ref('ECPAY_P'), profiles: { p: { token: 'x' } } }, 'token', 'x'],
    ['not inside other text', { app_id: `x${ref('A')}` }, 'app_id', `x${ref('A')}`],
    ['not a strange name', { app_id: ref('A B') }, 'app_id', ref('A B')],
    ['not twice', { app_id: ref('ECPAY_R') }, 'app_id', ref('A')]
  ])('%s', async (_, content, name, value) => {
    const own = { A: 'from A', N: '250', E: 'sandbox', F: 'secret', P: 'p', R: ref('A') }
    const env = { ...own, ...Object.fromEntries(Object.entries(own).map(([one, text]) => [`ECPAY_${one}`, text])) }
    const { settings } = await resolveIn(place({ ...rc(content), secret: 'in file\n' }, env))
    expect(settings[name]?.value).toBe(value)
  })

  test('in a variable it is text', async () => {
    const { settings } = await resolveIn(place({}, { ECPAY_APP_ID: ref('A'), A: 'x' }))
    expect(settings.app_id?.value).toBe(ref('A'))
  })

  test.each([
    ['app_id', { app_id: ref('ECPAY_A') }],
    ['profiles.p.salt', { profile: 'p', profiles: { p: { salt: ref('ECPAY_A') } } }],
    ['profile', { profile: ref('ECPAY_A') }],
    ['salt_file', { salt_file: ref('ECPAY_A') }]
  ])('unset at %s', async (key, content) => {
    for (const env of [{}, { ECPAY_A: '' }]) {
      const here = place(rc(content), env)
      expect(await findings(resolveIn(here))).toEqual([
        { code: 'unset-variable', path: here.path('.ecpayrc'), key, variable: 'ECPAY_A' }
      ])
    }
  })

  test.each<[string, object, Record<string, string>]>([
    ['hidden by a variable', { salt: ref('A') }, { ECPAY_SALT: 's' }],
    ['hidden by the profile', { salt: ref('A'), profile: 'p', profiles: { p: { salt: 's' } } }, {}],
    ['in a profile not chosen', { salt: 's', profiles: { p: { salt: ref('A') }, q: { salt_file: 'no' } } }, {}],
    ['not needed', { salt: 's', token: ref('A') }, {}]
  ])('unset but %s', async (_, content, env) => {
    const { settings } = await resolveIn(place(rc(content), env), { needs: ['salt'] })
    expect(settings.salt?.value).toBe('s')
  })
})

describe('secret files', () => {
  test.each<[string, string]>([
    ['s', 's'],
    ['s\n', 's'],
    ['s\r\n', 's'],
    ['s\n\n', 's\n'],
    [' s \n', ' s '],
    ['s\r', 's\r'],
    ['\ufeffs\n', '\ufeffs'],
    ['a\nb\n', 'a\nb'],
    ['盐\n', '盐']
  ])('%j', async (content, value) => {
    const { settings } = await resolveIn(place({ ...rc({ salt_file: 'f' }), f: content }))
    expect(settings.salt?.value).toBe(value)
  })

  test.each<[string, object, Record<string, string>, FlagValues, string]>([
    ['beside the file that names it', { salt_file: '../keys/salt' }, {}, {}, 'keys'],
    ['in a profile', { salt_file: 'no', profile: 'p', profiles: { p: { salt_file: '../keys/salt' } } }, {}, {}, 'keys'],
    ['of a variable, in the working directory', { salt: 'no' }, { ECPAY_SALT_FILE: 'keys/salt' }, {}, 'here'],
    ['of a flag, in the working directory', { salt: 'no' }, { ECPAY_SALT: 'no' }, { salt_file: 'keys/salt' }, 'here']
  ])('%s', async (_, content, env, flags, value) => {
    const files = { 'conf/rc.json': text(content), 'keys/salt': 'keys', 'sub/keys/salt': 'here' }
    const here = place(files, env)
    const { settings } = await resolveIn(
      { ...here, cwd: here.path('sub') },
      { flags: { ...flags, config: '../conf/rc.json' } }
    )
    expect(settings.salt?.value).toBe(value)
  })

  test.each<[string, object, FlagValues, Record<string, string>, string]>([
    ['missing', { token_file: 'no' }, {}, {}, 'token_file no ENOENT'],
    [
      'missing in a profile',
      { profile: 'p', profiles: { p: { salt_file: 'no' } } },
      {},
      {},
      'profiles.p.salt_file no ENOENT'
    ],
    ['missing for a flag', {}, { salt_file: 'no' }, {}, '--salt-file no ENOENT'],
    ['missing for a variable', {}, {}, { ECPAY_TOKEN_FILE: 'no' }, 'ECPAY_TOKEN_FILE no ENOENT'],
    ['empty', { salt_file: 'empty' }, {}, {}, 'salt_file empty empty'],
    ['a directory', { salt_file: '.' }, {}, {}, 'salt_file  EISDIR'],
    ['not UTF-8', { salt_file: 'gbk' }, {}, {}, 'salt_file gbk invalid-utf8']
  ])('%s', async (_, content, flags, env, expected) => {
    const here = place({ ...rc(content), empty: '\n', gbk: new Uint8Array([0xd1, 0xce]) }, env)
    const [found, ...more] = await findings(resolveIn(here, { flags }))
    expect(more).toEqual([])
    if (found?.code !== 'secret-file-unreadable') throw new Error(found?.code)
    expect(`${found.key} ${found.path.slice(here.cwd.length + 1)} ${found.reason}`).toBe(expected)
  })

  test('that others can read are warned about', async () => {
    const here = place({ ...rc({ salt_file: 'f' }), f: 's' })
    chmodSync(here.path('f'), 0o644)
    expect((await resolveIn(here)).warnings).toEqual([{ code: 'config-exposed', path: here.path('f'), mode: '0644' }])
  })

  test('conflict with the value itself', async () => {
    const here = place({ f: 's' }, { ECPAY_SALT: 's', ECPAY_SALT_FILE: 'f' })
    expect(await findings(resolveIn(here))).toEqual([
      { code: 'conflicting-settings', keys: ['ECPAY_SALT', 'ECPAY_SALT_FILE'] }
    ])
  })
})

describe('profiles', () => {
  const content = { app_id: 'top', salt: 'top', profile: 'a', profiles: { a: { app_id: 'a' }, b: { salt: 'b' } } }

  test.each<[string, FlagValues, Record<string, string>, unknown[]]>([
    ['the file', {}, {}, ['a', 'a', 'top']],
    ['a variable', {}, { ECPAY_PROFILE: 'b' }, ['b', 'top', 'b']],
    ['a flag', { profile: 'b' }, { ECPAY_PROFILE: 'a' }, ['b', 'top', 'b']]
  ])('chosen by %s inherit from the top level', async (_, flags, env, expected) => {
    const { profile, settings } = await resolveIn(place(rc(content), env), { flags })
    expect([profile?.value, settings.app_id?.value, settings.salt?.value]).toEqual(expected)
  })

  test.each<[object | undefined, FlagValues, string, string]>([
    [content, { profile: 'c' }, 'c', 'a,b'],
    [content, { profile: '' }, '', 'a,b'],
    [content, { profile: 'constructor' }, 'constructor', 'a,b'],
    [content, { profile: '__proto__' }, '__proto__', 'a,b'],
    [{ profile: 'c' }, {}, 'c', ''],
    [undefined, { profile: 'c' }, 'c', '']
  ])('%j %j is unknown', async (file, flags, found, known) => {
    expect(await lines(resolveIn(place(file ? rc(file) : {}), { flags }), 'found', 'known')).toEqual([
      `unknown-profile ${found} ${known}`
    ])
  })

  test.each(['constructor', '__proto__', 'toString', '中文', 'a.b'])('may be called %s', async (name) => {
    const here = place({ '.ecpayrc': `{"profiles":{${text(name)}:{"salt":"mine"}}}` })
    const { settings } = await resolveIn(here, { flags: { profile: name } })
    expect(settings.salt?.value).toBe('mine')
  })
})

describe('values from outside the file are checked', () => {
  test.each<[Record<string, string>, FlagValues, object, string[]]>([
    [{ ECPAY_ENV: 'prod' }, {}, {}, ['invalid-setting env ECPAY_ENV prod']],
    [{}, { env: 'Local' }, {}, ['invalid-setting env --env Local']],
    [{ ECPAY_TIMEOUT_MS: '10s' }, {}, {}, ['invalid-setting timeout_ms ECPAY_TIMEOUT_MS 10s']],
    [{ ECPAY_TIMEOUT_MS: '0' }, {}, {}, ['invalid-setting timeout_ms ECPAY_TIMEOUT_MS 0']],
    [{ ECPAY_TIMEOUT_MS: '2147483648' }, {}, {}, ['invalid-setting timeout_ms ECPAY_TIMEOUT_MS 2147483648']],
    [{}, { timeout_ms: 1.5 }, {}, ['invalid-setting timeout_ms --timeout 1.5']],
    [{ ECPAY_N: '1e3' }, {}, { timeout_ms: ref('ECPAY_N') }, ['invalid-setting timeout_ms ECPAY_N 1e3']],
    [
      { ECPAY_N: 'x' },
      {},
      { profile: 'p', profiles: { p: { env: ref('ECPAY_N') } } },
      ['invalid-setting profiles.p.env ECPAY_N x']
    ],
    [
      { ECPAY_ENV: 'prod', ECPAY_TIMEOUT_MS: '-1' },
      {},
      {},
      ['invalid-setting env ECPAY_ENV prod', 'invalid-setting timeout_ms ECPAY_TIMEOUT_MS -1']
    ]
  ])('%j %j %j', async (env, flags, content, expected) => {
    expect(await lines(resolveIn(place(rc(content), env), { flags }), 'key', 'source', 'found')).toEqual(expected)
  })
})

describe('base_url', () => {
  const resolveUrl = (url: string) => resolveIn(place({}, { ECPAY_BASE_URL: url }), { needs: ['base_url'] })

  test.each([
    ['https://stub.example', 'https://stub.example'],
    ['https://stub.example/', 'https://stub.example'],
    ['https://stub.example/a/b//', 'https://stub.example/a/b'],
    ['HTTPS://Stub.Example:443/', 'https://stub.example'],
    ['https://stub.example:8443', 'https://stub.example:8443'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://127.9.8.7/', 'http://127.9.8.7'],
    ['http://127.1', 'http://127.0.0.1'],
    ['http://localhost:1', 'http://localhost:1'],
    ['http://pay.localhost', 'http://pay.localhost'],
    ['http://[::1]:1', 'http://[::1]:1']
  ])('%s', async (url, expected) => {
    expect((await resolveUrl(url)).settings.base_url?.value).toBe(expected)
  })

  test.each([
    ['http://stub.example', 'insecure-base-url http://stub.example/'],
    ['http://10.0.0.1', 'insecure-base-url http://10.0.0.1/'],
    ['http://0.0.0.0', 'insecure-base-url http://0.0.0.0/'],
    ['http://127.0.0.1.example', 'insecure-base-url http://127.0.0.1.example/'],
    ['http://localhost.example', 'insecure-base-url http://localhost.example/'],
    ['http://notlocalhost', 'insecure-base-url http://notlocalhost/'],
    ['http://[::2]', 'insecure-base-url http://[::2]/'],
    ['https://user:hush@stub.example/x', 'invalid-base-url https://stub.example/x'],
    ['http://user:hush@127.0.0.1', 'invalid-base-url http://127.0.0.1/'],
    ['https://stub.example/?key=hush', 'invalid-base-url https://stub.example/'],
    ['https://stub.example/?', 'invalid-base-url https://stub.example/'],
    ['https://stub.example/#hush', 'invalid-base-url https://stub.example/'],
    ['stub.example', 'invalid-base-url stub.example'],
    ['//user:hush@stub.example', 'invalid-base-url //stub.example'],
    ['https:stub.example', 'invalid-base-url https:stub.example'],
    ['https://', 'invalid-base-url https://'],
    [' https://stub.example', 'invalid-base-url  https://stub.example'],
    ['https://stub.example/a b', 'invalid-base-url https://stub.example/a b'],
    ['https://stub.example:99999', 'invalid-base-url https://stub.example:99999'],
    ['ftp://stub.example', 'invalid-base-url ftp://stub.example'],
    ['file:///etc/passwd', 'invalid-base-url file:///etc/passwd']
  ])('%s is refused', async (url, expected) => {
    expect(await lines(resolveUrl(url), 'found', 'source')).toEqual([`${expected} ECPAY_BASE_URL`])
  })
})

describe('the file is left alone when nothing is needed from it', () => {
  const broken = { '.ecpayrc': '{' }
  const needs = ['salt'] as const

  test.each<[string, Record<string, string>, FlagValues]>([
    ['variable', { ECPAY_SALT: 's' }, {}],
    ['variable for the file', { ECPAY_SALT_FILE: 'f' }, {}],
    ['flag', {}, { salt_file: 'f' }]
  ])('%s', async (_, env, flags) => {
    const { path, settings } = await resolveIn(place({ ...broken, f: 's' }, env), { flags, needs })
    expect([path, settings.salt?.value, Object.keys(settings)]).toEqual([undefined, 's', ['salt']])
  })

  test.each<[string, object, Record<string, string>]>([
    ['--config', { config: '.ecpayrc' }, {}],
    ['--profile', { profile: 'a' }, {}],
    ['ECPAY_PROFILE', {}, { ECPAY_PROFILE: 'a' }]
  ])('but not with %s', async (_, flags, env) => {
    expect(await lines(resolveIn(place(broken, { ECPAY_SALT: 's', ...env }), { flags, needs }))).toEqual([
      'config-unreadable'
    ])
  })
})

describe('secrets are told as soon as they are known', () => {
  test('of every level and profile, whether used or not', async () => {
    const secrets: Secret[] = []
    const content = {
      salt: 'top-salt',
      token_file: 'token',
      profiles: { a: { salt: ref('A'), token: 'a-token' }, b: { salt: ref('UNSET'), token: ref('A') } }
    }
    const here = place({ ...rc(content), token: 'file-token\n' }, { A: 'from-a', ECPAY_SALT: 'variable-salt' })
    await resolveIn(here, { onSecret: (secret) => secrets.push(secret) })
    expect(new Set(secrets.map(({ name, value }) => `${name} ${value}`))).toEqual(
      new Set([
        'SALT variable-salt',
        'SALT top-salt',
        'SALT from-a',
        'TOKEN a-token',
        'TOKEN from-a',
        'TOKEN file-token'
      ])
    )
  })

  test('also when resolving fails, and those of the demo', async () => {
    const secrets: string[] = []
    const onSecret = ({ value }: Secret) => secrets.push(value)
    await findings(resolveIn(place(rc({ salt: 'hush' })), { flags: { profile: 'no' }, onSecret }))
    await resolveIn(place(), { demo: DEMO, demoByDefault: true, onSecret })
    expect(secrets).toEqual(['hush', DEMO.salt, DEMO.token, DEMO.access_token])
  })
})

describe('the keys that are easily taken for the token', () => {
  const content = {
    salt: 'top-salt',
    profile: 'a',
    profiles: {
      a: { token: 'a-token', salt: 'a-salt' },
      b: { token_file: 'f', salt: ref('UNSET') },
      c: { token_file: 'no', salt: 'c-salt' }
    }
  }
  const others = { b: { salt: undefined, token: 'b-token' }, c: { salt: 'c-salt', token: undefined } }

  test.each<[string, Record<string, string>, FlagValues, object]>([
    ['with the file read', {}, {}, { salt: 'a-salt', profiles: others }],
    ['with the file not read before', { ECPAY_TOKEN: 't' }, {}, { salt: 'a-salt', profiles: others }],
    ['of another profile', {}, { profile: 'b' }, { salt: undefined, profiles: { a: content.profiles.a, c: others.c } }]
  ])('%s', async (_, env, flags, expected) => {
    const config = await resolveIn(place({ ...rc(content), f: 'b-token' }, env), { flags, needs: ['token'] })
    expect(await config.otherKeys()).toEqual(expected)
  })

  test.each<[string, Record<string, string>]>([
    ['no file', {}],
    ['a broken file', { '.ecpayrc': '{' }],
    ['an unknown profile in the file', rc({ profile: 'no' })]
  ])('%s', async (_, files) => {
    const config = await resolveIn(place(files, { ECPAY_TOKEN: 't', ECPAY_SALT: 's' }), { needs: ['token'] })
    expect(await config.otherKeys()).toEqual({ salt: 's', profiles: {} })
  })
})
