import { hash } from 'node:crypto'
import { type CallbackPost, JSON_TYPE } from '../../protocol/callback/callback-post.js'
import type { HandlerCase, Kit } from '../../protocol/callback/handler-case.js'
import { SIGNATURE, spoiled, withSignature } from '../callback/post.js'
import { callbackString } from '../sign/string-to-sign.js'
import { signed, withHeader, withHeaders, withoutHeader } from './posts.js'

const WHY = {
  en: 'The address of a handler is no secret: whoever knows it can post a paid order to it.',
  zh: '回调地址不是秘密：知道它的人都可以向它发送“已支付”。'
}
const FIX = {
  en: 'Verify Byte-Signature over Byte-Timestamp, Byte-Nonce-Str and the raw body with the public key of the platform, and answer otherwise than success where it does not fit or a header is missing.',
  zh: '用平台公钥按 Byte-Timestamp、Byte-Nonce-Str、请求体原文验证 Byte-Signature；不符或缺少请求头时不要返回成功。'
}
const WRONG_KEY = {
  why: {
    en: 'Anybody has a key pair of his own. Your app has one too, and its public half is easily taken for that of the platform.',
    zh: '任何人都能生成密钥对。应用自己也有一对，它的公钥很容易被误当作平台公钥。'
  },
  fix: {
    en: 'Verify with the public key of the platform, which the console shows beside that of your app, and with no other.',
    zh: '只用平台公钥验签；它与应用公钥显示在控制台的同一处，不要混用。'
  }
}

/** Requests that are not callbacks of the platform. */
const FORGERIES: [code: string, en: string, zh: string, send: (kit: Kit) => CallbackPost][] = [
  [
    'signature-wrong',
    'a signature with one bit changed',
    '签名有一个比特不同',
    (kit) => withSignature(signed(kit), spoiled)
  ],
  ['signature-empty', 'an empty signature', '签名为空', (kit) => withSignature(signed(kit), () => '')],
  ['signature-missing', 'no Byte-Signature', '没有 Byte-Signature', (kit) => withoutHeader(signed(kit), SIGNATURE)],
  [
    'timestamp-missing',
    'no Byte-Timestamp',
    '没有 Byte-Timestamp',
    (kit) => withoutHeader(signed(kit), 'Byte-Timestamp')
  ],
  ['nonce-missing', 'no Byte-Nonce-Str', '没有 Byte-Nonce-Str', (kit) => withoutHeader(signed(kit), 'Byte-Nonce-Str')],
  [
    'signature-truncated',
    'half a signature',
    '签名只有一半',
    (kit) => withSignature(signed(kit), (text) => text.slice(0, 172))
  ],
  [
    'signature-without-key',
    'a SHA-256 hash in place of the signature, which anyone can compute',
    '用 SHA-256 摘要代替签名，任何人都能算出',
    (kit) =>
      withSignature(signed(kit), () => hash('sha256', callbackString({ ...kit, body: signed(kit).body }), 'base64'))
  ],
  [
    'signature-of-another',
    'the signature of another callback',
    '另一个回调的签名',
    (kit) => withSignature(signed(kit), () => signatureOf(signed(kit, { msg: '{}' })))
  ],
  [
    'timestamp-changed',
    'a timestamp changed after signing',
    '签名后改动 Byte-Timestamp',
    (kit) => withHeader(signed(kit), 'Byte-Timestamp', nextDigit)
  ],
  [
    'nonce-changed',
    'a nonce changed after signing',
    '签名后改动 Byte-Nonce-Str',
    (kit) => withHeader(signed(kit), 'Byte-Nonce-Str', nextDigit)
  ],
  [
    'body-changed',
    'a body changed in one character after signing',
    '签名后改动请求体的一个字符',
    (kit) => ({ ...signed(kit), body: nextDigit(signed(kit).body) })
  ]
]

/** Bodies that are not an envelope. */
const MALFORMED: [code: string, en: string, zh: string, body: string][] = [
  ['not-json', 'a body that is not JSON', '请求体不是 JSON', 'payment'],
  ['empty-body', 'an empty body', '请求体为空', ''],
  ['not-an-envelope', 'JSON, but not a callback', '是 JSON，但不是回调', '[null]']
]

/** Cases that a handler must not accept. */
export const FORGED_CASES: readonly HandlerCase[] = [
  ...FORGERIES.map(
    ([code, en, zh, send]): HandlerCase => ({
      code,
      wants: 'refused',
      send: (kit) => [send(kit)],
      title: { en, zh },
      why: WHY,
      fix: FIX
    })
  ),
  {
    code: 'wrong-key',
    wants: 'refused',
    send: (kit) => [signed(kit, { key: kit.otherKey })],
    title: { en: 'a signature with the key of an app', zh: '用应用私钥签名' },
    ...WRONG_KEY
  },
  {
    code: 'header-doubled',
    wants: 'refused',
    advice: true,
    send: (kit) => [withHeaders(signed(kit), (headers) => [...headers, ['Byte-Timestamp', nextDigit(kit.timestamp)]])],
    title: { en: 'Byte-Timestamp twice, with two values', zh: 'Byte-Timestamp 出现两次，值不同' },
    why: {
      en: 'A proxy or framework may take the first, the last, or both joined by a comma: what is verified need not be what is used.',
      zh: '代理和框架有的取第一个，有的取最后一个，有的用逗号拼接：验证的值与使用的值可能不同。'
    },
    fix: {
      en: 'Refuse a callback in which one of the three headers has several values.',
      zh: '三个请求头中任何一个有多个值时，拒绝该回调。'
    }
  },
  {
    code: 'ecpay-callback',
    wants: 'refused',
    send: () => [ecpayCallback()],
    title: { en: 'a callback of 担保支付, the older system', zh: '旧系统“担保支付”的回调' },
    why: {
      en: 'Its signature stands in the body and is made with a token. A handler of the trade system cannot verify it.',
      zh: '它的签名在请求体中，由令牌(Token)生成；通用交易系统的后端无法验证。'
    },
    fix: {
      en: 'Give each system an address of its own, and refuse what has no Byte-Signature.',
      zh: '两个系统使用不同的回调地址；没有 Byte-Signature 的一律拒绝。'
    }
  },
  ...MALFORMED.map(
    ([code, en, zh, body]): HandlerCase => ({
      code,
      wants: 'refused',
      send: (kit) => [{ ...signed(kit), body }],
      title: { en, zh },
      why: WHY,
      fix: FIX
    })
  )
]

function signatureOf({ headers = [] }: CallbackPost): string {
  return headers.find(([name]) => name === SIGNATURE)?.[1] ?? ''
}

/** The same text with its last digit changed. */
function nextDigit(text: string): string {
  return text.replace(/[0-9](?=[^0-9]*$)/, (digit) => String((Number(digit) + 1) % 10))
}

/** As the older system posts it, with the signature of a token that nobody has. */
function ecpayCallback(): CallbackPost {
  const msg = JSON.stringify({
    appid: 'tt0123456789abcdef',
    cp_orderno: 'order_1',
    status: 'SUCCESS',
    total_amount: 100
  })
  const msg_signature = hash('sha1', `1602507471797${msg}`)
  const body = JSON.stringify({ timestamp: '1602507471', nonce: '797', msg, type: 'payment', msg_signature })
  return { body, contentType: JSON_TYPE }
}
