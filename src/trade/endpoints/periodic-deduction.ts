import type { Endpoint } from '../../protocol/system/endpoint.js'
import {
  AUTH_ORDER_ID,
  amount,
  at,
  authCall,
  either,
  FRESH,
  fen,
  number,
  OUT_AUTH_ORDER_NO,
  OUT_PAY_ORDER_NO,
  OUT_PAY_REFUND_NO,
  PAY_ORDER_ID,
  PAY_REFUND_ID,
  plain,
  REFUND_REASON
} from './auth-fields.js'
import { AS_BOTH, MERCHANT_UID, NOTIFY_URL, NUMBER_OR_TEXT } from './common-fields.js'

const ORDER = 'mosb7273456075280828716'

/** Periodic deduction (周期代扣): an agreement that the user signs once, and what is deducted under it. */
export const PERIODIC_DEDUCTION: readonly Endpoint[] = [
  authCall('query_sign_order', {
    summary: { en: 'Ask for an agreement on periodic deduction (查询签约单)', zh: '查询周期代扣签约单' },
    examples: ['ecpay trade auth query-sign-order sign_1'],
    movesMoney: false,
    wait: { path: ['data', 'status'], final: ['SERVING', 'CANCEL', 'TIMEOUT', 'DONE'] },
    fields: either(OUT_AUTH_ORDER_NO, AUTH_ORDER_ID),
    answer: [
      {
        path: 'data.status',
        unit: 'sign',
        meaning: {
          en: 'TOBESERVED, SERVING, CANCEL, TIMEOUT or DONE',
          zh: '签约状态：TOBESERVED、SERVING、CANCEL、TIMEOUT、DONE'
        }
      },
      at('data.sign_time', 'when it was signed', '签约时间'),
      plain('data.cancel_source', 'who ended it: 1 user, 2 merchant', '解约来源：1 用户，2 商户')
    ]
  }),
  authCall('terminate_sign', {
    summary: { en: 'End an agreement that is SERVING (解约)', zh: '解约，仅限 SERVING 状态' },
    examples: [`ecpay trade auth terminate-sign ${ORDER} --dry-run`],
    movesMoney: true,
    askedBy: 'query_sign_order',
    fields: [{ ...AUTH_ORDER_ID, flag: { syntax: '<auth_order_id>' } }],
    answer: []
  }),
  authCall('create_sign_pay', {
    summary: { en: 'Deduct under an agreement (发起代扣)', zh: '发起代扣' },
    description: {
      en: 'When it fails for want of a card or of money (FAIL), do not repeat it on the same day. Sources differ on which members are required: this follows the newer official one.',
      zh: '因无卡或余额不足失败（FAIL）时，当天不要重复发起。各来源对必填字段说法不一，这里以较新的官方来源为准。'
    },
    examples: [
      `ecpay trade auth create-sign-pay ${ORDER} --merchant-uid 70000000000000000001 --expire-seconds 3600 --amount 100 --dry-run`
    ],
    movesMoney: true,
    resultBy: 'query_sign_pay',
    fields: [
      { ...AUTH_ORDER_ID, flag: { syntax: '<auth_order_id>' } },
      { ...OUT_PAY_ORDER_NO, ...FRESH },
      { ...MERCHANT_UID, source: "official; required in the platform's Node SDK, not in a C# one" },
      {
        key: 'expire_seconds',
        ...NUMBER_OR_TEXT,
        required: true,
        unit: 'seconds',
        limits: { min: 1 },
        meaning: { en: 'how long it is tried', zh: '扣款有效时长（秒）' },
        source: `${AS_BOTH}; required there, not in a C# SDK`,
        flag: { syntax: '--expire-seconds <seconds>' }
      },
      amount(
        'total_amount',
        { en: 'amount in fen', zh: '扣款金额，单位为分' },
        { required: false, source: `${AS_BOTH}; required in a C# SDK` }
      ),
      NOTIFY_URL
    ],
    answer: [plain('data.pay_order_id', "the platform's number of the deduction", '平台扣款单号')]
  }),
  authCall('query_sign_pay', {
    summary: { en: 'Ask for a deduction (查询代扣)', zh: '查询代扣结果' },
    examples: ['ecpay trade auth query-sign-pay pay_1'],
    movesMoney: false,
    wait: { path: ['data', 'status'], final: ['SUCCESS', 'TIMEOUT', 'TIME_OUT', 'FAIL'] },
    fields: either({ ...OUT_PAY_ORDER_NO, flag: { syntax: '[out_pay_order_no]' } }, PAY_ORDER_ID),
    answer: [
      {
        path: 'data.status',
        unit: 'sign_pay',
        meaning: {
          en: 'SUCCESS, TIMEOUT (one source writes TIME_OUT), FAIL',
          zh: '扣款状态：SUCCESS、TIMEOUT（有来源写作 TIME_OUT）、FAIL'
        }
      },
      fen('data.total_amount', 'amount', '扣款金额'),
      at('data.pay_time', 'when it was paid', '扣款时间')
    ]
  }),
  authCall('create_sign_refund', {
    theme: 'refunds',
    summary: { en: 'Refund a deduction (代扣退款)', zh: '代扣退款' },
    examples: ['ecpay trade auth create-sign-refund mopb7273456075280828716 --amount 100 --dry-run'],
    movesMoney: true,
    resultBy: 'query_sign_refund',
    fields: [
      { ...PAY_ORDER_ID, flag: { syntax: '<pay_order_id>' } },
      { ...OUT_PAY_REFUND_NO, ...FRESH },
      amount('refund_total_amount', { en: 'amount in fen', zh: '退款金额，单位为分' }),
      REFUND_REASON,
      NOTIFY_URL
    ],
    answer: [plain('data.pay_refund_id', "the platform's refund number", '平台退款单号')]
  }),
  authCall('query_sign_refund', {
    theme: 'refunds',
    summary: { en: 'Ask for refunds of a deduction (查询代扣退款)', zh: '查询代扣退款' },
    examples: ['ecpay trade auth query-sign-refund refund_1'],
    movesMoney: false,
    wait: { path: ['data', 'refund_list', '0', 'status'], final: ['SUCCESS', 'FAIL'] },
    fields: [
      number(
        'out_pay_refund_no',
        '[out_pay_refund_no]',
        { en: 'your refund number', zh: '开发者侧退款单号' },
        { unless: 'pay_refund_id', orUnless: ['pay_order_id'] }
      ),
      { ...PAY_REFUND_ID, required: false },
      { ...PAY_ORDER_ID, required: false }
    ],
    answer: [
      plain(
        'data.refund_list.status',
        'PROCESSING, SUCCESS or FAIL, as in refund_query: no page of this call could be read',
        'PROCESSING、SUCCESS、FAIL，同 refund_query：没有读到本接口的页面'
      ),
      fen('data.refund_list.refund_total_amount', 'amount', '退款金额'),
      at('data.refund_list.create_at', 'when it was made', '创建时间'),
      at('data.refund_list.refund_at', 'when it was refunded', '退款时间')
    ]
  })
]
