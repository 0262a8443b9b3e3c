import type { OrderField } from './order-fields.js'

/** A number of the developer: at most 64 bytes. */
const NUMBER = { bytes: 64 } as const
const ADDRESS = { bytes: 512, url: 'https' } as const
const PAGE = 'official; its limit official-mirror'

/** What is paid when the agreement is signed. */
const PAY: readonly OrderField[] = [
  {
    key: 'outPayOrderNo',
    type: 'string',
    required: true,
    limits: NUMBER,
    meaning: { en: 'your number of the first deduction', zh: '首次扣款的开发者侧单号' },
    source: PAGE,
    flag: { syntax: '--out-pay-order-no <number>' }
  },
  {
    key: 'merchantUid',
    type: 'string',
    required: false,
    meaning: { en: 'the collecting merchant', zh: '收款商户号' },
    source: 'official',
    flag: { syntax: '--merchant-uid <uid>' }
  },
  {
    key: 'initialAmount',
    type: 'number',
    required: false,
    unit: 'fen',
    limits: { min: 1 },
    meaning: {
      en: 'the first deduction, which counts over that of the template',
      zh: '首次扣款金额，优先于模板中的首期价格'
    },
    source: 'official',
    flag: { syntax: '--initial-amount <fen>' }
  },
  {
    key: 'notifyUrl',
    type: 'string',
    required: false,
    limits: ADDRESS,
    meaning: { en: 'where the callback about the deduction goes', zh: '扣款结果的回调地址' },
    source: PAGE,
    flag: { syntax: '--pay-notify-url <url>' }
  }
]

/**
 * The members of `data` of tt.createSignOrder. With `authPayOrder`, the agreement is signed and paid at once; without,
 * it is signed only. Source: official, with limits of an SDK that carries the official table.
 */
export const SIGN_ORDER_FIELDS: readonly OrderField[] = [
  {
    key: 'outAuthOrderNo',
    type: 'string',
    required: true,
    limits: NUMBER,
    meaning: { en: 'your number of the agreement', zh: '开发者侧签约单号' },
    source: PAGE,
    flag: { syntax: '--out-auth-order-no <number>' },
    default: { kind: 'fresh-number' }
  },
  {
    key: 'serviceId',
    type: 'string',
    required: true,
    meaning: { en: 'the template of the agreement', zh: '签约模板 id' },
    source: 'official',
    flag: { syntax: '--service-id <id>' }
  },
  {
    key: 'openId',
    type: 'string',
    required: true,
    meaning: { en: "the user's open_id", zh: '用户 open_id' },
    source: 'official',
    flag: { syntax: '--open-id <id>' }
  },
  {
    key: 'expireSeconds',
    type: 'number',
    required: false,
    unit: 'seconds',
    limits: { min: 30, max: 172_800 },
    meaning: { en: 'time to sign it; 300 when absent', zh: '签约有效时长；不填为 300 秒' },
    source: PAGE,
    flag: { syntax: '--expire-seconds <seconds>' }
  },
  {
    key: 'notifyUrl',
    type: 'string',
    required: false,
    limits: ADDRESS,
    meaning: { en: 'where the callback about the agreement goes', zh: '签约结果的回调地址' },
    source: PAGE,
    flag: { syntax: '--notify-url <url>' },
    default: { kind: 'setting', setting: 'notify_url' }
  },
  {
    key: 'firstDeductionDate',
    type: 'string',
    required: false,
    limits: { date: 'yyyy-MM-dd' },
    meaning: {
      en: 'the day of the first deduction, if it is signed only',
      zh: '首次扣款日期，仅用于纯签约'
    },
    source: PAGE,
    flag: { syntax: '--first-deduction-date <date>' }
  },
  {
    key: 'onBehalfUid',
    type: 'string',
    required: false,
    limits: { bytes: 64, alphabet: 'A-Za-z0-9_' },
    meaning: { en: 'for whom it is signed', zh: '代签用户标识' },
    source: PAGE,
    flag: { syntax: '--on-behalf-uid <uid>' }
  },
  {
    key: 'authPayOrder',
    type: 'object',
    required: false,
    inside: PAY,
    limits: { object: { of: PAY } },
    meaning: { en: 'what is paid at once', zh: '签约时支付' },
    source: 'official'
  }
]
