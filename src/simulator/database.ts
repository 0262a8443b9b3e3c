import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { RootDatabase } from 'lmdb'
import { EXIT, Failure, finding } from '../protocol/findings.js'
import { checkStoreFile } from './store-check.js'

/** Records under text keys, which several processes may have open. Every method throws `state-unusable` (exit 2). */
export interface Database<T> extends Reading<T> {
  /**
   * Does `work`, with no other process writing meanwhile. When this returns, what it put survives the end
   * of the process and of the machine; when `work` throws, nothing is written.
   */
  write<R>(work: (records: Writing<T>) => R): R
  close(): Promise<void>
}

export interface Reading<T> {
  get(key: string): T | undefined
  /** In the order of the keys' UTF-8 bytes. */
  values(): T[]
}

export interface Writing<T> extends Reading<T> {
  put(key: string, record: T): void
  clear(): void
}

/** One reader for each process that has the store open. */
const MAX_READERS = 1024

/**
 * Opens a database of JSON records, making it first where there is none. The directory is the user's
 * alone (0700).
 *
 * @throws Failure (exit 2) `state-unusable`
 */
export async function openDatabase<T>(path: string): Promise<Database<T>> {
  const guarded = <R>(work: () => R): R => {
    try {
      return work()
    } catch (error) {
      return unusable(path, error)
    }
  }
  const { gate, lmdb } = guarded(() => openBehindGate<T>(path))
  const reading: Reading<T> = {
    get: (key) => guarded(() => lmdb.get(key)),
    values: () => guarded(() => Array.from(lmdb.getRange(), ({ value }) => value))
  }
  const writing: Writing<T> = {
    ...reading,
    put: (key, record) => void lmdb.putSync(key, record),
    clear: () => void lmdb.clearSync()
  }
  return {
    ...reading,
    write: (work) => guarded(() => through(gate, () => lmdb.transactionSync(() => work(writing)))),
    async close() {
      await lmdb.close()
      await gate.close()
    }
  }
}

type Gate = RootDatabase<never, string>

/**
 * lmdb-js, as it opens a database, sets the number of the newest transaction for all processes to the one it
 * has read before: a transaction that another process commits in between is lost. So one process at a time
 * opens or writes. The gate is a database that never holds anything, and so cannot lose it; its lock is
 * given free by the system when a process is killed.
 */
function openBehindGate<T>(path: string): { gate: Gate; lmdb: RootDatabase<T, string> } {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const gate = openLmdb<never>(join(path, 'gate'))
  return { gate, lmdb: through(gate, () => openChecked<T>(path)) }
}

function through<R>(gate: Gate, work: () => R): R {
  return gate.transactionSync(work)
}

function openChecked<T>(path: string): RootDatabase<T, string> {
  const file = join(path, 'data.mdb')
  const fault = existsSync(file) && checkStoreFile(file)
  if (fault) throw new Error(fault)
  return openLmdb<T>(path)
}

function openLmdb<T>(path: string): RootDatabase<T, string> {
  // `require`, for lmdb's one CommonJS file loads in half the time of its ES modules.
  const { open } = createRequire(import.meta.url)('lmdb') as typeof import('lmdb')
  // Without overlapping sync a transaction is on the disk when it returns, at the price of waiting for it.
  return open<T, string>({ path, encoding: 'json', overlappingSync: false, maxReaders: MAX_READERS })
}

function unusable(path: string, error: unknown): never {
  if (error instanceof Failure) throw error
  // JSON.parse quotes what it read, which would be parts of orders.
  const reason = error instanceof SyntaxError ? 'a record is damaged' : String((error as Error).message ?? error)
  throw new Failure(EXIT.input, [finding('state-unusable', { path, reason })])
}
