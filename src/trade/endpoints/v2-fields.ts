import type { Endpoint, Field, Member } from '../../protocol/system/endpoint.js'
import { NUMBER } from './common-fields.js'

type Call = Pick<Endpoint, 'command' | 'theme' | 'summary' | 'examples' | 'fields' | 'answer' | 'movesMoney'> &
  Partial<Endpoint>

/**
 * A call of trade system 2.0 by its name on the platform, as `order/create_order`. The pages of developer.toutiao.com
 * have it without its group: `create_order`.
 */
export function v2Call(name: string, call: Call): Endpoint {
  const [, last = name] = name.split('/')
  return {
    name,
    method: 'POST',
    path: `/api/apps/trade/v2/${name}`,
    former: `/api/apps/trade/v2/${last}`,
    signed: 'header',
    errNos: [0, 10000, 13000],
    source: 'official; fields partly from a copy of 2023 and a C# SDK',
    ...call
  }
}

const number = (key: string, syntax: string, en: string, zh: string, more: Partial<Field> = {}): Field => ({
  key,
  type: 'string',
  required: true,
  limits: NUMBER,
  meaning: { en, zh },
  source: 'official',
  flag: { syntax },
  ...more
})

export const OUT_ORDER_NO = number('out_order_no', '<out_order_no>', 'your order number', '开发者侧订单号')

export const ORDER_ID = number(
  'order_id',
  '--order-id <id>',
  "the platform's order number, `ot…`",
  '平台订单号 `ot…`',
  { required: false }
)

/** An order by either of its numbers. */
export const EITHER_ORDER: readonly Field[] = [
  { ...OUT_ORDER_NO, unless: 'order_id', flag: { syntax: '[out_order_no]' } },
  ORDER_ID
]

export const OUT_REFUND_NO = number(
  'out_refund_no',
  '--out-refund-no <number>',
  'your refund number',
  '开发者侧退款单号'
)

export const OUT_SETTLE_NO = number(
  'out_settle_no',
  '--out-settle-no <number>',
  'your settlement number',
  '开发者侧分账单号'
)

export const FRESH = { default: { kind: 'fresh-number' } } as const

/** The page of an order or a refund. */
export const SCHEMA: readonly Member[] = [
  { key: 'path', type: 'string', required: true, limits: { bytes: 512, page: true } },
  { key: 'params', type: 'json-text', required: false, limits: { bytes: 512, object: { of: [], unique: true } } }
]

export const PAGE: Field = {
  key: 'order_entry_schema',
  type: 'object',
  required: true,
  limits: { object: { of: SCHEMA } },
  meaning: { en: 'the page of it, {"path","params"}', zh: '详情页 {"path","params"}' },
  source: 'official',
  flag: { syntax: '--page <json>' }
}
