import { GENERAL, NOTIFY_URL, OUT_ORDER_NO, SIGN, THIRDPARTY_ID } from '../common-members.js'
import { type CallMapping, gone, optional, renamed, same } from '../mapping.js'

const APP_ID = same('app_id', {
  en: "Required by the platform's Node SDK; its page of 2023 does not have it. Send it.",
  zh: '平台的 Node SDK 标为必填，2023 年的官方页面没有。建议传。'
})

export const settle: CallMapping = {
  from: 'settle',
  to: { name: 'settle_create', path: `${GENERAL}/settle_create/` },
  about: {
    en: 'An order is settled as a whole, or item by item, never both. If automatic settlement is configured, do not call it. The types of goods decide when it may be called; some have to be fulfilled first.',
    zh: '一笔订单整单结算或逐个商品结算，两者不能混用。配置了自动结算的不能调用。何时可以结算取决于商品类型，有的须先履约。'
  },
  members: [
    APP_ID,
    OUT_ORDER_NO,
    same('out_settle_no', { en: 'At most 64 bytes.', zh: '最长 64 字节。' }),
    same('settle_desc', { en: 'At most 512 bytes.', zh: '最长 512 字节。' }),
    same('settle_params', {
      en: 'Still JSON as text, now at most 512 bytes.',
      zh: '仍为 JSON 文本，最长 512 字节。'
    }),
    gone('finish', {
      en: 'To settle in parts, settle item by item: item_order_id.',
      zh: '分次结算请按商品进行：传 item_order_id。'
    }),
    SIGN,
    NOTIFY_URL,
    renamed('cp_extra', 'ext', {
      en: 'At most 2048 bytes. The answers still call it cp_extra.',
      zh: '最长 2048 字节；查询结果里仍叫 cp_extra。'
    }),
    THIRDPARTY_ID
  ],
  added: [
    optional('item_order_id', {
      en: 'Settles one item of the order alone.',
      zh: '只结算订单中的一个商品。'
    })
  ],
  answer: [
    {
      from: 'settle_no',
      to: 'data.settle_id',
      note: { en: 'wallet_settle_id beside it is an inner number.', zh: '旁边的 wallet_settle_id 是内部单号。' }
    }
  ]
}

export const querySettle: CallMapping = {
  from: 'query_settle',
  to: { name: 'settle_query', path: `${GENERAL}/settle_query/` },
  about: {
    en: 'data is a list in place of one settle_info, and empty if there is no such number. Times are milliseconds. Your own numbers are out_settle_no and out_order_no in one source, out_settle_id and out_order_id in another: read both.',
    zh: '响应由单个 settle_info 改为列表 data，单号不存在时为空列表。时间为毫秒。自己的单号有的来源叫 out_settle_no、out_order_no，有的叫 out_settle_id、out_order_id，两种都要兼容。'
  },
  members: [APP_ID, same('out_settle_no'), SIGN, THIRDPARTY_ID],
  added: [
    optional('settle_id', {
      en: "The platform's number. The first of settle_id, order_id, out_settle_no and out_order_no counts.",
      zh: '平台结算单号。settle_id、order_id、out_settle_no、out_order_no 中靠前的优先。'
    }),
    optional('order_id', { en: 'All settlements of an order.', zh: '查询一笔订单的全部结算。' }),
    optional('out_order_no', { en: 'The same by your own number.', zh: '同上，按开发者侧订单号。' })
  ],
  answer: [
    { from: 'settle_info.settle_no', to: 'data[].settle_id' },
    { from: 'settle_info.settle_amount', to: 'data[].settle_amount' },
    {
      from: 'settle_info.settle_status',
      to: 'data[].settle_status',
      note: { en: 'INIT is new.', zh: '新增 INIT。' }
    },
    { from: 'settle_info.settle_detail', to: 'data[].settle_detail' },
    {
      from: 'settle_info.settled_at',
      to: 'data[].settle_at',
      note: { en: 'Milliseconds.', zh: '毫秒。' }
    },
    { from: 'settle_info.rake', to: 'data[].rake' },
    { from: 'settle_info.commission', to: 'data[].commission' },
    { from: 'settle_info.cp_extra', to: 'data[].cp_extra' },
    { from: 'settle_info.msg', note: { en: 'Only in the callback, as message.', zh: '只在回调中有，名为 message。' } }
  ]
}
