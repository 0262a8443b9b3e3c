import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { type Place, place } from '../../config/place.js'
import { faultServer } from '../../gateway/fault-server.js'
import { run } from '../run.js'
import { APP_ID, APP_SECRET, tokenNumber } from './token-server.js'

const TOKEN_PATH = '/oauth/client_token/'
const OWN = 'clt.hippoTokenOfTheTests0123456789'
const QUERY = 'trade query order_1'

/** A platform that gives tokens, and answers every call with `answer`. */
async function platform(answer = '{"err_no":0,"err_msg":"","log_id":"L1","data":{}}') {
  const tokens: string[] = []
  let given = 0
  const { url } = await faultServer((request, response) => {
    if (request.url !== TOKEN_PATH) {
      tokens.push(`${request.headers['access-token']}`)
      return void response.end(answer)
    }
    given++
    const data = { access_token: tokenNumber(given), description: '', error_code: 0, expires_in: 7200 }
    response.end(JSON.stringify({ data, message: 'success' }))
  })
  const env = { ECPAY_APP_ID: APP_ID, ECPAY_APP_SECRET: APP_SECRET, ECPAY_BASE_URL: url }
  return { url, env, tokens, given: () => given }
}

const fileIn = (here: Place) => here.path('../state/client-tokens.json')

describe('the access token of a call', () => {
  test('is fetched once, kept, and sent with every call from then on', async () => {
    const { env, tokens, given } = await platform()
    const here = place()
    for (const line of [QUERY, 'trade tags', 'trade query-refund refund_1'])
      expect(await run(line, { here, env })).toMatchObject({ exit: 0, codes: [] })
    expect([given(), tokens]).toEqual([1, Array(3).fill(tokenNumber(1))])
  })

  test('is the one that is given, by variable or by file, and then none is fetched', async () => {
    const { env, tokens, given } = await platform()
    const here = place({ token: `${OWN}\n` })
    await run(QUERY, { here, env: { ...env, ECPAY_ACCESS_TOKEN: OWN } })
    await run(`${QUERY} --access-token-file token`, { here, env })
    expect([given(), tokens]).toEqual([0, [OWN, OWN]])
  })

  test.each([
    ['a line break', 'clt.hippo\nX: y'],
    ['a character of Chinese', 'clt.hippo令牌'],
    ['a control character', 'clt.hippo\u0001x']
  ])('with %s in it is never sent, nor is it shown', async (_, token) => {
    const { env, tokens } = await platform()
    const ran = await run(QUERY, { env: { ...env, ECPAY_ACCESS_TOKEN: token } })
    expect([ran.exit, ran.codes, tokens]).toEqual([2, ['unsendable-header'], []])
    expect(ran.stdout + ran.stderr).not.toMatch(/hippo|令|U\+/)
  })

  test('of an accepted call is also that of the call for its result', async () => {
    const { env, tokens, given } = await platform(
      '{"err_no":0,"data":{"refund_id":"1","refund_list":[{"refund_status":"SUCCESS"}]}}'
    )
    const line = `trade refund motb1 --all --amount 1 --page {"path":"pages/a"} --wait`
    expect(await run(line.split(' '), { env })).toMatchObject({ exit: 0 })
    expect([given(), tokens]).toEqual([1, [tokenNumber(1), tokenNumber(1)]])
  })

  test.each(['--dry-run', '--curl', '--dry-run --json', '--curl --json', '--dry-run --verbose'])(
    'is neither fetched nor shown with %s',
    async (options) => {
      const { env, given } = await platform()
      const here = place()
      await run(QUERY, { here, env })
      for (const token of ['', OWN]) {
        const ran = await run(`${QUERY} ${options}`, { here, env: { ...env, ECPAY_ACCESS_TOKEN: token } })
        expect([ran.exit, ran.both]).toEqual([0, expect.not.stringMatching(/giraffe|hippo|zebra/i)])
      }
      expect(given()).toBe(1)
    }
  )

  test('is needed for no --dry-run', async () => {
    const ran = await run(`${QUERY} --env production --dry-run --json`)
    expect([ran.exit, JSON.parse(ran.stdout).request.headers['access-token']]).toEqual([0, '<ACCESS_TOKEN>'])
  })

  test.each([
    [{}, ['missing-app-id', 'missing-access-token']],
    [{ ECPAY_APP_ID: APP_ID }, ['missing-access-token']],
    [{ ECPAY_APP_ID: APP_ID, ECPAY_APP_SECRET: APP_SECRET }, ['token-needs-confirmation']]
  ])('without one, in production, with %j: %j', async (env, codes) => {
    const ran = await run(`${QUERY} --env production`, { env })
    expect([ran.exit, ran.stdout, ran.codes]).toEqual([2, '', codes])
    expect(ran.stderr).toContain('ecpay trade token')
  })

  test('on local nothing needs to be configured, and nothing is kept', async () => {
    const here = place()
    const ran = await run(`${QUERY} --json`, { here })
    expect(JSON.parse(ran.stdout)).toMatchObject({
      env: 'local',
      request: { headers: { 'access-token': '<ACCESS_TOKEN>' } }
    })
    expect(ran.both).not.toContain(DEMO_KEYS.client_token)
    expect(() => readFileSync(fileIn(here))).toThrow('ENOENT')
  })

  test('that is refused is answered with what to do, by where it is from', async () => {
    const { env } = await platform('{"err_no":28001003,"err_msg":"access_token无效","log_id":"L1"}')
    const here = place()
    const said = async (token: string) => {
      const ran = await run(QUERY, { here, env: { ...env, ECPAY_ACCESS_TOKEN: token } })
      expect([ran.exit, ran.codes]).toEqual([1, ['gateway-refused']])
      return ran.stderr
    }
    expect(await said('')).toContain('fetched just now')
    expect(await said('')).toContain('`ecpay trade token refresh`')
    expect(await said(OWN)).toContain('ECPAY_ACCESS_TOKEN')
  })
})

test('the sandbox is said to have no address in any page', async () => {
  const env = { ECPAY_APP_ID: APP_ID, ECPAY_ACCESS_TOKEN: OWN, HTTPS_PROXY: 'http://127.0.0.1:1' }
  const ran = await run(`${QUERY} --env sandbox --retries 0`, { env })
  expect([ran.exit, ran.codes[0]]).toEqual([3, 'not-in-sandbox'])
})
