import { accessSync, constants, lstatSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The file with the records, and the one with lmdb's own locks. */
export const DATA = 'data.mdb'
const LOCKS = 'lock.mdb'

/** Bytes that must be free on the disk: more than one transaction takes. */
const ROOM = 16 * 1024 * 1024
/** Bytes that lmdb writes at once into a new file of locks, with some to spare. */
const PROBE = 80 * 1024

/**
 * lmdb ends the process with a signal where it cannot open or make one of its files. So what it would meet is met
 * here first, as an error.
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

/** Free space says nothing of a quota, nor of the largest file that this process may write. */
function expectWritable(path: string): void {
  const probe = join(path, `probe-${process.pid}`)
  try {
    writeFileSync(probe, Buffer.alloc(PROBE), { mode: 0o600 })
  } finally {
    rmSync(probe, { force: true })
  }
}

/** Bytes by which the file may become longer before that is tried again: the least that it needs, and some to spare. */
const GROWTH = [1024 * 1024, 64 * 1024]
const grown = new Map<string, number>()

/**
 * As {@link expectWritable}, of the data file that grows: nothing is written, but where no file may become that large that
 * is said here, and not by lmdb on stderr.
 */
export function expectGrowth(path: string, { size }: Seen): void {
  const [ample = 0, least = 0] = GROWTH
  if (process.platform === 'win32' || Number(size) + least / 2 <= (grown.get(path) ?? 0)) return
  const longest = [ample, least].map((more) => Number(size) + more).find((bytes, i) => mayBe(path, bytes, i === 1))
  grown.set(path, longest ?? 0)
}

/** Whether a file may be so long. */
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
 * On a full disk nothing is written at all: the message that lmdb-js 3.5 has for a page that could not be
 * written is longer than the memory it takes for it, which can end the process.
 */
export function expectRoom(path: string): void {
  const { bavail, bsize } = statfsSync(path)
  if (bavail * bsize < ROOM) throw new Error('ENOSPC')
}

/** What the files of an open store were when they were last looked at. */
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
 * A page that is mapped into memory and no longer there ends the process with a signal, too. Nothing can shut out that a
 * file is cut short a moment later; what was done before is seen.
 */
export function isCut(before: Seen, now: Seen): boolean {
  return now.ino === before.ino && (now.size < before.size || now.locks < before.locks)
}

function sizeOf(path: string, name: string): number | undefined {
  return lstatSync(join(path, name), { throwIfNoEntry: false })?.size
}
