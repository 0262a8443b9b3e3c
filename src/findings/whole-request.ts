import { printings } from './callback-check.js'
import { many } from './en-phrases.js'
import { list, phrases } from './phrases.js'
import { quoteWord } from './shell-word.js'
import { entry, topic } from './topic.js'
import { wrappings } from './wrappings.js'

/** How to write JSON, by the language at the start of a form's name. */
const ENCODERS = {
  php: 'json_encode($body, JSON_UNESCAPED_UNICODE) (PHP)',
  java: 'new ObjectMapper().writeValueAsString(body) (Java)',
  go: 'json.Marshal(body) (Go)',
  js: 'JSON.stringify(body) (Node)',
  python: 'json.dumps(body, ensure_ascii=False) (Python)',
  rust: 'serde_json::to_string(&body) (Rust)',
  csharp: 'JsonSerializer.Serialize(body) (C#)'
}

/** How to print bytes as text, by printed form. */
const DECODERS: Readonly<Record<string, string>> = {
  'go-bytes': 'string(body) (Go)',
  'java-bytes': 'new String(body, StandardCharsets.UTF_8) (Java)',
  'js-buffer': 'body.toString() (Node)',
  'python-bytes': 'body.decode() (Python)'
}

const encoderOf = (form: string) =>
  Object.entries(ENCODERS).find(([language]) => String(form).startsWith(language))?.[1] ??
  Object.values(ENCODERS).join(', ')
const inChinese = (code: string) => code.replace(/ \(([\w#]+)\)/g, '（$1）')
/** What to print instead of a printed form. */
const printInstead = {
  en: (form: string) =>
    DECODERS[form] ? `Print the bytes as text: ${DECODERS[form]}.` : `Write the body as JSON: ${encoderOf(form)}.`,
  zh: (form: string) =>
    DECODERS[form]
      ? `请把字节转成文本再输出：${inChinese(DECODERS[form])}。`
      : `请把请求体写成 JSON：${inChinese(encoderOf(form))}。`
}

/** What people give instead of a body. */
const inputKinds = phrases({
  callback: { en: 'a callback', zh: '一个回调' },
  har: { en: 'a HAR file', zh: '一个 HAR 文件' },
  curl: { en: 'a curl command', zh: '一条 curl 命令' },
  powershell: { en: 'a PowerShell command', zh: '一条 PowerShell 命令' },
  fetch: { en: 'a call of fetch', zh: '一次 fetch 调用' },
  http: { en: 'a whole HTTP request', zh: '一个完整的 HTTP 请求' },
  wget: { en: 'a wget command', zh: '一条 wget 命令' },
  httpie: { en: 'an HTTPie command', zh: '一条 HTTPie 命令' }
})

export const wholeRequest = topic('A whole request', '完整的请求', {
  /** `source` is what the input was taken for, such as `curl` or `har`. */
  'no-request-found': entry<{ source: string }>({
    en: ({ source }) => [
      `There is no request to the platform in this ${source}.`,
      'It needs an address and a body: paste the whole command as it was copied, or save the exchange as HAR.'
    ],
    zh: ({ source }) => [
      `${source} 里没有发往平台的请求。`,
      '需要有地址和请求体：请原样粘贴完整的命令，或把请求保存为 HAR。'
    ]
  }),
  'request-host': entry<{ host: string; env: string; expected: string }>({
    en: ({ host, env, expected }) => [
      `The request went to ${host}; the keys here belong to ${env} (${expected}).`,
      'Keys of one environment give err_no 2008 on the host of another; use --env to say whose keys these are.'
    ],
    zh: ({ host, env, expected }) => [
      `请求发往 ${host}，而这里的密钥属于 ${env}（${expected}）。`,
      '一个环境的密钥用在另一个环境的域名上，会返回 err_no 2008；可用 --env 指明密钥属于哪个环境。'
    ]
  }),
  'request-method': entry<{ found: string; wanted: string }>({
    en: ({ found, wanted }) => [`The method is ${found}.`, `This call is sent with ${wanted}.`],
    zh: ({ found, wanted }) => [`请求方法是 ${found}。`, `这个接口用 ${wanted} 调用。`]
  }),
  'request-insecure': entry<{ host: string }>({
    en: ({ host }) => [
      `The request went to ${host} over http, without encryption.`,
      'The platform answers on https only; a redirect turns a POST into a GET.'
    ],
    zh: ({ host }) => [`请求以 http 发往 ${host}，没有加密。`, '平台只提供 https；遇到跳转时 POST 会变成 GET。']
  }),
  /** `found` is the character at which cmd ends the command within its body. */
  'cmd-ends-command': entry<{ found: string }>({
    en: ({ found }) => [
      `In cmd this command ends at ${found === '\n' ? 'the first line break in its body' : `the "${found}" in its body, which \\" does not protect`}; the body was read as it is meant.`,
      'What cmd sends is cut off: put the JSON into a file, and let curl send @body.json.'
    ],
    zh: ({ found }) => [
      `cmd 中这条命令到请求体${found === '\n' ? '的第一个换行' : `中的“${found}”（\\" 保护不了它）`}就结束了；这里按本意读取了请求体。`,
      'cmd 发出的请求体不完整：请把 JSON 写入文件，让 curl 发送 @body.json。'
    ]
  }),
  'request-charset': entry<{ found: string }>({
    en: ({ found }) => [
      `The Content-Type says charset=${found}.`,
      'The platform reads UTF-8: encode the body as UTF-8, and send Content-Type: application/json.'
    ],
    zh: ({ found }) => [
      `Content-Type 里写的是 charset=${found}。`,
      '平台按 UTF-8 读取：请用 UTF-8 编码请求体，并发送 Content-Type: application/json。'
    ]
  }),
  /** `near` are the paths that were probably meant. */
  'unknown-path': entry<{ found: string; near: string[] }>({
    en: ({ found, near }) => [
      `No documented call has the path ${found}.`,
      near.length > 0
        ? `Probably meant: ${list.en(near)}`
        : '`ecpay help` lists the calls; `ecpay call <path>` sends to any path.'
    ],
    zh: ({ found, near }) => [
      `没有哪个接口的路径是 ${found}。`,
      near.length > 0 ? `可能是：${list.zh(near)}` : '`ecpay help` 列出全部接口；`ecpay call <path>` 可以发往任意路径。'
    ]
  }),
  /** `near` is the path with the slash. */
  'path-without-slash': entry<{ found: string; near: string }>({
    en: ({ found, near }) => [
      `The path ${found} has no slash at its end.`,
      `Pages of the platform print it with and without; its Node SDK sends ${near}.`
    ],
    zh: ({ found, near }) => [
      `路径 ${found} 末尾没有斜杠。`,
      `平台的页面两种写法都有；官方 Node SDK 发送的是 ${near}。`
    ]
  }),
  /** `form` is `urlencoded` or `multipart`. */
  'form-body': entry<{ form: string; keys: string[] }>({
    en: ({ form, keys }) => [
      `The body is a form (${form}) with ${list.en(keys)}, not JSON.`,
      'The platform reads JSON: send Content-Type: application/json, and one JSON object as the body.'
    ],
    zh: ({ form, keys }) => [
      `请求体不是 JSON，而是表单（${form}），字段有 ${list.zh(keys)}。`,
      '平台只读取 JSON：请发送 Content-Type: application/json，请求体是一个 JSON 对象。'
    ]
  }),
  /** `form` is the printed form that the body has instead of JSON. */
  'body-printed': entry<{ form: string }>({
    en: ({ form }) => [`This is ${printings.en(form)}, not JSON.`, printInstead.en(form)],
    zh: ({ form }) => [`这是 ${printings.zh(form)}，不是 JSON。`, printInstead.zh(form)]
  }),
  /** `kind` is what the input is instead of a body: `curl`, `har`, `callback` and so on. */
  'read-as': entry<{ kind: string }>({
    en: ({ kind }) =>
      kind === 'callback'
        ? 'The input is a callback and is diagnosed as one.'
        : `The input is ${inputKinds.en(kind)}; its body is used.`,
    zh: (found) =>
      found.kind === 'callback'
        ? '输入是一个回调，按回调诊断。'
        : `输入是${inputKinds.zh(found.kind)}，已取出其中的请求体。`
  }),
  /** `form` is one of `recorded/pasted-body.ts`. */
  'body-unwrapped': entry<{ form: string }>({
    en: ({ form }) => `The body was found ${wrappings.en(form)}; its original text was taken from there.`,
    zh: ({ form }) => `请求体在${wrappings.zh(form)}，已从中取出原文。`
  }),
  /** `lines` is set where every line of the input is a body. */
  'several-bodies': entry<{ count: number; lines?: true }>({
    en: ({ count, lines }) => [
      `The input has ${count} request bodies.`,
      lines ? 'Give one at a time, or all: `ecpay diagnose --ndjson <file>`.' : 'Give one at a time.'
    ],
    zh: ({ count, lines }) => [
      `输入里有 ${count} 个请求体。`,
      lines ? '请每次给出一个，或一次给出全部：`ecpay diagnose --ndjson <file>`。' : '请每次给出一个。'
    ]
  }),
  'answer-in-place-of-body': entry<{ found: string }>({
    en: ({ found }) => [
      `This is an answer of the platform (${found}), not the body of a request.`,
      `Give the body that your code sent. \`ecpay explain ${quoteWord(found)}\` says what the answer means.`
    ],
    zh: ({ found }) => [
      `这是平台的响应（${found}），不是请求体。`,
      `请给出你的代码发送的请求体。响应的含义：\`ecpay explain ${quoteWord(found)}\`。`
    ]
  }),
  'read-as-trade-callback': entry({
    en: 'The input is a callback of the successor, the trade system (交易系统), and is verified as one.',
    zh: '输入是后续产品“交易系统”的回调，按它的规则验签。'
  }),
  'not-a-body': entry<{ kind: string; command: string }>({
    en: ({ kind, command }) => [`The input is ${inputKinds.en(kind)}, not a body.`, `Read it with: ${command}`],
    zh: (found) => [`输入是${inputKinds.zh(found.kind)}，不是请求体。`, `请改用：${found.command}`]
  }),
  'request-content-type': entry<{ found: string }>({
    en: ({ found }) => [
      found === '' ? 'The request has no Content-Type.' : `The Content-Type is ${found}.`,
      'Send Content-Type: application/json; anything else gives err_no 2008.'
    ],
    zh: ({ found }) => [
      found === '' ? '请求没有 Content-Type。' : `Content-Type 是 ${found}。`,
      '请发送 Content-Type: application/json，否则返回 err_no 2008。'
    ]
  }),
  'request-length': entry<{ length: string; size: number }>({
    en: ({ length, size }) => [
      `Content-Length says ${many(length, 'byte')}; the body has ${size}.`,
      'Count bytes, not characters; a body that is cut off differs from what was signed.'
    ],
    zh: ({ length, size }) => [
      `Content-Length 写的是 ${length} 字节，请求体有 ${size} 字节。`,
      '要按字节计数，不是按字符；被截断的请求体与签名的内容不同。'
    ]
  })
})
