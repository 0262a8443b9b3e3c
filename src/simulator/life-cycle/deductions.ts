import type { Outside } from '../../world.js'
import type { GatewayReason } from '../platform-answer.js'
import { DEDUCTED_INTO, type Deduction } from './kinds/deduction-kind.js'
import type { DeductionRefund } from './kinds/deduction-refund-kind.js'
import { platformNumber } from './orders.js'
import { available } from './places.js'
import type { Records } from './records.js'
import { acceptedNow, movesMoney, resultAt, TOO_LITTLE } from './results.js'

type DeductionFields = Pick<
  Deduction,
  'app_id' | 'out_pay_order_no' | 'auth_order_id' | 'merchant_uid' | 'total_amount' | 'notify_url' | 'fee_detail_list'
> & { pay_order_id?: string }

/** A deduction. It has its result later. */
export function newDeduction(fields: DeductionFields, content: string, world: Outside): Deduction {
  const times = acceptedNow(world)
  const pay_order_id = fields.pay_order_id ?? newPayOrderId(world)
  return { kind: 'deduct', ...fields, pay_order_id, content, ...times, cp_extra: '' }
}

export function newPayOrderId({ now, random }: Outside): string {
  return `mopb${platformNumber(now(), random(4))}`
}

type RefundFields = Pick<
  DeductionRefund,
  'app_id' | 'out_pay_refund_no' | 'refund_total_amount' | 'refund_reason' | 'notify_url' | 'fee_detail_list'
>

/**
 * A refund of a deduction. It fails if the merchant no longer has the money.
 *
 * @param deduction what it refunds
 */
export function newDeductionRefund(
  { refund_total_amount, ...fields }: RefundFields,
  { pay_order_id, merchant_uid }: Deduction,
  content: string,
  records: Records,
  world: Outside
): DeductionRefund {
  const times = acceptedNow(world)
  const pay_refund_id = `morb${platformNumber(times.created_at, world.random(4))}`
  const held = available(records.balance(merchant_uid, DEDUCTED_INTO, times.created_at))
  return {
    kind: 'deduct-refund',
    ...fields,
    ...{ refund_total_amount, pay_refund_id, pay_order_id, merchant_uid, content, ...times, cp_extra: '' },
    ...(refund_total_amount > held && { failure: TOO_LITTLE })
  }
}

/** Why a deduction cannot be refunded by this amount; nothing if it can. */
export function refundObstacle(
  { pay_order_id, total_amount, ...deduction }: Deduction,
  amount: number,
  records: Records,
  now: number
): GatewayReason | undefined {
  if (resultAt(deduction, now).status !== 'SUCCESS') return { code: 'deduction-not-paid', key: 'pay_order_id' }
  const refunds = records.together('deduct-refund', pay_order_id).filter((one) => movesMoney(one, now))
  const limit = refunds.reduce((left, one) => left - one.refund_total_amount, total_amount)
  return amount > limit ? { code: 'more-than-paid', key: 'refund_total_amount', limit } : undefined
}
