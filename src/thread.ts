import { parentPort, workerData } from 'node:worker_threads'
import type { ReadBlock } from './commands/bulk/task.js'
import { cacheFolder } from './start/cache-dir.js'
import { compiledCode } from './start/compiled-code.js'
import { ENTRY } from './start/entry.js'

// A thread of the program: it does one task with each block that it is given. See src/commands/bulk/lanes.ts.
const { load } = compiledCode(__dirname, cacheFolder(process), process.getuid?.(), require)
const { memoryOf, workOf } = load(ENTRY) as typeof import('./cli.js')
const begun = workOf(workerData)

parentPort?.on('message', async (block: ReadBlock) => {
  const work = await begun
  const done = work(block)
  parentPort?.postMessage(done, memoryOf(done))
})
