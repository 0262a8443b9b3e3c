import { choice, flag, number, optionalText, text, type Values } from '../../shared/option.js'
import { CODE, ENCODING, KEY_VERSION, PRIVATE_KEY_FILE } from '../../shared/options.js'

export const SIGN_OPTIONS = {
  check: optionalText('--check [authorization]', {
    conflicts: ['--timestamp', '--nonce', '--header'],
    help: {
      en: 'verify this byteAuthorization or header with the public half of the key; @file reads it, without a value stdin has it',
      zh: '用私钥对应的公钥验证给定的 byteAuthorization 或请求头；@file 从文件读取，不带值时从 stdin 读取'
    }
  }),
  code: { ...CODE, conflicts: ['--check', '--header'] },
  encoding: ENCODING,
  explain: flag('--explain', {
    help: {
      en: 'show on stderr the five lines, every line break, and which key it is',
      zh: '在 stderr 逐行显示待签名串（标出每个换行符）和所用的密钥'
    }
  }),
  header: flag('--header', {
    help: {
      en: 'print the value of the header Byte-Authorization, in quotes, for calls of developer.toutiao.com',
      zh: '输出带引号的 Byte-Authorization 请求头的值，用于 developer.toutiao.com 的接口'
    }
  }),
  keyVersion: KEY_VERSION,
  method: choice('--method <method>', ['POST', 'GET'], {
    default: 'POST',
    help: {
      en: 'the first line',
      zh: '第一行：请求方法'
    }
  }),
  nonce: text('--nonce <text>', {
    help: {
      en: 'nonce_str; default: a fresh one',
      zh: 'nonce_str（随机串）；默认自动生成'
    }
  }),
  privateKeyFile: PRIVATE_KEY_FILE,
  strict: flag('--strict', {
    help: {
      en: 'refuse whatever gives a warning',
      zh: '有警告即拒绝签名'
    }
  }),
  timestamp: number('--timestamp <seconds>', {
    min: 0,
    integer: true,
    help: {
      en: 'Unix time; default: now',
      zh: 'Unix 时间戳（秒）；默认为当前时间'
    }
  }),
  uri: text('--uri <path>', {
    default: '/requestOrder',
    help: {
      en: 'the second line: /requestOrder or /createSignOrder for what the client hands over, else path and query of the call',
      zh: '第二行：交给客户端的数据用 /requestOrder 或 /createSignOrder，服务端接口用路径加查询串'
    }
  })
}

export type SignValues = Values<typeof SIGN_OPTIONS>
