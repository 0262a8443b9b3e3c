import { table } from '../output/columns.js'
import { yuan } from '../protocol/fen.js'
import { EXIT } from '../protocol/findings.js'
import { beijingTime } from '../protocol/time.js'
import { DEMO_KEYS } from '../simulator/demo-keys.js'
import { statusAt } from '../simulator/orders.js'
import type { CommandSpec } from './command.js'
import { confirmDeletion } from './confirm.js'
import { withStore } from './local-gateway.js'

export const simulateKeys: CommandSpec = {
  name: 'simulate keys',
  options: [],
  examples: ['ecpay simulate keys', 'ecpay simulate keys --json'],
  exits: [0, 2],
  async run({ out, words }) {
    if (out.json) await out.document(DEMO_KEYS)
    else await out.result(`${table(Object.entries(DEMO_KEYS)).join('\n')}\n`)
    out.note(words.simulate.keysNote)
    return EXIT.done
  }
}

export const simulateList: CommandSpec = {
  name: 'simulate list',
  options: [],
  examples: ['ecpay simulate list', 'ecpay simulate list --json | jq .orders'],
  exits: [0, 2],
  async run({ world, out, words }) {
    return withStore(world, async (store) => {
      const orders = store.orders().map((order) => ({ ...order, status: statusAt(order, world.now()) }))
      if (out.json) {
        const shown = orders.map(({ kind, content, ...order }) => order)
        await out.document({ orders: shown })
        return EXIT.done
      }
      if (orders.length === 0) {
        out.note(words.simulate.noOrders)
        return EXIT.done
      }
      const { columns } = words.simulate
      const rows = orders.map(({ out_order_no, total_amount, status, created_at }) => [
        out_order_no,
        yuan(String(total_amount)),
        status,
        beijingTime(created_at)
      ])
      const heading = [columns.out_order_no, columns.amount, columns.status, columns.created]
      await out.result(`${table([heading, ...rows]).join('\n')}\n`)
      return EXIT.done
    })
  }
}

export const simulateReset: CommandSpec = {
  name: 'simulate reset',
  options: [{ syntax: '--yes' }],
  examples: ['ecpay simulate reset --yes'],
  exits: [0, 2, 130],
  async run(context, _args, flags) {
    const { world, out, words } = context
    await confirmDeletion(context, flags, words.simulate.confirmReset)
    return withStore(world, async (store) => {
      const deleted = store.clear()
      if (out.json) await out.document({ deleted })
      else out.note(words.simulate.reset(deleted))
      return EXIT.done
    })
  }
}
