import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { place } from '../../config/place.js'
import { run } from '../run.js'

const ORDER = { app_id: 'tt1', out_order_no: 'order_1', total_amount: 100, subject: 'a', body: 'b', valid_time: 900 }
const OLD = JSON.stringify(ORDER)
const CALLBACK = JSON.stringify({ timestamp: '1', nonce: '2', msg: '{"cp_orderno":"o"}', msg_signature: 'x' })
const NEW = {
  skuList: [{ price: 100, quantity: 1, title: 'a' }],
  outOrderNo: 'order_1',
  totalAmount: 100,
  payExpireSeconds: 900
}

test('in a pipe stdout is the new body alone, and the list is on stderr', async () => {
  const { exit, stdout, stderr } = await run('trade migrate order.json', { here: place({ 'order.json': OLD }) })
  expect(exit).toBe(0)
  expect(stdout).toBe(`${JSON.stringify(NEW)}\n`)
  expect(stderr).toMatch(/create_order → tt\.requestOrder[\s\S]*out_order_no → outOrderNo[\s\S]*skuList\.0\.imageList/)
})

test('stdin, in Chinese, on a terminal', async () => {
  const { stdout, stderr } = await run('trade migrate --lang zh', { stdin: OLD })
  expect(JSON.parse(stdout)).toEqual(NEW)
  expect(stderr).toContain('新增，必须给出')
  const screen = await run('trade migrate order.json', { here: place({ 'order.json': OLD }), terminal: true })
  expect(stripVTControlCharacters(screen.stdout)).toContain('  "outOrderNo": "order_1"')
  const lines = stripVTControlCharacters(screen.stderr).split('\n')
  expect(lines.filter((line) => line.length > 80)).toEqual([])
})

test('-d gives what is new', async () => {
  const data = ['-d', 'skuList.0.type:=301', '-d', 'orderEntrySchema.path=pages/order']
  const { stdout } = await run(['trade', 'migrate', '--json', ...data], { stdin: OLD })
  const { body, text, steps, to, problems } = JSON.parse(stdout)
  expect(body).toEqual(JSON.parse(text))
  expect(body).toMatchObject({ skuList: [{ type: 301 }], orderEntrySchema: { path: 'pages/order' } })
  expect(to).toEqual({ name: 'tt.requestOrder', path: null })
  expect(problems).toEqual([])
  const needed = steps.filter(({ how }: { how: string }) => how === 'needed')
  expect(needed.map(({ to: [path] }: { to: string[] }) => path)).toEqual([
    'skuList.0.skuId',
    'skuList.0.imageList',
    'skuList.0.tagGroupId'
  ])
})

describe('what is given is told by what stands in it', () => {
  test.each<[string, string, string]>([
    ['an order', OLD, 'create_order'],
    ['a refund', '{"out_order_no":"o","out_refund_no":"r","refund_amount":1}', 'create_refund'],
    ['a callback', CALLBACK, 'callback payment'],
    ['a configuration in JSON', '{"app_id":"tt1","salt_file":"salt"}', 'ecpayrc'],
    ['a configuration in YAML', 'app_id: tt1\nsalt_file: salt\n', 'ecpayrc']
  ])('%s', async (_, stdin, from) => {
    const { stdout } = await run('trade migrate --json', { stdin })
    expect(JSON.parse(stdout).from).toBe(from)
  })

  test('or by --call', async () => {
    const { stdout } = await run('trade migrate --json --call unsettle_amount', { stdin: '{"out_order_no":"o"}' })
    expect(JSON.parse(stdout)).toMatchObject({ from: 'unsettle_amount', to: null, body: null })
  })
})

test.each<[string, string, number, string[]]>([
  ['trade migrate', '{"a":1}', 2, ['unknown-old-call']],
  ['trade migrate', '{"skuList":[]}', 2, ['already-migrated']],
  ['trade migrate', '{"version":"3.0","type":"payment","msg":"{}"}', 2, ['already-migrated']],
  ['trade migrate --call callback', '{"version":"3.0","type":"payment","msg":"{}"}', 2, ['already-migrated']],
  ['trade migrate', '{', 2, ['invalid-json']],
  ['trade migrate', '', 2, ['empty-body']],
  ['trade migrate', '{"app_name":"douyin","open_id":"o"}', 1, ['no-successor']],
  [
    'trade migrate',
    JSON.stringify({ ...ORDER, msg_page: 'a-b', notify_url: 'http://a.example' }),
    1,
    ['not-https', 'character-not-allowed']
  ],
  ['trade migrate --call create-order', '{}', 2, ['invalid-option-value']],
  ['trade migrate -d a=1', CALLBACK, 2, ['conflicting-options']],
  ['trade migrate', "curl https://developer.toutiao.com/api/apps/ecpay/v1/create_order -d '{}'", 2, ['not-a-body']],
  ['trade migrate --call ecpayrc', '{"colour":"red"}', 2, ['config-unknown-key']]
])('%s of %s', async (line, stdin, exit, codes) => {
  const ran = await run(line, { stdin })
  expect([ran.exit, ran.codes.toSorted()]).toEqual([exit, codes.toSorted()])
})

test('a configuration is written as one, without its secrets', async () => {
  const here = place({ '.ecpayrc': 'salt: saltOfMine\ntoken_file: t\nprofiles:\n  local:\n    env: local\n' })
  const { stdout, stderr } = await run('trade migrate .ecpayrc', { here })
  expect(JSON.parse(stdout)).toMatchObject({
    salt: `\${${'ECPAY_SALT'}}`,
    token_file: 't',
    profiles: { local: { env: 'local' } }
  })
  expect(stdout + stderr).not.toContain('saltOfMine')
})

test('--calls prints how everything is done now', async () => {
  const { stdout } = await run('trade migrate --calls')
  for (const name of ['refund_create', 'order_query', 'Byte-Signature', 'private_key_file', 'tag_query'])
    expect(stdout).toContain(name)
  const one = JSON.parse((await run('trade migrate --calls --call settle --json')).stdout)
  expect(one.calls).toHaveLength(1)
  expect(one.calls[0]).toMatchObject({ kind: 'call', from: 'settle', to: { name: 'settle_create' } })
  const all = JSON.parse((await run('trade migrate --calls --json --lang zh')).stdout)
  expect(all.calls.length).toBeGreaterThan(25)
  expect(all.new_calls.length).toBe(4)
})

test('the example configuration becomes one that is read', async () => {
  const here = place({ old: readFileSync(new URL('../../../.ecpayrc.example', import.meta.url)) })
  expect((await run('trade migrate old --call ecpayrc --out new --quiet', { here })).exit).toBe(0)
  const { exit, stdout } = await run('config show --config new --env local --json', { here })
  expect(exit).toBe(0)
  expect(JSON.parse(stdout).profile).toBe('local')
  const { profiles } = JSON.parse(readFileSync(here.path('new'), 'utf8'))
  for (const level of Object.values<object>(profiles))
    expect(Object.keys(level).filter((key) => `${key}_file` in level)).toEqual([])
})
