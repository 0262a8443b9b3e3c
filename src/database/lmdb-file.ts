import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync
} from 'node:fs'
import { join } from 'node:path'
import type { RootDatabase } from 'lmdb'
import { fileStamp, readStamp, removeStamp, type Stamp, writeStamp } from './stamp.js'
import { checkStoreFile } from './store-check.js'
import { DATA, expectRoom, expectUsable } from './store-files.js'

export type Lmdb<T> = RootDatabase<T, string>
type Open = typeof import('lmdb').open

/** What LMDB counts of a database, in pages; lmdb-js does not type it. */
export interface Stats {
  pageSize: number
  treeBranchPageCount: number
  treeLeafPageCount: number
  overflowPages: number
  entryCount: number
  lastTxnId: number
}

export function statsOf(lmdb: { getStats(): object }): Stats {
  return lmdb.getStats() as Stats
}

/** One reader for each process that has the store open. */
const MAX_READERS = 1024

/**
 * Opens the database of a directory behind its lock, making it first where there is none.
 *
 * @throws Error whose code or message says why it cannot be used
 */
export function openLmdb<T>(open: Open, path: string): Lmdb<T> {
  expectUsable(path)
  const file = join(path, DATA)
  const stamp = readStamp(path)
  const size = existsSync(file) ? statSync(file).size : undefined
  // No version ever left an empty file: what was in it is gone.
  if (size === 0 && stamp?.entries !== 0) throw new Error('the lmdb data file is empty')
  if (size === undefined && stamp && stamp.entries > 0) throw new Error('the lmdb data file is missing')
  if (!size) makeDataFile(open, path, file)
  const isKnown = stamp?.file === fileStamp(path)
  const fault = isKnown ? undefined : checkStoreFile(file, size ? stamp?.transaction : 0)
  if (fault) throw new Error(fault)
  const lmdb = opened<T>(open, path)
  // Whoever has it open is seen by the others from now on, in the table of readers: see `isAlone`.
  lmdb.get(NOTHING)
  lmdb.resetReadTxn()
  handles.set(path, (handles.get(path) ?? 0) + 1)
  if (!isKnown) writeStamp(path, stampOf(lmdb))
  return lmdb
}

/** Under this key nothing stands. */
const NOTHING = '/'

function stampOf(lmdb: Lmdb<unknown>): Pick<Stamp, 'transaction' | 'entries'> {
  const { lastTxnId, entryCount } = statsOf(lmdb)
  return { transaction: lastTxnId, entries: entryCount }
}

/** How often this process has each database open: to the table of readers it is one. */
const handles = new Map<string, number>()

function opened<T>(open: Open, path: string): Lmdb<T> {
  // Without overlapping sync a transaction is on the disk when it returns, at the price of waiting for it.
  return open<T, string>({ path, encoding: 'json', overlappingSync: false, maxReaders: MAX_READERS })
}

/** Makes the data file elsewhere and moves it into place, so that no process, after a SIGKILL, sees half of it. */
function makeDataFile(open: Open, path: string, file: string): void {
  expectRoom(path)
  const nursery = emptied(path)
  void opened(open, nursery).close()
  renameSync(join(nursery, DATA), file)
  rmSync(nursery, { recursive: true, force: true })
}

function emptied(path: string): string {
  const nursery = join(path, 'new')
  rmSync(nursery, { recursive: true, force: true })
  mkdirSync(nursery, { mode: 0o700 })
  return nursery
}

/** Bytes below which a file is not worth being made smaller. */
const SMALL = 4 * 1024 * 1024

/**
 * Closes a database behind its lock. What was deleted leaves free pages that lmdb uses again and never gives back:
 * where they are most of the file, the rest is moved to a new one.
 */
export async function closeLmdb(lmdb: Lmdb<unknown>, path: string): Promise<void> {
  const file = join(path, DATA)
  const nursery = isWorthwhile(lmdb, path) && isAlone(lmdb, path) ? await copied(lmdb, path) : undefined
  await dropLmdb(lmdb, path)
  if (nursery === undefined) return
  // Its transactions are counted from the beginning again.
  removeStamp(path)
  renameSync(join(nursery, DATA), file)
  rmSync(nursery, { recursive: true, force: true })
}

/** Closes it, and no more. */
export async function dropLmdb(lmdb: Lmdb<unknown>, path: string): Promise<void> {
  handles.set(path, (handles.get(path) ?? 1) - 1)
  await lmdb.close()
}

function isWorthwhile(lmdb: Lmdb<unknown>, path: string): boolean {
  const size = statSync(join(path, DATA), { throwIfNoEntry: false })?.size ?? 0
  if (size < SMALL) return false
  const { pageSize, treeBranchPageCount, treeLeafPageCount, overflowPages } = statsOf(lmdb)
  const used = pageSize * (treeBranchPageCount + treeLeafPageCount + overflowPages)
  const { bavail, bsize } = statfsSync(path)
  return used * 2 < size && bavail * bsize > size
}

/** An older version would go on writing to the file that was there; so nobody else may have it open. */
function isAlone(lmdb: Lmdb<unknown>, path: string): boolean {
  lmdb.readerCheck()
  return handles.get(path) === 1 && lmdb.readerList().trim().split('\n').length <= 2
}

/** @returns the directory with the copy, on the disk; undefined where that failed, which nothing depends on */
async function copied(lmdb: Lmdb<unknown>, path: string): Promise<string | undefined> {
  const nursery = emptied(path)
  try {
    await lmdb.backup(nursery, true)
    const descriptor = openSync(join(nursery, DATA), 'r+')
    fsyncSync(descriptor)
    closeSync(descriptor)
    return nursery
  } catch {
    rmSync(nursery, { recursive: true, force: true })
    return undefined
  }
}
