import {
  from,
  half,
  type KnownKey,
  knownKeys,
  mend,
  type NotAKey,
  notAKey,
  thisHalf,
  upload,
  type Wanted,
  where
} from './rsa-key-phrases.js'
import { entry, topic } from './topic.js'
import type { TypedCommand } from './typed-command.js'
import { spaced } from './zh-phrases.js'

/** What to do about a key that is missing. `elsewhere` is set if an environment was chosen that is not `local`. */
function give(elsewhere: boolean | undefined, variable: string, option: string) {
  return {
    en: ({ has }: TypedCommand) =>
      `${elsewhere ? 'Set' : 'For the demo keys of the local gateway, add --env local. For your own key, set'} ${variable}${has(option) ? `, or use ${option}` : ''}.`,
    zh: ({ has }: TypedCommand) =>
      `${elsewhere ? '' : '使用本地网关的演示密钥请加 --env local；使用自己的密钥'}请设置 ${variable}${has(option) ? `，或使用 ${option}` : ''}。`
  }
}

/** Of the RSA keys and the app_secret, which 通用交易系统 has in place of SALT and token. */
export const rsaKeys = topic('The keys of the trade system', '通用交易系统的密钥', {
  'missing-private-key': entry<{ elsewhere?: boolean }>({
    general: { elsewhere: false },
    en: ({ elsewhere }, command) => [
      'No private key is configured.',
      give(elsewhere, 'ECPAY_PRIVATE_KEY_FILE', '--private-key-file').en(command)
    ],
    zh: ({ elsewhere }, command) => [
      '没有配置私钥。',
      give(elsewhere, 'ECPAY_PRIVATE_KEY_FILE', '--private-key-file').zh(command)
    ]
  }),
  'missing-platform-public-key': entry<{ elsewhere?: boolean }>({
    general: { elsewhere: false },
    en: ({ elsewhere }, command) => [
      'No public key of the platform is configured.',
      `${give(elsewhere, 'ECPAY_PLATFORM_PUBLIC_KEY_FILE', '--platform-public-key-file').en(command)} ${where.en('public')}`
    ],
    zh: ({ elsewhere }, command) => [
      '没有配置平台公钥。',
      `${give(elsewhere, 'ECPAY_PLATFORM_PUBLIC_KEY_FILE', '--platform-public-key-file').zh(command)}${where.zh('public')}`
    ]
  }),
  'missing-key-version': entry<{ elsewhere?: boolean }>({
    general: { elsewhere: false },
    en: ({ elsewhere }, command) => [
      'No key_version is configured.',
      `${give(elsewhere, 'ECPAY_KEY_VERSION', '--key-version').en(command)} It is the number that the console shows beside your public key; every upload raises it.`
    ],
    zh: ({ elsewhere }, command) => [
      '没有配置 key_version。',
      `${give(elsewhere, 'ECPAY_KEY_VERSION', '--key-version').zh(command)}它是控制台里应用公钥的版本号，每次上传新公钥都会增加。`
    ]
  }),
  'missing-app-secret': entry<{ elsewhere?: boolean }>({
    general: { elsewhere: false },
    en: ({ elsewhere }, command) => [
      'No app_secret is configured.',
      `${give(elsewhere, 'ECPAY_APP_SECRET_FILE', '--app-secret-file').en(command)} It is in the console: 开发管理 > 开发设置.`
    ],
    zh: ({ elsewhere }, command) => [
      '没有配置 app_secret。',
      `${give(elsewhere, 'ECPAY_APP_SECRET_FILE', '--app-secret-file').zh(command)}它在控制台的“开发管理 > 开发设置”里。`
    ]
  }),
  'public-key-given': entry<{ source?: string }>({
    en: ({ source }) => [
      `${from.en(source)}This is a public key; a private key is needed.`,
      `${where.en('private')} If it is lost: ${upload.en}`
    ],
    zh: ({ source }) => [
      `${from.zh(source)}这里给的是公钥，需要的是私钥。`,
      `${where.zh('private')}私钥若已丢失，${upload.zh}`
    ]
  }),
  'private-key-given': entry<{ source?: string }>({
    en: ({ source }) => [
      `${from.en(source)}This is a private key; a public key is needed.`,
      `${where.en('public')} If anybody else has seen the private key, replace it.`
    ],
    zh: ({ source }) => [
      `${from.zh(source)}这里给的是私钥，需要的是公钥。`,
      `${where.zh('public')}私钥若已被他人看到，请更换。`
    ]
  }),
  'certificate-given': entry<Wanted>({
    says: ['BEGIN CERTIFICATE'],
    general: { wanted: 'public' },
    en: ({ wanted, source }) => [
      `${from.en(source)}This is a certificate; ${half.en(wanted)} is needed.`,
      `The trade system has no certificates. A certificate of another payment platform does not help here. ${where.en(wanted)}`
    ],
    zh: ({ wanted, source }) => [
      `${from.zh(source)}这里给的是证书，需要的是${half.zh(wanted)}。`,
      `通用交易系统不使用证书，其他支付平台的证书在这里也用不上。${where.zh(wanted)}`
    ]
  }),
  'encrypted-key': entry<{ source?: string }>({
    says: ['BEGIN ENCRYPTED PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED', 'interrupted or cancelled'],
    en: ({ source }) => [
      `${from.en(source)}This private key is protected by a passphrase.`,
      'Remove the passphrase, and keep the new file where only you can read it: `openssl pkey -in <file> -out private_key.pem`.'
    ],
    zh: ({ source }) => [
      `${from.zh(source)}这个私钥有口令保护。`,
      '请先去掉口令，新文件只允许自己读取：`openssl pkey -in <file> -out private_key.pem`。'
    ]
  }),
  /** In characters of Base64. `expected` is 0 if the beginning is missing, which says how long the key is. */
  'truncated-key': entry<Wanted & { found: number; expected: number }>({
    general: { wanted: 'private', expected: 0 },
    en: ({ wanted, source, found, expected }) => [
      `${from.en(source)}${thisHalf.en(wanted)} is not complete${expected > 0 ? `: it has ${found} of ${expected} characters of Base64` : ''}.`,
      'Copy all of it, from the BEGIN line to the END line. In a file of environment variables often only the first line counts: use a key file, or write the key on one line with \\n for each line break.'
    ],
    zh: ({ wanted, source, found, expected }) => [
      `${from.zh(source)}${thisHalf.zh(wanted)}不完整${expected > 0 ? `：Base64 应有 ${expected} 个字符，实际只有 ${found} 个` : ''}。`,
      '请从 BEGIN 行到 END 行完整复制。环境变量文件往往只取第一行：请改用密钥文件，或把换行写成 \\n，放在一行里。'
    ]
  }),
  /** The length is right, but the numbers of the key do not fit each other. */
  'damaged-key': entry<Wanted>({
    general: { wanted: 'private' },
    en: ({ wanted, source }) => [
      `${from.en(source)}${thisHalf.en(wanted)} is damaged: at least one character is wrong.`,
      `Copy it again. ${where.en(wanted)}`
    ],
    zh: ({ wanted, source }) => [
      `${from.zh(source)}${thisHalf.zh(wanted)}已损坏：至少有一个字符不对。`,
      `请重新复制。${where.zh(wanted)}`
    ]
  }),
  /** `found` is the name of the algorithm, or its object identifier. */
  'not-rsa': entry<Wanted & { found: string }>({
    says: ['BEGIN EC PRIVATE KEY'],
    general: { wanted: 'private' },
    en: ({ wanted, source, found }) => [
      `${from.en(source)}This key is for ${found}; ${half.en(wanted)} for RSA is needed.`,
      `The trade system accepts only RSA with 2048 bits. ${where.en(wanted)}`
    ],
    zh: ({ wanted, source, found }) => [
      `${from.zh(source)}这是 ${found} 密钥，需要的是 RSA ${half.zh(wanted)}。`,
      `通用交易系统只接受 2048 位的 RSA 密钥。${where.zh(wanted)}`
    ]
  }),
  'short-key': entry<Wanted & { bits: number }>({
    general: { wanted: 'private' },
    en: ({ wanted, source, bits }) => [
      `${from.en(source)}This RSA key has ${bits} bits; 2048 are needed.`,
      wanted === 'public' ? where.en(wanted) : upload.en
    ],
    zh: ({ wanted, source, bits }) => [
      `${from.zh(source)}这个 RSA 密钥只有 ${bits} 位，需要 2048 位。`,
      wanted === 'public' ? where.zh(wanted) : upload.zh
    ]
  }),
  /** Different ones of the half that is needed; a key and its public half are one. */
  'several-keys': entry<Pick<Wanted, 'source'> & { wanted: 'private' | 'public'; count: number }>({
    general: { wanted: 'public', count: 2 },
    en: ({ wanted, source, count }) => [
      `${from.en(source)}There are ${count} different ${wanted} keys in this text; one is needed.`,
      `Leave only the right one in it. ${where.en(wanted)}`
    ],
    zh: ({ wanted, source, count }) => [
      `${from.zh(source)}这里有 ${count} 个不同的${half.zh(wanted)}，只需要一个。`,
      `请只保留正确的那个。${where.zh(wanted)}`
    ]
  }),
  'signature-given': entry<Wanted>({
    general: { wanted: 'public' },
    en: ({ wanted, source }) => [
      `${from.en(source)}This looks like a signature; ${half.en(wanted)} is needed.`,
      where.en(wanted)
    ],
    zh: ({ wanted, source }) => [`${from.zh(source)}这里给的像是签名，需要的是${half.zh(wanted)}。`, where.zh(wanted)]
  }),
  'salt-given': entry<Wanted>({
    general: { wanted: 'private' },
    en: ({ wanted, source }) => [
      `${from.en(source)}This looks like a SALT, a token or an app_secret; ${half.en(wanted)} is needed.`,
      `SALT and token belong to the older system, 担保支付. ${where.en(wanted)}`
    ],
    zh: ({ wanted, source }) => [
      `${from.zh(source)}这里给的像是 SALT、令牌(Token)或 app_secret，需要的是${half.zh(wanted)}。`,
      `SALT 和令牌属于旧系统“担保支付”。${where.zh(wanted)}`
    ]
  }),
  'not-a-key': entry<Wanted & { found: NotAKey }>({
    says: ['DECODER routines::unsupported', 'error:1E08010C', 'ERR_OSSL_UNSUPPORTED', 'wrong tag', 'no start line'],
    general: { wanted: 'private', found: 'text' },
    en: ({ wanted, source, found }) => [
      `${from.en(source)}This is ${notAKey.en(found)}; ${half.en(wanted)} is needed.`,
      `${mend[found]?.en ?? ''}${where.en(wanted)}`
    ],
    zh: ({ wanted, source, found }) => [
      `${from.zh(source)}这里给的是${spaced(notAKey.zh(found))}，需要的是${half.zh(wanted)}。`,
      `${mend[found]?.zh ?? ''}${where.zh(wanted)}`
    ]
  }),
  /** Fingerprints: of the public key that is given, and of the public half of the private key. */
  'keys-not-a-pair': entry<{ found: string; expected: string }>({
    exit: 'no',
    en: ({ found, expected }) => [
      `The public key does not belong to the private key: its fingerprint is ${found}, the private key has ${expected}.`,
      'Take the private key whose public key was uploaded, or upload the public key of this one: `ecpay trade keys convert --public` writes it.'
    ],
    zh: ({ found, expected }) => [
      `公钥与私钥不是一对：公钥的指纹是 ${found}，私钥对应的指纹是 ${expected}。`,
      '请换成与已上传公钥对应的私钥，或上传这个私钥的公钥：用 `ecpay trade keys convert --public` 导出。'
    ]
  }),
  /** `key` is the setting that holds it. */
  'published-key': entry<{ key: string; of: KnownKey }>({
    exit: 'no',
    general: { of: 'documentation' },
    en: ({ key, of }) => [`\`${key}\` is ${knownKeys.en(of)}: its private half is public.`, upload.en],
    zh: ({ key, of }) => [`\`${key}\` 是${knownKeys.zh(of)}，它的私钥是公开的。`, upload.zh]
  }),
  /** Of a key that is read here. `isBare`: Base64 of PKCS#8 or SPKI on lines of its own, as Java takes it. */
  'unusual-key-form': entry<{ source?: string; isBare?: boolean }>({
    general: { isBare: false },
    en: ({ source, isBare }) => [
      `${from.en(source)}OpenSSL, Node.js, PHP and Python do not read a key in this form${isBare ? '; Java does' : ''}.`,
      'For them, write it as PEM: `ecpay trade keys convert`.'
    ],
    zh: ({ source, isBare }) => [
      `${from.zh(source)}OpenSSL、Node.js、PHP、Python 不能读取这种写法的密钥${isBare ? '，Java 可以' : ''}。`,
      '请用 `ecpay trade keys convert` 转换成 PEM 供它们使用。'
    ]
  }),
  /** `wanted: 'public'` is the platform's key, which nobody but the platform can make. */
  'long-key': entry<{ source?: string; wanted: 'private' | 'public'; bits: number }>({
    general: { wanted: 'private' },
    en: ({ source, wanted, bits }) => [
      `${from.en(source)}This RSA key has ${bits} bits; the scheme is SHA256-RSA2048.`,
      wanted === 'public'
        ? `A key of the platform should have 2048 bits: copy it again. ${where.en('public')}`
        : 'No source says that the platform takes longer keys: make one of 2048 bits if it refuses this one.'
    ],
    zh: ({ source, wanted, bits }) => [
      `${from.zh(source)}这个 RSA 密钥有 ${bits} 位，而签名方案是 SHA256-RSA2048。`,
      wanted === 'public'
        ? `平台公钥应为 2048 位：请重新复制。${where.zh('public')}`
        : '没有资料说明平台接受更长的密钥；如被拒绝，请改用 2048 位的。'
    ]
  }),
  'key-file-exists': entry<{ path: string }>({
    names: ['path'],
    en: ({ path }) => [
      `${path} already exists, and a key file is never overwritten.`,
      'Choose another name or folder, or move the old key away first.'
    ],
    zh: ({ path }) => [`${path} 已存在；密钥文件不会被覆盖。`, '请换一个文件名或目录，或先把旧密钥移走。']
  }),
  'private-key-not-printed': entry({
    en: [
      'A private key is only written to a file, never printed.',
      'Name the file: `ecpay trade keys convert key.txt private_key.pem`. To print the public half, add --public.'
    ],
    zh: [
      '私钥只写入文件，不会输出到屏幕。',
      '请给出文件名：`ecpay trade keys convert key.txt private_key.pem`；要输出公钥请加 --public。'
    ]
  })
})
