import type { Lines } from './steps.js'

export type Part = keyof Lines
export const PARTS: readonly Part[] = ['method', 'uri', 'timestamp', 'nonce', 'body']

interface Order {
  order: readonly Part[]
  rarity: number
}

/** Other orders: two parts that changed places, one that moved, and by their names. */
export const ORDERS: readonly Order[] = ordersOf()

function ordersOf(): Order[] {
  const orders = new Map<string, Order>()
  const add = (order: readonly Part[], rarity: number) => {
    const name = order.join()
    if (name !== PARTS.join() && !orders.has(name)) orders.set(name, { order, rarity })
  }
  add(['method', 'uri', 'nonce', 'timestamp', 'body'], 2)
  add(['uri', 'method', 'timestamp', 'nonce', 'body'], 3)
  add(PARTS.toSorted(), 4)
  for (let i = 0; i < PARTS.length; i++)
    for (let j = 0; j < PARTS.length; j++) {
      const moved = PARTS.filter((_, at) => at !== i)
      moved.splice(j, 0, PARTS[i] as Part)
      add(moved, 4)
      add(
        PARTS.map((one, at) => PARTS[at === i ? j : at === j ? i : at] ?? one),
        4
      )
    }
  return [...orders.values()]
}
