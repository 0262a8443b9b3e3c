import { DEFAULT_DEPTH, DEFAULT_TIME_LIMIT } from '../../ecpay/diagnose/search.js'
import { flag, number, text, type Values } from '../shared/option.js'
import { ENCODING, SALT_FILE, TOKEN_FILE } from '../shared/options.js'
import { SNIPPETS_IN } from '../shared/snippets-option.js'

export const DIAGNOSE_OPTIONS = {
  sign: text('--sign <hex>', {
    help: {
      en: 'the signature that your code computed, in place of the one in the body',
      zh: '你的代码算出的签名，代替请求体里的'
    }
  }),
  prehash: text('--prehash <text>', {
    help: {
      en: 'the string that your code hashed, or @file; the SALT in it is masked',
      zh: '你的代码实际用来取 MD5 的字符串，或 @文件；其中的 SALT 会打码'
    }
  }),
  fromCurl: text('--from-curl <file>', {
    help: {
      en: 'take the request from this file, and check its address and headers: curl (sh, cmd, PowerShell), Invoke-WebRequest, fetch, wget, HTTPie, or a whole HTTP request',
      zh: '从文件里的命令取得请求，并检查地址和请求头：curl（sh、cmd、PowerShell）、Invoke-WebRequest、fetch、wget、HTTPie，或完整的 HTTP 请求'
    }
  }),
  har: text('--har <file>', {
    help: {
      en: 'take the last request to the platform from a HAR file, and check its address and headers',
      zh: '从 HAR 文件取最后一个发往平台的请求，并检查地址和请求头'
    }
  }),
  last: flag('--last', {
    help: {
      en: 'take the last request that the local gateway refused for its signature, fields, path or headers',
      zh: '取本地网关最近一次因签名、字段、路径或请求头而拒绝的请求'
    }
  }),
  callback: flag('--callback', {
    help: {
      en: 'diagnose a callback of the platform: msg_signature in place of sign',
      zh: '诊断平台的回调：看 msg_signature，而不是 sign'
    }
  }),
  ndjson: flag('--ndjson', {
    conflicts: ['--sign', '--prehash', '--from-curl', '--har', '--last', '--callback', '--depth'],
    help: {
      en: 'one body a line, each with the sign that your code computed; a mistake that many have is named once',
      zh: '每行一个请求体，各带你的代码算出的 sign；多处相同的错误只说一次'
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
  saltFile: SALT_FILE,
  tokenFile: TOKEN_FILE
}

export type DiagnoseValues = Values<typeof DIAGNOSE_OPTIONS>
