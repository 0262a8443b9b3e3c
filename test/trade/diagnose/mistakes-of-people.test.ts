import { createHash, createHmac, createPublicKey, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { surrogateBytes } from '../../../src/protocol/languages/charsets.js'
import { REQUEST_ORDER } from '../../../src/trade/sign/string-to-sign.js'
import { KEYS, REQUESTS as VECTOR_REQUESTS, VECTORS } from '../vectors.js'
import { authorized, diagnosed, nameOf, REQUESTS, type Request, signature } from './plant.js'

const [client, , , , , , call] = REQUESTS as [Request, ...Request[]] & { 6: Request }

interface Five {
  method?: string
  uri?: string
  timestamp?: string
  nonce?: string
  body?: string | Uint8Array
}

/** Signs what code with a mistake would have put together. */
function signed(request: Request, five: Five, end = '\n', feed = '\n'): string {
  const { method, uri, timestamp, nonce, body } = { ...request, ...five }
  const front = [method, uri, timestamp, nonce].map((line) => line + feed).join('')
  return signature(Buffer.concat([Buffer.from(front), Buffer.from(body), Buffer.from(end)]))
}

const phpDefault = (text: string) =>
  JSON.stringify(JSON.parse(text))
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
const gbk = (text: string) => {
  // 双人套餐限周末赠饮红, as GBK has them.
  const table: Record<string, number[]> = { 红: [0xba, 0xec], 双: [0xcb, 0xab], 人: [0xc8, 0xcb], 套: [0xcc, 0xd7] }
  return Buffer.concat([...text].map((one) => (table[one] ? Buffer.from(table[one]) : Buffer.from(one))))
}
const shortClient: Request = { ...client, body: '{"title":"双人套红"}' }

const withEmoji: Request = { ...client, body: '{"title":"开业🎉双人餐"}' }
const fiveLines = ({ method, uri, timestamp, nonce, body }: Request) =>
  `${[method, uri, timestamp, nonce, body].join('\n')}\n`

/** What people got wrong in forums, repositories and libraries, as far as it leaves a trace in what they posted. */
const ROWS: [name: string, codes: string, request: Request, authorization: (request: Request) => string][] = [
  [
    'the header form for the client',
    'quotes-in-byte-authorization',
    client,
    (one) => authorized(one, signed(one, {})).replace(/=([^,]+?)(?=,|$)/g, '="$1"')
  ],
  [
    'a signature that was cut',
    'signature-length;253',
    client,
    (one) => authorized(one, `${signed(one, {}).slice(0, 336)}AA==`)
  ],
  [
    'json_encode with its default flags',
    'body-reserialised;json_encode (PHP)',
    client,
    (one) => authorized(one, signed(one, { body: phpDefault(one.body) }))
  ],
  [
    'a byteAuthorization that cannot be parsed',
    'item-missing;timestamp',
    client,
    (one) => authorized(one, signed(one, {})).replace(/timestamp=\d+,/, '')
  ],
  [
    'spaces stripped before signing',
    'spaces-stripped',
    client,
    (one) => authorized(one, signed(one, { body: one.body.replaceAll(' ', '') }))
  ],
  [
    'json.dumps of a parsed body',
    'body-reserialised;json.dumps (Python)',
    { ...client, body: '{"a":"中","b":1}' },
    (one) => authorized(one, signed(one, { body: '{"a": "\\u4e2d", "b": 1}' }))
  ],
  ['a made-up path', 'other-uri;/notify', client, (one) => authorized(one, signed(one, { uri: '/notify' }))],
  [
    "the platform's key",
    'platform-key',
    client,
    (one) => {
      const text = `POST\n${one.uri}\n${one.timestamp}\n${one.nonce}\n${one.body}\n`
      return authorized(one, signature(text, KEYS.platform))
    }
  ],
  [
    'Chinese that is no UTF-8',
    'gbk-bytes',
    shortClient,
    (one) => authorized(one, signed(one, { body: gbk(one.body) }))
  ],
  ['\\n in single quotes of PHP', 'literal-newline', client, (one) => authorized(one, signed(one, {}, '\\n', '\\n'))],
  [
    'the address that is called',
    'called-path-signed;/api/trade_basic/v1/user/order_create',
    client,
    (one) => authorized(one, signed(one, { uri: '/api/trade_basic/v1/user/order_create' }))
  ],
  [
    'the whole address',
    'host-signed;https://developer.toutiao.com/api/apps/trade/v2/query_order',
    call,
    (one) => authorized(one, signed(one, { uri: `https://developer.toutiao.com${one.uri}` }))
  ],
  [
    'an array where a text is signed',
    'body-printed;"Array" (PHP)',
    client,
    (one) => authorized(one, signed(one, { body: 'Array' }))
  ],
  [
    'an object where a text is signed',
    'body-printed;[object Object] (JavaScript)',
    client,
    (one) => authorized(one, signed(one, { body: '[object Object]' }))
  ],
  [
    'milliseconds in the text',
    'milliseconds-signed',
    client,
    (one) => authorized(one, signed(one, { timestamp: `${one.timestamp}123` }))
  ],
  [
    'milliseconds in both',
    'time-in-milliseconds',
    { ...client, timestamp: '1764230000123' },
    (one) => authorized(one, signed(one, {}))
  ],
  [
    'no key_version',
    'item-missing;key_version',
    call,
    (one) => authorized(one, signed(one, {})).replace(/key_version="\d+",/, '')
  ],
  [
    'nonce_str unquoted among quoted ones',
    'mixed-quotes;nonce_str',
    call,
    (one) => authorized(one, signed(one, {})).replace(/nonce_str="([^"]*)"/, 'nonce_str=$1')
  ],
  [
    'data handed over as an object, which the client writes again',
    'body-reserialised;JSON.stringify (JavaScript)',
    {
      ...client,
      body: '{ "price": 1.00, "url": "https:\\/\\/a.example" }'
    },
    (one) => authorized(one, signed(one, { body: '{"price":1,"url":"https://a.example"}' }))
  ],
  [
    'htmlspecialchars over the body',
    'html-escaped',
    client,
    (one) => {
      const escaped = one.body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      return authorized(one, signed(one, { body: escaped.replaceAll('"', '&quot;').replaceAll("'", '&#039;') }))
    }
  ],
  [
    'HMAC-SHA256 with the app secret',
    'hash-for-signature;SHA-256, HMAC-SHA256',
    client,
    (one) => authorized(one, createHmac('sha256', 'secret').update(one.body).digest('base64'))
  ],
  [
    'the SALT and MD5 of 担保支付',
    'hash-for-signature;MD5',
    client,
    (one) => authorized(one, createHash('md5').update(one.body).digest('hex'))
  ],
  [
    'the header Authorization',
    'other-header;Authorization',
    call,
    (one) => `Authorization: ${authorized(one, signed(one, {}))}`
  ],
  [
    'the prefix ByteAuthorization',
    'other-scheme;ByteAuthorization',
    call,
    (one) => authorized(one, signed(one, {})).replace('SHA256-RSA2048', 'ByteAuthorization')
  ],
  [
    'a form of the callback',
    'callback-form',
    client,
    (one) => authorized(one, signature(`${one.timestamp}\n${one.nonce}\n${one.body}\n`))
  ],
  [
    'the line break of echo behind data',
    'newline-behind-body;\\n',
    client,
    (one) => authorized(one, signed(one, { body: `${one.body}\n` }))
  ],
  [
    'a field added after signing',
    'member-not-signed;payNotifyUrl',
    client,
    (one) =>
      authorized(one, signed(one, { body: JSON.stringify({ ...JSON.parse(one.body), payNotifyUrl: undefined }) }))
  ],
  [
    'skuAttr as an object',
    'member-signed-as-object;skuList.0.skuAttr',
    client,
    (one) =>
      authorized(
        one,
        signed(one, {
          body: one.body.replace('"{\\"color\\":\\"红\\",\\"size\\":\\"L\\"}"', '{"color":"红","size":"L"}')
        })
      )
  ],
  [
    'an amount in yuan',
    'amount-in-other-unit;totalAmount',
    client,
    (one) => authorized(one, signed(one, { body: one.body.replace('"totalAmount":19800', '"totalAmount":198.00') }))
  ],
  [
    'emoji that a filter takes out',
    'emoji-changed',
    withEmoji,
    (one) => authorized(one, signed(one, { body: one.body.replace('🎉', '') }))
  ],
  [
    'emoji that a column made question marks',
    'emoji-changed',
    withEmoji,
    (one) => authorized(one, signed(one, { body: one.body.replace('🎉', '????') }))
  ],
  [
    'the modified UTF-8 of Java',
    'surrogate-bytes',
    withEmoji,
    (one) => authorized(one, signature(surrogateBytes(fiveLines(one))))
  ],
  [
    'UTF-16BE of Java',
    'utf16-bytes',
    withEmoji,
    (one) => authorized(one, signature(Buffer.from(fiveLines(one), 'utf16le').swap16()))
  ],
  [
    'a last character that code removes',
    'last-character-lost',
    client,
    (one) => authorized(one, signed(one, { body: one.body.slice(0, -1) }))
  ],
  [
    'keys that a serialiser writes in capitals',
    'keys-in-other-style;OutOrderNo',
    { ...client, body: '{"outOrderNo":"a","totalAmount":1}' },
    (one) => authorized(one, signed(one, { body: '{"OutOrderNo":"a","TotalAmount":1}' }))
  ],
  [
    'an empty object that PHP writes as a list',
    'empty-objects-as-lists',
    { ...client, body: '{"outOrderNo":"a","extra":{}}' },
    (one) => authorized(one, signed(one, { body: '{"outOrderNo":"a","extra":[]}' }))
  ],
  [
    'an order number that JavaScript made a number',
    'member-signed-as-number;outOrderNo',
    { ...client, body: '{"outOrderNo":"20231128120000000123"}' },
    (one) => authorized(one, signed(one, { body: '{"outOrderNo":20231128120000000000}' }))
  ],
  [
    'an address that was URL-encoded',
    'member-url-encoded;payNotifyUrl',
    client,
    (one) =>
      authorized(
        one,
        signed(one, { body: one.body.replace(/https:[^"]*notify[^"]*/, (url) => encodeURIComponent(url)) })
      )
  ],
  [
    'the time as a date of Beijing',
    'other-time-signed;2023-11-15 06:13:20',
    { ...client, timestamp: '1700000000' },
    (one) => authorized(one, signed(one, { timestamp: '2023-11-15 06:13:20' }))
  ],
  [
    'the lines with their names',
    'lines-as-pairs',
    client,
    (one) =>
      authorized(
        one,
        signature(`method=POST&uri=${one.uri}&timestamp=${one.timestamp}&nonce_str=${one.nonce}&body=${one.body}`)
      )
  ],
  [
    "Python's b64encode without decode",
    'signature-bytes-printed',
    client,
    (one) => authorized(one, 'SIGNATURE').replace('SIGNATURE', `b'${signed(one, {})}'`)
  ],
  ...[',', ';', '&', '，'].map((joint): (typeof ROWS)[number] => [
    `items joined by ${joint}`,
    joint === ',' ? '' : `items-not-separated;${joint}`,
    client,
    (one) => authorized(one, signed(one, {})).replaceAll(',', joint)
  ]),
  [
    'quotes that an editor made',
    'typographic-quotes;appid, nonce_str, timestamp, key_version, signature',
    client,
    (one) => authorized(one, signed(one, {})).replace(/=([^,]+?)(?=,|$)/g, '=“$1”')
  ],
  [
    'the word Bearer before it',
    'other-scheme;Bearer SHA256-RSA2048',
    client,
    (one) => `Bearer ${authorized(one, signed(one, {}))}`
  ],
  [
    'no space behind the scheme',
    'scheme-not-separated',
    client,
    (one) => authorized(one, signed(one, {})).replace('SHA256-RSA2048 ', 'SHA256-RSA2048')
  ],
  [
    'the header of WeChat Pay',
    'item-missing;appid + item-misspelt;serial_no + item-unknown;mchid + other-scheme;WECHATPAY2-SHA256-RSA2048',
    client,
    (one) =>
      authorized(one, signed(one, {}))
        .replace('SHA256', 'WECHATPAY2-SHA256')
        .replace('appid', 'mchid')
        .replace('key_version', 'serial_no')
  ],
  [
    'an object in place of the text',
    'authorization-as-object',
    client,
    (one) => {
      const items = authorized(one, signed(one, {})).replace('SHA256-RSA2048 ', '').split(',')
      return JSON.stringify(Object.fromEntries(items.map((item) => /^(\w+)=(.*)$/.exec(item)?.slice(1) ?? [])))
    }
  ],
  ...['[B@6d06d69c', 'System.Byte[]', 'undefined', '[object Promise]'].map((text): (typeof ROWS)[number] => [
    `${text} for a signature`,
    `signature-not-computed;${text}`,
    client,
    (one) => authorized(one, 'SIGNATURE').replace('SIGNATURE', text)
  ])
]

describe('what people got wrong', () => {
  test.each(ROWS)('%s', async (_, codes, request, authorization) => {
    const { verdict, explanations } = await diagnosed(request, authorization(request))
    expect([verdict, nameOf(explanations[0]?.mistakes ?? [])]).toEqual([codes === '' ? 'right' : 'explained', codes])
  })

  test('what leaves no trace is listed', async () => {
    const { verdict, alsoCheck } = await diagnosed(client, authorized(client, signed(client, {})))
    expect(verdict).toBe('right')
    expect(alsoCheck).toEqual(expect.arrayContaining(['key-version-not-raised', 'public-key-of-other-app']))
  })

  test('data that is refused for itself, whatever its signature is', async () => {
    const odd = { ...client, body: '{"skuList":{"price":1.00},"totalAmount":"100"}' }
    const { causes } = await diagnosed(odd, authorized(odd, signed(odd, {})))
    expect(causes.map(({ code }) => code)).toEqual(expect.arrayContaining(['wrong-field-type', 'missing-field']))
  })

  test('question marks in place of Chinese', async () => {
    const sent = { ...client, body: client.body.replace('双人套餐', '????') }
    const { explanations, isProved } = await diagnosed(sent, authorized(sent, signed(client, {})))
    expect([nameOf(explanations[0]?.mistakes ?? []), isProved]).toEqual(['question-marks-sent;skuList.0.title', false])
  })
})

describe('the vectors', () => {
  const asRequest = (one: (typeof VECTOR_REQUESTS)[number]): Request => ({ ...one, name: one.id })
  const textOf = (one: (typeof VECTOR_REQUESTS)[number]) =>
    one.byte_authorization ?? one.byte_authorization_header ?? ''

  test.each(VECTOR_REQUESTS)('$id is right', async (one) => {
    const text = textOf(one).replace(`key_version=${one.key_version}`, 'key_version=3')
    expect(await diagnosed(asRequest(one), text)).toMatchObject({ verdict: 'right', tried: 1 })
  })

  /** The classic wrong strings, in each kind of body. */
  const WRONG: [codes: string, five: (one: Request) => Five, end?: string, feed?: string][] = [
    ['no-final-newline', () => ({}), ''],
    ['crlf', () => ({}), '\r\n', '\r\n'],
    ['literal-newline', () => ({}), '\\n', '\\n'],
    ['method-in-other-case;post', () => ({ method: 'post' })],
    ['other-method;GET', () => ({ method: 'GET' })],
    ['milliseconds-signed', ({ timestamp }) => ({ timestamp: `${timestamp}000` })],
    ['uri-in-other-form;', () => ({ uri: '' })],
    ['host-signed;https://ma.zijieapi.com/requestOrder', () => ({ uri: 'https://ma.zijieapi.com/requestOrder' })],
    ['newline-behind-body;\\n', ({ body }) => ({ body: `${body}\n` })],
    ['byte-order-mark-signed', ({ body }) => ({ body: `\ufeff${body}` })]
  ]
  const kinds = VECTOR_REQUESTS.filter(({ uri }) => uri === REQUEST_ORDER).slice(0, 9)
  test.each(kinds)('$id with each of them', async (one) => {
    const request = asRequest(one)
    for (const [codes, five, end, feed] of WRONG) {
      const { explanations } = await diagnosed(request, authorized(request, signed(request, five(request), end, feed)))
      const names = explanations.map(({ mistakes }) => nameOf(mistakes))
      expect(names).toContain(codes)
    }
  })

  test('the worked example of the page is right, and its key is known', async () => {
    const [example] = VECTORS.published
    const [method = '', uri = '', timestamp = '', nonce = '', body = ''] = example?.string_to_sign.split('\n') ?? []
    const request = { name: '', method, uri, timestamp, nonce, body }
    const text = authorized(request, example?.signature ?? '')
    const key = createPublicKey(example?.public_key ?? '')
    expect((await diagnosed(request, text, { keys: [{ role: 'own', key }] })).verdict).toBe('right')
    const { EXAMPLE_KEY } = await import('../../../src/trade/diagnose/example-key.js')
    const { readPublicKey } = await import('../../../src/trade/keys/read-key.js')
    const keys = [
      { role: 'own', key: KEYS.appPublic } as const,
      { role: 'example', key: readPublicKey(EXAMPLE_KEY).keyObject } as const
    ]
    const { explanations } = await diagnosed(request, text, { keys })
    expect(nameOf(explanations[0]?.mistakes ?? [])).toBe('example-key')
  })
})

test('a signal and a time limit end it', async () => {
  const { diagnoseRequest } = await import('../../../src/trade/diagnose/diagnose-request.js')
  const { readAuthorization } = await import('../../../src/trade/sign/authorization.js')
  const text = authorized(client, sign('sha256', Buffer.from('x'), KEYS.app).toString('base64'))
  const authorization = readAuthorization(text)
  if (!authorization) throw new Error('none')
  const keys = [{ role: 'own', key: KEYS.appPublic } as const]
  const asked = { body: client.body, authorization, authorizationText: text, keys, expected: {} }
  const ended = new AbortController()
  const told: number[] = []
  const onProgress = (tried: number) => {
    told.push(tried)
    ended.abort()
  }
  const interrupted = await diagnoseRequest(asked, { signal: ended.signal, onProgress, depth: 3 })
  expect(interrupted).toMatchObject({ verdict: 'unexplained', interrupted: true, timedOut: false, explanations: [] })
  expect(told.length).toBeGreaterThan(0)
  let now = 0
  const clock = () => now++
  expect(await diagnoseRequest(asked, { clock, timeLimit: 20 })).toMatchObject({
    verdict: 'unexplained',
    timedOut: true
  })
})
