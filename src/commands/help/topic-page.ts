import { EXPECTED, FILE_KEYS, SETTINGS, type SettingType } from '../../config/settings.js'
import { expectation } from '../../findings/zh-phrases.js'
import type { Both, Language } from '../../language.js'
import type { HelpWords } from '../../output/words/words.js'
import { EXIT } from '../shared/exit.js'
import type { Topic } from './topics.js'

type Row = readonly [string, string]

/** A page of help about a topic, as data. */
export interface TopicPage {
  title: string
  /** Paragraphs and lists, in order. */
  parts: readonly (string | readonly Row[])[]
  see: readonly string[]
}

/** The page of a topic. Lists are made from the data that the program itself uses. */
export function topicPage(topic: Topic, words: HelpWords, language: Language): TopicPage {
  const say = (text: Both) => text[language]
  const rows = (list: readonly (readonly [string, Both])[]): Row[] => list.map(([name, text]) => [name, say(text)])
  const parts: Record<string, () => TopicPage['parts']> = {
    'exit-codes': () => [say(EXITS), Object.values(EXIT).map((code): Row => [String(code), words.exitCodes[code]])],
    environment: () => [
      say(VARIABLES),
      Object.entries(SETTINGS).map(
        ([key, { variable, type }]): Row => [variable, `${key} (${formOf(type, language)})`]
      ),
      say(OTHERS),
      rows(OTHER_VARIABLES)
    ],
    configuration: () => [
      say(PLACES),
      rows(RANKS),
      say(KEYS),
      FILE_KEYS.map((key): Row => [key, formOf(SETTINGS[key].type, language)]),
      say(REFERENCES)
    ],
    signing: () => [say(ECPAY_RULE), rows(ECPAY_STEPS), say(TRADE_RULE), rows(TRADE_STEPS), say(CALLBACKS)]
  }
  return { title: say(topic.summary), parts: parts[topic.name]?.() ?? [], see: SEE[topic.name] ?? [] }
}

const SEE: Readonly<Record<string, readonly string[]>> = {
  'exit-codes': ['ecpay explain', 'ecpay commands --json'],
  environment: ['ecpay help configuration', 'ecpay config show'],
  configuration: ['ecpay init', 'ecpay config show', 'ecpay doctor', 'ecpay help environment'],
  signing: ['ecpay sign --explain', 'ecpay diagnose', 'ecpay trade sign --explain', 'ecpay sign --code php']
}

function formOf(type: SettingType, language: Language): string {
  return language === 'zh' ? expectation(EXPECTED[type]) : EXPECTED[type]
}

const EXITS: Both = {
  en: 'Every command ends with one of these. Its own help lists those that it can end with. With --json, an error is one JSON document on stderr, with a stable code.',
  zh: '每个命令以其中之一结束，各命令的帮助列出了它可能的退出码。加 --json 时，错误是 stderr 上的一个 JSON 文档，其中的 code 是稳定的。'
}
const VARIABLES: Both = {
  en: 'A variable comes before the configuration file and after an option. An empty one counts as unset.',
  zh: '环境变量优先于配置文件，低于命令行选项。空值视为未设置。'
}
const OTHERS: Both = { en: 'Variables that are not settings:', zh: '不属于配置项的变量：' }
const OTHER_VARIABLES: readonly (readonly [string, Both])[] = [
  [
    'ECPAY_LANG',
    {
      en: 'en or zh; otherwise LC_ALL, LC_MESSAGES, LANG decide',
      zh: 'en 或 zh；否则由 LC_ALL、LC_MESSAGES、LANG 决定'
    }
  ],
  [
    'ECPAY_STATE_DIR',
    { en: 'folder of the local gateway and of received callbacks', zh: '本地网关和收到的回调所在的文件夹' }
  ],
  [
    'ECPAY_NO_LOG',
    { en: 'if set, nothing is kept for ecpay log, as with --no-log', zh: '设置后不写入请求日志，与 --no-log 相同' }
  ],
  [
    'ECPAY_LOG_DAYS, ECPAY_LOG_MIB',
    { en: 'how much ecpay log keeps: 30 days, 64 MiB', zh: '请求日志保留多少：默认 30 天、64 MiB' }
  ],
  [
    'HTTPS_PROXY, HTTP_PROXY, NO_PROXY',
    { en: 'proxy, and the hosts that need none', zh: '代理，以及不使用代理的主机' }
  ],
  [
    'NODE_EXTRA_CA_CERTS',
    { en: 'a certificate to trust, such as that of a company proxy', zh: '额外信任的证书，如公司代理的证书' }
  ],
  ['NO_COLOR, FORCE_COLOR', { en: 'no colour; colour even in a pipe', zh: '不使用彩色；管道中也使用彩色' }],
  ['CI', { en: 'if set, nothing is asked', zh: '设置后不进行任何询问' }],
  [
    'XDG_CONFIG_HOME, XDG_STATE_HOME',
    { en: 'folders of your own configuration and of the state', zh: '用户配置和状态所在的文件夹' }
  ],
  [
    'npm_config_registry',
    {
      en: 'the registry that only ecpay doctor asks for a newer version',
      zh: 'registry 地址；只有 ecpay doctor 用它查询新版本'
    }
  ]
]
const PLACES: Both = {
  en: 'Each setting is taken from the first of these that has it:',
  zh: '每项配置取自下列来源中最先给出的一个：'
}
const RANKS: readonly (readonly [string, Both])[] = [
  ['1', { en: 'an option, such as --env or --salt-file', zh: '命令行选项，如 --env、--salt-file' }],
  ['2', { en: 'a variable ECPAY_*: ecpay help environment', zh: 'ECPAY_* 环境变量：ecpay help environment' }],
  [
    '3',
    {
      en: 'the profile that --profile, ECPAY_PROFILE or profile chooses',
      zh: '由 --profile、ECPAY_PROFILE 或 profile 选定的配置档'
    }
  ],
  [
    '4',
    {
      en: 'the top level of the file: .ecpayrc (JSON or YAML) in this folder or above, up to the root of the project, or config.json or config.yaml in ~/.config/ecpay (Windows: %APPDATA%\\ecpay)',
      zh: '配置文件的顶层：当前文件夹往上直到项目根目录的 .ecpayrc（JSON 或 YAML），或 ~/.config/ecpay（Windows 为 %APPDATA%\\ecpay）中的 config.json、config.yaml'
    }
  ],
  ['5', { en: 'the default', zh: '默认值' }]
]
const KEYS: Both = {
  en: 'The keys of a file and of a profile. Under profiles stand further groups of them by name.',
  zh: '配置文件和配置档可用的键；profiles 下按名称存放多组。'
}
const REFERENCES: Both = {
  en: `A value "\${NAME}" is read from the environment variable NAME. Paths of secret files are relative to the configuration file.`,
  zh: `值写成 "\${NAME}" 时从环境变量 NAME 读取。密钥文件的路径相对于配置文件。`
}
const ECPAY_RULE: Both = {
  en: '担保支付: sign is the MD5 of the values of the body and the SALT.',
  zh: '担保支付：sign 是请求体各字段的值与 SALT 的 MD5。'
}
const ECPAY_STEPS: readonly (readonly [string, Both])[] = [
  [
    '1',
    {
      en: 'leave out app_id, thirdparty_id, sign and other_settle_params',
      zh: '去掉 app_id、thirdparty_id、sign 和 other_settle_params'
    }
  ],
  [
    '2',
    {
      en: 'take the values as text, without white space and one pair of quotes around them',
      zh: '取各字段值的文本，去掉首尾空白和一对外层引号'
    }
  ],
  ['3', { en: 'leave out empty texts and null; 0 stays', zh: '去掉空文本和 null；0 要保留' }],
  ['4', { en: 'add the SALT, sort by bytes, join with &', zh: '加入 SALT，按字节排序，用 & 连接' }],
  ['5', { en: 'MD5 of the UTF-8 bytes, 32 lower-case hex digits', zh: '对 UTF-8 字节做 MD5，结果为 32 位小写十六进制' }]
]
const TRADE_RULE: Both = {
  en: '通用交易系统: SHA256-RSA2048 with the private key of the app over five lines, each with a line feed behind it.',
  zh: '通用交易系统：用应用私钥对五行文本做 SHA256-RSA2048 签名，每行末尾都有换行符。'
}
const TRADE_STEPS: readonly (readonly [string, Both])[] = [
  ['1', { en: 'the method: POST', zh: '请求方法：POST' }],
  [
    '2',
    {
      en: '/requestOrder for data of tt.requestOrder, otherwise the path of the call',
      zh: 'tt.requestOrder 的 data 用 /requestOrder，其他用接口路径'
    }
  ],
  ['3', { en: 'the timestamp in seconds', zh: '时间戳（秒）' }],
  ['4', { en: 'the nonce', zh: '随机串' }],
  ['5', { en: 'the body, byte for byte as it is sent', zh: '请求体，与发送的逐字节一致' }]
]
const CALLBACKS: Both = {
  en: 'Callbacks are signed by the platform: 担保支付 by SHA-1 over token, timestamp, nonce and msg, sorted and joined by nothing; 通用交易系统 by RSA over timestamp, nonce and raw body, a line each.',
  zh: '回调由平台签名：担保支付对 Token、timestamp、nonce、msg 排序后直接拼接，取 SHA-1；通用交易系统对时间戳、随机串和原始请求体各一行做 RSA 签名。'
}
