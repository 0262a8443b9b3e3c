import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, NOTIFY_URL, NUMBER, OUT_ORDER_NO } from './common-fields.js'
import { SETTLEMENT_CODES } from './err-nos.js'
import { SETTLE_DESC, SETTLE_PARAMS, SETTLED_ITEM } from './money-fields.js'

export const settleCreate: Endpoint = {
  name: 'settle_create',
  command: 'settle',
  theme: 'settlement',
  method: 'POST',
  path: '/api/trade_basic/v1/developer/settle_create/',
  slashless: true,
  signed: 'header',
  summary: { en: 'Settle an order and split it, whole or by item (发起分账)', zh: '发起分账：整单或按商品单' },
  description: {
    en: 'err_no 0 means accepted: --wait asks for the result. An app with automatic settlement may not call it. Once one item was settled alone, the order cannot be settled whole. WeChat: all that leaves the merchant together at most 30 %.',
    zh: 'err_no 为 0 只表示受理：加 --wait 会查到结果。配置了自动分账的小程序不能调用。某个商品单单独分账后，该订单不能再整单分账。微信渠道：各项支出合计不超过 30%。'
  },
  examples: [
    'ecpay trade settle order_1001 --dry-run',
    `ecpay trade settle order_1001 --settle-params '[{"merchant_uid":"70000000000000000002","amount":20}]' --dry-run`
  ],
  movesMoney: true,
  resultBy: 'settle_query',
  source: 'official',
  fields: [
    { ...APP_ID, required: false, source: "official; required in the platform's Node SDK, not on the page of 2023" },
    { ...OUT_ORDER_NO, flag: { syntax: '<out_order_no>' } },
    {
      key: 'out_settle_no',
      type: 'string',
      required: true,
      limits: NUMBER,
      meaning: { en: 'your settlement number, unique', zh: '开发者侧分账单号，不能重复' },
      source: 'official',
      flag: { syntax: '--out-settle-no <number>' },
      default: { kind: 'fresh-number' }
    },
    SETTLE_DESC,
    SETTLE_PARAMS,
    SETTLED_ITEM,
    {
      key: 'ext',
      type: 'string',
      required: false,
      limits: { bytes: 2048 },
      meaning: { en: 'comes back as cp_extra in settle_query', zh: '透传字段，在 settle_query 中以 cp_extra 返回' },
      source: 'official',
      flag: { syntax: '--ext <text>' }
    },
    NOTIFY_URL
  ],
  answer: [
    { path: 'data.settle_id', meaning: { en: "the platform's settlement number", zh: '平台分账单号' } },
    { path: 'data.wallet_settle_id', meaning: { en: 'its inner number', zh: '内部分账单号' } }
  ],
  errNos: [0, 10000, ...SETTLEMENT_CODES]
}
