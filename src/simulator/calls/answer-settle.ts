import type { Outside } from '../../world.js'
import type { Receiver, Settlement } from '../life-cycle/kinds/settlement-kind.js'
import type { Records } from '../life-cycle/records.js'
import { createSettlement, sharesOf } from '../life-cycle/settlements.js'
import { accepted, type Refusal, refused } from '../platform-answer.js'
import type { Call } from '../read-request.js'
import { noOrder } from './answer-query-order.js'
import { isRefusal, onceStored } from './once.js'
import type { CallHandler } from './received-call.js'

/** 发起结算及分账. It is accepted, and has its result later. */
export const settleCall: CallHandler = {
  empty: { settle_no: '' },
  answer(call, { store, ...world }) {
    const make = (content: string, records: Records) => settlement(call.values, content, records, world)
    const outcome = onceStored('settle', call, store, make)
    return isRefusal(outcome) ? outcome : accepted({ settle_no: outcome.settle_no })
  }
}

function settlement(values: Call['values'], content: string, records: Records, world: Outside): Settlement | Refusal {
  const text = (key: string) => values.get(key) ?? ''
  const order = records.find('order', text('out_order_no'))
  if (order?.kind !== 'order') return noOrder()
  // Source: official. Left out is as 'true': this one gives the seller the rest.
  const more = text('finish') === 'false'
  const shares = sharesOf(order, records.ofOrder(order), receiversIn(text('settle_params')), more, world.now())
  if ('code' in shares) return refused(shares)
  const fields = {
    out_settle_no: text('out_settle_no'),
    out_order_no: order.out_order_no,
    notify_url: text('notify_url'),
    cp_extra: text('cp_extra')
  }
  return createSettlement(fields, shares, content, world)
}

/** Validated before: a list of objects with these two members, or empty. */
function receiversIn(json: string): Receiver[] {
  const list = json === '' ? [] : (JSON.parse(json) as Receiver[])
  return list.map(({ merchant_uid, amount }) => ({ merchant_uid, amount }))
}
