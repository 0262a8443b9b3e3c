import type { Both } from '../../language.js'
import type { Entry, Source } from '../../protocol/system/catalogue-entry.js'

const APP_TOKEN = { en: 'of getAccessToken (/api/apps/v2/token)', zh: 'getAccessToken（/api/apps/v2/token）' } as const
const CLIENT_TOKEN = {
  en: 'of client_token (/oauth/client_token/)',
  zh: 'client_token（/oauth/client_token/）'
} as const

interface Row {
  code: string
  of: Both
  en: string
  zh: string
  remedy: Both
  says?: string[]
  source?: Source
}

const ROWS: readonly Row[] = [
  {
    code: '2',
    of: APP_TOKEN,
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
    of: APP_TOKEN,
    en: 'appid is wrong',
    zh: 'appid 错误',
    remedy: { en: 'Check appid (written so in this call).', zh: '检查 appid（这个接口的字段名就是 appid）。' }
  },
  {
    code: '40017',
    of: APP_TOKEN,
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
    of: APP_TOKEN,
    en: 'grant_type is wrong',
    zh: 'grant_type 错误',
    remedy: { en: 'Send grant_type client_credential.', zh: 'grant_type 固定传 client_credential。' }
  },
  {
    code: '10002',
    of: CLIENT_TOKEN,
    en: 'a parameter is missing',
    zh: '缺少参数',
    remedy: {
      en: 'Send client_key (the app_id), client_secret and grant_type client_credential.',
      zh: '传 client_key（即 app_id）、client_secret，grant_type 为 client_credential。'
    },
    source: 'official'
  },
  {
    code: '10003',
    of: CLIENT_TOKEN,
    en: 'client_key is not known',
    zh: 'client_key 错误',
    says: ['配置无效'],
    remedy: { en: 'client_key is the app_id of the mini program.', zh: 'client_key 即小程序的 app_id。' },
    source: 'official'
  },
  {
    code: '10013',
    of: CLIENT_TOKEN,
    en: 'client_key or client_secret is wrong',
    zh: 'client_key 或 client_secret 错误',
    remedy: {
      en: 'Check that both belong to the same app, and to this environment.',
      zh: '检查两者是否属于同一应用、同一环境。'
    },
    source: 'official'
  },
  {
    code: '10020',
    of: CLIENT_TOKEN,
    en: 'the token was fetched too often',
    zh: '获取 token 过于频繁',
    remedy: {
      en: 'Keep the token for its 2 hours in one place for all processes: more than 500 calls in 5 minutes are refused.',
      zh: 'token 有效期 2 小时，请集中缓存、所有进程共用；5 分钟内超过 500 次会被拒绝。'
    },
    source: 'official'
  },
  {
    code: '2100005',
    of: CLIENT_TOKEN,
    en: 'parameter error (as older pages show it)',
    zh: '参数错误（旧版文档的写法）',
    says: ['Parameter error'],
    remedy: {
      en: 'Send client_key (the app_id), client_secret and grant_type client_credential.',
      zh: '传 client_key（即 app_id）、client_secret，grant_type 为 client_credential。'
    }
  }
]

/** The codes in the answers of the two calls for an access token. */
export const TOKEN_ERRORS: readonly Entry[] = ROWS.map(
  ({ code, of, en, zh, remedy, says, source = 'official-mirror' }) => ({
    namespace: 'token',
    code,
    meaning: { en, zh },
    note: { en: `An answer ${of.en}.`, zh: `${of.zh} 的响应。` },
    remedy,
    ...(says && { says }),
    source
  })
)
