import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { causesOfMismatch } from '../../../src/ecpay/callback/callback-causes.js'
import { type CallbackParts, callbackSignature } from '../../../src/ecpay/callback/signature.js'
import { surrogateBytes } from '../../../src/protocol/languages/charsets.js'
import type { OtherKeys } from '../../../src/protocol/system/system.js'
import { compareBytes } from '../../../src/protocol/text.js'

const TOKEN = 'douyin_mini_token'
const MSG = '{"appid":"tt1","cp_orderno":"no_1","cp_extra":"https://x.cn/?a=1&b=<限时🎉>","total_amount":1,"way":"2"}'
const parts: CallbackParts = { timestamp: '1722769986', nonce: '5280', msg: MSG }

/** What is said when this came, signed with that token, and is checked with ours. */
function causes(received: CallbackParts, signature: string, token = TOKEN, others?: OtherKeys) {
  return causesOfMismatch({ ...received, msg_signature: signature }, token, others)
}

describe('the token', () => {
  test.each([
    [`${TOKEN} `, TOKEN],
    [` ${TOKEN}\r\n`, TOKEN],
    [`\u3000${TOKEN}`, TOKEN],
    [TOKEN, `${TOKEN}\n`],
    [TOKEN, `${TOKEN}\r\n`],
    [TOKEN, ` ${TOKEN}`],
    [TOKEN, `${TOKEN} `]
  ])('ours is %j, theirs %j', (ours, theirs) => {
    expect(causes(parts, callbackSignature(parts, theirs), ours)).toEqual([{ code: 'token-edge-whitespace' }])
  })

  const others: OtherKeys = {
    salt: 'the_salt',
    profiles: { shop: { token: 'shop_token', salt: 'shop_salt' }, bare: {}, same: { token: TOKEN, salt: 'the_salt' } }
  }

  test.each([
    ['the_salt', [{ code: 'salt-as-token' }, { code: 'other-profile-salt', profile: 'same' }]],
    ['shop_token', [{ code: 'other-profile-token', profile: 'shop' }]],
    ['shop_salt', [{ code: 'other-profile-salt', profile: 'shop' }]],
    ['another', [{ code: 'msg-changed' }]]
  ])('theirs is %s', (theirs, expected) => {
    expect(causes(parts, callbackSignature(parts, theirs), TOKEN, others)).toEqual(expected)
  })

  const SPECIAL = 'douyin+token/of&shop'

  test.each([
    [encodeURIComponent(SPECIAL), { code: 'token-encoded', how: 'URL' }],
    ['douyin token/of&shop', { code: 'token-encoded', how: 'URL' }],
    ['douyin+token/of&amp;shop', { code: 'token-encoded', how: 'HTML' }],
    ['douyin+token/of', { code: 'token-cut' }],
    [`${SPECIAL};`, { code: 'token-with-rest-of-line', text: ';' }],
    [`"${SPECIAL}",`, { code: 'token-with-rest-of-line', text: '",' }],
    [`“${SPECIAL}”`, { code: 'token-quoted' }],
    [`${SPECIAL}\u200b`, { code: 'token-edge-whitespace' }]
  ])('theirs is %j, made of ours', (theirs, expected) => {
    expect(causes(parts, callbackSignature(parts, theirs), SPECIAL)).toEqual([expected])
  })

  test('the SALT is no cause when there is none', () => {
    expect(causes(parts, callbackSignature(parts, 'the_salt'))).toEqual([{ code: 'msg-changed' }])
  })
})

describe('what code made of the four texts', () => {
  const sha1 = (text: string | Uint8Array) => createHash('sha1').update(text).digest('hex')

  test.each([
    ['emoji left out', { ...parts, msg: MSG.replace('🎉', '') }, { code: 'msg-emoji-changed' }],
    ['emoji as question marks', { ...parts, msg: MSG.replace('🎉', '????') }, { code: 'msg-emoji-changed' }]
  ])('%s', (_, signed, expected) => {
    expect(causes(parts, callbackSignature(signed, TOKEN))).toEqual([expected])
  })

  test.each([
    [
      'a column of MySQL',
      '{"way": "2", "appid": "tt1", "cp_extra": "https://x.cn/?a=1&b=<限时🎉>", "cp_orderno": "no_1", "total_amount": 1}',
      'JSON (MySQL), jsonb (PostgreSQL)'
    ],
    [
      'Jackson with escapes',
      MSG.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase()}`),
      'Jackson ESCAPE_NON_ASCII, fastjson BrowserCompatible (Java)'
    ]
  ])('msg as %s writes it', (_, msg, how) => {
    expect(causes(parts, callbackSignature({ ...parts, msg }, TOKEN))).toEqual([{ code: 'msg-rewritten', how }])
  })

  test('the characters sorted', () => {
    const signature = sha1([...`${TOKEN}${parts.timestamp}${parts.nonce}${MSG}`].sort(compareBytes).join(''))
    expect(causes(parts, signature)).toEqual([{ code: 'callback-characters-sorted' }])
  })

  test('emoji hashed as two surrogates', () => {
    const text = [parts.timestamp, parts.nonce, TOKEN, MSG].sort(compareBytes).join('')
    expect(causes(parts, sha1(surrogateBytes(text)))).toEqual([{ code: 'callback-hashed-as', charset: 'CESU-8' }])
  })

  test("PHP's sort() with a token that begins with a digit, where it contradicts itself", () => {
    // sort(['5abc', '1602507471', '797']) by PHP 8.2.
    const received = { timestamp: '1602507471', nonce: '797', msg: '{"a":1}' }
    const signature = sha1(['797', '1602507471', '5abc', '{"a":1}'].join(''))
    expect(causes(received, signature, '5abc')).toContainEqual({ code: 'callback-sorted-as-numbers' })
  })
})

describe('the digest', () => {
  test('in capitals', () => {
    const capitals = callbackSignature(parts, TOKEN).toUpperCase()
    expect(causes(parts, capitals)).toEqual([{ code: 'uppercase-digest' }])
  })

  test('by md5', () => {
    const text = [TOKEN, parts.timestamp, parts.nonce, MSG].sort().join('')
    const md5 = createHash('md5').update(text).digest('hex')
    expect(causes(parts, md5)).toEqual([{ code: 'md5-digest' }])
  })

  test.each(['', 'x', 'f'.repeat(39), 'g'.repeat(40), `${'f'.repeat(40)}\n`])('%j is none at all', (signature) => {
    expect(causes(parts, signature)).toEqual([])
  })
})

describe('the message', () => {
  test.each([
    ['{"a":1}', '{"a":1} ', 'callback-white-space-behind'],
    ['{"a":1}', '{"a":1}\n', 'callback-white-space-behind'],
    [' {"a":1}\n', '{"a":1}', 'msg-trimmed'],
    ['plain text ', 'plain text', 'msg-trimmed']
  ])('%j came, %j was signed', (msg, signed, code) => {
    const signature = callbackSignature({ ...parts, msg: signed }, TOKEN)
    expect(causes({ ...parts, msg }, signature)).toEqual([{ code }])
  })

  // A token that sorts behind msg, and msg, which the code did not touch.
  test.each(['\n', '\r\n', ' \r\n'])('%j behind the string, whatever stands last in it', (end) => {
    for (const token of ['~token', 'Tok3nAbc']) {
      const { timestamp, nonce, msg } = { ...parts, msg: '{"a":1}' }
      const text = [token, timestamp, nonce, msg].sort().join('') + end
      const theirs = createHash('sha1').update(text).digest('hex')
      const [first] = causesOfMismatch({ ...parts, msg, msg_signature: theirs }, token)
      expect(first?.code).toBe(
        token === '~token' && end !== ' \r\n' ? 'token-edge-whitespace' : 'callback-white-space-behind'
      )
    }
  })

  const url = 'https://x.cn/?a=1&b=<限时🎉>'

  // As each language writes the same value; what came is any other of them.
  test.each([
    ['JSON.stringify (JavaScript)', `{"b":"${url}","a":[1,{"c":null}]}`],
    ['json.dumps (Python)', String.raw`{"b": "https://x.cn/?a=1&b=<\u9650\u65f6\ud83c\udf89>", "a": [1, {"c": null}]}`],
    ['json.dumps with ensure_ascii=False (Python)', `{"b": "${url}", "a": [1, {"c": null}]}`],
    ['json_encode (PHP)', String.raw`{"b":"https:\/\/x.cn\/?a=1&b=<\u9650\u65f6\ud83c\udf89>","a":[1,{"c":null}]}`],
    [
      'json_encode with JSON_UNESCAPED_UNICODE (PHP)',
      String.raw`{"b":"https:\/\/x.cn\/?a=1&b=<限时🎉>","a":[1,{"c":null}]}`
    ],
    [
      'json_encode with JSON_UNESCAPED_SLASHES (PHP)',
      String.raw`{"b":"https://x.cn/?a=1&b=<\u9650\u65f6\ud83c\udf89>","a":[1,{"c":null}]}`
    ],
    ['json.Marshal of a map (Go)', String.raw`{"a":[1,{"c":null}],"b":"https://x.cn/?a=1\u0026b=\u003c限时🎉\u003e"}`],
    ['sorted keys', `{"a":[1,{"c":null}],"b":"${url}"}`],
    ['two spaces of indentation', `{\n  "b": "${url}",\n  "a": [\n    1,\n    {\n      "c": null\n    }\n  ]\n}`],
    [
      'four spaces of indentation',
      `{\n    "b": "${url}",\n    "a": [\n        1,\n        {\n            "c": null\n        }\n    ]\n}`
    ]
  ])('was signed as %s writes it', (how, signed) => {
    const received = { ...parts, msg: `{ "b":"${url}" ,"a":[1,{"c":null}]}` }
    expect(causes(received, callbackSignature({ ...parts, msg: signed }, TOKEN))).toEqual([
      { code: 'msg-rewritten', how }
    ])
  })

  test('where writers agree, one is named', () => {
    const received = { ...parts, msg: '{ "a": 1 }' }
    const signature = callbackSignature({ ...parts, msg: '{"a":1}' }, TOKEN)
    expect(causes(received, signature)).toEqual([{ code: 'msg-rewritten', how: 'JSON.stringify (JavaScript)' }])
  })

  test("Go's line separators and keys by bytes", () => {
    const received = { ...parts, msg: '{"🎉":"\u2028","（":"\u2029"}' }
    const signature = callbackSignature({ ...parts, msg: String.raw`{"（":"\u2029","🎉":"\u2028"}` }, TOKEN)
    expect(causes(received, signature)).toEqual([{ code: 'msg-rewritten', how: 'json.Marshal of a map (Go)' }])
  })

  test.each(['not JSON', '80850852', '100%', '', '['.repeat(100_000), '['.repeat(50_000) + ']'.repeat(50_000)])(
    'changed otherwise',
    (msg) => {
      const signature = callbackSignature({ ...parts, msg: `${msg}!` }, TOKEN)
      expect(causes({ ...parts, msg }, signature)).toEqual([{ code: 'msg-changed' }])
    }
  )

  test('the timestamp or nonce changed', () => {
    const signature = callbackSignature(parts, TOKEN)
    expect(causes({ ...parts, nonce: '5281' }, signature)).toEqual([{ code: 'msg-changed' }])
    expect(causes({ ...parts, timestamp: '1722769987' }, signature)).toEqual([{ code: 'msg-changed' }])
  })
})
