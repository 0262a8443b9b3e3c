import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { EcpayError, refuse } from '../findings/findings.js'
import { closeLmdb, dropLmdb, type Lmdb, openLmdb, type Stats, statsOf } from './lmdb-file.js'
import { Lock, type Patience } from './lock.js'
import { recently } from './recently.js'
import { writeStamp } from './stamp.js'
import { expectGrowth, expectRoom, isCut, lookAt, type Seen } from './store-files.js'

/** Records with text keys. Several processes may have them open. Every method throws `state-unusable`. */
export interface Database<T> extends Reading<T> {
  /**
   * Does `work` while no other process writes. When it returns, the changes survive the end of the process and of the
   * machine. If `work` throws, nothing is written. Call it inside `patiently`, because another process may be writing.
   */
  write<R>(work: (records: Writing<T>) => R): R
  /** Makes the next read see the newest data. Otherwise, all reads in one turn of the event loop see the same state. */
  refresh(): void
  /** Closes it, and shrinks the file if most of it is free. */
  close(): Promise<void>
}

export interface Reading<T> {
  get(key: string): T | undefined
  /** All values, in the order of the UTF-8 bytes of their keys. */
  values(): T[]
  /** The values whose keys are in the range, in the same order. */
  range(range: Range): { key: string; value: T }[]
  /** The number of the newest finished transaction; 0 in a new database. */
  lastTransaction(): number
  /** Reads many records with one look at the files. */
  atOnce<R>(read: (reading: Reading<T>) => R): R
}

/** A range of keys. With `reverse`, it goes from `start` down to `end`. */
export interface Range {
  start?: string
  /** Exclusive. */
  end?: string
  limit?: number
  reverse?: boolean
}

export interface Writing<T> extends Reading<T> {
  put(key: string, record: T): void
  remove(key: string): void
  clear(): void
  /** In the order of their UTF-8 bytes. */
  keys(): string[]
  /** The size of the records on disk, in bytes. */
  size(): number
}

/** The longest key in UTF-8 bytes. The limit of lmdb is 1978. */
const LONGEST_KEY = 1900
/** In milliseconds: how long closing may wait when a process ends. If it fails, the store is as after a SIGKILL. */
const LAST_WAIT = 1000

/**
 * Opens a database of JSON records, and creates it first if there is none. Only the user can access its
 * directory (0700).
 *
 * @param patience how to wait for another process that is writing
 * @param isSound whether a record fits its key; one that does not is damaged
 * @throws EcpayError `state-unusable`, `lmdb-missing`
 */
export async function openDatabase<T>(
  path: string,
  patience: Patience = {},
  isSound: (key: string, record: T) => boolean = () => true
): Promise<Database<T>> {
  const guarded = <R>(work: () => R): R => {
    try {
      return work()
    } catch (error) {
      return unusable(path, error)
    }
  }
  // Loaded only when needed, because its binary may be missing.
  const { open } = await import('lmdb').catch((error) => missing(error))
  guarded(() => makeDirectory(path))
  const lock = new Lock(join(path, 'lock'), patience)
  let seen: Seen | undefined
  /** The newest transaction that this process recorded in the stamp. */
  let stamped = 0
  /*
   * Only one process at a time opens, writes or closes, because lmdb-js is safe only within transactions. When it opens
   * a database, it sets the number of the newest transaction for all processes to the one that it read a moment
   * before, so that a commit in between is lost. And the last process to close destroys the locks that another
   * process, which is just opening, is about to use.
   */
  const opened = (): Lmdb<T> => {
    const lmdb = openLmdb<T>(open, path)
    seen = lookAt(path)
    return lmdb
  }
  let lmdb = await lock.whenFree(opened).catch((error) => unusable(path, error))
  /**
   * The open database, opened again if its file was replaced or removed. To look at the files before each read would
   * take longer than to read.
   */
  const current = recently((): Lmdb<T> => {
    const now = lookAt(path)
    if (now && now.ino === seen?.ino) {
      if (isCut(seen, now)) throw new Error('a file was cut short while it was in use')
      seen = now
      return lmdb
    }
    return lock.now(() => {
      void dropLmdb(lmdb, path)
      lmdb = opened()
      return lmdb
    })
  })
  const sound = (key: string, record: T): T => {
    if (isSound(key, record)) return record
    throw new SyntaxError(key)
  }
  const readingOf = (from: () => Lmdb<T>): Reading<T> => ({
    get: (key) => guarded(() => (Buffer.byteLength(key) > LONGEST_KEY ? undefined : from().get(key))),
    values: () => guarded(() => Array.from(from().getRange(), ({ key, value }) => sound(key, value))),
    range: (range) =>
      guarded(() => Array.from(from().getRange(range), ({ key, value }) => ({ key, value: sound(key, value) }))),
    lastTransaction: () => guarded(() => statsOf(from()).lastTxnId),
    atOnce: (read) => {
      const lmdb = guarded(from)
      return read(readingOf(() => lmdb))
    }
  })
  const writing: Writing<T> = {
    ...readingOf(() => lmdb),
    put: (key, record) => void lmdb.putSync(key, record),
    remove: (key) => void lmdb.removeSync(key),
    clear: () => void lmdb.clearSync(),
    keys: () => Array.from(lmdb.getKeys()),
    size: () => sizeOf(statsOf(lmdb))
  }
  const write = <R>(work: (records: Writing<T>) => R): R => {
    expectRoom(path)
    current.forget()
    current.read()
    if (seen) expectGrowth(path, seen)
    const result = lmdb.transactionSync(() => work(writing))
    const { lastTxnId, entryCount } = statsOf(lmdb)
    if (lastTxnId !== stamped) writeStamp(path, { transaction: lastTxnId, entries: entryCount })
    stamped = lastTxnId
    return result
  }
  return {
    ...readingOf(current.read),
    write: (work) => guarded(() => lock.now(() => write(work))),
    refresh() {
      current.forget()
      lmdb.resetReadTxn()
    },
    async close() {
      const signal = AbortSignal.timeout(LAST_WAIT)
      await lock
        .whenFree(() => closeLmdb(lmdb, path), { signal })
        .catch((error) => {
          if (!signal.aborted) unusable(path, error)
        })
    }
  }
}

/** Makes a directory with its parents. Node's recursive option reports ENOENT for a read-only or full disk. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return
  makeDirectory(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another process may have made it first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function sizeOf({ pageSize, treeBranchPageCount, treeLeafPageCount, overflowPages }: Stats): number {
  return pageSize * (treeBranchPageCount + treeLeafPageCount + overflowPages)
}

/** npm leaves out the binary of lmdb if optional packages are omitted, and has none for rare machines. */
function missing(error: unknown): never {
  const reason = String((error as Error).message ?? error).split('\n', 1)[0] ?? ''
  const inOneFile = process.getBuiltinModule('node:sea').isSea()
  throw refuse('lmdb-missing', { platform: process.platform, arch: process.arch, reason, inOneFile })
}

function unusable(path: string, error: unknown): never {
  if (error instanceof EcpayError || (error as Error).name === 'AbortError') throw error
  const { code, message } = error as NodeJS.ErrnoException
  // The message of JSON.parse would quote parts of orders, and lmdb-js has numbers as codes.
  const known = error instanceof SyntaxError ? 'a record is damaged' : typeof code === 'string' && code
  throw refuse('state-unusable', { path, reason: known || String(message ?? error) })
}
