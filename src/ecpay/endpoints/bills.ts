import type { Endpoint } from '../../protocol/system/endpoint.js'
import { APP_ID, BILL_DATE, MERCHANT_ID, SIGN, THIRDPARTY_ID } from './common-fields.js'

export const bills: Endpoint = {
  name: 'bills',
  command: 'bills',
  theme: 'money',
  method: 'GET',
  path: '/api/apps/bills',
  answers: 'file',
  summary: { en: 'Download the transactions of a day or a month (交易账单)', zh: '下载某一天或某个月的交易账单' },
  description: {
    en: 'The answer is a table, or JSON with an err_no when there is none. Amounts in it are yuan with two decimals, not fen. Columns of payment (official, 2023-10): 序号, 支付时间, 支付完成时间, 商户号, openId, 订单号, 平台订单号, 渠道订单号, 订单金额, 支付方式, 支付状态, 下单poiid, spu商品名称; the last two from 2023-09-01 on. The columns of the other six types are not public; in the local gateway they are its own. The bill of a day is made from 10:00 of the next day, in Beijing, and is to be fetched after 12:00; that of a month about the 3rd of the next.',
    zh: '响应是一张表；没有账单时是带 err_no 的 JSON。表中金额单位为元，两位小数，不是分。payment 的列（官方，2023-10）：序号、支付时间、支付完成时间、商户号、openId、订单号、平台订单号、渠道订单号、订单金额、支付方式、支付状态、下单poiid、spu商品名称；后两列自 2023-09-01 起才有。其余六种的列未见公开，本地网关用的是自己的列。日账单次日 10:00（北京时间）开始生成，请在 12:00 后下载；月账单约在次月 3 日生成。'
  },
  examples: [
    'ecpay bills 20261122 --merchant-id 70000000000000000001 --type payment --save bill.csv',
    'ecpay bills 20261122 --merchant-id 70000000000000000001 --type payment | head -3',
    'ecpay bills 20261122 --merchant-id 70000000000000000001 --type payment --curl'
  ],
  movesMoney: false,
  source: 'official-mirror',
  fields: [
    APP_ID,
    MERCHANT_ID,
    BILL_DATE,
    {
      key: 'bill_type',
      type: 'string',
      required: true,
      limits: { oneOf: ['payment', 'settle', 'refund', 'return', 'withdraw', 'rebate', 'annual_rebate'] },
      meaning: {
        en: 'payments, settlements, refunds, returns of split money, withdrawals, commission given back, yearly frame contract',
        zh: '账单类型：支付、分账、退款、退分账、提现、返佣、年框返佣'
      },
      source: 'official-mirror',
      flag: { syntax: '--type <type>' }
    },
    SIGN,
    THIRDPARTY_ID
  ],
  answer: [],
  errNos: [0, 2008]
}
