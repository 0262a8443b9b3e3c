import { symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Files, place } from '../config/place.js'
import { run } from './run.js'

const KEYS = { ECPAY_APP_ID: 'tt0123456789abcdef', ECPAY_SALT: 'saltsaltsalt', ECPAY_TOKEN: 'tokentokentoken' }
const OWN = { app_id: 'tt0123456789abcdef', salt: 'saltsaltsalt', token: 'tokentokentoken' }
const rc = (content: object): Files => ({ '.ecpayrc': JSON.stringify(content) })
const ref = (name: string) => `\${${name}}`

/** Calls that send something signed, or a token in clear. */
const CALLS = [
  'create-order --amount 100',
  'query o1',
  'refund o1 --amount 100 --out-refund-no r1',
  'call query_order -d out_order_no=o1',
  'query o1 --curl',
  'query o1 --json',
  'query o1 --env sandbox',
  'refund o1 --amount 100 --out-refund-no r1 --env production --yes',
  'query o1 --no-validate --quiet'
]

describe('a base_url of another host in a file that was only found', () => {
  test.each(CALLS)('%s', async (line) => {
    for (const env of [KEYS, { ...KEYS, ECPAY_ACCESS_TOKEN: 'clt.accesstoken' }]) {
      const here = place(rc({ base_url: 'https://evil.example' }))
      const { exit, stdout, codes } = await run(line, { here, env })
      expect([exit, stdout, codes]).toEqual([2, '', ['untrusted-host']])
    }
  })

  test.each<[string, object, Record<string, string>, Files]>([
    ['the SALT of a variable', { app_id: OWN.app_id, base_url: 'https://evil.example' }, KEYS, {}],
    ['the SALT that the file asks a variable for', { ...OWN, salt: ref('ECPAY_SALT') }, { ECPAY_SALT: OWN.salt }, {}],
    ['the SALT of a file of its own', { app_id: OWN.app_id, salt_file: 's' }, {}, { s: OWN.salt }],
    ['only the app_id of a variable', { salt: OWN.salt }, { ECPAY_APP_ID: OWN.app_id }, {}],
    ['of a profile', { profile: 'p', profiles: { p: { base_url: 'https://evil.example' } } }, KEYS, {}],
    ['package.json', {}, KEYS, { 'package.json': '{"ecpay":{"base_url":"https://evil.example"}}' }]
  ])('with %s', async (_, content, env, files) => {
    const main = files['package.json'] ? {} : rc({ base_url: 'https://evil.example', ...content })
    const { exit, codes, stderr } = await run('query o1 --dry-run', { here: place({ ...files, ...main }), env })
    expect([exit, codes]).toEqual([2, ['untrusted-host']])
    expect(stderr).toContain('ecpay config trust')
  })

  test.each<[string, object, string, Record<string, string>]>([
    ['all keys stand in it', { ...OWN, base_url: 'https://stub.example' }, '', {}],
    ['named by --config', { base_url: 'https://stub.example' }, '--config .ecpayrc', KEYS],
    ['said by a variable', {}, '', { ...KEYS, ECPAY_BASE_URL: 'https://stub.example' }],
    [
      'the variable hides the one of the file',
      { base_url: 'https://evil.example' },
      '',
      {
        ...KEYS,
        ECPAY_BASE_URL: 'https://stub.example'
      }
    ],
    [
      'a variable that the file asks for',
      { base_url: ref('ECPAY_STUB') },
      '',
      {
        ...KEYS,
        ECPAY_STUB: 'https://stub.example'
      }
    ],
    ['loopback', { base_url: 'http://127.0.0.1:9' }, '', KEYS],
    ['the platform', { base_url: 'https://developer.toutiao.com' }, '', KEYS],
    ['the other sandbox', { base_url: 'https://open-sandbox.douyin.com' }, '', KEYS],
    ['the other system', { base_url: 'https://open.douyin.com' }, '', KEYS],
    ['a notify_url, which is the merchant’s business', { notify_url: 'https://shop.example/n' }, '', KEYS]
  ])('goes where %s', async (_, content, argv, env) => {
    const here = place(rc(content))
    const { exit, codes } = await run(`refund o1 --amount 1 --out-refund-no r --dry-run ${argv}`, { here, env })
    expect([exit, codes.filter((code) => code !== 'other-host')]).toEqual([0, []])
  })

  test('an access token that was typed stands in no file', async () => {
    const line = 'push-order -d access_token=clt.accesstoken --no-validate'
    for (const content of [{ base_url: 'https://evil.example' }, { ...OWN, base_url: 'https://evil.example' }])
      expect(await run(line, { here: place(rc(content)) })).toMatchObject({ exit: 2, codes: ['untrusted-host'] })
  })

  test("the user's own configuration", async () => {
    const here = place({ '../home/.config/ecpay/config.json': '{"base_url":"https://stub.example"}' })
    expect(await run('query o1 --dry-run', { here, env: KEYS })).toMatchObject({ exit: 0, codes: ['other-host'] })
  })

  test('in production it is real money wherever it goes', async () => {
    const here = place(rc({ base_url: 'https://stub.example' }))
    const line = 'refund o1 --amount 1 --out-refund-no r --config .ecpayrc --env production'
    expect(await run(line, { here, env: KEYS })).toMatchObject({
      exit: 2,
      codes: expect.arrayContaining(['confirmation-needed'])
    })
  })
})

describe('a notify_url as the target of our own posts', () => {
  const EVIL = { notify_url: 'https://evil.example/n' }
  const callback = '{"timestamp":"1","nonce":"1","msg":"{}","msg_signature":"x","type":"payment"}'

  test.each<[string, object, Record<string, string>]>([
    ['trigger payment', EVIL, KEYS],
    ['trigger payment --json', EVIL, KEYS],
    ['trigger payment --bad-signature --quiet', EVIL, KEYS],
    ['check-handler', EVIL, KEYS],
    ['check-handler --json', EVIL, KEYS],
    ['replay cb.json', EVIL, {}],
    ['replay cb.json', { ...OWN, ...EVIL }, {}],
    ['replay folder', EVIL, KEYS],
    ['replay cb.json --resign', EVIL, KEYS],
    ['trigger payment', { ...EVIL, app_id: OWN.app_id, token: ref('ECPAY_TOKEN') }, { ECPAY_TOKEN: OWN.token }]
  ])('%s with %j', async (line, content, env) => {
    const here = place({ ...rc(content), 'cb.json': callback, 'folder/cb.json': callback })
    expect(await run(line, { here, env })).toMatchObject({ exit: 2, stdout: '', codes: ['untrusted-host'] })
  })

  test.each([
    'trigger payment --to {url}',
    'trigger payment',
    'trigger payment --bad-signature',
    'check-handler --only genuine',
    'check-handler {url} --only genuine',
    'replay cb.json --to {url}',
    'replay cb.json'
  ])('%s names it', async (line) => {
    const url = await sink()
    const here = place({ ...rc({ notify_url: url }), 'cb.json': callback })
    const argv = line.replace('{url}', url)
    expect((await run(argv, { here, env: KEYS })).stderr).toContain(url)
    expect((await run(`${argv} --quiet`, { here, env: KEYS })).stderr).not.toContain(`Sent to ${url}`)
  })

  test('the files of a folder are sent, and what its links lead to is not', async () => {
    const here = place({ 'folder/cb.json': callback, secret: 'the key' })
    symlinkSync('../secret', here.path('folder/a.json'))
    const ran = await run(`replay folder --to ${await sink()}`, { here })
    expect([ran.exit, ran.codes]).toEqual([2, ['file-not-readable']])
  })
})

/** A handler that takes everything. */
async function sink(): Promise<string> {
  const server = createServer((_, answer) => answer.end('{"err_no":0,"err_tips":"success"}'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/n`
}

describe('config trust', () => {
  const content = { base_url: 'https://stub.example', salt_file: '../outside', app_id: ref('MY_APP') }
  const env = { MY_APP: 'tt0123456789abcdef', ECPAY_TOKEN: 'tokentokentoken' }
  const folder = () => place({ ...rc(content), '../outside': 'saltsaltsalt' })

  test('lets the file do what it wants, until it changes or trust is taken back', async () => {
    const here = folder()
    const query = () => run('query o1 --dry-run --quiet', { here, env })
    expect(await query()).toMatchObject({ exit: 2, codes: ['reference-outside-secret'] })
    const given = await run('config trust', { here, env })
    expect([given.exit, given.stdout]).toEqual([0, `${here.path('.ecpayrc')}\n`])
    for (const word of ['stub.example', 'MY_APP', here.path('../outside')]) expect(given.stderr).toContain(word)
    expect(await query()).toMatchObject({ exit: 0 })
    writeFileSync(here.path('.ecpayrc'), JSON.stringify({ ...content, env: 'sandbox' }))
    expect(await query()).toMatchObject({ exit: 2 })
    await run('config trust', { here, env })
    expect(await query()).toMatchObject({ exit: 0 })
    expect(await run('config trust --revoke', { here, env })).toMatchObject({ exit: 0 })
    expect(await query()).toMatchObject({ exit: 2 })
  })

  test('for machines', async () => {
    const here = folder()
    const json = async (line: string) => JSON.parse((await run(line, { here, env })).stdout)
    const path = here.path('.ecpayrc')
    expect(await json('config trust --json')).toEqual({
      path,
      trusted: true,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      allows: [
        { kind: 'variable', key: 'app_id', value: 'MY_APP' },
        { kind: 'host', key: 'base_url', value: 'stub.example' },
        { kind: 'file', key: 'salt_file', value: here.path('../outside') }
      ]
    })
    expect(await json('config path --json')).toEqual({ path, trusted: true })
    expect(await json('config show --json')).toMatchObject({ path, trusted: true })
    expect((await json('config trust --list --json')).trusted).toMatchObject([{ path, state: 'valid' }])
    writeFileSync(path, JSON.stringify({ base_url: 'https://other.example' }))
    expect((await json('config trust --list --json')).trusted).toMatchObject([{ path, state: 'changed' }])
    expect(await json('config path --json')).toEqual({ path, trusted: false })
    expect(await json('config trust --revoke --json')).toEqual({ path, trusted: false, was_trusted: true })
    expect(await json('config trust --revoke --json')).toEqual({ path, trusted: false, was_trusted: false })
    expect(await json('config trust --list --json')).toEqual({ trusted: [] })
  })

  test.each<[string, string, Files, number, string[]]>([
    ['nothing is there', '', {}, 1, []],
    ['it is broken', '', { '.ecpayrc.json': '{' }, 2, ['config-unreadable']],
    ['it is wrong', '', rc({ slat: 1 }), 2, ['config-unknown-key']],
    ['it is named and not there', '--config no', {}, 2, ['config-not-found']],
    ['two things at once', '--list --revoke', {}, 2, ['conflicting-options']],
    ['it is the user’s own', '', { '../home/.config/ecpay/config.json': '{}' }, 0, []],
    ['its store is no folder', '', { ...rc({}), '../home/.config/ecpay/trust': '' }, 2, ['config-not-writable']]
  ])('where %s', async (_, argv, files, exit, codes) => {
    expect(await run(`config trust ${argv}`, { here: place(files) })).toMatchObject({ exit, codes })
  })

  test('show and path say what an untrusted file may not', async () => {
    const here = place(rc({ base_url: 'https://stub.example', notify_url: 'https://shop.example/n' }))
    for (const line of ['config show', 'config path']) {
      const { exit, stderr } = await run(line, { here })
      expect(exit).toBe(0)
      for (const word of ['ecpay config trust', 'stub.example', 'shop.example']) expect(stderr).toContain(word)
    }
    const plain = place(rc({ app_id: 'tt0123456789abcdef', base_url: 'http://127.0.0.1:9' }))
    expect((await run('config show', { here: plain })).stderr).toBe('')
  })
})
