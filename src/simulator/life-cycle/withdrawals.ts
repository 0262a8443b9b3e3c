import type { Outside } from '../../world.js'
import type { GatewayReason } from '../platform-answer.js'
import { type Withdrawal, withdrawalsOf } from './kinds/withdrawal-kind.js'
import { platformNumber } from './orders.js'
import { available } from './places.js'
import type { Records } from './records.js'
import { acceptedNow, movesMoney } from './results.js'

export type WithdrawalFields = Pick<
  Withdrawal,
  'out_order_id' | 'merchant_uid' | 'channel_type' | 'withdraw_amount' | 'notify_url' | 'cp_extra'
>

/** The most withdrawals per day of one merchant in one channel that have not failed. Source: official. */
const MOST_A_DAY = 5

export function createWithdrawal(fields: WithdrawalFields, content: string, world: Outside): Withdrawal {
  const times = acceptedNow(world)
  const order_id = platformNumber(times.created_at, world.random(4))
  return { kind: 'withdraw', ...fields, content, order_id, ...times }
}

/**
 * Why a merchant cannot withdraw this amount; nothing if it can.
 *
 * @param now Unix time in milliseconds
 */
export function withdrawObstacle(
  { merchant_uid, channel_type, withdraw_amount }: WithdrawalFields,
  records: Records,
  now: number
): GatewayReason | undefined {
  const today = records.together('withdraw', withdrawalsOf(merchant_uid, channel_type, now))
  if (today.filter((one) => movesMoney(one, now)).length >= MOST_A_DAY)
    return { code: 'too-many-withdrawals', key: 'merchant_uid', limit: MOST_A_DAY }
  const limit = available(records.balance(merchant_uid, channel_type, now))
  return withdraw_amount > limit ? { code: 'more-than-withdrawable', key: 'withdraw_amount', limit } : undefined
}
