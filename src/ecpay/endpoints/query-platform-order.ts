import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, ORDER_NUMBER, SIGN, THIRDPARTY_ID } from './common-fields.js'

const LIST = 'platform_order.settle_info_list'

export const queryPlatformOrder: Endpoint = {
  name: 'query_platform_order',
  command: 'query-platform-order',
  theme: 'settlement',
  method: 'POST',
  path: '/api/apps/ecpay/v1/query_platform_order',
  summary: { en: 'Ask what the platform settled by itself (自动结算结果查询)', zh: '自动结算结果查询' },
  description: {
    en: 'For apps that have automatic settlement; settlements that were asked for are found with query-settle. Everything stands in platform_order, which is null where there is no such order; query_type in it is the word Settle, and settle_way a text.',
    zh: '用于开通了自动结算的小程序；主动发起的结算请用 query-settle 查询。所有内容都在 platform_order 中，没有该订单时为 null；其中 query_type 为 Settle，settle_way 为字符串。'
  },
  examples: ['ecpay query-platform-order order_1001'],
  movesMoney: false,
  source: 'official-mirror',
  fields: [
    APP_ID,
    ORDER_NUMBER,
    {
      key: 'query_type',
      type: 'number',
      required: false,
      meaning: { en: 'what is asked for: 1 is automatic settlement', zh: '查询类型：1 为自动结算' },
      source: 'official-mirror',
      flag: { syntax: '--query-type <n>' },
      default: { kind: 'value', value: '1' }
    },
    SIGN,
    THIRDPARTY_ID
  ],
  answer: [
    { path: 'platform_order.out_order_no', meaning: { en: 'your order number', zh: '开发者侧订单号' } },
    { path: 'platform_order.query_type', meaning: { en: 'Settle, a word', zh: '固定为 Settle' } },
    { path: `${LIST}.settle_no`, meaning: { en: "the platform's settlement number", zh: '平台结算单号' } },
    { path: `${LIST}.out_settle_no`, meaning: { en: 'number of the automatic settlement', zh: '自动结算单号' } },
    {
      path: `${LIST}.settle_status`,
      unit: 'settle',
      meaning: { en: 'SUCCESS or FAIL', zh: 'SUCCESS 或 FAIL' }
    },
    {
      path: `${LIST}.settle_way`,
      unit: 'way',
      meaning: { en: 'channel: 1 WeChat, 2 Alipay', zh: '结算渠道：1 微信，2 支付宝' }
    },
    {
      path: `${LIST}.created_at`,
      meaning: { en: 'when it was begun, as 2023-01-01 00:00:00', zh: '创建时间，如 2023-01-01 00:00:00' }
    },
    {
      path: `${LIST}.settled_at`,
      meaning: { en: 'when it was settled, as 2023-01-01 00:00:00', zh: '结算时间，如 2023-01-01 00:00:00' }
    },
    { path: `${LIST}.cps`, unit: 'fen', meaning: { en: 'CPS commission', zh: 'CPS 佣金' } },
    { path: `${LIST}.service_charge`, unit: 'fen', meaning: { en: 'fee of the platform', zh: '技术服务费' } },
    { path: `${LIST}.settle_param_list.merchant_uid`, meaning: { en: 'a receiver', zh: '分账方商户号' } },
    { path: `${LIST}.settle_param_list.amount`, unit: 'fen', meaning: { en: 'what it got', zh: '分账金额' } }
  ],
  errNos: [0, 1000, 1001, 2000, 2008, 2010, 2042, 2047, 2048]
}
