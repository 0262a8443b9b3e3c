import type { Endpoint } from '../../protocol/system/endpoint.js'
import { CP_EXTRA, NOTIFY_URL, NUMBER } from './common-fields.js'
import { REFUND_CODES } from './err-nos.js'
import { REFUND_AUDIT } from './money-fields.js'
import { FRESH, ORDER_ID, OUT_ORDER_NO, OUT_REFUND_NO, PAGE, v2Call } from './v2-fields.js'

/** Refunds of trade system 2.0. */
export const V2_REFUNDS: readonly Endpoint[] = [
  v2Call('refund/create_refund', {
    command: 'v2 refund',
    theme: 'refunds',
    summary: { en: 'Refund an order of trade system 2.0, by item (发起退款)', zh: '交易系统 2.0：发起退款，按商品单' },
    description: {
      en: 'err_no 0 means accepted: --wait asks for the result. Used and unused items do not go into one request. Within a year; 30 days for the agency kind on its newer page.',
      zh: 'err_no 为 0 只表示受理：加 --wait 会查到结果。已使用和未使用的商品单不能放在同一次退款里。一年内有效；代运营类型的较新页面写的是 30 天。'
    },
    examples: [
      `ecpay trade v2 refund order_1001 --items '[{"item_order_id":"oi7072366682239"}]' --page '{"path":"pages/refund"}' --dry-run`
    ],
    movesMoney: true,
    resultBy: 'refund/query_refund',
    fields: [
      OUT_ORDER_NO,
      { ...OUT_REFUND_NO, ...FRESH },
      {
        key: 'item_order_detail',
        type: 'list',
        required: true,
        unless: 'refund_total_amount',
        limits: {
          list: {
            least: 1,
            most: 99,
            of: [
              { key: 'item_order_id', type: 'string', required: true, limits: NUMBER },
              { key: 'refund_amount', type: 'number', required: false, unit: 'fen', limits: { min: 1 } }
            ]
          }
        },
        meaning: {
          en: 'the items; refund_amount only with the permission to name sums. Needed for orders of the trade system',
          zh: '商品单列表；refund_amount 需要有指定退款金额的权限。交易系统的订单必填'
        },
        source: 'official-mirror',
        flag: { syntax: '--items <json>' }
      },
      {
        key: 'refund_total_amount',
        type: 'number',
        required: false,
        unit: 'fen',
        limits: { min: 1 },
        meaning: { en: 'for orders of 担保支付 only', zh: '仅用于担保支付的订单' },
        source: 'official-mirror; forbidden for other orders on one page, without effect on another',
        flag: { syntax: '--amount <fen>' }
      },
      PAGE,
      { ...CP_EXTRA, source: 'official' },
      NOTIFY_URL,
      {
        key: 'times_card_refund_param',
        type: 'object',
        required: false,
        meaning: { en: 'needed for times cards', zh: '次卡必填' },
        source: 'official-mirror',
        flag: { syntax: '--times-card <json>' }
      }
    ],
    answer: [
      { path: 'data.refund_id', meaning: { en: "the platform's refund number", zh: '平台退款单号' } },
      {
        path: 'data.refund_audit_deadline',
        unit: 'milliseconds',
        meaning: { en: 'until when it can be audited; not of the agency kind', zh: '审核截止时间；代运营类型没有' }
      }
    ],
    errNos: [0, 10000, 13000, ...REFUND_CODES]
  }),
  v2Call('refund/query_refund', {
    command: 'v2 query-refund',
    theme: 'refunds',
    summary: { en: 'Ask for refunds of trade system 2.0 (查询退款)', zh: '交易系统 2.0：查询退款' },
    description: {
      en: 'Of several numbers the first of refund_id, out_refund_no and order_id counts. order_id finds refunds of the trade system only. The members beside refund_list are the old form.',
      zh: '传多个单号时按 refund_id、out_refund_no、order_id 的先后取第一个。order_id 只能查到交易系统的退款。refund_list 之外的字段是旧形式。'
    },
    examples: ['ecpay trade v2 query-refund refund_1', 'ecpay trade v2 query-refund --order-id ot7072366682238'],
    movesMoney: false,
    wait: { path: ['data', 'refund_list', '0', 'refund_status'], final: ['SUCCESS', 'FAIL'] },
    fields: [
      { ...OUT_REFUND_NO, unless: 'refund_id', orUnless: ['order_id'], flag: { syntax: '[out_refund_no]' } },
      {
        key: 'refund_id',
        type: 'string',
        required: false,
        limits: NUMBER,
        meaning: { en: "the platform's refund number", zh: '平台退款单号' },
        source: 'official',
        flag: { syntax: '--refund-id <id>' }
      },
      ORDER_ID
    ],
    answer: [
      { path: 'data.refund_list.refund_status', unit: 'refund', meaning: { en: 'state', zh: '退款状态' } },
      { path: 'data.refund_list.refund_total_amount', unit: 'fen', meaning: { en: 'amount', zh: '退款金额' } },
      { path: 'data.refund_list.create_at', unit: 'milliseconds', meaning: { en: 'when it was made', zh: '创建时间' } },
      {
        path: 'data.refund_list.refund_at',
        unit: 'milliseconds',
        meaning: { en: 'when it was refunded', zh: '退款时间' }
      },
      { path: 'data.refund_list.refund_source', unit: 'refund_source', meaning: { en: 'who began it', zh: '发起方' } },
      {
        path: 'data.refund_list.merchant_audit_detail.audit_status',
        unit: 'audit',
        meaning: { en: 'state of its audit', zh: '审核状态' }
      }
    ]
  }),
  v2Call('refund/merchant_audit_callback', {
    command: 'v2 audit-refund',
    theme: 'refunds',
    summary: {
      en: 'Agree to a refund of trade system 2.0 that the user asked for, or refuse it (同步退款审核结果)',
      zh: '交易系统 2.0：同步退款审核结果，同意或拒绝'
    },
    description: {
      en: 'By your out_refund_no, unlike in the general trade system, which takes refund_id.',
      zh: '用开发者侧 out_refund_no；通用交易系统用的是 refund_id。'
    },
    examples: [
      'ecpay trade v2 audit-refund refund_1 --status 1 --dry-run',
      'ecpay trade v2 audit-refund refund_1 --status 2 --deny-message 已使用 --dry-run'
    ],
    movesMoney: true,
    askedBy: 'refund/query_refund',
    fields: [{ ...OUT_REFUND_NO, flag: { syntax: '<out_refund_no>' } }, ...REFUND_AUDIT],
    answer: [],
    errNos: [0, 10000, 13000, 22006]
  })
]
