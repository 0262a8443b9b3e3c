import { oddities, type SaltOddity } from './signed-body.js'
import { entry, topic } from './topic.js'

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
  /** `isAskedFor` is set for a client_token, which could be asked for with an app_secret. */
  'missing-access-token': entry<{ elsewhere?: boolean; isAskedFor?: boolean }>({
    general: { elsewhere: false },
    en: ({ elsewhere, isAskedFor }, { has }) => [
      'No access token is given.',
      isAskedFor
        ? 'Set ECPAY_APP_SECRET or ECPAY_APP_SECRET_FILE beside the app_id: a client_token is then fetched and kept, as by `ecpay trade token`. Or give one in ECPAY_ACCESS_TOKEN or --access-token-file.'
        : `Set ECPAY_ACCESS_TOKEN${has('--access-token-file') ? ', or use --access-token-file' : ''}.${elsewhere ? '' : ' For the local gateway, add --env local.'}`
    ],
    zh: ({ elsewhere, isAskedFor }, { has }) => [
      '没有给出 access token。',
      isAskedFor
        ? '请设置 app_id 和 ECPAY_APP_SECRET（或 ECPAY_APP_SECRET_FILE），之后会像 `ecpay trade token` 一样自动获取并保存 client_token；也可以用 ECPAY_ACCESS_TOKEN 或 --access-token-file 给出已有的。'
        : `请设置 ECPAY_ACCESS_TOKEN${has('--access-token-file') ? '，或使用 --access-token-file' : ''}${elsewhere ? '' : '；使用本地网关请加 --env local'}。`
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
      `Copy all of it from the console: ${name === 'APP_SECRET' ? '开发管理 > 开发设置' : '支付设置'}.`
    ],
    zh: ({ name }) => [
      `${name} 不足 6 个字符：这么短的文本只在待签名字符串里隐藏，别处出现时无法隐藏。`,
      `请到控制台的“${name === 'APP_SECRET' ? '开发管理 > 开发设置' : '支付设置'}”完整复制。`
    ]
  }),
  /** Of another secret than the SALT, whose oddities are those of `suspicious-salt`. */
  'suspicious-secret': entry<{ name: string; reason: SaltOddity }>({
    en: ({ name, reason }) => [
      `The ${name} has ${oddities.en(reason)}; it is used as it is.`,
      `Copy it again from the console: ${name === 'APP_SECRET' ? '开发管理 > 开发设置' : '支付设置'}.`
    ],
    zh: ({ name, reason }) => [
      `${name} ${oddities.zh(reason)}，已按原样使用。`,
      `请到控制台的“${name === 'APP_SECRET' ? '开发管理 > 开发设置' : '支付设置'}”重新复制。`
    ]
  }),
  'suspicious-app-id': entry<{ found: string }>({
    names: ['found'],
    en: ({ found }) => [
      `The app_id is "${found}"; the app_id of a mini program begins with tt and has 20 characters.`,
      'Copy it from the console of the mini program.'
    ],
    zh: ({ found }) => [`app_id 是“${found}”；小程序的 app_id 以 tt 开头，共 20 个字符。`, '请到小程序的控制台复制。']
  })
})
