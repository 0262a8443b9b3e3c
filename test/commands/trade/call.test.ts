import { describe, expect, test } from 'vitest'
import { place } from '../../config/place.js'
import { faultServer } from '../../gateway/fault-server.js'
import { run } from '../run.js'

const OWN = 'clt.hippoTokenOfTheTests0123456789'
const QUERY = '/api/trade_basic/v1/developer/order_query/'

describe('trade call <path>', () => {
  test('a body is sent as it is given, with the token in the header, and the answer is judged', async () => {
    const seen: unknown[] = []
    const answers = ['{"err_no":0,"data":{}}', '{"data":{"error_code":13000,"description":"系统错误"}}']
    const { url, bodies } = await faultServer((request, response, count) => {
      seen.push(request.method, request.url, request.headers['access-token'])
      response.end(answers[count - 1])
    })
    const env = { ECPAY_APP_ID: 'tt1', ECPAY_ACCESS_TOKEN: OWN, ECPAY_BASE_URL: url }
    const here = place({ 'body.json': '{"a": "1", "big":12345678901234567890}' })
    const argv = ['trade', 'call', '/api/new/call/', '--from', 'body.json', '-d', 'b:=[2]', '--retries', '0']
    expect(await run(argv, { here, env })).toMatchObject({ exit: 0, codes: [], stdout: `${answers[0]}\n` })
    expect(await run(argv, { here, env })).toMatchObject({ exit: 1, codes: ['gateway-refused'] })
    expect(bodies[0]).toBe('{"a":"1","big":12345678901234567890,"b":[2]}')
    expect(seen.slice(0, 3)).toEqual(['POST', '/api/new/call/', OWN])
  })

  test.each([
    ['/api/x/ -d a=b', '{"a":"b"}\n'],
    ['order_query -d a=b', '{"a":"b"}\n'],
    ['/api/apps/v3/bills/ -d bill_type=x', '{"bill_type":"x","app_id":"ttdemo00000000000001"}\n']
  ])('%s --dry-run: %s', async (line, body) => {
    const ran = await run(`trade call ${line} --env local --dry-run`)
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([0, [], body])
  })

  test.each([
    ['order_query/', ['unknown-path']],
    ['https://example.com/x', ['invalid-option-value']],
    ['/a?b=c', ['invalid-option-value']]
  ])('refuses the path %s: %j', async (path, codes) => {
    expect(await run(['trade', 'call', path, '--env', 'local', '--dry-run'])).toMatchObject({ exit: 2, codes })
  })

  test.each([
    [QUERY.slice(0, -1), 'path-without-slash', QUERY],
    ['/api/trade_auth/v1/developer/query_sign_order', 'path-without-slash', 'query_sign_order/'],
    ['/api/trade_basic/v1/developer/tag_query', 'unknown-path', 'tag_query/'],
    ['/trade_basic/v1/developer/order_query/', 'unknown-path', QUERY]
  ])('%s is sent, with %s and the path %s', async (path, code, meant) => {
    for (const call of ['trade call', 'call']) {
      const ran = await run(`${call} ${path} --env local --dry-run`)
      expect([ran.exit, ran.stdout]).toEqual([0, expect.stringMatching(/^\{.*\}\n$/)])
      // A path that begins as none of the trade system does may belong to another one.
      if (call === 'call' && !path.startsWith('/api/')) continue
      expect(ran.codes).toEqual([code])
      expect(ran.stderr).toContain(meant)
      expect(ran.stdout).not.toContain('"sign"')
    }
  })

  test.each([
    ['/api/new/call/', true],
    ['/api/trade_basic/v1/developer/refund_create/', true],
    [QUERY, false]
  ])('production, %s: asked for a confirmation %s', async (path, asked) => {
    const env = { ECPAY_APP_ID: 'tt1', ECPAY_ACCESS_TOKEN: OWN, HTTPS_PROXY: 'http://127.0.0.1:1' }
    const ran = await run(`trade call ${path} --env production --retries 0`, { env })
    expect([ran.exit, ran.codes.includes('confirmation-needed')]).toEqual([asked ? 2 : 3, asked])
  })

  test('a file is uploaded in a form', async () => {
    const { url, bodies } = await faultServer((_, response) => void response.end('{"err_no":0}'))
    const here = place({ 'a.jpg': 'JPEG' })
    const env = { ECPAY_ACCESS_TOKEN: OWN, ECPAY_BASE_URL: url }
    const ran = await run('trade call /api/new/upload/ --file image_content=a.jpg -d image_type=jpg', { here, env })
    expect(ran).toMatchObject({ exit: 0, codes: [] })
    expect(bodies[0]).toMatch(/name="image_type"[\s\S]*name="image_content"; filename="a.jpg"[\s\S]*JPEG/)
  })
})

test('call <path> sends the path of a trade call with the token, too', async () => {
  const tokens: unknown[] = []
  const { url } = await faultServer((request, response) => {
    tokens.push(request.headers['access-token'])
    response.end('{"err_no":0}')
  })
  const env = { ECPAY_ACCESS_TOKEN: OWN, ECPAY_BASE_URL: url }
  expect(await run(`call ${QUERY} -d out_order_no=a`, { env })).toMatchObject({ exit: 0 })
  expect(tokens).toEqual([OWN])
})
