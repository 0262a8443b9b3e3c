import { closeSync, constants, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DATA } from './store-files.js'

/**
 * The state of the data file after it was last written or checked. As long as it is the same, the file need not be
 * checked again. It is a file beside the data file, written only with the lock. If it is missing or damaged, the data
 * file is checked.
 */
export interface Stamp {
  /** As text, because some are larger than a number can hold. */
  file: string
  /** The number of the newest transaction, which is on the disk before the stamp is written. */
  transaction: number
  /** The number of records. */
  entries: number
}

const NAME = 'data.stamp'
/** In bytes: longer than any stamp, so that a shorter one overwrites all of a longer one. */
const LENGTH = 256

export function readStamp(path: string): Stamp | undefined {
  try {
    const { file, transaction, entries } = JSON.parse(readFileSync(join(path, NAME), 'utf8')) as Partial<Stamp>
    const isStamp = typeof file === 'string' && Number.isSafeInteger(transaction) && Number.isSafeInteger(entries)
    return isStamp ? ({ file, transaction, entries } as Stamp) : undefined
  } catch {
    return undefined
  }
}

export function writeStamp(path: string, about: Pick<Stamp, 'transaction' | 'entries'>): void {
  try {
    const text = JSON.stringify({ file: fileStamp(path), ...about }).padEnd(LENGTH)
    // In place, because some file systems write a truncated file to the disk at once.
    const descriptor = openSync(join(path, NAME), constants.O_RDWR | constants.O_CREAT, 0o600)
    try {
      writeSync(descriptor, text, 0)
    } finally {
      closeSync(descriptor)
    }
  } catch {
    // The data itself is safe. Only the next start takes longer.
  }
}

export function removeStamp(path: string): void {
  rmSync(join(path, NAME), { force: true })
}

/** The identity of a file. No program can set the ctime of an inode, unlike its mtime. */
export function fileStamp(path: string): string {
  const { ino, size, mtimeNs, ctimeNs } = statSync(join(path, DATA), { bigint: true })
  return [ino, size, mtimeNs, ctimeNs].join('-')
}
