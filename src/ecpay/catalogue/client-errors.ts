import type { Entry } from '../../protocol/system/catalogue-entry.js'

/** The `errNo` and `errorCode` in `fail` of tt.pay: numbers of the app, not of the server. */
export const CLIENT_ERRORS: readonly Entry[] = [
  {
    namespace: 'client',
    code: '10401',
    meaning: { en: 'internal error of tt.pay', zh: 'tt.pay 内部错误' },
    says: [
      'pay:fail Fail to get order info',
      '支付失败,请稍后重试',
      '拉起支付失败',
      '调起支付失败',
      '无法拉起支付',
      '收银台打不开',
      '拉不起收银台'
    ],
    cause: {
      en: 'The order could not be fetched, because order_id, order_token and the app do not belong together. A number at the end of errMsg is that of the server (2010, for one).',
      zh: '取不到订单信息，即 order_id、order_token 与当前小程序不匹配。errMsg 末尾的数字是服务端的错误码（如 2010）。'
    },
    remedy: {
      en: 'Hand both values of create_order to tt.pay as they came, in an app with the app_id that created the order, in the same environment.',
      zh: '把 create_order 返回的 order_id 和 order_token 原样传给 tt.pay，且小程序的 app_id 与下单时相同、环境一致。'
    },
    source: 'user',
    page: 'https://developer.open-douyin.com/forum/question/post/6822ff307012b3f0e3b71443'
  },
  {
    namespace: 'client',
    code: '157491',
    meaning: {
      en: 'errorCode of tt.pay that stands beside errNo 10401',
      zh: 'tt.pay 失败时与 errNo 10401 一起出现的 errorCode'
    },
    note: {
      en: 'Known from one report; the errorCodes of tt.pay are not documented. What counts is errNo and the text of errMsg.',
      zh: '仅见于一份用户反馈；tt.pay 的 errorCode 没有文档。请以 errNo 和 errMsg 的文本为准。'
    },
    remedy: { en: 'See client:10401.', zh: '见 client:10401。' },
    source: 'user',
    page: 'https://developer.open-douyin.com/forum/question/post/6822ff307012b3f0e3b71443'
  },
  {
    namespace: 'client',
    code: '157406',
    meaning: { en: 'tt.pay was refused: permission denied', zh: 'tt.pay 无权限(permission denied)' },
    says: [
      'pay:fail permission denied',
      'permission denied',
      '没有权限',
      '权限不足',
      '没有支付权限',
      '未开通支付',
      '支付未开通',
      '支付功能未开通',
      'payment not enabled'
    ],
    cause: {
      en: 'It was met with an orderInfo of the older cashier (merchant_id, sign, wx_url, trade_time).',
      zh: '见于传了旧版收银台 orderInfo（merchant_id、sign、wx_url、trade_time）的请求。'
    },
    note: {
      en: 'No source says what tt.pay answers if payment is not enabled for the app: check that in the console, too.',
      zh: '小程序未开通支付时 tt.pay 返回什么，未见资料：也请在控制台确认支付已经开通。'
    },
    remedy: {
      en: 'Guaranteed payment wants tt.pay({ orderInfo: { order_id, order_token }, service: 5 }), both values from create_order.',
      zh: '担保支付的写法是 tt.pay({ orderInfo: { order_id, order_token }, service: 5 })，两个值都来自 create_order。'
    },
    source: 'user',
    page: 'https://developer.open-douyin.com/forum/question/post/68f2f2e4e6d42d00a9833c6a'
  }
]
