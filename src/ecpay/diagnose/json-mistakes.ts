import { mistakes } from '../../protocol/search/mistake.js'

/** Mistakes with JSON that was written again, and with the body as one text. */
export const jsonMistakes = mistakes({
  'json-compact': {
    en: (of) => `${of}: signed as JSON without spaces, sent in another form.`,
    zh: (of) => `${of}：按不带空格的 JSON 签名，发送的不同。`
  },
  'json-spaced': {
    en: (of) => `${of}: signed as JSON with spaces (json.dumps), sent in another form.`,
    zh: (of) => `${of}：按带空格的 JSON 签名（json.dumps），发送的不同。`
  },
  'json-spaced-ascii': {
    en: (of) => `${of}: signed as JSON with spaces and \\u escapes (json.dumps), sent in another form.`,
    zh: (of) => `${of}：按带空格和 \\u 转义的 JSON 签名（json.dumps），发送的不同。`
  },
  'json-ascii': {
    en: (of) => `${of}: signed as JSON with \\u escapes, sent in another form.`,
    zh: (of) => `${of}：按带 \\u 转义的 JSON 签名，发送的不同。`
  },
  'json-php': {
    en: (of) => `${of}: signed as PHP's json_encode writes it (\\u and \\/), sent in another form.`,
    zh: (of) => `${of}：按 PHP json_encode 的写法签名（\\u 和 \\/），发送的不同。`
  },
  'json-slashes': {
    en: (of) => `${of}: signed as JSON with escaped slashes (\\/), sent in another form.`,
    zh: (of) => `${of}：按斜杠转义（\\/）的 JSON 签名，发送的不同。`
  },
  'json-html': {
    en: (of) => `${of}: signed as Go's json.Marshal writes it (\\u0026 for &), sent in another form.`,
    zh: (of) => `${of}：按 Go json.Marshal 的写法签名（& 写成 \\u0026），发送的不同。`
  },
  'json-sorted': {
    en: (of) => `${of}: signed as JSON with sorted keys, sent in another order.`,
    zh: (of) => `${of}：按字段名排过序的 JSON 签名，发送的顺序不同。`
  },
  'json-go-map': {
    en: (of) => `${of}: signed as JSON written from a Go map, sent in another form.`,
    zh: (of) => `${of}：按 Go map 写出的 JSON 签名，发送的不同。`
  },
  'json-doubles': {
    en: (of) => `${of}: signed as JSON whose numbers were converted to doubles.`,
    zh: (of) => `${of}：签名用的 JSON 里，数字经过了浮点数。`
  },
  'json-hash-map': {
    en: (of) => `${of}: signed as JSON written from a Java HashMap, sent in another order.`,
    zh: (of) => `${of}：按 Java HashMap 写出的 JSON 签名，发送的顺序不同。`
  },
  'json-column': {
    en: (of) => `${of}: signed as a JSON column of MySQL or PostgreSQL returns it, sent in another form.`,
    zh: (of) => `${of}：按 MySQL、PostgreSQL 的 JSON 字段读出的写法签名，发送的不同。`
  },
  'json-indented': {
    en: (of) => `${of}: signed as indented JSON, sent in another form.`,
    zh: (of) => `${of}：按带缩进的 JSON 签名，发送的不同。`
  },
  'json-text-as-printed': {
    en: (of) => `${of}: signed as code prints the parsed value (map[a:1], {a=1}, {'a': 1}, Array), sent as JSON text.`,
    zh: (of) => `${of}：按程序打印对象的写法签名（map[a:1]、{a=1}、{'a': 1}、Array），发送的是 JSON 文本。`
  },
  'json-signed': {
    en: 'The JSON text of the body was signed; only the values are.',
    zh: '签的是请求体的 JSON 文本；只应签值。'
  },
  'json-signed-twice-encoded': {
    en: 'The JSON text of the body was encoded as JSON again and signed; only the values are.',
    zh: '签的是再编码一次的请求体 JSON；只应签值。'
  },
  'body-as-map-text': {
    en: 'The body was signed as its language prints a map; only the values are signed.',
    zh: '签的是语言打印出来的整个 map；只应签值。'
  }
})
