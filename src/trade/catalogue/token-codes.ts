import type { Both } from '../../language.js'
import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { PAGE } from './pages.js'

const NOTE: Both = {
  en: 'From client_token (/oauth/client_token/), in data.error_code.',
  zh: 'client_token（/oauth/client_token/）的响应，在 data.error_code 中。'
}
const THREE: Both = {
  en: 'Send client_key (the app_id), client_secret and grant_type client_credential, as JSON.',
  zh: '以 JSON 传 client_key（即 app_id）、client_secret，grant_type 为 client_credential。'
}

const entry = (code: string, en: string, zh: string, more: Partial<Entry>): Entry => ({
  namespace: 'token',
  code,
  meaning: { en, zh },
  note: NOTE,
  source: 'official',
  page: PAGE.clientToken,
  ...more
})

const OF_PROVIDER: Both = {
  en: 'From the calls of service providers for a component_access_token (/auth/tp/token), V1 or V2.',
  zh: '服务商获取 component_access_token（/auth/tp/token）的响应，V1 或 V2。'
}
const FRESH_TICKET: Both = {
  en: 'Use the newest component_ticket: the platform pushes one every 10 minutes.',
  zh: '请使用最新的 component_ticket：平台每 10 分钟推送一次。'
}
const FRESH_TOKEN: Both = {
  en: 'Fetch a new one. It lives for 2 hours; tokens of V1 and V2 cannot be mixed.',
  zh: '请重新获取；有效期 2 小时，V1 和 V2 的 token 不能混用。'
}
const COMPONENT_SECRET: Both = {
  en: 'Send the component_appid and component_appsecret of the same third-party app.',
  zh: 'component_appid 和 component_appsecret 须属于同一个第三方应用。'
}

/** Codes of the tokens of service providers. Of those without words the meaning is in nothing that could be read. */
export const PROVIDER_TOKEN_ERRORS: readonly Entry[] = (
  [
    ['40009', 'the component_access_token has expired', 'component_access_token 已过期', FRESH_TOKEN],
    ['40010', 'the component_access_token is wrong', 'component_access_token 错误', FRESH_TOKEN],
    ['40037', 'the component_ticket is wrong', 'component_ticket 错误', FRESH_TICKET],
    ['40038', 'the component_appsecret is wrong', 'component_appsecret 错误', COMPONENT_SECRET],
    ...['40001', '40003', '40021', '40040', '40045'].map(
      (code) => [code, 'an error whose meaning could not be read', '一种错误，含义未能读到', undefined] as const
    )
  ] as const
).map(([code, en, zh, remedy]) => ({
  namespace: 'token',
  code,
  meaning: { en, zh },
  note: OF_PROVIDER,
  ...(remedy && { remedy }),
  source: 'official'
}))

/** The codes of the call for a client_token. */
export const TOKEN_ERRORS: readonly Entry[] = [
  entry('10002', 'a parameter is missing', '缺少参数', { remedy: THREE }),
  entry('10003', 'client_key is not known', 'client_key 错误', {
    says: ['配置无效'],
    remedy: { en: 'client_key is the app_id of the mini program.', zh: 'client_key 即小程序的 app_id。' }
  }),
  entry('10013', 'client_key or client_secret is wrong', 'client_key 或 client_secret 错误', {
    says: ['client_key 或者 client_secret 报错'],
    remedy: {
      en: 'client_secret is the AppSecret of the development settings, not the SALT and not an RSA key. Both values must belong to the same app and environment.',
      zh: 'client_secret 是“开发设置”里的 AppSecret，不是 SALT，也不是 RSA 密钥；两者须属于同一小程序、同一环境。'
    }
  }),
  entry('10020', 'the token was fetched too often', '获取 token 过于频繁', {
    remedy: {
      en: 'Keep the token for its 2 hours, in one place for all processes. More than 500 calls in 5 minutes are refused. `ecpay trade token` keeps it so.',
      zh: 'token 有效期 2 小时，请集中缓存、所有进程共用；5 分钟内超过 500 次会被拒绝。`ecpay trade token` 就是这样保存的。'
    }
  }),
  entry('2100005', 'parameter error (on older pages)', '参数错误（旧版文档）', {
    says: ['Parameter error'],
    remedy: THREE,
    source: 'official-mirror'
  })
]
