import { asReason } from '../../../protocol/system/reason.js'
import type { Refusal } from '../../../protocol/system/system.js'
import type { Answer, GatewayReason } from '../../platform-answer.js'
import { type CallHandler, type CallWorld, type TextOf, textsOf } from '../received-call.js'

/** The texts of codes of 通用交易系统, those of its pages where they are known. */
const TEXTS = {
  10000: '参数不合法',
  20000: '订单不存在',
  22000: '订单状态不支持退款',
  22001: '商品单状态不支持退款',
  22002: '没有可退款的金额',
  22004: '退款单号重复',
  22006: '暂时不能设置退款审核结果',
  22007: '退款的商品单超过100个',
  22008: '退款的商品单数超过可退数',
  22009: '已使用和未使用的商品单不能同时退款',
  23024: 'item_order_id not exist',
  23025: 'item_order_id not match out_order_no',
  23101: 'order does not exist',
  23102: 'order not pay',
  23107: 'order not finish',
  23111: 'out_settle_no has existed',
  23112: 'no money to settle',
  23113: 'order not allow settle',
  23118: 'not allow entire settle'
} as const

/** The answer to a call of 通用交易系统 that was accepted; without `data` where there is nothing to say. */
export function succeeded(data?: object): Answer {
  return { err_no: 0, err_tips: 'success', rest: data ? { data } : {}, reasons: [] }
}

/** The refusal of a call of 通用交易系统. */
export function tradeRefusal(err_no: keyof typeof TEXTS, ...reasons: readonly GatewayReason[]): Refusal {
  const [first] = reasons
  return { err_no, err_tips: `${TEXTS[err_no]}${first ? ` (${first.code})` : ''}`, reasons }
}

/** A call of 通用交易系统: where members are outside their limits, that is the answer. */
export function tradeCall(answer: (text: TextOf, world: CallWorld) => Answer | Refusal): CallHandler {
  return {
    empty: {},
    answer(call, world) {
      const reasons = call.violations.map(asReason) as GatewayReason[]
      return reasons.length > 0 ? tradeRefusal(10000, ...reasons) : answer(textsOf(call), world)
    }
  }
}
