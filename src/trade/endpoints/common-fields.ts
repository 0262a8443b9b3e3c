import type { Field, Limits } from '../../protocol/system/endpoint.js'

/** Every number of the general trade system, the developer's and the platform's. */
export const NUMBER: Limits = { bytes: 64 }

/** A number that the platform's Node SDK has as text, unlike the samples of the pages: sent as a number, taken as both. */
export const NUMBER_OR_TEXT = { type: 'number', or: 'string' } as const

/** The source of such a member of a body. */
export const AS_BOTH = "official; a number on the pages, text in the platform's Node SDK"

export const APP_ID: Field = {
  key: 'app_id',
  type: 'string',
  required: true,
  limits: NUMBER,
  meaning: { en: 'mini program app id', zh: '小程序 app_id' },
  source: 'official',
  default: { kind: 'setting', setting: 'app_id' }
}

/** The platform's order number, as the command's argument. */
export const ORDER_ID: Field = {
  key: 'order_id',
  type: 'string',
  required: true,
  limits: NUMBER,
  meaning: {
    en: "the platform's order number, `motb…`, as tt.requestOrder gave it",
    zh: '平台订单号 `motb…`，由 tt.requestOrder 返回'
  },
  source: 'official',
  flag: { syntax: '<order_id>' }
}

export const OUT_ORDER_NO: Field = {
  key: 'out_order_no',
  type: 'string',
  required: true,
  limits: NUMBER,
  meaning: { en: 'your order number', zh: '开发者侧订单号' },
  source: 'official',
  flag: { syntax: '--out-order-no <number>' }
}

/** An order by either of its numbers: yours as the argument, the platform's as an option. */
export const EITHER_ORDER: readonly Field[] = [
  { ...OUT_ORDER_NO, unless: 'order_id', flag: { syntax: '[out_order_no]' } },
  { ...ORDER_ID, required: false, flag: { syntax: '--order-id <id>' } }
]

export const NOTIFY_URL: Field = {
  key: 'notify_url',
  type: 'string',
  required: false,
  limits: { bytes: 512, url: 'https' },
  meaning: {
    en: 'where the callback goes; the address of the solution settings when absent',
    zh: '回调地址；不填则用解决方案配置里的地址'
  },
  source: 'official',
  flag: { syntax: '--notify-url <url>' },
  default: { kind: 'setting', setting: 'notify_url' }
}

export const CP_EXTRA: Field = {
  key: 'cp_extra',
  type: 'string',
  required: false,
  limits: { bytes: 2048 },
  meaning: {
    en: "comes back in the callback (required in the platform's Node SDK, not in other sources)",
    zh: '透传字段，回调时原样返回（官方 Node SDK 标为必填，其他来源不必填）'
  },
  source: 'official; contradictory',
  flag: { syntax: '--cp-extra <text>' }
}

export const MERCHANT_UID: Field = {
  key: 'merchant_uid',
  type: 'string',
  required: true,
  meaning: { en: 'the merchant (商户号)', zh: '商户号' },
  source: 'official',
  flag: { syntax: '--merchant-uid <uid>' }
}

export const CHANNEL_TYPE: Field = {
  key: 'channel_type',
  type: 'string',
  required: true,
  limits: { oneOf: ['alipay', 'wx', 'hz', 'yeepay', 'yzt'] },
  meaning: { en: "the account's channel", zh: '账户所属渠道' },
  source: 'official; values as in the calls of 担保支付',
  flag: { syntax: '--channel-type <channel>' }
}

export const THIRDPARTY_ID: Field = {
  key: 'thirdparty_id',
  type: 'string',
  required: false,
  limits: NUMBER,
  meaning: { en: 'service provider id, in provider mode only', zh: '第三方平台服务商 id，仅服务商模式需要' },
  source: 'official',
  flag: { syntax: '--thirdparty-id <id>' },
  default: { kind: 'setting', setting: 'thirdparty_id' }
}

export const MERCHANT_ENTITY: Field = {
  key: 'merchant_entity',
  type: 'number',
  required: false,
  limits: { min: 0, max: 2 },
  meaning: {
    en: 'entity: 0 or 1 抖音信息 (when absent), 2 光合信号',
    zh: '商户主体：0 或 1 抖音信息（默认），2 光合信号'
  },
  source: 'official; its values as in the calls of 担保支付',
  flag: { syntax: '--merchant-entity <n>' }
}
