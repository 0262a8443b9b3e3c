import type { Both } from '../language.js'
import { list, phrases } from './phrases.js'
import { entry, topic } from './topic.js'

/** The wrong sort orders. */
const orders = phrases({
  reverse: { en: 'backwards', zh: '倒序' },
  case: { en: 'without regard to case', zh: '不区分大小写' },
  locale: { en: 'by the rules of a language (localeCompare)', zh: '按区域设置（localeCompare）' },
  'utf-16': { en: 'by UTF-16 code units', zh: '按 UTF-16 码元' },
  length: { en: 'by length', zh: '按长度' }
})

/** What to do about a part that was not signed. */
const missingParts: Record<string, Both> = {
  msg: {
    en: 'Add msg: SHA-1 of only token, timestamp and nonce is for the URL check of the console and for message push.',
    zh: '请加上 msg：只对 token、timestamp、nonce 三者做 SHA-1，是控制台校验网址和消息推送的算法。'
  },
  timestamp: {
    en: 'It may come as a number: value.(string) in Go and (String) in Java drop it. Take its digits as text.',
    zh: '它可能是数字：Go 的 value.(string)、Java 的 (String) 会把它丢掉。请按文本取它的数字。'
  },
  nonce: {
    en: 'It may come as a number: value.(string) in Go and (String) in Java drop it. Take its digits as text.',
    zh: '它可能是数字：Go 的 value.(string)、Java 的 (String) 会把它丢掉。请按文本取它的数字。'
  },
  token: {
    en: 'Add the Token (令牌) of 支付设置 to the texts before they are sorted.',
    zh: '排序之前，请加上“支付设置”中的令牌(Token)。'
  }
}

/** Other texts were signed, or the same texts in another order or form. */
export const callbackTexts = topic('The callback: the signed texts', '回调：参与签名的文本', {
  'whole-body-signed': entry({
    en: ['The whole body was signed.', 'Decode the outer JSON once; only token, timestamp, nonce and msg are signed.'],
    zh: ['对整个请求体做了签名。', '外层 JSON 解码一次；只签 token、timestamp、nonce 和 msg。']
  }),
  'callback-part-left-out': entry<{ key: string }>({
    en: ({ key }) => [`\`${key}\` was left out of the signed texts.`, missingParts[key]?.en ?? ''],
    zh: ({ key }) => [`\`${key}\` 没有参与签名。`, missingParts[key]?.zh ?? '']
  }),
  'member-not-read': entry<{ key: string; text: string }>({
    en: ({ key, text }) => [
      `\`${key}\` was not read: "${text}" was signed instead.`,
      'Check the name by which your code reads it from the outer JSON, and its type.'
    ],
    zh: ({ key, text }) => [
      `\`${key}\` 没有读到，参与签名的是“${text}”。`,
      '请检查代码读取外层 JSON 时所用的字段名和类型。'
    ]
  }),
  'stamp-rewritten': entry<{ key: string; text: string; received: string }>({
    en: ({ key, text, received }) => [
      `\`${key}\` came as "${received}", but "${text}" was signed.`,
      'Use the text in the body as it is, not as a number, a date or in another unit.'
    ],
    zh: ({ key, text, received }) => [
      `\`${key}\` 收到的是“${received}”，参与签名的却是“${text}”。`,
      '请按文本原样取用：不要转成数字、日期或其他单位。'
    ]
  }),
  'callback-quotes-kept': entry({
    en: [
      'The texts were signed with the quotes of the JSON.',
      'Use the decoded string: asText() instead of toString() on a JsonNode.'
    ],
    zh: ['参与签名的文本还带着 JSON 的引号。', '请取解码后的字符串：JsonNode 用 asText()，不要用 toString()。']
  }),
  'callback-hashed-as': entry<{ charset: string }>({
    en: ({ charset }) => [
      `The string was hashed as ${charset}.`,
      'Hash its UTF-8 bytes: getBytes(StandardCharsets.UTF_8), update(text, "utf8").'
    ],
    zh: ({ charset }) => [
      `哈希用的是 ${charset} 字节。`,
      '请使用 UTF-8 字节：getBytes(StandardCharsets.UTF_8)、update(text, "utf8")。'
    ]
  }),
  'callback-read-as': entry<{ charset: string }>({
    en: ({ charset }) => [
      `The body was read as ${charset}, but it is UTF-8.`,
      'Read the bytes and decode them as UTF-8; in a servlet, setCharacterEncoding("UTF-8") before the first read.'
    ],
    zh: ({ charset }) => [
      `请求体是 UTF-8，却按 ${charset} 读取了。`,
      '请读取字节后按 UTF-8 解码；Servlet 要在读取之前调用 setCharacterEncoding("UTF-8")。'
    ]
  }),
  'callback-sorted-as-numbers': entry({
    en: [
      "The texts were sorted as PHP's sort() does by default: digits as numbers.",
      'Sort them as strings: sort($list, SORT_STRING).'
    ],
    zh: ['排序用的是 PHP sort() 的默认方式：数字串按数值比较。', '请按字符串排序：sort($list, SORT_STRING)。']
  }),
  'callback-characters-sorted': entry({
    en: [
      'The characters of the joined text were sorted, not the four texts.',
      "Sort the list before joining it: ''.join(sorted([token, timestamp, nonce, msg])) in Python."
    ],
    zh: [
      '排序的是拼接后的每个字符，而不是四段文本。',
      "请先对列表排序再拼接：Python 写成 ''.join(sorted([token, timestamp, nonce, msg]))。"
    ]
  }),
  'callback-not-sorted': entry<{ order?: readonly string[] }>({
    en: ({ order = ['token', 'timestamp', 'nonce', 'msg'] }) => [
      `The texts were not sorted: ${list.en(order)}.`,
      'Sort the four texts by their bytes before joining them.'
    ],
    zh: ({ order = ['token', 'timestamp', 'nonce', 'msg'] }) => [
      `没有排序：直接用了 ${order.join('、')} 的顺序。`,
      '拼接之前，请把这四段文本按字节排序。'
    ]
  }),
  'callback-sorted-otherwise': entry<{ how: string }>({
    en: ({ how }) => [
      `The texts were sorted ${orders.en(how)}.`,
      'Sort the four texts by their bytes: a plain sort of strings.'
    ],
    zh: ({ how }) => [`排序方式不对：${orders.zh(how)}。`, '请把四段文本按字节排序，也就是普通的字符串排序。']
  }),
  'callback-separator': entry<{ separator: string }>({
    en: ({ separator }) => [
      `The texts were joined by ${JSON.stringify(separator)}.`,
      'Callbacks join them without a separator; & is for requests.'
    ],
    zh: ({ separator }) => [
      `拼接时用了 ${JSON.stringify(separator)} 分隔。`,
      '回调直接拼接，不加分隔符；& 是请求用的。'
    ]
  }),
  'callback-white-space-behind': entry({
    en: [
      'White space behind the text was hashed with it: the line break of echo, or what msg lost on its way.',
      'Hash the text alone (printf %s adds no line break), and do not trim msg.'
    ],
    zh: [
      '文本末尾的空白也参与了哈希：echo 加的换行，或 msg 在途中丢掉的空白。',
      '只对文本本身做哈希（printf %s 不加换行），也不要对 msg 做 trim。'
    ]
  }),
  'callback-list-printed': entry({
    en: [
      'The list of the texts was printed, with its brackets.',
      'Join the four texts without a separator: String.join("", list), strings.Join(list, "").'
    ],
    zh: [
      '参与哈希的是打印出来的列表，带着方括号。',
      '请直接拼接四段文本：String.join("", list)、strings.Join(list, "")。'
    ]
  }),
  /** `how` is the pattern of the signed text, with `…` for the token. */
  'callback-key-value': entry<{ how: string }>({
    en: ({ how }) => [
      `The texts were signed with their names: ${how} ("…" is the token).`,
      'Callbacks sort the four bare texts and join them without a separator: no names, no = and no &.'
    ],
    zh: ({ how }) => [
      `参与签名的文本带着字段名：${how}（“…”处是令牌）。`,
      '回调把四段文本排序后直接拼接：没有字段名，没有 = 和 &。'
    ]
  }),
  'envelope-member-signed': entry<{ key: string }>({
    en: ({ key }) => [`\`${key}\` was signed too.`, 'Only token, timestamp, nonce and msg are signed.'],
    zh: ({ key }) => [`\`${key}\` 也参与了签名。`, '只签 token、timestamp、nonce 和 msg。']
  }),
  'all-members-signed': entry({
    en: ['Every field of the callback was signed.', 'Only token, timestamp, nonce and msg are signed.'],
    zh: ['回调的所有字段都参与了签名。', '只签 token、timestamp、nonce 和 msg。']
  })
})
