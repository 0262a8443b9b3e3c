import { closeSync, constants, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DATA } from './store-files.js'

/**
 * What the data file was after it was last written or checked: while nothing of that has changed, it has not to be
 * checked again. Beside the data file, and written behind the lock alone. One that is missing or damaged costs a check.
 */
export interface Stamp {
  /** As text, for some are larger than a number can be. */
  file: string
  /** The number of the newest transaction: what is on the disk before the stamp is written. */
  transaction: number
  /** How many records there are. */
  entries: number
}

const NAME = 'data.stamp'
/** Longer than any stamp, so that a shorter one leaves nothing of a longer. */
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
    // In place: some file systems write to the disk at once what was cut to nothing before.
    const descriptor = openSync(join(path, NAME), constants.O_RDWR | constants.O_CREAT, 0o600)
    try {
      writeSync(descriptor, text, 0)
    } finally {
      closeSync(descriptor)
    }
  } catch {
    // What was to be kept is kept: only the next start takes longer.
  }
}

export function removeStamp(path: string): void {
  rmSync(join(path, NAME), { force: true })
}

/** Unlike the time of change, that of the inode is set by nobody. */
export function fileStamp(path: string): string {
  const { ino, size, mtimeNs, ctimeNs } = statSync(join(path, DATA), { bigint: true })
  return [ino, size, mtimeNs, ctimeNs].join('-')
}
