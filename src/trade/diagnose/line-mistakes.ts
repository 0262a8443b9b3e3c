import { mistakes } from './mistake.js'

/** The five lines: their line feeds, their order, and what stands in the first four. */
export const lineMistakes = mistakes({
  'no-final-newline': {
    fix: 'lines',
    en: 'The last line has no line feed at its end; all five lines need one.',
    zh: '最后一行末尾没有换行符；五行都要有。'
  },
  crlf: {
    fix: 'lines',
    en: 'The lines end with CRLF; they must end with a line feed alone.',
    zh: '各行以 CRLF（\\r\\n）结尾；应只用 \\n。'
  },
  'literal-newline': {
    fix: 'lines',
    en: 'The lines end with a backslash and an n instead of a line feed: PHP does not replace \\n in single quotes.',
    zh: '换行处是反斜杠和字母 n 两个字符，而不是换行符：PHP 单引号里的 \\n 不会转义。'
  },
  'lines-joined-otherwise': {
    fix: 'lines',
    en: (of) => `The parts are joined by ${of}, not by a line feed.`,
    zh: (of) => `各部分之间用的是 ${of}，而不是换行符。`
  },
  'lines-glued': {
    fix: 'lines',
    en: 'The parts are joined without anything between them, not by a line feed.',
    zh: '各部分直接连在一起，中间没有换行符。'
  },
  'second-final-newline': {
    fix: 'lines',
    en: 'There is one line feed too many at the end.',
    zh: '末尾多了一个换行符。'
  },
  'line-left-out': {
    fix: 'lines',
    en: (of) => `${of} is missing in the signed text: it has four lines, not five.`,
    zh: (of) => `签名文本里缺少 ${of}：只有四行，应为五行。`
  },
  'line-added': {
    fix: 'lines',
    en: (of) => `${of} was signed as a line of its own; it belongs only in the authorization.`,
    zh: (of) => `${of} 单独占了一行参与签名；它只应写在授权串里。`
  },
  'callback-form': {
    fix: 'lines',
    en: 'Three lines were signed (timestamp, nonce and body), as for a callback; a request has five.',
    zh: '只签了三行（时间戳、随机串、body），那是回调的格式；请求要签五行。'
  },
  'body-alone': { fix: 'lines', en: 'Only the body was signed, not the five lines.', zh: '只签了 body；应签五行。' },
  'body-line-twice': { fix: 'lines', en: 'The signed text has the body twice.', zh: '签名文本里 body 出现了两次。' },
  'lines-in-other-order': {
    fix: 'lines',
    en: 'The lines are in another order; the right one is method, URI, timestamp, nonce, body.',
    zh: '各行的顺序不对；应为方法、URI、时间戳、随机串、body。'
  },
  'text-encoded': {
    fix: 'algorithm',
    en: (of) => `The whole text was encoded (${of}) before it was signed.`,
    zh: (of) => `签名前对整段文本做了编码（${of}）。`
  },
  'text-trimmed': {
    fix: 'lines',
    en: 'White space at the start or end of the whole text was removed before it was signed.',
    zh: '签名前去掉了整段文本首尾的空白。'
  },
  'method-in-other-case': {
    fix: 'method',
    en: (of) => `The method was signed as ${of}.`,
    zh: (of) => `方法写成了 ${of}。`
  },
  'other-method': {
    fix: 'method',
    en: (of) => `The method was signed as ${of}, but the request uses another.`,
    zh: (of) => `签名用的方法是 ${of}，与请求的方法不同。`
  },
  'called-path-signed': {
    fix: 'uri',
    en: (of) =>
      `The URI was signed as ${of}, which the client calls by itself; it must be /requestOrder, or /createSignOrder for tt.createSignOrder.`,
    zh: (of) =>
      `URI 签成了 ${of}，那是客户端自己调用的地址；应签 /requestOrder；tt.createSignOrder 签 /createSignOrder。`
  },
  'host-signed': {
    fix: 'uri',
    en: (of) => `The URI was signed as ${of}; it must not have a scheme or host.`,
    zh: (of) => `URI 签成了 ${of}；不应包含协议和域名。`
  },
  'query-not-signed': {
    fix: 'uri',
    en: 'The URI was signed without its query.',
    zh: 'URI 里没有查询参数；它要和路径一起签名。'
  },
  'query-in-other-form': {
    fix: 'uri',
    en: (of) => `The query was signed in another form than it was sent: ${of}.`,
    zh: (of) => `签名用的查询参数与发送的写法不同：${of}。`
  },
  'uri-in-other-form': {
    fix: 'uri',
    en: (of) => `The URI was signed as ${of}.`,
    zh: (of) => `URI 签成了 ${of}。`
  },
  'other-uri': { fix: 'uri', en: (of) => `Another URI was signed: ${of}.`, zh: (of) => `签了另一个 URI：${of}。` },
  'milliseconds-signed': {
    fix: 'seconds',
    en: 'The timestamp was signed in milliseconds, but the authorization has seconds.',
    zh: '签名用的时间戳是毫秒，授权串里的是秒。'
  },
  'seconds-signed': {
    fix: 'seconds',
    en: 'The timestamp was signed in seconds, but the authorization has milliseconds.',
    zh: '签名用的时间戳是秒，授权串里的是毫秒。'
  },
  'other-time-signed': {
    fix: 'once',
    en: (of) => `The timestamp was signed as ${of}, but the authorization has another.`,
    zh: (of) => `签名用的时间戳与授权串里的不同：${of}。`
  },
  'lines-as-pairs': {
    fix: 'lines',
    en: 'The lines were signed with their names: method=POST&uri=…',
    zh: '签名文本里带了字段名：method=POST&uri=…'
  },
  'other-nonce-signed': {
    fix: 'once',
    en: (of) => `The nonce was signed as ${of}, but the authorization has another.`,
    zh: (of) => `签名用的随机串是 ${of}，与授权串里的不同。`
  },
  'part-not-filled-in': {
    fix: 'once',
    en: (of) => `Instead of the timestamp or the nonce, ${of} was signed: it was not filled in.`,
    zh: (of) => `时间戳或随机串的位置签的是 ${of}：没有填入值。`
  }
})
