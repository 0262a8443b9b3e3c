import { sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { KEYS, REQUESTS, VECTORS } from '../../trade/vectors.js'
import { run } from '../run.js'

const { app } = VECTORS.keys
const [client, call] = ['request', 'header'].map((kind) => REQUESTS.find((one) => one.kind === kind && one.body !== ''))
if (!client || !call) throw new Error('no vectors')
const ENV = { ECPAY_PRIVATE_KEY: app.private_pkcs8, ECPAY_APP_ID: client.app_id, ECPAY_KEY_VERSION: client.key_version }

interface Made {
  uri?: string
  method?: string
  quote?: string
  /** What is signed in place of the five lines. */
  change?(lines: string): string
}

/** An authorization by the app's own key. */
function authorization(
  body: string,
  { uri = '/requestOrder', method = 'POST', quote = '', change }: Made = {}
): string {
  const lines = [method, uri, '1700000000', 'nonce', body].map((one) => `${one}\n`).join('')
  const signature = sign('sha256', Buffer.from(change?.(lines) ?? lines), KEYS.app).toString('base64')
  const items = { appid: client?.app_id, nonce_str: 'nonce', timestamp: 1700000000, key_version: client?.key_version }
  const written = Object.entries({ ...items, signature }).map(([name, value]) => `${name}=${quote}${value}${quote}`)
  return `SHA256-RSA2048 ${written.join(',')}`
}

const withoutEnd = (lines: string) => lines.slice(0, -1)
const order = (i: number) => client.body.replace(/"outOrderNo":"[^"]*"/, `"outOrderNo":"order_${i}"`)
const forClient = (i: number, made: Made = {}) =>
  JSON.stringify({ data: order(i), byteAuthorization: authorization(order(i), made) })
const URI = '/api/trade_basic/v1/developer/order_query/'
const QUERY = '{"out_order_no":"order_1"}'
const ofCall = (more: object, made: Made = {}) =>
  JSON.stringify({
    body: QUERY,
    uri: URI,
    ...more,
    authorization: authorization(QUERY, { uri: URI, quote: '"', ...made })
  })

const diagnose = (lines: string[], options = '', env: Record<string, string> = ENV) =>
  run(`trade diagnose --ndjson ${options}`, { stdin: `${lines.join('\n')}\n`, env })
const documents = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test('a mistake that many have is named once, with its lines', async () => {
  const wrong = [1, 3, 4].map((i) => forClient(i, { change: withoutEnd }))
  const { exit, stdout, stderr } = await diagnose([...wrong, forClient(2)], '--for php')
  expect(exit).toBe(1)
  expect(documents(stdout).map(({ line, verdict, mistakes, key }) => [line, verdict, mistakes, key])).toEqual([
    ...[1, 2, 3].map((line) => [line, 'explained', ['no-final-newline'], { role: 'own' }]),
    [4, 'right', [], { role: 'own' }]
  ])
  expect(stderr.match(/no-final-newline/g)).toHaveLength(1)
  expect(stderr).toMatch(/\(3 lines:\s+1, 2, 3\)/)
  expect(stderr).toContain('$text = ')
})

test('the right signature is there if the private key is', async () => {
  const { stdout } = await diagnose([forClient(1, { change: withoutEnd })])
  const [{ sign: right, theirs }] = documents(stdout)
  expect([right, theirs]).toEqual(
    [authorization(order(1)), authorization(order(1), { change: withoutEnd })].map((text) =>
      text.replace(/.*signature=/, '')
    )
  )
})

test('one document with --json', async () => {
  const { stdout } = await diagnose([forClient(1, { quote: '"' }), forClient(2)], '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    bodies: [
      { line: 1, verdict: 'explained' },
      { line: 2, verdict: 'right' }
    ],
    mistakes: [{ code: 'quotes-in-byte-authorization', lines: [1] }],
    warnings: []
  })
})

describe('what a line may be', () => {
  const header = authorization(QUERY, { uri: URI, quote: '"' })
  const get = authorization('', { uri: '/api/x?a=1', method: 'GET', quote: '"' })

  test.each<[name: string, line: string, options: string]>([
    ['data for the client', forClient(1), ''],
    ['data with a byte order mark before it', `\ufeff${forClient(1)}`, ''],
    ['data as JSON', `{"data":${order(1)},"byteAuthorization":${JSON.stringify(authorization(order(1)))}}`, ''],
    ['a call', ofCall({}), ''],
    ['a call with its whole address', ofCall({ uri: `https://developer.toutiao.com${URI}` }), ''],
    ['a call whose URI is the same for all', ofCall({ uri: undefined }), `--uri ${URI}`],
    [
      'a call with its headers',
      JSON.stringify({ body: QUERY, uri: URI, headers: { 'Byte-Authorization': header } }),
      ''
    ],
    ...[
      {
        headers: [
          ['Content-Type', 'application/json'],
          ['byte-authorization', header]
        ]
      },
      { headers: [{ name: 'Byte-Authorization', value: header }] },
      { headers: `Content-Type: application/json\r\nByte-Authorization: ${header}` },
      { 'Byte-Authorization': header }
    ].map((more): [string, string, string] => [
      `a call with ${JSON.stringify(more).slice(0, 40)}`,
      JSON.stringify({ body: QUERY, uri: URI, ...more }),
      ''
    ]),
    ['the name of a server', JSON.stringify({ data: order(1), byte_authorization: authorization(order(1)) }), ''],
    ['the answer of a server', `{"err_no":0,"data":${forClient(1)}}`, ''],
    ['a line of a log', `2026-11-28 08:00:00 INFO pay ${forClient(1)}`, ''],
    ['a GET without a body', JSON.stringify({ uri: '/api/x?a=1', method: 'get', authorization: get }), '']
  ])('%s', async (_, line, options) => {
    const ran = await diagnose([line], options)
    expect([ran.exit, documents(ran.stdout)[0].verdict, ran.codes]).toEqual([0, 'right', expect.any(Array)])
  })

  test.each<[name: string, line: string, code: string]>([
    ['no JSON', 'oops', 'line-not-authorized'],
    ['a number', '1', 'line-not-authorized'],
    ['no authorization', '{"data":"{}"}', 'line-not-authorized'],
    ['no body', JSON.stringify({ authorization: authorization('') }), 'line-not-authorized'],
    ['headers without it', '{"body":"{}","headers":{"Content-Type":"application/json"}}', 'line-not-authorized'],
    ['a body as JSON', JSON.stringify({ body: {}, authorization: authorization('{}') }), 'body-not-a-text'],
    ['another authorization', '{"data":"{}","byteAuthorization":"Bearer x"}', 'not-an-authorization']
  ])('%s is an error of the line', async (_, line, code) => {
    const ran = await diagnose([line, forClient(1)])
    const [{ verdict, error }, right] = documents(ran.stdout)
    expect([ran.exit, verdict, error.code, right.verdict]).toEqual([2, null, code, 'right'])
    expect(ran.codes).toContain('lines-not-diagnosed')
  })
})

test.each(['byteAuthorization', 'byte_authorization', 'authorization'])(
  'an authorization that is an object of its items is read, and what the client makes of it is said: %s',
  async (key) => {
    const text = authorization(order(1))
    const items = Object.fromEntries(
      text
        .replace(/^\S+ /, '')
        .split(',')
        .map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)])
    )
    const { exit, stdout } = await diagnose([JSON.stringify({ data: order(1), [key]: items })])
    const [{ verdict, error, theirs }] = documents(stdout)
    expect([exit, verdict, error, theirs]).toEqual([1, 'explained', null, items.signature])
  }
)

test('what the data is refused for is named once for all, whatever its signature is', async () => {
  const line = (i: number) => {
    const data = JSON.stringify({ outOrderNo: `order_${i}` })
    return JSON.stringify({ data, byteAuthorization: authorization(data) })
  }
  const { exit, stdout, stderr } = await diagnose([line(1), line(2)])
  expect(exit).toBe(0)
  expect(documents(stdout).map(({ warnings }) => warnings)).toEqual(Array(2).fill(['missing-field']))
  expect(stderr.match(/missing-field/g)).toHaveLength(1)
  expect(stderr).toMatch(/\(2 lines:\s+1, 2\)/)
})

test.each<[name: string, lines: string[], exit: number, code: string]>([
  ['an empty input', [''], 2, 'empty-body'],
  ['bad lines alone', ['oops'], 2, 'lines-not-diagnosed']
])('%s', async (_, lines, exit, code) => {
  const ran = await diagnose(lines)
  expect([ran.exit, ran.codes]).toEqual([exit, [code]])
})

test.each([['--authorization x'], ['--from-curl command.txt'], ['--har request.har'], ['--depth 3']])(
  '%s has no place beside --ndjson',
  async (option) => {
    const ran = await diagnose([forClient(1)], option)
    expect([ran.exit, ran.codes]).toEqual([2, ['conflicting-options']])
  }
)
