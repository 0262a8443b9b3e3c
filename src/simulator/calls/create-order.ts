import { accepted, badParameters, type Refusal, reasonText, TIPS } from '../answer.js'
import { contentOf, createOrder, type DeadNumber, type Order } from '../orders.js'
import type { Call } from '../request.js'
import type { Change, NumberRecord } from '../store.js'
import type { SimulatorWorld } from '../world.js'
import type { CallHandler } from './call.js'

/**
 * 预下单. The same number with the same content is the same order; a number whose first call failed
 * stays refused, whatever comes later.
 */
export const createOrderCall: CallHandler = {
  empty: { data: null },
  answer(call, { store, ...world }) {
    const { violations, values } = call
    // A number that is itself at fault cannot be anybody's first call.
    const nameless = violations.some((one) => 'key' in one && one.key === 'out_order_no')
    if (nameless) return badParameters(violations)
    const outcome = store.change(values.get('out_order_no') ?? '', (current) => settle(current, call, world))
    if ('err_no' in outcome) return outcome
    return accepted({ data: { order_id: outcome.order_id, order_token: outcome.order_token } })
  }
}

function settle(current: NumberRecord | undefined, call: Call, world: SimulatorWorld): Change<Order | Refusal> {
  if (current?.kind === 'dead') return { result: deadNumber(current) }
  if (call.violations.length > 0) {
    const result = badParameters(call.violations)
    return current ? { result } : { record: died(call, result), result }
  }
  const content = contentOf(call.signed)
  if (current) return { result: current.content === content ? current : otherContent() }
  const order = createOrder(orderFields(call.values), content, world)
  return { record: order, result: order }
}

function orderFields(values: Call['values']) {
  const text = (key: string) => values.get(key) ?? ''
  return {
    out_order_no: text('out_order_no'),
    total_amount: Number(text('total_amount')),
    subject: text('subject'),
    body: text('body'),
    valid_time: Number(text('valid_time')),
    notify_url: text('notify_url'),
    cp_extra: text('cp_extra'),
    limit_pay_way: text('limit_pay_way')
  }
}

function died({ values }: Call, { reasons }: Refusal): DeadNumber {
  return { kind: 'dead', out_order_no: values.get('out_order_no') ?? '', reason: reasonText(reasons) }
}

function deadNumber({ reason }: DeadNumber): Refusal {
  const err_tips = `${TIPS.dead} (${reason})`
  return { err_no: 2010, err_tips, reasons: [{ code: 'dead-number', key: 'out_order_no' }] }
}

function otherContent(): Refusal {
  return { err_no: 2010, err_tips: TIPS.otherContent, reasons: [{ code: 'number-reused', key: 'out_order_no' }] }
}
