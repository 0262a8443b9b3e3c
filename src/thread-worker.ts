import type { Worker, WorkerOptions } from 'node:worker_threads'

/** Starts a thread that runs src/thread.ts. The single binary has that in itself (.binary/). */
export function openWorker(process: NodeJS.Process, options: WorkerOptions): Worker {
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  return new Worker(`${__dirname}/thread.cjs`, options)
}
