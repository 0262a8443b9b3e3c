import { expect, test } from 'vitest'
import { place } from '../../config/place.js'
import { faultServer } from '../../gateway/fault-server.js'
import { OTHER } from '../../trade/keys/other-keys.js'
import { run } from '../run.js'

const ORDER =
  'trade order --amount 100 --title t --image https://example.com/1.png --type 301 --path pages/order --env local'

/** The msg of a callback in a whole request. */
const msgOf = (request: string) => JSON.parse(JSON.parse(request.slice(request.indexOf('{"version"'))).msg)

test.each([
  ['cancel', 'USER_CANCEL'],
  ['timeout', 'TIME_OUT']
])('simulate %s: a genuine callback CANCEL, %s; then it cannot be paid', async (name, message) => {
  const here = place()
  await run(`${ORDER} --out-order-no no_1`, { here })
  const { exit, stdout } = await run(`simulate ${name} no_1`, { here })
  expect(exit).toBe(0)
  expect(msgOf(stdout)).toMatchObject({ status: 'CANCEL', message, out_order_no: 'no_1', total_amount: 100 })
  expect(msgOf(stdout)).not.toHaveProperty('pay_channel')
  const verified = await run('verify-callback --env local --json', { here, stdin: stdout })
  expect(JSON.parse(verified.stdout)).toMatchObject({ valid: true, type: 'payment' })
  const asked = await run('trade query no_1 --env local --json', { here })
  expect(asked.stdout).toContain('TIMEOUT')
  const late = await run('simulate pay no_1', { here })
  expect(late.codes).toEqual(['order-not-payable'])
  expect(late.stderr).toContain('ecpay trade order --env local')
})

test.each([
  ['simulate pay no_1 --fail', 'payment-cannot-fail'],
  ['simulate refund-apply no_1', 'not-refundable'],
  ['simulate pay no_1 --way wx', 'way-not-offered'],
  ['simulate cancel old_1', 'not-a-trade-order']
])('%s: %s', async (line, code) => {
  const here = place()
  await run(`${ORDER} --out-order-no no_1 -d limitPayWayList:=[1]`, { here })
  await run('create-order --amount 1 --out-order-no old_1 --env local', { here })
  const { exit, codes } = await run(line, { here })
  expect([exit, codes]).toEqual([1, [code]])
})

test('an answer that is no answer to an application for a refund leaves no refund behind', async () => {
  const here = place()
  const apply = (answer: string) => run(['simulate', 'refund-apply', 'no_1', '--answer', answer], { here })
  await run(`${ORDER} --out-order-no no_1`, { here })
  await run('simulate pay no_1', { here })
  const data = '"data":{"out_refund_no":"r_1","order_entry_schema":{"path":"a"}}'
  for (const [answer, code] of [
    ['{"err_no":0}', 'callback-answer-incomplete'],
    [`{"err_no":1,${data}}`, 'callback-refused'],
    ['success', 'callback-answer-success-text']
  ] as const) {
    expect(await apply(answer)).toMatchObject({ exit: 1, codes: [code] })
  }
  expect(await apply(`{"err_no":0,${data}}`)).toMatchObject({ exit: 0, codes: [] })
})

test('what is wrong about an application for a refund leaves no refund behind: a used number, an address that is none', async () => {
  const here = place({ 'bad.json': '{"notify_url":"not an address"}' })
  await run(`${ORDER.replace('--amount 100', '--amount 300 --quantity 3')} --out-order-no no_1`, { here })
  await run('simulate pay no_1', { here })
  await run('create-order --amount 9 --out-order-no old_1 --env local', { here })
  await run('simulate pay old_1', { here })
  await run('refund old_1 --amount 1 --out-refund-no r_old --env local', { here })
  const apply = (...more: string[]) => run(['simulate', 'refund-apply', 'no_1', '--amount', '10', ...more], { here })
  const giving = (number: string) => [
    '--answer',
    `{"err_no":0,"err_tips":"success","data":{"out_refund_no":"${number}","order_entry_schema":{"path":"a"}}}`
  ]
  expect(await apply(...giving('r_1'))).toMatchObject({ exit: 0, codes: [] })
  // Their states change by themselves meanwhile.
  const refunds = async () => {
    const { stdout } = await run('simulate list --json', { here })
    return (JSON.parse(stdout).trade_refunds as { refund_id: string }[]).map(({ refund_id }) => refund_id)
  }
  const before = await refunds()
  expect(before).toHaveLength(1)
  for (const [more, exit, code] of [
    [giving('r_1'), 1, 'application-answer-unusable'],
    [giving('r_old'), 1, 'application-answer-unusable'],
    [['--notify-url', 'not an address'], 2, 'invalid-option-value'],
    [['--notify-url', 'ftp://127.0.0.1/refund'], 2, 'invalid-option-value'],
    [['--config', 'bad.json'], 2, 'invalid-option-value']
  ] as const) {
    expect([more, await apply(...more)]).toMatchObject([more, { exit, codes: [code] }])
  }
  expect(await refunds()).toEqual(before)
  expect(await run('refund old_1 --amount 1 --out-refund-no r_1 --env local', { here })).toMatchObject({ exit: 1 })
})

test('an order is paid, and its callback printed, whatever stands for its address in the configuration', async () => {
  const here = place({ 'bad.json': '{"notify_url":"ftp://user:word@127.0.0.1:99999/notify"}' })
  expect((await run(`${ORDER} --out-order-no no_1`, { here })).exit).toBe(0)
  const paid = await run('simulate pay no_1 --config bad.json --time-scale 0 --json', { here })
  expect(JSON.parse(paid.stdout)).toMatchObject({ status: 'SUCCESS', callback: expect.stringContaining('no_1') })
  expect(paid.both).not.toContain('word')
})

test('an order that was signed with a key of its own stands, too', async () => {
  const here = place({ 'key.pem': OTHER.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() })
  const { exit, stdout } = await run(`${ORDER} --private-key-file key.pem --key-version 3 --json`, { here })
  expect([exit, JSON.parse(stdout).client]).toMatchObject([0, { orderId: expect.stringMatching(/^motb/) }])
})

test('trigger takes the values of a stored order', async () => {
  const here = place()
  await run(`${ORDER} --out-order-no no_1`, { here })
  await run('simulate pay no_1 --way ali', { here })
  const { stdout } = await run('trigger payment --system trade --order no_1 --env local', { here })
  expect(msgOf(stdout)).toMatchObject({ out_order_no: 'no_1', total_amount: 100, pay_channel: 2, status: 'SUCCESS' })
})

test('without an address of its own, a callback goes to notify_url of the configuration; of 担保支付, to nobody', async () => {
  const here = place()
  await run(`${ORDER} --out-order-no no_1`, { here })
  await run('create-order --amount 1 --out-order-no old_1 --env local', { here })
  const { url, bodies } = await faultServer((_, response) => void response.end('{"err_no":0,"err_tips":"success"}'))
  const env = { ECPAY_NOTIFY_URL: url }
  expect((await run('simulate pay no_1', { here, env })).stdout).toBe('')
  expect(bodies.map((body) => JSON.parse(body).type)).toEqual(['payment'])
  expect((await run('simulate pay old_1', { here, env })).stdout).toContain('msg_signature')
  expect(bodies).toHaveLength(1)
})

test.each([
  [
    'en',
    '`out_settle_no`, `settle_id`, `order_id` and `out_order_no` are all missing',
    '`settle_id`, `order_id` or `out_order_no` in its place'
  ],
  [
    'zh',
    '`out_settle_no`、`settle_id`、`order_id`、`out_order_no` 都没有传',
    '或改传 `settle_id`、`order_id`、`out_order_no` 之一'
  ]
])('a query without any of its numbers names all of them: %s', async (lang, said, hint) => {
  const { exit, codes, stderr } = await run(`trade query-settle --env local --lang ${lang}`)
  expect([exit, codes]).toEqual([2, ['missing-one-of']])
  expect(stderr).toContain(said)
  expect(stderr).toContain(hint)
})

test('what is final says how to request another one in its own system', async () => {
  const here = place()
  await run(`${ORDER} --out-order-no no_1`, { here })
  await run('simulate pay no_1', { here })
  await run('trade settle no_1 --out-settle-no s_1 -d settle_desc=x --env local', { here })
  await run('simulate settle s_1', { here })
  const { codes, stderr } = await run('simulate settle s_1 --fail --lang en', { here })
  expect([codes, stderr]).toEqual([['result-is-final'], expect.stringContaining('`ecpay trade settle`')])
})
