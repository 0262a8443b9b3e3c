import type { Both } from '../../language.js'
import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { PAGE } from './pages.js'

const OTHER_PRODUCTS: Both = {
  en: 'Documented for other products on open.douyin.com. It is a conclusion that the trade calls return it too.',
  zh: 'open.douyin.com 上其他产品的文档中有这个错误码；交易接口也会返回它是推断的。'
}
const NEW_TOKEN: Both = {
  en: 'Fetch a new client_token, for example with `ecpay trade token refresh`, and send it in the header access-token. If yours was new, another machine or process may have fetched one since: that makes the former token invalid after 5 minutes.',
  zh: '重新获取 client_token（例如 `ecpay trade token refresh`），放在请求头 access-token 中。如果 token 是新的：其他机器或进程在此之后又获取了 token，旧的在 5 分钟后失效。'
}
const AGAIN: Both = {
  en: 'Repeat it unchanged. If it still fails, contact support with the log_id.',
  zh: '原样重试；仍失败请带上 log_id 联系平台。'
}
const APPLY: Both = {
  en: 'Apply for the capability in the console, and check that the token belongs to this app.',
  zh: '在控制台申请对应的能力，并检查 token 是否属于这个小程序。'
}

const entry = (code: string, en: string, zh: string, more: Partial<Entry>): Entry => ({
  namespace: 'err_no',
  code,
  meaning: { en, zh },
  source: 'official',
  ...more
})

/** The codes of the gateway of open.douyin.com, which answers before the trade system does. */
const GATEWAY: readonly Entry[] = [
  entry('28001003', 'the access token is invalid', 'access_token 无效', {
    says: ['access_token无效', 'bad access_token'],
    note: {
      en: 'Documented for other products on open.douyin.com, but not in the list of status codes. It is a conclusion that the trade calls return it too.',
      zh: 'open.douyin.com 上其他产品的文档中有这个错误码，状态码列表中没有；交易接口也会返回它是推断的。'
    },
    remedy: NEW_TOKEN,
    ofToken: true,
    retry: 'no',
    source: 'official-mirror'
  }),
  entry('28001005', 'system error of open.douyin.com', 'open.douyin.com 系统内部错误', {
    says: ['系统内部错误,请重试'],
    note: OTHER_PRODUCTS,
    remedy: AGAIN,
    retry: 'at once',
    source: 'official-mirror'
  }),
  entry('28001007', 'a parameter is illegal', '参数不合法', {
    says: ['参数不合法'],
    note: OTHER_PRODUCTS,
    remedy: {
      en: 'The text may name the field. Compare it with the field table of the call.',
      zh: '提示中可能写明字段：请对照该接口的字段表检查。'
    },
    retry: 'no'
  }),
  entry('28001008', 'the access token has expired', 'access_token 已过期', {
    says: ['access_token过期,请刷新或重新授权'],
    note: OTHER_PRODUCTS,
    remedy: NEW_TOKEN,
    ofToken: true,
    retry: 'no'
  }),
  ...['28001012', '28001014', '28001018', '28001019'].map((code) =>
    entry(code, 'a permission is missing', '没有权限', {
      note: {
        en: 'The list of status codes has four numbers for missing permissions. It is not known here which permission each one means. It is a conclusion that the trade calls return it.',
        zh: '状态码列表中有四个表示没有权限的错误码，各自对应哪一种权限不详。交易接口会返回它是推断的。'
      },
      remedy: APPLY,
      retry: 'no',
      page: PAGE.status
    })
  ),
  entry('28001016', 'the app is banned', '应用已被封禁', {
    note: OTHER_PRODUCTS,
    remedy: { en: 'Read the messages in the console.', zh: '请查看控制台的站内信。' },
    retry: 'no',
    page: PAGE.status
  }),
  entry('28003017', 'the quota of calls is used up', '调用额度已用完', {
    note: OTHER_PRODUCTS,
    retry: 'later',
    page: PAGE.status
  }),
  entry('28003018', 'too many calls in a short time', '调用过于频繁', {
    note: OTHER_PRODUCTS,
    retry: 'later',
    page: PAGE.status
  })
]

const TRADE_2: Both = {
  en: 'From trade system 2.0 on open.douyin.com, in error_code or sub_error_code.',
  zh: '来自 open.douyin.com 上的交易系统 2.0，在 error_code 或 sub_error_code 中。'
}
const of2 = (code: string, en: string, zh: string, more: Partial<Entry>): Entry =>
  entry(code, en, zh, { note: TRADE_2, retry: 'no', page: PAGE.errorCodes, ...more })

/** The codes of trade system 2.0 for callers without permission. */
const RIGHTS: readonly Entry[] = [
  of2('11001', 'the caller has no permission for this', '访问未授权', { remedy: APPLY }),
  of2('11002', 'the access token is illegal', 'AccessToken 非法', { remedy: NEW_TOKEN, ofToken: true }),
  of2('11004', 'the signature of a server call is wrong', '服务端接口签名校验异常', {
    says: ['签名校验异常', '无效的AccessToken'],
    cause: {
      en: 'The header Byte-Authorization does not fit this request. On one older page the number means a bad access token.',
      zh: '请求头 Byte-Authorization 与这次请求不符。在一个旧接口中，这个错误码表示 access token 无效。'
    },
    note: {
      en: 'Calls of the general trade system only have an access-token and no signature. For tt.requestOrder see client:11004.',
      zh: '通用交易系统的接口只用 access-token，不需要签名。tt.requestOrder 报的 11004 见 client:11004。'
    },
    remedy: {
      en: 'Sign the method in capitals, the path with its query, and exactly the body that is sent. In this header the values are quoted.',
      zh: '签名文本用大写的请求方法、带查询串的路径和原样的请求体；这里的各项要带引号。'
    }
  }),
  of2('11006', 'the merchant has not authorised the provider', '商服关系未授权', { remedy: APPLY }),
  of2('2190002', 'the access token is invalid', 'access_token 无效', { remedy: NEW_TOKEN, ofToken: true }),
  of2('2190004', 'the app does not have this capability', '应用未获得该能力', {
    says: ['应用未获得该能力, 请去https://open.douyin.com/申请'],
    remedy: {
      en: 'Apply for the scope in the console. If sub_error_code is not 0, it is the real reason.',
      zh: '在控制台申请对应的能力(scope)；sub_error_code 不为 0 时，以它为准。'
    },
    source: 'official-mirror'
  }),
  of2('2190008', 'the access token has expired', 'access_token 已过期', { remedy: NEW_TOKEN, ofToken: true }),
  of2('2191000', 'a family of errors: sub_error_code has the code', '错误大类：真正的错误码在 sub_error_code', {
    remedy: { en: 'Read sub_error_code and sub_description.', zh: '请查看 sub_error_code 和 sub_description。' },
    source: 'official-mirror'
  })
]

/** The codes for missing permissions, and those of the gateway. */
export const ACCESS_ERRORS: readonly Entry[] = [...GATEWAY, ...RIGHTS]
