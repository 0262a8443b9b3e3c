import type { Both } from '../../language.js'
import type { Entry, Source } from '../../protocol/system/catalogue-entry.js'
import { PAGE } from './pages.js'

type Row = [code: string, en: string, zh: string, more?: Partial<Entry>]

const NOTE = {
  en: 'A code of the general trade system or trade system 2.0, which follow guaranteed payment: they sign with RSA keys, not with the SALT.',
  zh: '这是担保支付的后继产品（通用交易系统、交易系统 2.0）的代码：它们用 RSA 密钥签名，不用 SALT。'
} as const
const TOKEN: { remedy: Both } = {
  remedy: {
    en: 'Fetch a new client_token (open.douyin.com/oauth/client_token/) and send it in the header access-token.',
    zh: '重新获取 client_token（open.douyin.com/oauth/client_token/），放在请求头 access-token 中。'
  }
}
const AGAIN: { remedy: Both } = {
  remedy: {
    en: 'Repeat it unchanged; then contact support with the log id.',
    zh: '原样重试；仍失败请带上 log_id 联系平台。'
  }
}
const COMPARE: { remedy: Both } = {
  remedy: {
    en: 'Compare the text of the answer with the field table of the call.',
    zh: '对照响应中的提示和该接口的字段表检查参数。'
  }
}

const ROWS: readonly Row[] = [
  [
    '11004',
    'the signature of tt.requestOrder is wrong (general trade system)',
    'tt.requestOrder 签名校验异常（通用交易系统）',
    {
      says: ['requestOrder:fail 签名校验异常', '签名校验异常', '签名参数异常', '签名校验失败', '无效的AccessToken'],
      cause: {
        en: 'The signature over the five lines POST, /requestOrder, timestamp, nonce and data, or the text of byteAuthorization. Required fields that are empty, such as an image URL, come out as this error too. On one older page it is a bad access token.',
        zh: '对 POST、/requestOrder、时间戳、随机串、data 五行的签名有误，或 byteAuthorization 的写法有误。必填字段为空（如图片地址）时也会报这个错误；在一个旧接口中它表示 access token 无效。'
      },
      remedy: {
        en: 'Sign with the private RSA key of the app whose public key stands in the console, and hand data on as the very text that was signed.',
        zh: '用应用私钥签名（公钥已上传到控制台），并把签名时的 data 文本原样传给客户端。'
      },
      source: 'user'
    }
  ],
  [
    '10000',
    'parameter error (general trade system)',
    '参数错误（通用交易系统）',
    { ...COMPARE, says: ['参数不合法', '商品不符合行业要求', 'requestOrder:fail 参数错误'] }
  ],
  ['11001', 'no right to what was asked for (trade system 2.0)', '访问未授权（交易系统 2.0）'],
  ['11002', 'the access token is illegal (trade system 2.0)', 'AccessToken 非法（交易系统 2.0）', TOKEN],
  ['11006', 'the provider is not authorised (trade system 2.0)', '商服关系未授权（交易系统 2.0）'],
  [
    '12001',
    'too many calls (general trade system)',
    '操作过于频繁（通用交易系统）',
    { remedy: { en: 'Wait 2 to 3 seconds, and repeat.', zh: '等待 2–3 秒后重试。' }, says: ['操作过于频繁,请稍后再试'] }
  ],
  ['13000', 'system error (general trade system)', '系统错误（通用交易系统）', { ...AGAIN, says: ['系统错误'] }],
  ['20000', 'there is no such order (trade system 2.0)', '订单不存在（交易系统 2.0）'],
  [
    '23000',
    'system error of a settlement (general trade system)',
    '结算系统错误（通用交易系统）',
    { ...AGAIN, says: ['系统错误,请重试'] }
  ],
  [
    '23002',
    'the number of the order or settlement is missing',
    '缺少订单或分账单号（交易系统 2.0）',
    { says: ['订单id,分账单id至少指定一个'] }
  ],
  [
    '23112',
    'nothing is left to be split (trade system 2.0)',
    '已无可分账金额（交易系统 2.0）',
    { says: ['已无可分账金额'] }
  ],
  [
    '28001003',
    'the access token is invalid (open.douyin.com)',
    'access_token 无效(open.douyin.com)',
    { ...TOKEN, says: ['access_token无效', 'bad access_token'] }
  ],
  [
    '28001005',
    'system error (open.douyin.com)',
    '系统内部错误(open.douyin.com)',
    { ...AGAIN, says: ['系统内部错误,请重试'] }
  ],
  [
    '28001007',
    'a parameter is illegal (open.douyin.com)',
    '参数不合法(open.douyin.com)',
    { ...COMPARE, says: ['参数不合法'] }
  ],
  [
    '28001008',
    'the access token has expired (open.douyin.com)',
    'access_token 已过期(open.douyin.com)',
    { ...TOKEN, says: ['access_token过期,请刷新或重新授权'] }
  ],
  ['2190002', 'the access token is invalid (trade system 2.0)', 'access_token 无效（交易系统 2.0）', TOKEN],
  [
    '2190004',
    'the app does not have this capability',
    '应用未获得该能力',
    {
      says: ['应用未获得该能力, 请去https://open.douyin.com/申请'],
      remedy: {
        en: 'Apply for the scope in the console; if sub_error_code is not 0, it is the real reason.',
        zh: '在控制台申请对应的能力(scope)；sub_error_code 不为 0 时，以它为准。'
      }
    }
  ],
  ['2190008', 'the access token has expired (trade system 2.0)', 'access_token 已过期（交易系统 2.0）', TOKEN],
  [
    '2191000',
    'a family of errors: the code is in sub_error_code',
    '错误大类：真正的错误码在 sub_error_code',
    { remedy: { en: 'Look at sub_error_code and sub_description.', zh: '请查看 sub_error_code 和 sub_description。' } }
  ],
  [
    'byteAuthorization',
    'the signature that tt.requestOrder takes (general trade system)',
    'tt.requestOrder 的签名参数（通用交易系统）',
    {
      note: {
        en: 'Guaranteed payment has none: there tt.pay gets order_id and order_token. Written SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…, without quotes; the header Byte-Authorization of a server call has the same with quotes.',
        zh: '担保支付没有这个参数：tt.pay 传的是 order_id 和 order_token。写法是 SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…，不带引号；服务端请求头 Byte-Authorization 的写法相同，但带引号。'
      },
      says: ['byteAuthorization', 'Byte-Authorization', 'requestOrder'],
      source: 'official'
    }
  ]
]

/** Codes of the products that replace guaranteed payment. Each entry says so. */
export const SUCCESSOR: readonly Entry[] = ROWS.map(([code, en, zh, more]) => ({
  namespace: 'other',
  code,
  meaning: { en, zh },
  note: NOTE,
  source: 'official-mirror' satisfies Source,
  ...(code.startsWith('2190') && { page: PAGE.tradeErrors }),
  ...more
}))

const kind = (code: string, en: string, zh: string, more: Partial<Entry> = {}): Entry => ({
  namespace: 'callback',
  code,
  meaning: { en, zh },
  note: {
    en: 'A type of the general trade system or trade system 2.0; its body has a version, and is verified with the public key of the platform, not with the token.',
    zh: '通用交易系统或交易系统 2.0 的类型：请求体带 version，用平台公钥验签，不用令牌。'
  },
  source: 'official-mirror',
  ...more
})

const UNSEEN = {
  note: {
    en: 'Named as a constant in one SDK; no page and no report shows a callback with it.',
    zh: '只在一个 SDK 中作为常量出现，没有文档或用户反馈提到实际的回调。'
  },
  source: 'sdk'
} as const

/** Callback types that this tool neither verifies nor sends. */
export const OTHER_CALLBACKS: readonly Entry[] = [
  kind('settle_finish', 'an automatic settlement has ended', '自动结算完成通知', UNSEEN),
  kind('transfer', 'a transfer has its result', '转账结果通知', UNSEEN),
  kind('pre_create_order', 'asks for an order before it is made (2.0)', '预下单扩展点（2.0）'),
  kind('pre_create_refund', 'asks whether a refund is allowed', '退款申请扩展点'),
  kind('sign_callback', 'a contract was signed or ended (periodic deduction)', '签约结果通知（周期扣款）'),
  kind('sign_pay_callback', 'a periodic deduction has its result', '扣款结果通知（周期扣款）'),
  kind('create_merchant', 'an onboarding has its result', '进件结果通知')
]
