import type { Language } from '../../language.js'

/** The texts of exported documents, apart from those of the calls and of help. */
export interface ExportWords {
  title(systems: readonly string[]): string
  about(systems: readonly string[]): string
  fields: readonly [field: string, type: string, required: string, meaning: string]
  answer: readonly [field: string, meaning: string]
  codes(code: string): readonly [code: string, meaning: string, remedy: string]
  former: string
  command(line: string): string
  file: string
  answerOf(name: string): string
  refused: string
  movesMoney: string
  variables: Record<ExportedSetting, string>
  number: string
  /** The field `sign`, which help says otherwise. */
  sign: string
  address(title: string, isFormer: boolean): string
  environments: Record<'local' | 'sandbox' | 'production', string>
  salted: string
  security: Record<'client_token' | 'byte_authorization', string>
}

/** The settings that are variables in a document. */
export type ExportedSetting =
  | 'app_id'
  | 'thirdparty_id'
  | 'salt'
  | 'access_token'
  | 'client_token'
  | 'app_secret'
  | 'private_key'
  | 'key_version'

const EN: ExportWords = {
  title: (systems) => `ecpay: ${systems.join(', ')}`,
  about: (systems) =>
    `The calls of ${systems.join(' and of ')} of Douyin/ByteDance payments, made by ecpay-cli from its data. Amounts are in fen.`,
  fields: ['field', 'type', 'required', 'meaning and limits'],
  answer: ['in the answer', 'meaning'],
  codes: (code) => [code, 'meaning', 'what to do'],
  former: 'developer.toutiao.com, signed by RSA (Byte-Authorization)',
  command: (line) => `As a command: \`${line}\`.`,
  file: 'The answer is a file; what is refused is answered with JSON.',
  answerOf: (name) => `The answer of ${name}. Success is code 0.`,
  refused: 'refused; the codes are those above',
  movesMoney: 'Moves money.',
  variables: {
    app_id: 'app_id of the mini program',
    thirdparty_id: 'id of the service provider, for the calls of providers only',
    salt: 'SALT of 担保支付; a secret, give it only a current value',
    access_token: 'access token of the app (getAccessToken); a secret, give it only a current value',
    client_token: 'client_token; a secret. Empty: the script fetches one with app_secret, which ends the former one',
    app_secret: 'app_secret, to fetch a client_token with; a secret, give it only a current value',
    private_key: 'private key of the app, PEM or Base64; a secret, give it only a current value',
    key_version: 'version of the application public key in the console'
  },
  number: 'a call that makes one puts a fresh number here',
  sign: 'the request signature, 32 hex digits',
  address: (title, isFormer) => `${title}: where requests go${isFormer ? ', signed by RSA' : ''}`,
  environments: { local: 'local gateway: ecpay simulate serve', sandbox: 'sandbox', production: 'production' },
  salted:
    'Signed by the field `sign`: MD5 of the values and the SALT, sorted by their bytes and joined by `&`. `ecpay sign` computes it.',
  security: {
    client_token: 'client_token of the app, from POST /oauth/client_token/',
    byte_authorization:
      'SHA256-RSA2048 over method, path, timestamp, nonce and body. `ecpay trade sign --header` computes it.'
  }
}

const ZH: ExportWords = {
  title: (systems) => `ecpay：${systems.join('、')}`,
  about: (systems) => `抖音${systems.join('、')}的接口，由 ecpay-cli 根据接口数据生成。金额单位均为分。`,
  fields: ['字段', '类型', '必填', '含义和限制'],
  answer: ['响应字段', '含义'],
  codes: (code) => [code, '含义', '处理办法'],
  former: 'developer.toutiao.com，RSA 签名（Byte-Authorization）',
  command: (line) => `对应的命令：\`${line}\`。`,
  file: '响应是一个文件；被拒绝时返回 JSON。',
  answerOf: (name) => `${name} 的响应，错误码 0 表示成功。`,
  refused: '请求被拒绝，错误码同上',
  movesMoney: '会动用资金。',
  variables: {
    app_id: '小程序 app_id',
    thirdparty_id: '服务商 id，仅服务商接口需要',
    salt: '担保支付的 SALT；属于密钥，只填当前值',
    access_token: '小程序的 access_token（getAccessToken）；属于密钥，只填当前值',
    client_token: 'client_token；属于密钥。留空时脚本用 app_secret 获取，之前的 client_token 会失效',
    app_secret: '用于获取 client_token 的 app_secret；属于密钥，只填当前值',
    private_key: '应用私钥，PEM 或 Base64；属于密钥，只填当前值',
    key_version: '控制台中应用公钥的版本号'
  },
  number: '创建类接口会在这里写入新单号',
  sign: '请求签名，32 位十六进制',
  address: (title, isFormer) => `${title}的请求地址${isFormer ? '（RSA 签名）' : ''}`,
  environments: { local: '本地网关：ecpay simulate serve', sandbox: '沙盒', production: '生产环境' },
  salted: '签名放在 `sign` 字段：各字段的值和 SALT 按字节排序，用 `&` 连接后取 MD5。可用 `ecpay sign` 计算。',
  security: {
    client_token: '小程序的 client_token，由 POST /oauth/client_token/ 获取',
    byte_authorization:
      '对请求方法、路径、时间戳、随机串和请求体做 SHA256-RSA2048 签名。可用 `ecpay trade sign --header` 计算。'
  }
}

export const EXPORT_WORDS: Record<Language, ExportWords> = { en: EN, zh: ZH }
