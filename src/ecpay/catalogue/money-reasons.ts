const LIST = {
  en: '`ecpay simulate list` lists what there is.',
  zh: '`ecpay simulate list` 会列出已有的单据。'
} as const
/** @param kind the kind in the name of the command that ends it */
const later = (kind: string) => ({
  en: `It has its result after 3 seconds, or at once by \`ecpay simulate ${kind}\`. The number that was refused is dead: take a new one.`,
  zh: `3 秒后会有结果，也可以用 \`ecpay simulate ${kind}\` 立即得到。被拒绝的单号不能再用，请换新单号。`
})

/** Why the local gateway refuses a settlement, a return or a withdrawal. */
export const MONEY_REASONS = {
  'no-such-settlement': {
    meaning: { en: 'there is no settlement of this number', zh: '没有这个单号的结算' },
    remedy: LIST
  },
  'no-such-return': {
    meaning: { en: 'there is no return of this number', zh: '没有这个单号的退分账' },
    remedy: LIST
  },
  'no-such-withdrawal': {
    meaning: {
      en: 'there is no withdrawal of this number by this merchant in this channel',
      zh: '这个商户在这个渠道没有这个单号的提现'
    },
    remedy: LIST
  },
  'refund-under-way': {
    meaning: { en: 'a refund of the order is under way', zh: '这笔订单有退款处理中' },
    note: {
      en: 'What is left to settle is known once it has ended.',
      zh: '退款有结果之后，才能确定可结算的金额。'
    },
    remedy: later('refund')
  },
  'settle-under-way': {
    meaning: { en: 'a settlement of the order is under way', zh: '这笔订单有结算处理中' },
    note: {
      en: 'The platform wants one settlement to end before the next; for refunds and returns it is a rule of the local gateway.',
      zh: '平台要求前一次结算结束后才能发起下一次；退款和退分账也须等待，是本地网关的规则。'
    },
    remedy: later('settle')
  },
  'return-under-way': {
    meaning: { en: 'a return of the order is under way', zh: '这笔订单有退分账处理中' },
    note: {
      en: 'What is left to settle is known once it has ended.',
      zh: '退分账有结果之后，才能确定可结算的金额。'
    },
    remedy: later('return')
  },
  'order-settled': {
    meaning: { en: 'the order is settled', zh: '订单已结清' },
    note: {
      en: 'A settlement without `finish` false is the last one, and so is the 50th.',
      zh: '没有传 `finish` false 的结算就是最后一次，第 50 次也是。'
    }
  },
  'nothing-to-settle': {
    meaning: { en: 'all of the order was refunded', zh: '订单已全额退款，没有可结算的金额' }
  },
  'more-than-unsettled': {
    meaning: { en: 'the receivers get more than is there', zh: '分账金额超过可分账余额' },
    note: {
      en: '`limit` is what can be split, in fen, with the fee taken off; `ecpay unsettled` says it too.',
      zh: '`limit` 是扣除手续费后的可分账余额，单位为分；也可以用 `ecpay unsettled` 查询。'
    }
  },
  'receiver-is-seller': {
    meaning: { en: 'the seller is named as a receiver', zh: '分账方里有卖家自己' },
    remedy: {
      en: 'Leave the seller out of settle_params: what is left goes there by itself.',
      zh: 'settle_params 不要包含卖家：剩余金额会自动归卖家。'
    }
  },
  'return-first': {
    meaning: { en: 'the refund reaches into what receivers have', zh: '退款会动用已分给分账方的金额' },
    note: {
      en: '`limit` is what can be refunded without them, in fen.',
      zh: '`limit` 是不动用分账金额时最多可退的金额，单位为分。'
    },
    remedy: {
      en: 'First take it back with `ecpay return`, then refund.',
      zh: '请先用 `ecpay return` 退分账，再退款。'
    }
  },
  'not-settled': {
    meaning: { en: 'the settlement has not succeeded', zh: '这次结算没有成功，或仍在处理中' },
    remedy: { en: '`ecpay query-settle` says how it stands.', zh: '请用 `ecpay query-settle` 查看状态。' }
  },
  'not-a-receiver': {
    meaning: { en: 'the merchant got nothing in this settlement', zh: '这次结算没有分给这个商户' }
  },
  'more-than-received': {
    meaning: { en: 'the receiver would give back more than it has of this settlement', zh: '退回金额超过分账方所得' },
    note: {
      en: '`limit` is what is left of it, in fen; returns under way count too.',
      zh: '`limit` 是剩余可退回的金额，单位为分；处理中的也计算在内。'
    }
  },
  'too-many-returns': {
    meaning: { en: 'the receiver has given back as often as WeChat allows', zh: '这个分账方的退分账次数已到上限' },
    note: { en: '20 times with WeChat; none is known for the others.', zh: '微信支付 20 次；其他渠道未见上限。' }
  },
  'return-too-late': {
    meaning: { en: 'the settlement is too old to be taken back', zh: '结算时间过久，不能再退分账' },
    note: { en: '180 days with WeChat, 12 months with Alipay.', zh: '微信支付 180 天，支付宝 12 个月。' }
  },
  'too-many-withdrawals': {
    meaning: {
      en: 'the merchant has withdrawn 5 times today in this channel',
      zh: '这个商户今天在这个渠道已提现 5 次'
    },
    remedy: { en: 'Wait for the next day in Beijing.', zh: '请等到第二天（北京时间）。' }
  },
  'more-than-withdrawable': {
    meaning: { en: 'the merchant has less than that in this channel', zh: '提现金额超过这个渠道的可提现余额' },
    note: { en: '`limit` is what there is, in fen.', zh: '`limit` 是可提现余额，单位为分。' },
    remedy: { en: '`ecpay balance` says what is there.', zh: '请用 `ecpay balance` 查看余额。' }
  }
} as const
