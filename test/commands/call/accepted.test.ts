import { describe, expect, test } from 'vitest'
import { place } from '../../config/place.js'
import { faultServer } from '../../gateway/fault-server.js'
import { run } from '../run.js'

const REFUND = 'refund order_1 --amount 300 --out-refund-no refund_1 --wait'
const KEYS = { ECPAY_APP_ID: 'tt1', ECPAY_SALT: 'salt_1', ECPAY_TOKEN: 'token_1' }
const ACCEPTED = '{"err_no":0,"refund_no":"7"}'
const state = (status: string) => `{"err_no":0,"refundInfo":{"refund_status":"${status}"}}`
const line = (text: string) => `${text}\n`

/** A platform that gives these answers in turn, and the environment that sends calls to it. */
async function platform(...answers: string[]) {
  const paths: string[] = []
  const { url, bodies } = await faultServer((request, response, count) => {
    paths.push(request.url?.split('/').at(-1) ?? '')
    response.end(answers[count - 1])
  })
  return { env: { ...KEYS, ECPAY_BASE_URL: url }, paths, bodies }
}

describe('--wait of a call that is only accepted', () => {
  test('asks for the result, on the local gateway', async () => {
    const here = place()
    await run('create-order --env local --amount 1000 --out-order-no order_1', { here })
    await run('simulate pay order_1', { here })
    const { exit, stdout, stderr } = await run(`${REFUND} --env local`, { here })
    expect([exit, JSON.parse(stdout).refundInfo]).toMatchObject([0, { refund_status: 'SUCCESS', refund_amount: 300 }])
    expect(stderr).toMatch(/^\{"err_no":0,"err_tips":"success","refund_no":"\d{19}"\}$/m)
    expect(stderr).toMatch(/^Accepted; asking query_refund for the result\.$/m)
  })

  test('sends what both calls have: the number, and the ids', async () => {
    const { env, paths, bodies } = await platform(ACCEPTED, state('PROCESSING'), state('SUCCESS'))
    const { exit, stdout } = await run(`${REFUND} --thirdparty-id tp1 --cp-extra x`, { env })
    expect([exit, stdout]).toEqual([0, line(state('SUCCESS'))])
    expect(paths).toEqual(['create_refund', 'query_refund', 'query_refund'])
    const asked = { app_id: 'tt1', out_refund_no: 'refund_1', thirdparty_id: 'tp1' }
    expect(JSON.parse(bodies[1] ?? '')).toEqual({ ...asked, sign: expect.stringMatching(/^[0-9a-f]{32}$/) })
    expect(bodies[2]).toBe(bodies[1])
  })

  test('a result but SUCCESS is exit 1', async () => {
    const { env } = await platform(ACCEPTED, state('FAIL'))
    const { exit, codes, stdout } = await run(REFUND, { env })
    expect([exit, codes, stdout]).toEqual([1, ['not-succeeded'], line(state('FAIL'))])
  })

  test('what is refused has no result to ask for', async () => {
    const refusal = '{"err_no":2010,"err_tips":"no"}'
    const { env, paths } = await platform(refusal)
    const { exit, codes, stdout } = await run(REFUND, { env })
    expect([exit, codes, stdout, paths]).toEqual([1, ['gateway-refused'], line(refusal), ['create_refund']])
  })

  test('no result in time: exit 3, with the last answer', async () => {
    const { env } = await platform(ACCEPTED, state('PROCESSING'))
    const { exit, codes, stdout } = await run(`${REFUND} --wait-timeout 0`, { env })
    expect([exit, codes, stdout]).toEqual([3, ['wait-timeout'], line(state('PROCESSING'))])
  })

  test('no result in time, where the time of day stands still, as when it was set back', async () => {
    const { env } = await platform(ACCEPTED, ...Array.from({ length: 9 }, () => state('PROCESSING')))
    const { exit, codes } = await run(`${REFUND} --wait-timeout 1`, { env, now: Date.now() })
    expect([exit, codes]).toEqual([3, ['wait-timeout']])
  })

  test('--json: the last exchange, with the one that was accepted', async () => {
    const { env } = await platform(ACCEPTED, state('SUCCESS'))
    const { stdout } = await run(`${REFUND} --json`, { env })
    const shape = { env: 'sandbox', request: { method: 'POST' }, attempts: 1, duration_ms: expect.any(Number) }
    expect(JSON.parse(stdout)).toMatchObject({
      ...shape,
      response: { raw: state('SUCCESS') },
      accepted: { ...shape, response: { raw: ACCEPTED } }
    })
  })

  test('interrupted while it asks: --json still has what was accepted', async () => {
    const stop = new AbortController()
    const { url } = await faultServer((_, response, count) => {
      if (count === 1) response.end(ACCEPTED)
      else stop.abort('interrupt')
    })
    const env = { ...KEYS, ECPAY_BASE_URL: url }
    const { exit, stdout } = await run(`${REFUND} --json`, { env, signal: stop.signal })
    expect(exit).toBe(130)
    expect(JSON.parse(stdout)).toMatchObject({ response: null, accepted: { response: { raw: ACCEPTED } } })
  })

  test('without it, and in a dry run, nothing is asked', async () => {
    const { env, paths } = await platform(ACCEPTED, ACCEPTED)
    expect((await run(REFUND.replace(' --wait', ''), { env })).stdout).toBe(line(ACCEPTED))
    expect((await run(REFUND.replace(' --wait', ''), { env, terminal: true })).stderr).toContain(
      '\nAccepted, but not done yet: `ecpay query-refund` asks for the result, as --wait\ndoes.\n'
    )
    expect((await run(`${REFUND} --dry-run`, { env })).exit).toBe(0)
    expect(paths).toEqual(['create_refund', 'create_refund'])
  })
})
