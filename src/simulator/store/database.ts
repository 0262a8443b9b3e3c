import { existsSync, mkdirSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RootDatabase } from 'lmdb'
import { EXIT, Failure, finding } from '../../protocol/findings.js'
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
  remove(key: string): void
  clear(): void
  /** In the order of their UTF-8 bytes. */
  keys(): string[]
  /** How many bytes of the disk the records take. */
  size(): number
}

/** Bytes that must be free on the disk: more than one transaction takes. */
const ROOM = 16 * 1024 * 1024

type Open = typeof import('lmdb').open

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
  // Loaded when it is needed, for its binary may be missing.
  const { open } = await import('lmdb').catch((error) => unusable(path, error))
  const lmdb = guarded(() => {
    makeDirectory(path)
    return behindLock(path, () => openChecked<T>(open, path))
  })
  const reading: Reading<T> = {
    get: (key) => guarded(() => lmdb.get(key)),
    values: () => guarded(() => Array.from(lmdb.getRange(), ({ value }) => value))
  }
  const writing: Writing<T> = {
    ...reading,
    put: (key, record) => void lmdb.putSync(key, record),
    remove: (key) => void lmdb.removeSync(key),
    clear: () => void lmdb.clearSync(),
    keys: () => Array.from(lmdb.getKeys()),
    size: () => sizeOf(lmdb.getStats())
  }
  return {
    ...reading,
    write: (work) =>
      guarded(() => {
        expectRoom(path)
        return behindLock(path, () => lmdb.transactionSync(() => work(writing)))
      }),
    // Nothing is under way between two transactions, so lmdb has closed when this returns.
    close: () => guarded(() => behindLock(path, () => void lmdb.close()))
  }
}

/** Node's own recursive way reports ENOENT for what is read-only or full. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return
  makeDirectory(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another process may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
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

function openChecked<T>(open: Open, path: string): RootDatabase<T, string> {
  const file = join(path, 'data.mdb')
  if (!existsSync(file)) makeDataFile(open, path, file)
  const fault = checkStoreFile(file)
  if (fault) throw new Error(fault)
  return openLmdb(open, path)
}

/** Makes the data file elsewhere and moves it into place, so that no process, after a SIGKILL, sees half of it. */
function makeDataFile(open: Open, path: string, file: string): void {
  expectRoom(path)
  const nursery = join(path, 'new')
  rmSync(nursery, { recursive: true, force: true })
  void openLmdb(open, nursery).close()
  renameSync(join(nursery, 'data.mdb'), file)
  rmSync(nursery, { recursive: true, force: true })
}

/**
 * On a full disk nothing is written at all: the message that lmdb-js 3.5 has for a page that could not be
 * written is longer than the memory it takes for it, which can end the process.
 */
function expectRoom(path: string): void {
  const { bavail, bsize } = statfsSync(path)
  if (bavail * bsize < ROOM) throw new Error('ENOSPC')
}

function openLmdb<T>(open: Open, path: string): RootDatabase<T, string> {
  // Without overlapping sync a transaction is on the disk when it returns, at the price of waiting for it.
  return open<T, string>({ path, encoding: 'json', overlappingSync: false, maxReaders: MAX_READERS })
}

/** What LMDB counts of a database, in pages; lmdb-js does not type it. */
interface Stats {
  pageSize: number
  treeBranchPageCount: number
  treeLeafPageCount: number
  overflowPages: number
}

function sizeOf(stats: object): number {
  const { pageSize, treeBranchPageCount, treeLeafPageCount, overflowPages } = stats as Stats
  return pageSize * (treeBranchPageCount + treeLeafPageCount + overflowPages)
}

function unusable(path: string, error: unknown): never {
  if (error instanceof Failure) throw error
  const { code, message } = error as NodeJS.ErrnoException
  // JSON.parse quotes what it read, which would be parts of orders; lmdb-js has numbers for codes.
  const known = error instanceof SyntaxError ? 'a record is damaged' : typeof code === 'string' && code
  throw new Failure(EXIT.input, [finding('state-unusable', { path, reason: known || String(message ?? error) })])
}
