import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { callbackText } from '../../../src/ecpay/callback/pasted.js'
import { callbackSignature } from '../../../src/ecpay/callback/signature.js'
import { verifyCallback } from '../../../src/ecpay/callback/verify-callback-body.js'
import { findingsOf } from '../../protocol/found.js'

const TOKEN = 'tokenOfWhatIsPasted1'
const MSG = String.raw`{"appid":"tt1","cp_orderno":"no_1","cp_extra":"门店/3号 it's a+b & \"c\" 100%","extra":"{\"a\":\"b\\n\"}"}`
const parts = { timestamp: '1700000000', nonce: '4367', msg: MSG }
const members = { ...parts, type: 'payment', msg_signature: callbackSignature(parts, TOKEN) }
const BODY = JSON.stringify(members)
const NUMBERS = JSON.stringify({ ...members, timestamp: 1700000000, nonce: 4367 })

const python = (value: object) =>
  `{${Object.entries(value)
    .map(
      ([key, one]) =>
        `'${key}': ${typeof one === 'string' ? `'${one.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : one}`
    )
    .join(', ')}}`
const bytes = `b'${Array.from(Buffer.from(BODY), (byte) => {
  const one = String.fromCharCode(byte)
  if (one === '\\' || one === "'") return `\\${one}`
  return byte < 127 ? one : `\\x${byte.toString(16)}`
}).join('')}'`
const php = (text: string) => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")
const form = new URLSearchParams(members).toString()
const shown = (joint: string, between: string) =>
  Object.entries(members)
    .map(([key, one]) => `${key}${joint}${one}`)
    .join(between)
const inQuotes = (text: string) => `'${php(text)}'`
const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#039;')
const buffer = JSON.stringify(Buffer.from(BODY))
const fields = (between: string) =>
  Object.entries(members)
    .map(([key, one]) => `${key}=${inQuotes(one)}`)
    .join(between)
/** As nginx writes `$request_body`: quotes, backslashes and what is not ASCII. */
const nginx = Array.from(Buffer.from(BODY), (byte) =>
  byte === 0x22 || byte === 0x5c || byte > 126 ? `\\x${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte)
).join('')

/** What people have in hand, from which the original can be had. */
const READ: readonly [what: string, text: string, forms: string[]][] = [
  ['the body', BODY, []],
  ['the body, pretty', JSON.stringify(members, null, 2), []],
  ['a log of Spring', `2026-01-28 10:00:01.123 INFO  [http-nio-1] c.e.Pay - notify body: ${BODY}`, ['log-line']],
  ['a log with braces before it', `[{traceId: 1}] {"level":"info"} recv ${BODY} {cost=3ms}`, ['log-line']],
  ['a log with something behind it', `recv=${BODY}, took 3 ms\n`, ['log-line']],
  ['a log of nginx, in quotes', `"POST /notify HTTP/1.1" 200 '${BODY}'`, ['log-line']],
  ['JSON twice', JSON.stringify(BODY), ['json-text']],
  ['JSON three times', JSON.stringify(JSON.stringify(BODY)), ['json-text', 'json-text']],
  ['JSON twice behind a log', `body: ${JSON.stringify(BODY)}`, ['log-line', 'escaped']],
  ['escapes without quotes', JSON.stringify(BODY).slice(1, -1), ['escaped']],
  ['an object around it', `{"body":${BODY},"headers":{"host":"x"}}`, ['wrapped']],
  ['an event of a cloud function', JSON.stringify({ httpMethod: 'POST', body: BODY }), ['wrapped']],
  [
    'the same in Base64',
    JSON.stringify({ isBase64Encoded: true, body: Buffer.from(BODY).toString('base64') }),
    ['wrapped']
  ],
  ['an array', `[ ${BODY} ]`, ['wrapped']],
  ['a log of JSON', JSON.stringify({ level: 'info', msg: `notify ${BODY}` }), ['wrapped', 'log-line']],
  ['a form', form, ['form']],
  ['a form behind an address', `https://x.cn/notify?${form}`, ['form']],
  ['a form of encodeURIComponent', form.replaceAll('+', '%20'), ['form']],
  ['a form in a log', `POST data ${form}`, ['log-line', 'form']],
  [
    'a form as a log prints it',
    Object.entries(members)
      .map(([key, one]) => `${key}=${one}`)
      .join('&'),
    ['form']
  ],
  ['a body that was taken for a form', `${encodeURIComponent(BODY)}=`, ['url-encoded']],
  ['Base64', Buffer.from(BODY).toString('base64'), ['base64']],
  ['a dict of Python', python(members), ['literal']],
  ['a dict with numbers', python({ ...members, timestamp: 1700000000 }), ['literal']],
  ['a dict in a log', `INFO:root:${python(members)}`, ['log-line', 'literal']],
  ['repr() of the body', inQuotes(BODY), ['literal']],
  ['a form of Flask', `ImmutableMultiDict([(${inQuotes(BODY)}, '')])`, ['log-line', 'literal']],
  ['a form of Django', `<QueryDict: {${inQuotes(BODY)}: ['']}>`, ['log-line', 'literal']],
  ['a dict in a dict', `{'headers': {'Host': 'x.cn'}, 'body': ${python(members)}}`, ['log-line', 'literal']],
  ['a dict with another behind it', `${python(members)} {'cost': 3}`, ['log-line', 'literal']],
  ['a dataclass', `Notify(${fields(', ')})`, ['literal']],
  ['a model of pydantic, printed', `INFO:root:${fields(' ')}\n`, ['literal']],
  ['logfmt of Go', shown('=', ' ').replace(MSG, JSON.stringify(MSG)), ['literal']],
  [
    'a struct of Rust',
    `Notify { ${Object.entries(members)
      .map(([key, one]) => `${key}: ${JSON.stringify(one)}`)
      .join(', ')} }`,
    ['log-line', 'literal']
  ],
  ['util.inspect of an object', inspect(members, { breakLength: Number.POSITIVE_INFINITY }), ['literal']],
  ['util.inspect of the text', `body: ${inspect({ body: BODY })}`, ['log-line', 'literal']],
  ['a Buffer in a log', `INFO body ${buffer} 3 ms`, ['log-line', 'printed-bytes']],
  ['bytes of Go in a log', `body: [${[...Buffer.from(BODY)].join(' ')}]`, ['log-line', 'printed-bytes']],
  ['HTML', html(BODY), ['html']],
  ['HTML twice, in a page', `<pre>${html(html(BODY))}</pre>`, ['html', 'html', 'log-line']],
  ['a log of nginx', `"POST /notify HTTP/1.1" 200 "-" "${nginx}"`, ['hex-bytes', 'log-line']],
  ['CSV', `"2026-11-28","/notify","${BODY.replaceAll('"', '""')}",200\r\n`, ['csv']],
  ['.NET, JSON in JSON', JSON.stringify(BODY).slice(1, -1).replaceAll('\\"', '\\u0022'), ['escaped']],
  ['bytes of Python', bytes, ['python-bytes']],
  ['the JSON of a Buffer', JSON.stringify(Buffer.from(BODY)), ['printed-bytes']],
  ['the JSON of a Uint8Array', JSON.stringify(Uint8Array.from(Buffer.from(BODY))), ['printed-bytes']],
  ['bytes of Go', `[${[...Buffer.from(BODY)].join(' ')}]`, ['printed-bytes']],
  ['bytes of Java', `[${[...new Int8Array(Buffer.from(BODY))].join(', ')}]`, ['printed-bytes']],
  ['a request of Node.js in JSON', JSON.stringify({ method: 'POST', rawBody: Buffer.from(BODY) }), ['wrapped']],
  ['bytes of Python in a log', `data ${bytes}`, ['log-line', 'python-bytes']],
  [
    'console.log of Node',
    `{\n  ${Object.entries(members)
      .map(([key, one]) => `${key}: '${php(one)}'`)
      .join(',\n  ')}\n}`,
    ['literal']
  ],
  [
    'var_export of PHP',
    `array (\n${Object.entries(members)
      .map(([key, one]) => `  '${key}' => '${php(one)}',\n`)
      .join('')})`,
    ['literal']
  ],
  [
    'a hash of Ruby',
    `{${Object.entries(members)
      .map(([key, one]) => `"${key}"=>${JSON.stringify(one)}`)
      .join(', ')}}`,
    ['literal']
  ],
  ['raw HTTP', `POST /notify HTTP/1.1\r\nHost: x.cn\r\nContent-Type: application/json\r\n\r\n${BODY}`, ['request']],
  [
    'curl',
    `curl 'https://x.cn/notify' -H 'Content-Type: application/json' -d $'${BODY.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
    ['request']
  ],
  ['a terminal of 80 columns', (BODY.match(/.{1,80}/gs) ?? []).join('\n'), ['broken-lines']],
  [
    'a multipart form',
    `${Object.entries(members)
      .map(([key, one]) => `--x1\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${one}\r\n`)
      .join('')}--x1--\r\n`,
    ['multipart']
  ]
]

describe('what gives the original', () => {
  test.each(READ)('%s', (_, text, forms) => {
    const { text: read, warnings } = callbackText(text)
    expect(warnings).toEqual(forms.map((one) => ({ code: 'callback-unwrapped', form: one })))
    expect(verifyCallback(Buffer.from(read), TOKEN).valid).toBe(true)
    const { valid, checks } = verifyCallback(Buffer.from(text), TOKEN, { read: callbackText })
    expect(valid).toBe(true)
    expect(checks[1]).toEqual({ name: 'envelope', ok: true, ...(forms.length > 0 && { code: 'callback-unwrapped' }) })
  })

  test('numbers stay numbers', () => {
    for (const text of [NUMBERS, `log ${NUMBERS}`, python({ ...members, timestamp: 1700000000, nonce: 4367 })])
      expect(verifyCallback(Buffer.from(text), TOKEN, { read: callbackText }).valid).toBe(true)
  })

  test('a handler takes only the body', () => {
    for (const [, text, forms] of READ)
      if (forms.length > 0) expect(() => verifyCallback(Buffer.from(text), TOKEN)).toThrow()
  })
})

describe('what does not is refused by its name', () => {
  test.each([
    ['java-map', `{${shown('=', ', ')}}`],
    ['java-map', `2026-01-28 INFO body={${shown('=', ', ')}}`],
    ['java-object', `CallbackDTO(${shown('=', ', ')})`],
    ['java-object', `Notify{timestamp='1', nonce='2', msg='${MSG}', msgSignature='x'}`],
    [
      'php-print-r',
      `Array\n(\n${Object.entries(members)
        .map(([key, one]) => `    [${key}] => ${one}\n`)
        .join('')})\n`
    ],
    ['php-print-r', `stdClass Object\n(\n    [msg] => ${MSG}\n)`],
    ['php-var-dump', `array(5) {\n  ["msg"]=>\n  string(${MSG.length}) "${MSG}"\n}`],
    ['php-var-dump', `object(stdClass)#3 (5) {\n  ["msg"]=>\n  string(2) "{}"\n}`],
    ['go-map', `map[msg:${MSG} msg_signature:x nonce:4367 timestamp:1700000000 type:payment]`],
    ['go-struct', `&{Timestamp:1700000000 Nonce:4367 Msg:${MSG} MsgSignature:x}`],
    ['go-struct', `{1700000000 4367 ${MSG} payment msg_signature}`],
    ['php-dump', `array:5 [\n  "timestamp" => "1"\n  "msg" => "${MSG}"\n]`],
    ['php-dump', `array:5 [▼ // app/Http/Pay.php:31\n  "timestamp" => "1"\n  "msg" => "${MSG}"\n]`],
    ['php-dump', `^ {#731\n  +"timestamp": "1"\n  +"msg": "${MSG}"\n}`],
    ['python-object', `Notify(timestamp='1', nonce='2', msg='${MSG.slice(0, 20)}`],
    ['python-form', `<QueryDict: {'timestamp': ['1'], 'nonce': ['2'], 'msg': ['{}'], 'msg_signature': ['x']}>`],
    ['python-form', `ImmutableMultiDict([('timestamp', '1'), ('msg', '{}'), ('msg_signature', 'x')])`],
    ['rust-struct', `Notify { timestamp: "1", nonce: "2", msg: Msg { appid: "tt1" }, msg_signature: "x" }`],
    ['csharp-record', `Notify { Timestamp = 1, Nonce = 2, Msg = ${MSG}, MsgSignature = x }`],
    ['js-object', `Notify { timestamp: '1', nonce: '2', msg: { appid: 'tt1' }, msg_signature: 'x' }`],
    ['lines', `timestamp: '1'\nnonce: '2'\nmsg: '${MSG}'\nmsg_signature: 'x'\n`],
    ['several', `A(${fields(', ')})\nB(${fields(', ').replace('4367', '4368')})`],
    ['js-object', '[object Object]'],
    ['js-buffer', '<Buffer 7b 22 6d 73 67 22 3a 22 7b ... 190 more bytes>'],
    ['java-reference', 'com.shop.CallbackDTO@1a2b3c\n'],
    ['java-bytes', '[B@7f31245a'],
    ['go-pointer', '&{0xc000010050 0xc000010060}'],
    ['go-pointer', '0xc000012345'],
    ['go-bytes', '[123 34 109 115 103 34 58 34 123 125 34 125]'],
    ['python-reference', '<app.Callback object at 0x7f31c0a1b2c0>'],
    ['csharp-type', 'System.Byte[]'],
    ['quotes-lost', `{timestamp:1700000000,nonce:4367,msg:{appid:tt1},msg_signature:x}`],
    ['backslashes-lost', BODY.replaceAll('\\', '')],
    ['cut-off', BODY.slice(0, 150)],
    ['several', `${BODY}\n${NUMBERS}\n`],
    ['several', `[${BODY},${NUMBERS}]`]
  ])('%s', (form, text) => expect(findingsOf(() => callbackText(text))).toEqual([{ code: 'callback-not-raw', form }]))

  test.each([
    ['3.0', { version: '3.0', msg: '{"app_id":"tt1"}', type: 'payment' }],
    ['2.0', { msg: '{}', type: 'pre_create_refund', version: '2.0' }]
  ])('a callback of the trade system, version %s', (version, body) => {
    expect(findingsOf(() => callbackText(JSON.stringify(body)))).toEqual([
      { code: 'callback-of-trade-system', version }
    ])
  })

  test.each([
    ['request', { app_id: 'tt1', out_order_no: 'no_1', total_amount: 1, sign: 'x' }],
    ['request', { app_id: 'tt1', out_order_no: 'no_1' }],
    ['answer', { err_no: 2008, err_tips: '验签异常' }],
    ['msg', JSON.parse(MSG)]
  ])('%s is no callback', (kind, body) => {
    expect(findingsOf(() => callbackText(JSON.stringify(body)))).toEqual([{ code: 'not-a-callback', kind }])
  })

  test.each([
    '',
    'msg',
    '{}',
    '[]',
    '{"msg":1}',
    'timestamp=1',
    '{'.repeat(100_000),
    '{"msg"'.repeat(20_000),
    "b'{",
    "'{",
    "\\'{".repeat(20_000),
    "msg='{', ".repeat(20_000),
    '{""a'.repeat(20_000),
    '[1 '.repeat(20_000),
    '{&quot;',
    '{\\x22',
    '{\\"'
  ])('anything else is left to the reader of JSON', (text) =>
    expect(callbackText(text)).toEqual({ text, warnings: [] })
  )
})
