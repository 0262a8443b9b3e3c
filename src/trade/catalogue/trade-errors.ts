import type { Both } from '../../language.js'
import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { PAGE } from './pages.js'

const AGAIN: Both = {
  en: 'Repeat it unchanged, with the same number. If it still fails, contact support with the log_id.',
  zh: '用相同单号原样重试；仍失败请带上 log_id 联系平台。'
}
const COMPARE: Both = {
  en: 'Compare the text in the answer with the field table of the call.',
  zh: '对照响应中的提示和该接口的字段表检查参数。'
}

const entry = (code: string, en: string, zh: string, more: Partial<Entry> = {}): Entry => ({
  namespace: 'err_no',
  code,
  meaning: { en, zh },
  retry: 'no',
  source: 'official-mirror',
  ...more
})

/** Codes that any call can return. */
const COMMON: readonly Entry[] = [
  {
    namespace: 'err_no',
    code: '0',
    meaning: { en: 'accepted', zh: '成功受理' },
    note: {
      en: 'For refunds and settlements it only means accepted: the result comes in a callback or a query.',
      zh: '退款和分账中只表示已受理，结果以回调或查询为准。'
    },
    source: 'official',
    page: PAGE.createRefund
  },
  entry('10000', 'parameter error', '参数错误', {
    says: ['参数不合法', 'param error'],
    remedy: COMPARE,
    source: 'official',
    page: PAGE.queryOrder
  }),
  entry('10002', 'parameter error', '参数错误', {
    note: { en: 'From trade system 2.0, in sub_error_code.', zh: '来自交易系统 2.0，在 sub_error_code 中。' },
    remedy: COMPARE,
    source: 'official',
    page: PAGE.errorCodes
  }),
  entry('12001', 'too many calls', '操作过于频繁', {
    says: ['操作过于频繁,请稍后再试'],
    remedy: { en: 'Wait 2 to 3 seconds, then repeat.', zh: '等待 2–3 秒后重试。' },
    retry: 'later',
    source: 'official',
    page: PAGE.agreement
  }),
  entry('13000', 'system error', '系统错误', {
    says: ['系统错误'],
    remedy: AGAIN,
    retry: 'at once',
    source: 'official',
    page: PAGE.agreement
  }),
  entry('20000', 'there is no such order', '订单不存在', {
    remedy: {
      en: "Check that the number is of the right kind: order_id is the platform's number, out_order_no is yours.",
      zh: '检查单号是否填对：order_id 是平台订单号，out_order_no 是开发者侧订单号。'
    },
    page: PAGE.refundTableCopy
  })
]

const REFUND_TABLE: Both = {
  en: 'From the table of create_refund in trade system 2.0. It is a conclusion that refund_create of the general trade system returns it too.',
  zh: '来自交易系统 2.0 的 create_refund 错误码表；通用交易系统的 refund_create 也会返回它是推断的。'
}
const refund = (code: string, en: string, zh: string, remedy: Both, more: Partial<Entry> = {}): Entry =>
  entry(code, en, zh, { note: REFUND_TABLE, remedy, page: PAGE.refundTableCopy, ...more })
const ASK_REFUND: Both = { en: 'Query the refunds of the order first.', zh: '请先查询这笔订单的退款。' }

/** Codes of refused refunds. */
const REFUNDS: readonly Entry[] = [
  refund('22000', 'the state of the order allows no refund', '订单状态不支持退款', {
    en: 'It is not paid, or it is closed. Query the order.',
    zh: '订单未支付或已关闭：请查询订单。'
  }),
  refund('22001', 'the state of an item allows no refund', '商品单状态不支持退款', {
    en: 'The item is being refunded, is refunded, or is being booked. Query the order and its refunds.',
    zh: '商品单退款中、已退款或预约中等：请查询订单和退款。'
  }),
  refund('22002', 'nothing is left to be refunded', '没有可退款的金额', ASK_REFUND),
  refund('22004', 'out_refund_no was used before', '退款单号 out_refund_no 重复', {
    en: 'Query this refund: it may be the one that you want. A new refund needs a new number.',
    zh: '先查询这个单号的退款，可能就是同一笔；新的退款请换新单号。'
  }),
  refund(
    '22006',
    'the refund cannot be audited yet',
    '暂时不能设置退款审核结果',
    { en: 'Wait a few minutes, then send the result again.', zh: '等待几分钟后重新提交。' },
    { retry: 'later' }
  ),
  refund('22007', 'more than 100 items in one refund', '一次退款超过 100 个商品单', {
    en: 'Split it into several refunds.',
    zh: '分成多次退款。'
  }),
  refund('22008', 'more items than can be refunded', '退款的商品单数超过可退数', ASK_REFUND),
  refund('22009', 'used and unused items in one refund', '同一次退款中混有已使用和未使用的商品单', {
    en: 'Refund used and unused items in separate requests.',
    zh: '已使用和未使用的商品单请分开退款。'
  })
]

const settle = (code: string, en: string, zh: string, more: Partial<Entry> = {}): Entry =>
  entry(code, en, zh, { calls: ['settle_create'], page: PAGE.settleTableCopy, ...more })
const REQUIRED: Both = { en: 'Fill in the field.', zh: '请填写这个字段。' }
const SHORTEN: Both = { en: 'Shorten the field.', zh: '请缩短这个字段的内容。' }
const OLD_TABLE: Both = {
  en: 'From the table of trade system 2.0, in sub_error_code.',
  zh: '来自交易系统 2.0 的错误码表，在 sub_error_code 中。'
}
const settle2 = (code: string, en: string, zh: string, remedy: Both, more: Partial<Entry> = {}): Entry =>
  entry(code, en, zh, { note: OLD_TABLE, remedy, page: PAGE.oldSettleTableCopy, ...more })

/** Codes of refused settlements. */
const SETTLEMENTS: readonly Entry[] = [
  settle('23000', 'system error of a settlement', '分账系统错误', {
    says: ['系统错误,请重试', 'system error'],
    remedy: AGAIN,
    retry: 'at once',
    calls: ['settle_create', 'settle_query']
  }),
  settle2('23001', 'app_id is wrong', 'app_id 错误', {
    en: 'Check that the order belongs to this app.',
    zh: '检查订单是否属于这个小程序。'
  }),
  settle2(
    '23002',
    'the number of the order or settlement is missing',
    '缺少订单号或分账单号',
    {
      en: 'Send a number of the order or of the settlement.',
      zh: '订单号、分账单号至少传一个。'
    },
    { says: ['订单id,分账单id至少指定一个'] }
  ),
  settle2('23003', 'out_order_no is empty', 'out_order_no 为空', REQUIRED),
  settle2('23004', 'out_settle_no is empty', 'out_settle_no 为空', REQUIRED),
  settle2('23005', 'settle_desc is empty', 'settle_desc 为空', REQUIRED),
  settle2('23006', 'cp_extra is too long', 'cp_extra 过长', SHORTEN),
  settle2('23007', 'settle_params is too long', 'settle_params 过长', SHORTEN),
  settle2('23008', 'a receiver is empty', '分账方为空', {
    en: 'Each receiver in settle_params needs a merchant_uid. The seller is not listed.',
    zh: 'settle_params 中的每个分账方都要有 merchant_uid；卖家不用列出。'
  }),
  settle2('23009', 'an amount is less than 1 fen', '分账金额小于 1 分', {
    en: 'Each amount is an integer in fen, at least 1.',
    zh: '每个金额都是以分为单位的正整数。'
  }),
  settle2('23010', 'settle_desc is too long', 'settle_desc 过长', SHORTEN),
  settle('23024', 'there is no such item', 'item_order_id 不存在', {
    says: ['item_order_id not exist'],
    remedy: {
      en: 'Take item_order_id from the answer of order_query.',
      zh: '请使用 order_query 返回的 item_order_id。'
    }
  }),
  settle('23025', 'the item does not belong to this order', 'item_order_id 与 out_order_no 不匹配', {
    says: ['item_order_id not match out_order_no'],
    remedy: {
      en: 'Take item_order_id from the answer of order_query.',
      zh: '请使用 order_query 返回的 item_order_id。'
    }
  }),
  settle('23101', 'there is no such order', '订单不存在', {
    says: ['order does not exist'],
    remedy: {
      en: 'Check out_order_no, and that the order belongs to this app.',
      zh: '检查 out_order_no，以及订单是否属于这个小程序。'
    }
  }),
  settle('23102', 'the order is not paid', '订单未支付', {
    says: ['order not pay'],
    remedy: { en: 'Query the order first.', zh: '请先查询订单。' }
  }),
  settle('23107', 'the order is not fulfilled yet', '订单未完成履约', {
    says: ['order not finish'],
    cause: {
      en: 'This app settles after use or fulfilment, which has not happened yet.',
      zh: '小程序配置为核销或履约后分账，而订单还没有履约。'
    },
    remedy: {
      en: 'Report the fulfilment with fulfill_push_status, and settle after the period.',
      zh: '先用 fulfill_push_status 推送履约，账期结束后再分账。'
    },
    retry: 'later'
  }),
  settle('23111', 'out_settle_no was used before', '分账单号 out_settle_no 已存在', {
    says: ['out_settle_no has existed'],
    remedy: {
      en: 'Query this settlement: it may be the one that you want. A new one needs a new number.',
      zh: '先查询这个单号的分账，可能就是同一笔；新的分账请换新单号。'
    }
  }),
  settle('23112', 'nothing is left to be split', '已无可分账金额', {
    says: ['已无可分账金额', 'no money to settle'],
    remedy: { en: 'Query the settlements and refunds of the order.', zh: '请查询这笔订单的分账和退款。' }
  }),
  settle('23113', 'the order cannot be settled now', '订单当前不能分账', {
    says: ['order not allow settle'],
    cause: { en: 'None of its items can be settled now.', zh: '订单中没有当前可以分账的商品单。' },
    retry: 'later'
  }),
  settle('23117', 'the app settles automatically', '小程序已开启自动分账', {
    says: ['this appID is configured with automatic settlement'],
    remedy: {
      en: 'Do not call settle_create: the platform settles by itself. Query the settlement, or wait for its callback.',
      zh: '不要调用：平台会自动分账。请查询分账结果，或等待回调。'
    }
  }),
  settle('23118', 'the order can no longer be settled as a whole', '订单已不能整单分账', {
    says: ['not allow entire settle'],
    cause: { en: 'One of its items was settled separately.', zh: '其中某个商品单已单独分账。' },
    remedy: {
      en: 'Settle the other items one by one, with item_order_id.',
      zh: '其余商品单请用 item_order_id 逐个分账。'
    }
  })
]

/** The codes of the trade system itself. */
export const TRADE_ERRORS: readonly Entry[] = [...COMMON, ...REFUNDS, ...SETTLEMENTS]
