import { createPublicKey } from 'node:crypto'
import { stripVTControlCharacters } from 'node:util'
import { createContext, Script } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { DEMO_KEY_PAIRS } from '../../../src/simulator/demo-key-pairs.js'
import { readAuthorization, valuesOf } from '../../../src/trade/sign/authorization.js'
import { verifyRequest } from '../../../src/trade/sign/sign-request.js'
import { place } from '../../config/place.js'
import { validOrder } from '../../trade/order/orders.js'
import { run } from '../run.js'

const GIVEN = '--amount 100 --type 301 --image https://example.com/1.png --path pages/order'
const LOCAL = { ECPAY_ENV: 'local' }
const order = (rest = '', options: Parameters<typeof run>[1] = {}) =>
  run(`trade order ${rest}`, { ...options, env: { ...LOCAL, ...options.env } })

/** Whether the demo key signed exactly this. */
function isSigned(data: string, byteAuthorization: string): boolean {
  const authorization = readAuthorization(byteAuthorization)
  const { nonce = '', timestamp = '', signature = '' } = authorization ? valuesOf(authorization) : {}
  return verifyRequest({ nonce, timestamp, body: data }, signature, createPublicKey(DEMO_KEY_PAIRS.private_key))
}

test('in a pipe: data and byteAuthorization, for the client', async () => {
  const { exit, stdout, codes } = await order(GIVEN)
  expect([exit, codes]).toEqual([0, []])
  const { data, byteAuthorization, ...others } = JSON.parse(stdout)
  expect(others).toEqual({})
  expect(stdout).toBe(`${JSON.stringify({ data, byteAuthorization })}\n`)
  expect(byteAuthorization).toMatch(
    /^SHA256-RSA2048 appid=ttdemo00000000000001,nonce_str=[0-9a-f]{32},timestamp=\d{10},key_version=1,signature=[^"]+$/
  )
  expect(isSigned(data, byteAuthorization)).toBe(true)
  expect(JSON.parse(data)).toMatchObject({
    totalAmount: 100,
    orderEntrySchema: { path: 'pages/order' },
    skuList: [{ price: 100, quantity: 1, type: 301, tagGroupId: 'tag_group_7272625659888058380' }]
  })
})

describe('on a terminal: the call in the mini program', () => {
  test.each([
    ['plain', '测试商品'],
    ['quotes', `it's "quoted" \\ and \\n`],
    ['what a screen acts on', 'a\u202eb\u2028c\u200bd']
  ])('hands over the very string that was signed: %s', async (_, title) => {
    const here = place({ 'order.json': JSON.stringify(validOrder()) })
    const { stdout } = await run(['trade', 'order', '--from', 'order.json', '--title', title, '--env', 'local'], {
      here,
      terminal: true
    })
    const calls: { data: unknown; byteAuthorization: unknown }[] = []
    const tt = { requestOrder: (call: (typeof calls)[number]) => calls.push(call) }
    new Script(stripVTControlCharacters(stdout)).runInContext(createContext({ tt, console }))
    const [{ data, byteAuthorization } = { data: undefined, byteAuthorization: undefined }] = calls
    expect(isSigned(String(data), String(byteAuthorization))).toBe(true)
    expect(JSON.parse(String(data)).skuList[0].title).toBe(title)
  })
})

test('--json has everything', async () => {
  const { stdout } = await order(`${GIVEN} --json`)
  const { data, order: shown, snippet, made, string_to_sign, byteAuthorization, ...others } = JSON.parse(stdout)
  expect(shown).toEqual(JSON.parse(data))
  expect(snippet).toContain('tt.requestOrder({')
  expect(made['skuList.0.tagGroupId']).toBe('tag_group_7272625659888058380')
  expect(string_to_sign.split('\n')).toEqual(['POST', '/requestOrder', others.timestamp, others.nonce_str, data, ''])
  expect(byteAuthorization).toContain(others.signature)
  expect(others).toMatchObject({ app_id: 'ttdemo00000000000001', key_version: '1', warnings: [] })
})

test('a whole order is signed as it is written, but for white space; options count over it', async () => {
  const text = JSON.stringify(validOrder(), null, 2).replace('测试', '\\u6d4b\\u8bd5')
  const here = place({ 'order.json': text })
  const { stdout } = await order('--from order.json', { here })
  expect(JSON.parse(stdout).data).toBe(JSON.stringify(validOrder()).replace('测试', '\\u6d4b\\u8bd5'))
  const other = await order('--from order.json --out-order-no other -d skuList.0.skuId=b -d payScene=IM', { here })
  expect(JSON.parse(JSON.parse(other.stdout).data)).toMatchObject({
    outOrderNo: 'other',
    payScene: 'IM',
    skuList: [{ skuId: 'b' }]
  })
})

test('the order in what the client got is taken', async () => {
  const data = JSON.stringify(validOrder())
  const here = place({ 'client.json': JSON.stringify({ data, byteAuthorization: 'SHA256-RSA2048 appid=x' }) })
  expect(JSON.parse((await order('--from client.json', { here })).stdout).data).toBe(data)
})

test('what trade migrate prints is taken', async () => {
  const old = { out_order_no: 'o', total_amount: 100, subject: '商品', body: 'b', valid_time: 900, sign: 'x' }
  const migrated = await run('trade migrate -q', { stdin: JSON.stringify(old) })
  const { exit, stdout } = await order('--from - --type 301 --image https://example.com/1.png --path pages/order', {
    stdin: migrated.stdout
  })
  expect(exit).toBe(0)
  expect(JSON.parse(JSON.parse(stdout).data)).toMatchObject({ outOrderNo: 'o', payExpireSeconds: 900 })
})

describe('options by the type of their field', () => {
  test.each<[string, object]>([
    ['--limit-pay-way 1,2', { limitPayWayList: [1, 2] }],
    ['--image https://a.example/1.png?a=1,2', { skuList: [{ imageList: ['https://a.example/1.png?a=1,2'] }] }],
    ['--params {"a":"1"}', { orderEntrySchema: { params: '{"a":"1"}' } }],
    ['--params @params.json', { orderEntrySchema: { params: '{"b":2}' } }],
    ['--expire-seconds 900', { payExpireSeconds: 900 }],
    ['--amount 300 --quantity 3', { totalAmount: 300, skuList: [{ price: 100, quantity: 3 }] }],
    ['--notify-url https://example.com/n', { payNotifyUrl: 'https://example.com/n' }],
    ['--currency DIAMOND', { currency: 'DIAMOND' }],
    ['--sku-path pages/goods', { skuList: [{ entrySchema: { path: 'pages/goods' } }] }],
    ['-d orderEntrySchema.params=@params.json', { orderEntrySchema: { params: '{"b":2}' } }]
  ])('%s', async (given, expected) => {
    const here = place({ 'params.json': '{"b":2}\n' })
    const { stdout, stderr } = await order(`${GIVEN} ${given} --dry-run`, { here })
    expect(stderr).not.toContain('error')
    expect(JSON.parse(stdout)).toMatchObject(expected)
  })

  test('the address of the configuration', async () => {
    const { stdout } = await order(`${GIVEN} --dry-run`, {
      env: { ECPAY_NOTIFY_URL: 'https://example.com/configured' }
    })
    expect(JSON.parse(stdout).payNotifyUrl).toBe('https://example.com/configured')
  })
})

test.each<[string, string[]]>([
  ['', ['missing-field', 'missing-field', 'missing-field', 'missing-field']],
  ['--amount 100 --type 201 --image https://a.example/1 --path a', ['missing-tag-group']],
  [`${GIVEN} --amount 1.5`, ['amount-with-decimals', 'later-wins']],
  [
    `${GIVEN} --path /a?b=1 --expire-seconds 900000 --params x`,
    ['later-wins', 'leading-slash', 'milliseconds-not-seconds', 'not-json-text', 'path-with-query']
  ],
  [`${GIVEN} --price 99`, ['total-above-goods']],
  [`${GIVEN} --tag-group tag_group_7272625659888041996`, ['tag-group-of-other-type']],
  [`${GIVEN} --pay-scene PC`, ['not-one-of', 'sources-differ']],
  [`${GIVEN} -d merchantUid:=null -d promotionId=`, ['empty-member', 'null-member']],
  [
    `${GIVEN} --notify-url http://127.0.0.1/notify --env production`,
    ['missing-app-id', 'missing-key-version', 'missing-private-key']
  ],
  [`${GIVEN} -d skuList=x`, ['wrong-field-type']]
])('%s is refused with everything that is wrong', async (given, codes) => {
  const { exit, stdout, codes: said } = await order(given)
  expect([exit, stdout, said.toSorted()]).toEqual([2, '', codes])
})

test('a warning changes nothing', async () => {
  const { exit, codes } = await order(`${GIVEN} --price 200 -d cp_extra=x -d skuatr=y`)
  expect(exit).toBe(0)
  expect(codes.toSorted()).toEqual(['total-below-goods', 'unknown-member', 'unknown-member'])
})

test('--no-validate signs it all the same', async () => {
  const { exit, stdout, codes } = await order(`${GIVEN} --path /a --no-validate`)
  // The local gateway refuses it, as the platform does.
  expect(exit).toBe(1)
  expect(codes).toEqual(expect.arrayContaining(['validation-skipped', 'client-refused']))
  expect(JSON.parse(JSON.parse(stdout).data).orderEntrySchema.path).toBe('/a')
})

test('--dry-run needs no key, and signs nothing', async () => {
  const { exit, stdout } = await run(`trade order ${GIVEN} --dry-run --out-order-no o`, {})
  expect(exit).toBe(0)
  expect(JSON.parse(stdout).outOrderNo).toBe('o')
  const { stdout: json } = await run(`trade order ${GIVEN} --dry-run --json`, {})
  expect(Object.keys(JSON.parse(json))).toEqual(['data', 'order', 'made', 'warnings'])
})

test('a body of the old system is told, with what rewrites it', async () => {
  const here = place({ 'old.json': '{"out_order_no":"o","total_amount":1}' })
  const { exit, codes, stderr } = await order('--from old.json', { here })
  expect([exit, codes]).toEqual([2, ['old-order-given']])
  expect(stderr).toContain('ecpay trade migrate old.json')
})

test('the sandbox has no such order, which is said where it is asked for', async () => {
  const { private_key } = DEMO_KEY_PAIRS
  const env = { ECPAY_ENV: '', ECPAY_APP_ID: 'tt1', ECPAY_PRIVATE_KEY: private_key, ECPAY_KEY_VERSION: '2' }
  expect((await order(GIVEN, { env })).codes).toEqual([])
  const asked = await order(`${GIVEN} --env sandbox`, { env })
  expect(asked.codes).toEqual(['not-in-sandbox'])
  expect(JSON.parse(asked.stdout).byteAuthorization).toContain('appid=tt1,')
})
