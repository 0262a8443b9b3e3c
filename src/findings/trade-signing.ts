import { excerpt } from './excerpt.js'
import { list, phrases } from './phrases.js'
import { entry, topic } from './topic.js'

/** Where white space stands that a client may lose. */
const places = phrases({
  edges: { en: 'at its beginning or end', zh: '首尾' },
  inside: { en: 'between its fields', zh: '字段之间' },
  crlf: { en: 'as Windows line breaks (CRLF)', zh: 'Windows 换行（CRLF）' }
})

/** Of a text that is signed for the trade system. */
export const tradeSigning = topic('The trade system: signing', '通用交易系统：签名', {
  'unwritable-authorization': entry<{ key: string; codePoints: string[] }>({
    en: ({ key, codePoints }) => [
      `\`${key}\` holds what ends a value in an authorization: ${list.en(codePoints)}.`,
      'It may have no quotes, commas, backslashes, white space or control characters.'
    ],
    zh: ({ key, codePoints }) => [
      `\`${key}\` 含有会截断该值的字符：${list.zh(codePoints)}。`,
      '其中不能有引号、逗号、反斜杠、空白或控制字符。'
    ]
  }),
  'uri-not-a-path': entry<{ found: string }>({
    names: ['found'],
    en: ({ found }) => [
      `"${excerpt(found)}" is no path: what is signed begins with / and has no host, no spaces and no characters beyond ASCII.`,
      'Give path and query alone, percent-encoded as they are sent: /api/apps/trade/v2/create_refund'
    ],
    zh: ({ found }) => [
      `“${excerpt(found)}”不是路径：参与签名的 URI 以 / 开头，不含域名、空格和非 ASCII 字符。`,
      '只写路径和查询串，与发送时的编码一致：/api/apps/trade/v2/create_refund'
    ]
  }),
  'not-an-authorization': entry<{ found: string }>({
    names: ['found'],
    en: ({ found }) => [
      `This is no authorization: "${excerpt(found)}"`,
      'Give what was handed to the client, SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…, or @file.'
    ],
    zh: ({ found }) => [
      `这不是 byteAuthorization：“${excerpt(found)}”`,
      '请给出交给客户端的文本（SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…），或用 @file 指定文件。'
    ]
  }),
  'authorization-incomplete': entry<{ names: string[] }>({
    en: ({ names }) => [
      `The authorization has no ${list.en(names)}; without it nothing can be verified.`,
      'Give the whole text, as it was handed to the client or sent.'
    ],
    zh: ({ names }) => [`其中缺少 ${list.zh(names)}，无法验证。`, '请给出交给客户端或发送时的完整文本。']
  }),
  /** Of what no signature is over. */
  'authorization-differs': entry<{ key: string; found: string; expected: string }>({
    en: ({ key, found, expected }) => [
      `\`${key}\` is "${found}" in the authorization; "${expected}" is configured.`,
      'The platform takes the public key by these two: with another one the signature is refused, however right it is.'
    ],
    zh: ({ key, found, expected }) => [
      `其中的 \`${key}\` 是“${found}”，配置的是“${expected}”。`,
      '平台按这两项选择公钥：不一致时，签名本身再正确也会被拒绝。'
    ]
  }),
  'authorization-wrong': entry<{ command?: string }>({
    exit: 'no',
    en: ({ command }) => [
      'The signature does not fit this text, method, URI, timestamp and nonce with this key.',
      command === undefined ? 'The string to sign is shown above.' : `What it fits instead: ${command}`
    ],
    zh: ({ command }) => [
      '用此密钥验证，签名与文本、方法、URI、时间戳、随机串不符。',
      command === undefined ? '上面是应签的字符串。' : `查找它实际签的是什么：${command}`
    ]
  }),
  'missing-authorization': entry({
    en: (_, { has }) => [
      'There is no authorization to look at.',
      `Give byteAuthorization${has('--authorization') ? ' with --authorization <text|@file>' : ''}, or a recorded request with the header Byte-Authorization.`
    ],
    zh: (_, { has }) => [
      '没有可供诊断的授权串。',
      `请${has('--authorization') ? '用 --authorization <文本|@文件> ' : ''}给出 byteAuthorization，或带有 Byte-Authorization 请求头的完整请求。`
    ]
  }),
  'line-not-authorized': entry({
    en: [
      'This line is not a request with its authorization.',
      'Each line is a JSON object: {"data":"…","byteAuthorization":"…"} as tt.requestOrder gets it, or {"body":"…","authorization":"…","uri":"/api/…"} of a call.'
    ],
    zh: [
      '这一行不是带授权串的请求。',
      '每行应为一个 JSON 对象：{"data":"…","byteAuthorization":"…"}（传给 tt.requestOrder 的内容），或服务端接口的 {"body":"…","authorization":"…","uri":"/api/…"}。'
    ]
  }),
  /** What the body of a call is instead of a string. */
  'body-not-a-text': entry<{ found: string }>({
    en: ({ found }) => [
      `\`body\` is JSON (${found}), not a string. So its white space and escapes, which were signed, are unknown.`,
      'Write the body into the line as a string, exactly as it was sent.'
    ],
    zh: ({ found }) => [
      `\`body\` 是 JSON（${found}），不是字符串，无从得知签名时的空白和转义。`,
      '请把实际发送的请求体原样作为字符串写入这一行。'
    ]
  }),
  /** What data is instead of a string. */
  'data-not-a-text': entry<{ found: string }>({
    en: ({ found }) => [
      `\`data\` is no string but JSON (${found}): its text is taken as it stands.`,
      'tt.requestOrder takes data as the very string that was signed.'
    ],
    zh: ({ found }) => [
      `\`data\` 不是字符串，而是 JSON（${found}）；按原文处理。`,
      'tt.requestOrder 的 data 要传签名时的那个字符串。'
    ]
  }),
  'client-call-signed': entry<{ found: string }>({
    en: ({ found }) => [
      `${found} is what the client calls by itself; the data of tt.requestOrder is signed under /requestOrder.`,
      'Sign /requestOrder in its place.'
    ],
    zh: ({ found }) => [
      `${found} 是客户端自己调用的地址；tt.requestOrder 的 data 要按 /requestOrder 签名。`,
      '请改用 /requestOrder 签名。'
    ]
  }),
  'timestamp-in-milliseconds': entry<{ found: string }>({
    en: ({ found }) => [
      `The timestamp ${found} is in milliseconds; seconds are signed.`,
      'Divide by 1000 and drop the fraction: Math.floor(Date.now() / 1000).'
    ],
    zh: ({ found }) => [`时间戳 ${found} 的单位是毫秒，应为秒。`, '请除以 1000 并取整：Math.floor(Date.now() / 1000)。']
  }),
  'nonce-outside-alphabet': entry<{ characters: string[] }>({
    en: ({ characters }) => [
      `The nonce has characters outside of the documented alphabet: ${list.en(characters)}.`,
      "The page allows letters, digits and underscores. ByteDance's own demos send others, so this alone is hardly what is refused."
    ],
    zh: ({ characters }) => [
      `随机串含有文档未列出的字符：${list.zh(characters)}。`,
      '文档只允许字母、数字和下划线；但官方示例自己也用了其他字符，所以多半不是被拒绝的原因。'
    ]
  }),
  'nonce-too-long': entry<{ length: number; limit: number }>({
    en: ({ length, limit }) => [
      `The nonce has ${length} characters; ${limit} are allowed.`,
      'Make it shorter: 32 are enough.'
    ],
    zh: ({ length, limit }) => [`随机串有 ${length} 个字符，最多 ${limit} 个。`, '请缩短，32 个字符足够。']
  }),
  'nonce-empty': entry({
    en: ['The nonce is empty.', 'Make a fresh one for every signature: 32 letters and digits.'],
    zh: ['随机串为空。', '每次签名都要生成新的随机串：32 位字母和数字。']
  }),
  'client-parameters-signed': entry({
    en: [
      'The text is the whole object for the client, with `data` and `byteAuthorization`; only `data` is signed.',
      'Pass the text of its `data`, without the object around it.'
    ],
    zh: [
      '这段文本是交给客户端的整个对象，包含 `data` 和 `byteAuthorization`；只应对 `data` 签名。',
      '请传入其中 `data` 的文本，不要带外层对象。'
    ]
  }),
  'data-empty': entry({
    en: [
      'The text that is signed is empty; tt.requestOrder and tt.createSignOrder take JSON as `data`.',
      'Pass the file with the data, or pipe it in.'
    ],
    zh: [
      '待签名的文本为空；tt.requestOrder 和 tt.createSignOrder 的 `data` 是 JSON。',
      '请指定存放 data 的文件，或通过管道传入。'
    ]
  }),
  /** Where it ends to be JSON, counted from 1. */
  'data-not-json': entry<{ line: number; column: number }>({
    en: ({ line, column }) => [
      `The text that is signed is no JSON from line ${line}, column ${column} on.`,
      'It is signed as it is; the platform expects JSON.'
    ],
    zh: ({ line, column }) => [
      `待签名的文本从第 ${line} 行第 ${column} 列起不是合法的 JSON。`,
      '已按原文签名，但平台要求 JSON。'
    ]
  }),
  'unusual-escapes': entry<{ examples: string[] }>({
    en: ({ examples }) => [
      `The text has escapes that other writers of JSON leave out: ${list.en(examples)}.`,
      'They are signed as they stand. Hand this very text over: parsed and written again, it no longer fits the signature. In PHP, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES does without.'
    ],
    zh: ({ examples }) => [
      `文本中有其他 JSON 库不会写的转义：${list.zh(examples)}。`,
      '已按原文签名。请原样传递这段文本：解析后重新序列化就成了另一段文本。PHP 可用 JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES 去掉转义。'
    ]
  }),
  'loose-spaces': entry<{ places: string[] }>({
    general: { places: ['inside'] },
    en: ({ places: found }) => [
      `The text has white space ${list.en(found.map(places.en))}, which is signed.`,
      'Hand this very text over, or write it without: trimmed, or parsed and written again, it no longer fits the signature.'
    ],
    zh: ({ places: found }) => [
      `文本中有空白（${list.zh(found.map(places.zh))}），会参与签名。`,
      '请原样传递这段文本：去掉首尾空白，或解析后重新序列化，都会变成另一段文本。也可以直接去掉这些空白。'
    ]
  })
})
