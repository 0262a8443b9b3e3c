import { DEFAULT_DEPTH, DEFAULT_TIME_LIMIT } from '../../trade/diagnose/limits.js'
import { command } from '../shared/command.js'
import { argument, flag, number, text } from '../shared/option.js'
import { ENCODING, KEY_VERSION, PLATFORM_PUBLIC_KEY_FILE, PRIVATE_KEY_FILE } from '../shared/options.js'
import { SNIPPETS_IN } from '../shared/snippets-option.js'

export const tradeDiagnose = command({
  description: {
    en: 'Takes data or a body, and the byteAuthorization or header that your code made for it, and names the mistakes in it, alone or together: in the five lines, the text, the way of signing, the key, or byteAuthorization itself. The public key is enough. Nothing is sent.',
    zh: '读取 data 或请求体，以及你的代码为它生成的 byteAuthorization 或请求头，指出其中的错误（单个或组合）：五行格式、文本、签名方式、密钥，或 byteAuthorization 本身。有公钥就够了。不发送任何请求。'
  },
  arguments: {
    file: argument('[file]', {
      help: {
        en: 'the data or body as it is handed over, or JSON with data and byteAuthorization; - or nothing for stdin',
        zh: '实际传出的 data 或请求体，或包含 data 和 byteAuthorization 的 JSON；- 或不填表示 stdin'
      }
    })
  },
  options: {
    authorization: text('--authorization <text>', {
      conflicts: ['--from-curl', '--har'],
      help: {
        en: 'the byteAuthorization or the header, or @file',
        zh: 'byteAuthorization 或请求头的内容，或 @文件'
      }
    }),
    uri: text('--uri <path>', {
      fallback: '/requestOrder',
      help: {
        en: 'the URI that must be signed: of a call, its path and query; of data for the client, it is known from the fields',
        zh: '应签的 URI：服务端接口为路径加查询串；交给客户端的 data 由字段判断，不必给出'
      }
    }),
    method: text('--method <method>', {
      fallback: 'POST',
      help: {
        en: 'the method of the request, e.g. GET',
        zh: '请求方法，如 GET'
      }
    }),
    fromCurl: text('--from-curl <file>', {
      help: {
        en: 'take the request from this file, with its header Byte-Authorization: curl, Invoke-WebRequest, fetch, wget, HTTPie, or a whole HTTP request',
        zh: '从文件里的命令取得请求及其 Byte-Authorization 请求头：curl、Invoke-WebRequest、fetch、wget、HTTPie，或完整的 HTTP 请求'
      }
    }),
    har: text('--har <file>', {
      help: {
        en: 'take the last request with an authorization from a HAR file',
        zh: '从 HAR 文件取最后一个带授权串的请求'
      }
    }),
    ndjson: flag('--ndjson', {
      conflicts: ['--authorization', '--from-curl', '--har', '--depth'],
      help: {
        en: 'one {"data","byteAuthorization"} or {"body","authorization","uri","method"} a line; a mistake that many have is named once',
        zh: '每行一个 {"data","byteAuthorization"} 或 {"body","authorization","uri","method"}；多处相同的错误只说一次'
      }
    }),
    encoding: ENCODING,
    depth: number('--depth <n>', {
      min: 1,
      integer: true,
      default: DEFAULT_DEPTH,
      help: {
        en: 'how many mistakes are combined at most',
        zh: '最多组合几个错误'
      }
    }),
    timeLimit: number('--time-limit <seconds>', {
      min: 1,
      integer: true,
      default: DEFAULT_TIME_LIMIT,
      help: {
        en: 'how many seconds the search takes at most',
        zh: '查找最多用多少秒'
      }
    }),
    for: SNIPPETS_IN,
    privateKeyFile: PRIVATE_KEY_FILE,
    publicKeyFile: text('--public-key-file <file>', {
      help: {
        en: 'file with the public key of the app, where the private key is not at hand',
        zh: '存放应用公钥的文件，用于手边没有私钥时'
      }
    }),
    platformPublicKeyFile: PLATFORM_PUBLIC_KEY_FILE,
    keyVersion: KEY_VERSION
  },
  examples: [
    'ecpay trade diagnose order.json',
    'ecpay trade diagnose data.json --authorization @authorization.txt',
    'ecpay trade diagnose --from-curl command.txt --for php',
    'ecpay trade diagnose body.json --authorization @header.txt --uri /api/apps/trade/v2/query_order',
    'cat data.json | ecpay trade diagnose --authorization @authorization.txt --public-key-file public_key.pem --json',
    'ecpay trade diagnose --ndjson refused.ndjson --for php'
  ],
  output: {
    en: 'the verdict, the best explanation with its fix, and what to check besides. --json: {"verdict","sign","theirs","key":{"role","name"},"string_to_sign","explanations":[{"mistakes":[{"code","key","message","fix"}],"string_to_sign"}],"tried","also_check":[{"code","message"}],"warnings":[{"code","message","hint"}],"next":[{"option","command"}]}. --ndjson, a line for each: {"line","verdict","sign","theirs","key","warnings":[…],"mistakes":[…],"error"}, with "timed_out" where a line was not searched to the end, and on stderr each mistake once; with --json {"bodies":[…],"mistakes":[{"code","key","message","fix","lines":[]}],"warnings":[{"code","message","hint","lines":[]}]}',
    zh: '结论、最可能的解释及改法，以及还要检查什么。--json：{"verdict","sign","theirs","key":{"role","name"},"string_to_sign","explanations":[{"mistakes":[{"code","key","message","fix"}],"string_to_sign"}],"tried","also_check":[{"code","message"}],"warnings":[{"code","message","hint"}],"next":[{"option","command"}]}。--ndjson 每行一个：{"line","verdict","sign","theirs","key","warnings":[…],"mistakes":[…],"error"}，未查完的行带 "timed_out"，stderr 上每个错误只说一次；加 --json 为 {"bodies":[…],"mistakes":[{"code","key","message","fix","lines":[]}],"warnings":[{"code","message","hint","lines":[]}]}'
  },
  exits: [0, 1, 2, 130],
  async run(context, { file, ...values }) {
    // In other files, so that help need not load them.
    if (values.ndjson) return (await import('./diagnose/ndjson.js')).diagnoseRequests(context, file, values)
    return (await import('./diagnose/run-diagnosis.js')).runDiagnosis(context, file, values)
  }
})
