import { lstatSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeAllWhole } from '../files/draft.js'
import { codeOf, fault } from '../files/read-file.js'
import { refuse } from '../findings/findings.js'
import { inFolder } from '../make-folders.js'
import { visibleLine } from '../output/terminal-text.js'
import { contentOf, fileOf, INDEX_FILE, indexLine } from '../workbench/listen/delivery-files.js'
import type { DeliveryRecord } from '../workbench/listen/delivery-store.js'
import { withDeliveries } from './deliveries.js'
import { command } from './shared/command.js'
import { argument, list } from './shared/option.js'

export const deliveriesExport = command({
  arguments: {
    folder: argument('<folder>', {
      help: {
        en: 'where to write them: the body of each as <id>.json, or where its headers sign it the request as <id>.http; the answers in deliveries.ndjson',
        zh: '写到哪里：每个回调的请求体为 <id>.json，签名在请求头中的写成完整请求 <id>.http；响应在 deliveries.ndjson'
      }
    })
  },
  options: {
    only: list('--only <id>', {
      suggests: 'delivery-id',
      help: {
        en: 'this one only; repeatable',
        zh: '只写这一个；可多次使用'
      }
    })
  },
  examples: ['ecpay deliveries export callbacks', 'ecpay deliveries export callbacks --only hmq2z1a7k3c0'],
  output: {
    en: 'nothing. --json: {"folder","files":[…]}',
    zh: '无输出。--json：{"folder","files":[…]}'
  },
  exits: [0, 1, 2],
  withoutResult: true,
  async run(context, { folder, only }) {
    const all = await withDeliveries(context, (deliveries) => deliveries.all())
    const missing = only.find((id) => !all.some((one) => one.id === id))
    if (missing !== undefined) throw refuse('delivery-not-found', { found: missing })
    const records = only.length > 0 ? all.filter(({ id }) => only.includes(id)) : all
    const path = resolve(context.world.cwd, folder)
    const files = writeAll(path, records)
    return {
      document: () => ({ folder: path, files }),
      text: ({ words }) => [{ note: words.deliveries.exported(files.length, visibleLine(path)) }]
    }
  }
})

/** Writes the bodies byte for byte, and an index with the answers in order: everything or nothing. */
function writeAll(folder: string, records: readonly DeliveryRecord[]): string[] {
  try {
    if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) throw fault('symbolic-link')
    inFolder(folder, () =>
      writeAllWhole(
        function* () {
          for (const record of records) yield [join(folder, fileOf(record)), contentOf(record)]
          yield [join(folder, INDEX_FILE), records.map(indexLine).join('')]
        },
        { mode: 0o600, replace: true }
      )
    )
  } catch (error) {
    throw refuse('file-not-writable', { path: folder, reason: codeOf(error) })
  }
  return records.map(fileOf)
}
