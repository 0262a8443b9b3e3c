import type { Endpoint } from '../../protocol/system/endpoint.js'
import { EITHER_ORDER } from './common-fields.js'

export const queryCps: Endpoint = {
  name: 'query_cps',
  command: 'query-cps',
  theme: 'orders',
  method: 'POST',
  path: '/api/trade_basic/v1/developer/query_cps/',
  slashless: true,
  signed: 'header',
  summary: { en: 'Ask for the commission of an order (查询 CPS 信息)', zh: '查询订单的 CPS 佣金信息' },
  examples: ['ecpay trade query-cps order_1001'],
  movesMoney: false,
  source: 'official',
  fields: EITHER_ORDER,
  answer: [
    { path: 'data.total_commission_amount', unit: 'fen', meaning: { en: 'commission of all items', zh: '佣金总额' } },
    { path: 'data.cps_item_list.sell_amount', unit: 'fen', meaning: { en: 'what the item sold for', zh: '售卖金额' } },
    { path: 'data.cps_item_list.commission_amount', unit: 'fen', meaning: { en: 'its commission', zh: '佣金' } },
    {
      path: 'data.cps_item_list.commission_rate',
      meaning: { en: 'rate in ten-thousandths', zh: '佣金率，单位为万分之一' }
    },
    {
      path: 'data.cps_item_list.source_type',
      meaning: {
        en: '1 short video, 2 live room (as on the pages of trade system 2.0)',
        zh: '1 短视频，2 直播间（据交易系统 2.0 的页面）'
      }
    },
    {
      path: 'data.cps_item_list.status',
      meaning: {
        en: '0 not paid, 1 paid and not used, 2 refunded, 3 used (as on the pages of trade system 2.0)',
        zh: '0 未支付，1 已支付未使用，2 已退款，3 已使用（据交易系统 2.0 的页面）'
      }
    },
    { path: 'data.cps_item_list.item_id', meaning: { en: 'the video or live room', zh: '视频或直播间 id' } }
  ],
  errNos: [0, 10000]
}
