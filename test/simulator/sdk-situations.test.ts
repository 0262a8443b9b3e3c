import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../../src/simulator/gateway-server.js'
import { DEMO } from '../e2e/platform.js'
import { freshDirectory, START } from './support.js'

/*
 * What public SDKs send, and what their parsers read, over real HTTP: each a kind of client that met the local
 * gateway, with a signer of its own. Nothing here is signed by this project's code.
 */

const V1 = '/api/apps/ecpay/v1'
const SAAS = '/api/apps/ecpay/saas'
const SELLER = '70000000000000000001'
const DAY = '20220727'

const open: Gateway[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()))
})

async function start(strict = false): Promise<Gateway> {
  const gateway = await startGateway({ stateDir: freshDirectory(), now: () => START, strict })
  open.push(gateway)
  return gateway
}

/** The values as a client has them, the SALT among them, in the order of their UTF-8 bytes unless told otherwise. */
function md5(
  values: readonly string[],
  compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
) {
  return createHash('md5')
    .update([...values, DEMO.salt].sort(compare).join('&'))
    .digest('hex')
}

interface Answer {
  status: number | undefined
  reason: string
  warning: string
  text: string
  json: Record<string, unknown> & { err_no?: number; err_code?: number; err_tips?: string }
}

interface Sent {
  method?: string
  type?: string
  headers?: Record<string, string>
  /** In chunks, without its length. */
  chunks?: readonly (string | Uint8Array)[]
}

/** Sends as a client would that is not Node's fetch: with the length in front, or in the chunks it is given in. */
async function send({ url }: Gateway, path: string, body: string, how: Sent = {}): Promise<Answer> {
  const { method = 'POST', type = 'application/json', chunks, headers } = how
  const length = chunks || method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const sending = request(url + path, {
    method,
    headers: { ...(method === 'POST' && { 'content-type': type }), ...length, ...headers }
  })
  for (const chunk of chunks ?? [body]) if (method === 'POST') sending.write(chunk)
  sending.end()
  const [answer] = await once(sending, 'response')
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part)
  const text = Buffer.concat(parts).toString()
  return {
    status: answer.statusCode,
    reason: answer.headers['x-ecpay-reason'] ?? '',
    warning: answer.headers['x-ecpay-warning'] ?? '',
    text,
    json: text.startsWith('{') ? JSON.parse(text) : {}
  }
}

const ORDER = ['no_1', '1999', '抖音商品', '详情', '900']
const ORDER_MEMBERS = '"out_order_no":"no_1","total_amount":1999,"subject":"抖音商品","body":"详情","valid_time":900'
const order = (sign: string, more = '') => `{"app_id":"${DEMO.app_id}",${ORDER_MEMBERS}${more},"sign":"${sign}"}`
const signed = (members: Record<string, string | number>, values = Object.values(members).map(String)) =>
  JSON.stringify({ app_id: DEMO.app_id, ...members, sign: md5(values.filter((value) => value !== '')) })

async function paidOrder(gateway: Gateway): Promise<void> {
  expect((await send(gateway, `${V1}/create_order`, order(md5(ORDER)))).json.err_no).toBe(0)
  const { payStored } = await import('../../src/simulator/life-cycle/pay-order.js')
  payStored(gateway.store, 'no_1', 'wx', START)
}

describe('bodies whose length the client does not know', () => {
  const body = order(md5(ORDER))
  const bytes = Buffer.from(body)

  test.each<[who: string, chunks: readonly (string | Uint8Array)[]]>([
    ['a Go client with an io.Reader', [body]],
    ['a Java client with an InputStream, a byte a chunk', [...bytes].map((byte) => Buffer.from([byte]))],
    ['a .NET client whose content has no length', [bytes.subarray(0, 61), bytes.subarray(61)]]
  ])('%s creates an order', async (_, chunks) => {
    const { json } = await send(await start(), `${V1}/create_order`, '', { chunks })
    expect(json).toMatchObject({ err_no: 0, err_tips: 'success' })
  })

  test('curl with Expect: 100-continue creates an order', async () => {
    const sent = { headers: { expect: '100-continue' } }
    expect((await send(await start(), `${V1}/create_order`, body, sent)).json.err_no).toBe(0)
  })

  test('a client of HTTP/1.0 creates an order', async () => {
    const { port } = await start()
    const socket = connect(port, '127.0.0.1')
    const head = `POST ${V1}/create_order HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: ${bytes.length}`
    socket.write(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]))
    const parts: Buffer[] = []
    for await (const part of socket) parts.push(part)
    expect(Buffer.concat(parts).toString()).toContain('"err_no":0')
  })

  test('an upload in chunks, with the boundary between two of them', async () => {
    const part = (name: string, value: string) =>
      `--b0undary\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const file = '--b0undary\r\nContent-Disposition: form-data; name="image_content"; filename="a.png"\r\n\r\nPNG\r\n'
    const texts = part('app_id', DEMO.app_id) + part('access_token', DEMO.access_token) + part('image_type', 'png')
    const form = `${texts}${file}--b0undary--\r\n`
    const chunks = [form.slice(0, 7), form.slice(7, 90), form.slice(90)]
    const type = 'multipart/form-data; boundary=b0undary'
    const { json } = await send(await start(), `${SAAS}/image_upload`, '', { type, chunks })
    expect(json).toMatchObject({ err_no: 0, image_id: expect.stringMatching(/^[0-9a-f]{32}$/) })
  })

  test.each([
    [`${V1}/create_order`, 413],
    ['/oauth/client_token/', 413],
    ['/no/such/path', 404]
  ])('%s does not read on behind the limit', async (path, status) => {
    const chunks = Array.from({ length: 20 }, () => 'x'.repeat(64 * 1024))
    expect((await send(await start(), path, '', { chunks })).status).toBe(status)
  })
})

describe('what SDKs sign otherwise', () => {
  /** What came of it, and of the same with --strict. */
  async function twice(path: string, body: string) {
    const [lenient, strict] = [await send(await start(), path, body), await send(await start(true), path, body)]
    return { lenient, strict }
  }
  const fees = (inner: string) => `,"expand_order_info":${inner}`

  const utf16 = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  test.each<[who: string, values: string[], more: string, warning: string]>([
    [
      'HeartGarlic, as the Go demo: a map',
      [...ORDER, 'map[actual_delivery_fee:10 original_delivery_fee:15]'],
      fees('{"original_delivery_fee":15,"actual_delivery_fee":10}'),
      'nested-as-go'
    ],
    [
      'the old appendix: the text as it stands',
      [...ORDER, '{"original_delivery_fee": 15}'],
      fees('{"original_delivery_fee": 15}'),
      'nested-as-sent;key=expand_order_info'
    ],
    ['null, as the Go demo', [...ORDER, '<nil>'], ',"cp_extra":null', 'nulls-as-go'],
    ['null, left out', ORDER, ',"cp_extra":null', 'nulls-left-out;key=cp_extra']
  ])('%s creates an order, with a warning', async (_, values, more, warning) => {
    const { lenient, strict } = await twice(`${V1}/create_order`, order(md5(values), more))
    expect([lenient.json.err_no, lenient.warning, lenient.reason]).toEqual([0, warning, ''])
    expect([strict.json.err_no, strict.reason]).toEqual([2008, warning])
  })

  test('the Java demo: values in the order of UTF-16', async () => {
    const members = { out_order_no: 'no_1', total_amount: 1, subject: '\u{1f600}', body: '\uff21', valid_time: 900 }
    const sign = md5(Object.values(members).map(String), utf16)
    expect(sign).not.toBe(md5(Object.values(members).map(String)))
    const body = JSON.stringify({ app_id: DEMO.app_id, ...members, sign })
    const { lenient, strict } = await twice(`${V1}/create_order`, body)
    expect([lenient.json.err_no, lenient.warning]).toEqual([0, 'sorted-by-utf16'])
    expect([strict.json.err_no, strict.reason]).toEqual([2008, 'sorted-by-utf16'])
  })

  test('a disputed request is the same one when it comes again, and another one with another value', async () => {
    const gateway = await start()
    const ask = async (fee: number) => {
      const body = order(md5([...ORDER, `map[actual_delivery_fee:${fee}]`]), fees(`{"actual_delivery_fee":${fee}}`))
      return (await send(gateway, `${V1}/create_order`, body)).json
    }
    const first = await ask(10)
    expect(await ask(10)).toEqual(first)
    expect(await ask(11)).toMatchObject({ err_no: 2010 })
  })

  test('a settlement whose receivers are a list, as the appendix signs it, reaches them', async () => {
    const gateway = await start()
    await paidOrder(gateway)
    const receivers = '[{"merchant_uid":"70000000000000000002","amount":100}]'
    const sign = md5(['no_1', 's1', 'd', receivers])
    const body = `{"app_id":"${DEMO.app_id}","out_order_no":"no_1","out_settle_no":"s1","settle_desc":"d","settle_params":${receivers},"sign":"${sign}"}`
    expect((await send(gateway, `${V1}/settle`, body)).json.err_no).toBe(0)
    expect(gateway.store.list('settle')).toMatchObject([{ receivers: [{ amount: 100 }] }])
  })

  test('yansongda/pay and NestJS: a map in insertion order is named by its member', async () => {
    const map = 'map[original_delivery_fee:15 actual_delivery_fee:10]'
    const body = order(md5([...ORDER, map]), fees('{"original_delivery_fee":15,"actual_delivery_fee":10}'))
    const { json, reason } = await send(await start(), `${V1}/create_order`, body)
    expect([json.err_no, reason]).toEqual([2008, expect.stringMatching(/^nested-value;key=expand_order_info/)])
  })

  test('houseme: a pointer to a struct is named', async () => {
    const body = order(md5([...ORDER, '&{15 10}']), fees('{"original_delivery_fee":15,"actual_delivery_fee":10}'))
    const { json, reason } = await send(await start(), `${V1}/create_order`, body)
    expect([json.err_no, reason]).toEqual([2008, 'nested-value;key=expand_order_info, nested-as-go-struct'])
  })

  test('kid: nested, and a member left out: both are named', async () => {
    const [, ...others] = ORDER
    const fee = '{"original_delivery_fee":15}'
    const { json, reason } = await send(await start(), `${V1}/create_order`, order(md5([...others, fee]), fees(fee)))
    expect(json.err_no).toBe(2008)
    expect(reason).toBe('nested-value;key=expand_order_info, left-out;key=out_order_no')
  })

  test('role of app_add_sub_merchant: not signed, says its page; signed, say all others', async () => {
    const path = `${SAAS}/app_add_sub_merchant`
    const body = (sign: string) =>
      JSON.stringify({ app_id: DEMO.app_id, sub_merchant_id: 'p1', url_type: 1, role: 2, sign })
    const page = await twice(path, body(md5(['p1', '1'])))
    expect([page.lenient.json.err_no, page.lenient.warning, page.strict.json.err_no]).toEqual([0, '', 0])
    const rule = await twice(path, body(md5(['p1', '1', '2'])))
    expect([rule.lenient.json.err_no, rule.lenient.warning]).toEqual([0, 'excluded-key-signed;key=role'])
    expect([rule.strict.json.err_no, rule.strict.reason]).toEqual([2008, 'excluded-key-signed;key=role'])
  })
})

describe('members that sources write in several ways', () => {
  test.each([
    ['{"merchant_uid":"SELLER","channel_type":"wx"}', '/query_merchant_balance'],
    ['{"out_order_id":"w1","merchant_uid":"SELLER","channel_type":"wx"}', '/query_withdraw_order']
  ])('fudiwei: app_id "" beside thirdparty_id in %s', async (members, path) => {
    const body = JSON.parse(members.replace('SELLER', SELLER)) as Record<string, string>
    const sign = md5(Object.values(body))
    const sent = JSON.stringify({ app_id: '', thirdparty_id: 'tt_provider', ...body, sign })
    const { json, reason } = await send(await start(), SAAS + path, sent)
    expect([json.err_no, reason]).not.toEqual([2042, expect.anything()])
    expect(reason).not.toContain('app-id')
  })

  test('app_id "" without a provider is no app_id', async () => {
    const body = JSON.stringify({ app_id: '', out_order_no: 'no_1', sign: md5(['no_1']) })
    expect((await send(await start(), `${V1}/query_order`, body)).json.err_no).toBe(2042)
  })

  test('Gson and Jackson: empty text in every member that may be left out', async () => {
    const empty =
      ',"notify_url":"","cp_extra":"","msg_page":"","store_uid":"","limit_pay_way":"","thirdparty_id":"","expand_order_info":""'
    expect((await send(await start(), `${V1}/create_order`, order(md5(ORDER), empty))).json.err_no).toBe(0)
  })

  test('fudiwei: query_merchant_status has no token', async () => {
    const body = { app_id: DEMO.app_id, thirdparty_id: '', sub_merchant_id: 'p1', merchant_id: SELLER }
    const sent = JSON.stringify({ ...body, sign: md5(['p1', SELLER]) })
    expect((await send(await start(), `${SAAS}/query_merchant_status`, sent)).json.err_no).toBe(0)
  })

  test('get_app_merchant has no token either, and knows the page of withdrawals', async () => {
    const body = { thirdparty_id: 'tt_provider', app_id: DEMO.app_id, url_type: 3 }
    const { json } = await send(
      await start(),
      `${SAAS}/get_app_merchant`,
      JSON.stringify({ ...body, sign: md5(['3']) })
    )
    expect(json).toMatchObject({ err_no: 0, url: expect.stringContaining('http') })
  })

  test.each([
    ['true', 0, ''],
    ['false', 2010, 'missing-field;key=settle_params'],
    ['yes', 2010, 'not-one-of;key=finish']
  ])('finish is the text %s', async (finish, err_no, reason) => {
    const gateway = await start()
    await paidOrder(gateway)
    const members = { out_order_no: 'no_1', out_settle_no: 's1', settle_desc: 'd', finish }
    expect(await send(gateway, `${V1}/settle`, signed(members))).toMatchObject({ json: { err_no }, reason })
  })

  test('finish as a boolean is refused: the official table has a string', async () => {
    const gateway = await start()
    await paidOrder(gateway)
    const members = { app_id: DEMO.app_id, out_order_no: 'no_1', out_settle_no: 's1', settle_desc: 'd', finish: true }
    const sign = md5(['no_1', 's1', 'd', 'true'])
    const { reason } = await send(gateway, `${V1}/settle`, JSON.stringify({ ...members, sign }))
    expect(reason).toBe('wrong-field-type;key=finish')
  })
})

describe('order push and its token', () => {
  const push = (token: string, update_time: number, order_type = 0) =>
    JSON.stringify({
      access_token: token,
      app_name: 'douyin',
      open_id: 'open_1',
      order_type,
      order_status: 1,
      update_time,
      order_detail: JSON.stringify({
        order_id: 'no_1',
        create_time: START,
        status: '已支付',
        amount: 1,
        total_price: 1999,
        detail_url: 'pages/o',
        item_list: [{ item_code: 'c', img: 'https://x.example/i.png', title: 't', price: 1999 }]
      })
    })
  const PATH = '/api/apps/order/v2/push'

  test.each([
    ['Caiqm and houseme: seconds', START / 1000, 0],
    ['HeartGarlic and RsCode: milliseconds', START, 0],
    ['order_type 200', START, 200],
    ['order_type 140', START, 140]
  ])('%s', async (_, time, type) => {
    const gateway = await start()
    await paidOrder(gateway)
    expect((await send(gateway, PATH, push(DEMO.access_token, time, type))).json).toMatchObject({ err_code: 0 })
  })

  test('houseme: the token is fetched, then used', async () => {
    const gateway = await start()
    await paidOrder(gateway)
    const ask = { appid: DEMO.app_id, secret: DEMO.app_secret, grant_type: 'client_credential' }
    const { json } = await send(gateway, '/api/apps/v2/token', JSON.stringify(ask))
    expect(json).toMatchObject({ err_no: 0, err_tips: 'success', data: { expires_in: 7200 } })
    const { access_token } = json.data as { access_token: string }
    expect((await send(gateway, PATH, push(access_token, START))).json.err_code).toBe(0)
  })

  test.each([
    [{ appid: 'other' }, 40015],
    [{ secret: 'other' }, 40017],
    [{ grant_type: 'password' }, 40020]
  ])('a token is not given for %j', async (change, err_no) => {
    const ask = { appid: DEMO.app_id, secret: DEMO.app_secret, grant_type: 'client_credential', ...change }
    expect((await send(await start(), '/api/apps/v2/token', JSON.stringify(ask))).json.err_no).toBe(err_no)
  })

  const asked = { client_key: DEMO.app_id, client_secret: DEMO.app_secret, grant_type: 'client_credential' }
  test.each<[string, string, string, string]>([
    ['JSON', '/oauth/client_token/', 'application/json', JSON.stringify(asked)],
    ['a form', '/oauth/client_token/', 'application/x-www-form-urlencoded', `${new URLSearchParams(asked)}`],
    ['the query', `/oauth/client_token/?${new URLSearchParams(asked)}`, 'application/json', '{}']
  ])('client_token by %s, which order push does not take', async (_, path, type, body) => {
    const gateway = await start()
    const { json } = await send(gateway, path, body, { type })
    expect(json).toMatchObject({ message: 'success', data: { error_code: 0, description: '', expires_in: 7200 } })
    const { access_token } = json.data as { access_token: string }
    expect(await send(gateway, PATH, push(access_token, START))).toMatchObject({
      json: { err_code: 40004 },
      reason: 'client-token-given;key=access_token'
    })
  })

  test.each([
    [{ client_secret: '' }, 10002],
    [{ client_key: 'other' }, 10003],
    [{ client_secret: 'other' }, 10013]
  ])('no client_token for %j', async (change, error_code) => {
    const body = JSON.stringify({ ...asked, ...change })
    const { json } = await send(await start(), '/oauth/client_token/', body)
    expect(json).toMatchObject({ message: 'error', data: { error_code, description: expect.any(String) } })
  })
})

describe('what parsers read', () => {
  const ZERO_SETTLE = {
    settle_no: '',
    settle_amount: 0,
    settle_status: '',
    settle_detail: '',
    settled_at: 0,
    rake: 0,
    commission: 0,
    cp_extra: '',
    msg: ''
  }
  test.each<[call: string, members: Record<string, string>, json: object]>([
    ['v1/query_order', { out_order_no: 'nope' }, { err_no: 2000, payment_info: null }],
    ['v1/query_settle', { out_settle_no: 'nope' }, { err_no: 2000, settle_info: ZERO_SETTLE }],
    ['v1/query_platform_order', { out_order_no: 'nope' }, { err_no: 2000, platform_order: null }],
    [
      'saas/query_withdraw_order',
      { out_order_id: 'nope', merchant_uid: SELLER, channel_type: 'wx' },
      { err_no: 2000, status: '' }
    ],
    [
      'v1/create_return',
      { out_settle_no: 'nope', out_return_no: 'r', merchant_uid: '7', return_amount: '1', return_desc: 'd' },
      { err_no: 2010 }
    ]
  ])('%s of a number that there is none of', async (call, members, json) => {
    const answer = await send(await start(), `/api/apps/ecpay/${call}`, signed(members))
    expect(answer.json).toMatchObject(json)
    if (answer.json.err_no === 2000) expect(answer.json.err_tips).toBe('单号记录不存在')
  })

  test('query_refund: refundInfo.refund_status can be read of a refund that there is none of', async () => {
    const { json } = await send(await start(), `${V1}/query_refund`, signed({ out_refund_no: 'nope' }))
    const refundInfo = { refund_no: '', refund_amount: 0, refund_status: '', refunded_at: 0, is_all_settled: true }
    expect(json).toMatchObject({ err_no: 3101, err_tips: '退款记录不存在', refundInfo })
  })

  /** A parser as people write it: by the names of the columns, amounts as decimal yuan. */
  function parse(csv: string): Record<string, string>[] {
    const [heads = [], ...rows] = csv
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','))
    return rows.map((row) => Object.fromEntries(heads.map((head, i) => [head, row[i] ?? ''])))
  }
  const bill = (path: string, members: Record<string, string>) => {
    const query = new URLSearchParams({ app_id: DEMO.app_id, ...members, sign: md5(Object.values(members)) })
    return `${path}?${query}`
  }

  test.each([DAY, DAY.slice(0, 6)])('the bill of %s is read by its columns, in yuan', async (bill_date) => {
    const gateway = await start()
    await paidOrder(gateway)
    const path = bill('/api/apps/bills', { merchant_id: SELLER, bill_date, bill_type: 'payment' })
    const { text } = await send(gateway, path, '', { method: 'GET' })
    expect(text.startsWith('序号,')).toBe(true)
    expect(parse(text)).toMatchObject([
      { 序号: '1', 订单号: 'no_1', 商户号: SELLER, 支付方式: '微信', 订单金额: '19.99' }
    ])
  })

  test('the fund bill', async () => {
    const gateway = await start()
    await paidOrder(gateway)
    const types = { account_type: 'WX', payment_type: 'INCOME', trade_type: 'DEAL' }
    const path = bill('/api/apps/fund/bills', { merchant_id: SELLER, bill_date: DAY, ...types })
    const [row] = parse((await send(gateway, path, '', { method: 'GET' })).text)
    expect(row).toMatchObject({ 关联订单号: 'no_1', 账户类型: '微信', 收支金额: '+19.99', 账户金额: '19.99' })
  })

  test.each([
    [{ bill_type: 'XYZ' }, 'not-one-of;key=bill_type'],
    [{ bill_type: 'ALL' }, 'not-one-of;key=bill_type'],
    [{ bill_date: '202213' }, 'not-a-date;key=bill_date'],
    [{ bill_type: 'annual_rebate' }, 'no-bill;key=bill_date']
  ])('no bill for %j', async (change, reason) => {
    const members = { merchant_id: SELLER, bill_date: DAY, bill_type: 'payment', ...change }
    const answer = await send(await start(), bill('/api/apps/bills', members), '', { method: 'GET' })
    expect([answer.json.err_no, answer.reason]).toEqual([2010, reason])
  })

  test('a path with the prefix of another call names the right one', async () => {
    const { status, reason } = await send(await start(), `${V1}/query_merchant_balance`, '{}')
    expect([status, reason]).toEqual([404, `unknown-path;near=${SAAS}/query_merchant_balance`])
  })
})
