import { finding, refuse } from '../findings/findings.js'
import { bytesOf, type JournalEntry } from '../workbench/journal/entry.js'
import { entriesTable } from './log/entries-table.js'
import { entryDocument, entryText, requestBytes } from './log/entry-text.js'
import { findEntries, readEntries } from './log/find-entries.js'
import { knownCalls } from './log/known-calls.js'
import { shortForm } from './log/short-form.js'
import { type Context, command } from './shared/command.js'
import { FILTERS } from './shared/filter-options.js'
import { ID, idUnlessLast, LAST } from './shared/one-of-list.js'
import { flag, number } from './shared/option.js'

/** The members of an entry in a list. */
const SHORT =
  '"id","at","direction","what","env","call","type","method","url","numbers","status","err_no","problem","failed","milliseconds"'

export const logList = command({
  description: {
    en: 'Everything that this tool sent to the platform or to your handler, and that the local gateway and listen took: each with its answer, without secrets. --number follows an order through both sides: its call, its callbacks with every attempt, its refunds. It is kept for 30 days, at most 64 MiB.',
    zh: '本工具发给平台和你的后端的、本地网关和 listen 收到的全部请求，连同各自的响应，密钥均已打码。--number 可以贯穿双方追踪一笔订单：下单、回调的每次发送、退款。保留 30 天，最多 64 MiB。'
  },
  options: {
    ...FILTERS,
    limit: number('--limit <n>', {
      min: 1,
      integer: true,
      default: 30,
      help: {
        en: 'the newest n of them',
        zh: '只列出最新的 n 条'
      }
    })
  },
  examples: [
    'ecpay log list',
    'ecpay log list --failed --since 1h',
    'ecpay log list --number 20261122120000000abcdefgh',
    "ecpay log list --call create_order --json | jq -r '.entries[-1].id'"
  ],
  output: {
    en: `a table, oldest first: → was sent, ← was received. --json: {"entries":[{${SHORT}}]}`,
    zh: `表格，先发生的在前：→ 为发出，← 为收到。--json：{"entries":[{${SHORT}}]}`
  },
  exits: [0, 2],
  async run(context, { limit, ...filters }) {
    const entries = await findEntries(context, filters, limit)
    const calls = await knownCalls()
    return {
      document: () => ({ entries: entries.map((entry) => shortForm(entry, calls)) }),
      async text(voice) {
        const { log } = voice.words
        if (entries.length === 0) return [{ note: log.none }]
        const lines = await entriesTable(voice, entries, calls)
        return [
          { result: `${lines.join('\n')}\n` },
          ...(voice.isTerminal && entries.length === limit ? [{ note: log.newest(limit) }] : [])
        ]
      }
    }
  }
})

export const logShow = command({
  arguments: { id: { ...ID, suggests: 'log-id' } },
  options: {
    last: LAST,
    request: flag('--request', {
      help: {
        en: 'the request alone, as it is kept: its line, headers and body, for diagnose and verify-callback',
        zh: '只输出保存的请求：请求行、请求头和请求体，可交给 diagnose 和 verify-callback'
      }
    })
  },
  examples: [
    'ecpay log show hmq2z1a7k3c0',
    'ecpay log show --last',
    'ecpay log show hmq2z1a7k3c0 --request | ecpay diagnose --env local',
    "ecpay log show --last --json | jq -r '.curl'"
  ],
  output: {
    en: `the request and its answer, what its err_no means, the same as curl, what else is about the same numbers, and the next command. --json: {${SHORT},"headers":[[name,value]],"body","answer":{"headers","body"},"log_id","curl","related":[…],"next":[…]}`,
    zh: `请求和响应、err_no 的含义、对应的 curl、相同单号的其他记录、下一步的命令。--json：{${SHORT},"headers":[[name,value]],"body","answer":{"headers","body"},"log_id","curl","related":[…],"next":[…]}`
  },
  exits: [0, 1, 2],
  async run(context, { id, last, request }) {
    const entry = chosenEntry(context, id, last)
    const calls = await knownCalls()
    if (request && entry.isCut) {
      context.out.warn([finding('journal-cut', { id: entry.id, kept: bytesOf(entry).length, size: entry.size })])
    }
    return {
      document: () => entryDocument(context, entry, calls),
      text: async (voice) => [{ result: request ? requestBytes(entry) : await entryText(context, voice, entry, calls) }]
    }
  }
})

/**
 * The entry with an id, or the newest.
 *
 * @throws EcpayError `missing-argument`, `conflicting-options`; `log-entry-not-found`, `log-empty`
 */
function chosenEntry(context: Context, given: string | undefined, last: boolean): JournalEntry {
  const id = idUnlessLast(given, last)
  const all = readEntries(context, last ? 1 : Number.POSITIVE_INFINITY, () => ({}))
  const entry = last ? all.at(-1) : all.find((one) => one.id === id)
  if (entry) return entry
  throw id === undefined ? refuse('log-empty') : refuse('log-entry-not-found', { found: id })
}
