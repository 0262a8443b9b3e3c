import { command } from './shared/command.js'
import { argument } from './shared/option.js'
import { SIGN_OPTIONS } from './sign/sign-options.js'

export const sign = command({
  description: {
    en: 'Reads one JSON object from a file, from - (stdin) or from a pipe, or builds one from -d. Numbers are signed as they are written; warnings name what other languages sign differently.',
    zh: '从文件、-（stdin）或管道读取一个 JSON 对象，或用 -d 拼出一个。数字按原文签名；其他语言可能签得不一样的值会给出警告。'
  },
  arguments: {
    file: argument('[file]', {
      help: {
        en: 'JSON file; - or nothing for stdin',
        zh: 'JSON 文件；- 或不填表示 stdin'
      }
    })
  },
  options: SIGN_OPTIONS,
  examples: [
    'ecpay sign body.json',
    'cat body.json | ecpay sign --explain',
    'ecpay sign -d out_order_no=no_1 -d total_amount:=100 --env local',
    'ecpay sign body.json --check 54f102e7115f8a6a3e6af4633dc33959',
    'ecpay sign body.json --fill -o signed.json',
    'ecpay sign body.json --code php -o sign.php',
    'ecpay sign --ndjson orders.ndjson > signatures.txt'
  ],
  output: {
    en: 'the signature and a line break. --json: {"sign","string_to_sign","signed":[{"key","text"}],"skipped":[{"key","reason"}],"warnings":[{"code","key","message"}]}; with --check also "valid" and "theirs", with --code "language" and "code"',
    zh: '签名加一个换行。--json：{"sign","string_to_sign","signed":[{"key","text"}],"skipped":[{"key","reason"}],"warnings":[{"code","key","message"}]}；加 --check 还有 "valid" 和 "theirs"，加 --code 还有 "language" 和 "code"'
  },
  exits: [0, 1, 2, 130],
  async run(context, { file, ...values }) {
    // In another file, so that help need not load it.
    return (await import('./sign/sign-body.js')).signBody(context, file, values)
  }
})
