import type { Field } from '../../protocol/system/endpoint.js'
import { NUMBER } from './common-fields.js'

/** The answer to a refund that the user asked for: agreed, or refused with a reason. */
export const REFUND_AUDIT: readonly Field[] = [
  {
    key: 'refund_audit_status',
    type: 'number',
    required: true,
    limits: { oneOf: ['1', '2'] },
    meaning: { en: '1 agree, 2 refuse', zh: '1 同意，2 拒绝' },
    source: 'official',
    flag: { syntax: '--status <status>' }
  },
  {
    key: 'deny_message',
    type: 'string',
    required: true,
    when: { key: 'refund_audit_status', is: '2' },
    limits: { bytes: 512 },
    meaning: { en: 'why it is refused', zh: '拒绝原因' },
    source: 'official',
    flag: { syntax: '--deny-message <text>' }
  }
]

export const SETTLE_DESC: Field = {
  key: 'settle_desc',
  type: 'string',
  required: true,
  limits: { bytes: 512 },
  meaning: { en: 'what it is for', zh: '分账描述' },
  source: 'official',
  flag: { syntax: '--desc <text>' },
  default: { kind: 'value', value: 'settle' }
}

export const SETTLE_PARAMS: Field = {
  key: 'settle_params',
  type: 'json-text',
  required: false,
  limits: {
    bytes: 512,
    list: {
      of: [
        { key: 'merchant_uid', type: 'string', required: true },
        { key: 'amount', type: 'number', required: true, unit: 'fen', limits: { min: 1 } }
      ]
    }
  },
  meaning: {
    en: 'JSON text: who gets how much, without the seller, who gets the rest',
    zh: 'JSON 字符串：各分账方及金额，不含卖家，余下的归卖家'
  },
  source: 'official',
  flag: { syntax: '--settle-params <json>' }
}

/** The item that is settled alone. */
export const SETTLED_ITEM: Field = {
  key: 'item_order_id',
  type: 'string',
  required: false,
  limits: NUMBER,
  meaning: { en: 'this item alone', zh: '只分账该商品单' },
  source: 'official',
  flag: { syntax: '--item-order-id <id>' }
}
