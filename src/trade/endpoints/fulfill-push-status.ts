import type { Endpoint } from '../../protocol/system/endpoint.js'
import { NUMBER, ORDER_ID } from './common-fields.js'

export const fulfillPushStatus: Endpoint = {
  name: 'fulfill_push_status',
  command: 'fulfill',
  theme: 'orders',
  method: 'POST',
  path: '/api/trade_basic/v1/developer/fulfill_push_status/',
  slashless: true,
  signed: 'header',
  summary: { en: 'Tell the platform that items are fulfilled (推送履约状态)', zh: '推送履约状态' },
  description: {
    en: 'Needed for the goods types that settle after fulfilment: it starts their 7 days, and changes who may refuse a refund. The table of values of to_status is in no source that could be read.',
    zh: '履约后结算的商品类型必须推送：结算的 7 天由此开始，也影响退款由谁审核。to_status 的取值表没有可读到的来源。'
  },
  examples: [
    `ecpay trade fulfill motb52726742593307630520952 --items ito52726742593307630586488 --to-status fulfilling --dry-run`
  ],
  movesMoney: false,
  source: 'official',
  fields: [
    ORDER_ID,
    {
      key: 'item_order_id_list',
      type: 'list',
      required: true,
      limits: { list: { least: 1, each: { type: 'string', limits: NUMBER } } },
      meaning: { en: 'the item orders, with commas between them', zh: '商品单号，多个用逗号分隔' },
      source: 'official',
      flag: { syntax: '--items <ids>' }
    },
    {
      key: 'to_status',
      type: 'string',
      required: true,
      meaning: {
        en: 'the new state; `fulfilling` in the only sample',
        zh: '目标状态；唯一的示例值是 `fulfilling`'
      },
      source: 'official',
      flag: { syntax: '--to-status <status>' }
    }
  ],
  answer: [],
  errNos: [0, 10000]
}
