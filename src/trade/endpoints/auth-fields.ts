import type { Both } from '../../language.js'
import type { AnswerField } from '../../protocol/system/answer-field.js'
import type { Endpoint, Field } from '../../protocol/system/endpoint.js'
import { AS_BOTH, NUMBER, NUMBER_OR_TEXT } from './common-fields.js'

type AuthCall = Pick<Endpoint, 'summary' | 'examples' | 'fields' | 'answer' | 'movesMoney'> & Partial<Endpoint>

/** A call of trade_auth by its name on the platform: where it is, and what it can answer, follows from that. */
export function authCall(name: string, call: AuthCall): Endpoint {
  return {
    name,
    command: `auth ${name.replaceAll('_', '-')}`,
    theme: 'orders',
    method: 'POST',
    path: `/api/trade_auth/v1/developer/${name}/`,
    slashless: true,
    signed: 'header',
    errNos: [0, 10000, 12001, 13000],
    source: 'official',
    ...call
  }
}

/** A number of the developer or of the platform. */
export function number(key: string, syntax: string, meaning: Both, more: Partial<Field> = {}): Field {
  return { key, type: 'string', required: true, limits: NUMBER, meaning, source: 'official', flag: { syntax }, ...more }
}

/** The same thing by either of its numbers: yours as the argument, the platform's as an option. */
export function either(own: Field, platform: Field): Field[] {
  return [
    { ...own, required: true, unless: platform.key },
    { ...platform, required: false }
  ]
}

export const AUTH_ORDER_ID = number('auth_order_id', '--auth-order-id <id>', {
  en: "the platform's number of the agreement",
  zh: '平台签约单号'
})

export const OUT_AUTH_ORDER_NO = number('out_auth_order_no', '[out_auth_order_no]', {
  en: 'your number of the agreement',
  zh: '开发者侧签约单号'
})

export const PAY_ORDER_ID = number('pay_order_id', '--pay-order-id <id>', {
  en: "the platform's number of the deduction",
  zh: '平台扣款单号'
})

export const OUT_PAY_ORDER_NO = number('out_pay_order_no', '--out-pay-order-no <number>', {
  en: 'your number of the deduction, unique',
  zh: '开发者侧扣款单号，不能重复'
})

export const OUT_PAY_REFUND_NO = number('out_pay_refund_no', '--out-pay-refund-no <number>', {
  en: 'your refund number, unique',
  zh: '开发者侧退款单号，不能重复'
})

export const PAY_REFUND_ID = number('pay_refund_id', '--pay-refund-id <id>', {
  en: "the platform's refund number",
  zh: '平台退款单号'
})

export const FRESH = { default: { kind: 'fresh-number' } } as const

export function amount(key: string, meaning: Both, more: Partial<Field> = {}): Field {
  return {
    key,
    ...NUMBER_OR_TEXT,
    required: true,
    unit: 'fen',
    limits: { min: 1 },
    meaning,
    source: AS_BOTH,
    flag: { syntax: '--amount <fen>' },
    ...more
  }
}

export const REFUND_REASON: Field = {
  key: 'refund_reason',
  type: 'string',
  required: false,
  meaning: { en: 'why', zh: '退款原因' },
  source: 'official',
  flag: { syntax: '--reason <text>' }
}

/** What a deduction or a refund is made of. */
export const FEE_DETAIL_LIST: Field = {
  key: 'fee_detail_list',
  type: 'list',
  required: true,
  limits: {
    list: {
      least: 1,
      of: [
        { key: 'title', type: 'string', required: true },
        { key: 'amount', ...NUMBER_OR_TEXT, required: true, unit: 'fen' },
        { key: 'quantity', ...NUMBER_OR_TEXT, required: true },
        { key: 'description', type: 'string', required: false }
      ]
    }
  },
  meaning: { en: 'the fees, [{"title","amount","quantity"}]', zh: '费用明细 [{"title","amount","quantity"}]' },
  source: "official; an object in one sample, an array in the platform's Node SDK, with its numbers as text",
  flag: { syntax: '--fees <json>' }
}

export const fen = (path: string, en: string, zh: string): AnswerField => ({ path, unit: 'fen', meaning: { en, zh } })
export const at = (path: string, en: string, zh: string): AnswerField => ({
  path,
  unit: 'milliseconds',
  meaning: { en, zh }
})
export const plain = (path: string, en: string, zh: string): AnswerField => ({ path, meaning: { en, zh } })
