import { many } from './en-phrases.js'
import { excerpt } from './excerpt.js'
import { list, phrases } from './phrases.js'
import { entry, topic } from './topic.js'
import { kind } from './zh-phrases.js'

/** How a text was damaged. */
const damages = phrases({
  replaced: { en: 'contains U+FFFD in place of lost characters', zh: '含有 U+FFFD，说明有字符已经丢失' },
  'question-marks': {
    en: 'contains question marks in place of lost characters',
    zh: '含有连续的问号，说明有字符已经丢失'
  },
  'utf8-as-gbk': { en: 'is UTF-8 that was read as GBK', zh: '是 UTF-8 被当作 GBK 读取后的乱码' },
  'utf8-as-latin1': { en: 'is UTF-8 that was read as Latin-1', zh: '是 UTF-8 被当作 Latin-1 读取后的乱码' }
})

const saltOddities = {
  quotes: { en: 'quotes around it', zh: '首尾有引号' },
  'white space': { en: 'white space around it', zh: '首尾有空白字符' },
  'invisible characters': { en: 'invisible characters in it', zh: '含有不可见字符' },
  'white space inside': { en: 'white space in it', zh: '中间有空白字符' },
  'app secret': { en: 'the form of an app secret (40 hexadecimal digits)', zh: '看起来是 AppSecret（40 位十六进制）' }
}

export type SaltOddity = keyof typeof saltOddities
export const oddities = phrases(saltOddities)

/** Bodies that cannot be signed, because sources or languages differ on them. */
export const signatureRefusals = topic('The request signature: refusals', '请求签名：拒绝', {
  'nested-value': entry<{ key: string; kind: string }>({
    en: ({ key, kind }, { has }) => [
      `\`${key}\` is of type ${kind}: official sources disagree on how such a value is signed.`,
      `Send it as a JSON string ("{\\"a\\":1}"), which all sources sign the same way. ${
        has('--nested')
          ? 'Or sign it in one of the other ways: --nested go, --nested json.'
          : '`ecpay sign --nested go` and `ecpay sign --nested json` show two other ways.'
      }`
    ],
    zh: ({ key, kind: found }, { has }) => [
      `\`${key}\` 的类型是${kind(found)}：这种值如何签名，官方资料说法不一。`,
      `请改传 JSON 字符串（"{\\"a\\":1}"），这种写法各来源的签名一致。${
        has('--nested')
          ? '也可以按另外两种算法之一签名：--nested go 或 --nested json。'
          : '另外两种算法可用 `ecpay sign --nested go` 和 `ecpay sign --nested json` 试算。'
      }`
    ]
  }),
  'null-value': entry<{ key: string }>({
    en: ({ key }) => [
      `\`${key}\` is null: Go signs it as <nil>, Java crashes, PHP leaves it out.`,
      'Leave the field out of the body.'
    ],
    zh: ({ key }) => [`\`${key}\` 是 null：Go 会签成 <nil>，Java 会抛异常，PHP 会跳过。`, '请从请求体中去掉这个字段。']
  }),
  'duplicate-key': entry<{ key: string }>({
    en: ({ key }) => [
      `\`${key}\` is in the object more than once.`,
      'Keep only one: JSON parsers disagree on which one counts.'
    ],
    zh: ({ key }) => [`\`${key}\` 在对象中出现了多次。`, '请只保留一个：以哪个为准，各 JSON 解析器并不一致。']
  }),
  'lone-surrogate': entry<{ key: string; codePoint: string }>({
    en: ({ key, codePoint }) => [
      `\`${key}\` holds half a character (${codePoint}), which has no UTF-8 form.`,
      'The text was cut in the middle of an emoji: cut by characters, not by UTF-16 code units.'
    ],
    zh: ({ key, codePoint }) => [
      `\`${key}\` 含有半个字符（${codePoint}），无法用 UTF-8 表示。`,
      '文本在 emoji 中间被截断：请按字符截断，不要按 UTF-16 码元截断。'
    ]
  }),
  'empty-salt': entry({
    en: ['The SALT is empty.', 'Set the payment SALT from the console: 支付设置.'],
    zh: ['SALT 为空。', '请填写控制台“支付设置”中的 SALT。']
  })
})

/** Bodies that are signed, but may not be what was meant. */
export const signatureWarnings = topic('The request signature: warnings', '请求签名：警告', {
  'non-integer-number': entry<{ key: string; text: string }>({
    en: ({ key, text }) => [
      `\`${key}\` is the number ${text}, signed as written.`,
      'Languages write such numbers differently (1.0, 1, 1e0); use an integer or a string.'
    ],
    zh: ({ key, text }) => [
      `\`${key}\` 是数字 ${text}，已按原文签名。`,
      '各语言对这类数字的写法不同（1.0、1、1e0）；请改用整数或字符串。'
    ]
  }),
  'unsafe-integer': entry<{ key: string; text: string }>({
    en: ({ key, text }) => [
      `\`${key}\` is ${text}, beyond ±(2^53-1); signed as written.`,
      'Code that reads it as a double sends another number; use a string.'
    ],
    zh: ({ key, text }) => [
      `\`${key}\` 是 ${text}，超出 ±(2^53-1)，已按原文签名。`,
      '按 double 解析的代码会发出另一个数；请改用字符串。'
    ]
  }),
  'boolean-value': entry<{ key: string; text: string }>({
    en: ({ key, text }) => [
      `\`${key}\` is ${text}, signed as that word.`,
      "The API's switches are the numbers 0 and 1; PHP would sign 1 or nothing."
    ],
    zh: ({ key, text }) => [
      `\`${key}\` 是 ${text}，已按这个单词签名。`,
      '接口的开关是数字 0 和 1；PHP 会签成 1 或者跳过。'
    ]
  }),
  'edge-whitespace': entry<{ key: string; codePoints: string[] }>({
    en: ({ key, codePoints }) => [
      `\`${key}\` has white space at its start or end (${list.en(codePoints)}); signed without it.`,
      'Trim the value before sending: Go, Java and PHP trim different characters.'
    ],
    zh: ({ key, codePoints }) => [
      `\`${key}\` 首尾有空白字符（${list.zh(codePoints)}），签名时已去掉。`,
      '请在发送前去掉首尾空白：Go、Java、PHP 所去的字符各不相同。'
    ]
  }),
  'invisible-character': entry<{ key: string; codePoints: string[] }>({
    en: ({ key, codePoints }) => [
      `\`${key}\` holds invisible characters (${list.en(codePoints)}), which are signed.`,
      'They usually come from copying out of a document: remove them.'
    ],
    zh: ({ key, codePoints }) => [
      `\`${key}\` 含有不可见字符（${list.zh(codePoints)}），它们会参与签名。`,
      '多半是从文档里复制带来的，请删除。'
    ]
  }),
  'outer-quotes': entry<{ key: string }>({
    en: ({ key }) => [
      `\`${key}\` has quotes of its own; signed without them.`,
      'The value was probably encoded as JSON twice: encode it once.'
    ],
    zh: ({ key }) => [`\`${key}\` 的值自带一对引号，签名时已去掉。`, '这个值很可能被 JSON 编码了两次：请只编码一次。']
  }),
  /** `how` is `replaced`, `question-marks`, `utf8-as-gbk` or `utf8-as-latin1`; `was` is the probable original. */
  'damaged-text': entry<{ key: string; how: string; was?: string }>({
    en: ({ key, how, was }, { has }) => [
      `\`${key}\` ${damages.en(how)}${typeof was === 'string' ? `; it was probably "${excerpt(was)}"` : ''}.`,
      `A signature over it is valid and useless. Pass the text as UTF-8, in a file${has('-d') ? ' (-d key=@file)' : ''} rather than through a shell${has('--encoding') ? '; a file in GBK with --encoding gbk' : ''}.`
    ],
    zh: ({ key, how, was }, { has }) => [
      `\`${key}\` ${damages.zh(how)}${typeof was === 'string' ? `，原文可能是“${excerpt(was)}”` : ''}。`,
      `这样的签名能通过验签，但内容已经损坏。请用 UTF-8 文件传入文本${has('-d') ? '（-d key=@file）' : ''}，不要经过命令行${has('--encoding') ? '；GBK 文件请加 --encoding gbk' : ''}。`
    ]
  }),
  'sort-order': entry<{ keys: string[] }>({
    en: ({ keys }) => [
      `The order depends on the language: an emoji competes with a character in U+E000-FFFF (${list.en(keys)}).`,
      'This signature sorts by UTF-8 bytes as Go does; Java, JavaScript and C# sort by UTF-16 and get a different one. Avoid one of the two characters.'
    ],
    zh: ({ keys }) => [
      `排序结果因语言而异：emoji 与 U+E000–U+FFFF 的字符（如全角标点）同时参与排序（${list.zh(keys)}）。`,
      '这里与 Go 一样按 UTF-8 字节排序；Java、JavaScript、C# 按 UTF-16 排序，签名会不同。请避免同时使用这两类字符。'
    ]
  }),
  /** `isThere` is set if the body has the other field too, so that there is nothing to rename. */
  'suspicious-key': entry<{ key: string; meant: string; isThere?: true }>({
    en: ({ key, meant, isThere }) => [
      `\`${key}\` looks like \`${meant}\` but is not, so it is signed as data.`,
      isThere
        ? `Remove it: the body has \`${meant}\` already, and the platform has no field \`${key}\`.`
        : `Rename it to \`${meant}\`; a wrong key here is a frequent cause of err_no 2008.`
    ],
    zh: ({ key, meant, isThere }) => [
      `\`${key}\` 很像 \`${meant}\` 却不是，所以被当作普通字段签名。`,
      isThere
        ? `请删除它：请求体里已有 \`${meant}\`，平台没有 \`${key}\` 字段。`
        : `请改名为 \`${meant}\`；字段名写错是 err_no 2008 的常见原因。`
    ]
  }),
  'suspicious-salt': entry<{ reason: SaltOddity }>({
    en: ({ reason }) => [
      `The SALT has ${oddities.en(reason)}; it is used as it is.`,
      'Copy it again from the console: 支付设置.'
    ],
    zh: ({ reason }) => [`SALT ${oddities.zh(reason)}，已按原样使用。`, '请到控制台的“支付设置”重新复制。']
  }),
  /** Printed before the warnings that are refused. */
  'strict-warning': entry<{ count: number }>({
    en: ({ count }) => [
      `Refused by --strict: ${many(count, 'warning')}, listed below.`,
      'Fix them; without --strict they do not prevent the signature.'
    ],
    zh: ({ count }) => [
      `--strict 拒绝签名：有 ${count} 条警告，逐条列在下面。`,
      '请逐条处理；不加 --strict 时，警告不妨碍签名。'
    ]
  })
})
