import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { gbkBytes } from '../../../src/protocol/json/gbk.js'
import { causesOfMismatch, type OtherTradeKeys } from '../../../src/trade/callback/causes.js'
import type { TradeCallback } from '../../../src/trade/callback/check-callback.js'
import { verifyTradeCallback } from '../../../src/trade/callback/verify-callback.js'
import { KEYS } from '../vectors.js'
import { BODY, callback, encrypted, headersFor, headersWith, lines, MSG, OTHER, STAMPS, sha256 } from './signed.js'

const { timestamp: T, nonce: N } = STAMPS
const OTHERS: OtherTradeKeys = { app: KEYS.appPublic, profiles: { shop: { platform: OTHER.publicKey } } }

const causes = (one: TradeCallback, options = {}) =>
  causesOfMismatch(one, KEYS.platformPublic, { others: OTHERS, depth: 2, original: true, ...options })

/** A body that came, with a signature over another text. */
const signed = (text: string | Uint8Array, body: string | Uint8Array = BODY): TradeCallback => ({
  headers: headersFor(text),
  body: Buffer.from(body)
})

const right = callback()
const signature = (right.headers as Record<string, string>)['Byte-Signature'] ?? ''
const TIGHT = BODY.replace('a b', 'ab')
const spaced = BODY.replaceAll('":"', '": "').replaceAll('","', '", "')

describe('each mistake is named, with what makes it that one', () => {
  test.each<[string, TradeCallback, object[]]>([
    ['no line break at the end', signed(`${T}\n${N}\n${BODY}`), [{ code: 'no-final-newline' }]],
    ['CRLF', signed(`${T}\r\n${N}\r\n${BODY}\r\n`), [{ code: 'crlf', where: 'joints' }]],
    ['CRLF between only', signed(`${T}\r\n${N}\r\n${BODY}`), [{ code: 'crlf', where: 'joints' }]],
    ['single quotes of PHP', signed(`${T}\\n${N}\\n${BODY}\\n`), [{ code: 'literal-newline' }]],
    ['nothing between', signed(`${T}${N}${BODY}`), [{ code: 'no-line-breaks' }]],
    ['five lines', signed(`POST\n/notify\n${T}\n${N}\n${BODY}\n`), [{ code: 'five-lines', uri: '/notify' }]],
    [
      'five lines with its own path',
      { ...signed(`POST\n/pay/cb?x=1\n${T}\n${N}\n${BODY}\n`), path: '/pay/cb?x=1' },
      [{ code: 'five-lines', uri: '/pay/cb?x=1' }]
    ],
    [
      'five lines with the name in the header',
      signed(`POST\n/msg/basic/payment/notify\n${T}\n${N}\n${BODY}\n`),
      [{ code: 'five-lines', uri: '/msg/basic/payment/notify' }]
    ],
    ['the wrong order', signed(`${N}\n${T}\n${BODY}\n`), [{ code: 'timestamp-nonce-swapped' }]],
    ['no timestamp', signed(`${N}\n${BODY}\n`), [{ code: 'signed-without', part: 'Byte-Timestamp' }]],
    ['no nonce', signed(`${T}\n${BODY}\n`), [{ code: 'signed-without', part: 'Byte-Nonce-Str' }]],
    ['no body', signed(`${T}\n${N}\n\n`), [{ code: 'signed-without', part: 'the body' }]],
    [
      'milliseconds',
      signed(lines(BODY, { timestamp: `${T}000`, nonce: N })),
      [{ code: 'timestamp-unit-changed', found: T, signed: `${T}000` }]
    ],
    ['msg alone', signed(lines(MSG)), [{ code: 'signed-msg-only' }]],
    ['msg with its escapes', signed(lines(JSON.stringify(MSG).slice(1, -1))), [{ code: 'signed-msg-only' }]],
    [
      'a signer that takes spaces out',
      signed(lines(spaced.replaceAll(' ', '')), spaced),
      [{ code: 'spaces-stripped' }]
    ],
    [
      'a reader that takes spaces out',
      signed(lines(BODY), BODY.replaceAll(' ', '')),
      [{ code: 'spaces-stripped', isHere: true }]
    ],
    [
      'the same of a body as Python writes it',
      signed(lines(spaced), spaced.replaceAll(' ', '')),
      [{ code: 'spaces-stripped', isHere: true }]
    ],
    [
      'JSON.stringify of what had spaces',
      signed(lines(spaced), BODY),
      [{ code: 'body-reserialised', how: 'json.dumps with ensure_ascii=False (Python)' }]
    ],
    [
      'json_encode',
      signed(lines(BODY), BODY.replaceAll('/', '\\/').replace('测试', '\\u6d4b\\u8bd5')),
      [{ code: 'body-reserialised', how: 'JSON.stringify (JavaScript)' }]
    ],
    [
      'sorted keys',
      signed(lines(BODY), JSON.stringify({ msg: MSG, type: 'payment', version: '3.0' })),
      [{ code: 'body-reserialised', how: 'version, type, msg', isOrder: true }]
    ],
    [
      'msg taken for an object',
      signed(
        lines(BODY),
        JSON.stringify({ version: '3.0', type: 'payment', msg: JSON.stringify(JSON.parse(MSG), null, 2) })
      ),
      [{ code: 'body-reserialised', how: 'JSON.stringify (JavaScript)', part: 'msg' }]
    ],
    [
      'msg parsed into an object',
      signed(lines(BODY), JSON.stringify({ version: '3.0', type: 'payment', msg: JSON.parse(MSG) })),
      [{ code: 'body-reserialised', how: 'JSON.stringify (JavaScript)', part: 'msg' }]
    ],
    [
      'printed in lines, without a space in any value',
      signed(lines(TIGHT), JSON.stringify(JSON.parse(TIGHT), null, 2)),
      [{ code: 'body-reserialised', how: 'JSON.stringify (JavaScript)' }]
    ],
    ['msg in place of the body', signed(lines(BODY), MSG), [{ code: 'msg-for-body' }]],
    [
      'msg in place of the body, whose members had another order',
      signed(lines(JSON.stringify({ msg: MSG, version: '2.0', type: 'refund' })), MSG),
      [{ code: 'msg-for-body' }]
    ],
    [
      'a msg that jq printed',
      signed(lines(BODY), `${JSON.stringify(JSON.parse(MSG), null, 2)}\n`),
      [{ code: 'msg-for-body' }]
    ],
    ['a msg with a line break behind', signed(lines(BODY), `${MSG}\n`), [{ code: 'msg-for-body' }]],
    ['JSON in JSON', signed(lines(BODY), JSON.stringify(BODY)), [{ code: 'body-encoded', how: 'json-string' }]],
    [
      'Base64 of a gateway of functions',
      signed(lines(BODY), Buffer.from(BODY).toString('base64')),
      [{ code: 'body-encoded', how: 'base64' }]
    ],
    [
      'Base64 in lines',
      signed(lines(BODY), `${Buffer.from(BODY).toString('base64').replace(/.{76}/g, '$&\r\n')}\n`),
      [{ code: 'body-encoded', how: 'base64' }]
    ],
    ['an editor', signed(lines(BODY), `${BODY}\n`), [{ code: 'body-edge-changed', how: 'line-break-added' }]],
    [
      'an editor of Windows',
      signed(lines(BODY), `${BODY}\r\n`),
      [{ code: 'body-edge-changed', how: 'line-break-added' }]
    ],
    ['readLine', signed(lines(`${BODY}\n`), BODY), [{ code: 'body-edge-changed', how: 'line-break-missing' }]],
    [
      'a byte order mark',
      signed(lines(BODY), `\ufeff${BODY}`),
      [{ code: 'body-edge-changed', how: 'byte-order-mark' }]
    ],
    ['line breaks inside', signed(lines('{\n}'), '{\r\n}'), [{ code: 'crlf', where: 'body' }]],
    [
      'htmlspecialchars',
      signed(lines(BODY), BODY.replaceAll('"', '&quot;')),
      [{ code: 'body-encoded', how: 'html-escaped' }]
    ],
    ['a form', signed(lines(BODY), encodeURIComponent(BODY)), [{ code: 'body-encoded', how: 'url-encoded' }]],
    [
      'addslashes',
      signed(lines(BODY), BODY.replace(/["\\]/g, '\\$&')),
      [{ code: 'body-encoded', how: 'slashes-added' }]
    ],
    ['a signer that writes GBK', signed(lines(gbkBytes(BODY))), [{ code: 'body-encoded', how: 'gbk' }]],
    ['a reader that writes GBK', signed(lines(BODY), gbkBytes(BODY)), [{ code: 'body-encoded', how: 'gbk' }]],
    [
      'a reader that takes Latin-1',
      signed(lines(BODY), Buffer.from(BODY).toString('latin1')),
      [{ code: 'body-encoded', how: 'garbled' }]
    ],
    [
      'SHA-1',
      { headers: headersFor(lines(), KEYS.platform, 'sha1'), body: right.body },
      [{ code: 'other-hash', hash: 'SHA-1' }]
    ],
    [
      'SHA-512 and no line break',
      { headers: headersFor(`${T}\n${N}\n${BODY}`, KEYS.platform, 'sha512'), body: right.body },
      [{ code: 'other-hash', hash: 'SHA-512' }, { code: 'no-final-newline' }]
    ],
    [
      'a bare hash',
      { headers: headersWith(encrypted(sha256(lines()))), body: right.body },
      [{ code: 'digest-not-wrapped' }]
    ],
    [
      'its digits',
      { headers: headersWith(encrypted(sha256(lines()).toString('hex'))), body: right.body },
      [{ code: 'digest-not-wrapped' }]
    ],
    [
      'PSS',
      {
        headers: headersWith(
          sign('sha256', lines(), { key: KEYS.platform, padding: constants.RSA_PKCS1_PSS_PADDING }).toString('base64')
        ),
        body: right.body
      },
      [{ code: 'pss-padding' }]
    ],
    ["the app's key", callback(BODY, KEYS.app), [{ code: 'signed-with-app-key' }]],
    ["another profile's key", callback(BODY, OTHER.privateKey), [{ code: 'other-profiles-key', profile: 'shop' }]],
    [
      "the app's key, and five lines",
      { headers: headersFor(`POST\n/notify\n${T}\n${N}\n${BODY}\n`, KEYS.app), body: right.body },
      [{ code: 'signed-with-app-key' }, { code: 'five-lines', uri: '/notify' }]
    ],
    ['another body', signed(lines('{"version":"3.0"}')), [{ code: 'body-changed' }]]
  ])('%s', (_, one, expected) => {
    expect(causes(one)).toEqual(expected)
  })

  test('a key that nobody has', () => {
    const found = causesOfMismatch(callback(BODY, OTHER.privateKey), KEYS.platformPublic)
    expect(found).toEqual([{ code: 'other-platform-key' }])
  })

  test("the app's own key in place of the platform's", () => {
    expect(causesOfMismatch(right, KEYS.appPublic, { others: OTHERS })).toEqual([{ code: 'app-key-for-platform-key' }])
  })

  test('the key of the local gateway', () => {
    const found = causesOfMismatch(callback(BODY, OTHER.privateKey), KEYS.platformPublic, {
      others: { demo: OTHER.publicKey }
    })
    expect(found).toEqual([{ code: 'signed-with-demo-key' }])
  })
})

describe('how a signature is handed on', () => {
  const pluses = callbackWithPlus()
  test.each<[string, string, string]>([
    ['quotes', `"${signature}"`, 'quoted'],
    ['a form', pluses.signature.replaceAll('+', ' '), 'plus-lost'],
    ['percent', encodeURIComponent(signature), 'percent-encoded'],
    ['the alphabet of addresses', signature.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''), 'url-safe'],
    ['line breaks', signature.replace(/.{76}/g, '$&\n'), 'white-space'],
    ['no padding', signature.replace(/=+$/, ''), 'no-padding'],
    ['hex', Buffer.from(signature, 'base64').toString('hex'), 'hex'],
    ['cut off', signature.slice(0, 101), 'other']
  ])('%s', (name, text, how) => {
    const one = name === 'a form' ? pluses.callback : right
    const verdict = verifyTradeCallback({ ...one, headers: headersWith(text) }, KEYS.platformPublic)
    expect(verdict.valid).toBe(false)
    expect(verdict.causes[0]).toEqual({ code: 'signature-not-base64', how })
    expect(verdict.causes).toHaveLength(1)
  })

  test.each<[string, string, object[]]>([
    ['the last four characters cut', signature.slice(0, -4), [{ code: 'signature-length', bytes: 255, expected: 256 }]],
    ['half of it', signature.slice(0, 172), [{ code: 'signature-length', bytes: 129, expected: 256 }]],
    [
      'Base64 twice',
      Buffer.from(signature).toString('base64'),
      [{ code: 'signature-not-base64', how: 'encoded-twice' }]
    ],
    [
      'of another key, which is whole',
      sign('sha256', Buffer.from(lines(BODY)), OTHER.privateKey).toString('base64'),
      [{ code: 'other-platform-key' }]
    ]
  ])('%s is not taken for another key, unless it may be', (_, text, causes) => {
    const verdict = verifyTradeCallback({ ...right, headers: headersWith(text) }, KEYS.platformPublic)
    expect([verdict.valid, verdict.causes]).toEqual([false, causes])
  })

  test('a whole signature of a length that is rare is not called cut', () => {
    const [mine, other] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2560 }))
    const text = sign('sha256', Buffer.from(lines(BODY)), other?.privateKey as KeyObject).toString('base64')
    const verdict = verifyTradeCallback({ ...right, headers: headersWith(text) }, mine?.publicKey as KeyObject)
    expect(verdict.causes).toEqual([{ code: 'other-platform-key' }])
  })

  /** One whose signature has a plus in it. */
  function callbackWithPlus() {
    for (let i = 0; ; i++) {
      const one = callback(JSON.stringify({ version: '3.0', type: 'payment', msg: `${i}` }))
      const text = (one.headers as Record<string, string>)['Byte-Signature'] ?? ''
      if (text.includes('+')) return { callback: one, signature: text }
    }
  }
})

describe('two mistakes are named together, and only where that is asked for', () => {
  test.each<[string, TradeCallback, string[]]>([
    ['no line break and the order', signed(`${N}\n${T}\n${BODY}`), ['no-final-newline', 'timestamp-nonce-swapped']],
    ['CRLF and msg alone', signed(`${T}\r\n${N}\r\n${MSG}\r\n`), ['crlf', 'signed-msg-only']],
    ['five lines without the last', signed(`POST\n/notify\n${T}\n${N}\n${BODY}`), ['no-final-newline', 'five-lines']],
    ['written again, and an editor', signed(lines(spaced), `${BODY}\n`), ['body-reserialised']],
    ['msg alone, in GBK', signed(lines(gbkBytes(MSG))), ['signed-msg-only', 'body-encoded']],
    [
      'swapped, and spaces taken out',
      signed(`${N}\n${T}\n${BODY.replaceAll(' ', '')}\n`),
      ['timestamp-nonce-swapped', 'spaces-stripped']
    ]
  ])('%s', (_, one, expected) => {
    expect(causes(one).map(({ code }) => code)).toEqual(expected)
    if (expected.length > 1) expect(causes(one, { depth: 1 })).toEqual([{ code: 'body-changed' }])
  })
})

describe('a single character', () => {
  const at = BODY.indexOf('100')
  const offset = Buffer.byteLength(BODY.slice(0, at))
  test.each<[string, string, object]>([
    ['changed', BODY.replace('100', '900'), { offset, found: '9', was: '1' }],
    ['added', BODY.replace('100', '9100'), { offset, found: '9', was: '' }],
    ['lost', BODY.replace('100', '00'), { offset, found: '', was: '1' }],
    ['added beyond ASCII', BODY.replace('100', '币100'), { offset, found: '币', was: '' }]
  ])('%s', (_, body, found) => {
    expect(causes(signed(lines(), body))).toEqual([{ code: 'one-character-changed', ...found }])
  })

  test('two are another text', () => {
    expect(causes(signed(lines(), BODY.replace('100', '990')))).toEqual([{ code: 'body-changed' }])
  })

  test('it is left alone where nobody asks', () => {
    expect(causes(signed(lines(), BODY.replace('100', '900')), { original: false })).toEqual([{ code: 'body-changed' }])
  })
})

test.each([20_000, 60_000, 900_000])('a body of %d bytes is searched within bounds', (size) => {
  const body = JSON.stringify({ version: '3.0', type: 'payment', msg: JSON.stringify({ cp_extra: 'x'.repeat(size) }) })
  expect(causes(signed(lines('other'), body)).map(({ code }) => code)).toEqual(['body-changed'])
  expect(causes(signed(`${T}\n${N}\n${body}`, body)).map(({ code }) => code)).toEqual(['no-final-newline'])
})
