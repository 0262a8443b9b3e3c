import { CRASH } from '../../protocol/callback/common-cases.js'
import type { HandlerCase, Kit } from '../../protocol/callback/handler-case.js'
import { callbackSignature } from '../callback/signature.js'
import { common, signed } from './posts.js'

/** Cases that a handler must survive. */
export const ROBUST_CASES: readonly HandlerCase[] = [
  ...common('charset-in-content-type', 'wrong-content-type'),
  {
    code: 'unknown-type',
    wants: 'unharmed',
    send: (kit) => [signed(kit, { type: 'gift' })],
    title: { en: 'an unknown type', zh: '未知的 type' },
    why: {
      en: 'Types are added, and type is not signed: what it says proves nothing.',
      zh: '平台会增加类型；type 不参与签名，本身不可信。'
    },
    fix: CRASH
  },
  ...common('one-mebibyte', 'many-at-once', 'in-time'),
  {
    code: 'console-check',
    wants: 'echoed',
    advice: true,
    send: (kit) => [consoleCheck(kit)],
    title: { en: 'the GET with which the console checks the address', zh: '控制台校验地址的 GET 请求' },
    why: {
      en: 'When the address is saved the console sends a GET, signed like a callback, and wants echostr back. Known from SDKs and users.',
      zh: '保存地址时控制台会发送一个 GET 请求，签名方式与回调相同，要求原样返回 echostr。这一点来自 SDK 和用户。'
    },
    fix: {
      en: 'Verify signature over token, timestamp, nonce and msg of the query; answer HTTP 200 with echostr alone.',
      zh: '用查询参数的 timestamp、nonce、msg 和令牌校验 signature，返回 HTTP 200，内容只有 echostr。'
    }
  },
  ...common('still-there')
]

function consoleCheck(kit: Kit): { query: Record<string, string>; echostr: string } {
  const { timestamp, nonce, key } = kit
  const parts = { timestamp, nonce, msg: 'check' }
  const echostr = `echo-${nonce}`
  return { query: { ...parts, signature: callbackSignature(parts, key), echostr }, echostr }
}
