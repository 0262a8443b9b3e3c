import { existsSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { RootDatabase } from 'lmdb'
import { EXIT, Failure, finding } from '../protocol/findings.js'
import { takeLock } from './lock.js'
import { checkStoreFile } from './store-check.js'

/** Records under text keys, which several processes may have open. Every method throws `state-unusable` (exit 2). */
export interface Database<T> extends Reading<T> {
  /**
   * Does `work`, with no other process writing meanwhile. When this returns, what it put survives the end
   * of the process and of the machine; when `work` throws, nothing is written.
   */
  write<R>(work: (records: Writing<T>) => R): R
  close(): void
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
export function openDatabase<T>(path: string): Database<T> {
  const guarded = <R>(work: () => R): R => {
    try {
      return work()
    } catch (error) {
      return unusable(path, error)
    }
  }
  const lmdb = guarded(() => behindLock(path, () => openChecked<T>(path)))
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
    write: (work) => guarded(() => behindLock(path, () => lmdb.transactionSync(() => work(writing)))),
    // Nothing is under way between two transactions, so lmdb has closed when this returns.
    close: () => guarded(() => behindLock(path, () => void lmdb.close()))
  }
}

/**
 * One process at a time opens, writes or closes, for lmdb-js is safe in its transactions alone: as it opens a
 * database it sets the number of the newest transaction, for all processes, to the one it has read a moment
 * before, so that what is committed in between is lost; and the last one to close destroys the locks that
 * another one who is just opening is about to use.
 */
function behindLock<R>(path: string, work: () => R): R {
  const release = takeLock(join(path, 'lock'))
  try {
    return work()
  } finally {
    release()
  }
}

function openChecked<T>(path: string): RootDatabase<T, string> {
  const file = join(path, 'data.mdb')
  if (!existsSync(file)) makeDataFile(path, file)
  const fault = checkStoreFile(file)
  if (fault) throw new Error(fault)
  return openLmdb(path)
}

/** Makes the data file elsewhere and moves it into place, so that no process, after a SIGKILL, sees half of it. */
function makeDataFile(path: string, file: string): void {
  const nursery = join(path, 'new')
  rmSync(nursery, { recursive: true, force: true })
  void openLmdb(nursery).close()
  renameSync(join(nursery, 'data.mdb'), file)
  rmSync(nursery, { recursive: true, force: true })
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
