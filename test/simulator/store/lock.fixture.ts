import { readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { takeLock } from '../../../src/simulator/store/lock.js'

/** A process of its own. Arguments: directory, file, and how often to count in it behind the lock, or `hold`. */
const [directory = '', file = '', count = ''] = process.argv.slice(2)
const lock = join(directory, 'lock')

if (count === 'hold') {
  takeLock(lock)
  writeSync(1, 'held\n')
  setInterval(() => {}, 1000)
}
for (let i = 0; i < Number(count); i++) {
  const release = takeLock(lock)
  writeFileSync(file, String(Number(readFileSync(file, 'utf8')) + 1))
  release()
}
