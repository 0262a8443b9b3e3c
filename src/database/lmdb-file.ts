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

/** LMDB's statistics of a database, in pages. lmdb-js has no type for it. */
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

/** The most processes that can have the store open; each is a reader. */
const MAX_READERS = 1024

/**
 * Opens the database of a directory while holding its lock, and creates it first if there is none.
 *
 * @throws Error with a code or message that says why it cannot be used
 */
export function openLmdb<T>(open: Open, path: string): Lmdb<T> {
  expectUsable(path)
  const file = join(path, DATA)
  const stamp = readStamp(path)
  const size = existsSync(file) ? statSync(file).size : undefined
  // No version ever leaves an empty file, so its content is lost.
  if (size === 0 && stamp?.entries !== 0) throw new Error('the lmdb data file is empty')
  if (size === undefined && stamp && stamp.entries > 0) throw new Error('the lmdb data file is missing')
  if (!size) makeDataFile(open, path, file)
  const isKnown = stamp?.file === fileStamp(path)
  const fault = isKnown ? undefined : checkStoreFile(file, size ? stamp?.transaction : 0)
  if (fault) throw new Error(fault)
  const lmdb = opened<T>(open, path)
  // From now on, other processes see in the table of readers that this one has it open: see `isAlone`.
  lmdb.get(NOTHING)
  lmdb.resetReadTxn()
  handles.set(path, (handles.get(path) ?? 0) + 1)
  if (!isKnown) writeStamp(path, stampOf(lmdb))
  return lmdb
}

/** A key without a value. */
const NOTHING = '/'

function stampOf(lmdb: Lmdb<unknown>): Pick<Stamp, 'transaction' | 'entries'> {
  const { lastTxnId, entryCount } = statsOf(lmdb)
  return { transaction: lastTxnId, entries: entryCount }
}

/** How many times this process has each database open. In the table of readers it counts once. */
const handles = new Map<string, number>()

function opened<T>(open: Open, path: string): Lmdb<T> {
  // Without overlapping sync, a transaction is on the disk when it returns, at the cost of waiting for the disk.
  return open<T, string>({ path, encoding: 'json', overlappingSync: false, maxReaders: MAX_READERS })
}

/** Makes the data file elsewhere and moves it into place, so that a SIGKILL never leaves half of it. */
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

/** In bytes. A smaller file is not worth shrinking. */
const SMALL = 4 * 1024 * 1024

/**
 * Closes a database while holding its lock. Deleted values leave free pages, which lmdb reuses but never returns. If
 * they are most of the file, the rest is copied to a new one.
 */
export async function closeLmdb(lmdb: Lmdb<unknown>, path: string): Promise<void> {
  const file = join(path, DATA)
  const nursery = isWorthwhile(lmdb, path) && isAlone(lmdb, path) ? await copied(lmdb, path) : undefined
  await dropLmdb(lmdb, path)
  if (nursery === undefined) return
  // Its transactions are counted from 0 again.
  removeStamp(path)
  renameSync(join(nursery, DATA), file)
  rmSync(nursery, { recursive: true, force: true })
}

/** Closes it without shrinking. */
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

/** Whether no other process has it open. An older version would continue to write to the replaced file. */
function isAlone(lmdb: Lmdb<unknown>, path: string): boolean {
  lmdb.readerCheck()
  return handles.get(path) === 1 && lmdb.readerList().trim().split('\n').length <= 2
}

/** @returns the directory with the copy, on the disk; undefined if copying failed, which does no harm */
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
