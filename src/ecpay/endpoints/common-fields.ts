import type { AnswerField } from '../../protocol/system/answer-field.js'
import type { Field, Limits } from '../../protocol/system/endpoint.js'

/** No page gives a limit, but a longer number is surely a mistake, and a retry would not help. */
export const NUMBER_WITHOUT_LIMIT: Limits = { bytes: 1024 }
/** A developer's own number: digits, letters, `_`, `-` and `*`. */
export const OWN_NUMBER: Limits = { characters: 64, alphabet: '0-9A-Za-z_*-' }

export const APP_ID: Field = {
  key: 'app_id',
  type: 'string',
  required: true,
  limits: { characters: 64 },
  meaning: { en: 'mini program app id; not signed', zh: '小程序 app_id；不参与签名' },
  source: 'official',
  default: { kind: 'setting', setting: 'app_id' }
}

export const THIRDPARTY_ID: Field = {
  key: 'thirdparty_id',
  type: 'string',
  required: false,
  limits: { characters: 64 },
  meaning: {
    en: 'service provider id, in provider mode only; not signed',
    zh: '第三方平台服务商 id，仅服务商模式需要；不参与签名'
  },
  source: 'official',
  flag: { syntax: '--thirdparty-id <id>' },
  default: { kind: 'setting', setting: 'thirdparty_id' }
}

export const SIGN: Field = {
  key: 'sign',
  type: 'string',
  required: true,
  limits: { characters: 344 },
  meaning: { en: 'the request signature; put in by this tool', zh: '请求签名；由本工具填入' },
  source: 'official'
}

/** The app of a merchant. A service provider that is itself the merchant has none. */
export const MERCHANT_APP_ID: Field = { ...APP_ID, unless: 'thirdparty_id' }

/** An existing order, as the command's argument. */
export const ORDER_NUMBER: Field = {
  key: 'out_order_no',
  type: 'string',
  required: true,
  limits: OWN_NUMBER,
  meaning: { en: 'your order number', zh: '开发者侧订单号' },
  source: 'official',
  flag: { syntax: '<out_order_no>' }
}

export const NOTIFY_URL: Field = {
  key: 'notify_url',
  type: 'string',
  required: false,
  limits: { characters: 256, url: 'https-443' },
  meaning: {
    en: 'where the callback goes; the console setting when absent',
    zh: '回调地址；不填则用支付设置里的地址'
  },
  source: 'official-mirror',
  flag: { syntax: '--notify-url <url>' },
  default: { kind: 'setting', setting: 'notify_url' }
}

export const CP_EXTRA: Field = {
  key: 'cp_extra',
  type: 'string',
  required: false,
  limits: { characters: 2048 },
  meaning: { en: 'comes back in the callback and in queries', zh: '透传字段，回调和查询时原样返回' },
  source: 'official-mirror',
  flag: { syntax: '--cp-extra <text>' }
}

export const MSG_PAGE: Field = {
  key: 'msg_page',
  type: 'string',
  required: false,
  meaning: {
    en: 'page opened from the message to the user, declared in app.json; the home page when absent',
    zh: '用户点击推送消息后打开的小程序页面，须在 app.json 中声明；不填则打开首页'
  },
  source: 'official-mirror',
  flag: { syntax: '--msg-page <path>' }
}

export const DISABLE_MSG: Field = {
  key: 'disable_msg',
  type: 'switch',
  required: false,
  meaning: { en: '1: no message to the user', zh: '1：不给用户推送消息' },
  source: 'official-mirror',
  flag: { syntax: '--disable-msg' }
}

/** The merchant whose bill is requested. */
export const MERCHANT_ID: Field = {
  key: 'merchant_id',
  type: 'string',
  required: true,
  meaning: { en: 'the merchant (商户号)', zh: '商户号' },
  source: 'official-mirror',
  flag: { syntax: '--merchant-id <id>' }
}

export const BILL_DATE: Field = {
  key: 'bill_date',
  type: 'string',
  required: true,
  limits: { date: 'yyyyMMdd, yyyyMM' },
  meaning: {
    en: 'the day (yyyyMMdd) or the month (yyyyMM) of completion, in Beijing time',
    zh: '账单日期：日账单 yyyyMMdd，月账单 yyyyMM，按完成时间（北京时间）'
  },
  source: 'official-mirror',
  flag: { syntax: '<bill_date>' }
}

/** An existing settlement. */
export const SETTLE_NUMBER: Field = {
  key: 'out_settle_no',
  type: 'string',
  required: true,
  limits: OWN_NUMBER,
  meaning: { en: 'your settlement number', zh: '开发者侧结算单号' },
  source: 'official',
  flag: { syntax: '<out_settle_no>' }
}

export const MERCHANT_UID: Field = {
  key: 'merchant_uid',
  type: 'string',
  required: true,
  limits: { characters: 128 },
  meaning: { en: 'the merchant number that onboarding gave', zh: '进件完成后得到的商户号' },
  source: 'official',
  flag: { syntax: '--merchant-uid <uid>' }
}

export const CHANNEL_TYPE: Field = {
  key: 'channel_type',
  type: 'string',
  required: true,
  limits: { characters: 32, oneOf: ['alipay', 'wx', 'hz', 'yeepay', 'yzt'] },
  meaning: {
    en: 'the account: Alipay, WeChat, Douyin Pay (hz), YeePay, or the aggregate account of an enterprise (yzt)',
    zh: '渠道：支付宝、微信、抖音支付（hz）、易宝、企业版聚合账户（yzt）'
  },
  source: 'official',
  flag: { syntax: '--channel-type <channel>' }
}

export const MERCHANT_ENTITY: Field = {
  key: 'merchant_entity',
  type: 'number',
  or: 'string',
  required: false,
  limits: { min: 0, max: 2 },
  meaning: {
    en: 'whose books: 1, also 0 or absent, is 抖音信息, 2 is 光合信号 (one SDK sends it as a string)',
    zh: '主体：不传、0 或 1 为抖音信息，2 为光合信号（有 SDK 以字符串发送）'
  },
  source: 'sdk',
  flag: { syntax: '--merchant-entity <n>' }
}

/** The members that the answers of create_return and query_return share. */
export const RETURN_INFO: readonly AnswerField[] = [
  { path: 'return_info.return_no', meaning: { en: "the platform's return number", zh: '平台退分账单号' } },
  { path: 'return_info.out_return_no', meaning: { en: 'your return number', zh: '开发者侧退分账单号' } },
  { path: 'return_info.settle_no', meaning: { en: "the platform's settlement number", zh: '平台结算单号' } },
  { path: 'return_info.out_settle_no', meaning: { en: 'your settlement number', zh: '开发者侧结算单号' } },
  { path: 'return_info.merchant_uid', meaning: { en: 'who gives back', zh: '退回资金的分账方商户号' } },
  { path: 'return_info.return_amount', unit: 'fen', meaning: { en: 'amount', zh: '退回金额' } },
  {
    path: 'return_info.return_status',
    unit: 'return',
    meaning: { en: 'SUCCESS, FAIL or PROCESSING', zh: 'SUCCESS、FAIL 或 PROCESSING' }
  },
  {
    path: 'return_info.fail_reason',
    meaning: { en: 'why it failed; the word SUCCESS when it did not', zh: '失败原因；成功时内容为 SUCCESS' }
  },
  { path: 'return_info.finish_time', unit: 'seconds', meaning: { en: 'when it ended', zh: '完成时间' } },
  { path: 'return_info.cp_extra', meaning: { en: 'what the request carried', zh: '请求中传入的 cp_extra' } }
]
export const ACCESS_TOKEN: Field = {
  key: 'access_token',
  type: 'string',
  required: true,
  meaning: { en: 'access token of the app (getAccessToken)', zh: '小程序的 access_token（getAccessToken）' },
  source: 'official-mirror',
  secret: 'access_token',
  default: { kind: 'setting', setting: 'access_token' }
}

export const COMPONENT_ACCESS_TOKEN: Field = {
  key: 'component_access_token',
  type: 'string',
  required: true,
  meaning: { en: 'access token of the service provider', zh: '第三方平台的 component_access_token' },
  source: 'sdk',
  secret: 'access_token',
  default: { kind: 'setting', setting: 'access_token' }
}

/** The provider, in a call that only providers make. */
export const PROVIDER_ID: Field = { ...THIRDPARTY_ID, required: true, source: 'sdk' }

/** The caller: either the app with its own token, or a provider (`thirdparty_id`) with its token. */
export const CALLER: readonly Field[] = [
  THIRDPARTY_ID,
  { ...APP_ID, unless: 'thirdparty_id', notBeside: 'thirdparty_id' },
  { ...COMPONENT_ACCESS_TOKEN, required: false, beside: 'thirdparty_id' },
  { ...ACCESS_TOKEN, unless: 'component_access_token', notBeside: 'component_access_token', source: 'sdk' }
]

export const SUB_MERCHANT_ID: Field = {
  key: 'sub_merchant_id',
  type: 'string',
  required: true,
  limits: NUMBER_WITHOUT_LIMIT,
  meaning: { en: 'the partner, under a number of your own', zh: '合作方（分账方）标识，由你自定' },
  source: 'sdk',
  flag: { syntax: '<sub_merchant_id>' }
}

export const URL_TYPE: Field = {
  key: 'url_type',
  type: 'number',
  required: true,
  limits: { oneOf: ['1', '2', '3'] },
  meaning: {
    en: '1 onboarding page, 2 balance page (withdrawals can be started), 3 withdrawal records',
    zh: '1 进件页面，2 账户余额页面（可发起提现），3 提现记录页面'
  },
  source: 'official',
  flag: { syntax: '--url-type <type>' },
  default: { kind: 'value', value: '1' }
}

/** The solution. Only merchants of the same solution can share a settlement. */
export const PROD_ID: Field = {
  key: 'prod_id',
  type: 'number',
  required: false,
  limits: { oneOf: ['1', '2'] },
  meaning: { en: 'solution: 1 普通版 (when absent), 2 企业版', zh: '方案：1 普通版（默认），2 企业版' },
  source: 'official-mirror',
  flag: { syntax: '--prod-id <id>' }
}

export const ROLE: Field = {
  key: 'role',
  type: 'number',
  required: false,
  limits: { oneOf: ['1', '2'] },
  meaning: {
    en: '1 collects and receives, 2 partner that receives only (when absent)',
    zh: '角色：1 收款商户（可收款和分账），2 合作方（仅接收分账，默认）'
  },
  source: 'official-mirror',
  flag: { syntax: '--role <role>' }
}

/** The answer of the calls that return a link to a page. */
export const LINK: readonly AnswerField[] = [
  { path: 'url', meaning: { en: 'the page to open; valid for 2 hours', zh: '页面链接，2 小时内有效' } },
  { path: 'merchant_id', meaning: { en: 'empty until onboarding is complete', zh: '商户号，进件完成后才有值' } }
]
