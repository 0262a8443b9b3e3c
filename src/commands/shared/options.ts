import { CODE_LANGUAGES } from '../../output/code/code-languages.js'
import { ENCODINGS } from '../../protocol/json/encodings.js'
import { SYSTEMS, systemNamed } from '../../systems.js'
import { choice, flag, list, type Option, text } from './option.js'

/** The option that sets members of a body. */
export const DATA = list('-d, --data <assignment>', {
  help: {
    en: 'a field: key=text is a string, key:=json is raw JSON, @file in place of either what stands in that file; repeatable',
    zh: '设置一个字段：key=text 为字符串，key:=json 为原始 JSON，写 @file 则取该文件的内容；可多次使用'
  }
})

/** The option of every command that reads text. */
export const ENCODING = choice('--encoding <name>', ENCODINGS, {
  fallback: 'utf-8',
  help: {
    en: 'how the text that is read is encoded: utf-8, gbk, gb18030, utf-16le or utf-16be; UTF-16 is recognised',
    zh: '输入文本的编码：utf-8、gbk、gb18030、utf-16le 或 utf-16be；UTF-16 会自动识别'
  }
})

/** The option for the file of the result, instead of a shell's `>`. */
export const OUT = text('-o, --out <file>', {
  byHand: true,
  help: {
    en: 'write the result to this file, as UTF-8 and whole or not at all, instead of to stdout',
    zh: '把结果以 UTF-8 写入该文件（完整写入，否则不写），而不是输出到 stdout'
  }
})

export const FORCE = flag('--force', {
  byHand: true,
  help: {
    en: 'replace an existing file',
    zh: '覆盖已存在的文件'
  }
})

/** The option that prints a program in place of the signature that it gives. */
export const CODE = choice('--code <language>', CODE_LANGUAGES, {
  help: {
    en: 'print a complete program that gives this signature: php, java, go, python, node or csharp; it reads the key from the environment',
    zh: '输出能算出该签名的完整程序：php、java、go、python、node 或 csharp；程序从环境变量读取密钥'
  }
})

export const YES = flag('--yes', {
  byHand: true,
  help: {
    en: 'confirm a call that moves real money',
    zh: '确认发起真实资金交易'
  }
})

/** The option for how to sign objects and arrays. Without it, they are refused. */
export const NESTED = choice('--nested <rule>', ['go', 'json'], {
  help: {
    en: 'sign objects and arrays by a candidate rule, go or json; no page says how the platform signs them',
    zh: '对象、数组类型的字段按候选规则签名：go 或 json；没有官方页面说明平台如何签名'
  }
})

export const SALT_FILE = text('--salt-file <file>', {
  help: {
    en: 'file with the SALT (one trailing line break is removed)',
    zh: '存放 SALT 的文件（去掉末尾一个换行）'
  }
})

export const TOKEN_FILE = text('--token-file <file>', {
  help: {
    en: 'file with the token (one trailing line break is removed)',
    zh: '存放令牌(Token)的文件（去掉末尾一个换行）'
  }
})

export const ACCESS_TOKEN_FILE = text('--access-token-file <file>', {
  help: {
    en: 'file with the access token (one trailing line break is removed)',
    zh: '存放 access token 的文件（去掉末尾一个换行）'
  }
})

export const SYSTEM: Option<string | undefined> = {
  ...text('--system <name>', {
    fallback: systemNamed(undefined).name,
    help: {
      en: 'the payment system that it is of: 担保支付 (ecpay) or 通用交易系统 (trade)',
      zh: '所属的支付系统：担保支付（ecpay）或通用交易系统（trade）'
    }
  }),
  // Read when it is asked for: the list of systems may still grow after this is loaded.
  get choices() {
    return SYSTEMS.map(({ name }) => name)
  }
}

/** The options for keys of the trade system. */
export const PRIVATE_KEY_FILE = text('--private-key-file <file>', {
  help: {
    en: 'file with the private key of the app, PEM or Base64',
    zh: '存放应用私钥的文件，PEM 或 Base64'
  }
})

export const PLATFORM_PUBLIC_KEY_FILE = text('--platform-public-key-file <file>', {
  help: {
    en: 'file with the public key of the platform, PEM or Base64',
    zh: '存放平台公钥的文件，PEM 或 Base64'
  }
})

export const KEY_VERSION = text('--key-version <number>', {
  help: {
    en: 'version of the public key that was uploaded for the private key, e.g. 1',
    zh: '与私钥对应的应用公钥版本号，如 1'
  }
})

export const APP_SECRET_FILE = text('--app-secret-file <file>', {
  help: {
    en: 'file with the app_secret (one trailing line break is removed)',
    zh: '存放 app_secret 的文件（去掉末尾一个换行）'
  }
})
