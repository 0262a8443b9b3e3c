import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../../src/ecpay/diagnose/diagnose-signature.js'
import { signatureIn } from '../../../src/ecpay/sign/signature-in.js'
import { readObject } from '../../../src/protocol/json/json.js'
import { surrogateBytes } from '../../../src/protocol/languages/charsets.js'
import { compareBytes } from '../../../src/protocol/text.js'

/** With characters that URLs, HTML, JSON and shells change. */
const SALT = 'Zq7+kW/2xT&9vB3nLr5yHd8cJf1m'
const BODY: Readonly<Record<string, string | number>> = {
  app_id: 'tt07e3715e98c9aac0',
  out_order_no: '0020231128120000000123',
  total_amount: 12800,
  subject: '测试商品（Ａ）😀 & <b>',
  body: '商品详情 line 2',
  valid_time: 900,
  cp_extra: '{"uid":10086,"url":"https://a.cn/x?y=1"}',
  notify_url: 'https://shop.example.com/pay/notify?src=dy',
  disable_msg: 0
}

const hashOf = (name: string, text: string | Uint8Array) => createHash(name).update(text).digest('hex')
const md5 = (text: string | Uint8Array) => hashOf('md5', text)
const members = Object.entries(BODY).filter(([key]) => key !== 'app_id')
const byKey = members.toSorted(([a], [b]) => compareBytes(a, b))
const values = members.map(([, value]) => String(value))
const list = (salt = SALT, texts: readonly string[] = values) => [...texts, salt].sort(compareBytes)
const signed = (salt = SALT, texts?: readonly string[]) => md5(list(salt, texts).join('&'))
/** The right algorithm over other texts of the fields. */
const each = (write: (value: string | number, key: string) => string) =>
  signed(
    SALT,
    members.map(([key, value]) => write(value, key)).filter((text) => text !== '')
  )
const only = (key: string, write: (text: string) => string) =>
  each((value, one) => (one === key ? write(String(value)) : String(value)))
const STRING = list().join('&')
const escapes = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

const wordsOf = (hex: string) => (hex.match(/.{8}/g) ?? []).map((word) => Number.parseInt(word, 16) | 0)

/** Each with the signature that its code gives, written out here. */
const SIGNERS: [mistakes: string, signature: string][] = [
  // The SALT, on its way from the console into the code.
  ['salt-encoded;URL', signed(encodeURIComponent(SALT))],
  ['salt-encoded;URL', signed(SALT.replaceAll('+', ' '))],
  ['salt-encoded;HTML', signed(SALT.replaceAll('&', '&amp;'))],
  ['salt-encoded;JSON', signed(SALT.replaceAll('/', '\\/'))],
  ['salt-encoded;JSON', signed(SALT.replaceAll('&', '\\u0026'))],
  ['salt-cut', signed('Zq7+kW/2xT')],
  ['salt-with-rest-of-line;;', signed(`${SALT};`)],
  ['salt-with-rest-of-line;",', signed(`"${SALT}",`)],
  ['salt-with-quotes', signed(`“${SALT}”`)],
  ['salt-with-invisible-character', signed(`${SALT}\u200b`)],
  ['salt-twice', signed(SALT + SALT)],
  ['salt-hashed', signed(md5(SALT).toUpperCase())],
  ['app-secret-as-salt', signed('secretOfTheApp')],
  [
    'sorted-by-key + salt-as-member',
    md5(
      [...byKey, ['salt', SALT]]
        .sort(([a], [b]) => compareBytes(String(a), String(b)))
        .map(([, value]) => value)
        .join('&')
    )
  ],
  ...["b'…'", 'Optional[…]', "['…']", '["…"]', '[…]', 'Some(…)'].map((form): [string, string] => [
    `salt-as-printed;${form}`,
    signed(form.replace('…', () => SALT))
  ]),
  ...['[object Promise]', '[object Object]', '**********'].map((text): [string, string] => [
    `salt-not-loaded;${text}`,
    signed(text)
  ]),
  // Numbers and texts of digits.
  ['go-verb-printed', each((value) => (typeof value === 'number' ? `%!s(int=${value})` : value))],
  ['go-verb-printed', each((value) => (typeof value === 'string' ? `%!d(string=${value})` : String(value)))],
  ['numbers-as-characters', each((value) => (typeof value === 'number' ? String.fromCodePoint(value) : value))],
  ['digits-as-number;out_order_no', only('out_order_no', (text) => String(Number(text)))],
  ['digits-as-number;out_order_no', only('out_order_no', (text) => text.replace(/^0+/, ''))],
  ['digits-as-number;out_order_no', only('out_order_no', () => '9223372036854775807')],
  ['digits-as-number;out_order_no', only('out_order_no', () => '2.0231128120000E+19'.replace('0000E', 'E'))],
  ['switches-as-words;disable_msg', only('disable_msg', () => 'false')],
  ['amount-in-yuan;total_amount', only('total_amount', () => '128.0')],
  ['numbers-without-zeros', each((value) => ({ 12800: '1.28E+4', 900: '9E+2' })[value] ?? String(value))],
  // Free text on its way through filters.
  ['emoji-changed;subject', only('subject', (text) => text.replace('😀', ''))],
  ['emoji-changed;subject', only('subject', (text) => text.replace('😀', '????'))],
  ['normalized-nfkc;subject', only('subject', (text) => text.normalize('NFKC'))],
  ['tags-stripped', only('subject', (text) => text.replace('<b>', ''))],
  ['html-escaped', only('subject', (text) => text.replace('&', '&amp;').replace('<b>', '&lt;b&gt;'))],
  ['value-in-base64;cp_extra', only('cp_extra', (text) => Buffer.from(text).toString('base64'))],
  ['value-as-json;cp_extra', only('cp_extra', (text) => JSON.stringify(text))],
  [
    'unicode-escaped',
    each((value) => escapes(String(value)).replace(/\\u.{4}/g, (one) => `\\u${one.slice(2).toUpperCase()}`))
  ],
  ['json-escaped', each((value) => escapes(JSON.stringify(String(value)).slice(1, -1)).replaceAll('/', '\\/'))],
  ['values-in-single-quotes', each((value) => (typeof value === 'string' ? `'${value}'` : String(value)))],
  // The list, its order and the string.
  [
    'list-as-numbered-pairs',
    md5(
      list()
        .map((text, i) => `${i}=${text}`)
        .join('&')
    )
  ],
  ['last-character-lost', md5(STRING.slice(0, -1))],
  ['first-character-lost', md5(STRING.slice(1))],
  ['characters-sorted', md5([...STRING].sort(compareBytes).join(''))],
  ['string-in-base64', md5(Buffer.from(STRING).toString('base64'))],
  ['line-break-behind', md5(`${STRING} \r\n`)],
  ['surrogate-bytes', md5(surrogateBytes(STRING))],
  ['utf16-bytes', md5(Buffer.from(STRING, 'utf16le').swap16())],
  [
    'sorted-by-length',
    md5(
      list()
        .sort((a, b) => a.length - b.length)
        .join('&')
    )
  ],
  [
    'sorted-by-length',
    md5(
      list()
        .sort((a, b) => Buffer.byteLength(a) - Buffer.byteLength(b))
        .join('&')
    )
  ],
  [
    'key-value-pairs-sorted-by-value',
    md5(
      `${members
        .toSorted(([, a], [, b]) => compareBytes(String(a), String(b)))
        .map(([key, value]) => `${key}=${value}`)
        .join('&')}&key=${SALT}`
    )
  ],
  // The hash and how it is written.
  ['md5-and-salt-again', md5(SALT + md5(STRING))],
  ['nothing-hashed', md5('')],
  ['word-hashed;Array', md5('Array')],
  ['only-salt-signed', md5(SALT)],
  ['base64-digest', Buffer.from(md5(STRING), 'hex').toString('base64url')],
  ['base64-of-hex', Buffer.from(md5(STRING).toUpperCase()).toString('base64')],
  ['hex-with-separators', (md5(STRING).match(/../g) ?? []).join(':')],
  ['hex-with-prefix', `0x${md5(STRING)}`],
  ['uppercase-digest + hex-with-prefix', `0x${md5(STRING).toUpperCase()}`],
  ['hex-bytes-as-numbers', `[${[...Buffer.from(md5(STRING), 'hex')].join(' ')}]`],
  ['hex-bytes-as-numbers', `[${[...Int8Array.from(Buffer.from(md5(STRING), 'hex'))].join(', ')}]`],
  ['sign-in-quotes', `"${md5(STRING)}"`],
  ['sign-as-bytes', `b'${md5(STRING)}'`],
  ['sign-with-white-space', `${md5(STRING)}\n`],
  ['sign-as-object', JSON.stringify(Buffer.from(md5(STRING), 'hex'))],
  ['sign-as-object', Buffer.from(md5(STRING), 'hex').toString('latin1')],
  ['sign-as-object', `b'${md5(STRING).replace(/../g, '\\x$&')}'`],
  [
    'salt-appended + sign-as-object',
    JSON.stringify(
      createHash('md5')
        .update([...list().filter((one) => one !== SALT), SALT].join('&'))
        .digest()
    )
  ],
  ['sorted-by-key + sign-with-white-space', ` ${md5([...byKey.map(([, value]) => value), SALT].join('&'))}`]
]

describe('wrong signers that are not in the fixtures', () => {
  test.each(SIGNERS)('%s: %s', async (mistakes, signature) => {
    const keys = { app_secret: 'secretOfTheApp' }
    const body = JSON.stringify({ ...BODY, sign: signature })
    const { verdict, explanations } = await diagnose(body, SALT, signature, { mask: '<SALT>', keys })
    const best = explanations[0]?.mistakes.map(({ code, key }) => (key === undefined ? code : `${code};${key}`)) ?? []
    expect([verdict, best.join(' + ')]).toEqual(['explained', mistakes])
    expect(JSON.stringify(explanations)).not.toContain(SALT)
  })

  test.each([
    ['an int', '%!s(int=1000000)', '%!s(int=20000000)'],
    ['a float64', '%!s(float64=1e+06)', '%!s(float64=2e+07)']
  ])('go-verb-printed for %s from a million on', async (_, ...texts) => {
    const body = '{"out_order_no":"no_1","total_amount":1000000,"fee":20000000}'
    const { explanations } = await diagnose(body, SALT, signed(SALT, [...texts, 'no_1']), { mask: '<SALT>' })
    expect(explanations[0]?.mistakes.map((one) => one.code)).toEqual(['go-verb-printed'])
  })

  test.each([
    ['flags of PHP', '{"a":{"y":"\\u5546\\/","x":1},"b":2}'],
    ['no escapes', '{"a":{"y":"商/","x":1},"b":2}']
  ])('the JSON that ksort sorted, outermost alone, with %s', async (_, text) => {
    const body = '{"b":2,"a":{"y":"商/","x":1}}'
    const { explanations } = await diagnose(body, SALT, md5(text + SALT), { mask: '<SALT>' })
    expect(explanations[0]?.mistakes.map((one) => one.code)).toEqual(['json-signed', 'salt-glued-behind'])
  })

  test.each([
    ['as PHP sorts naturally, capitals first', 'sorted-naturally', ['100', SALT, 'goods', 'order_9', 'order_10']],
    ['as a collator sorts numbers', 'sorted-by-locale', ['100', 'goods', 'order_9', 'order_10', SALT]]
  ])('%s', async (_, code, texts) => {
    const body = '{"out_order_no":"order_10","total_amount":100,"subject":"goods","cp_extra":"order_9"}'
    const { explanations } = await diagnose(body, SALT, md5(texts.join('&')), { mask: '<SALT>' })
    expect(explanations[0]?.mistakes.map((one) => one.code)).toEqual([code])
  })

  test.each([
    ['a Buffer', 'sign-as-object', JSON.parse(JSON.stringify(Buffer.from(md5(STRING), 'hex')))],
    ['a WordArray', 'sign-as-object', { words: wordsOf(md5(STRING)), sigBytes: 16 }],
    ['a list', 'hex-bytes-as-numbers', [...Buffer.from(md5(STRING), 'hex')]],
    ['a list of Java', 'hex-bytes-as-numbers', [...Int8Array.from(Buffer.from(md5(STRING), 'hex'))]]
  ])('%s in the body, not as a text', async (_, code, sign) => {
    const body = JSON.stringify({ ...BODY, sign }, undefined, 2)
    const theirs = signatureIn(readObject(body)) ?? ''
    const { explanations } = await diagnose(body, SALT, theirs, { mask: '<SALT>' })
    expect(explanations[0]?.mistakes.map((one) => one.code)).toEqual([code])
  })

  test.each([`"${md5(STRING)}"`, `b'${md5(STRING)}'`, `${md5(STRING)} `, `0x${md5(STRING)}`])(
    'the fix of %j is about what stands around it, not about MD5',
    async (signature) => {
      const { explanations } = await diagnose(JSON.stringify(BODY), SALT, signature, { mask: '<SALT>' })
      expect(explanations[0]?.mistakes.map(({ fix }) => fix)).toEqual(['bare-sign'])
    }
  )

  test.each([
    ['values inside of nested ones, one by one', 'nested-flattened', ['15', '10', 'no_1']],
    ['joined by themselves', 'nested-flattened', ['10&15', 'no_1']]
  ])('%s', async (_, code, texts) => {
    const body = '{"out_order_no":"no_1","expand_order_info":{"original_fee":15,"actual_fee":10}}'
    const signature = signed(SALT, texts)
    const { explanations } = await diagnose(body, SALT, signature, { mask: '<SALT>' })
    expect(explanations[0]?.mistakes.map((one) => one.code)).toEqual([code])
  })

  test.each([
    ['nothing-hashed', ''],
    ['word-hashed', '[object Object]'],
    ['word-hashed', 'Array'],
    ['only-salt-signed', SALT]
  ])('%s is found at depth 1, and nothing beside it: %j', async (code, text) => {
    for (const depth of [1, 2]) {
      const { explanations } = await diagnose(JSON.stringify(BODY), SALT, md5(text), { mask: '<SALT>', depth })
      expect(explanations.map(({ mistakes }) => mistakes.map((one) => one.code))).toEqual([[code]])
    }
  })

  test('an object that JavaScript joined with the SALT', async () => {
    const { explanations } = await diagnose(JSON.stringify(BODY), SALT, md5(`[object Object]${SALT}`), { mask: '' })
    expect(explanations[0]?.mistakes.map((one) => one.code)).toEqual(['body-as-map-text', 'salt-glued-behind'])
  })

  test.each([
    ['a signature that is right', STRING, 'right'],
    ['an unknown one', 'nobody signs this', 'unexplained']
  ])('%s stays what it is', async (_, text, verdict) => {
    const found = await diagnose(JSON.stringify(BODY), SALT, md5(text), { mask: '<SALT>', depth: 2 })
    expect(found.verdict).toBe(verdict)
  })
})
