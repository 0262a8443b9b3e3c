import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findConfigFile, searchConfig } from '../../src/config/find.js'
import { isTrusted, revoke, trust, trusted } from '../../src/config/trust.js'
import { foreignHost } from '../../src/config/untrusted.js'
import { type Files, findings, lines, type Place, place, resolveIn } from './place.js'

const ref = (name: string) => `\${${name}}`
const rc = (content: object): Files => ({ '.ecpayrc': JSON.stringify(content) })

/** Says that what is found there is trusted. */
function trustFound(here: Place) {
  const raw = searchConfig(here)
  if (!raw) throw new Error('nothing found')
  return trust(here, raw.path, raw.bytes)
}

describe('which hosts are nobody else', () => {
  test.each<[string, string | undefined]>([
    ['https://developer.toutiao.com', undefined],
    ['https://open-sandbox.douyin.com/', undefined],
    ['https://open.douyin.com/api', undefined],
    ['http://127.0.0.1:4040', undefined],
    ['http://localhost:1', undefined],
    ['https://[::1]:8443', undefined],
    ['https://evil.example', 'evil.example'],
    ['https://developer.toutiao.com.evil.example', 'developer.toutiao.com.evil.example'],
    ['https://developer.toutiao.com:8443', 'developer.toutiao.com:8443'],
    ['https://developer.toutiao.com@evil.example', 'evil.example'],
    ['https://xdeveloper.toutiao.com', 'xdeveloper.toutiao.com'],
    ['https://127.0.0.1.evil.example', '127.0.0.1.evil.example'],
    ['https://10.0.0.1', '10.0.0.1'],
    ['http://developer.toutiao.com', 'developer.toutiao.com'],
    ['no address', undefined]
  ])('%s: %s', (address, expected) => {
    expect(foreignHost(address)).toBe(expected)
  })
})

describe('what a found file may read from the environment', () => {
  const env = { GITHUB_TOKEN: 'ghp_1', ECPAY_SHOP: 'tt1' }
  const sent = ['app_id', 'thirdparty_id', 'notify_url', 'base_url', 'env', 'timeout_ms', 'profile', 'salt_file']

  test.each(sent)('not a foreign variable at %s', async (key) => {
    for (const content of [{ [key]: ref('GITHUB_TOKEN') }, ...(key === 'profile' ? [] : [inProfile(key)])]) {
      const at = 'profiles' in content ? `profiles.p.${key}` : key
      const here = place(rc(content), env)
      expect(await lines(resolveIn(here), 'key', 'variable')).toEqual([`reference-outside-secret ${at} GITHUB_TOKEN`])
    }
  })

  function inProfile(key: string) {
    return { profiles: { p: { [key]: ref('GITHUB_TOKEN') } } }
  }

  test.each(['ECPAY_SALT', 'ECPAY_TOKEN', 'ECPAY_ACCESS_TOKEN'])('not %s, which is a secret', async (name) => {
    const found = lines(resolveIn(place(rc({ app_id: ref(name) }), env)), 'variable')
    expect(await found).toEqual([`reference-outside-secret ${name}`])
  })

  test.each<[string, object, string, string]>([
    ['a secret from any', { salt: ref('GITHUB_TOKEN') }, 'salt', 'ghp_1'],
    ['anything from our own', { app_id: ref('ECPAY_SHOP') }, 'app_id', 'tt1']
  ])('%s', async (_, content, key, expected) => {
    const { settings } = await resolveIn(place(rc(content), env))
    expect(settings[key as 'salt']?.value).toBe(expected)
  })

  test('all at once', async () => {
    const content = { app_id: ref('A'), salt: ref('B'), profiles: { p: { notify_url: ref('C') } } }
    expect(await lines(resolveIn(place(rc(content))), 'key')).toEqual([
      'reference-outside-secret app_id',
      'reference-outside-secret profiles.p.notify_url'
    ])
  })

  test.each<[string, (here: Place) => Partial<Parameters<typeof resolveIn>[1]>]>([
    ['named by --config', () => ({ flags: { config: '.ecpayrc' } })],
    [
      'trusted',
      (here) => {
        trustFound(here)
        return {}
      }
    ]
  ])('%s: anything', async (_, prepare) => {
    const here = place(rc({ app_id: ref('GITHUB_TOKEN') }), env)
    expect((await resolveIn(here, prepare(here))).settings.app_id?.value).toBe('ghp_1')
  })

  test("the user's own: anything", async () => {
    const here = place({ '../home/.config/ecpay/config.json': JSON.stringify({ app_id: ref('GITHUB_TOKEN') }) }, env)
    expect((await resolveIn(here)).settings.app_id?.value).toBe('ghp_1')
  })
})

describe('files that a found file names', () => {
  const files = {
    'salt.txt': 'mine',
    'keys/salt.txt': 'mine',
    '../outside.txt': 'theirs',
    '../home/.config/ecpay/s': 'own'
  }

  test.each<[string, object, string | undefined]>([
    ['beside it', { salt_file: 'salt.txt' }, 'mine'],
    ['below it', { salt_file: 'keys/salt.txt' }, 'mine'],
    ['round and back', { salt_file: 'keys/../salt.txt' }, 'mine'],
    ["the user's own", { salt_file: '../home/.config/ecpay/s' }, 'own'],
    ['above', { salt_file: '../outside.txt' }, undefined],
    ['absolute', { salt_file: '/etc/passwd' }, undefined],
    ['a link out', { salt_file: 'link' }, undefined],
    ['through a linked folder', { salt_file: 'up/outside.txt' }, undefined],
    ['a link that stays inside', { salt_file: 'near' }, 'mine']
  ])('%s', async (_, content, expected) => {
    const here = place({ ...files, ...rc(content) })
    symlinkSync('../outside.txt', here.path('link'))
    symlinkSync('..', here.path('up'))
    symlinkSync('salt.txt', here.path('near'))
    if (expected === undefined) {
      expect(await lines(resolveIn(here), 'key')).toEqual(['file-outside-folder salt_file'])
      trustFound(here)
    }
    const { settings } = await resolveIn(here)
    expect(settings.salt?.value).toBe(expected ?? settings.salt?.value)
    expect(settings.salt?.value).toBeTruthy()
  })

  test('neither a warning about its mode nor its content is told of one outside', async () => {
    const here = place({ ...files, ...rc({ token_file: '../outside.txt' }) })
    chmodSync(here.path('../outside.txt'), 0o644)
    const found = await findings(resolveIn(here))
    expect(found.map(({ code }) => code)).toEqual(['file-outside-folder'])
    expect(JSON.stringify(found)).not.toContain('theirs')
  })

  test('of another profile, when a callback is explained', async () => {
    const here = place({ ...files, ...rc({ token: 't', profiles: { p: { token_file: '../outside.txt' } } }) })
    const others = await (await resolveIn(here)).otherKeys()
    expect(others.profiles?.p?.token).toBeUndefined()
  })

  test('a flag and a variable name what they like', async () => {
    const here = place(files, { ECPAY_TOKEN_FILE: '../outside.txt' })
    const { settings } = await resolveIn(here, { flags: { salt_file: '../outside.txt' } })
    expect([settings.salt?.value, settings.token?.value]).toEqual(['theirs', 'theirs'])
  })
})

describe('a configuration that is a link', () => {
  test.each<[string, string, string | undefined]>([
    ['inside', 'conf/rc', 'tt1'],
    ["to the user's own", '../home/.config/ecpay/rc', 'tt1'],
    ['out', '../other/rc', undefined]
  ])('%s', async (_, target, expected) => {
    const here = place({ [target]: '{"app_id":"tt1"}' })
    symlinkSync(target, here.path('.ecpayrc'))
    if (expected === undefined) {
      expect(await lines(resolveIn(here))).toEqual(['file-outside-folder'])
      trustFound(here)
    }
    expect((await resolveIn(here)).settings.app_id?.value).toBe('tt1')
  })

  test('to itself is an error with a name, to nowhere none', async () => {
    const here = place()
    symlinkSync('.ecpayrc', here.path('.ecpayrc'))
    expect(await lines(resolveIn(here), 'reason')).toEqual(['config-unreadable ELOOP'])
    const other = place()
    symlinkSync('gone', other.path('.ecpayrc'))
    expect((await resolveIn(other)).path).toBeUndefined()
  })
})

/** Changing owners takes root. */
describe.runIf(process.geteuid?.() === 0)('whose the file is', () => {
  const NOBODY = 65534

  test.each<[string, number, number, string[]]>([
    ['mine', 0, 0o600, []],
    ['mine, readable', 0, 0o644, []],
    ["another user's", NOBODY, 0o600, ['config-not-yours owner']],
    ["another user's, for all", NOBODY, 0o666, ['config-not-yours owner']],
    ['written by the group', 0, 0o620, ['config-not-yours writable']],
    ['written by all', 0, 0o602, ['config-not-yours writable']],
    ['written by all, 0666', 0, 0o666, ['config-not-yours writable']]
  ])('%s', async (_, owner, mode, expected) => {
    for (const name of ['.ecpayrc', 'ecpay.config.json']) {
      const here = place({ [name]: '{"app_id":"tt1"}' })
      chownSync(here.path(name), owner, owner)
      chmodSync(here.path(name), mode)
      const found = expected.length === 0 ? [] : await lines(resolveIn(here), 'why')
      expect(found).toEqual(expected)
      trustFound(here)
      expect((await resolveIn(here)).settings.app_id?.value).toBe('tt1')
    }
  })

  test('package.json only where it has our key', async () => {
    for (const [content, expected] of [
      ['{"name":"shop"}', []],
      ['{"ecpay":{}}', ['config-not-yours owner']]
    ] as const) {
      const here = place({ 'package.json': content })
      chownSync(here.path('package.json'), NOBODY, NOBODY)
      expect(expected.length === 0 ? (await resolveIn(here)).path : await lines(resolveIn(here), 'why')).toEqual(
        expected.length === 0 ? undefined : expected
      )
    }
  })

  test('one that is named, and that of another platform', async () => {
    const here = place(rc({ app_id: 'tt1' }))
    chownSync(here.path('.ecpayrc'), NOBODY, NOBODY)
    const { settings } = await resolveIn(here, { flags: { config: '.ecpayrc' } })
    expect(settings.app_id?.value).toBe('tt1')
  })

  test('sudo leaves a user their folders', async () => {
    const here = place(rc({ app_id: 'tt1' }))
    chownSync(here.path('.ecpayrc'), 4711, 4711)
    process.env.SUDO_UID = '4711'
    try {
      expect((await resolveIn(here)).settings.app_id?.value).toBe('tt1')
    } finally {
      delete process.env.SUDO_UID
    }
  })
})

describe('where the search ends', () => {
  /** The working directory is `project/deep/er`. */
  const found = (files: Files, prepare: (here: Place) => object = () => ({})) => {
    const here = place({ 'deep/er/.keep': '', 'package.json': '', ...files })
    writeFileSync(here.path('package.json'), '{}')
    const around = { ...here, cwd: here.path('deep/er'), ...prepare(here) }
    const path = findConfigFile(around)
    return path && Object.keys(files).find((name) => here.path(name) === path)
  }

  test('at a repository, be .git a folder or a file', () => {
    expect(found({ 'deep/.git/HEAD': '', '.ecpayrc': '{}' })).toBeUndefined()
    expect(found({ 'deep/.git': 'gitdir: elsewhere', '.ecpayrc': '{}' })).toBeUndefined()
    expect(found({ 'deep/.git/HEAD': '', 'deep/.ecpayrc': '{}' })).toBe('deep/.ecpayrc')
  })

  test("at the user's home", () => {
    const home = (here: Place) => ({ home: here.path('deep') })
    expect(found({ 'deep/.ecpayrc': '{}' }, home)).toBe('deep/.ecpayrc')
    expect(found({ '.ecpayrc': '{}' }, home)).toBeUndefined()
  })

  test('at a home that is a link', () => {
    const home = (here: Place) => {
      symlinkSync(here.path('deep'), here.path('../linked'))
      return { home: here.path('../linked') }
    }
    expect(found({ '.ecpayrc': '{}' }, home)).toBeUndefined()
  })

  test('below a folder that anybody may write to, as /tmp', () => {
    const here = place({ 'x/y/.keep': '', '.ecpayrc': '{}' })
    writeFileSync(here.path('package.json'), '')
    const open = (mode: number) => {
      chmodSync(here.cwd, mode)
      return findConfigFile({ ...here, cwd: here.path('x/y') })
    }
    expect(open(0o1777)).toBeUndefined()
    // Drives of Windows in WSL look so, and say nothing by it: whose the file is counts.
    expect(open(0o777)).toBe(here.path('.ecpayrc'))
    expect(open(0o755)).toBe(here.path('.ecpayrc'))
    writeFileSync(here.path('package.json'), '{}')
    expect(open(0o1777)).toBeUndefined()
  })
})

describe('the list of what is trusted', () => {
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
  const folder = (here: Place) => here.path('../home/.config/ecpay/trust')

  test('holds for a path and a content, and is for its owner alone', () => {
    const here = place(rc({ app_id: 'tt1' }))
    const path = here.path('.ecpayrc')
    const bytes = readFileSync(path)
    expect(isTrusted(here, path, bytes)).toBe(false)
    trust(here, path, bytes)
    expect(isTrusted(here, path, bytes)).toBe(true)
    expect(isTrusted(here, `${path}x`, bytes)).toBe(false)
    expect(isTrusted(here, path, Buffer.from('{}'))).toBe(false)
    expect([mode(folder(here)), ...readdirSync(folder(here)).map((name) => mode(join(folder(here), name)))]).toEqual([
      '700',
      '600'
    ])
    expect(trusted(here).map((one) => one.path)).toEqual([path])
    expect([revoke(here, path), revoke(here, path), isTrusted(here, path, bytes)]).toEqual([true, false, false])
  })

  test('of package.json our part is what counts', () => {
    const here = place()
    const text = (version: number, ecpay: object) => Buffer.from(JSON.stringify({ version, ecpay }))
    trust(here, here.path('package.json'), text(1, { env: 'local' }))
    expect(isTrusted(here, here.path('package.json'), text(2, { env: 'local' }))).toBe(true)
    expect(isTrusted(here, here.path('package.json'), text(1, { env: 'sandbox' }))).toBe(false)
  })

  test.each<[string, (entry: string) => void]>([
    ['damaged', (entry) => writeFileSync(entry, '{"path":')],
    ['empty', (entry) => writeFileSync(entry, '')],
    ['of another form', (entry) => writeFileSync(entry, '[1]')],
    ['null', (entry) => writeFileSync(entry, 'null')],
    ['too large', (entry) => writeFileSync(entry, ' '.repeat(70_000))],
    ['written by others', (entry) => chmodSync(entry, 0o666)]
  ])('an entry that is %s makes nothing trusted', (_, damage) => {
    const here = place(rc({}))
    trustFound(here)
    for (const name of readdirSync(folder(here))) damage(join(folder(here), name))
    expect(isTrusted(here, here.path('.ecpayrc'), readFileSync(here.path('.ecpayrc')))).toBe(false)
    expect(trusted(here)).toEqual([])
  })

  test('no link in its place is followed, when it is read or written', () => {
    const here = place(rc({}))
    trustFound(here)
    const [name = ''] = readdirSync(folder(here))
    const entry = join(folder(here), name)
    const precious = here.path('precious')
    writeFileSync(precious, readFileSync(entry), { mode: 0o600 })
    revoke(here, here.path('.ecpayrc'))
    symlinkSync(precious, entry)
    expect(isTrusted(here, here.path('.ecpayrc'), readFileSync(here.path('.ecpayrc')))).toBe(false)
    writeFileSync(precious, 'precious')
    trustFound(here)
    expect([readFileSync(precious, 'utf8'), statSync(entry).isFile()]).toEqual(['precious', true])
    mkdirSync(join(dirname(entry), 'sub.json'))
    expect(trusted(here)).toHaveLength(1)
  })
})
