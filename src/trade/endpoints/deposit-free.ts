import type { Endpoint } from '../../protocol/system/endpoint.js'
import {
  AUTH_ORDER_ID,
  amount,
  at,
  authCall,
  either,
  FEE_DETAIL_LIST,
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
import { MERCHANT_UID, NOTIFY_URL } from './common-fields.js'

const AUTH = 'moab7273456075280828716'
const PAY = 'mopb7273456075280828716'
const FEES = `--fees '[{"title":"rent","amount":100,"quantity":1}]'`

/** Deposit-free (信用免押): an authorization in place of a deposit, and what is paid under it. In closed beta. */
export const DEPOSIT_FREE: readonly Endpoint[] = [
  authCall('query_admissible_auth', {
    summary: { en: 'Ask whether a user may go without a deposit (查询免押准入)', zh: '查询用户是否可以免押' },
    examples: ['ecpay trade auth query-admissible-auth --open-id user_1 --service-id 64 --scene rent --amount 10000'],
    movesMoney: false,
    fields: [
      number('open_id', '--open-id <id>', { en: "the user's open_id", zh: '用户 open_id' }),
      number('service_id', '--service-id <id>', { en: 'the service template', zh: '服务模板 id' }),
      number(
        'scene',
        '--scene <scene>',
        { en: 'the scene', zh: '场景' },
        { source: 'official; its values are in no source that could be read' }
      ),
      amount('total_amount', { en: 'the deposit, in fen', zh: '押金金额，单位为分' }),
      { ...MERCHANT_UID, required: false }
    ],
    answer: [
      plain('data.admissibility', 'whether; its values are in no source', '是否准入；取值未见公开'),
      plain('data.admissible_token', 'for create_auth_order', '用于 create_auth_order'),
      plain('data.expire_seconds', 'how long the token lives', 'token 有效时长（秒）')
    ]
  }),
  authCall('create_auth_order', {
    summary: { en: 'Make an authorization (创建免押单)', zh: '创建免押单' },
    examples: ['ecpay trade auth create-auth-order --admissible-token token_1 --dry-run'],
    movesMoney: true,
    askedBy: 'query_auth_order',
    fields: [
      {
        key: 'admissible_token',
        type: 'string',
        required: true,
        meaning: { en: 'of query_admissible_auth', zh: '来自 query_admissible_auth' },
        source: 'official',
        flag: { syntax: '--admissible-token <token>' }
      },
      { ...OUT_AUTH_ORDER_NO, flag: { syntax: '--out-auth-order-no <number>' }, ...FRESH },
      NOTIFY_URL
    ],
    answer: [plain('data.auth_order_id', "the platform's number", '平台免押单号')]
  }),
  authCall('query_auth_order', {
    summary: { en: 'Ask for an authorization (查询免押单)', zh: '查询免押单' },
    examples: ['ecpay trade auth query-auth-order auth_1'],
    movesMoney: false,
    wait: { path: ['data', 'status'], final: ['SERVING', 'CANCEL', 'TIMEOUT', 'DONE'] },
    fields: either(OUT_AUTH_ORDER_NO, AUTH_ORDER_ID),
    answer: [
      plain(
        'data.status',
        'TOBESERVED, SERVING, CANCEL, TIMEOUT or DONE, as of periodic deduction: no page of this call could be read',
        'TOBESERVED、SERVING、CANCEL、TIMEOUT、DONE，同周期代扣：没有读到本接口的页面'
      ),
      at('data.sign_time', 'when it was given', '授权时间')
    ]
  }),
  ...(['cancel', 'finish'] as const).map((what) =>
    authCall(`${what}_auth_order`, {
      summary:
        what === 'cancel'
          ? { en: 'Cancel an authorization (取消免押单)', zh: '取消免押单' }
          : { en: 'Finish an authorization (完结免押单)', zh: '完结免押单' },
      examples: [`ecpay trade auth ${what}-auth-order ${AUTH} --dry-run`],
      movesMoney: true,
      askedBy: 'query_auth_order',
      fields: [{ ...AUTH_ORDER_ID, flag: { syntax: '<auth_order_id>' } }],
      answer: []
    })
  ),
  authCall('create_pay_order', {
    summary: { en: 'Deduct under an authorization (创建扣款单)', zh: '创建扣款单' },
    examples: [`ecpay trade auth create-pay-order ${AUTH} --amount 100 ${FEES} --dry-run`],
    movesMoney: true,
    resultBy: 'query_pay_order',
    fields: [
      { ...AUTH_ORDER_ID, flag: { syntax: '<auth_order_id>' } },
      { ...OUT_PAY_ORDER_NO, ...FRESH },
      amount('total_amount', { en: 'amount in fen', zh: '扣款金额，单位为分' }),
      FEE_DETAIL_LIST,
      NOTIFY_URL
    ],
    answer: [plain('data.pay_order_id', "the platform's number of the deduction", '平台扣款单号')]
  }),
  authCall('query_pay_order', {
    summary: { en: 'Ask for a deduction (查询扣款单)', zh: '查询扣款单' },
    examples: ['ecpay trade auth query-pay-order pay_1'],
    movesMoney: false,
    wait: { path: ['data', 'status'], final: ['SUCCESS', 'TIMEOUT', 'FAIL', 'CLOSED'] },
    fields: either({ ...OUT_PAY_ORDER_NO, flag: { syntax: '[out_pay_order_no]' } }, PAY_ORDER_ID),
    answer: [
      plain(
        'data.status',
        'SUCCESS, TIMEOUT or FAIL, as of periodic deduction; CLOSED after close_pay_order is a conclusion',
        'SUCCESS、TIMEOUT、FAIL，同周期代扣；close_pay_order 之后为 CLOSED 是推断的'
      ),
      fen('data.total_amount', 'amount', '扣款金额'),
      at('data.pay_time', 'when it was paid', '扣款时间')
    ]
  }),
  authCall('close_pay_order', {
    summary: { en: 'Close a deduction that is not paid (关闭扣款单)', zh: '关闭未支付的扣款单' },
    examples: [`ecpay trade auth close-pay-order ${PAY} --dry-run`],
    movesMoney: true,
    askedBy: 'query_pay_order',
    fields: [{ ...PAY_ORDER_ID, flag: { syntax: '<pay_order_id>' } }],
    answer: []
  }),
  authCall('create_refund', {
    theme: 'refunds',
    summary: { en: 'Refund a deduction (发起扣款退款)', zh: '发起扣款退款' },
    examples: [`ecpay trade auth create-refund ${PAY} --amount 100 ${FEES} --dry-run`],
    movesMoney: true,
    resultBy: 'query_refund',
    fields: [
      { ...PAY_ORDER_ID, flag: { syntax: '<pay_order_id>' } },
      { ...OUT_PAY_REFUND_NO, ...FRESH },
      amount('refund_total_amount', { en: 'amount in fen', zh: '退款金额，单位为分' }),
      FEE_DETAIL_LIST,
      REFUND_REASON,
      NOTIFY_URL
    ],
    answer: [plain('data.pay_refund_id', "the platform's refund number", '平台退款单号')]
  }),
  authCall('query_refund', {
    theme: 'refunds',
    summary: { en: 'Ask for a refund of a deduction (查询扣款退款)', zh: '查询扣款退款' },
    examples: ['ecpay trade auth query-refund refund_1'],
    movesMoney: false,
    wait: { path: ['data', 'status'], final: ['SUCCESS', 'FAIL'] },
    fields: either({ ...OUT_PAY_REFUND_NO, flag: { syntax: '[out_pay_refund_no]' } }, PAY_REFUND_ID),
    answer: [
      plain(
        'data.status',
        'PROCESSING, SUCCESS or FAIL, as in refund_query: no page of this call could be read',
        'PROCESSING、SUCCESS、FAIL，同 refund_query：没有读到本接口的页面'
      ),
      fen('data.refund_total_amount', 'amount', '退款金额'),
      at('data.refund_at', 'when it was refunded', '退款时间')
    ]
  })
]
