import { openWorker } from './thread-worker.js'
import type { Thread, Threads } from './world.js'

/** More would wait for this one, which reads and writes. */
const MOST = 7

/** Threads of Node.js that run this program. */
export function nodeThreads(process: NodeJS.Process): Threads {
  const { availableParallelism } = process.getBuiltinModule('node:os')
  return { count: Math.min(availableParallelism() - 1, MOST), start: (job) => start(process, job) }
}

interface Waiting {
  resolve(answer: unknown): void
  reject(error: Error): void
}

function start(process: NodeJS.Process, job: object): Thread {
  // The arguments decide where its compiled code is.
  const worker = openWorker(process, { argv: process.argv.slice(2), workerData: job })
  const waiting: Waiting[] = []
  let failed: Error | undefined
  worker.on('message', (answer) => waiting.shift()?.resolve(answer))
  const fail = (error: Error) => {
    failed ??= error
    for (const { reject } of waiting.splice(0)) reject(failed)
  }
  // An error in it, or too little memory for one more thread.
  worker.on('error', fail)
  worker.on('messageerror', fail)
  worker.on('exit', () => fail(new Error('a thread has ended')))
  return {
    ask: (message, transferred) =>
      new Promise((resolve, reject) => {
        if (failed) return reject(failed)
        waiting.push({ resolve, reject })
        worker.postMessage(message, [...transferred])
      }),
    end: () => void worker.terminate()
  }
}
