import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DEMO_KEY_PAIRS } from '../../../src/simulator/demo-key-pairs.js'
import { KNOWN_KEYS } from '../../../src/trade/keys/known-keys.js'
import { readEitherKey, readPrivateKey, readPublicKey } from '../../../src/trade/keys/read-key.js'
import { type Files, place } from '../../config/place.js'
import { bareOf, KEYS } from '../../trade/keys/key-pastes.js'
import { type Ran, type RunOptions, run } from '../run.js'

const { private_pkcs8: PRIVATE, private_pkcs1: PKCS1, public: PUBLIC, certificate } = KEYS.app
const PLATFORM = KEYS.platform.public
const OWN = readPublicKey(PUBLIC).fingerprint
const THEIRS = readPublicKey(PLATFORM).fingerprint
const rc = (content: object): Files => ({ '.ecpayrc': JSON.stringify(content) })

/** Runs `trade keys …`, in which no private key may ever be shown. */
async function keys(line: string, { files = {}, ...options }: RunOptions & { files?: Files } = {}): Promise<Ran> {
  const ran = await run(`trade keys ${line}`, { here: place(files), ...options })
  const secret = [PRIVATE, PKCS1].flatMap((pem) => bareOf(pem).slice(460).match(/.{16}/g) ?? [])
  expect(secret.filter((piece) => ran.both.replace(/\s|\\n/g, '').includes(piece))).toEqual([])
  expect(ran.both).not.toContain('PRIVATE KEY-----')
  return ran
}

describe('generate', () => {
  test.each([
    ['', 'private_key.pem', 'BEGIN PRIVATE KEY', 'pkcs8-pem'],
    ['--format pkcs1', 'private_key.pem', 'BEGIN RSA PRIVATE KEY', 'pkcs1-pem'],
    ['--format base64', 'private_key.txt', 'MIIE', 'pkcs8-base64']
  ])('%s writes a pair that only its owner can read', async (options, file, begins, form) => {
    const here = place()
    const { exit, stdout, stderr } = await keys(`generate new/keys ${options}`, { here })
    expect(exit).toBe(0)
    const [privateFile, publicFile] = [here.path(`new/keys/${file}`), here.path('new/keys/public_key.pem')]
    const text = readFileSync(privateFile, 'utf8')
    expect(text.replace(/^-+/, '').startsWith(begins)).toBe(true)
    expect([privateFile, publicFile].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600])
    expect(stdout).toBe(readFileSync(publicFile, 'utf8'))
    const key = readPrivateKey(text)
    expect(key).toMatchObject({ form, bits: 2048, fingerprint: readPublicKey(stdout).fingerprint })
    expect(stderr).toContain('开发管理 > 开发设置 > 密钥设置 > 更新')
    expect(stderr).toContain(privateFile)
    expect(stderr).not.toContain(bareOf(text).slice(0, 20) || text.slice(0, 20))
  })

  test('--json', async () => {
    const here = place()
    const { stdout } = await keys('generate --json', { here })
    const public_key = readFileSync(here.path('public_key.pem'), 'utf8')
    expect(JSON.parse(stdout)).toEqual({
      private_key_file: here.path('private_key.pem'),
      public_key_file: here.path('public_key.pem'),
      format: 'pkcs8',
      bits: 2048,
      fingerprint: readPublicKey(public_key).fingerprint,
      public_key
    })
  })

  test.each([
    [{ 'private_key.pem': 'mine', 'public_key.pem': 'mine' }, ['key-file-exists', 'key-file-exists']],
    [{ 'public_key.pem': 'mine' }, ['key-file-exists']]
  ])('overwrites nothing: %j', async (files, codes) => {
    const here = place(files)
    expect(await keys('generate', { here })).toMatchObject({ exit: 2, codes, stdout: '' })
    expect(readFileSync(here.path('public_key.pem'), 'utf8')).toBe('mine')
    expect(existsSync(here.path('private_key.pem'))).toBe('private_key.pem' in files)
  })

  test('leaves nothing where the folder can be made and no file in it', async () => {
    const here = place()
    // The longest path on Linux has 4096 bytes; elsewhere not even the folder can be made.
    const left = 4070 - here.path('new').length
    const folder = `new${`/${'d'.repeat(200)}`.repeat(20)}/${'e'.repeat(200)}`.slice(0, left + 3)
    expect(await keys(`generate ${folder.replace(/\/$/, '')}`, { here })).toMatchObject({
      exit: 2,
      codes: ['file-not-writable']
    })
    expect(existsSync(here.path('new'))).toBe(false)
  })

  test('says where it cannot write', async () => {
    expect(await keys('generate file', { files: { file: 'no folder' } })).toMatchObject({
      exit: 2,
      codes: ['file-not-writable']
    })
  })
})

describe('show', () => {
  const CONFIGURED = { app_id: 'tt1', private_key: PKCS1, platform_public_key_file: 'p', key_version: 3 }

  test('what each key is', async () => {
    const { exit, stdout, codes } = await keys('show', { files: { ...rc(CONFIGURED), p: PLATFORM } })
    expect([exit, codes]).toEqual([0, []])
    expect(stdout.split('\n').map((line) => line.trim().replace(/ {2,}\S* ?file .*/, ''))).toEqual([
      'private_key',
      'form     PKCS#1, PEM',
      'bits     2048',
      `SHA-256  ${OWN}`,
      'platform_public_key',
      'form     SPKI, PEM',
      'bits     2048',
      `SHA-256  ${THEIRS}`,
      'key_version  3',
      ''
    ])
    expect(
      Math.max(
        ...stdout
          .split('\n')
          .filter((line) => /^ /.test(line))
          .map(({ length }) => length)
      )
    ).toBeLessThan(80)
  })

  test('--json', async () => {
    const { stdout } = await keys('show --json', { files: { ...rc(CONFIGURED), p: PLATFORM } })
    expect(JSON.parse(stdout)).toMatchObject({
      private_key: { kind: 'private', form: 'pkcs1-pem', bits: 2048, fingerprint: OWN, source: { kind: 'file' } },
      platform_public_key: { kind: 'public', form: 'spki-pem', fingerprint: THEIRS, source: { kind: 'secret-file' } },
      key_version: '3',
      problems: [],
      warnings: []
    })
  })

  test('the demo keys of local where nothing is configured, and nothing elsewhere', async () => {
    const local = JSON.parse((await keys('show --json')).stdout)
    const { private_key, platform_public_key, key_version } = DEMO_KEY_PAIRS
    expect(local.private_key.fingerprint).toBe(readPrivateKey(private_key).fingerprint)
    expect(local.platform_public_key.fingerprint).toBe(readPublicKey(platform_public_key).fingerprint)
    expect(local.key_version).toBe(key_version)
    const { exit, stdout, stderr } = await keys('show --env production')
    expect([exit, stdout]).toEqual([0, 'private_key  not set\nplatform_public_key  not set\nkey_version  not set\n'])
    expect(stderr).toContain('ecpay trade keys generate')
  })

  test('everything that is wrong, each with its place', async () => {
    const env = { ECPAY_PRIVATE_KEY: PUBLIC, ECPAY_PLATFORM_PUBLIC_KEY_FILE: 'cert.pem' }
    const files = { 'cert.pem': certificate }
    const { exit, stdout, stderr, codes } = await keys('show', { files, env })
    expect([exit, codes]).toEqual([2, ['public-key-given', 'certificate-given']])
    expect(stderr).toContain('private_key, ECPAY_PRIVATE_KEY: ')
    expect(stderr).toMatch(/platform_public_key, \S+cert\.pem: /)
    expect(stdout).toContain('private_key  variable ECPAY_PRIVATE_KEY\n')
    const document = JSON.parse((await keys('show --json', { files, env })).stdout)
    expect(document.problems.map(({ code }: { code: string }) => code)).toEqual(codes)
    expect(document.private_key).toEqual({ source: { kind: 'variable', name: 'ECPAY_PRIVATE_KEY' } })
  })

  test.each([
    [bareOf(PRIVATE), true],
    [bareOf(PKCS1), true],
    [PRIVATE.replaceAll('\n', ' '), true],
    [PRIVATE, false],
    [PRIVATE.replaceAll('\n', '\r\n'), false]
  ])('a form that others do not read is said (%#)', async (value, isUnusual) => {
    const { exit, codes } = await keys('show', { env: { ECPAY_PRIVATE_KEY: value } })
    expect([exit, codes]).toEqual([0, isUnusual ? ['unusual-key-form'] : []])
  })

  test('a key with more bits than the scheme has is said', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
    const files = {
      platform: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      own: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    }
    const platform = await keys('show --platform-public-key-file platform', { files })
    expect([platform.exit, platform.codes]).toEqual([0, ['long-key']])
    // Nobody but the platform can make another key of the platform.
    expect(platform.stderr).not.toContain('make one')
    const own = await keys('show --private-key-file own', { files })
    expect([own.exit, own.stderr]).toEqual([0, expect.stringContaining('make one of 2048 bits')])
  })

  test('a private key that others can read is warned of', async () => {
    const here = place({ key: PRIVATE })
    chmodSync(here.path('key'), 0o644)
    expect((await keys('show --private-key-file key', { here })).codes).toEqual(['config-exposed'])
  })
})

describe('check', () => {
  const files = { key: PRIVATE, other: KEYS.platform.private_pkcs8, own: PUBLIC, platform: PLATFORM, cert: certificate }
  const RIGHT = '--private-key-file key --platform-public-key-file platform'

  test.each<[line: string, exit: number, codes: string[], checks: string]>([
    [`check ${RIGHT}`, 0, [], 'private_key platform_public_key not_own not_published'],
    [`check own ${RIGHT}`, 0, [], 'private_key platform_public_key not_own not_published pair'],
    ['check own --private-key-file key', 0, ['missing-platform-public-key'], 'private_key not_published pair'],
    [
      'check --private-key-file key --platform-public-key-file own',
      1,
      ['app-key-for-platform-key'],
      'private_key platform_public_key -not_own not_published'
    ],
    [`check platform ${RIGHT}`, 1, ['keys-not-a-pair'], 'private_key platform_public_key not_own not_published -pair'],
    [
      'check own --private-key-file other --platform-public-key-file platform',
      1,
      ['app-key-for-platform-key', 'keys-not-a-pair'],
      'private_key platform_public_key -not_own not_published -pair'
    ],
    [
      'check --private-key-file own --platform-public-key-file cert',
      2,
      ['public-key-given', 'certificate-given'],
      '-private_key -platform_public_key not_published'
    ],
    [`check key ${RIGHT}`, 2, ['private-key-given'], ''],
    [`check none ${RIGHT}`, 2, ['file-not-readable'], ''],
    ['check', 2, ['missing-private-key'], ''],
    ['check --env local', 0, [], 'private_key platform_public_key not_own']
  ])('%s', async (line, exit, codes, checks) => {
    const ran = await keys(line, { files })
    expect([ran.exit, ran.codes]).toEqual([exit, codes])
    if (checks === '') return
    const document = JSON.parse((await keys(`${line} --json`, { files })).stdout)
    const found = document.checks.map(({ ok, name }: { ok: boolean; name: string }) => `${ok ? '' : '-'}${name}`)
    expect(found.join(' ')).toBe(checks)
    expect(document.ok).toBe(exit === 0)
    expect(ran.stdout.trimEnd().split('\n')).toHaveLength(found.length)
  })

  test('a key that everybody has is found out', async () => {
    const env = { ECPAY_PRIVATE_KEY: DEMO_KEY_PAIRS.private_key, ECPAY_PLATFORM_PUBLIC_KEY: PLATFORM }
    expect(await keys('check', { env })).toMatchObject({ exit: 1, codes: ['published-key'] })
    const known = [DEMO_KEY_PAIRS.app_public_key, DEMO_KEY_PAIRS.platform_public_key, KEYS.published.public]
    expect(known.map((pem) => KNOWN_KEYS[readPublicKey(pem).fingerprint])).toEqual([
      'demo-app',
      'demo-platform',
      'documentation'
    ])
  })

  test('the public half is there to be compared', async () => {
    const { stdout } = await keys(`check ${RIGHT} --json --key-version 2`, { files })
    expect(JSON.parse(stdout)).toMatchObject({ public_key: PUBLIC, key_version: '2', problems: [] })
  })

  test('a public key from stdin', async () => {
    expect(await keys(`check - ${RIGHT}`, { files, stdin: PUBLIC })).toMatchObject({ exit: 0, codes: [] })
  })
})

describe('convert', () => {
  const files = { key: PRIVATE, own: PUBLIC, half: PRIVATE.slice(0, 700), der: Buffer.from(bareOf(PKCS1), 'base64') }

  test.each([
    ['key', '', PRIVATE],
    ['key', '--format pkcs1', PKCS1],
    ['key', '--format base64', `${bareOf(PRIVATE)}\n`],
    ['key', '--format pkcs1-base64', `${bareOf(PKCS1)}\n`],
    ['der', '', PRIVATE],
    ['key', '--public', PUBLIC],
    ['own', '--format base64', `${bareOf(PUBLIC)}\n`]
  ])('%s %s into a file', async (from, options, written) => {
    const here = place(files)
    const ran = await keys(`convert ${from} to ${options}`, { here })
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([0, [], `${here.path('to')}\n`])
    expect(readFileSync(here.path('to'), 'utf8')).toBe(written)
    expect(statSync(here.path('to')).mode & 0o777).toBe(0o600)
  })

  test.each([
    ['own', '', PUBLIC],
    ['key', '--public', PUBLIC],
    ['key', '--public --format base64', `${bareOf(PUBLIC)}\n`]
  ])('%s %s to stdout', async (from, options, written) => {
    expect(await keys(`convert ${from} ${options}`, { files })).toMatchObject({ exit: 0, stdout: written })
  })

  test.each([
    ['key', '', 2, ['private-key-not-printed']],
    ['key', 'own', 2, ['key-file-exists']],
    ['key', 'none/to', 2, ['file-not-writable']],
    ['half', 'to', 2, ['truncated-key']],
    ['none', 'to', 2, ['file-not-readable']],
    ['', '', 2, ['missing-argument']]
  ])('%s %s is refused', async (from, to, exit, codes) => {
    const here = place(files)
    expect(await keys(`convert ${from} ${to}`.trim(), { here })).toMatchObject({ exit, codes, stdout: '' })
    expect(readFileSync(here.path('own'), 'utf8')).toBe(PUBLIC)
    expect(existsSync(here.path('to'))).toBe(false)
  })

  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
  test.each<[string, Uint8Array, string]>([
    ['a key store of Java', Buffer.from(`feedfeed00000002${'5a'.repeat(2000)}`, 'hex'), 'not-a-key'],
    ['a key store', Buffer.from(`3080020103308006${'5a'.repeat(2000)}`, 'hex'), 'not-a-key'],
    ['a short key of another algorithm', ec.export({ type: 'sec1', format: 'der' }), 'not-rsa']
  ])('what is in binary form is named: %s', async (_, binary, code) => {
    const here = place()
    writeFileSync(here.path('binary'), binary, { mode: 0o600 })
    expect((await keys('convert binary to', { here })).codes).toEqual([code])
    expect((await keys('convert - to', { here, stdin: binary })).codes).toEqual([code])
    const ran = await keys('show --private-key-file binary', { here })
    expect([ran.exit, ran.codes]).toEqual([2, [code]])
  })

  test.each([PRIVATE, Buffer.from(bareOf(PRIVATE), 'base64'), Buffer.from(`\ufeff${PRIVATE}`, 'utf16le')])(
    'from stdin (%#)',
    async (stdin) => {
      const here = place()
      expect(await keys('convert - to --json', { here, stdin })).toMatchObject({ exit: 0, codes: [] })
      expect(readEitherKey(readFileSync(here.path('to'), 'utf8')).fingerprint).toBe(OWN)
    }
  )

  test('--json', async () => {
    const here = place(files)
    expect(JSON.parse((await keys('convert key to --format pkcs1 --json', { here })).stdout)).toEqual({
      file: here.path('to'),
      kind: 'private',
      from: 'pkcs8-pem',
      format: 'pkcs1',
      bits: 2048,
      fingerprint: OWN
    })
    expect(JSON.parse((await keys('convert key --public --json', { here })).stdout)).toMatchObject({
      file: null,
      kind: 'public',
      public_key: PUBLIC
    })
  })

  test('a private key that others can read is warned of', async () => {
    const here = place(files)
    chmodSync(here.path('key'), 0o644)
    expect((await keys('convert key to --json', { here })).codes).toEqual(['config-exposed'])
  })
})

test.each(['generate', 'show --env local', 'check --env local', 'convert own --lang zh'])(
  '%s speaks Chinese',
  async (line) => {
    const { exit, both } = await keys(`${line} --lang zh`, { files: { own: PUBLIC } })
    expect(exit).toBe(0)
    expect(both).toMatch(/密钥|私钥|公钥/)
  }
)

test.each([
  ['convert', PRIVATE],
  ['convert', bareOf(PRIVATE)],
  ['check', PRIVATE],
  ['show', '--private-key-file', PRIVATE],
  ['show', '--private-key-file', bareOf(PKCS1)],
  ['show', '--key-version', PRIVATE],
  ['generate', '--format', PRIVATE],
  ['generate', PRIVATE, 'x']
])('a key where a file belongs is not repeated: %s %s', async (...words) => {
  const { both, exit } = await run(['trade', 'keys', ...words])
  expect(exit).toBe(2)
  const pieces = [PRIVATE, PKCS1].flatMap((pem) => bareOf(pem).match(/.{16}/g) ?? [])
  expect(pieces.filter((piece) => both.includes(piece))).toEqual([])
})

describe('a name of three words', () => {
  test.each([
    ['trade keys', ['missing-command'], 'ecpay trade keys --help'],
    ['trade', ['missing-command'], 'ecpay trade --help'],
    ['trade keys shwo', ['unknown-command'], 'ecpay trade keys show'],
    ['trade keyz', ['unknown-command'], 'ecpay trade keys'],
    ['trade keys zzzzzz', ['unknown-command'], 'ecpay trade keys --help']
  ])('%s', async (line, codes, hint) => {
    const { exit, codes: found, stderr } = await run(line)
    expect([exit, found]).toEqual([2, codes])
    expect(stderr).toContain(`\`${hint}\``)
  })

  test.each(['trade keys --help', 'help trade keys', 'trade keys help'])('%s lists the commands', async (line) => {
    const { exit, stdout } = await run(line)
    expect(exit).toBe(0)
    for (const word of ['generate', 'show', 'check', 'convert']) expect(stdout).toContain(`trade keys ${word}`)
  })

  test.each(['trade keys show --help', 'help trade keys show'])('%s is the help of the command', async (line) => {
    expect((await run(line)).stdout).toContain('ecpay trade keys show [options]')
  })
})
