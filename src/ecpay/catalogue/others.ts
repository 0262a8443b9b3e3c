import type { Both } from '../../language.js'
import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { PAGE } from './pages.js'

/** Headers that help when a call fails. */
const HEADERS: readonly Entry[] = [
  {
    namespace: 'header',
    code: 'x-tt-logid',
    meaning: { en: 'names the request in the logs of the platform', zh: '这次请求在平台日志中的编号' },
    note: {
      en: 'It is documented for the products with RSA keys; that it comes with these calls too is a conclusion.',
      zh: '文档只在使用 RSA 密钥的产品中写明；担保支付也有它是推断的。'
    },
    remedy: { en: 'Quote it to support.', zh: '联系平台时请提供。' },
    source: 'inferred'
  },
  {
    namespace: 'header',
    code: 'Aweme-Negative-Test',
    meaning: { en: 'asks the sandbox for an error', zh: '让沙盒返回指定的错误' },
    note: {
      en: 'A header of the request; its value is a case of the list in the documentation, such as MA_PAY_BAN. Other values do nothing there; the local gateway takes an err_no too.',
      zh: '请求头；取值是文档列出的用例，例如 MA_PAY_BAN，其他值在沙盒中不起作用；本地网关也接受 err_no。'
    },
    source: 'official',
    page: PAGE.sandbox
  },
  {
    namespace: 'header',
    code: 'x-ecpay-reason',
    meaning: { en: 'the local gateway says which rule was broken', zh: '本地网关指出违反了哪条规则' },
    note: {
      en: 'Only `ecpay simulate serve` sends it, never the platform.',
      zh: '只有 `ecpay simulate serve` 会发，平台没有。'
    },
    source: 'ecpay'
  },
  {
    namespace: 'header',
    code: 'x-ecpay-warning',
    meaning: {
      en: 'accepted, though official sources disagree on this',
      zh: '本地网关已接受，但各官方资料对此说法不一致'
    },
    note: {
      en: 'Only `ecpay simulate serve` sends it, never the platform. With --strict it refuses instead.',
      zh: '只有 `ecpay simulate serve` 会发，平台没有。加 --strict 时会拒绝。'
    },
    source: 'ecpay'
  }
]

const CASHIER = {
  en: 'The older cashier of tt.pay (before guaranteed payment) answers it, as code beside sub_code.',
  zh: '来自担保支付之前的旧版收银台，响应中 code 旁边还有 sub_code。'
} as const
const DELETED = {
  en: 'The official table of the order push has it for deleting an order; its text could not be read.',
  zh: '官方订单推送错误码表中，删除订单对应此错误码；具体说明未能看到。'
} as const

const CASHIER_CODES: readonly (readonly [code: string, cause: Both])[] = [
  ['CD0011', { en: 'Parameter error: uid has at most 32 characters.', zh: '参数错误：uid 最长 32 位。' }],
  [
    'CD0015',
    {
      en: 'Parameter error: a field of orderInfo is missing, total_amount is no whole number of fen, or trade_time differs from the first call of this order.',
      zh: '参数错误：orderInfo 缺少必传字段、total_amount 不是以分为单位的整数，或同一订单两次的 trade_time 不一致。'
    }
  ],
  ['CD0025', { en: 'The signature is wrong.', zh: '签名错误。' }],
  ['CD0116', { en: 'No way of payment is set up for the merchant.', zh: '商户没有配置支付方式。' }],
  ['CD0402', { en: 'Parameter error: the trade has expired.', zh: '参数错误：交易已失效。' }],
  [
    'TS4113',
    {
      en: 'Parameter error: time of the order plus its valid time must lie in the future.',
      zh: '参数错误：下单时间加有效时间必须晚于当前时间。'
    }
  ]
]

/** Codes of other products of the platform that people search for here. */
const NEIGHBOURS: readonly Entry[] = [
  {
    namespace: 'other',
    code: '40007',
    meaning: { en: 'GW.THIRD_PARTY_ERROR of the older gateway', zh: '旧版支付网关的逻辑错误(GW.THIRD_PARTY_ERROR)' },
    says: ['GW.THIRD_PARTY_ERROR', 'Service Internal Error', 'Gateway call third party err'],
    cause: {
      en: 'app_id or merchant_id of tt.pay is wrong, or the amount is not a whole number of fen.',
      zh: 'tt.pay 中的 app_id 或 merchant_id 不正确，或金额不是以分为单位的整数。'
    },
    note: CASHIER,
    remedy: {
      en: 'Check app_id, merchant_id and the amount; new integrations use guaranteed payment, with service: 5.',
      zh: '检查 app_id、merchant_id 和金额；新接入请使用担保支付，service 固定为 5。'
    },
    source: 'official',
    page: PAGE.oldCashier
  },
  {
    namespace: 'other',
    code: '60005',
    meaning: { en: 'an error of deleting a pushed order', zh: '删除已推送订单时的错误' },
    note: DELETED,
    source: 'official-mirror'
  },
  {
    namespace: 'other',
    code: '60006',
    meaning: { en: 'an error of deleting a pushed order', zh: '删除已推送订单时的错误' },
    note: DELETED,
    source: 'official-mirror'
  },
  {
    namespace: 'other',
    code: 'MA_PAY_BAN',
    meaning: { en: 'case of Aweme-Negative-Test: the app may not take payments', zh: '负向用例：小程序被禁止支付' },
    says: ['MA_PAY_BAN', 'Aweme-Negative-Test: MA_PAY_BAN'],
    note: {
      en: 'A value of the request header Aweme-Negative-Test, which makes the sandbox fail; the only one whose name is known. What it answers is not public.',
      zh: '请求头 Aweme-Negative-Test 的取值，让沙盒返回对应的错误；已知名称的只有这一个，返回的内容未见公开。'
    },
    remedy: {
      en: 'Try it with `ecpay create-order --negative-test MA_PAY_BAN`, in the sandbox or at the local gateway. Met in production: ask the platform why payments of the app are closed.',
      zh: '可以在沙盒或本地网关用 `ecpay create-order --negative-test MA_PAY_BAN` 试；线上出现时，请向平台确认小程序支付能力被关闭的原因。'
    },
    source: 'official',
    page: PAGE.sandbox
  },
  {
    namespace: 'other',
    code: '40006',
    meaning: {
      en: 'the IP address is not in the white list of the service provider',
      zh: '调用方 IP 不在服务商应用的白名单中'
    },
    note: {
      en: 'An error of the OpenAPI for service providers. No white list is documented for guaranteed payment itself.',
      zh: '第三方平台 OpenAPI 的错误。担保支付本身的文档没有提到白名单。'
    },
    remedy: { en: 'Add the address in the settings of the provider app.', zh: '在服务商应用的设置中加入该 IP。' },
    source: 'official-mirror',
    page: 'https://s.apifox.cn/apidoc/docs-site/3671297/api-131449857'
  },
  ...CASHIER_CODES.map(
    ([code, cause]): Entry => ({
      namespace: 'other',
      code,
      meaning: {
        en: 'a message of the older cashier (tt.pay with service 1)',
        zh: '旧版收银台（tt.pay 的 service 为 1）的提示'
      },
      cause,
      remedy: {
        en: 'Guaranteed payment calls tt.pay with service: 5.',
        zh: '担保支付调用 tt.pay 时 service 固定为 5。'
      },
      source: 'official',
      page: PAGE.oldCashier
    })
  )
]

export const OTHERS: readonly Entry[] = [...HEADERS, ...NEIGHBOURS]
