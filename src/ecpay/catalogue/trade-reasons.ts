/** Why the local gateway refuses a call about an order of 通用交易系统. */
export const TRADE_REASONS = {
  'diamonds-not-simulated': {
    meaning: {
      en: 'the order is in diamonds, and the local gateway plays none',
      zh: '订单用钻石支付，本地网关没有模拟钻石'
    },
    note: { en: 'Its amounts are all in fen.', zh: '它的金额都以分为单位。' },
    remedy: {
      en: 'Leave currency out to try the way of the order; `ecpay trade order` without --env local checks one in diamonds.',
      zh: '要走通流程，请不传 currency；钻石订单可以用不带 --env local 的 `ecpay trade order` 检查。'
    }
  },
  'no-such-item': {
    meaning: { en: 'the order has no item of this number', zh: '订单中没有这个商品单' },
    remedy: {
      en: 'Take item_order_id from the answer of order_query.',
      zh: '请使用 order_query 返回的 item_order_id。'
    }
  },
  'not-fulfilled': {
    meaning: {
      en: 'these goods are settled after they are fulfilled (2.0: used)',
      zh: '这些商品要在履约（交易系统 2.0 为核销）后才能分账'
    },
    remedy: {
      en: 'Report them first: fulfill_push_status, `ecpay trade fulfill`; in trade system 2.0 push_delivery, `ecpay trade v2 push-delivery`. One item alone can be settled there before.',
      zh: '请先推送：fulfill_push_status（`ecpay trade fulfill`）；交易系统 2.0 用 push_delivery（`ecpay trade v2 push-delivery`），或改为按单个商品单分账。'
    }
  },
  'item-in-other-state': {
    meaning: { en: 'an item of the request is not to be used', zh: '请求中有商品单不是待使用状态' },
    note: {
      en: 'use_all takes an order of which every item is to be used. `state` is that of the first other one: used, refunding or refunded.',
      zh: 'use_all 要求订单的全部商品单都待使用。`state` 是第一个不符合的商品单的状态：used 已使用、refunding 退款中、refunded 已退款。'
    },
    remedy: {
      en: 'Ask query_item_order_info, and name the items with item_order_status 2.',
      zh: '请用 query_item_order_info 查询，只传 item_order_status 为 2 的商品单。'
    }
  },
  'used-and-unused': {
    meaning: { en: 'used and unused items in one refund', zh: '同一次退款中混有已使用和未使用的商品单' },
    remedy: { en: 'Refund them in two requests.', zh: '请分成两次退款。' }
  },
  'duplicate-item': {
    meaning: { en: 'an item stands twice in the request', zh: '请求中有重复的商品单' },
    remedy: { en: 'Name each item once, with the sum for it.', zh: '每个商品单只写一次，金额合并。' }
  },
  'sums-differ': {
    meaning: {
      en: 'refund_total_amount is not the sum of what is refunded',
      zh: 'refund_total_amount 不等于各商品单金额之和；整单退款时不等于实付金额'
    },
    note: {
      en: 'With refund_all the sum is what was paid. `limit` is the sum, in fen.',
      zh: '`limit` 是应有的金额，单位为分。'
    }
  },
  'refunded-before': {
    meaning: {
      en: 'refund_all, but something of the order is refunded already',
      zh: '传了 refund_all，但订单已有退款'
    },
    remedy: {
      en: 'Refund what is left by item: item_order_detail.',
      zh: '剩余部分请用 item_order_detail 按商品单退款。'
    }
  },
  'audit-not-needed': {
    meaning: { en: 'the refund needs no audit', zh: '这笔退款无需审核' },
    note: {
      en: 'need_refund_audit is 2: you started it yourself, or it is agreed on by its rule.',
      zh: 'need_refund_audit 为 2：由开发者发起，或按规则自动同意。'
    }
  },
  'application-not-answered': {
    meaning: { en: 'the answer to pre_create_refund is still missing', zh: '还没有响应 pre_create_refund' },
    remedy: {
      en: 'Answer the callback with data.out_refund_no first. An err_no other than 0 refuses nothing: it is only sent again.',
      zh: '请先在该回调的响应中给出 data.out_refund_no。返回非 0 的 err_no 并不能拒绝退款，只会被重发。'
    }
  },
  'audit-over': {
    meaning: { en: 'the refund was audited already, or its 72 hours are over', zh: '退款已审核，或已超过 72 小时' },
    remedy: { en: 'Ask for it: refund_query has audit_status.', zh: '请查询：refund_query 中有 audit_status。' }
  }
} as const
