import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, SIGN, THIRDPARTY_ID } from './common-fields.js'

export const queryRefund: Endpoint = {
  name: 'query_refund',
  command: 'query-refund',
  theme: 'refunds',
  method: 'POST',
  path: '/api/apps/ecpay/v1/query_refund',
  summary: { en: 'Ask for the state of a refund (退款结果查询)', zh: '退款结果查询，查看退款状态' },
  examples: [
    'ecpay query-refund refund_1',
    'ecpay query-refund refund_1 --wait',
    'ecpay query-refund refund_1 --json | jq .response.body.refundInfo'
  ],
  sandbox: true,
  perSecond: 30,
  movesMoney: false,
  wait: { path: ['refundInfo', 'refund_status'], final: ['SUCCESS', 'FAIL'] },
  source: 'official-mirror',
  fields: [
    APP_ID,
    {
      key: 'out_refund_no',
      type: 'string',
      required: true,
      limits: { characters: 64 },
      meaning: { en: 'your refund number', zh: '开发者侧退款单号' },
      source: 'official-mirror',
      flag: { syntax: '<out_refund_no>' }
    },
    SIGN,
    THIRDPARTY_ID
  ],
  answer: [
    {
      path: 'refundInfo',
      meaning: {
        en: 'holds all of it; written so, unlike every other field',
        zh: '外层字段，写法与其他字段不同（驼峰）'
      }
    },
    { path: 'refundInfo.refund_no', meaning: { en: "the platform's refund number", zh: '平台退款单号' } },
    { path: 'refundInfo.refund_amount', unit: 'fen', meaning: { en: 'amount', zh: '退款金额' } },
    {
      path: 'refundInfo.refund_status',
      unit: 'refund',
      meaning: { en: 'SUCCESS, FAIL or PROCESSING', zh: 'SUCCESS、FAIL 或 PROCESSING' }
    },
    { path: 'refundInfo.refunded_at', unit: 'seconds', meaning: { en: 'when it was refunded', zh: '退款时间' } },
    {
      path: 'refundInfo.is_all_settled',
      meaning: {
        en: 'true: from settled money; false: from money in transit',
        zh: 'true：从已结算的资金退款；false：从在途资金退款'
      }
    },
    { path: 'refundInfo.cp_extra', meaning: { en: 'what the request carried', zh: '请求中传入的 cp_extra' } },
    { path: 'refundInfo.msg', meaning: { en: 'why it failed', zh: '失败原因' } }
  ],
  errNos: [0, 1000, 1001, 2008, 2010, 2042, 2047, 2048, 3101]
}
