import { phrases } from './phrases.js'
import { entry, topic } from './topic.js'
import { spaced } from './zh-phrases.js'

/** Which half of a pair is wanted, and where what stands there instead comes from. */
export interface Wanted {
  wanted: 'private' | 'public'
  source?: string
}

const half = phrases({ private: { en: 'private key', zh: '私钥' }, public: { en: 'public key', zh: '公钥' } })

/** Where the right half is to be had. */
export const where = phrases({
  private: {
    en: 'The private key is the half that you made and kept: its file begins with BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY. The console has no copy of it.',
    zh: '私钥由你自己生成并保存，文件以 BEGIN PRIVATE KEY 或 BEGIN RSA PRIVATE KEY 开头；控制台里没有私钥。'
  },
  public: {
    en: "The platform's public key stands in the console: 开发管理 > 开发设置 > 密钥设置, in the same box as your own. Each mini program has a different one.",
    zh: '平台公钥在控制台的“开发管理 > 开发设置 > 密钥设置”里，与应用公钥在同一处；每个小程序的平台公钥都不同。'
  }
})

/** What stands in a key's place, as far as its form tells. */
export const NOT_KEYS = {
  empty: { en: 'nothing', zh: '空文本' },
  reference: { en: 'the name of a variable that nobody replaced', zh: '未被替换的变量名' },
  path: { en: 'the path of a file', zh: '文件路径' },
  openssh: { en: 'a key of SSH', zh: 'SSH 格式的密钥' },
  putty: { en: 'a key of PuTTY', zh: 'PuTTY 格式的密钥' },
  pgp: { en: 'a key of PGP', zh: 'PGP 密钥' },
  request: { en: 'a request for a certificate', zh: '证书请求(CSR)' },
  pkcs12: { en: 'a key store (PKCS#12)', zh: '密钥库(PKCS#12)' },
  pkcs7: { en: 'a signed message (PKCS#7)', zh: '签名消息(PKCS#7)' },
  'app-id': { en: 'an app_id', zh: 'app_id' },
  'access-token': { en: 'an access token', zh: 'access token' },
  fingerprint: { en: 'the fingerprint of a key', zh: '密钥指纹' },
  json: { en: 'JSON without a key in it', zh: '不含密钥的 JSON' },
  html: { en: 'a web page or XML without a key in it', zh: '不含密钥的网页或 XML' },
  text: { en: 'a text that is no Base64 of a key', zh: '不是密钥 Base64 的文本' }
} as const
export type NotAKey = keyof typeof NOT_KEYS

const notAKey = phrases(NOT_KEYS)

/** What else there is to do about it. */
const mend: Readonly<Record<string, { en: string; zh: string }>> = {
  path: { en: 'Give the path by the setting that ends in _file. ', zh: '文件路径请写到以 _file 结尾的配置项。' },
  openssh: {
    en: 'Write a private key of SSH as PEM by `ssh-keygen -p -m PEM -f <file>`, a public one by `ssh-keygen -e -m PKCS8 -f <file>`. ',
    zh: 'SSH 私钥请用 `ssh-keygen -p -m PEM -f <file>` 转换，公钥请用 `ssh-keygen -e -m PKCS8 -f <file>`。'
  },
  putty: {
    en: 'Export it in PuTTYgen: Conversions > Export OpenSSH key. ',
    zh: '请在 PuTTYgen 中用 Conversions > Export OpenSSH key 导出。'
  },
  pkcs12: {
    en: 'Take the key out by `openssl pkcs12 -in <file> -nodes -nocerts`. ',
    zh: '请用 `openssl pkcs12 -in <file> -nodes -nocerts` 取出私钥。'
  }
}

/** Of a sentence that says where what is wrong comes from. */
const from = {
  en: (source: string | undefined) => (source === undefined ? '' : `${source}: `),
  zh: (source: string | undefined) => (source === undefined ? '' : `${source}：`)
}

export const keys = topic('The keys', '密钥', {
  /** `elsewhere` is set if an environment was chosen that is not the local gateway. */
  'missing-salt': entry<{ elsewhere?: boolean }>({
    general: { elsewhere: false },
    en: ({ elsewhere }, { has }) => [
      'No SALT is configured.',
      `${elsewhere ? 'Give it in ' : 'For the demo keys of the local gateway, add --env local: they are never used unasked, because a signature with the wrong SALT looks like any other. For your own SALT: '}ECPAY_SALT${has('--salt-file') ? ', --salt-file' : ''} or \`ecpay init\`.`
    ],
    zh: ({ elsewhere }, { has }) => [
      '没有配置 SALT。',
      `${elsewhere ? '' : '使用本地网关的演示密钥请加 --env local：不会自动采用，因为用错 SALT 的签名看上去没有异常。自己的密钥'}请设置 ECPAY_SALT${has('--salt-file') ? '、使用 --salt-file' : ''}，或运行 \`ecpay init\`。`
    ]
  }),
  'missing-token': entry<{ elsewhere?: boolean }>({
    general: { elsewhere: false },
    en: ({ elsewhere }, { has }) => [
      'No token is configured.',
      `${elsewhere ? 'Give it in ' : 'For the demo keys of the local gateway, add --env local: they are never used unasked, because a verdict with the wrong token looks like any other. For your own token: '}ECPAY_TOKEN${has('--token-file') ? ', --token-file' : ''} or \`ecpay init\`.`
    ],
    zh: ({ elsewhere }, { has }) => [
      '没有配置令牌(Token)。',
      `${elsewhere ? '' : '使用本地网关的演示密钥请加 --env local：不会自动采用，因为用错令牌的结论看上去没有异常。自己的令牌'}请设置 ECPAY_TOKEN${has('--token-file') ? '、使用 --token-file' : ''}，或运行 \`ecpay init\`。`
    ]
  }),
  'missing-access-token': entry<{ elsewhere?: boolean }>({
    general: { elsewhere: false },
    en: ({ elsewhere }, { has }) => [
      'No access token is given.',
      `Set ECPAY_ACCESS_TOKEN${has('--access-token-file') ? ', or use --access-token-file' : ''}.${elsewhere ? '' : ' For the local gateway, add --env local.'}`
    ],
    zh: ({ elsewhere }, { has }) => [
      '没有给出 access token。',
      `请设置 ECPAY_ACCESS_TOKEN${has('--access-token-file') ? '，或使用 --access-token-file' : ''}${elsewhere ? '' : '；使用本地网关请加 --env local'}。`
    ]
  }),
  'missing-app-id': entry({
    en: ['No app_id is configured.', 'Set ECPAY_APP_ID, or run `ecpay init`.'],
    zh: ['没有配置 app_id。', '请设置 ECPAY_APP_ID，或运行 `ecpay init`。']
  }),
  /** The secret is too short to be found and masked in all output. */
  'short-secret': entry<{ name: string }>({
    en: ({ name }) => [
      `The ${name} has fewer than 6 characters: such a short text is masked only in the string to sign, not elsewhere.`,
      'Copy all of it from the console: 支付设置.'
    ],
    zh: ({ name }) => [
      `${name} 不足 6 个字符：这么短的文本只在待签名字符串里隐藏，别处出现时无法隐藏。`,
      '请到控制台的“支付设置”完整复制。'
    ]
  }),
  'suspicious-app-id': entry<{ found: string }>({
    names: ['found'],
    en: ({ found }) => [
      `The app_id is "${found}"; the app_id of a mini program begins with tt and has 20 characters.`,
      'Copy it from the console of the mini program.'
    ],
    zh: ({ found }) => [`app_id 是“${found}”；小程序的 app_id 以 tt 开头，共 20 个字符。`, '请到小程序的控制台复制。']
  }),
  'public-key-given': entry<{ source?: string }>({
    en: ({ source }) => [
      `${from.en(source)}This is a public key, and the private key is wanted.`,
      `${where.en('private')} If it is lost, make a new pair and upload its public key: 开发管理 > 开发设置 > 密钥设置.`
    ],
    zh: ({ source }) => [
      `${from.zh(source)}这里给的是公钥，需要的是私钥。`,
      `${where.zh('private')}私钥若已丢失，请重新生成一对，并到“开发管理 > 开发设置 > 密钥设置”上传新的公钥。`
    ]
  }),
  'private-key-given': entry<{ source?: string }>({
    en: ({ source }) => [
      `${from.en(source)}This is a private key, and a public key is wanted.`,
      `${where.en('public')} A private key that was sent to anybody is to be replaced.`
    ],
    zh: ({ source }) => [
      `${from.zh(source)}这里给的是私钥，需要的是公钥。`,
      `${where.zh('public')}私钥若已发给他人，请更换。`
    ]
  }),
  'certificate-given': entry<Wanted>({
    says: ['BEGIN CERTIFICATE'],
    general: { wanted: 'public' },
    en: ({ wanted, source }) => [
      `${from.en(source)}This is a certificate, and the ${half.en(wanted)} is wanted.`,
      `The trade system has no certificates; those of other payment platforms do not fit. ${where.en(wanted)}`
    ],
    zh: ({ wanted, source }) => [
      `${from.zh(source)}这里给的是证书，需要的是${half.zh(wanted)}。`,
      `通用交易系统不使用证书，其他支付平台的证书也不适用。${where.zh(wanted)}`
    ]
  }),
  'encrypted-key': entry<{ source?: string }>({
    says: ['BEGIN ENCRYPTED PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED', 'interrupted or cancelled'],
    en: ({ source }) => [
      `${from.en(source)}This private key is locked with a passphrase.`,
      'Unlock it once, into a file that only you can read: `openssl pkey -in <file> -out private_key.pem`.'
    ],
    zh: ({ source }) => [
      `${from.zh(source)}这个私钥有口令保护。`,
      '请先解除口令，保存到只有自己能读的文件：`openssl pkey -in <file> -out private_key.pem`。'
    ]
  }),
  /** In characters of Base64; `expected` is 0 where not even the beginning is there. */
  'truncated-key': entry<Wanted & { found: number; expected: number }>({
    general: { wanted: 'private', expected: 0 },
    en: ({ wanted, source, found, expected }) => [
      `${from.en(source)}This ${half.en(wanted)} is cut off${expected > 0 ? `: ${found} of ${expected} characters of Base64 are there` : ''}.`,
      'Copy it whole, from the BEGIN line to the END line. A file of environment variables often takes the first line alone: give the key by a file, or on one line with \\n for each line break.'
    ],
    zh: ({ wanted, source, found, expected }) => [
      `${from.zh(source)}这里的${half.zh(wanted)}不完整${expected > 0 ? `：Base64 应有 ${expected} 个字符，实际只有 ${found} 个` : ''}。`,
      '请从 BEGIN 行到 END 行完整复制。环境变量文件往往只取第一行：请改用密钥文件，或把换行写成 \\n 放在一行里。'
    ]
  }),
  /** All of it is there by its length, but its numbers do not belong together. */
  'damaged-key': entry<Wanted>({
    general: { wanted: 'private' },
    en: ({ wanted, source }) => [
      `${from.en(source)}Of this ${half.en(wanted)} characters are changed or missing.`,
      `Copy it again. ${where.en(wanted)}`
    ],
    zh: ({ wanted, source }) => [
      `${from.zh(source)}这里的${half.zh(wanted)}有字符被改动或丢失。`,
      `请重新复制。${where.zh(wanted)}`
    ]
  }),
  /** `found` is the name of the algorithm, or its number with dots. */
  'not-rsa': entry<Wanted & { found: string }>({
    says: ['BEGIN EC PRIVATE KEY'],
    general: { wanted: 'private' },
    en: ({ wanted, source, found }) => [
      `${from.en(source)}This is a key of ${found}, and an RSA ${half.en(wanted)} is wanted.`,
      `The trade system signs with RSA of 2048 bits alone. ${where.en(wanted)}`
    ],
    zh: ({ wanted, source, found }) => [
      `${from.zh(source)}这是 ${found} 密钥，需要的是 RSA ${half.zh(wanted)}。`,
      `通用交易系统只使用 2048 位的 RSA 密钥。${where.zh(wanted)}`
    ]
  }),
  'short-key': entry<Wanted & { bits: number }>({
    general: { wanted: 'private' },
    en: ({ wanted, source, bits }) => [
      `${from.en(source)}This RSA key has ${bits} bits; a ${half.en(wanted)} of 2048 is wanted.`,
      wanted === 'private'
        ? 'Make a new pair of 2048 bits and upload its public key: 开发管理 > 开发设置 > 密钥设置.'
        : where.en(wanted)
    ],
    zh: ({ wanted, source, bits }) => [
      `${from.zh(source)}这个 RSA 密钥只有 ${bits} 位，需要 2048 位的${half.zh(wanted)}。`,
      wanted === 'private'
        ? '请重新生成一对 2048 位的密钥，并到“开发管理 > 开发设置 > 密钥设置”上传公钥。'
        : where.zh(wanted)
    ]
  }),
  'signature-given': entry<Wanted>({
    general: { wanted: 'public' },
    en: ({ wanted, source }) => [
      `${from.en(source)}This has the form of a signature, and the ${half.en(wanted)} is wanted.`,
      where.en(wanted)
    ],
    zh: ({ wanted, source }) => [
      `${from.zh(source)}这里给的内容像是签名，需要的是${half.zh(wanted)}。`,
      where.zh(wanted)
    ]
  }),
  'salt-given': entry<Wanted>({
    general: { wanted: 'private' },
    en: ({ wanted, source }) => [
      `${from.en(source)}This has the form of a SALT, a token or an app_secret, and the ${half.en(wanted)} is wanted.`,
      `SALT and token belong to the older system, 担保支付. ${where.en(wanted)}`
    ],
    zh: ({ wanted, source }) => [
      `${from.zh(source)}这里给的内容像是 SALT、令牌(Token)或 app_secret，需要的是${half.zh(wanted)}。`,
      `SALT 和令牌属于旧系统“担保支付”。${where.zh(wanted)}`
    ]
  }),
  'not-a-key': entry<Wanted & { found: NotAKey }>({
    says: ['DECODER routines::unsupported', 'ERR_OSSL_UNSUPPORTED', 'wrong tag', 'no start line'],
    general: { wanted: 'private', found: 'text' },
    en: ({ wanted, source, found }) => [
      `${from.en(source)}This is ${notAKey.en(found)}, and the ${half.en(wanted)} is wanted.`,
      `${mend[found]?.en ?? ''}${where.en(wanted)}`
    ],
    zh: ({ wanted, source, found }) => [
      `${from.zh(source)}这里给的内容是${spaced(notAKey.zh(found))}，需要的是${half.zh(wanted)}。`,
      `${mend[found]?.zh ?? ''}${where.zh(wanted)}`
    ]
  })
})
