import { describe, expect, test } from 'vitest'
import { faultServer } from '../gateway/fault-server.js'
import { need } from '../programs.js'
import { Sandbox } from './ecpay.js'

const TOKEN = 'accessTokenThatIsSecret99'
const DETAIL = {
  order_id: 'no_1',
  create_time: 1795380546000,
  status: '已支付',
  amount: 1,
  total_price: 100,
  detail_url: 'pages/order',
  item_list: [{ item_code: 'sku_1', img: 'https://example.com/1.png', title: '测试商品', price: 100 }]
}
const FILES = { 'detail.json': `${JSON.stringify({ ...DETAIL, item_list: [] })}\n`, token: `${TOKEN}\n` }
const ARGV = ['push-order', '--open-id', 'open_1', '--order-status', '1', '--order-detail', '@detail.json']

/** A platform that answers so. */
async function world(answer: object) {
  const { url, bodies } = await faultServer((_, response) => void response.end(JSON.stringify(answer)))
  const env = { ECPAY_BASE_URL: url, ECPAY_APP_ID: 'tt1', ECPAY_ACCESS_TOKEN: TOKEN }
  const sandbox = new Sandbox(FILES)
  return { sandbox, env, bodies, run: (...more: string[]) => sandbox.runHere([...ARGV, ...more], { env }) }
}

test('sends the token and the order as a string of JSON, without sign and without app_id', async () => {
  const { run, bodies } = await world({ err_code: 0, err_msg: '', body: '' })
  const before = Date.now()
  const { exitCode, stdout } = await run()
  expect([exitCode, stdout]).toEqual([0, '{"err_code":0,"err_msg":"","body":""}\n'])
  const { update_time, ...body } = JSON.parse(bodies[0] ?? '')
  expect(body).toEqual({
    open_id: 'open_1',
    order_status: 1,
    order_detail: JSON.stringify({ ...DETAIL, item_list: [] }),
    access_token: TOKEN,
    app_name: 'douyin',
    order_type: 0
  })
  expect(update_time).toBeGreaterThanOrEqual(before)
})

test('takes the token from a file', async () => {
  const { sandbox, env, bodies } = await world({ err_code: 0 })
  const { ECPAY_ACCESS_TOKEN: _, ...rest } = env
  await sandbox.runHere([...ARGV, '--access-token-file', 'token'], { env: rest })
  expect(JSON.parse(bodies[0] ?? '').access_token).toBe(TOKEN)
})

describe('its verdict stands in err_code', () => {
  test.each([
    [{ err_code: 40022, err_msg: '担保支付订单不存在' }, 1, 'error: err_code 40022: 担保支付订单不存在'],
    [{ err_code: 123456, err_msg: 'x' }, 1, 'error: err_code 123456: x'],
    [{ err_no: 0 }, 3, 'without err_code']
  ])('%j', async (answer, exit, said) => {
    const { run, bodies } = await world(answer)
    const { exitCode, stderr } = await run()
    expect([exitCode, bodies.length]).toEqual([exit, 1])
    expect(stderr).toContain(said)
  })

  test('and is explained as any other', async () => {
    const { stdout } = await (await world({ err_code: -1, err_msg: 'x' })).run('--output', 'pretty')
    expect(stdout).toMatch(/\nerr_code -1 {2}Meaning: system error\n/)
    const other = await (await world({ err_code: 7, err_msg: 'x' })).run('--output', 'pretty')
    expect(other.stdout).toContain('err_code 7  This err_code is not in the public tables.')
  })
})

describe('the token is shown nowhere', () => {
  test('a dry run has a mark in its place', async () => {
    const { run, bodies } = await world({})
    const { stdout, stderr } = await run('--dry-run')
    expect([JSON.parse(stdout).access_token, bodies]).toEqual(['<ACCESS_TOKEN>', []])
    expect(stderr).not.toContain('secret-masked')
  })

  test('curl takes it from the environment, and sends the same bytes', async (context) => {
    need(context, 'curl')
    const { sandbox, env, run, bodies } = await world({ err_code: 0 })
    const time = ['--update-time', '1795380546000']
    const { stdout } = await run('--curl', ...time)
    expect(stdout).toContain(`"access_token":"'"$ECPAY_ACCESS_TOKEN"'"`)
    await run(...time)
    await sandbox.shell(stdout, env)
    expect(bodies).toHaveLength(2)
    expect(bodies[1]).toBe(bodies[0])
  })
})

describe('refused before anything is sent', () => {
  test.each([
    [['-d', `access_token=${TOKEN}`], 'secret-in-flag'],
    [['-d', 'order_detail:={"order_id":"no_1"}'], 'wrong-field-type'],
    [['--order-detail', '{"order_id"'], 'not-json-text'],
    [['--order-detail', JSON.stringify({ x: 'x'.repeat(2048) })], 'too-many-bytes'],
    [['--order-detail', '@no-such-file'], 'file-not-readable'],
    [['--order-status', '3'], 'not-one-of'],
    [['--order-type', 'x'], 'not-an-integer']
  ])('%j', async (more, code) => {
    const { run, bodies } = await world({ err_code: 0 })
    const { exitCode, stdout, stderr } = await run(...more)
    expect([exitCode, stdout, bodies]).toEqual([2, '', []])
    expect(stderr).toContain(`(${code})`)
    expect(stderr).not.toContain(TOKEN)
  })

  test('without a token', async () => {
    const { exitCode, stderr } = await new Sandbox(FILES).runHere([...ARGV, '--env', 'sandbox'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('(missing-access-token)')
  })
})

test('the local gateway plays it: paid orders only, times in milliseconds or seconds, its own token', async () => {
  const sandbox = new Sandbox(FILES)
  const push = async (...more: string[]) => {
    const { exitCode, stdout, stderr } = await sandbox.runHere([...ARGV, '--env', 'local', ...more])
    const [, reason] = /x-ecpay-reason[^:]*: (\S+)/.exec(stderr) ?? []
    return [exitCode, JSON.parse(stdout).err_code, reason]
  }
  expect(await push()).toEqual([1, 40022, 'no-such-order;key=order_detail'])
  await sandbox.runHere(['create-order', '--env', 'local', '--amount', '100', '--out-order-no', 'no_1'])
  expect(await push()).toEqual([1, 40022, 'order-not-paid;key=order_detail'])
  await sandbox.runHere(['simulate', 'pay', 'no_1'])
  expect(await push()).toEqual([0, 0, undefined])
  expect(await push('--update-time', '1795380546')).toEqual([0, 0, undefined])
  expect(await push('--access-token-file', 'token')).toEqual([1, 40002, 'unknown-access-token;key=access_token'])
  expect(await push('--order-status', '3', '--no-validate')).toEqual([1, 2010, 'not-one-of;key=order_status'])
})
