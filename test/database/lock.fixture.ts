import { readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Lock } from '../../src/database/lock.js'

/** A process of its own. Arguments: directory, file, and how often to count in it behind the lock, or `hold`. */
const [directory = '', file = '', count = ''] = process.argv.slice(2)
const lock = new Lock(join(directory, 'lock'))

async function main(): Promise<void> {
  if (count === 'hold') {
    // Stays as long as this process does.
    await lock.whenFree(() => {
      writeSync(1, 'held\n')
      setInterval(() => {}, 1000)
      return new Promise(() => {})
    })
  }
  for (let i = 0; i < Number(count); i++) {
    await lock.whenFree(() => writeFileSync(file, String(Number(readFileSync(file, 'utf8')) + 1)))
  }
}

main()
