import { command } from './shared/command.js'
import { argument, choice, flag, optionalText, type Values } from './shared/option.js'
import { DATA, ENCODING, SALT_FILE } from './shared/options.js'

const OPTIONS = {
  data: DATA,
  check: optionalText('--check [hex]', {
    help: {
      en: "compare with this signature, or with the body's own sign",
      zh: '与给定的签名比对；不带值时与请求体自带的 sign 比对'
    }
  }),
  encoding: ENCODING,
  explain: flag('--explain', {
    help: {
      en: 'show on stderr every field, the sorted list and the string that is hashed (SALT masked)',
      zh: '在 stderr 列出每个字段、排序结果和待签名字符串（SALT 已打码）'
    }
  }),
  fill: flag('--fill', {
    help: {
      en: 'print the body with sign put in, every other byte as it was',
      zh: '输出填好 sign 的请求体，其余字节保持不变'
    }
  }),
  ndjson: flag('--ndjson', {
    help: {
      en: 'one object a line in, one signature a line out',
      zh: '每行输入一个对象，每行输出一个签名'
    }
  }),
  nested: choice('--nested <rule>', ['go', 'json'], {
    help: {
      en: 'sign object and array values by a candidate rule: go or json',
      zh: '按候选规则对对象、数组类型的值签名：go 或 json'
    }
  }),
  saltFile: SALT_FILE,
  strict: flag('--strict', {
    help: {
      en: 'refuse whatever gives a warning',
      zh: '有警告即拒绝签名'
    }
  })
}

export type SignValues = Values<typeof OPTIONS>

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
  options: OPTIONS,
  examples: [
    'ecpay sign body.json',
    'cat body.json | ecpay sign --explain',
    'ecpay sign -d out_order_no=no_1 -d total_amount:=100 --env local',
    'ecpay sign body.json --check 54f102e7115f8a6a3e6af4633dc33959',
    'ecpay sign body.json --fill -o signed.json',
    'ecpay sign --ndjson orders.ndjson > signatures.txt'
  ],
  output: {
    en: 'the signature and a line break. --json: {"sign","string_to_sign","signed":[{"key","text"}],"skipped":[{"key","reason"}],"warnings":[{"code","key","message"}]}; with --check also "valid" and "theirs"',
    zh: '签名加一个换行。--json：{"sign","string_to_sign","signed":[{"key","text"}],"skipped":[{"key","reason"}],"warnings":[{"code","key","message"}]}；加 --check 还有 "valid" 和 "theirs"'
  },
  exits: [0, 1, 2, 130],
  async run(context, { file, ...values }) {
    // Apart from its work, so that help need not load that.
    return (await import('./sign/sign-body.js')).signBody(context, file, values)
  }
})
