import { randomBytes } from 'node:crypto'
import { openJournal } from '../../../src/workbench/journal/journal.js'
import { DEFAULT_LIMITS } from '../../../src/workbench/journal/journal-files.js'

/** A process of its own, which keeps so many entries. Arguments: the folder, its name, how many, and the largest size. */
const [folder = '', name = '', count = '', size = ''] = process.argv.slice(2)
const journal = openJournal({
  folder,
  limits: { ...DEFAULT_LIMITS, size: Number(size) },
  hide: (text) => text,
  onTrouble: (problem) => {
    throw new Error(JSON.stringify(problem))
  },
  now: Date.now,
  random: (size) => randomBytes(size)
})
for (let i = 0; i < Number(count); i++) {
  journal.add({
    ...{ at: Date.now(), direction: 'out', what: 'call', method: 'POST', url: `/${name}/${i}`, problem: null },
    ...{ headers: [], body: 'x'.repeat(3000), milliseconds: 1 }
  })
}
