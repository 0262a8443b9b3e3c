import type { HandlerCase, Kit } from '../../protocol/callback/handler-case.js'
import { jsonIn } from '../../protocol/json/json.js'
import { setPath } from '../../protocol/json/set-path.js'
import { common, signed, withHeaders, written } from './posts.js'

const REWRITTEN = {
  why: {
    en: 'The raw body is signed, byte for byte. A handler that parses it and writes it again verifies another text.',
    zh: '签名针对请求体原文的每一个字节。解析后重新序列化，验证的就是另一段文本。'
  },
  fix: {
    en: 'Keep the body as it came, and verify before it is parsed: file_get_contents("php://input"), express.raw, io.ReadAll, @RequestBody String, request.get_data().',
    zh: '保留收到的请求体原文，先验签再解析：file_get_contents("php://input")、express.raw、io.ReadAll、@RequestBody String、request.get_data()。'
  }
}

const STRIPPED = {
  why: {
    en: 'White space belongs to the body. Code that is passed around as an official demo reads line by line and strips every space: it passes until a value has a space.',
    zh: '空白是请求体的一部分。网上流传的“官方示例”逐行读取并去掉所有空格：在某个值含有空格之前，它都能通过。'
  },
  fix: {
    en: 'Read the body as bytes to its end. No readLine, no replace(" ", ""), no trim.',
    zh: '把请求体作为字节一次读完：不要 readLine，不要 replace(" ", "")，不要 trim。'
  }
}

/** A member that has the same text in every case that is about how it is written. */
const withExtra = (kit: Kit, text: string): Kit => ({
  ...kit,
  msg: setPath(kit.msg, ['cp_extra'], JSON.stringify(text))
})

/** Genuine bodies that are written in an unusual way. */
const WRITINGS: [code: string, en: string, zh: string, post: (kit: Kit) => ReturnType<typeof signed>][] = [
  ['body-spaces', 'a body with spaces behind its colons', '请求体的冒号和逗号后有空格', (kit) => written(kit, spaced)],
  [
    'body-key-order',
    'a body with its fields in another order',
    '请求体的字段顺序不同',
    (kit) => written(kit, reordered)
  ],
  [
    'body-escaped-slash',
    'a body with \\/',
    '请求体中有 \\/',
    (kit) => written(withExtra(kit, 'a/b'), (body) => body.replace('a/b', 'a\\/b'))
  ],
  [
    'body-unicode-escape',
    'a body with \\uXXXX in place of Chinese',
    '请求体中的中文写成 \\uXXXX',
    (kit) => written(withExtra(kit, '中文'), (body) => body.replace('中文', '\\u4e2d\\u6587'))
  ],
  [
    'body-html-escape',
    'a body with \\u0026, as Go writes &',
    '请求体中的 & 写成 \\u0026（Go 的写法）',
    (kit) => written(withExtra(kit, 'a&b'), (body) => body.replace('a&b', 'a\\u0026b'))
  ],
  [
    'body-emoji',
    'a body with Chinese and an emoji',
    '请求体中有中文和表情符号',
    (kit) => signed(withExtra(kit, '中文 😀'))
  ],
  [
    'msg-long-integer',
    'a msg with an integer of 19 digits',
    'msg 中有 19 位整数',
    (kit) => signed(kit, { msg: setPath(kit.msg, ['long_id'], '7398108028895054107') })
  ]
]

/** Genuine bodies in which white space counts. */
const WHITE_SPACE: [code: string, en: string, zh: string, post: (kit: Kit) => ReturnType<typeof signed>][] = [
  ['value-spaces', 'spaces inside a value', '某个值中含有空格', (kit) => signed(withExtra(kit, ' two  words '))],
  [
    'body-lines',
    'a body in several lines',
    '请求体分成多行',
    (kit) => written(kit, (body) => JSON.stringify(JSON.parse(body), null, 2))
  ],
  [
    'body-line-break-at-end',
    'a line break at the end of the body',
    '请求体末尾有换行',
    (kit) => written(kit, (body) => `${body}\n`)
  ]
]

function spaced(body: string): string {
  const { version, type, msg } = JSON.parse(body)
  return `{${Object.entries({ version, type, msg })
    .map(([key, text]) => `"${key}": ${JSON.stringify(text)}`)
    .join(', ')}}`
}

/** An order that is neither the usual nor the alphabetical one. */
function reordered(body: string): string {
  const { version, type, msg } = JSON.parse(body)
  return JSON.stringify({ type, version, msg })
}

const HEADER_CASE = {
  why: {
    en: 'Names of headers have no letter case: HTTP/2 and proxies write them in lower case, PHP and Django in capitals.',
    zh: '请求头的名称不区分大小写：HTTP/2 和代理写成小写，PHP、Django 读到的是大写。'
  },
  fix: {
    en: 'Look headers up with the function of your framework, not in a map under one writing.',
    zh: '用框架提供的方法读取请求头，不要按某一种写法在 map 中查找。'
  }
}

const inCase = (kit: Kit, write: (name: string) => string) =>
  withHeaders(signed(kit), (headers) => headers.map(([name, value]) => [write(name), value] as const))

const CANCELLED = {
  why: {
    en: 'Unlike in 担保支付, a payment that was cancelled or timed out is notified too, and callbacks can overtake one another.',
    zh: '与担保支付不同，取消和超时也会通知；而且回调可能乱序到达。'
  },
  fix: {
    en: 'Look at status before anything is booked. Answer success to CANCEL too, and let it change no order that is paid.',
    zh: '先判断 status 再处理业务。收到 CANCEL 也要返回成功，但不得改动已支付的订单。'
  }
}

/** Half an hour, the whole of the platform's schedule for payments, in seconds. */
const LATE = 1800

/** Cases that a handler must accept. */
export const GENUINE_CASES: readonly HandlerCase[] = [
  {
    code: 'genuine',
    wants: 'accepted',
    send: (kit) => [signed(kit)],
    title: { en: 'a genuine callback', zh: '真实的回调' },
    why: {
      en: 'This is what the platform sends. Without the answer that it wants it sends it again, for half an hour only.',
      zh: '这就是平台发送的内容。没有得到要求的响应时平台会重试，但只持续约半小时。'
    },
    fix: {
      en: 'Verify SHA256withRSA over Byte-Timestamp, Byte-Nonce-Str and the raw body, each with a line feed behind it, with the public key of the platform, not of your app: `ecpay trade verify-callback` names the mistake. Answer {"err_no":0,"err_tips":"success"}, and for pre_create_refund and pre_create_order `data` too.',
      zh: '用平台公钥（不是应用公钥）验证 SHA256withRSA，验签串为 Byte-Timestamp、Byte-Nonce-Str、请求体原文，各跟一个换行符；`ecpay trade verify-callback` 会指出错在哪里。返回 {"err_no":0,"err_tips":"success"}，pre_create_refund 和 pre_create_order 还要带上 `data`。'
    }
  },
  ...WRITINGS.map(
    ([code, en, zh, post]): HandlerCase => ({
      code,
      wants: 'accepted',
      send: (kit) => [post(kit)],
      title: { en, zh },
      ...REWRITTEN
    })
  ),
  ...WHITE_SPACE.map(
    ([code, en, zh, post]): HandlerCase => ({
      code,
      wants: 'accepted',
      send: (kit) => [post(kit)],
      title: { en, zh },
      ...STRIPPED
    })
  ),
  {
    code: 'headers-in-lower-case',
    wants: 'accepted',
    send: (kit) => [inCase(kit, (name) => name.toLowerCase())],
    title: { en: 'names of headers in lower case', zh: '请求头名称全小写' },
    ...HEADER_CASE
  },
  {
    code: 'headers-in-upper-case',
    wants: 'accepted',
    send: (kit) => [inCase(kit, (name) => name.toUpperCase())],
    title: { en: 'names of headers in capitals', zh: '请求头名称全大写' },
    ...HEADER_CASE
  },
  {
    code: 'other-signature-header',
    wants: 'accepted',
    send: (kit) => [
      withHeaders(signed(kit), (headers) => [...headers, ['Byte-Env', 'prod'], ['Signature', '0'.repeat(40)]])
    ],
    title: { en: 'a further header Signature', zh: '另有一个 Signature 请求头' },
    why: {
      en: 'Real callbacks have it. What it means is not documented; it is not the signature.',
      zh: '真实的回调带有它。含义没有文档说明，它不是要验证的签名。'
    },
    fix: { en: 'Take the signature from Byte-Signature alone.', zh: '只从 Byte-Signature 读取签名。' }
  },
  {
    code: 'version-2-0',
    wants: 'accepted',
    types: ['payment', 'refund', 'settle', 'pre_create_refund'],
    send: (kit) => [signed(kit, { version: '2.0', msg: setPath(kit.msg, ['item_id'], '""') })],
    title: { en: 'a callback of version 2.0', zh: 'version 为 2.0 的回调' },
    why: {
      en: 'Orders of the trade system 2.0 and of life services come with it to the same address, signed in the same way.',
      zh: '交易系统 2.0 和生活服务的订单会以它发到同一地址，签名方式相同。'
    },
    fix: {
      en: 'Do not compare version with one value; what tells the events apart is type.',
      zh: '不要把 version 限定为一个值；区分事件的是 type。'
    }
  },
  {
    code: 'extra-envelope-member',
    wants: 'accepted',
    send: (kit) => [written(kit, (body) => setPath(body, ['new_member'], '{"a":[1]}'))],
    title: { en: 'a body with an unknown field beside msg', zh: '请求体中 msg 之外有未知字段' },
    why: {
      en: 'The platform adds fields without notice, and the whole body is signed.',
      zh: '平台可能随时增加字段，而签名针对整个请求体。'
    },
    fix: { en: 'Read version, type and msg, and pass over the rest.', zh: '只读取 version、type、msg，忽略其余字段。' }
  },
  ...common('extra-msg-member'),
  {
    code: 'late-retry',
    wants: 'accepted',
    advice: true,
    send: (kit) => [signed(kit, { timestamp: String(Number(kit.timestamp) - LATE) })],
    title: { en: 'a callback that is half an hour old', zh: '半小时前的回调' },
    why: {
      en: 'The last retry of a payment comes after half an hour, those of version 2.0 after a day and more. Whether it is signed anew nobody knows.',
      zh: '支付回调的最后一次重试在约半小时之后，2.0 版本在一天多之后；重试时是否重新签名没有定论。'
    },
    fix: {
      en: 'Do not refuse by age; what protects from replay is doing the work once.',
      zh: '不要按时间拒绝；防重放靠业务只处理一次。'
    }
  },
  {
    code: 'cancelled',
    wants: 'accepted',
    types: ['payment'],
    ownNumber: true,
    send: (kit) => [signed(kit, { msg: cancelled(kit.msg) })],
    title: { en: 'a payment that was cancelled', zh: '支付被取消的回调' },
    ...CANCELLED
  },
  {
    code: 'cancel-after-success',
    wants: 'accepted',
    types: ['payment'],
    lastChangesNothing: true,
    send: (kit) => [signed(kit), signed(kit, { msg: cancelled(kit.msg) })],
    title: { en: 'CANCEL after SUCCESS, out of order', zh: 'SUCCESS 之后乱序到达的 CANCEL' },
    ...CANCELLED
  },
  ...common('repeated', 'repeated-at-once', 'out-of-order')
]

/** The msg of the time-out that came before the payment. */
function cancelled(msg: string): string {
  const time = earlier(msg)
  const changed = setPath(setPath(msg, ['status'], '"CANCEL"'), ['message'], '"TIME_OUT"')
  return time === undefined ? changed : setPath(changed, ['event_time'], time)
}

/** A minute before the time of a msg, in milliseconds. */
function earlier(msg: string): string | undefined {
  const value = jsonIn(msg)
  const time = value?.kind === 'object' ? value.members.find(({ key }) => key === 'event_time')?.value : undefined
  return time?.kind === 'number' ? String(Number(time.text) - 60_000) : undefined
}
