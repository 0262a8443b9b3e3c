import { phrases } from './phrases.js'

/** Which key a command needs, and where the text comes from that is not this key. */
export interface Wanted {
  /** `either` for a command that takes both halves of a pair. */
  wanted: 'private' | 'public' | 'either'
  source?: string
}

/** Where the console has the keys of an app. */
const CONSOLE = '开发管理 > 开发设置 > 密钥设置'

/** How to upload the public key of a new pair. */
export const upload = {
  en: `Make a new pair with \`ecpay trade keys generate\` and upload its public key in the console: ${CONSOLE}.`,
  zh: `请用 \`ecpay trade keys generate\` 重新生成一对，并到控制台的“${CONSOLE}”上传公钥。`
}

/** The key that is needed. */
export const half = phrases({
  private: { en: 'a private key', zh: '私钥' },
  public: { en: 'a public key', zh: '公钥' },
  either: { en: 'a private or public key', zh: '私钥或公钥' }
})

/** The key that the text was meant to be. */
export const thisHalf = phrases({
  private: { en: 'This private key', zh: '这个私钥' },
  public: { en: 'This public key', zh: '这个公钥' },
  either: { en: 'This key', zh: '这个密钥' }
})

/** Where to find the key that is needed. */
export const where = phrases({
  private: {
    en: "Your app's private key is in the file that you kept when you made the pair. The file begins with BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY. The console does not have it.",
    zh: '应用私钥在生成密钥对时由你自己保存，文件以 BEGIN PRIVATE KEY 或 BEGIN RSA PRIVATE KEY 开头；控制台里没有私钥。'
  },
  public: {
    en: `The platform's public key is in the console: ${CONSOLE}, in the same box as your own public key. Every mini program has a different one.`,
    zh: `平台公钥在控制台的“${CONSOLE}”里，与应用公钥在同一处；每个小程序的平台公钥都不同。`
  },
  either: {
    en: `Your private key is in the file that you kept; the public keys are in the console: ${CONSOLE}.`,
    zh: `私钥在你自己保存的文件里；公钥在控制台的“${CONSOLE}”里。`
  }
})

/** What stands in a key's place, as far as its form tells. */
export const NOT_KEYS = {
  empty: { en: 'empty', zh: '空的' },
  reference: { en: 'the name of a variable that was not replaced', zh: '未被替换的变量名' },
  unset: { en: 'the word that a program writes for an empty variable', zh: '程序为空变量输出的单词' },
  placeholder: { en: 'an example that was not replaced', zh: '未替换的示例' },
  path: { en: 'the path of a file', zh: '文件路径' },
  openssh: { en: 'a key for SSH', zh: 'SSH 格式的密钥' },
  putty: { en: 'a key of PuTTY', zh: 'PuTTY 格式的密钥' },
  pgp: { en: 'a key for PGP', zh: 'PGP 密钥' },
  request: { en: 'a certificate request', zh: '证书请求(CSR)' },
  pkcs12: { en: 'a key store (PKCS#12)', zh: '密钥库(PKCS#12)' },
  jks: { en: 'a key store of Java (JKS)', zh: 'Java 密钥库(JKS)' },
  pkcs7: { en: 'a signed message (PKCS#7)', zh: '签名消息(PKCS#7)' },
  'app-id': { en: 'an app_id', zh: 'app_id' },
  'access-token': { en: 'an access token', zh: 'access token' },
  fingerprint: { en: 'the fingerprint of a key', zh: '密钥指纹' },
  json: { en: 'JSON without a key in it', zh: '不含密钥的 JSON' },
  html: { en: 'a web page or XML without a key in it', zh: '不含密钥的网页或 XML' },
  text: { en: 'text that is not the Base64 of a key', zh: '普通文本，不是密钥的 Base64' }
} as const
export type NotAKey = keyof typeof NOT_KEYS

export const notAKey = phrases(NOT_KEYS)

/** How to get a key out of what is there, with a space behind it in English. */
export const mend: { readonly [K in NotAKey]?: { en: string; zh: string } } = {
  path: { en: 'Put a path into the setting that ends in _file. ', zh: '文件路径请写到以 _file 结尾的配置项。' },
  openssh: {
    en: 'Convert a private key with `ssh-keygen -p -m PEM -f <file>`, a public key with `ssh-keygen -e -m PKCS8 -f <file>`. ',
    zh: '私钥请用 `ssh-keygen -p -m PEM -f <file>` 转换，公钥请用 `ssh-keygen -e -m PKCS8 -f <file>`。'
  },
  putty: {
    en: 'Export it in PuTTYgen: Conversions > Export OpenSSH key. ',
    zh: '请在 PuTTYgen 中用 Conversions > Export OpenSSH key 导出。'
  },
  pkcs12: {
    en: 'Export the key with `openssl pkcs12 -in <file> -nodes -nocerts`. ',
    zh: '请用 `openssl pkcs12 -in <file> -nodes -nocerts` 导出密钥。'
  },
  jks: {
    en: 'Convert it with `keytool -importkeystore -srckeystore <file> -destkeystore key.p12 -deststoretype PKCS12`, and export the key with `openssl pkcs12 -in key.p12 -nodes -nocerts`. ',
    zh: '请先用 `keytool -importkeystore -srckeystore <file> -destkeystore key.p12 -deststoretype PKCS12` 转换，再用 `openssl pkcs12 -in key.p12 -nodes -nocerts` 导出密钥。'
  }
}

/** Keys that are public with both halves. */
const KNOWN = {
  documentation: { en: "the example key of the platform's documentation", zh: '平台文档里的示例密钥' },
  'demo-app': { en: 'the demo key of the local gateway', zh: '本地网关的演示密钥' },
  'demo-platform': { en: "the demo key of the local gateway's platform", zh: '本地网关的演示平台密钥' }
} as const
export type KnownKey = keyof typeof KNOWN

export const knownKeys = phrases(KNOWN)

/** Where the text comes from, in front of a sentence. */
export const from = {
  en: (source: string | undefined) => (source === undefined ? '' : `${source}: `),
  zh: (source: string | undefined) => (source === undefined ? '' : `${source}：`)
}
