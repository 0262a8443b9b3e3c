import { describe, expect, test } from 'vitest'
import { formerWay } from '../../../src/protocol/system/former-way.js'
import { DEMO_KEY_PAIRS } from '../../../src/simulator/demo-key-pairs.js'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { ENDPOINTS } from '../../../src/trade/endpoints/endpoints.js'
import { readPrivateKey } from '../../../src/trade/keys/read-key.js'
import { publicHalf } from '../../../src/trade/keys/rsa-numbers.js'
import { readAuthorization, valuesOf } from '../../../src/trade/sign/authorization.js'
import { verifyRequest } from '../../../src/trade/sign/sign-request.js'
import { trade } from '../../../src/trade/system.js'
import { place } from '../../config/place.js'
import { faultServer } from '../../gateway/fault-server.js'
import { testGateway } from '../../simulator/support.js'
import { run } from '../run.js'

const KEYS = {
  ECPAY_APP_ID: 'tt1',
  ECPAY_PRIVATE_KEY: DEMO_KEY_PAIRS.private_key,
  ECPAY_KEY_VERSION: '7',
  ECPAY_ACCESS_TOKEN: 'clt.hippoTokenOfTheTests0123456789'
}
const PUBLIC = publicHalf(readPrivateKey(DEMO_KEY_PAIRS.private_key).keyObject)

interface Shown {
  url: string
  headers: Record<string, string>
  body: string
}

async function dryRun(line: string): Promise<Shown> {
  const ran = await run(`trade v2 ${line} --env production --dry-run --json`, { env: KEYS })
  expect([ran.exit, ran.codes]).toEqual([0, []])
  return JSON.parse(ran.stdout).request
}

/** Whether the header of a request is signed over exactly what is sent. */
function isSigned(path: string, header: string, body: string): boolean {
  const {
    timestamp = '',
    nonce = '',
    signature = ''
  } = valuesOf(readAuthorization(header) ?? { items: [], scheme: '', header: '' })
  return verifyRequest({ method: 'POST', uri: path, timestamp, nonce, body }, signature, PUBLIC)
}

describe('a call of trade system 2.0', () => {
  test('goes to open.douyin.com with a token', async () => {
    const { url, headers } = await dryRun('query order_1')
    expect([url, headers]).toEqual([
      'https://open.douyin.com/api/apps/trade/v2/order/query_order',
      { 'content-type': 'application/json', 'access-token': '<ACCESS_TOKEN>' }
    ])
  })

  test('--generation old: goes to developer.toutiao.com, signed over method, path, time, nonce and body', async () => {
    const { url, headers, body } = await dryRun('query order_1 --generation old')
    expect(url).toBe('https://developer.toutiao.com/api/apps/trade/v2/query_order')
    const header = headers['byte-authorization'] ?? ''
    expect(Object.keys(headers)).toEqual(['content-type', 'byte-authorization'])
    expect(header).toMatch(/^SHA256-RSA2048 appid="tt1",nonce_str="[0-9a-f]{32}",timestamp="\d{10}",key_version="7",/)
    expect(isSigned('/api/apps/trade/v2/query_order', header, body)).toBe(true)
  })

  test('--generation old --wait: each request has a signature of its own, also the one for the result', async () => {
    const seen: [path: string, header: string][] = []
    const states = ['PROCESSING', 'SUCCESS']
    const { url, bodies } = await faultServer((request, response) => {
      seen.push([`${request.url}`, `${request.headers['byte-authorization']}`])
      const refund_list = [{ refund_status: states[seen.length - 2] ?? 'PROCESSING' }]
      response.end(JSON.stringify({ err_no: 0, err_tips: 'success', data: { refund_id: '1', refund_list } }))
    })
    const items = '[{"item_order_id":"oi1"}]'
    const argv = ['trade', 'v2', 'refund', 'order_1', '--items', items, '--page', '{"path":"pages/a"}']
    const env = { ...KEYS, ECPAY_ACCESS_TOKEN: '', ECPAY_BASE_URL: url }
    const ran = await run([...argv, '--generation', 'old', '--wait'], { env })
    expect([ran.exit, ran.codes]).toEqual([0, []])
    expect(seen.map(([path]) => path.split('/').at(-1))).toEqual(['create_refund', 'query_refund', 'query_refund'])
    expect(new Set(seen.map(([, header]) => header)).size).toBe(3)
    expect(seen.map(([path, header], i) => isSigned(path, header, bodies[i] ?? ''))).toEqual([true, true, true])
  })

  test.each([
    ['query order_1', ['missing-app-id', 'missing-access-token']],
    ['query order_1 --generation old', ['missing-app-id', 'missing-private-key', 'missing-key-version']],
    ['query order_1 --generation older', ['invalid-option-value']]
  ])('without keys, %s: %j', async (line, codes) => {
    expect(await run(`trade v2 ${line} --env production`)).toMatchObject({ exit: 2, codes })
  })

  test.each(['new', 'old'])('on local nothing needs to be configured: %s', async (generation) => {
    const ran = await run(`trade v2 query order_1 --generation ${generation} --env local`, { here: place() })
    const { err_no, extra } = JSON.parse(ran.stdout)
    expect([err_no, extra?.sub_error_code]).toEqual(generation === 'old' ? [10000, undefined] : [undefined, 10000])
  })

  test.each([
    ['/api/apps/trade/v2/query_order', 'https://developer.toutiao.com/api/apps/trade/v2/query_order'],
    ['/api/apps/trade/v2/order/query_order', 'https://open.douyin.com/api/apps/trade/v2/order/query_order'],
    ['/api/apps/trade/v2/new_call --generation old', 'https://developer.toutiao.com/api/apps/trade/v2/new_call']
  ])('trade call %s', async (line, url) => {
    const ran = await run(`trade call ${line} -d order_id=a --env production --dry-run --json`, { env: KEYS })
    const { request } = JSON.parse(ran.stdout)
    const header = url.includes('toutiao') ? 'byte-authorization' : 'access-token'
    expect([request.url, Object.keys(request.headers)]).toEqual([url, ['content-type', header]])
  })
})

describe('the local gateway checks Byte-Authorization', () => {
  const body = '{"out_order_no":"order_1"}'
  const found = ENDPOINTS.find(({ name }) => name === 'order/query_order')
  const call = found && formerWay({ system: trade, endpoint: found })
  if (!call) throw new Error('order/query_order')
  const { path } = call.endpoint

  const signed = async (changes: object = {}) => {
    const { Members } = await import('../../../src/protocol/json/members.js')
    const { headers } = await call.system.sign(
      { endpoint: call.endpoint, members: Members.read(body) },
      {
        app_id: DEMO_KEYS.app_id,
        key_version: DEMO_KEY_PAIRS.key_version,
        private_key: DEMO_KEY_PAIRS.private_key,
        ...changes
      },
      { now: () => 1_700_000_000_000, random: (size) => new Uint8Array(size) }
    )
    return headers['byte-authorization'] ?? ''
  }

  test.each<[what: string, header: (right: string) => string, reason: string]>([
    ['right', (right) => right, 'no-such-order'],
    ['none', () => '', 'missing-byte-authorization'],
    ['something else', () => 'Bearer x', 'not-an-authorization'],
    ['without quotes', (right) => right.replaceAll('"', ''), 'no-quotes-in-header'],
    ['of another time', (right) => right.replace('1700000000', '1700000001'), 'signature-differs']
  ])('%s', async (_, header, reason) => {
    const { send } = await testGateway()
    const headers = { 'content-type': 'application/json', 'byte-authorization': header(await signed()) }
    const answer = await send(path, body, { headers })
    expect(answer.reason).toContain(reason)
    expect(answer.json.err_no).toBe(reason === 'no-such-order' ? 10000 : 11004)
  })
})
