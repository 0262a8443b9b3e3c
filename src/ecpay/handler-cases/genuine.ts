import type { HandlerCase, Kit } from '../../protocol/callback/handler-case.js'
import { setPath } from '../../protocol/json/set-path.js'
import { callbackSignature } from '../callback/signature.js'
import { common, json, signed } from './posts.js'

const REWRITTEN = {
  why: {
    en: 'msg is signed as the text it is. A handler that parses it and writes it again gets another text.',
    zh: '签名针对 msg 的原文。解析后重新序列化会得到另一段文本。'
  },
  fix: {
    en: 'Sign the msg string as one JSON decoding of the body gives it; parse it only after that.',
    zh: '对请求体做一次 JSON 解码，直接用得到的 msg 字符串验签，之后再解析它。'
  }
}

const withExtra = (msg: string, json: string) => setPath(msg, ['cp_extra'], json)

/** Genuine msgs, written in an unusual way. */
const WRITINGS: [code: string, en: string, zh: string, write: (msg: string) => string][] = [
  ['msg-spaces', 'msg with white space', 'msg 中有空白', (msg) => JSON.stringify(JSON.parse(msg), null, 2)],
  ['msg-key-order', 'msg with its fields in another order', 'msg 的字段顺序不同', reversed],
  ['msg-escaped-slash', 'msg with \\/', 'msg 中有 \\/', (msg) => withExtra(msg, '"a\\/b"')],
  ['msg-unicode-escape', 'msg with \\uXXXX', 'msg 中有 \\uXXXX', (msg) => withExtra(msg, '"\\u4e2d\\u6587"')],
  ['msg-emoji', 'msg with an emoji', 'msg 中有表情符号', (msg) => withExtra(msg, '"中文 😀"')],
  ['msg-long-integer', 'msg with an integer of 19 digits', 'msg 中有 19 位整数', withLongInteger],
  ['msg-trailing-space', 'msg with a space at its end', 'msg 末尾有空格', (msg) => `${msg} `]
]

function reversed(msg: string): string {
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(msg)).reverse()))
}

function withLongInteger(msg: string): string {
  return setPath(msg, ['long_id'], '7398108028895054107')
}

const SORTED = {
  why: {
    en: 'The four texts are sorted as text. A sort that compares digits as numbers, as PHP does by default, gives another order.',
    zh: '四段文本按文本排序。把数字当作数值比较的排序（PHP 默认如此）会得到另一种顺序。'
  },
  fix: {
    en: 'Sort by bytes: sort($list, SORT_STRING) in PHP, and no numeric comparison elsewhere.',
    zh: '按字节排序：PHP 用 sort($list, SORT_STRING)，其他语言也不要按数值比较。'
  }
}

/** Cases that a handler must accept. */
export const GENUINE_CASES: readonly HandlerCase[] = [
  {
    code: 'genuine',
    wants: 'accepted',
    send: (kit) => [signed(kit)],
    title: { en: 'a genuine callback', zh: '真实的回调' },
    why: {
      en: 'This is what the platform sends. Without HTTP 200 and err_no 0 it sends it again, 15 times over a day.',
      zh: '这就是平台发送的内容。响应不是 HTTP 200 加 err_no 0 时，平台会在一天内重试 15 次。'
    },
    fix: {
      en: 'sha1 over token, timestamp, nonce and msg, sorted as text, joined by nothing; answer {"err_no":0,"err_tips":"success"}. The token is that of the payment settings, not the SALT: `ecpay verify-callback` names the mistake.',
      zh: '把令牌、timestamp、nonce、msg 按文本排序后直接拼接，取 sha1；返回 {"err_no":0,"err_tips":"success"}。令牌是支付设置中的令牌，不是 SALT；`ecpay verify-callback` 会指出错在哪里。'
    }
  },
  ...WRITINGS.map(
    ([code, en, zh, write]): HandlerCase => ({
      code,
      wants: 'accepted',
      send: (kit) => [signed(kit, { msg: write(kit.msg) })],
      title: { en, zh },
      ...REWRITTEN
    })
  ),
  {
    code: 'nonce-sorts-last',
    wants: 'accepted',
    send: (kit) => [signed(kit, { nonce: '9999' })],
    title: {
      en: 'a nonce that is after the timestamp as text, before it as number',
      zh: 'nonce 按文本在 timestamp 之后，按数值在前'
    },
    ...SORTED
  },
  {
    code: 'nonce-sorts-first',
    wants: 'accepted',
    send: (kit) => [signed(kit, { nonce: '0012' })],
    title: { en: 'a nonce with zeros at its front', zh: 'nonce 以 0 开头' },
    why: {
      en: 'The nonce is signed as the text it is. A handler that makes a number of it signs it without the zeros at its front.',
      zh: '签名针对 nonce 的原文。处理程序若把它转成数字，开头的 0 就会丢失，参与签名的文本也就变了。'
    },
    fix: {
      en: 'Take timestamp and nonce as text: no int(), parseInt(), Long or int64 on the way to the signature.',
      zh: '把 timestamp 和 nonce 当作文本处理，验签之前不要经过 int()、parseInt()、Long 或 int64。'
    }
  },
  {
    code: 'stamp-as-numbers',
    wants: 'accepted',
    advice: true,
    send: (kit) => [json(numeric(kit))],
    title: { en: 'timestamp as a JSON number', zh: 'timestamp 是 JSON 数字' },
    why: {
      en: 'An older page of the platform has it as a number, the current ones as a string; the signature is over its digits.',
      zh: '平台的一个旧页面把它写成数字，现行文档是字符串；签名针对其数字文本。'
    },
    fix: { en: 'Read it as either, and turn it into text before sorting.', zh: '两种类型都接受，排序前先转成文本。' }
  },
  {
    code: 'extra-envelope-member',
    wants: 'accepted',
    advice: true,
    send: (kit) => [json(setPath(signed(kit).body, ['version'], '"1.0"'))],
    title: { en: 'an envelope with an unknown field that is not signed', zh: '外层有不参与签名的未知字段' },
    why: {
      en: 'Whether the platform would sign a new field of the envelope nobody knows: its Go and Java demos would, its pages name four texts.',
      zh: '平台若在外层增加字段，是否参与签名没有定论：官方 Go 和 Java 示例会签，文档只写了四段文本。'
    },
    fix: {
      en: 'Sign token, timestamp, nonce and msg, and pass over the rest; or be ready for either.',
      zh: '只用令牌、timestamp、nonce、msg 验签，忽略其余字段；或两种情况都能处理。'
    }
  },
  ...common('extra-msg-member'),
  {
    code: 'late-retry',
    wants: 'accepted',
    send: (kit) => [signed(kit, { timestamp: String(Number(kit.timestamp) - 23 * 3600) })],
    title: { en: 'a callback that is 23 hours old', zh: '23 小时前的回调' },
    why: {
      en: 'The last retry comes 24 hours after the first delivery.',
      zh: '最后一次重试在首次发送 24 小时之后。'
    },
    fix: {
      en: 'Do not refuse by age; what protects from replay is doing the work once.',
      zh: '不要按时间拒绝；防重放靠业务只处理一次。'
    }
  },
  ...common('repeated', 'repeated-at-once', 'out-of-order')
]

function numeric(kit: Kit): string {
  const { timestamp, nonce, msg, type, key } = kit
  const msg_signature = callbackSignature({ timestamp, nonce, msg }, key)
  return JSON.stringify({ timestamp: Number(timestamp), nonce, msg, type, msg_signature })
}
