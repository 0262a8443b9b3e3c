import { EXIT } from '../../findings/findings.js'
import { table } from '../../output/columns.js'
import type { Words } from '../../output/words/words.js'
import { yuan } from '../../protocol/fen.js'
import { beijingTime } from '../../protocol/time.js'
import { statusAt } from '../../simulator/life-cycle/orders.js'
import { resultAt } from '../../simulator/life-cycle/results.js'
import { settledAmount } from '../../simulator/life-cycle/settlements.js'
import type { Kinds, Store } from '../../simulator/store/store.js'
import type { CommandSpec } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'

export const simulateList: CommandSpec = {
  name: 'simulate list',
  options: [],
  examples: ['ecpay simulate list', 'ecpay simulate list --json | jq .orders'],
  exits: [0, 2],
  async run({ world, out, words }) {
    return withStore({ world, out }, async (store) => {
      const lists = listsOf(store, world.now())
      if (out.json) await out.document(Object.fromEntries(lists.map(({ name, records }) => [name, records])))
      else if (lists.every(({ records }) => records.length === 0)) out.note(words.simulate.noOrders)
      else {
        // Before cells are cut: half a secret is found by nobody.
        const mask = await out.masking()
        await out.result(lists.flatMap((one) => tableOf(one, words, out.tableWidth, mask)).join('\n'))
      }
      return EXIT.done
    })
  }
}

/** All of a kind: as records, and as the rows of a table under these heads. */
interface List {
  name: string
  records: readonly object[]
  heads: readonly string[]
  rows: readonly { names: readonly string[]; amount: number; status: string; created_at: number }[]
}

function listsOf(store: Store, now: number): List[] {
  const { order, refund, settle, return: returns, withdraw } = store.all()
  const statusOf = (one: Kinds[keyof Kinds]) => (one.kind === 'order' ? statusAt(one, now) : resultAt(one, now).status)
  const list = <R extends Kinds[keyof Kinds]>(
    name: string,
    records: readonly R[],
    heads: readonly (keyof R & string)[],
    amountOf: (record: R) => number
  ): List => ({
    name,
    records: records.map((one) => shown(one, statusOf(one))),
    heads,
    rows: records.map((one) => ({
      names: heads.map((head) => String(one[head])),
      amount: amountOf(one),
      status: statusOf(one),
      created_at: one.created_at
    }))
  })
  return [
    list('orders', order, ['out_order_no'], (one) => one.total_amount),
    list('refunds', refund, ['out_refund_no', 'out_order_no'], (one) => one.refund_amount),
    list('settlements', settle, ['out_settle_no', 'out_order_no'], settledAmount),
    list('returns', returns, ['out_return_no', 'out_settle_no', 'merchant_uid'], (one) => one.return_amount),
    list('withdrawals', withdraw, ['out_order_id', 'merchant_uid', 'channel_type'], (one) => one.withdraw_amount)
  ]
}

/** A record without what the gateway keeps for itself. */
function shown(record: Kinds[keyof Kinds], status: string): object {
  const { kind, content, callback, due_at, outcome, failure, ...members } = record as Kinds['refund']
  return { ...members, status }
}

/** An empty line between two tables. Of what is too wide for a screen the thing's own number goes last. */
function tableOf(
  { heads, rows }: List,
  { simulate: { columns } }: Words,
  width: number,
  mask: (text: string) => string
): string[] {
  if (rows.length === 0) return []
  const heading = [...heads, columns.amount, columns.status, columns.created]
  const lines = rows.map(({ names, amount, status, created_at }) => [
    ...names.map(mask),
    yuan(String(amount)),
    status,
    beijingTime(created_at)
  ])
  const others = heads.flatMap((_, column) => (column === 0 ? [] : [{ column, to: 14 }])).reverse()
  const yielding = [...others, { column: heading.length - 1, to: 0 }]
  return [`${table([heading, ...lines], width, yielding).join('\n')}\n`]
}
