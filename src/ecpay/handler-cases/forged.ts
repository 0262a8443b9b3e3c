import { hash } from 'node:crypto'
import type { HandlerCase, Kit } from '../../protocol/callback/handler-case.js'
import { unsetPath } from '../../protocol/json/set-path.js'
import { callbackSignature, callbackStringToSign, spoiled } from '../callback/signature.js'
import { altered, forged, json, signed } from './posts.js'

const WHY = {
  en: 'The address of a handler is no secret: whoever knows it can post a paid order to it.',
  zh: '回调地址不是秘密：知道它的人都可以向它发送“已支付”。'
}
const FIX = {
  en: 'Compute the signature from token, timestamp, nonce and msg, compare it with msg_signature in constant time, and answer otherwise than success where they differ or one is missing.',
  zh: '用令牌、timestamp、nonce、msg 计算签名，与 msg_signature 做常数时间比较；不一致或缺少字段时不要返回成功。'
}

/** Requests that are not callbacks of the platform. */
const FORGERIES: [code: string, en: string, zh: string, send: (kit: Kit) => ReturnType<typeof json>][] = [
  ['signature-wrong', 'a signature with one digit changed', '签名有一位不同', (kit) => forged(kit, spoiled)],
  ['signature-empty', 'an empty signature', '签名为空', (kit) => forged(kit, () => '')],
  [
    'signature-missing',
    'no signature at all',
    '没有签名',
    (kit) => json(unsetPath(signed(kit).body, ['msg_signature']))
  ],
  ['signature-truncated', 'half a signature', '签名只有一半', (kit) => forged(kit, (text) => text.slice(0, 20))],
  [
    'signature-uppercase',
    'a signature in upper case',
    '签名为大写',
    (kit) => forged(kit, (text) => text.toUpperCase())
  ],
  ['signature-md5', 'md5 in place of sha1', '用 md5 代替 sha1', (kit) => forged(kit, () => digest('md5', kit))],
  [
    'signature-sha256',
    'sha256 in place of sha1',
    '用 sha256 代替 sha1',
    (kit) => forged(kit, () => digest('sha256', kit))
  ],
  [
    'signature-without-token',
    'a signature without the token, which anyone can make',
    '不含令牌的签名，任何人都能算出',
    (kit) => forged(kit, () => callbackSignature(kit, ''))
  ],
  [
    'signature-of-another',
    'the signature of another callback',
    '另一个回调的签名',
    (kit) => forged(kit, () => callbackSignature({ ...kit, msg: '{}' }, kit.key))
  ],
  [
    'timestamp-changed',
    'a timestamp changed after signing',
    '签名后改动 timestamp',
    (kit) => altered(kit, { timestamp: nextDigit(kit.timestamp) })
  ],
  [
    'nonce-changed',
    'a nonce changed after signing',
    '签名后改动 nonce',
    (kit) => altered(kit, { nonce: nextDigit(kit.nonce) })
  ],
  [
    'msg-changed',
    'a msg changed in one character after signing',
    '签名后改动 msg 的一个字符',
    (kit) => altered(kit, { msg: kit.msg.replace('SUCCESS', 'SUCCESs') })
  ]
]

/** Bodies that are not an envelope. */
const MALFORMED: [code: string, en: string, zh: string, body: string][] = [
  ['not-json', 'a body that is not JSON', '请求体不是 JSON', 'payment'],
  ['empty-body', 'an empty body', '请求体为空', ''],
  ['not-an-envelope', 'JSON, but not a callback envelope', '是 JSON，但不是回调的外层结构', '[null]']
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
  ...MALFORMED.map(
    ([code, en, zh, body]): HandlerCase => ({
      code,
      wants: 'refused',
      send: () => [json(body)],
      title: { en, zh },
      why: WHY,
      fix: FIX
    })
  )
]

function digest(algorithm: string, kit: Kit): string {
  return hash(algorithm, callbackStringToSign(kit, kit.key), 'hex')
}

/** The same digits except the last one. */
function nextDigit(digits: string): string {
  return digits.slice(0, -1) + ((Number(digits.at(-1)) + 1) % 10)
}
