import type { Both } from '../language.js'
import { list, phrases } from './phrases.js'
import { entry, topic } from './topic.js'
import { wrappings } from './wrappings.js'
import { kind } from './zh-phrases.js'

/** The printed forms of a callback or body that have lost the original. */
export const printings = phrases({
  'php-var-dump': { en: 'the output of var_dump (PHP)', zh: 'PHP var_dump 的输出' },
  'php-array': { en: 'an array as PHP writes it', zh: 'PHP 写法的数组' },
  'php-print-r': { en: 'the output of print_r (PHP)', zh: 'PHP print_r 的输出' },
  'php-dump': { en: 'the output of dump() or dd() (Laravel)', zh: 'Laravel 的 dump() 或 dd() 输出' },
  'go-map': { en: 'a map printed by Go', zh: 'Go 打印的 map' },
  'go-struct': { en: 'a struct printed by Go', zh: 'Go 打印的 struct' },
  'go-pointer': { en: 'a pointer printed by Go', zh: 'Go 打印的指针' },
  'go-bytes': { en: 'bytes printed by Go', zh: 'Go 打印的字节' },
  'java-bytes': { en: 'the reference of a byte[] (Java)', zh: 'Java 的 byte[] 引用' },
  'java-reference': { en: 'the reference of an object (Java)', zh: 'Java 的对象引用' },
  'java-map': { en: 'a Map.toString() (Java)', zh: 'Java 的 Map.toString()' },
  'java-object': { en: 'an object printed by Java', zh: 'Java 打印的对象' },
  'js-object': { en: 'an object printed by JavaScript', zh: 'JavaScript 打印的对象' },
  'js-buffer': { en: 'a Buffer printed by Node', zh: 'Node 打印的 Buffer' },
  'python-dict': { en: 'a dict printed by Python', zh: 'Python 打印的 dict' },
  'python-object': { en: 'an object printed by Python', zh: 'Python 打印的对象' },
  'python-form': { en: 'a form printed by Python (Flask, Django)', zh: 'Python 打印的表单（Flask、Django）' },
  'python-bytes': { en: 'bytes printed by Python', zh: 'Python 打印的 bytes' },
  'python-reference': { en: 'the reference of an object (Python)', zh: 'Python 的对象引用' },
  'csharp-record': { en: 'a record printed by C#', zh: 'C# 打印的 record' },
  'csharp-type': { en: 'the name of a type (C#)', zh: 'C# 的类型名' },
  'rust-struct': { en: 'a struct printed by Rust', zh: 'Rust 打印的 struct' },
  'quotes-lost': { en: 'JSON without its quotes (a shell removes them)', zh: '引号丢失的 JSON（命令行会去掉引号）' },
  'backslashes-lost': {
    en: 'JSON without its backslashes, as after stripslashes',
    zh: '反斜杠丢失的 JSON（例如经过 stripslashes）'
  },
  lines: { en: 'its fields line by line, as in YAML', zh: '逐行列出的字段（例如 YAML）' },
  'cut-off': { en: 'cut off before its end', zh: '内容在中途被截断' },
  several: { en: 'several callbacks at once', zh: '同时有多个回调' }
})

/** How to read the raw body of a POST, by language. */
const rawBodies: Record<string, Both> = {
  php: { en: "file_get_contents('php://input') (PHP)", zh: "file_get_contents('php://input')（PHP）" },
  java: {
    en: '@RequestBody String or request.getInputStream() (Java)',
    zh: '@RequestBody String 或 request.getInputStream()（Java）'
  },
  go: { en: 'io.ReadAll(r.Body) (Go)', zh: 'io.ReadAll(r.Body)（Go）' },
  js: { en: 'express.raw({ type: "*/*" }) (Node)', zh: 'express.raw({ type: "*/*" })（Node）' },
  python: {
    en: 'request.get_data() (Flask), request.body (Django)',
    zh: 'request.get_data()（Flask）、request.body（Django）'
  },
  rust: {
    en: 'the argument body: String of the handler (Rust, axum and actix)',
    zh: '处理函数的参数 body: String（Rust 的 axum、actix）'
  },
  csharp: {
    en: 'await new StreamReader(Request.Body).ReadToEndAsync() (C#)',
    zh: 'await new StreamReader(Request.Body).ReadToEndAsync()（C#）'
  }
}

const rawBodyOf = (form: string) => rawBodies[String(form).split('-')[0] ?? '']
/** How to get the raw body, in the language that the printed form comes from. */
const rawBody = {
  en: (form: string) =>
    `Write the raw body of the POST to a file: ${rawBodyOf(form)?.en ?? list.en(Object.values(rawBodies).map(({ en }) => en))}. Or let \`ecpay listen\` save it.`,
  zh: (form: string) =>
    `请把 POST 的内容原样写入文件：${
      rawBodyOf(form)?.zh ??
      Object.values(rawBodies)
        .map(({ zh }) => zh)
        .join('，')
    }。也可以用 \`ecpay listen\` 保存。`
}

export const callbackCheck = topic('The callback: the envelope and the checks', '回调：外层结构与检查项', {
  'missing-member': entry<{ key: string }>({
    en: ({ key }) => [
      `The callback has no \`${key}\`.`,
      'Verify the whole body of the POST, not only its msg or its query.'
    ],
    zh: ({ key }) => [`回调中没有 \`${key}\`。`, '请对 POST 的完整请求体验签，而不只是 msg 或 URL 参数。']
  }),
  'wrong-type': entry<{ key: string; found: string; expected: readonly string[] }>({
    en: ({ key, found, expected }) =>
      `\`${key}\` of the callback is of type ${found}; expected: ${expected.join(' or ')}.`,
    zh: ({ key, found, expected }) => `回调的 \`${key}\` 类型是${kind(found)}，应为${expected.map(kind).join('或')}。`
  }),
  'msg-not-a-string': entry<{ found: string }>({
    en: ({ found }) => [
      `\`msg\` is of type ${found}; the platform sends a string that holds JSON.`,
      'Something on the way parsed the body and wrote it again. Verify the raw bytes of the request.'
    ],
    zh: ({ found }) => [
      `\`msg\` 的类型是${kind(found)}；平台发送的是内容为 JSON 的字符串。`,
      '请求体在途中被解析后重新序列化过，请对请求的原始字节验签。'
    ]
  }),
  'malformed-signature': entry<{ found: string }>({
    exit: 'no',
    en: ({ found }) => [
      `\`msg_signature\` is "${found}", not 40 hexadecimal digits (SHA-1).`,
      'Check that the value is not cut, and that it is not the md5 of a request.'
    ],
    zh: ({ found }) => [
      `\`msg_signature\` 是“${found}”，应为 40 位十六进制（SHA-1）。`,
      '请检查它是否被截断，或误用了请求签名的 MD5。'
    ]
  }),
  'signature-mismatch': entry({
    exit: 'no',
    en: 'The signature does not match token, timestamp, nonce and msg.',
    zh: '签名与令牌、timestamp、nonce、msg 不符。'
  }),
  'timestamp-not-seconds': entry<{ found: string }>({
    exit: 'no',
    en: ({ found }) => `\`timestamp\` is "${found}"; Unix seconds are expected.`,
    zh: ({ found }) => `\`timestamp\` 是“${found}”，应为以秒为单位的 Unix 时间戳。`
  }),
  'too-old': entry<{ age: number; maxAge: number }>({
    exit: 'no',
    en: ({ age, maxAge }) => [
      `The callback is ${age} s old; --max-age allows ${maxAge} s.`,
      'The platform retries for about 24 hours: an old callback can be genuine.'
    ],
    zh: ({ age, maxAge }) => [
      `回调是 ${age} 秒前的，--max-age 只允许 ${maxAge} 秒。`,
      '平台会在约 24 小时内重试，较早的回调也可能是真的。'
    ]
  }),
  'from-the-future': entry<{ ahead: number; maxAge: number }>({
    exit: 'no',
    en: ({ ahead, maxAge }) => [
      `The callback is dated ${ahead} s in the future; --max-age allows ${maxAge} s.`,
      'Check the clock of this machine.'
    ],
    zh: ({ ahead, maxAge }) => [`回调的时间比本机晚 ${ahead} 秒，--max-age 只允许 ${maxAge} 秒。`, '请检查本机时钟。']
  }),
  /** `form` is one of `callback/pasted.ts`; that of the next code is one of `callback/not-raw.ts`. */
  'callback-unwrapped': entry<{ form: string }>({
    en: ({ form }) => `The callback was found ${wrappings.en(form)}; its original text was taken from there.`,
    zh: ({ form }) => `回调在${wrappings.zh(form)}，已从中取出原文。`
  }),
  'callback-not-raw': entry<{ form: string }>({
    en: ({ form }) => [
      `This is a callback, but not its raw text: ${printings.en(form)}.`,
      form === 'several' ? 'Give one callback at a time.' : rawBody.en(form)
    ],
    zh: ({ form }) => [
      `这是一个回调，但不是原文：${printings.zh(form)}。`,
      form === 'several' ? '请每次只给出一个回调。' : rawBody.zh(form)
    ]
  }),
  /** `file` is where it came from, where that is a file. */
  'callback-of-trade-system': entry<{ version: string; file?: string }>({
    en: ({ version, file }) => [
      `This is a callback of the successor, the trade system (交易系统, version ${version}); it has no msg_signature.`,
      `It is signed in the headers Byte-Timestamp, Byte-Nonce-Str and Byte-Signature, by RSA. Save them, one a line, and verify it with the platform's public key: \`ecpay trade verify-callback ${file ?? 'body.json'} --headers headers.txt\``
    ],
    zh: ({ version, file }) => [
      `这是后续产品“交易系统”的回调（version ${version}），没有 msg_signature。`,
      `它的签名在请求头 Byte-Timestamp、Byte-Nonce-Str、Byte-Signature 中，用 RSA 算出。请把请求头存成文件（每行一个），用平台公钥验签：\`ecpay trade verify-callback ${file ?? 'body.json'} --headers headers.txt\``
    ]
  }),
  /** `command` is the command line that checks a request. */
  'not-a-callback': entry<{ kind: 'request' | 'answer' | 'msg'; command?: string }>({
    en: ({ kind, command }, { has }) =>
      kind === 'msg'
        ? [
            'This is only msg, not the whole callback.',
            'Give the whole body of the POST: it has timestamp, nonce and msg_signature too.'
          ]
        : kind === 'answer'
          ? ['This is an answer of the platform, not a callback.', '`ecpay explain` tells what its err_no means.']
          : [
              'This is the body of a request, not a callback.',
              has('--callback')
                ? 'Leave out --callback to check its sign.'
                : `To check its sign: \`${command ?? 'ecpay diagnose'}\`.`
            ],
    zh: ({ kind, command }, { has }) =>
      kind === 'msg'
        ? ['这只是 msg，不是整个回调。', '请给出 POST 的完整内容：其中还有 timestamp、nonce 和 msg_signature。']
        : kind === 'answer'
          ? ['这是平台的响应，不是回调。', '`ecpay explain` 可查询其中 err_no 的含义。']
          : [
              '这是请求体，不是回调。',
              has('--callback')
                ? '要检查它的 sign，请去掉 --callback。'
                : `请用 \`${command ?? 'ecpay diagnose'}\` 检查它的 sign。`
            ]
  }),
  'unknown-type': entry<{ found: string }>({
    en: ({ found }) => `\`type\` is "${found}", which is not a documented type.`,
    zh: ({ found }) => `\`type\` 是“${found}”，文档中没有这种回调。`
  })
})
