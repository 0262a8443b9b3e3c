import { oneStream } from '../callback/one-file.js'
import { command } from '../shared/command.js'
import { argument } from '../shared/option.js'
import { VERIFY_OPTIONS } from './verify/verify-options.js'

export const tradeVerifyCallback = command({
  description: {
    en: "Verifies a callback of the general trade system (通用交易系统) over its raw bytes with the platform's public key: Byte-Timestamp, Byte-Nonce-Str and body, a line feed behind each. Takes the body with its headers, or a whole HTTP request in one file. If the signature does not fit, it finds out which key made it, and over which text.",
    zh: '用平台公钥对通用交易系统回调的原始字节验签：Byte-Timestamp、Byte-Nonce-Str、请求体，每项后加一个换行符。可给出请求体和请求头，也可给出一个文件中的完整 HTTP 请求。不符时查明签名对应的是哪个密钥、哪段文本。'
  },
  arguments: {
    file: argument('[file...]', {
      help: {
        en: "the raw body, or the whole HTTP request, or several; a folder with .json and .http files, or a pattern such as 'callbacks/*.http'; - or nothing for stdin",
        zh: "原始请求体或完整的 HTTP 请求，可以有多个；也可以是含 .json 和 .http 文件的目录，或 'callbacks/*.http' 这样的通配符；- 或不填表示 stdin"
      }
    })
  },
  options: VERIFY_OPTIONS,
  examples: [
    'ecpay trade verify-callback request.http',
    'ecpay trade verify-callback body.json --headers headers.txt',
    "ecpay trade verify-callback body.json -H 'Byte-Timestamp: 1700000000' -H 'Byte-Nonce-Str: n' -H 'Byte-Signature: …'",
    "ecpay trade verify-callback 'callbacks/*.http'",
    'ecpay trade verify-callback --ndjson callbacks.ndjson > verdicts.ndjson'
  ],
  output: {
    en: 'msg, pretty on a terminal and as it came in a pipe. --json: {"valid","checks":[{"name","ok","code"}],"problems":[{"code","message"}],"causes":[…],"warnings":[…],"type","version","msg"}; --ndjson: one such document a line. Of several files, a line for each, with why it is not genuine below; --json: {"valid","callbacks":[{"file","valid",…}]}',
    zh: 'msg：终端上格式化显示，管道中原样输出。--json：{"valid","checks":[{"name","ok","code"}],"problems":[{"code","message"}],"causes":[…],"warnings":[…],"type","version","msg"}；--ndjson：每行一个这样的文档。有多个文件时每个一行，不可信的在下面说明原因；--json：{"valid","callbacks":[{"file","valid",…}]}'
  },
  exits: [0, 1, 2, 130],
  async run(context, { file: files, ...values }) {
    // In other files, so that help need not load them.
    if (values.ndjson) return (await import('./verify/ndjson.js')).verifyLines(context, oneStream(files), values)
    return (await import('./verify/verify-all.js')).verifyAll(context, files, values)
  }
})
