import { chmodSync, mkdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EXPECTED, FILE_KEYS, SETTINGS } from '../../src/config/settings.js'
import { findings, lines, place, resolveIn } from './place.js'

const inFile = (content: string | Uint8Array, name = '.ecpayrc', env = {}) => resolveIn(place({ [name]: content }, env))

describe('an empty file is an empty configuration', () => {
  test.each([
    ['.ecpayrc', ''],
    ['.ecpayrc', ' \n'],
    ['.ecpayrc', '# nothing yet\n'],
    ['.ecpayrc', '\ufeff'],
    ['.ecpayrc.json', ''],
    ['.ecpayrc.json', '{}'],
    ['.ecpayrc.yaml', '---\n'],
    ['package.json', '{"ecpay":{}}']
  ])('%s %j', async (name, content) => {
    const { path, settings } = await inFile(content, name)
    expect(path).toMatch(new RegExp(`${name}$`))
    expect(settings).toEqual({
      env: { value: 'local', source: { kind: 'default', name: '' } },
      timeout_ms: { value: 10_000, source: { kind: 'default', name: '' } }
    })
  })
})

describe('a byte order mark and CRLF do no harm', () => {
  test.each([
    ['.ecpayrc', '\ufeff{"app_id":"tt1"}'],
    ['.ecpayrc.json', '\ufeff{\r\n"app_id":"tt1"}\r\n'],
    ['.ecpayrc', '\ufeffapp_id: tt1\r\n'],
    ['.ecpayrc.yaml', '\ufeffapp_id: tt1\r\ntimeout_ms: 5\r\n'],
    ['package.json', '\ufeff{"ecpay":{"app_id":"tt1"}}']
  ])('%s %j', async (name, content) => {
    expect((await inFile(content, name)).settings.app_id?.value).toBe('tt1')
  })
})

describe('a file that cannot be read as its format', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['.ecpayrc.json', '{\n"salt": "hush-hush",\n}', 'invalid-json 3 undefined'],
    ['.ecpayrc.json', 'salt: hush-hush', 'invalid-json 1 undefined'],
    ['.ecpayrc', '{\n"salt": "hush-hush"\n"token": "t"}', 'invalid-json 3 undefined'],
    ['.ecpayrc', '{"salt": hush-hush', 'invalid-json 1 undefined'],
    ['package.json', '{"ecpay": {"salt": "hush-hush" }', 'invalid-json 1 undefined'],
    [
      '.ecpayrc',
      'app_id: tt1\nsalt: "hush-hush',
      'invalid-yaml 3 unexpected end of the stream within a double quoted scalar'
    ],
    ['.ecpayrc', 'salt: *hush-hush', 'invalid-yaml 1 unidentified alias'],
    ['.ecpayrc.yaml', 'a: 1\nsalt: !hush-hush x', 'invalid-yaml 2 unknown tag'],
    ['.ecpayrc.yaml', 'salt: !hush-hush%zz x', 'invalid-yaml 1 tag name cannot contain such characters'],
    ['.ecpayrc.yml', 'salt: hush-hush\nsalt: x', 'invalid-yaml 2 duplicated mapping key'],
    [
      '.ecpayrc.yml',
      'salt: hush-hush\n---\nsalt: x',
      'invalid-yaml undefined expected a single document in the stream, but found more'
    ],
    ['.ecpayrc.json', '{"salt":"hush-hush","salt":"x"}', 'duplicate-key undefined salt'],
    ['.ecpayrc', '{"profiles":{"a":{"env":"local","env":"local"}}}', 'duplicate-key undefined env'],
    ['.ecpayrc.json', `${'['.repeat(300)}hush-hush`, 'invalid-json undefined undefined'],
    ['.ecpayrc', new Uint8Array([...Buffer.from('salt: "'), 0xd6, 0xd0, 0x22]), 'invalid-utf8 undefined undefined']
  ])('%s %s', async (name, content, expected) => {
    const found = inFile(content, name)
    expect(await lines(found, 'reason', 'line', 'detail')).toEqual([`config-unreadable ${expected}`])
    expect(JSON.stringify(await findings(inFile(content, name)))).not.toMatch(/hush|token/)
  })
})

describe('--config reads exactly that file', () => {
  const config = (name: string) => ({ flags: { config: name } })

  test.each<[string, string]>([
    ['other.yaml', 'app_id: tt1'],
    ['other.json', '{"app_id":"tt1"}'],
    ['other', 'app_id: tt1'],
    ['dir/other.conf', '{"app_id":"tt1"}'],
    ['sub/package.json', '{"ecpay":{"app_id":"tt1"}}'],
    ['package.yaml', 'app_id: tt1']
  ])('%s', async (name, content) => {
    const here = place({ [name]: content, '.ecpayrc': '{"thirdparty_id":"no"}' })
    const { path, settings } = await resolveIn(here, config(name))
    expect([path, settings.app_id?.value, settings.thirdparty_id]).toEqual([here.path(name), 'tt1', undefined])
  })

  test('missing', async () => {
    const here = place({ '.ecpayrc': '{}' })
    expect(await findings(resolveIn(here, config('no.yaml')))).toEqual([
      { code: 'config-not-found', path: here.path('no.yaml') }
    ])
  })

  test('a directory', async () => {
    const here = place()
    mkdirSync(here.path('dir'))
    expect(await lines(resolveIn(here, config('dir')), 'reason')).toEqual(['config-unreadable EISDIR'])
  })
})

describe('unknown keys', () => {
  test.each<[string, string]>([
    ['{"appid":"x"}', 'appid app_id'],
    ['{"Salt":"x"}', 'Salt salt'],
    ['{"notifyUrl":"x"}', 'notifyUrl notify_url'],
    ['{"saltfile":"x"}', 'saltfile salt_file'],
    ['{"profil":"x"}', 'profil profile'],
    ['{"profile_s":{}}', 'profile_s profiles'],
    ['{"something_else":1}', 'something_else undefined'],
    ['{"lang":"zh"}', 'lang undefined'],
    ['{"__proto__":{"salt":"x"}}', '__proto__ undefined'],
    ['{"constructor":"x"}', 'constructor undefined'],
    ['{"toString":"x"}', 'toString undefined'],
    ['{"profiles":{"a":{"tokn":"x"}}}', 'profiles.a.tokn token'],
    ['{"profiles":{"a":{"profile":"x"}}}', 'profiles.a.profile undefined'],
    ['{"profiles":{"a":{"__proto__":{}}}}', 'profiles.a.__proto__ undefined'],
    ['"__proto__": {salt: x}', '__proto__ undefined']
  ])('%s', async (content, expected) => {
    const here = place({ '.ecpayrc': content })
    const found = await lines(resolveIn(here), 'key', 'meant', 'path')
    expect(found).toEqual([`config-unknown-key ${expected} ${here.path('.ecpayrc')}`])
  })
})

test('the content of package.json that is ours is named by its key', async () => {
  expect(await lines(inFile('{"ecpay":"x"}', 'package.json'), 'key')).toEqual(['config-wrong-type ecpay'])
  expect(await lines(inFile('["x"]'), 'key')).toEqual(['config-wrong-type .'])
})

describe('wrong types', () => {
  const wrong: Record<string, [unknown, string][]> = {
    text: [
      [1, 'number'],
      [true, 'boolean'],
      [null, 'null'],
      [['x'], 'array'],
      [{}, 'object'],
      ['', 'empty string']
    ],
    environment: [
      ['prod', '"prod"'],
      ['Production', '"Production"'],
      [1, 'number'],
      ['', 'empty string'],
      ['an environment that does not exist', 'string'],
      ['constructor', '"constructor"']
    ],
    milliseconds: [
      ['10000', 'string'],
      [0, '0'],
      [-1, '-1'],
      [1.5, '1.5'],
      [2 ** 31, '2147483648'],
      [null, 'null']
    ]
  }
  const cases = FILE_KEYS.flatMap((key) => {
    const { type } = SETTINGS[key]
    return (wrong[type === 'url' ? 'text' : type] ?? []).map(([value, found]) => ({
      key,
      value,
      found,
      expected: EXPECTED[type]
    }))
  })

  test.each(cases)('$key: $value', async ({ key, value, found, expected }) => {
    const here = place({ '.ecpayrc': JSON.stringify({ [key]: value }) })
    const path = here.path('.ecpayrc')
    expect(await findings(resolveIn(here))).toEqual([{ code: 'config-wrong-type', path, key, expected, found }])
  })

  test.each<[string, string]>([
    ['[]', '. array'],
    ['"text"', '. string'],
    ['APP_ID=tt1', '. string'],
    ['{"profiles":[]}', 'profiles array'],
    ['{"profiles":null}', 'profiles null'],
    ['{"profiles":{"a":"x"}}', 'profiles.a string'],
    ['profiles:\n  a:\n', 'profiles.a null']
  ])('%s is no object', async (content, expected) => {
    expect(await lines(inFile(content), 'key', 'found', 'expected')).toEqual([`config-wrong-type ${expected} object`])
  })

  test('a YAML date, number or null names its type, so that quotes come to mind', async () => {
    const content = 'token: 2024-01-01\nsalt: 0123\napp_id: ~\n'
    const found = await lines(inFile(content), 'key', 'found')
    expect(found).toEqual(['token date', 'salt number', 'app_id null'].map((one) => `config-wrong-type ${one}`))
  })

  test('everything at once, in the order of the file', async () => {
    const content = '{"salt":1,"nope":1,"profiles":{"a":{"env":"x","base":2},"b":{"salt":"s","salt_file":"f"}}}'
    expect(
      (await findings(inFile(content))).map((one) => ('key' in one ? `${one.code} ${one.key}` : one.code))
    ).toEqual([
      'config-wrong-type salt',
      'config-unknown-key nope',
      'config-wrong-type profiles.a.env',
      'config-unknown-key profiles.a.base',
      'conflicting-settings'
    ])
  })
})

test.each([
  ['salt', ''],
  ['token', ''],
  ['salt', 'profiles.a.'],
  ['token', 'profiles.a.']
])('%s and its file at one level (%s) conflict', async (key, at) => {
  const pair = { [key]: 'x', [`${key}_file`]: 'y' }
  const here = place({ '.ecpayrc': JSON.stringify(at ? { profiles: { a: pair } } : pair) })
  expect(await findings(resolveIn(here))).toEqual([
    { code: 'conflicting-settings', path: here.path('.ecpayrc'), keys: [`${at}${key}`, `${at}${key}_file`] }
  ])
})

describe('a file with secrets that others can read', () => {
  const exposed = async (content: string, mode: number, platform = 'linux', name = '.ecpayrc') => {
    const here = place({ [name]: content }, { SHOP_TOKEN: 't' })
    chmodSync(here.path(name), mode)
    const { warnings } = await resolveIn({ ...here, platform })
    return warnings.map((one) => ('mode' in one && one.path === here.path(name) ? `${one.code} ${one.mode}` : one.code))
  }

  test.each<[string, number, string[], string?]>([
    ['{"salt":"s"}', 0o644, ['config-exposed 0644']],
    ['{"token":"s"}', 0o640, ['config-exposed 0640']],
    ['{"profiles":{"a":{"token":"s"}}}', 0o604, ['config-exposed 0604']],
    ['salt: s', 0o645, ['config-exposed 0645']],
    ['{"salt":"s"}', 0o600, []],
    ['{"salt":"s"}', 0o611, []],
    ['{"app_id":"tt1"}', 0o644, []],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference to a variable
    ['{"token":"${SHOP_TOKEN}"}', 0o644, []],
    ['{"salt":"s"}', 0o644, [], 'win32']
  ])('%s %o', async (content, mode, expected, platform = 'linux') => {
    expect(await exposed(content, mode, platform)).toEqual(expected)
  })

  test('package.json', async () => {
    expect(await exposed('{"ecpay":{"salt":"s"}}', 0o644, 'linux', 'package.json')).toEqual(['config-exposed 0644'])
  })
})

test('no content of the values ever stands in a finding', async () => {
  const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }))
  await fc.assert(
    fc.asyncProperty(json, async (content) => {
      const marked = { ...content, salt: ['hush-hush'], profiles: { a: { token: 7, salt: { hush: 'hush-hush' } } } }
      const found = await findings(inFile(JSON.stringify(marked)))
      expect(JSON.stringify(found)).not.toContain('hush-hush')
    }),
    { numRuns: 30 }
  )
})

describe('a file that is wrong in too many ways, or too deep', () => {
  test('50,000 unknown keys are some, and a number', async () => {
    const keys = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, 1]))
    for (const content of [keys, { profiles: { p: keys } }]) {
      const found = await findings(inFile(JSON.stringify(content)))
      expect(found.map(({ code }) => code)).toEqual([
        ...Array.from({ length: 20 }, () => 'config-unknown-key'),
        'config-more-problems'
      ])
      expect(found.at(-1)).toMatchObject({ count: 49_980 })
    }
  })

  test('a key of any length is named by its beginning', async () => {
    const found = await findings(inFile(JSON.stringify({ ['k'.repeat(500_000)]: 1 })))
    expect(JSON.stringify(found).length).toBeLessThan(1000)
  })

  test.each([
    ['.ecpayrc', `{"app_id":${'['.repeat(250)}${']'.repeat(250)}}`, 'too-deep'],
    ['.ecpayrc.json', `{"app_id":${'{"a":'.repeat(250)}1${'}'.repeat(251)}`, 'too-deep'],
    ['.ecpayrc.json', '['.repeat(500_000), 'invalid-json'],
    ['.ecpayrc.yaml', '['.repeat(20_000), 'invalid-yaml'],
    ['.ecpayrc', ' '.repeat(1024 * 1024 + 1), 'too-large']
  ])('%s %.40s', async (name, content, reason) => {
    const here = place({ [name]: content })
    expect(await findings(resolveIn(here))).toMatchObject([
      { code: 'config-unreadable', path: here.path(name), reason }
    ])
  })
})
