import type { Limits, Member } from '../protocol/system/endpoint.js'

/** Your own numbers and those of the platform. */
const NUMBER: Limits = { bytes: 64 }
const EXTRA: Limits = { bytes: 2048 }
const ADDRESS: Limits = { bytes: 512, url: 'https' }

const number = (key: string, required = true): Member => ({ key, type: 'string', required, limits: NUMBER })

const SCHEMA: readonly Member[] = [
  { key: 'path', type: 'string', required: true, limits: { bytes: 512, page: true } },
  { key: 'params', type: 'json-text', required: false, limits: { bytes: 512, object: { of: [], unique: true } } }
]

const SHARE: readonly Member[] = [
  { key: 'merchant_uid', type: 'string', required: true },
  { key: 'amount', type: 'number', required: true, unit: 'fen', limits: { min: 1 } }
]

/** The bodies of the calls that take the place of old ones, as far as their tables could be read. */
export const TARGETS: Readonly<Record<string, readonly Member[]>> = {
  order_query: [{ ...number('out_order_no'), unless: 'order_id' }, number('order_id', false)],
  refund_create: [
    number('order_id'),
    number('out_refund_no'),
    { key: 'refund_total_amount', type: 'number', required: true, unit: 'fen', limits: { min: 1 } },
    { key: 'order_entry_schema', type: 'object', required: true, limits: { object: { of: SCHEMA } } },
    {
      key: 'refund_reason',
      type: 'list',
      required: true,
      limits: {
        list: {
          least: 1,
          most: 10,
          of: [
            { key: 'code', type: 'number', required: true, limits: { oneOf: ['101', '102', '103', '999'] } },
            { key: 'text', type: 'string', required: true, limits: { characters: 50 } }
          ]
        }
      }
    },
    { key: 'cp_extra', type: 'string', required: false, limits: EXTRA },
    { key: 'notify_url', type: 'string', required: false, limits: ADDRESS }
  ],
  refund_query: [number('out_refund_no', false), number('refund_id', false), number('order_id', false)],
  settle_create: [
    { key: 'app_id', type: 'string', required: true },
    number('out_order_no'),
    number('out_settle_no'),
    { key: 'settle_desc', type: 'string', required: true, limits: { bytes: 512 } },
    { key: 'settle_params', type: 'json-text', required: false, limits: { bytes: 512, list: { of: SHARE } } },
    { key: 'ext', type: 'string', required: false, limits: EXTRA },
    { key: 'notify_url', type: 'string', required: false, limits: ADDRESS },
    number('item_order_id', false)
  ],
  settle_query: [
    { key: 'app_id', type: 'string', required: true },
    number('out_settle_no', false),
    number('settle_id', false),
    number('order_id', false),
    number('out_order_no', false)
  ]
}
