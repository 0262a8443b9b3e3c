import type { Outside } from '../../world.js'
import type { GatewayReason } from '../platform-answer.js'
import type { Return } from './kinds/return-kind.js'
import type { Settlement } from './kinds/settlement-kind.js'
import { type Order, platformNumber, type Way } from './orders.js'
import { available, channelTypeOf, sumOf } from './places.js'
import type { Movements, Records } from './records.js'
import { acceptedNow, movesMoney, resultAt, TOO_LITTLE } from './results.js'
import { isSettled, stillProcessing } from './settlements.js'

export type ReturnFields = Pick<Return, 'out_return_no' | 'merchant_uid' | 'return_amount' | 'cp_extra'>

const DAY = 24 * 3600 * 1000
/** The most returns of one receiver, and the most days since the settlement. Source: official; unknown for dyzf. */
const LIMITS: Readonly<Record<Way, { most: number; days: number }>> = {
  wx: { most: 20, days: 180 },
  ali: { most: Number.POSITIVE_INFINITY, days: 365 },
  dyzf: { most: Number.POSITIVE_INFINITY, days: Number.POSITIVE_INFINITY }
}

/** A new return. It will fail if the receiver has too little left. */
export function createReturn(
  fields: ReturnFields,
  { out_settle_no, settle_no, out_order_no, item_order_id, seller_uid }: Settlement,
  order: Order,
  records: Records,
  content: string,
  world: Outside
): Return {
  const times = acceptedNow(world)
  const has = available(records.balance(fields.merchant_uid, channelTypeOf(order), times.created_at))
  return {
    kind: 'return',
    ...fields,
    content,
    out_settle_no,
    settle_no,
    out_order_no,
    return_no: platformNumber(times.created_at, world.random(4)),
    // An item is settled once, so nothing could settle its money in transit.
    to: item_order_id !== undefined || isSettled(records.ofOrder(order), times.created_at) ? 'seller' : 'transit',
    ...times,
    ...(seller_uid !== undefined && { seller_uid }),
    ...(has < fields.return_amount && { failure: TOO_LITTLE })
  }
}

/**
 * Why a receiver cannot return this amount; nothing if it can.
 *
 * @param now Unix time in milliseconds
 */
export function returnObstacle(
  { merchant_uid, return_amount }: ReturnFields,
  settlement: Settlement,
  order: Order,
  records: Movements,
  now: number
): GatewayReason | undefined {
  const { status, at } = resultAt(settlement, now)
  if (status !== 'SUCCESS') return { code: 'not-settled', key: 'out_settle_no' }
  const busy = stillProcessing(records, ['settle'], now)
  if (busy) return busy
  const got = sumOf(settlement.receivers.filter((one) => one.merchant_uid === merchant_uid))
  if (got === 0) return { code: 'not-a-receiver', key: 'merchant_uid' }
  const earlier = records.return.filter(
    (one) => one.settle_no === settlement.settle_no && one.merchant_uid === merchant_uid && movesMoney(one, now)
  )
  const { most, days } = LIMITS[order.payment?.way ?? 'wx']
  if (now > (at ?? now) + days * DAY) return { code: 'return-too-late', key: 'out_settle_no', limit: days }
  if (earlier.length >= most) return { code: 'too-many-returns', key: 'merchant_uid', limit: most }
  const left = got - sumOf(earlier.map((one) => ({ amount: one.return_amount })))
  return return_amount > left ? { code: 'more-than-received', key: 'return_amount', limit: left } : undefined
}
