import type { Outside } from '../../world.js'
import type { Return } from '../life-cycle/kinds/return-kind.js'
import type { Settlement } from '../life-cycle/kinds/settlement-kind.js'
import type { Records } from '../life-cycle/records.js'
import { createReturn, returnObstacle } from '../life-cycle/returns.js'
import { accepted, noRecord, type Refusal, refused } from '../platform-answer.js'
import type { Call } from '../read-request.js'
import { noOrder } from './answer-query-order.js'
import { returnInfo } from './answer-query-return.js'
import { isRefusal, onceStored } from './once.js'
import type { CallHandler } from './received-call.js'

/** 退分账. It is accepted, and has its result later. */
export const createReturnCall: CallHandler = {
  empty: { return_info: null },
  answer(call, { store, ...world }) {
    const make = (content: string, records: Records) => takeBack(call.values, content, records, world)
    const outcome = onceStored('return', call, store, make)
    return isRefusal(outcome) ? outcome : accepted({ return_info: returnInfo(outcome, call.values, world.now()) })
  }
}

function takeBack(values: Call['values'], content: string, records: Records, world: Outside): Return | Refusal {
  const text = (key: string) => values.get(key) ?? ''
  const settlement = settlementOf(records, text('out_settle_no'), text('settle_no'))
  if (!settlement) return noRecord({ code: 'no-such-settlement', key: 'out_settle_no' })
  const order = records.find('order', settlement.out_order_no)
  if (order?.kind !== 'order') return noOrder()
  const fields = {
    out_return_no: text('out_return_no'),
    merchant_uid: text('merchant_uid'),
    return_amount: Number(text('return_amount')),
    cp_extra: text('cp_extra')
  }
  const obstacle = returnObstacle(fields, settlement, order, records.ofOrder(order), world.now())
  return obstacle ? refused(obstacle) : createReturn(fields, settlement, order, records, content, world)
}

/** By either number; where both are given they have to agree. */
function settlementOf(records: Records, out_settle_no: string, settle_no: string): Settlement | undefined {
  const named = out_settle_no === '' ? undefined : records.find('settle', out_settle_no)
  const candidates = out_settle_no === '' ? records.named('settle', settle_no) : named?.kind === 'settle' ? [named] : []
  return candidates.find((one) => settle_no === '' || one.settle_no === settle_no)
}
