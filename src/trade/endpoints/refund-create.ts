import type { Endpoint } from '../../protocol/system/endpoint.js'
import { AS_BOTH, CP_EXTRA, NOTIFY_URL, NUMBER, NUMBER_OR_TEXT, ORDER_ID } from './common-fields.js'
import { REFUND_CODES } from './err-nos.js'

export const refundCreate: Endpoint = {
  name: 'refund_create',
  command: 'refund',
  theme: 'refunds',
  method: 'POST',
  path: '/api/trade_basic/v1/developer/refund_create/',
  signed: 'header',
  summary: { en: 'Refund an order, all of it or by item (发起退款)', zh: '发起退款：整单或按商品单' },
  description: {
    en: "err_no 0 means accepted, not refunded: --wait asks for the result, and the callback brings it. It takes the platform's order_id, not out_order_no as 担保支付 did. Refunds that you start are not audited. At most 50 refunds of an order paid with WeChat, 300 with Alipay, within a year.",
    zh: 'err_no 为 0 只表示受理，不代表退款成功：加 --wait 会查到结果，回调也会送达。传平台的 order_id，不是担保支付用的 out_order_no。开发者发起的退款无需审核。微信支付的订单最多退 50 次，支付宝 300 次，一年内有效。'
  },
  examples: [
    `ecpay trade refund motb52726742593307630520952 --all --amount 100 --page '{"path":"pages/refund/detail"}' --dry-run`,
    `ecpay trade refund motb52726742593307630520952 --amount 30 --items '[{"item_order_id":"ito5272","refund_amount":30}]' --page '{"path":"pages/refund/detail"}' --dry-run`
  ],
  movesMoney: true,
  resultBy: 'refund_query',
  source: 'official',
  fields: [
    ORDER_ID,
    {
      key: 'out_refund_no',
      type: 'string',
      required: true,
      limits: NUMBER,
      meaning: { en: 'your refund number, unique', zh: '开发者侧退款单号，不能重复' },
      source: 'official',
      flag: { syntax: '--out-refund-no <number>' },
      default: { kind: 'fresh-number' }
    },
    {
      key: 'refund_total_amount',
      ...NUMBER_OR_TEXT,
      required: true,
      unit: 'fen',
      limits: { min: 1 },
      meaning: {
        en: 'amount in fen; with --all what was paid',
        zh: '退款金额，单位为分；整单退款时为实付金额'
      },
      source: AS_BOTH,
      flag: { syntax: '--amount <fen>' }
    },
    {
      key: 'refund_all',
      type: 'boolean',
      required: false,
      meaning: {
        en: 'the whole order, of which nothing was refunded yet; without item_order_detail then',
        zh: '整单退款，仅限尚未退过款的订单；此时不传 item_order_detail'
      },
      source: 'official',
      flag: { syntax: '--all' }
    },
    {
      key: 'item_order_detail',
      type: 'list',
      required: true,
      unless: 'refund_all',
      notIf: { key: 'refund_all', is: 'true' },
      limits: {
        list: {
          least: 1,
          most: 99,
          of: [
            { key: 'item_order_id', type: 'string', required: true, limits: NUMBER },
            { key: 'refund_amount', ...NUMBER_OR_TEXT, required: true, unit: 'fen', limits: { min: 1 } }
          ]
        }
      },
      meaning: { en: 'what is refunded of which item', zh: '各商品单的退款金额' },
      source: 'official-mirror',
      flag: { syntax: '--items <json>' }
    },
    {
      key: 'refund_reason',
      type: 'list',
      required: true,
      limits: {
        list: {
          least: 1,
          most: 10,
          of: [
            { key: 'code', ...NUMBER_OR_TEXT, required: true, limits: { oneOf: ['101', '102', '103', '999'] } },
            { key: 'text', type: 'string', required: true, limits: { characters: 49 } }
          ]
        }
      },
      meaning: {
        en: 'why: 101 not wanted, 102 the service, 103 the quality, 999 other, each with a text; an array of objects, not text',
        zh: '退款原因：101 不想要了，102 商家服务原因，103 商品质量问题，999 其他，各带文字；是对象数组，不是字符串'
      },
      source: 'official',
      flag: { syntax: '--reason <json>' },
      default: { kind: 'value', value: '[{"code":999,"text":"refund"}]' }
    },
    {
      key: 'order_entry_schema',
      type: 'object',
      required: true,
      limits: {
        object: {
          of: [
            { key: 'path', type: 'string', required: true, limits: { bytes: 512, page: true } },
            {
              key: 'params',
              type: 'json-text',
              required: false,
              limits: { bytes: 512, object: { of: [], unique: true } }
            }
          ]
        }
      },
      meaning: {
        en: 'page of the refund, {"path","params"} (required in the platform\'s Node SDK, not in the C# one)',
        zh: '退款详情页 {"path","params"}（官方 Node SDK 标为必填，C# SDK 不必填）'
      },
      source: 'official; contradictory',
      flag: { syntax: '--page <json>' }
    },
    { ...CP_EXTRA, default: { kind: 'value', value: 'refund' } },
    NOTIFY_URL,
    {
      key: 'currency',
      type: 'string',
      required: false,
      limits: { oneOf: ['DIAMOND'] },
      meaning: { en: 'DIAMOND for an order paid in diamonds', zh: '钻石支付的订单传 DIAMOND' },
      source: 'official-mirror',
      flag: { syntax: '--currency <currency>' }
    }
  ],
  answer: [
    { path: 'data.refund_id', meaning: { en: "the platform's refund number", zh: '平台退款单号' } },
    {
      path: 'data.refund_audit_deadline',
      unit: 'milliseconds',
      meaning: { en: 'until when it can be audited', zh: '审核截止时间' }
    }
  ],
  errNos: [0, 10000, ...REFUND_CODES]
}
