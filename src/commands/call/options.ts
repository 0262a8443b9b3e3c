import { ANSWER_FORMS, DEFAULT_TIMEOUT_MS } from '../../config/settings.js'
import { SHELLS } from '../../gateway/request-command.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'
import type { KeyName } from '../../protocol/system/keys.js'
import { MILLISECONDS } from '../shared/bounds.js'
import { choice, flag, number, text, type Values } from '../shared/option.js'
import {
  ACCESS_TOKEN_FILE,
  DATA,
  ENCODING,
  FORCE,
  KEY_VERSION,
  NESTED,
  OUT,
  PRIVATE_KEY_FILE,
  SALT_FILE,
  YES
} from '../shared/options.js'

/** The limit for one attempt; that of the configuration if it is not given. */
export const TIMEOUT = number('--timeout <ms>', {
  ...MILLISECONDS,
  fallback: DEFAULT_TIMEOUT_MS,
  help: {
    en: 'for one attempt',
    zh: '单次请求的超时时间（毫秒）'
  }
})

/** The ways of a call that the platform has on two hosts. */
const GENERATIONS = ['new', 'old'] as const

/** The options of calls, apart from those of their fields. Each call has those that apply to it. */
export const CALL_OPTIONS = {
  data: DATA,
  from: text('--from <file>', {
    help: {
      en: 'whole body from a file or - (stdin); flags override its fields',
      zh: '从文件或 -（stdin）读取完整请求体；其他选项覆盖其中的同名字段'
    }
  }),
  encoding: ENCODING,
  nested: NESTED,
  saltFile: SALT_FILE,
  accessTokenFile: ACCESS_TOKEN_FILE,
  generation: choice('--generation <name>', GENERATIONS, {
    default: 'new',
    help: {
      en: 'new: open.douyin.com with access-token; old: developer.toutiao.com, signed with the private key (Byte-Authorization)',
      zh: 'new：open.douyin.com，使用 access-token；old：developer.toutiao.com，用应用私钥签名（Byte-Authorization）'
    }
  }),
  privateKeyFile: PRIVATE_KEY_FILE,
  keyVersion: KEY_VERSION,
  output: choice('--output <form>', ANSWER_FORMS, {
    help: {
      en: 'raw, pretty or both',
      zh: '输出形式：raw（原始）、pretty（格式化）或 both（两者）'
    }
  }),
  save: text('--save <file>', {
    byHand: true,
    help: {
      en: 'write the file here instead of to stdout',
      zh: '把文件写到这里，而不是 stdout'
    }
  }),
  dryRun: flag('--dry-run', {
    help: {
      en: 'show the signed request, send nothing',
      zh: '只显示签名后的请求，不发送'
    }
  }),
  curl: choice('--curl [shell]', SHELLS, {
    fallback: 'sh',
    help: {
      en: 'print the request as a command for sh, powershell or cmd, send nothing',
      zh: '把请求输出为一条命令（sh、powershell 或 cmd），不发送'
    }
  }),
  validate: flag('--no-validate', {
    help: {
      en: 'send it though a documented limit is violated',
      zh: '即使超出文档限制也照样发送'
    }
  }),
  negativeTest: text('--negative-test <case>', {
    help: {
      en: 'ask the sandbox or the local gateway for an error: a case such as MA_PAY_BAN; locally an err_no too',
      zh: '让沙盒或本地网关返回指定错误：用例名如 MA_PAY_BAN；本地网关也接受 err_no'
    }
  }),
  timeout: TIMEOUT,
  retries: number('--retries <n>', {
    min: 0,
    integer: true,
    default: 2,
    help: {
      en: 'of failed connections and of answers that ask for it, same number',
      zh: '连接失败或响应要求重试时的重试次数，单号不变'
    }
  }),
  yes: YES,
  wait: flag('--wait', {
    help: {
      en: 'ask until the state is final',
      zh: '轮询直到进入终态'
    }
  }),
  waitTimeout: number('--wait-timeout <seconds>', {
    min: 0,
    integer: false,
    default: 120,
    help: {
      en: 'longest --wait',
      zh: '--wait 的最长等待时间（秒）'
    }
  }),
  out: OUT,
  force: FORCE
}

export type CallValues = Values<typeof CALL_OPTIONS>

/**
 * The keys of the options that do not apply to a call.
 *
 * @param keys what the call is signed with
 */
export function uselessOptions(endpoint: Endpoint, keys: readonly KeyName[]): (keyof CallValues)[] {
  const { fields, answers, movesMoney, wait, resultBy, former } = endpoint
  const signed = keys.includes('salt')
  // Some code sends an object or an array instead of JSON text.
  const mayBeNested = signed && fields.some(({ type }) => type === 'json-text')
  return [
    ...(mayBeNested ? [] : (['nested'] as const)),
    ...(signed ? [] : (['saltFile'] as const)),
    ...(fields.some(({ secret }) => secret) || keys.includes('access_token') ? [] : (['accessTokenFile'] as const)),
    ...(former ? [] : (['generation', 'privateKeyFile', 'keyVersion'] as const)),
    ...(answers === 'file' ? [] : (['save'] as const)),
    ...(movesMoney ? [] : (['yes'] as const)),
    ...(wait || resultBy ? [] : (['wait', 'waitTimeout'] as const))
  ]
}
