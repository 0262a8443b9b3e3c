import { VERSION } from '../version.js'
import { harOf } from '../workbench/journal/har.js'
import { clearJournal, journalFolder } from '../workbench/journal/journal-files.js'
import { findEntries } from './log/find-entries.js'
import { command } from './shared/command.js'
import { confirmDeletion } from './shared/confirm.js'
import { FILTERS } from './shared/filter-options.js'
import { stateOf } from './shared/local-gateway.js'
import { choice, flag } from './shared/option.js'

export const logExport = command({
  description: {
    en: 'HAR opens in the developer tools of a browser, in Proxyman and Charles, and diagnose --har reads it. NDJSON has one entry a line, as it is kept. Secrets are masked in both.',
    zh: 'HAR 可以用浏览器的开发者工具、Proxyman、Charles 打开，diagnose --har 也能读取。NDJSON 每行一条，与保存的内容相同。两种格式中密钥均已打码。'
  },
  options: {
    ...FILTERS,
    format: choice('--format <name>', ['har', 'ndjson'], {
      default: 'har',
      help: {
        en: 'har (HTTP Archive 1.2) or ndjson',
        zh: 'har（HTTP Archive 1.2）或 ndjson'
      }
    })
  },
  examples: [
    'ecpay log export -o traffic.har',
    'ecpay log export --number 20261122120000000abcdefgh -o order.har',
    'ecpay log export --format ndjson --since 1d | jq -c .url'
  ],
  output: {
    en: 'the HAR document, or one JSON object a line. --json: the same',
    zh: 'HAR 文档，或每行一个 JSON 对象。--json：相同'
  },
  exits: [0, 2],
  async run(context, { format, ...filters }) {
    const entries = await findEntries(context, filters)
    const lines = () =>
      format === 'har'
        ? `${JSON.stringify(harOf(entries, VERSION), undefined, 2)}\n`
        : entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
    return { document: lines, text: () => [{ result: lines() }] }
  }
})

export const logClear = command({
  options: {
    yes: flag('--yes', {
      byHand: true,
      help: {
        en: 'delete without asking',
        zh: '不再询问'
      }
    })
  },
  examples: ['ecpay log clear --yes'],
  output: {
    en: 'nothing; how many were deleted is said on stderr. --json: {"deleted"}',
    zh: '无；删除的数量输出到 stderr。--json：{"deleted"}'
  },
  exits: [0, 2, 130],
  withoutResult: true,
  async run(context, { yes }) {
    await confirmDeletion(context, yes, context.words.log.confirmClear)
    const deleted = clearJournal(journalFolder(stateOf(context.world)))
    return {
      document: () => ({ deleted }),
      text: ({ words }) => [{ note: words.log.cleared(deleted) }]
    }
  }
})
