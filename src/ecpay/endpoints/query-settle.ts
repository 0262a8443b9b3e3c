import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, SETTLE_NUMBER, SIGN, THIRDPARTY_ID } from './common-fields.js'

export const querySettle: Endpoint = {
  name: 'query_settle',
  command: 'query-settle',
  theme: 'settlement',
  method: 'POST',
  path: '/api/apps/ecpay/v1/query_settle',
  summary: { en: 'Ask for the state of a settlement (结算及分账结果查询)', zh: '结算及分账结果查询' },
  examples: [
    'ecpay query-settle settle_1',
    'ecpay query-settle settle_1 --wait',
    'ecpay query-settle settle_1 --json | jq .response.body.settle_info'
  ],
  sandbox: true,
  movesMoney: false,
  wait: { path: ['settle_info', 'settle_status'], final: ['SUCCESS', 'FAIL'] },
  source: 'sdk',
  fields: [APP_ID, SETTLE_NUMBER, SIGN, THIRDPARTY_ID],
  answer: [
    { path: 'settle_info.settle_no', meaning: { en: "the platform's settlement number", zh: '平台结算单号' } },
    {
      path: 'settle_info.settle_amount',
      unit: 'fen',
      meaning: {
        en: 'what was settled: the parts, the fee and the commission',
        zh: '分账总额：各方所得、手续费与佣金之和'
      }
    },
    {
      path: 'settle_info.settle_status',
      unit: 'settle',
      meaning: { en: 'SUCCESS, FAIL or PROCESSING', zh: 'SUCCESS、FAIL 或 PROCESSING' }
    },
    { path: 'settle_info.settle_detail', meaning: { en: 'who got how much, as text', zh: '分账明细（文本）' } },
    { path: 'settle_info.settled_at', unit: 'seconds', meaning: { en: 'when it was settled', zh: '结算时间' } },
    {
      path: 'settle_info.rake',
      unit: 'fen',
      meaning: {
        en: 'fee of the platform: 0.6 % of what was paid and not refunded (one page rounds it down, and says in the next sentence that it is rounded)',
        zh: '平台手续费：（支付金额 − 退款金额）× 0.6%（同一页先写向下取整，下一句又写四舍五入）'
      }
    },
    { path: 'settle_info.commission', unit: 'fen', meaning: { en: 'CPS commission', zh: 'CPS 佣金' } },
    { path: 'settle_info.cp_extra', meaning: { en: 'what the request carried', zh: '请求中传入的 cp_extra' } },
    { path: 'settle_info.msg', meaning: { en: 'why it failed', zh: '失败原因' } }
  ],
  errNos: [0, 1000, 1001, 2000, 2008, 2010, 2042, 2047, 2048]
}
