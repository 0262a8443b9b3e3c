import { createHash, createHmac } from 'node:crypto'

/** A backend's own computation, step by step, written here without anything of this project's. */
export interface Recipe {
  token: string
  timestamp: string | undefined
  nonce: string | undefined
  msg: string | undefined
  more: string[]
  arrange: (texts: string[]) => string[]
  /** In place of the four texts in their order. */
  whole: ((recipe: Recipe) => string) | undefined
  joint: string
  bytes: (text: string) => Buffer
  digest: (bytes: Buffer, token: string) => Buffer
  write: (digest: Buffer) => string
}

export const CAME = {
  timestamp: '1700000000',
  nonce: '4367',
  msg: String.raw`{"appid":"tt0123456789abcdef","cp_orderno":"cb_1","cp_extra":"门店/3号 <b>it's & \"it\"</b>","way":"2","total_amount":990,"status":"SUCCESS","extra":"{\"cps\":\"poi\"}","paid_at":1767000000}`,
  type: 'payment'
}
export const TOKEN = 'tokenOfAWrongSigner01'
export const SALT = 'saltOfAWrongSigner001'
export const DEMO = { token: 'demoTokenOfNobody00001', salt: 'demoSaltOfNobody000001' }
export const PROFILES = { cafe: { token: 'tokenOfTheCafe000001', salt: 'saltOfTheCafe0000001' } }

const byBytes = (texts: string[]) => texts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest()

export const RIGHT: Recipe = {
  token: TOKEN,
  timestamp: CAME.timestamp,
  nonce: CAME.nonce,
  msg: CAME.msg,
  more: [],
  arrange: byBytes,
  whole: undefined,
  joint: '',
  bytes: (text) => Buffer.from(text),
  digest: sha1,
  write: (digest) => digest.toString('hex')
}

export function sign(recipe: Recipe): string {
  const { token, timestamp, nonce, msg, more, arrange, whole, joint, bytes, digest, write } = recipe
  const texts = [token, timestamp, nonce, msg, ...more].filter((text) => text !== undefined)
  return write(digest(bytes(whole ? whole(recipe) : arrange(texts).join(joint)), token))
}

const hash = (name: string) => (bytes: Buffer) => createHash(name).update(bytes).digest()
const object = JSON.parse(CAME.msg)
const ascii = (json: string) => json.replace(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`)
const spaced = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, one]) => `"${key}": ${spaced(one)}`)
    .join(', ')}}`
}
const sortedKeys = Object.fromEntries(Object.entries(object).sort())
const gson = (json: string) => json.replace(/[<>&'=]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`)
const named = ({ timestamp, nonce, msg, type }: Recipe & { type?: string }) =>
  Object.entries({ msg, nonce, timestamp, type })
    .filter(([, text]) => text !== undefined)
    .map(([key, text]) => `${key}=${text}`)
    .join('&')
const java = (value: object) =>
  `{${Object.entries(value)
    .map(([key, one]) => `${key}=${one}`)
    .join(', ')}}`
const python = `{${Object.entries(object)
  .map(([key, one]) => `'${key}': ${typeof one === 'string' ? `'${one.replaceAll("'", "\\'")}'` : one}`)
  .join(', ')}}`

const single = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
/** As Node.js 20, PHP 8 and Go print it. */
const inspected = `{
  appid: 'tt0123456789abcdef',
  cp_orderno: 'cb_1',
  cp_extra: ${`\`${object.cp_extra}\``},
  way: '2',
  total_amount: 990,
  status: 'SUCCESS',
  extra: '{"cps":"poi"}',
  paid_at: 1767000000
}`
const lines = (line: (key: string, one: string | number) => string) =>
  Object.entries<string | number>(object)
    .map(([key, one]) => line(key, one))
    .join('')
const php = (one: string | number) => (typeof one === 'number' ? `i:${one};` : `s:${Buffer.byteLength(one)}:"${one}";`)
const serialized = lines((key, one) => php(key) + php(one))
const exported = `array (\n${lines((key, one) => `  '${key}' => ${typeof one === 'number' ? one : single(one)},\n`)})`
const dumped = `array(8) {\n${lines(
  (key, one) =>
    `  ["${key}"]=>\n  ${typeof one === 'number' ? `int(${one})` : `string(${Buffer.byteLength(one)}) "${one}"`}\n`
)}}\n`

type Change = Partial<Recipe>
const msg = (text: string): Change => ({ msg: text })

/** What many do. */
export const COMMON: readonly [code: string, change: Change][] = [
  ['salt-as-token', { token: SALT }],
  ['md5-digest', { digest: hash('md5') }],
  ['uppercase-digest', { write: (digest) => digest.toString('hex').toUpperCase() }],
  ['callback-not-sorted', { arrange: (texts) => texts }],
  ['callback-separator', { joint: '&' }],
  ['callback-part-left-out', { msg: undefined }],
  ['callback-part-left-out', { timestamp: undefined }],
  ['envelope-member-signed', { more: ['payment'] }],
  ['msg-rewritten', msg(ascii(JSON.stringify(object).replaceAll('/', '\\/')))],
  ['msg-rewritten', msg(spaced(object))],
  ['msg-not-decoded', msg(JSON.stringify(CAME.msg).slice(1, -1))]
]

/** One mistake each. */
export const WRONG: readonly [code: string, change: Change][] = [
  ...COMMON,
  ['callback-part-left-out', { nonce: undefined }],
  ['token-not-loaded', { whole: (one) => byBytes([one.timestamp, one.nonce, one.msg].map(String)).join(one.joint) }],
  ['all-members-signed', { more: ['payment', sign(RIGHT)] }],
  ['envelope-member-signed', { more: [sign(RIGHT)] }],
  ['sha256-digest', { digest: hash('sha256') }],
  ['sha512-digest', { digest: hash('sha512') }],
  [
    'hmac-digest',
    {
      whole: ({ timestamp, nonce, msg, arrange, joint }) =>
        arrange([timestamp, nonce, msg].filter((one) => one !== undefined)).join(joint),
      digest: (bytes, token) => createHmac('sha1', token).update(bytes).digest()
    }
  ],
  ['base64-digest', { write: (digest) => digest.toString('base64') }],
  ['base64-of-hex', { write: (digest) => Buffer.from(digest.toString('hex')).toString('base64') }],
  ['hex-with-separators', { write: (digest) => (digest.toString('hex').match(/../g) ?? []).join('-') }],
  ['hex-bytes-unpadded', { write: (digest) => Array.from(digest, (byte) => byte.toString(16)).join('') }],
  [
    'hex-bytes-signed',
    {
      write: (digest) => Array.from(digest, (byte) => (byte < 128 ? byte : 2 ** 32 - 256 + byte).toString(16)).join('')
    }
  ],
  ['digest-cut', { write: (digest) => digest.toString('hex').slice(0, 36) }],
  ['callback-key-value', { whole: (one) => `${named(one)}&key=${one.token}` }],
  ['callback-key-value', { whole: (one) => `${named({ ...one, type: 'payment' })}&key=${one.token}` }],
  ['callback-key-value', { whole: (one) => named(one) + one.token }],
  ['callback-key-value', { whole: (one) => `${named(one)}&token=${one.token}` }],
  ['callback-sorted-as-numbers', { arrange: (texts) => byBytes(texts).sort((a, b) => Number(a) - Number(b) || 0) }],
  ['callback-sorted-otherwise', { arrange: (texts) => byBytes(texts).reverse() }],
  [
    'callback-not-sorted',
    { arrange: ([token, timestamp, nonce, msg, ...more]) => [timestamp, nonce, msg, token, ...more] as string[] }
  ],
  ['callback-separator', { joint: '|' }],
  ['callback-separator', { joint: '\n' }],
  ['msg-tags-stripped', msg(CAME.msg.replaceAll(/<.*?>/g, ''))],
  ['msg-spaces-removed', msg(CAME.msg.replaceAll(' ', ''))],
  [
    'msg-html-escaped',
    msg(CAME.msg.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
  ],
  [
    'msg-html-escaped',
    msg(
      CAME.msg
        .replaceAll('&', '&amp;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#039;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
    )
  ],
  ['msg-rewritten', msg(gson(CAME.msg))],
  [
    'msg-rewritten',
    msg(JSON.stringify(sortedKeys).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026'))
  ],
  ['msg-rewritten', msg(JSON.stringify(object, null, 2))],
  ['msg-rewritten', msg(JSON.stringify(object, null, '\t'))],
  ['msg-printed', msg(java(object))],
  ['msg-printed', msg(python)],
  ['msg-printed', msg('Array')],
  ['msg-printed', msg('[object Object]')],
  [
    'msg-printed',
    msg(
      `map[${Object.entries(sortedKeys)
        .map(([key, one]) => `${key}:${one === 1767000000 ? '1.767e+09' : one}`)
        .join(' ')}]`
    )
  ],
  ['body-in-place-of-msg', msg(JSON.stringify({ ...CAME, msg_signature: sign(RIGHT) }))],
  ['whole-body-signed', { whole: (one) => JSON.stringify({ ...CAME, msg_signature: sign(RIGHT) }) + one.token }],
  ['stamp-rewritten', { timestamp: '1700000000000' }],
  ['stamp-rewritten', { timestamp: '1.7E9' }],
  ['stamp-rewritten', { timestamp: '1.7e+09' }],
  ['stamp-rewritten', { timestamp: '1700000000.0' }],
  ['stamp-rewritten', { timestamp: '2023-11-15 06:13:20' }],
  ['stamp-rewritten', { nonce: '4367.0' }],
  ['member-not-read', { nonce: 'undefined' }],
  ['member-not-read', msg('null')],
  ['callback-quotes-kept', { timestamp: '"1700000000"', nonce: '"4367"', msg: JSON.stringify(CAME.msg) }],
  ['callback-hashed-as', { bytes: (text) => Buffer.from(text.replace(/[\u0080-\uffff]/g, '?')) }],
  ['callback-hashed-as', { bytes: (text) => Buffer.from(text, 'latin1') }],
  ['callback-hashed-as', { bytes: (text) => Buffer.from(text, 'utf16le') }],
  ['callback-hashed-as', { bytes: (text) => Buffer.from(text, 'utf16le').swap16() }],
  ['callback-read-as', { bytes: (text) => Buffer.from(Buffer.from(text).toString('latin1')) }],
  ['msg-not-decoded', msg(JSON.stringify(CAME.msg))],
  ['msg-decoded-twice', msg(CAME.msg.replaceAll('\\', ''))],
  ['msg-slashes-added', msg(CAME.msg.replaceAll(/["'\\]/g, '\\$&'))],
  ['msg-url-encoded', msg(encodeURIComponent(CAME.msg))],
  ['msg-url-encoded', msg(new URLSearchParams({ a: CAME.msg }).toString().slice(2))],
  ['hashed-twice', { digest: (bytes) => sha1(Buffer.from(sha1(bytes).toString('hex'))) }],
  ['nothing-hashed', { whole: () => '' }],
  ['hex-bytes-as-numbers', { write: (digest) => `[${Array.from(new Int8Array(digest)).join(', ')}]` }],
  [
    'callback-list-printed',
    {
      whole: ({ token, timestamp, nonce, msg, arrange }) =>
        `[${arrange([token, timestamp, nonce, msg].map(String)).join(', ')}]`
    }
  ],
  ['callback-white-space-behind', msg(`${CAME.msg}\n`)],
  ['callback-white-space-behind', msg(`${CAME.msg}\r\n`)],
  ['token-as-printed', { token: `b'${TOKEN}'` }],
  ['token-as-printed', { token: `Optional[${TOKEN}]` }],
  ['token-not-loaded', { token: '[object Promise]' }],
  ['token-not-loaded', { token: '**********' }],
  ['msg-with-byte-order-mark', msg(`\ufeff${CAME.msg}`)],
  ['msg-in-base64', msg(Buffer.from(CAME.msg).toString('base64'))],
  ['msg-in-other-case', msg(CAME.msg.toLowerCase())],
  ['msg-cut', msg(CAME.msg.slice(0, 100))],
  ['token-edge-whitespace', { token: `${TOKEN}\n` }],
  ['token-edge-whitespace', { token: `${TOKEN} ` }],
  ['token-not-loaded', { token: '' }],
  ['token-not-loaded', { token: 'undefined' }],
  ['token-not-loaded', { token: 'null' }],
  ['token-quoted', { token: `"${TOKEN}"` }],
  ['token-in-other-case', { token: TOKEN.toUpperCase() }],
  ['app-id-as-token', { token: 'tt0123456789abcdef' }],
  ['demo-token', { token: DEMO.token }],
  ['demo-salt-as-token', { token: DEMO.salt }],
  ['other-profile-token', { token: PROFILES.cafe.token }],
  ['other-profile-salt', { token: PROFILES.cafe.salt }]
]

/** What is printed in place of msg, by itself: a text that few have beside another mistake. */
export const PRINTED: readonly [code: string, change: Change][] = [
  ['msg-printed', msg(inspected)],
  ['msg-printed', msg(`a:8:{${serialized}}`)],
  ['msg-printed', msg(`O:8:"stdClass":8:{${serialized}}`)],
  ['msg-printed', msg(exported)],
  ['msg-printed', msg(dumped)],
  ['msg-printed', msg(`&{${Object.values(object).join(' ')}}`)],
  ['msg-printed', msg('System.Collections.Generic.Dictionary`2[System.String,System.Object]')],
  ['msg-printed', msg('System.Dynamic.ExpandoObject')]
]
