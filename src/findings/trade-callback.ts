import { many } from './en-phrases.js'
import { excerpt } from './excerpt.js'
import { list, phrases } from './phrases.js'
import { entry, topic } from './topic.js'

/** How a signature is written that is not standard Base64. */
const forms = phrases({
  'url-safe': {
    en: 'has - and _ in place of + and /: Base64 for addresses',
    zh: '用 - 和 _ 代替了 + 和 /（URL 安全的 Base64）'
  },
  'percent-encoded': { en: 'is percent-encoded', zh: '被 URL 编码了' },
  'plus-lost': { en: 'has spaces where + stood: it was decoded as a form', zh: '中的 + 变成了空格（被当作表单解码）' },
  'white-space': { en: 'has line breaks or spaces in it', zh: '中有换行或空格' },
  'html-escaped': { en: 'has HTML entities in it', zh: '中有 HTML 实体' },
  'slashes-escaped': { en: 'has \\/ in place of /', zh: '中的 / 变成了 \\/' },
  'encoded-twice': { en: 'was encoded twice', zh: '被编码了两次' },
  'bytes-printed': { en: 'is printed as the bytes of a language', zh: '是编程语言打印出来的字节' },
  'no-padding': { en: 'has lost the = at its end', zh: '末尾的 = 丢失了' },
  quoted: { en: 'stands in quotes', zh: '带引号' },
  hex: { en: 'is hexadecimal', zh: '是十六进制' },
  other: { en: 'has characters that Base64 does not have', zh: '含有 Base64 没有的字符，或已被截断' }
})

/** Of a callback that is checked. */
export const tradeCallback = topic('The trade system: the callback and its checks', '通用交易系统：回调与检查项', {
  'header-missing': entry<{ names: string[] }>({
    exit: 'no',
    en: ({ names }, { has }) => [
      `The callback has no ${list.en(names)}.`,
      has('--headers')
        ? "Give every header that came: with -H 'Byte-Timestamp: …', in a file with --headers, or the whole HTTP request as the file."
        : 'Pass every header that came; a proxy may have dropped them.'
    ],
    zh: ({ names }, { has }) => [
      `回调缺少请求头 ${list.zh(names)}。`,
      has('--headers')
        ? "请给出收到的全部请求头：用 -H 'Byte-Timestamp: …' 逐个给出，用 --headers 指定文件，或直接给出完整的 HTTP 请求。"
        : '请传入收到的全部请求头；也可能是代理丢弃了它们。'
    ]
  }),
  /** `isSame`: its values do not differ, so nothing is in doubt. */
  'header-twice': entry<{ name: string; isSame?: true }>({
    exit: 'no',
    en: ({ name, isSame }) =>
      isSame
        ? [
            `${name} came more than once, with the same value.`,
            'A proxy adds it again: let it pass headers on as they are.'
          ]
        : [
            `${name} came more than once, with different values.`,
            'Nobody can say which one counts: refuse such a request.'
          ],
    zh: ({ name, isSame }) =>
      isSame
        ? [`请求头 ${name} 出现多次，值相同。`, '是代理重复添加的：请让代理原样转发请求头。']
        : [`请求头 ${name} 出现多次，值还不同。`, '无法确定以哪个为准，应拒绝这样的请求。']
  }),
  'signature-not-base64': entry<{ how: string }>({
    exit: 'no',
    en: ({ how }) => [
      `Byte-Signature ${forms.en(how)}; standard Base64 in one line is expected.`,
      'Pass the value of the header on as it came.'
    ],
    zh: ({ how }) => [`Byte-Signature ${forms.zh(how)}，应为单行的标准 Base64。`, '请原样使用收到的请求头。']
  }),
  'signature-length': entry<{ bytes: number; expected: number }>({
    exit: 'no',
    en: ({ bytes, expected }) => [
      `The signature has ${many(bytes, 'byte')}; one by this platform key has ${expected}.`,
      'Check that the value is whole, and that it is not that of something else.'
    ],
    zh: ({ bytes, expected }) => [
      `签名有 ${bytes} 字节，与此平台公钥对应的签名应为 ${expected} 字节。`,
      '请检查它是否被截断，或者取错了值。'
    ]
  }),
  'rsa-signature-mismatch': entry({
    exit: 'no',
    en: 'The signature does not fit Byte-Timestamp, Byte-Nonce-Str and the body with this platform public key.',
    zh: '用此平台公钥验证，签名与 Byte-Timestamp、Byte-Nonce-Str、请求体不符。'
  }),
  /** `command` reads the same input. */
  'ecpay-callback': entry<{ command?: string }>({
    exit: 'no',
    en: ({ command }) => [
      'This is a callback of 担保支付: its signature is msg_signature in the body.',
      `Verify it with the Token: \`${command ?? 'ecpay verify-callback'}\``
    ],
    zh: ({ command }) => [
      '这是担保支付的回调：签名是请求体中的 msg_signature。',
      `请用令牌(Token)验签：\`${command ?? 'ecpay verify-callback'}\``
    ]
  }),
  'malformed-header': entry<{ found: string }>({
    names: ['found'],
    en: ({ found }) => [
      `"${excerpt(found)}" is no header.`,
      'Write name and value with a colon: Byte-Timestamp: 1700000000'
    ],
    zh: ({ found }) => [`“${excerpt(found)}”不是请求头。`, '请依次写名称、冒号、值：Byte-Timestamp: 1700000000']
  }),
  /** Of a line of a stream. */
  'line-not-a-callback': entry({
    exit: 'no',
    en: ['This line is no callback.', 'Each line is a JSON object: {"headers":{"Byte-Timestamp":"…",…},"body":"…"}'],
    zh: ['这一行不是回调。', '每行应为一个 JSON 对象：{"headers":{"Byte-Timestamp":"…",…},"body":"…"}']
  }),
  /** `inFiles` is whether they are files, and not lines. */
  'bad-callbacks': entry<{ count: number; total: number; inFiles?: true }>({
    exit: 'no',
    en: ({ count, total, inFiles }) => {
      const said = `${count} of ${many(total, 'callback')} ${count === 1 ? 'does' : 'do'} not verify.`
      return inFiles ? said : [said, 'The lines of the result say which, and why: "valid":false']
    },
    zh: ({ count, total, inFiles }) => {
      const said = `共 ${total} 个回调，其中 ${count} 个验签失败。`
      return inFiles ? said : [said, '结果中 "valid":false 的行说明了原因。']
    }
  }),
  'no-callback-files': entry<{ found: string }>({
    names: ['found'],
    en: ({ found }) => [
      `There is no file of a callback: ${found}.`,
      "Name files, a folder with .json or .http files, as `ecpay deliveries export` writes one, or a pattern such as 'callbacks/*.json'."
    ],
    zh: ({ found }) => [
      `没有找到回调文件：${found}。`,
      "请给出文件、含 .json 或 .http 文件的目录（如 `ecpay deliveries export` 写出的），或 'callbacks/*.json' 这样的通配符。"
    ]
  }),
  'unknown-version': entry<{ found: string; known: string[] }>({
    en: ({ found, known }) => `\`version\` is "${found}"; for this type ${list.en(known)} is known.`,
    zh: ({ found, known }) => `\`version\` 是“${found}”；这种回调已知的版本是 ${list.zh(known)}。`
  })
})
