import type { Both } from '../../language.js'
import type { KeyForm } from '../../protocol/keys/candidates.js'

/** How a key is written. */
export const FORMS: Readonly<Record<KeyForm, Both>> = {
  'pkcs8-pem': { en: 'PKCS#8, PEM', zh: 'PKCS#8，PEM' },
  'pkcs8-base64': { en: 'PKCS#8, Base64', zh: 'PKCS#8，Base64' },
  'pkcs1-pem': { en: 'PKCS#1, PEM', zh: 'PKCS#1，PEM' },
  'pkcs1-base64': { en: 'PKCS#1, Base64', zh: 'PKCS#1，Base64' },
  'spki-pem': { en: 'SPKI, PEM', zh: 'SPKI，PEM' },
  'spki-base64': { en: 'SPKI, Base64', zh: 'SPKI，Base64' },
  jwk: { en: 'JSON Web Key', zh: 'JSON Web Key' },
  xml: { en: 'XML of .NET', zh: '.NET 的 XML' }
}

export const HALVES = {
  private: { en: 'private key', zh: '私钥' },
  public: { en: 'public key', zh: '公钥' }
}

export const LABELS = {
  form: { en: 'form', zh: '格式' },
  bits: { en: 'bits', zh: '位数' },
  fingerprint: { en: 'SHA-256', zh: '指纹 SHA-256' },
  from: { en: 'from', zh: '来源' }
}

/** What is looked at, each said as it should be. */
export const CHECKS = {
  private_key: { en: 'private key is an RSA key of 2048 bits or more', zh: '私钥是 2048 位以上的 RSA 密钥' },
  platform_public_key: {
    en: 'platform public key is an RSA key of 2048 bits or more',
    zh: '平台公钥是 2048 位以上的 RSA 密钥'
  },
  not_own: { en: 'platform public key differs from your own', zh: '平台公钥与自己的应用公钥不同' },
  not_published: { en: 'keys are no published examples', zh: '密钥不是公开的示例密钥' },
  pair: { en: 'public key belongs to the private key', zh: '公钥与私钥是一对' }
} satisfies Record<string, Both>
export type CheckName = keyof typeof CHECKS

export const NOTES = {
  nothing: {
    en: 'No key of the trade system is configured; `ecpay trade keys generate` makes a pair.',
    zh: '没有配置通用交易系统的密钥；可用 `ecpay trade keys generate` 生成一对。'
  },
  /** What no key can tell. */
  version: {
    en: (version: string | undefined) =>
      `Look in the console whether it shows this public key${version === undefined ? '' : ` as version ${version}`}: 开发管理 > 开发设置 > 密钥设置. No key tells that.`,
    zh: (version: string | undefined) =>
      `请到控制台核对是否就是这个公钥${version === undefined ? '' : `（版本 ${version}）`}：开发管理 > 开发设置 > 密钥设置。仅凭密钥无法判断。`
  },
  made: {
    en: (file: string) => `Private key: ${file}. Only you can read it; keep it out of the repository.`,
    zh: (file: string) => `私钥：${file}。只有你能读取；不要提交到仓库。`
  },
  upload: {
    en: (file: string) =>
      `Public key: ${file}. Upload it in the console: 开发管理 > 开发设置 > 密钥设置 > 更新. If the page does not accept the BEGIN and END lines, leave them out.`,
    zh: (file: string) =>
      `公钥：${file}。请到控制台“开发管理 > 开发设置 > 密钥设置 > 更新”上传；页面若不接受 BEGIN 和 END 两行，请去掉。`
  },
  configure: {
    en: (file: string) =>
      `Then set private_key_file to ${file}, key_version to the version that the console shows, and platform_public_key_file to a file with the platform's public key from the same box. \`ecpay trade keys check\` looks at them.`,
    zh: (file: string) =>
      `然后把 private_key_file 设为 ${file}，key_version 设为控制台显示的版本号，platform_public_key_file 设为存放平台公钥（在同一处复制）的文件，再用 \`ecpay trade keys check\` 检查。`
  },
  read: {
    en: (half: string, form: string, bits: number) => `Read: ${half}, ${form}, ${bits} bits.`,
    zh: (half: string, form: string, bits: number) => `已读取：${half}，${form}，${bits} 位。`
  }
}
