import type { Field, Limits } from './endpoint.js'

/** A developer's own number: digits, letters, `_`, `-` and `*`. */
export const OWN_NUMBER: Limits = { characters: 64, alphabet: '0-9A-Za-z_*-' }

export const APP_ID: Field = {
  key: 'app_id',
  type: 'string',
  required: true,
  limits: { characters: 64 },
  meaning: { en: 'mini program app id; not signed', zh: '小程序 app_id；不参与签名' },
  source: 'official'
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
  flag: { syntax: '--thirdparty-id <id>', fallback: 'configuration' }
}

export const SIGN: Field = {
  key: 'sign',
  type: 'string',
  required: true,
  limits: { characters: 344 },
  meaning: { en: 'the request signature; put in by this tool', zh: '请求签名；由本工具填入' },
  source: 'official'
}

/** An order that is there, as the command's argument. */
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
  flag: { syntax: '--notify-url <url>', fallback: 'configuration' }
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
  meaning: { en: 'page opened from the message to the user', zh: '用户点击推送消息后打开的小程序页面' },
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

/** The merchant whose bill is asked for. */
export const MERCHANT_ID: Field = {
  key: 'merchant_id',
  type: 'string',
  required: true,
  meaning: { en: 'the merchant (商户号)', zh: '商户号' },
  source: 'sdk',
  flag: { syntax: '--merchant-id <id>' }
}

export const BILL_DATE: Field = {
  key: 'bill_date',
  type: 'string',
  required: true,
  limits: { date: 'yyyyMMdd' },
  meaning: { en: 'the day, yyyyMMdd', zh: '账单日期，yyyyMMdd' },
  source: 'sdk',
  flag: { syntax: '<bill_date>' }
}
