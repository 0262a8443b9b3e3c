import { table } from '../../output/columns.js'
import type { Words } from '../../output/words/words.js'
import { yuan } from '../../protocol/fen.js'
import { beijingTime } from '../../protocol/time.js'
import { KIND_NAMES, kindOf, type ResultKind, type ResultRecords } from '../../simulator/life-cycle/kinds/kinds.js'
import { statusAt } from '../../simulator/life-cycle/orders.js'
import { type Movements, ofKind } from '../../simulator/life-cycle/records.js'
import { resultAt } from '../../simulator/life-cycle/results.js'
import type { Store } from '../../simulator/store/store.js'
import { command } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'

export const simulateList = command({
  options: {},
  examples: ['ecpay simulate list', 'ecpay simulate list --json | jq .orders'],
  output: {
    en: 'a table each. --json: {"orders":[…],"refunds":[…],"settlements":[…],"returns":[…],"withdrawals":[…],"trade_refunds":[…],"agreements":[…],"deductions":[…],"deduction_refunds":[…]}',
    zh: '每种一张表格。--json：{"orders":[…],"refunds":[…],"settlements":[…],"returns":[…],"withdrawals":[…],"trade_refunds":[…],"agreements":[…],"deductions":[…],"deduction_refunds":[…]}'
  },
  exits: [0, 2],
  async run(context) {
    const lists = await withStore(context, async (store, { now }) => listsOf(store, now()))
    return {
      document: () => Object.fromEntries(lists.map(({ name, records }) => [name, records])),
      async text({ words, tableWidth, masking }) {
        if (lists.every(({ records }) => records.length === 0)) return [{ note: words.simulate.noOrders }]
        // Mask before cells are cut, because masking does not find half of a secret.
        const mask = await masking()
        return [{ result: lists.flatMap((one) => tableOf(one, words, tableWidth, mask)).join('\n') }]
      }
    }
  }
})

/** All records of a kind, also as rows of a table with these headings. */
interface List {
  name: string
  records: readonly object[]
  heads: readonly string[]
  rows: readonly { names: readonly string[]; amount: number; status: string; created_at: number }[]
}

function listsOf(store: Store, now: number): List[] {
  const all = store.all()
  const orders = listOf(
    'orders',
    all.order,
    ['out_order_no'],
    (one) => one.total_amount,
    (one) => statusAt(one, now)
  )
  const listOfKind = <K extends ResultKind>(kind: K) => {
    const { list, amount } = kindOf(kind)
    return listOf(list.name, ofKind(all, kind), list.columns, amount, (one) => resultAt(one, now).status)
  }
  return [orders, ...KIND_NAMES.map(listOfKind)]
}

function listOf<R extends Movements[keyof Movements][number]>(
  name: string,
  records: readonly R[],
  heads: readonly (keyof R & string)[],
  amountOf: (record: R) => number,
  statusOf: (record: R) => string
): List {
  return {
    name,
    records: records.map((one) => shown(one, statusOf(one))),
    heads,
    rows: records.map((one) => ({
      names: heads.map((head) => String(one[head])),
      amount: amountOf(one),
      status: statusOf(one),
      created_at: one.created_at
    }))
  }
}

/** A record without the internal members of the gateway. */
function shown(record: object, status: string): object {
  const { kind, content, callback, due_at, is_deadline, outcome, failure, ...members } =
    record as ResultRecords['refund']
  return { ...members, status }
}

/** A table, after an empty line. If it is too wide for the screen, the record's own number is shortened last. */
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
