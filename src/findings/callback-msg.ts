import { many } from './en-phrases.js'
import { phrases } from './phrases.js'
import { entry, topic } from './topic.js'

/** The ways of writing JSON whose names are phrases, not only names of functions. */
const writings = phrases({
  'json.dumps with ensure_ascii=False (Python)': {
    en: 'json.dumps with ensure_ascii=False (Python)',
    zh: 'json.dumps(ensure_ascii=False) (Python)'
  },
  'json_encode with JSON_UNESCAPED_UNICODE (PHP)': {
    en: 'json_encode with JSON_UNESCAPED_UNICODE (PHP)',
    zh: 'json_encode(JSON_UNESCAPED_UNICODE) (PHP)'
  },
  'json_encode with JSON_UNESCAPED_SLASHES (PHP)': {
    en: 'json_encode with JSON_UNESCAPED_SLASHES (PHP)',
    zh: 'json_encode(JSON_UNESCAPED_SLASHES) (PHP)'
  },
  'json.Marshal of a map (Go)': { en: 'json.Marshal of a map (Go)', zh: 'json.Marshal(map) (Go)' },
  'sorted keys': { en: 'sorted keys', zh: '按字段名排序' },
  'no white space': { en: 'no white space', zh: '不带空白' },
  'two spaces of indentation': { en: 'two spaces of indentation', zh: '两个空格缩进' },
  'four spaces of indentation': { en: 'four spaces of indentation', zh: '四个空格缩进' }
})

/** Another text was signed instead of msg. */
export const callbackMsg = topic('The callback: msg', '回调：msg', {
  'msg-rewritten': entry<{ how: string }>({
    en: ({ how }) => [
      `msg was parsed and written again (${how}).`,
      'Verify msg exactly as it came: decode the outer JSON once, and do not touch the string.'
    ],
    zh: ({ how }) => [
      `msg 被解析后重新序列化过，写法与“${writings.zh(how)}”相同。`,
      '请用收到的 msg 原文验签：外层 JSON 只解码一次，不要再改动这个字符串。'
    ]
  }),
  'msg-trimmed': entry({
    en: ['White space at the start or end of msg was removed.', 'Do not trim msg: that white space is signed.'],
    zh: ['msg 首尾的空白字符被去掉了。', '不要对 msg 做 trim：首尾空白也参与签名。']
  }),
  'msg-not-decoded': entry({
    en: ['msg still has the escapes of the outer JSON.', 'Decode the outer JSON once, and use the resulting string.'],
    zh: ['msg 还带着外层 JSON 的转义。', '外层 JSON 解码一次，取解码后的字符串。']
  }),
  'msg-decoded-twice': entry({
    en: [
      'The escapes inside msg were decoded too.',
      'Decode the outer JSON only once; do not use stripslashes or decode again.'
    ],
    zh: ['msg 内部的转义也被解码了。', '外层 JSON 只解码一次；不要用 stripslashes，也不要再解码。']
  }),
  'msg-url-encoded': entry({
    en: [
      'msg was URL-encoded, or URL-decoded although it is not encoded.',
      'The POST body is plain JSON: read it raw, not through a form parser.'
    ],
    zh: ['msg 被 URL 编码了，或者没有编码却被 URL 解码了。', 'POST 的内容就是 JSON：请读取原始内容，不要经过表单解析。']
  }),
  'msg-html-escaped': entry({
    en: ['HTML entities were added to msg or decoded in it.', 'Turn off the input filter for this route.'],
    zh: ['msg 里的 HTML 实体被加上或去掉了。', '请对这个路由关闭输入过滤。']
  }),
  'msg-with-byte-order-mark': entry({
    en: [
      'A byte order mark (U+FEFF) before msg was removed or added.',
      'Keep the raw bytes: an editor or a reader added it.'
    ],
    zh: ['msg 前面的 BOM（U+FEFF）被去掉或多加了。', '请保留原始字节：它是编辑器或读取程序加的。']
  }),
  'msg-emoji-changed': entry({
    en: [
      'Emoji in msg were removed or replaced.',
      'Verify msg before it is stored: a column in the utf8 of MySQL and filters of emoji change it. Use utf8mb4.'
    ],
    zh: [
      'msg 里的表情符号被去掉或替换了。',
      '请在入库之前验签：MySQL 的 utf8 字段和表情过滤会改变它，字段请用 utf8mb4。'
    ]
  }),
  'msg-tags-stripped': entry({
    en: ['HTML tags were removed from msg, as strip_tags does.', 'Turn off the input filter for this route.'],
    zh: ['msg 里的 HTML 标签被去掉了（strip_tags）。', '请对这个路由关闭输入过滤。']
  }),
  'msg-spaces-removed': entry({
    en: ['White space was removed from msg.', 'Verify msg exactly as it came: white space inside it is signed too.'],
    zh: ['msg 里的空白字符被去掉了。', '请用收到的 msg 原文验签：中间的空白也参与签名。']
  }),
  'msg-slashes-added': entry({
    en: [
      'Backslashes were added to msg, as addslashes does.',
      'Turn off the filter that escapes input for this route.'
    ],
    zh: ['msg 里多了反斜杠（addslashes）。', '请对这个路由关闭输入过滤。']
  }),
  'msg-quotes-removed': entry({
    en: ['The quotes in msg were removed or changed.', 'Verify msg exactly as it came.'],
    zh: ['msg 里的引号被去掉或替换了。', '请用收到的 msg 原文验签。']
  }),
  'msg-line-breaks-changed': entry({
    en: ['The line breaks in msg were changed.', 'Verify msg exactly as it came.'],
    zh: ['msg 里的换行符被改变了。', '请用收到的 msg 原文验签。']
  }),
  'msg-in-base64': entry({
    en: ['msg was signed in Base64.', 'Sign the text of msg itself.'],
    zh: ['参与签名的是 msg 的 Base64。', '请用 msg 的文本本身。']
  }),
  'msg-in-other-case': entry({
    en: ['The case of msg was changed.', 'Verify msg exactly as it came.'],
    zh: ['msg 的大小写被改变了。', '请用收到的 msg 原文验签。']
  }),
  /** `length` is the number of characters (UTF-16 units) that are left. */
  'msg-cut': entry<{ length: number }>({
    en: ({ length }) => [
      `msg was cut after ${many(length, 'character')}.`,
      'Look for a column, a buffer or a log that is too short.'
    ],
    zh: ({ length }) => [`msg 在第 ${length} 个字符之后被截断。`, '请检查长度不够的数据库字段、缓冲区或日志。']
  }),
  /** `how` is the function or language that printed it. */
  'msg-printed': entry<{ how: string }>({
    en: ({ how }) => [
      `msg was parsed and printed: ${how}.`,
      'msg is a string: use it as it came, and parse it after the check.'
    ],
    zh: ({ how }) => [`msg 被解析后又打印成文本：${how}。`, 'msg 是字符串：请原样取用，验签之后再解析。']
  }),
  'body-in-place-of-msg': entry({
    en: ['The whole body was signed instead of msg.', 'Decode the outer JSON once, and use its string msg.'],
    zh: ['参与签名的是整个请求体，而不是 msg。', '外层 JSON 解码一次，取出其中的 msg 字符串。']
  }),
  'msg-changed': entry({
    en: [
      'No common mistake explains it: msg was changed, or the token is wrong.',
      'Compare the token with 支付设置 (a new token applies only to later orders), and the raw bytes with what the platform sent.'
    ],
    zh: [
      '不属于任何常见错误：msg 被改动过，或令牌不对。',
      '请核对“支付设置”中的令牌（修改后只对之后的订单生效），并对照平台发来的原始字节。'
    ]
  })
})
