import { phrases } from './phrases.js'

/** The forms from which a callback or a body can be restored exactly. */
export const wrappings = phrases({
  wrapped: { en: 'inside another object', zh: '另一个对象中' },
  'json-text': { en: 'as a JSON text inside JSON', zh: 'JSON 字符串中（编码了两次）' },
  request: { en: 'in a whole request (curl, HTTP)', zh: '完整的请求（curl、HTTP 报文）中' },
  multipart: { en: 'as a multipart form', zh: 'multipart 表单中' },
  'printed-bytes': { en: 'as a list of the numbers of its bytes', zh: '以字节数值列表打印的内容中' },
  'python-bytes': { en: "as Python's b'…'", zh: "Python 的 b'…' 中" },
  literal: { en: 'as a literal of a programming language, not JSON', zh: '程序语言的字面量中' },
  'url-encoded': { en: 'URL-encoded', zh: 'URL 编码的文本中' },
  form: { en: 'as a form (a=b&c=d), not JSON', zh: '表单（a=b&c=d）中' },
  base64: { en: 'in Base64', zh: 'Base64 文本中' },
  html: { en: 'with its quotes as &quot; (HTML)', zh: '引号被转成 &quot; 的文本（HTML）中' },
  'hex-bytes': { en: 'with its quotes as \\x22, as nginx logs them', zh: '引号被写成 \\x22 的文本（nginx 日志）中' },
  csv: { en: 'in a field of CSV, with its quotes doubled', zh: 'CSV 的字段（引号成对）中' },
  escaped: { en: 'with the escapes of a JSON text', zh: '带 JSON 转义的文本中' },
  copied: { en: 'with what copying added to its lines', zh: '复制时多了行号、引用符号或不可见字符的文本中' },
  'log-line': { en: 'in a line of a log', zh: '一行日志中' },
  'broken-lines': { en: 'with line breaks inside its texts', zh: '被折行的文本中' }
})
