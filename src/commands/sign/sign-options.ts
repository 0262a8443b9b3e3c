import { choice, flag, optionalText, type Values } from '../shared/option.js'
import { CODE, DATA, ENCODING, SALT_FILE } from '../shared/options.js'

export const SIGN_OPTIONS = {
  data: DATA,
  check: optionalText('--check [hex]', {
    conflicts: ['--fill'],
    help: {
      en: "compare with this signature, or with the body's own sign",
      zh: '与给定的签名比对；不带值时与请求体自带的 sign 比对'
    }
  }),
  code: { ...CODE, conflicts: ['--check', '--fill', '--ndjson'] },
  csv: flag('--csv', {
    needs: '--ndjson',
    conflicts: ['--json'],
    help: {
      en: 'with --ndjson: a table with a heading, out_order_no,sign,codes',
      zh: '与 --ndjson 一起用：输出带表头的表格 out_order_no,sign,codes'
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
    conflicts: ['--data', '--explain', '--fill'],
    help: {
      en: 'one object a line in, one signature a line out; --check compares each with its own sign, --json writes a document a line',
      zh: '每行输入一个对象，每行输出一个签名；加 --check 则逐行与自带的 sign 比对，加 --json 则每行一个文档'
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

export type SignValues = Values<typeof SIGN_OPTIONS>
