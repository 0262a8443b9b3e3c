import { mistakes } from './mistake.js'

/** The body, or data: another text than the one that is handed over. */
export const bodyMistakes = mistakes({
  'body-left-out': {
    fix: 'same-text',
    en: 'The body was signed as empty, but one was sent.',
    zh: '签名文本里 body 为空，但实际发送了 body。'
  },
  'body-not-filled-in': {
    fix: 'same-text',
    en: (of) => `Instead of the body, ${of} was signed.`,
    zh: (of) => `body 的位置签的是 ${of}。`
  },
  'body-reserialised': {
    fix: 'same-text',
    en: (of) => `The JSON was signed as ${of} writes it, but passed on in another form.`,
    zh: (of) => `签名用的是 ${of} 写出的 JSON，传出的是另一种写法。`
  },
  'body-printed': {
    fix: 'same-text',
    en: (of) => `The object was signed as ${of} prints it, not as JSON text.`,
    zh: (of) => `签的是 ${of} 打印出来的对象；应签 JSON 文本。`
  },
  'spaces-stripped': {
    fix: 'same-text',
    en: 'White space was removed from the body before it was signed, or only before it was sent.',
    zh: '签名前去掉了 body 里的空白，与传出的文本不同。'
  },
  'body-trimmed': {
    fix: 'same-text',
    en: 'White space at the start or end of the body was passed on, but not signed.',
    zh: '签名时去掉了 body 首尾的空白，传出时没有去掉。'
  },
  'newline-behind-body': {
    fix: 'same-text',
    en: (of) => `White space after the body was signed, but not passed on: ${of}.`,
    zh: (of) => `body 后面的空白参与了签名，但没有传出：${of}。`
  },
  'byte-order-mark-signed': {
    fix: 'same-text',
    en: 'A byte order mark (U+FEFF) before the body was signed.',
    zh: 'body 前面的字节顺序标记（U+FEFF）参与了签名。'
  },
  'line-breaks-changed': {
    fix: 'same-text',
    en: (of) => `The line breaks of the body were signed as ${of}.`,
    zh: (of) => `签名用的 body 里，换行是 ${of}。`
  },
  'emoji-changed': {
    fix: 'unfiltered',
    en: 'The body was signed without emoji, or with ? in their place, but passed on with them.',
    zh: '签名用的 body 里表情符号被去掉或变成了 ?，传出的带表情符号。'
  },
  'last-character-lost': {
    fix: 'same-text',
    en: 'The last character of the body was passed on, but not signed.',
    zh: 'body 的最后一个字符没有参与签名，但传出了。'
  },
  'empty-objects-as-lists': {
    fix: 'same-text',
    en: 'Empty objects {} were signed as [], as PHP writes them after json_decode to arrays.',
    zh: '空对象 {} 按 [] 签名（PHP json_decode 成数组后再序列化会这样）。'
  },
  'empty-lists-as-objects': {
    fix: 'same-text',
    en: 'Empty lists [] were signed as {}.',
    zh: '空数组 [] 按 {} 签名。'
  },
  'keys-in-other-style': {
    fix: 'same-text',
    en: (of) => `The names of fields were signed in another style (${of}) than they were passed on.`,
    zh: (of) => `签名用的字段名是另一种写法（${of}），与传出的不同。`
  },
  'member-url-encoded': {
    fix: 'same-text',
    en: (of) => `${of}: signed URL-encoded and passed on plain, or the reverse.`,
    zh: (of) => `${of}：签名和传出的一个是 URL 编码的，一个是原文。`
  },
  'body-encoded-twice': {
    fix: 'same-text',
    en: 'The body was signed as JSON in JSON: a string with quotes and backslashes.',
    zh: '签名时 body 又被序列化了一次：成了带引号和反斜杠的字符串。'
  },
  'body-in-quotes': {
    fix: 'same-text',
    en: (of) => `The body was signed in ${of} quotes.`,
    zh: (of) => `签名用的 body 外面加了引号：${of}。`
  },
  'quotes-changed': {
    fix: 'unfiltered',
    en: 'The quotes of the body were signed as single quotes, or not at all.',
    zh: '签名用的 body 里，双引号变成了单引号或丢失了。'
  },
  'backslashes-dropped': {
    fix: 'unfiltered',
    en: 'The body was signed without its backslashes (stripslashes).',
    zh: '签名用的 body 里没有反斜杠（stripslashes）。'
  },
  'backslashes-added': {
    fix: 'unfiltered',
    en: 'The body was signed with backslashes before its quotes (addslashes).',
    zh: '签名用的 body 在引号前加了反斜杠（addslashes）。'
  },
  'slashes-escaped': {
    fix: 'same-text',
    en: 'The body was signed with \\/ instead of /.',
    zh: '签名用的 body 里是 \\/，传出的是 /。'
  },
  'slashes-not-escaped': {
    fix: 'same-text',
    en: 'The body was signed with / instead of \\/.',
    zh: '签名用的 body 里是 /，传出的是 \\/。'
  },
  'unicode-escaped': {
    fix: 'same-text',
    en: 'The body was signed with \\u escapes instead of the characters.',
    zh: '签名用的 body 里是 \\u 转义，传出的是字符本身。'
  },
  'unicode-not-escaped': {
    fix: 'same-text',
    en: 'The body was signed with the characters instead of their \\u escapes.',
    zh: '签名用的 body 里是字符本身，传出的是 \\u 转义。'
  },
  'html-escaped': {
    fix: 'unfiltered',
    en: 'The body was signed with HTML entities (&quot;, &amp;).',
    zh: '签名用的 body 带 HTML 实体（&quot;、&amp;）。'
  },
  'html-unescaped': {
    fix: 'unfiltered',
    en: 'The body was signed without HTML entities, but passed on with them (&quot;, &amp;).',
    zh: '传出的 body 带 HTML 实体（&quot;、&amp;），签名时没有。'
  },
  'tags-stripped': {
    fix: 'unfiltered',
    en: 'Text between < and > was removed from the body before it was signed (strip_tags).',
    zh: '签名前去掉了 body 里 < 和 > 之间的内容（strip_tags）。'
  },
  'body-url-encoded': {
    fix: 'unfiltered',
    en: (of) => `The body was signed URL-encoded (${of}).`,
    zh: (of) => `签的是 URL 编码后的 body（${of}）。`
  },
  'body-url-decoded': {
    fix: 'unfiltered',
    en: 'The body was signed URL-decoded, but passed on encoded.',
    zh: '签的是 URL 解码后的 body，传出的是编码后的。'
  },
  'body-as-form': {
    fix: 'unfiltered',
    en: (of) => `The body was signed as a form (${of}), not as JSON text.`,
    zh: (of) => `body 按表单格式签名（${of}）；应签 JSON 文本。`
  },
  'body-hash-signed': {
    fix: 'same-text',
    en: (of) => `Instead of the body, a hash of it was signed (${of}).`,
    zh: (of) => `body 的位置签的是它的哈希（${of}）。`
  },
  'body-in-base64': { fix: 'same-text', en: 'The body was signed in Base64.', zh: '签的是 Base64 编码的 body。' },
  'body-in-other-case': {
    fix: 'same-text',
    en: (of) => `The body was signed in ${of} case.`,
    zh: (of) => `签名用的 body 转成了另一种大小写：${of}。`
  },
  'body-wrapped': {
    fix: 'same-text',
    en: (of) => `An object around the data was signed: ${of}.`,
    zh: (of) => `签的是 data 外面的对象：${of}。`
  },
  'body-garbled': {
    fix: 'sent-text',
    en: 'The body was signed correctly, but passed on garbled: UTF-8 was read as Latin-1 or GBK.',
    zh: '签名用的 body 正确，传出的是乱码：UTF-8 被当作 Latin-1 或 GBK 读取。'
  },
  'question-marks-sent': {
    fix: 'sent-text',
    en: (of) => `${of} has ? where there was probably Chinese: the text was sent as ASCII or ISO-8859-1.`,
    zh: (of) => `${of}：里面是问号，签名用的多半是中文；发送时按 ASCII 或 ISO-8859-1 编码丢失了。`
  },
  'body-normalised': {
    fix: 'same-text',
    en: (of) => `The body was signed in the Unicode form ${of}.`,
    zh: (of) => `签名用的 body 是 Unicode ${of} 形式。`
  },
  'nulls-not-signed': {
    fix: 'complete',
    en: 'The body was signed without its null members.',
    zh: '签名用的 body 里没有值为 null 的字段。'
  },
  'empties-not-signed': {
    fix: 'complete',
    en: 'The body was signed without its empty members.',
    zh: '签名用的 body 里没有值为空的字段。'
  },
  'numbers-as-texts': {
    fix: 'same-text',
    en: 'All numbers of the body were signed in quotes.',
    zh: '签名用的 body 里，数字都加了引号。'
  },
  'member-not-signed': {
    fix: 'complete',
    en: (of) => `${of} was added after signing: it was passed on, but not signed.`,
    zh: (of) => `${of} 传出了但没有参与签名：是签名之后加上的。`
  },
  'member-signed-as-text': {
    fix: 'same-text',
    en: (of) => `${of} was signed as text, in quotes, but passed on without.`,
    zh: (of) => `${of} 签名时是带引号的文本，传出时不带引号。`
  },
  'member-signed-as-number': {
    fix: 'same-text',
    en: (of) => `${of} was signed as a number, but passed on in quotes.`,
    zh: (of) => `${of} 签名时是数字，传出时带引号。`
  },
  'member-signed-as-object': {
    fix: 'same-text',
    en: (of) => `${of} was signed as an object, but passed on as JSON in a string.`,
    zh: (of) => `${of} 签名时是对象，传出时是 JSON 字符串。`
  },
  'amount-in-other-unit': {
    fix: 'amount',
    en: (of) => `${of} was signed in yuan, but passed on in fen.`,
    zh: (of) => `${of} 签名时以元为单位，传出时以分为单位。`
  },
  'number-as-float': {
    fix: 'amount',
    en: (of) => `${of} was signed as a float.`,
    zh: (of) => `${of} 签名时是浮点数。`
  },
  'member-empty': {
    fix: 'complete',
    en: (of) => `${of} was still empty when it was signed.`,
    zh: (of) => `${of} 签名时还是空的。`
  }
})
