import type { Endpoint, Field } from '../../protocol/system/endpoint.js'
import { APP_ID, NUMBER } from './common-fields.js'

const number = (key: string, syntax: string, en: string, zh: string): Field => ({
  key,
  type: 'string',
  required: false,
  limits: NUMBER,
  meaning: { en, zh },
  source: 'official',
  flag: { syntax }
})

export const settleQuery: Endpoint = {
  name: 'settle_query',
  command: 'query-settle',
  theme: 'settlement',
  method: 'POST',
  path: '/api/trade_basic/v1/developer/settle_query/',
  slashless: true,
  signed: 'header',
  summary: { en: 'Ask for settlements, by any of four numbers (查询分账)', zh: '查询分账，可用四种单号之一' },
  description: {
    en: 'Of several numbers the first of settle_id, order_id, out_settle_no and out_order_no counts. Nothing found is an empty array. Your numbers are called out_settle_no and out_order_no in one official source, out_settle_id and out_order_id in another: read either.',
    zh: '传多个单号时按 settle_id、order_id、out_settle_no、out_order_no 的先后取第一个。查不到时返回空数组。开发者侧单号在一处官方来源中叫 out_settle_no、out_order_no，另一处叫 out_settle_id、out_order_id，两种都要兼容。'
  },
  examples: ['ecpay trade query-settle settle_1', 'ecpay trade query-settle --out-order-no order_1001'],
  movesMoney: false,
  wait: { path: ['data', '0', 'settle_status'], final: ['SUCCESS', 'FAIL'] },
  source: 'official',
  fields: [
    { ...APP_ID, required: false, source: "official; required in the platform's Node SDK, not on the page of 2023" },
    {
      ...number('out_settle_no', '[out_settle_no]', 'your settlement number', '开发者侧分账单号'),
      required: true,
      unless: 'settle_id',
      orUnless: ['order_id', 'out_order_no']
    },
    number('settle_id', '--settle-id <id>', "the platform's settlement number", '平台分账单号'),
    number('order_id', '--order-id <id>', "the platform's order number", '平台订单号'),
    number('out_order_no', '--out-order-no <number>', 'your order number', '开发者侧订单号')
  ],
  answer: [
    { path: 'data.settle_status', unit: 'settle', meaning: { en: 'state', zh: '分账状态' } },
    {
      path: 'data.settle_amount',
      unit: 'fen',
      meaning: {
        en: 'what was settled: the parts, the fee and the commission',
        zh: '分账总额：各方所得、手续费与佣金之和'
      }
    },
    { path: 'data.rake', unit: 'fen', meaning: { en: "the platform's fee", zh: '手续费' } },
    { path: 'data.commission', unit: 'fen', meaning: { en: 'commission', zh: '佣金' } },
    { path: 'data.platform_ticket', unit: 'fen', meaning: { en: "the platform's subsidy", zh: '平台补贴' } },
    { path: 'data.settle_detail', meaning: { en: 'who got how much, as text', zh: '分账明细（文字）' } },
    { path: 'data.settle_at', unit: 'milliseconds', meaning: { en: 'when', zh: '分账时间' } }
  ],
  errNos: [0, 10000, 23000]
}
