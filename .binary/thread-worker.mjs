import { getAsset } from 'node:sea'
import { Worker } from 'node:worker_threads'

// In place of src/thread-worker.ts: what a thread runs is in the binary itself.

export const openWorker = (_process, options) => new Worker(getAsset('thread.cjs', 'utf8'), { ...options, eval: true })
