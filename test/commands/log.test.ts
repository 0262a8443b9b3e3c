import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Place, place } from '../config/place.js'
import { faultServer } from '../gateway/fault-server.js'
import { freshDirectory } from '../simulator/support.js'
import { run } from './run.js'

interface Short {
  id: string
  call: string | null
  type: string | null
  numbers: string[]
  failed: boolean
}

const list = async (line: string, env: Record<string, string>, here?: Place) =>
  JSON.parse((await run(`log list --json ${line}`, { env, ...(here && { here }) })).stdout).entries as Short[]
const named = (entries: readonly Short[]) => entries.map(({ call, type }) => call ?? type)

describe('after an order, its payment, a refund and a query of another', () => {
  const state = freshDirectory()
  const env = { ECPAY_STATE_DIR: state }
  const here: Place = { cwd: state, home: state, env: {}, platform: 'linux', path: (name) => join(state, name) }
  const handler = createServer((_, response) => response.end('{"err_no":0,"err_tips":"success"}'))
  afterAll(() => void handler.close())

  beforeAll(async () => {
    await once(handler.listen(0, '127.0.0.1'), 'listening')
    const url = `http://127.0.0.1:${(handler.address() as AddressInfo).port}`
    for (const line of [
      `create-order --amount 100 --out-order-no no_1 --notify-url ${url}/notify`,
      'simulate pay no_1',
      'refund no_1 --amount 100 --out-refund-no refund_1',
      'query-refund refund_1',
      'query no_2'
    ])
      await run(line, { env, here })
  })

  const ALL = ['create_order', 'payment', 'create_refund', 'query_refund', 'query_order']
  test.each([
    ['', ALL],
    ['--limit 2', ['query_refund', 'query_order']],
    ['--number no_1', ['create_order', 'payment', 'create_refund', 'query_refund']],
    ['--number refund_1', ['create_order', 'payment', 'create_refund', 'query_refund']],
    ['--number no_2', ['query_order']],
    ['--number none', []],
    ['--call create-order', ['create_order']],
    ['--call query_refund', ['query_refund']],
    ['--call /api/apps/ecpay/v1/query_order', ['query_order']],
    ['--type call', ALL.filter((one) => one !== 'payment')],
    ['--type callback', ['payment']],
    ['--type payment', ['payment']],
    ['--failed', ['query_order']],
    ['--since 1h', ALL],
    ['--since 2099-01-01', []],
    ['--grep REFUND_1', ['create_refund', 'query_refund']],
    ['--grep no_1 --type call --limit 1', ['create_refund']]
  ])('log list %s', async (line, expected) => {
    expect(named(await list(line, env))).toEqual(expected)
  })

  test.each([
    ['--since yesterday', 2, ['not-a-since']],
    ['--since real', 2, ['not-a-since']],
    ['--type payments', 2, ['invalid-option-value']],
    ['--type calls', 2, ['invalid-option-value']],
    ['--call create_orders', 2, ['unknown-call']],
    ['--limit 0', 2, ['invalid-option-value']]
  ])('log list %s is refused', async (line, exit, codes) => {
    expect(await run(`log list ${line}`, { env })).toMatchObject({ exit, codes, stdout: '' })
  })

  test('the order shows what it was, what came of it and what is next', async () => {
    const [order] = await list('--call create_order', env)
    const { stdout } = await run(`log show ${order?.id} --json`, { env })
    const shown = JSON.parse(stdout)
    expect(shown).toMatchObject({
      ...{ call: 'create_order', err_no: '0', status: 200, env: 'local' },
      body: expect.stringContaining('"out_order_no":"no_1"'),
      answer: { body: expect.stringMatching(/"order_token":"[\w-]{80}"/) },
      log_id: expect.stringMatching(/^2\d{13}[0-9A-F]{18}$/),
      curl: expect.stringContaining('curl -X POST'),
      next: ['ecpay simulate pay no_1', 'ecpay query no_1 --env local']
    })
    expect(named(shown.related)).toEqual(['payment', 'create_refund', 'query_refund'])
    const text = await run(`log show ${order?.id}`, { env })
    for (const part of [shown.log_id, 'curl -X POST', 'refund_1', 'ecpay simulate pay no_1'])
      expect(text.stdout).toContain(part)
    expect(text.stdout).toContain('tt.pay')
  })

  test('what was refused shows what its code means', async () => {
    const { stdout } = await run('log show --last', { env })
    expect(stdout).toContain('err_no 2000')
    expect(stdout).toContain('ecpay explain 2000')
  })

  test('a callback has each attempt with its answer', async () => {
    const [callback] = await list('--type payment', env)
    const { stdout } = await run(`log show ${callback?.id} --json`, { env })
    expect(JSON.parse(stdout)).toMatchObject({
      direction: 'out',
      answer: { status: 200, body: '{"err_no":0,"err_tips":"success"}' },
      failed: false
    })
  })

  test('the request alone goes into diagnose', async () => {
    const [order] = await list('--call create_order', env)
    const { stdout } = await run(`log show ${order?.id} --request`, { env })
    expect(stdout).toMatch(/^POST \/api\/apps\/ecpay\/v1\/create_order HTTP\/1\.1\r\nHost: /)
    expect(await run('diagnose --env local', { env, stdin: stdout })).toMatchObject({ exit: 0, codes: ['read-as'] })
  })

  test('so does the HAR, and NDJSON has an entry a line', async () => {
    const har = await run('log export --number no_1', { env })
    expect(JSON.parse(har.stdout).log.entries).toHaveLength(4)
    expect(await run('diagnose --har - --env local', { env, stdin: har.stdout })).toMatchObject({ exit: 0 })
    const lines = await run('log export --format ndjson --failed', { env })
    expect(
      lines.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).err_no)
    ).toEqual(['2000'])
  })

  test.each([
    ['log show', 2, 'missing-argument'],
    ['log show x', 1, 'log-entry-not-found'],
    ['log show x --last', 2, 'conflicting-options'],
    ['log clear', 2, 'prompt-refused']
  ])('%s is refused', async (line, exit, code) => {
    expect(await run(line, { env })).toMatchObject({ exit, codes: [code] })
  })
})

test.each([
  [
    'create-order --amount 1 --no-validate -d sign=00000000000000000000000000000000',
    'create_order',
    'diagnose --env local'
  ],
  [
    'trade order --amount 100 --type 301 --image https://example.com/1.png --path pages/order --out-order-no no_1 --env local',
    'tt.requestOrder',
    'simulate pay no_1'
  ]
])('%s leads on', async (line, call, next) => {
  const env = { ECPAY_STATE_DIR: freshDirectory() }
  await run(line, { env })
  const shown = JSON.parse((await run('log show --last --json', { env })).stdout)
  expect([shown.call, shown.next[0]]).toEqual([call, expect.stringMatching(new RegExp(`${next}$`))])
})

test('what is not kept to its end says so', async () => {
  const env = { ECPAY_STATE_DIR: freshDirectory() }
  const form = 'x'.repeat(70_000)
  await run(['create-order', '--amount', '100', '--cp-extra', form, '--no-validate'], { env })
  const size = JSON.parse((await run('log show --last --json', { env })).stdout)
  expect(size).toMatchObject({ isCut: true, size: expect.any(Number) })
  expect(await run('log show --last --request', { env })).toMatchObject({ exit: 0, codes: ['journal-cut'] })
  const { log } = JSON.parse((await run('log export', { env })).stdout)
  expect(log.entries[0].request.postData.comment).toBe(`cut: 65536 of ${size.size} bytes`)
})

test('a HAR gives a body that is no UTF-8 as bytes, and diagnose reads them', async () => {
  const har = (text: string) => {
    const headers = [{ name: 'content-type', value: 'application/json' }]
    const postData = { mimeType: 'application/json', text: Buffer.from(text, 'latin1').toString('base64') }
    const url = 'https://developer.toutiao.com/api/apps/ecpay/v1/query_order'
    const request = { method: 'POST', url, headers, postData: { ...postData, encoding: 'base64' } }
    return JSON.stringify({ log: { version: '1.2', entries: [{ request }] } })
  }
  const codes = async (text: string) => (await run('diagnose --har - --env local', { stdin: har(text) })).codes
  expect(await codes('{"app_id":"\xff"}')).toEqual(['invalid-utf8'])
  expect(await codes('{"app_id":"tt1","out_order_no":"no_1","sign":"00"}')).not.toContain('invalid-json')
})

test('it is emptied', async () => {
  const env = { ECPAY_STATE_DIR: freshDirectory() }
  await run('query no_1', { env })
  expect(JSON.parse((await run('log clear --yes --json', { env })).stdout)).toEqual({ deleted: 1 })
  expect(await list('', env)).toEqual([])
  expect(await run('log show --last', { env })).toMatchObject({ exit: 1, codes: ['log-empty'] })
})

test.each([
  ['--no-log', {}],
  ['', { ECPAY_NO_LOG: '1' }]
])('nothing is kept with %s %j', async (option, more) => {
  const env = { ECPAY_STATE_DIR: freshDirectory() }
  await run(`query no_1 ${option}`, { env: { ...env, ...more } })
  expect(await list('', env)).toEqual([])
})

test('a suite keeps what its commands send, unless it is told not to', async () => {
  const suite = 'name: s\ncases:\n  - name: c\n    create-order: { amount: 100 }\n'
  const here = place({ 'suite.yaml': suite })
  const env = { ECPAY_STATE_DIR: here.path('../state') }
  await run('check suite.yaml --no-log', { here, env })
  expect(await list('', env)).toEqual([])
  await run('check suite.yaml', { here, env })
  expect(named(await list('', env))).toEqual(['create_order'])
})

describe('a journal that cannot be written is a warning', () => {
  test.each(['create-order --amount 100', 'create-order --amount 100 --json'])('of %s', async (line) => {
    const state = freshDirectory()
    writeFileSync(join(state, 'journal-v1'), '')
    const ran = await run(line, { env: { ECPAY_STATE_DIR: state } })
    expect(ran.exit).toBe(0)
    expect(JSON.parse(ran.stdout)).toBeTypeOf('object')
    expect(ran.stderr).toContain('journal-not-written')
  })

  test('of a server is said at once, and not when it ends', async () => {
    const state = freshDirectory()
    writeFileSync(join(state, 'journal-v1'), '')
    const end = new AbortController()
    let told = ''
    const options = { env: { ECPAY_STATE_DIR: state, ECPAY_TOKEN: 'tokenOfTheShop01' }, signal: end.signal }
    await new Promise<void>((resolve, reject) => {
      const onOutput = (text: string) => {
        const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? []
        if (url && told === '') void fetch(url, { method: 'POST', body: '{}' })
        told += text
        if (told.includes('journal-not-written')) resolve()
      }
      run('listen --port 0 --json --no-store', { ...options, onOutput }).then(() => reject(new Error(told)), reject)
    })
    end.abort()
  })

  test.each([
    ['log list', 'file-not-readable'],
    ['log show --last', 'file-not-readable'],
    ['log export', 'file-not-readable'],
    ['log clear --yes', 'file-not-readable']
  ])('%s says that it is no folder', async (line, code) => {
    const state = freshDirectory()
    writeFileSync(join(state, 'journal-v1'), '')
    expect(await run(line, { env: { ECPAY_STATE_DIR: state } })).toMatchObject({ exit: 2, codes: [code], stdout: '' })
  })

  test('damaged lines are left out and counted', async () => {
    const state = freshDirectory()
    const env = { ECPAY_STATE_DIR: state }
    await run('query no_1', { env })
    const folder = join(state, 'journal-v1')
    const file = join(folder, readdirSync(folder)[0] ?? '')
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, `{"id":\n{}\n${whole.replace(/"at":\d+/, '"at":1e17')}`, { flag: 'a' })
    const ran = await run('log list', { env })
    expect(ran).toMatchObject({ exit: 0, codes: ['journal-damaged'] })
    expect(ran.stdout).toContain('query_order')
  })
})

test('how much is kept can be set', async () => {
  const state = freshDirectory()
  const env = { ECPAY_STATE_DIR: state, ECPAY_LOG_DAYS: '2', ECPAY_LOG_MIB: '1' }
  const now = Date.now()
  await run('query no_1', { env, now: now - 3 * 86_400_000 })
  await run('query no_2', { env, now })
  expect((await list('', env)).map(({ numbers }) => numbers[0])).toEqual(['no_2'])
})

const ESCAPE = '\u001b'

test('control characters in what others sent do not reach the screen', async () => {
  const state = freshDirectory()
  const folder = join(state, 'journal-v1')
  mkdirSync(folder)
  const entry = {
    ...{ id: 'hzzz', at: Date.now(), direction: 'in', what: 'call', method: 'PO\u001b[2J', url: '/\u001b]0;x\u0007' },
    ...{ headers: [['x\u001b', '\u202e']], body: '\u001b[31m', size: 5, answer: null, milliseconds: 1 },
    ...{ problem: 'x\u001b', err_no: null }
  }
  writeFileSync(join(folder, '0mx000000.ndjson'), `${JSON.stringify(entry)}\n`)
  for (const line of ['log list', 'log show --last', 'log export']) {
    const { both } = await run(line, { env: { ECPAY_STATE_DIR: state }, terminal: true })
    const unstyled = both.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '')
    expect([ESCAPE, '\u0007', '\u202e'].filter((one) => unstyled.includes(one))).toEqual([])
  }
})

test('a secret in an address ends with it', async () => {
  const env = { ECPAY_STATE_DIR: freshDirectory() }
  await run('create-order --amount 100 --notify-url https://example.com/cb?token=abcdef --out-order-no no_1', { env })
  const { body } = JSON.parse((await run('log show --last --json', { env })).stdout)
  expect(JSON.parse(body)).toMatchObject({ notify_url: 'https://example.com/cb?token=<SECRET>', out_order_no: 'no_1' })
})

test('an access token in a header is not in the file', async () => {
  const here = place()
  const { url } = await faultServer((_, response) => response.end('{"err_no":0}'))
  const env = {
    ECPAY_STATE_DIR: here.path('../state'),
    ECPAY_ACCESS_TOKEN: 'clt.tokenOfTheShop12',
    ECPAY_BASE_URL: url
  }
  await run('trade query no_1 --env production', { here, env })
  const folder = here.path('../state/journal-v1')
  const text = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('')
  expect(text).toContain('["access-token","<ACCESS_TOKEN>"]')
  expect(text).not.toContain('tokenOfTheShop')
})
