import { command } from '../shared/command.js'
import { argument } from '../shared/option.js'
import { SIGN_OPTIONS } from './sign/sign-options.js'

export const tradeSign = command({
  description: {
    en: 'Signs a text of the general trade system (通用交易系统) byte for byte: SHA256-RSA2048 over five lines, which are method, URI, timestamp, nonce and the text. Prints byteAuthorization, which the client passes to tt.requestOrder together with the same text. It warns of what a client may change on the way, and changes nothing itself.',
    zh: '为通用交易系统签名，文本逐字节不变：对方法、URI、时间戳、随机串和文本这五行做 SHA256-RSA2048。输出 byteAuthorization，与原文一起交给 tt.requestOrder。客户端可能改动的地方会给出警告，但不影响签名。'
  },
  arguments: {
    file: argument('[file]', {
      help: {
        en: 'the text that is signed, e.g. the data of tt.requestOrder; - or nothing for stdin',
        zh: '待签名的文本，如 tt.requestOrder 的 data；- 或不填表示 stdin'
      }
    })
  },
  options: SIGN_OPTIONS,
  examples: [
    'ecpay trade sign data.json',
    'cat data.json | ecpay trade sign --explain',
    'ecpay trade sign data.json --env local --json',
    'ecpay trade sign body.json --header --uri /api/apps/trade/v2/create_refund',
    'ecpay trade sign data.json --code java -o Sign.java',
    'ecpay trade sign data.json --check @authorization.txt'
  ],
  output: {
    en: 'byteAuthorization, or with --header the value of Byte-Authorization, and a line break. --json: {"signature","byte_authorization","header","app_id","nonce_str","timestamp","key_version","string_to_sign","warnings":[{"code","key","message"}]}, with --code also "language" and "code"; with --check {"valid","theirs","app_id","nonce_str","timestamp","key_version","string_to_sign","causes":[…],"warnings":[…]}',
    zh: 'byteAuthorization（加 --header 则为 Byte-Authorization 的值）和一个换行。--json：{"signature","byte_authorization","header","app_id","nonce_str","timestamp","key_version","string_to_sign","warnings":[{"code","key","message"}]}，加 --code 还有 "language" 和 "code"；加 --check 为 {"valid","theirs","app_id","nonce_str","timestamp","key_version","string_to_sign","causes":[…],"warnings":[…]}'
  },
  exits: [0, 1, 2, 130],
  async run(context, { file, ...values }) {
    // In another file, so that help need not load it.
    return (await import('./sign/sign-text.js')).signText(context, file, values)
  }
})
