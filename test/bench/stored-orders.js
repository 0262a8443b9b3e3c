import { join } from 'node:path'
import { open } from 'lmdb'

/** The order that is there, and what numbers its copies have. */
export const ONE = 'stored'

/**
 * Puts copies of the order {@link ONE}, which the program itself has stored, beside it, until there are so many orders.
 *
 * @param stateDir as `ECPAY_STATE_DIR`
 */
export async function storeOrders(stateDir, count) {
  const orders = open({ path: join(stateDir, 'gateway-v1'), encoding: 'json', overlappingSync: false })
  const order = orders.get(ONE)
  orders.transactionSync(() => {
    for (let i = 1; i < count; i++) {
      const out_order_no = `${ONE}-${i}`
      orders.putSync(out_order_no, { ...order, out_order_no, order_id: String(BigInt(order.order_id) + BigInt(i)) })
    }
  })
  await orders.close()
}
