import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, CP_EXTRA, NOTIFY_URL, ORDER_NUMBER, SETTLE_NUMBER, SIGN, THIRDPARTY_ID } from './common-fields.js'

export const settle: Endpoint = {
  name: 'settle',
  command: 'settle',
  theme: 'settlement',
  method: 'POST',
  path: '/api/apps/ecpay/v1/settle',
  summary: { en: 'Settle an order, and split it (发起结算及分账)', zh: '发起结算及分账' },
  description: {
    en: 'Money stays in transit until its order is settled, also where nobody shares in it. err_no 0 means accepted: ask for the result with query-settle, or wait for the callback. A request names up to 4 receivers; the seller gets what is left, less a fee of 0.6 %. An order is settled once, unless --finish false says that more will follow: up to 50 requests, each after the one before it has ended, and the 50th is the last whatever it says. When: 3 days after the order was fulfilled (核销), or 7 days after payment where nothing is fulfilled; the local gateway does not wait. WeChat: everything that leaves the order together is at most 30 % of it. Older pages: what is not settled after 150 days goes to the seller.',
    zh: '订单结算之前，资金一直在途；没有分账方也要调用。err_no 为 0 只表示受理：请用 query-settle 查询结果，或等待回调。每次最多 4 个分账方，其余扣除 0.6% 手续费后归卖家。默认一次结清；--finish false 表示后面还有，一笔订单最多 50 次，须等前一次结束才能发起下一次，第 50 次无论如何都是最后一次。可发起的时间：核销后 3 天；没有核销的，支付后 7 天；本地网关不等待。微信渠道：所有支出合计不超过订单的 30%。旧文档：150 天未结算的资金全部归卖家。'
  },
  examples: [
    'ecpay settle order_1001',
    `ecpay settle order_1001 --settle-params '[{"merchant_uid":"70000000000000000002","amount":30}]'`,
    'ecpay settle order_1001 --out-settle-no settle_1 --env sandbox --dry-run'
  ],
  sandbox: true,
  perSecond: 30,
  movesMoney: true,
  resultBy: 'query_settle',
  source: 'official',
  fields: [
    APP_ID,
    { ...ORDER_NUMBER, meaning: { en: 'the paid order that is settled', zh: '要结算的开发者侧订单号，须已支付' } },
    {
      ...SETTLE_NUMBER,
      meaning: { en: 'your settlement number, unique', zh: '开发者侧结算单号，不可重复' },
      flag: { syntax: '--out-settle-no <number>' },
      default: { kind: 'fresh-number' }
    },
    {
      key: 'settle_desc',
      type: 'string',
      required: true,
      limits: { characters: 80 },
      meaning: { en: 'what it is for', zh: '结算描述' },
      source: 'official',
      flag: { syntax: '--settle-desc <text>' },
      default: { kind: 'value', value: 'settle' }
    },
    {
      key: 'settle_params',
      type: 'json-text',
      required: false,
      limits: {
        characters: 2048,
        list: {
          most: 4,
          of: [
            { key: 'merchant_uid', type: 'string', required: true, limits: { characters: 32 } },
            { key: 'amount', type: 'number', required: true, unit: 'fen', limits: { min: 1 } }
          ]
        }
      },
      meaning: {
        en: 'who else gets how much in fen, as a JSON string; neither the seller nor the platform',
        zh: '其他分账方及金额（分），JSON 字符串；不含卖家和平台'
      },
      source: 'official',
      flag: { syntax: '--settle-params <json>' }
    },
    {
      key: 'finish',
      type: 'string',
      required: false,
      limits: { oneOf: ['true', 'false'] },
      meaning: {
        en: 'a text, no boolean: true, as when it is left out, gives the seller all that is left; false leaves the rest to be split again. Orders from before 2022-06-01, and those of the trade system 2.0, are settled once',
        zh: '字符串，不是布尔值：true（默认，等同不传）本次分账后剩余资金归卖家；false 剩余资金可再次分账。2022-06-01 之前的订单和交易系统 2.0 的订单只能结算一次'
      },
      source: 'official-mirror',
      flag: { syntax: '--finish <word>' }
    },
    SIGN,
    NOTIFY_URL,
    CP_EXTRA,
    THIRDPARTY_ID
  ],
  answer: [{ path: 'settle_no', meaning: { en: "the platform's settlement number", zh: '平台结算单号' } }],
  errNos: [0, 1000, 1001, 2000, 2008, 2010, 2042, 2047, 2048]
}
