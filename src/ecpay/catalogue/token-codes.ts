import type { Both } from '../../language.js'
import type { Entry, Source } from '../../protocol/system/catalogue-entry.js'

const NOTE = {
  en: 'An answer of getAccessToken (/api/apps/v2/token). The other token, client_token, has codes of its own.',
  zh: 'getAccessToken（/api/apps/v2/token）的响应。另一种 token 即 client_token 有自己的错误码。'
} as const

interface Row {
  code: string
  en: string
  zh: string
  remedy: Both
  says?: string[]
  source?: Source
}

const ROWS: readonly Row[] = [
  {
    code: '2',
    en: 'a production app was sent to the sandbox',
    zh: '把线上小程序的 app_id 发到了沙盒',
    says: ['app is not sandboxApp'],
    remedy: {
      en: 'On open-sandbox.douyin.com use app_id and secret of a sandbox app; for production call developer.toutiao.com (--env production).',
      zh: '访问 open-sandbox.douyin.com 须使用沙盒小程序的 app_id 和密钥；线上小程序请访问 developer.toutiao.com（--env production）。'
    },
    source: 'user'
  },
  {
    code: '40015',
    en: 'appid is wrong',
    zh: 'appid 错误',
    remedy: { en: 'Check appid (written so in this call).', zh: '检查 appid（这个接口的字段名就是 appid）。' }
  },
  {
    code: '40017',
    en: 'secret is wrong',
    zh: 'secret 错误',
    says: ['bad secret'],
    remedy: {
      en: 'Send the AppSecret of the development settings; it is neither the SALT nor the token of the payment settings.',
      zh: '传“开发设置”里的 AppSecret；它不是支付设置里的 SALT 或令牌(Token)。'
    }
  },
  {
    code: '40020',
    en: 'grant_type is wrong',
    zh: 'grant_type 错误',
    remedy: { en: 'Send grant_type client_credential.', zh: 'grant_type 固定传 client_credential。' }
  }
]

/** The codes in the answers of getAccessToken. */
export const TOKEN_ERRORS: readonly Entry[] = ROWS.map(
  ({ code, en, zh, remedy, says, source = 'official-mirror' }) => ({
    namespace: 'token',
    code,
    meaning: { en, zh },
    note: NOTE,
    remedy,
    ...(says && { says }),
    source
  })
)
