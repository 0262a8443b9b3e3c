import { refuse } from '../../findings/findings.js'
import { type Payment, payOrder, type SettledOrder, type Way } from './orders.js'
import type { Keeping } from './records.js'

/**
 * Pays a stored order, or lets its payment fail; see {@link payOrder}.
 *
 * @param now Unix time in milliseconds
 * @throws EcpayError `order-not-found`, `order-not-payable`, `way-not-offered`
 */
export function payStored(
  store: Keeping,
  outOrderNo: string,
  way: Way | undefined,
  now: number,
  status?: Payment['status']
): SettledOrder {
  return store.transact((records) => {
    const current = records.find('order', outOrderNo)
    if (!current) throw refuse('order-not-found', { out_order_no: outOrderNo })
    const paid = payOrder(current, way, now, status)
    records.put('order', outOrderNo, paid)
    return paid
  })
}
