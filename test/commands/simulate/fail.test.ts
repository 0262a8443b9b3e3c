import { describe, expect, test } from 'vitest'
import { place } from '../../config/place.js'
import { run } from '../run.js'

const CREATE = 'create-order --amount 1 --env local --retries 0'
const failures = (stdout: string) => JSON.parse(stdout).failures

describe('simulate fail', () => {
  test('lets the next call fail, once', async () => {
    const here = place()
    const { exit, stdout } = await run('simulate fail 1000', { here })
    expect([exit, stdout]).toEqual([0, 'err_no  call  times left\n1000    any   1\n'])
    const failed = await run(CREATE, { here })
    expect([failed.exit, JSON.parse(failed.stdout).err_no]).toEqual([1, 1000])
    expect(failed.stderr).toMatch(/^x-ecpay-reason .*: injected$/m)
    expect((await run(CREATE, { here })).exit).toBe(0)
  })

  test('a retry of the command passes what is busy once', async () => {
    const here = place()
    await run('simulate fail 1001', { here })
    const { exit, codes } = await run('create-order --amount 1 --env local', { here })
    expect([exit, codes]).toEqual([0, ['retrying']])
  })

  test.each([
    ['query_order', 'query_order'],
    ['query', 'query_order'],
    ['/api/apps/ecpay/v1/create_refund', 'create_refund']
  ])('--on %s', async (on, name) => {
    const { stdout } = await run(`simulate fail 2000 --on ${on} --times 3 --json`)
    expect(failures(stdout)).toEqual([{ err_no: 2000, on: name, times: 3 }])
  })

  test.each([
    ['trade settle', 'settle_create'],
    ['trade v2 refund', 'refund/create_refund']
  ])('--on %j: a command of another system', async (on, name) => {
    const { stdout } = await run(['simulate', 'fail', '10000', '--on', on, '--json'])
    expect(failures(stdout)).toEqual([{ err_no: 10000, on: name, times: 1 }])
  })

  test('a name of two systems is the call of the one that has the code', async () => {
    const here = place()
    await run('simulate fail 28001007 --on merchant_withdraw', { here })
    const argv = 'withdraw --merchant-uid 70000000000000000001 --channel-type wx --amount 1 --env local --retries 0'
    expect((await run(argv, { here })).stderr).not.toContain('injected')
    expect(failures((await run('simulate fail --json', { here })).stdout)).toHaveLength(1)
    expect((await run(`trade ${argv}`, { here })).stdout).toContain('28001007')
  })

  test('a code of 通用交易系统 is for its calls alone, also those of trade system 2.0', async () => {
    const here = place()
    await run('simulate fail 23117 --on settle_create', { here })
    const settled = await run('trade settle order_1 --env local', { here })
    expect(JSON.parse(settled.stdout)).toMatchObject({ err_no: 23117 })
    await run('simulate fail 12001', { here })
    expect((await run(CREATE, { here })).exit).toBe(0)
    const asked = JSON.parse((await run('trade v2 query order_1 --env local --retries 0', { here })).stdout)
    expect(asked).toMatchObject({ data: { error_code: 12001 }, extra: { error_code: 2191000 } })
    expect(await run('simulate fail 1000 --on settle_create', { here })).toMatchObject({ codes: ['unknown-code'] })
  })

  test('--times 0 stays until --clear; without an err_no all are listed', async () => {
    const here = place()
    await run('simulate fail 2000 --times 0', { here })
    await run('simulate fail 1000', { here })
    const listed = await run('simulate fail --json', { here })
    expect(failures(listed.stdout)).toEqual([
      { err_no: 2000, on: null, times: null },
      { err_no: 1000, on: null, times: 1 }
    ])
    expect((await run('simulate fail', { here })).stdout).toMatch(/^2000 +any +until --clear$/m)
    expect(failures((await run('simulate fail --clear --json', { here })).stdout)).toEqual([])
    const { stdout, stderr } = await run('simulate fail', { here })
    expect([stdout, stderr]).toEqual(['', expect.stringContaining('answered normally')])
  })

  test.each([
    ['2009', ['unknown-code'], /`2008`|«2008»|2008/],
    ['0', ['unknown-code'], /explain --list/],
    ['501', ['unknown-code'], /explain --list/],
    ['1000 --on creat_order', ['unknown-call'], /create_order/],
    ['9 --on nothing-like-it-at-all', ['unknown-code', 'unknown-call'], /ecpay --help/],
    ['1000 --times -1', ['invalid-option-value'], /--times/],
    ['1000 --clear', ['conflicting-options'], /--clear/]
  ])('%s: %j', async (argv, codes, said) => {
    const ran = await run(`simulate fail ${argv}`)
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, codes, ''])
    expect(ran.stderr).toMatch(said)
  })
})

describe('--negative-test', () => {
  test('stands in the dry run and in the curl command', async () => {
    const env = { ECPAY_APP_ID: 'tt1', ECPAY_SALT: 'salt_1' }
    const argv = 'create-order --amount 1 --env sandbox --negative-test MA_PAY_BAN'
    const { request } = JSON.parse((await run(`${argv} --dry-run --json`, { env })).stdout)
    expect(request.headers).toEqual({ 'content-type': 'application/json', 'Aweme-Negative-Test': 'MA_PAY_BAN' })
    expect((await run(`${argv} --curl`, { env })).stdout).toContain("-H 'Aweme-Negative-Test: MA_PAY_BAN'")
  })

  test('asks the local gateway, also with any call', async () => {
    const { exit, stdout, stderr } = await run(`${CREATE} --negative-test 2048`)
    expect([exit, JSON.parse(stdout).err_no]).toEqual([1, 2048])
    expect(stderr).toContain('injected;key=Aweme-Negative-Test')
    const call = 'call /api/apps/ecpay/v1/query_order -d out_order_no=no_1 --env local --negative-test MA_PAY_BAN'
    expect(JSON.parse((await run(call)).stdout).err_no).toBe(2010)
  })

  test.each<[argv: string, env: Record<string, string>, code: string]>([
    ['--env production', {}, 'negative-test-in-production'],
    ['--env sandbox', { ECPAY_BASE_URL: 'https://developer.toutiao.com' }, 'negative-test-in-production'],
    ['--env sandbox --negative-test a:b', {}, 'invalid-option-value']
  ])('%s: %s', async (argv, env, code) => {
    const keys = { ECPAY_APP_ID: 'tt1', ECPAY_SALT: 'salt_1' }
    const ran = await run(`create-order --amount 1 --negative-test 1000 --dry-run ${argv}`, {
      env: { ...keys, ...env }
    })
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, [code], ''])
  })
})

test.each(['x', '5-', '9-3', '1234567', '-1'])('simulate serve --latency %s: exit 2', async (latency) => {
  const ran = await run(['simulate', 'serve', '--port', '0', `--latency=${latency}`])
  expect([ran.exit, ran.codes]).toEqual([2, ['invalid-option-value']])
})
