import type { HandlerCase, Kit } from '../../protocol/callback/handler-case.js'
import { setPath } from '../../protocol/json/set-path.js'
import { callbackSignature } from '../callback/signature.js'
import { signed } from './posts.js'

const MANY = 50
const MEBIBYTE = 1024 * 1024
/** In milliseconds. The platform's limit is not documented. */
const SOON = 1000

const CRASH = {
  en: 'Catch what cannot be read, and answer it; an HTTP 5xx here means that an exception went through.',
  zh: '请捕获无法解析的请求并返回响应；这里出现 HTTP 5xx 说明有异常没有处理。'
}

/** Cases that a handler must survive. */
export const ROBUST_CASES: readonly HandlerCase[] = [
  {
    code: 'charset-in-content-type',
    wants: 'accepted',
    send: (kit) => [{ ...signed(kit), contentType: 'application/json; charset=utf-8' }],
    title: { en: 'Content-Type with a charset', zh: 'Content-Type 带 charset' },
    why: { en: 'Proxies add it, and it says nothing new.', zh: '代理会加上它，含义不变。' },
    fix: { en: 'Do not compare the whole header.', zh: '不要整体比较这个请求头。' }
  },
  {
    code: 'wrong-content-type',
    wants: 'unharmed',
    send: (kit) => [{ ...signed(kit), contentType: 'text/plain' }],
    title: { en: 'Content-Type text/plain', zh: 'Content-Type 为 text/plain' },
    why: {
      en: 'Frameworks give the handler no body, or a parsed one, depending on this header.',
      zh: '框架会因这个请求头而不提供请求体，或提供解析后的结果。'
    },
    fix: CRASH
  },
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
  {
    code: 'one-mebibyte',
    wants: 'unharmed',
    send: (kit) => [signed(kit, { msg: setPath(kit.msg, ['cp_extra'], `"${'x'.repeat(MEBIBYTE)}"`) })],
    title: { en: 'a body of 1 MiB', zh: '1 MiB 的请求体' },
    why: {
      en: 'A callback has some 1000 bytes; whoever sends more wants the memory.',
      zh: '回调只有约 1000 字节；发送更多的人是想占用内存。'
    },
    fix: {
      en: 'Limit the body, and answer HTTP 413 beyond that; do not end the process.',
      zh: '限制请求体大小，超出时返回 HTTP 413，不要让进程退出。'
    }
  },
  {
    code: 'many-at-once',
    wants: 'accepted',
    together: true,
    send: (kit) =>
      Array.from({ length: MANY }, (_, i) => signed(kit, { nonce: kit.nonce + String(i).padStart(2, '0') })),
    title: { en: '50 callbacks at once', zh: '同时 50 个回调' },
    why: {
      en: 'After an outage the platform sends everything that waited.',
      zh: '故障恢复后，平台会把积压的回调一起发来。'
    },
    fix: {
      en: 'Answer as soon as the callback is stored, and do the work behind it. A development server that queues few connections loses them before your code runs: try the server you use in production too.',
      zh: '回调入库后立即返回，业务放到后面处理。开发用的服务器能排队的连接很少，请求可能在到达代码之前就丢失：请换用线上的服务器再试。'
    }
  },
  {
    code: 'in-time',
    wants: 'accepted',
    within: SOON,
    advice: true,
    send: (kit) => [signed(kit)],
    title: { en: 'an answer within a second', zh: '一秒内响应' },
    why: {
      en: 'The limit of the platform is not documented; past it the callback counts as not delivered.',
      zh: '平台的时限没有公开；超时即视为未送达。'
    },
    fix: {
      en: 'Answer as soon as the callback is stored, and do the work behind it.',
      zh: '回调入库后立即返回，业务放到后面处理。'
    }
  },
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
  {
    code: 'still-there',
    wants: 'accepted',
    send: (kit) => [signed(kit)],
    title: { en: 'a genuine callback after all of this', zh: '上述请求之后的真实回调' },
    why: {
      en: 'One bad request must not stop the next good one.',
      zh: '一个坏请求不能影响下一个好请求。'
    },
    fix: CRASH
  }
]

function consoleCheck(kit: Kit): { query: Record<string, string>; echostr: string } {
  const { timestamp, nonce, key } = kit
  const parts = { timestamp, nonce, msg: 'check' }
  const echostr = `echo-${nonce}`
  return { query: { ...parts, signature: callbackSignature(parts, key), echostr }, echostr }
}
