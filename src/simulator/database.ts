import { existsSync, linkSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { RootDatabase } from 'lmdb'
import { EXIT, Failure, finding } from '../protocol/findings.js'
import { checkStoreFile } from './store-check.js'

/** One reader for each process that has the store open. */
const MAX_READERS = 1024

interface DatabaseOptions {
  /** Whether a write is told before it is on the disk: it then survives the end of the process, not of the machine. */
  overlappingSync: boolean
}

/**
 * Opens an lmdb database of JSON records, making it first where there is none. The directory is the user's
 * alone (0700), and several processes may have it open.
 *
 * @throws Failure (exit 2) `state-unusable`
 */
export async function openDatabase<T>(path: string, options: DatabaseOptions): Promise<RootDatabase<T, string>> {
  try {
    return await open<T>(path, options)
  } catch (error) {
    return unusable(path, error)
  }
}

async function open<T>(path: string, options: DatabaseOptions): Promise<RootDatabase<T, string>> {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const file = join(path, 'data.mdb')
  if (!existsSync(file)) await makeDataFile(path, file, options)
  const fault = existsSync(file) && checkStoreFile(file)
  if (fault) throw new Error(fault)
  return openLmdb(path, options)
}

/**
 * Makes the data file elsewhere and links it into place, so that no other process, and none after a
 * SIGKILL, ever sees half of it. Of several processes that do this at once the first one wins.
 */
async function makeDataFile(path: string, file: string, options: DatabaseOptions): Promise<void> {
  const nursery = mkdtempSync(join(path, 'new-'))
  try {
    await openLmdb(nursery, options).close()
    linkSync(join(nursery, 'data.mdb'), file)
  } catch {
    // It is there already, or this file system has no links: lmdb then makes it in place.
  } finally {
    rmSync(nursery, { recursive: true, force: true })
  }
}

function openLmdb<T>(path: string, { overlappingSync }: DatabaseOptions): RootDatabase<T, string> {
  // `require`, for lmdb's one CommonJS file loads in half the time of its ES modules.
  const { open } = createRequire(import.meta.url)('lmdb') as typeof import('lmdb')
  return open<T, string>({ path, encoding: 'json', overlappingSync, maxReaders: MAX_READERS })
}

/** @throws Failure (exit 2) `state-unusable` for what the work throws */
export function orUnusable<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failure) throw error
    unusable(path, error)
  }
}

function unusable(path: string, error: unknown): never {
  // JSON.parse quotes what it read, which would be parts of orders.
  const reason = error instanceof SyntaxError ? 'a record is damaged' : String((error as Error).message ?? error)
  throw new Failure(EXIT.input, [finding('state-unusable', { path, reason })])
}
