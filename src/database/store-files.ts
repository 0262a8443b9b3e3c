import { accessSync, constants, lstatSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The file with the records, and the one with lmdb's own locks. */
export const DATA = 'data.mdb'
const LOCKS = 'lock.mdb'

/** In bytes: the free space that must be on the disk, more than one transaction takes. */
const ROOM = 16 * 1024 * 1024
/** In bytes: what lmdb writes at once to a new file of locks, and some more. */
const PROBE = 80 * 1024

/**
 * Throws an error if lmdb could not open or create one of its files. lmdb itself would end the process with a signal.
 */
export function expectUsable(path: string): void {
  for (const name of [DATA, LOCKS]) {
    const file = join(path, name)
    const found = lstatSync(file, { throwIfNoEntry: false })
    if (!found) continue
    if (!found.isFile()) throw new Error(`${name} is not a regular file`)
    accessSync(file, constants.R_OK | constants.W_OK)
  }
  if ((sizeOf(path, LOCKS) ?? 0) < PROBE / 2 || sizeOf(path, DATA) === undefined) expectWritable(path)
}

/** Checks that a file can be written. Free space does not show a quota or the largest file that a process may write. */
function expectWritable(path: string): void {
  const probe = join(path, `probe-${process.pid}`)
  try {
    writeFileSync(probe, Buffer.alloc(PROBE), { mode: 0o600 })
  } finally {
    rmSync(probe, { force: true })
  }
}

/** In bytes: how much the file may grow before the next check, and how much it needs at least. */
const GROWTH = [1024 * 1024, 64 * 1024]
const grown = new Map<string, number>()

/**
 * Like {@link expectWritable}, for the growing data file. Nothing is written. If the file would become too large, the
 * error comes from here, not from lmdb on stderr.
 */
export function expectGrowth(path: string, { size }: Seen): void {
  const [ample = 0, least = 0] = GROWTH
  if (process.platform === 'win32' || Number(size) + least / 2 <= (grown.get(path) ?? 0)) return
  const longest = [ample, least].map((more) => Number(size) + more).find((bytes, i) => mayBe(path, bytes, i === 1))
  grown.set(path, longest ?? 0)
}

/** Whether a file may have this length. */
function mayBe(path: string, bytes: number, isLast: boolean): boolean {
  const probe = join(path, `probe-${process.pid}`)
  try {
    writeFileSync(probe, '', { mode: 0o600 })
    truncateSync(probe, bytes)
    return true
  } catch (error) {
    if (isLast) throw error
    return false
  } finally {
    rmSync(probe, { force: true })
  }
}

/**
 * Refuses to write on a full disk. In lmdb-js 3.5, the message for a page that could not be written overflows its
 * buffer, which can end the process.
 */
export function expectRoom(path: string): void {
  const { bavail, bsize } = statfsSync(path)
  if (bavail * bsize < ROOM) throw new Error('ENOSPC')
}

/** The state of the files of an open store at the last check. */
export interface Seen {
  ino: bigint
  size: bigint
  locks: number
}

export function lookAt(path: string): Seen | undefined {
  const data = lstatSync(join(path, DATA), { throwIfNoEntry: false, bigint: true })
  return data && { ino: data.ino, size: data.size, locks: sizeOf(path, LOCKS) ?? 0 }
}

/**
 * Whether a file was truncated. Reading a mapped page that no longer exists also ends the process with a signal. A file
 * can still be truncated a moment later, but not unnoticed before.
 */
export function isCut(before: Seen, now: Seen): boolean {
  return now.ino === before.ino && (now.size < before.size || now.locks < before.locks)
}

function sizeOf(path: string, name: string): number | undefined {
  return lstatSync(join(path, name), { throwIfNoEntry: false })?.size
}
