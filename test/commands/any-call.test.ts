import { describe, expect, test } from 'vitest'
import { traceSign } from '../../src/ecpay/sign/request-signature.js'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'
import { place } from '../config/place.js'
import { faultServer } from '../gateway/fault-server.js'
import { run } from './run.js'

const signOf = (members: object, salt: string) => traceSign(JSON.stringify(members), salt).sign
const KEYS = { ECPAY_APP_ID: 'tt1', ECPAY_SALT: 'salt_1' }

describe('call <path>', () => {
  test('a POST is signed with app_id put in, and sent as it was signed', async () => {
    const { url, bodies } = await faultServer((_, response) => void response.end('{"err_no":0,"x":"y"}'))
    const env = { ...KEYS, ECPAY_BASE_URL: url, ECPAY_THIRDPARTY_ID: 'tp1' }
    const ran = await run('call /api/apps/ecpay/v1/brand_new -d out_no=a_1 -d amount:=5', { env })
    expect([ran.exit, ran.stdout, ran.codes]).toEqual([0, '{"err_no":0,"x":"y"}\n', []])
    const members = { out_no: 'a_1', amount: 5, app_id: 'tt1', thirdparty_id: 'tp1' }
    expect(bodies.map((body) => JSON.parse(body))).toEqual([{ ...members, sign: signOf(members, 'salt_1') }])
  })

  test('a GET carries the signed members as its query, and no body', async () => {
    const seen: (string | undefined)[] = []
    const { url, bodies } = await faultServer((request, response) => {
      seen.push(request.method, request.url, request.headers['content-type'])
      response.end('{"err_no":0}')
    })
    const env = { ...KEYS, ECPAY_BASE_URL: url }
    const argv = ['call', '/api/apps/bills', '--get', '-d', 'merchant_id=7', '-d', 'bill_type=a b&c']
    const { exit } = await run(argv, { env })
    const sign = signOf({ merchant_id: '7', bill_type: 'a b&c' }, 'salt_1')
    expect(exit).toBe(0)
    expect(seen).toEqual([
      'GET',
      `/api/apps/bills?merchant_id=7&bill_type=a%20b%26c&app_id=tt1&sign=${sign}`,
      undefined
    ])
    expect(bodies).toEqual([''])
  })

  test.each([
    ['', /^\{"a":"b","app_id":"ttdemo00000000000001","sign":"[0-9a-f]{32}"\}\n$/],
    ['--get', /^http:\/\/127\.0\.0\.1:8787\/api\/x\?a=b&app_id=ttdemo00000000000001&sign=[0-9a-f]{32}\n$/]
  ])('--dry-run %s', async (flag, shown) => {
    const ran = await run(`call /api/x ${flag} -d a=b --env local --dry-run`)
    expect([ran.exit, ran.codes]).toEqual([0, []])
    expect(ran.stdout).toMatch(shown)
  })

  test('--dry-run of a GET on a terminal shows its address once, and no body', async () => {
    const ran = await run('call /api/x --get --env local --dry-run --no-color', { terminal: true })
    expect(ran.stdout).toMatch(/^── Request\nGET http:\/\/127\.0\.0\.1:8787\/api\/x\?app_id=\S+\n$/)
  })

  test('--curl of a GET has no body', async () => {
    const { stdout } = await run('call /api/x --get --env local --curl')
    expect(stdout).toMatch(/^curl -X GET 'http:\/\/127\.0\.0\.1:8787\/api\/x\?app_id=[^']+'\n$/)
  })

  test('--json of a GET', async () => {
    const { stdout } = await run('call /api/x --get --env local --dry-run --json')
    expect(JSON.parse(stdout)).toMatchObject({ request: { method: 'GET', headers: {}, body: '' }, response: null })
  })

  test('a whole body from a file, with -d over it', async () => {
    const here = place({ 'body.json': '{"out_no":"a_1","note":"x"}' })
    const { stdout } = await run('call /api/x --from body.json -d note=y --env local --dry-run', { here })
    const members = { out_no: 'a_1', note: 'y', app_id: DEMO_KEYS.app_id }
    expect(JSON.parse(stdout)).toEqual({ ...members, sign: signOf(members, DEMO_KEYS.salt) })
  })

  test('a path that the tool knows is answered with its units', async () => {
    const here = place()
    await run('create-order --amount 250 --out-order-no no_1 --env local', { here })
    const argv = 'call /api/apps/ecpay/v1/query_order -d out_order_no=no_1 --env local --output pretty'
    expect((await run(argv, { here })).stdout).toContain('"total_fee": 250,  // ¥2.50')
  })

  test.each(['api/apps/x', 'https://example.com/x', '/a?b=c', '/a#b', '/a b', '@example.com/'])(
    'refuses the path %s',
    async (path) => {
      const ran = await run(['call', path, '--env', 'local', '--dry-run'])
      expect([ran.exit, ran.codes]).toEqual([2, ['invalid-option-value']])
    }
  )

  test.each([
    ['/api/apps/ecpay/v1/brand_new', true],
    ['/api/apps/ecpay/v1/create_order', true],
    ['/api/apps/ecpay/v1/query_order', false],
    ['/api/apps/bills --get', false]
  ])('production, %s: asked for a confirmation %s', async (path, asked) => {
    const proxy = { HTTPS_PROXY: 'http://127.0.0.1:1' }
    const ran = await run(`call ${path} --env production --retries 0`, { env: { ...KEYS, ...proxy } })
    expect(ran.codes.includes('confirmation-needed')).toBe(asked)
    expect(ran.exit).toBe(asked ? 2 : 3)
  })
})
