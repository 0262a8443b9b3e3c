import { mistakes } from '../../protocol/search/mistake.js'

/** The five lines: their line feeds, their order, and what stands in the first four. */
export const lineMistakes = mistakes({
  'no-final-newline': {
    en: 'No line feed stands behind the last line; each of the five has one.',
    zh: '最后一行末尾没有换行符；五行都要有。'
  },
  crlf: { en: 'The lines end in CRLF; a single line feed is right.', zh: '各行以 CRLF（\\r\\n）结尾；应只用 \\n。' },
  'literal-newline': {
    en: 'A backslash and an n stand in place of the line feeds: PHP leaves \\n as it is in single quotes.',
    zh: '换行处是反斜杠和字母 n 两个字符，而不是换行符：PHP 单引号里的 \\n 不会转义。'
  },
  'lines-joined-otherwise': {
    en: (of) => `${of} stands between the parts in place of a line feed.`,
    zh: (of) => `各部分之间用的是 ${of}，而不是换行符。`
  },
  'lines-glued': {
    en: 'Nothing stands between the parts; a line feed does.',
    zh: '各部分直接连在一起，中间没有换行符。'
  },
  'second-final-newline': { en: 'One line feed too many stands at the end.', zh: '末尾多了一个换行符。' },
  'line-left-out': {
    en: (of) => `${of} is missing from the signed text: four lines in place of five.`,
    zh: (of) => `签名文本里缺少 ${of}：只有四行，应为五行。`
  },
  'line-added': {
    en: (of) => `${of} was signed as a line of its own; it stands in the authorization alone.`,
    zh: (of) => `${of} 单独占了一行参与签名；它只应写在授权串里。`
  },
  'callback-form': {
    en: 'Three lines were signed, timestamp, nonce and body, as for a callback; a request has five.',
    zh: '只签了三行（时间戳、随机串、body），那是回调的格式；请求要签五行。'
  },
  'body-alone': { en: 'Only the body was signed; five lines are.', zh: '只签了 body；应签五行。' },
  'body-line-twice': { en: 'The body stands in the signed text twice.', zh: '签名文本里 body 出现了两次。' },
  'lines-in-other-order': {
    en: 'The lines stand in another order; method, URI, timestamp, nonce, body is right.',
    zh: '各行的顺序不对；应为方法、URI、时间戳、随机串、body。'
  },
  'text-encoded': {
    en: (of) => `The whole text was encoded (${of}) before it was signed.`,
    zh: (of) => `签名前对整段文本做了编码（${of}）。`
  },
  'text-trimmed': {
    en: 'White space at the edges of the whole text was cut off before it was signed.',
    zh: '签名前去掉了整段文本首尾的空白。'
  },
  'method-in-other-case': { en: (of) => `The method was signed as ${of}.`, zh: (of) => `方法写成了 ${of}。` },
  'other-method': {
    en: (of) => `${of} was signed as the method; the request is made with another.`,
    zh: (of) => `签名用的方法是 ${of}，与请求的方法不同。`
  },
  'called-path-signed': {
    en: (of) => `${of} was signed as the URI, which the client calls by itself; /requestOrder is right.`,
    zh: (of) => `URI 签成了 ${of}，那是客户端自己调用的地址；应签 /requestOrder。`
  },
  'host-signed': {
    en: (of) => `${of} was signed as the URI; it has neither scheme nor host.`,
    zh: (of) => `URI 签成了 ${of}；不应包含协议和域名。`
  },
  'query-not-signed': {
    en: 'The query was left out of the URI; it is signed with the path.',
    zh: 'URI 里没有查询参数；它要和路径一起签名。'
  },
  'query-in-other-form': {
    en: (of) => `The query was signed in another form than it was sent: ${of}.`,
    zh: (of) => `签名用的查询参数与发送的写法不同：${of}。`
  },
  'uri-in-other-form': {
    en: (of) => `The URI was signed as ${of}.`,
    zh: (of) => `URI 签成了 ${of}。`
  },
  'other-uri': { en: (of) => `Another URI was signed: ${of}.`, zh: (of) => `签了另一个 URI：${of}。` },
  'milliseconds-signed': {
    en: 'The time was signed in milliseconds; the authorization has seconds.',
    zh: '签名用的时间戳是毫秒，授权串里的是秒。'
  },
  'seconds-signed': {
    en: 'The time was signed in seconds; the authorization has milliseconds.',
    zh: '签名用的时间戳是秒，授权串里的是毫秒。'
  },
  'other-time-signed': {
    en: (of) => `Another time was signed than the authorization has: ${of}.`,
    zh: (of) => `签名用的时间戳与授权串里的不同：${of}。`
  },
  'other-nonce-signed': {
    en: (of) => `${of} was signed as the nonce; the authorization has another.`,
    zh: (of) => `签名用的随机串是 ${of}，与授权串里的不同。`
  },
  'part-not-filled-in': {
    en: (of) => `${of} was signed in place of the time or the nonce: it was not filled in.`,
    zh: (of) => `时间戳或随机串的位置签的是 ${of}：没有填入值。`
  }
})
