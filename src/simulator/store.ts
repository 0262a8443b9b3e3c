import { existsSync, linkSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { RootDatabase } from 'lmdb'
import { EXIT, Failure, finding } from '../protocol/findings.js'
import type { DeadNumber, Order } from './orders.js'
import { checkStoreFile } from './store-check.js'

/** What is known of an order number. */
export type NumberRecord = Order | DeadNumber

/** The orders of the local gateway; several processes may have the same store open. */
export interface Store {
  get(outOrderNo: string): NumberRecord | undefined
  /** The orders, oldest first; dead numbers are not among them. */
  orders(): Order[]
  /**
   * Reads a number's record and writes the one that `step` returns, with no other process between the two.
   * When this returns, the record survives the end of the process and of the machine. When `step`
   * throws, nothing is written.
   */
  change<T>(outOrderNo: string, step: (current: NumberRecord | undefined) => Change<T>): T
  /** Forgets every number, and returns how many orders there were. */
  clear(): number
  close(): Promise<void>
}

export interface Change<T> {
  /** Absent: the record stays as it is. */
  record?: NumberRecord
  result: T
}

/** A later layout of the records gets a directory of its own. */
const DIRECTORY = 'gateway-v1'
/** One reader for each process that has the store open. */
const MAX_READERS = 1024

/**
 * Opens the store, making it first where there is none. The directory is the user's alone (0700).
 *
 * @param stateDir see `stateDirectory`
 * @throws Failure (exit 2) `state-unusable`, here and from every method
 */
export async function openStore(stateDir: string): Promise<Store> {
  const path = join(stateDir, DIRECTORY)
  const database = await openDatabase(path).catch((error) => unusable(path, error))
  const guarded = <T>(work: () => T) => orUnusable(path, work)
  return {
    get: (outOrderNo) => guarded(() => database.get(outOrderNo)),
    orders: () => guarded(() => ordersOf(database)),
    change: (outOrderNo, step) =>
      guarded(() =>
        database.transactionSync(() => {
          const { record, result } = step(database.get(outOrderNo))
          if (record) database.putSync(outOrderNo, record)
          return result
        })
      ),
    clear: () =>
      guarded(() => {
        const { length } = ordersOf(database)
        database.clearSync()
        return length
      }),
    close: () => database.close()
  }
}

function ordersOf(database: RootDatabase<NumberRecord, string>): Order[] {
  const records = Array.from(database.getRange(), ({ value }) => value)
  return records.filter((one) => one.kind === 'order').sort((a, b) => a.created_at - b.created_at)
}

async function openDatabase(path: string): Promise<RootDatabase<NumberRecord, string>> {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const file = join(path, 'data.mdb')
  if (!existsSync(file)) await makeDataFile(path, file)
  const fault = existsSync(file) && checkStoreFile(file)
  if (fault) throw new Error(fault)
  return openLmdb(path)
}

/**
 * Makes the data file elsewhere and links it into place, so that no other process, and none after a
 * SIGKILL, ever sees half of it. Of several processes that do this at once the first one wins.
 */
async function makeDataFile(path: string, file: string): Promise<void> {
  const nursery = mkdtempSync(join(path, 'new-'))
  try {
    await openLmdb(nursery).close()
    linkSync(join(nursery, 'data.mdb'), file)
  } catch {
    // It is there already, or this file system has no links: lmdb then makes it in place.
  } finally {
    rmSync(nursery, { recursive: true, force: true })
  }
}

function openLmdb(path: string): RootDatabase<NumberRecord, string> {
  // `require`, for lmdb's one CommonJS file loads in half the time of its ES modules.
  const { open } = createRequire(import.meta.url)('lmdb') as typeof import('lmdb')
  // Without overlapping sync a transaction is on the disk when it returns, at the price of waiting for it.
  return open<NumberRecord, string>({ path, encoding: 'json', overlappingSync: false, maxReaders: MAX_READERS })
}

function orUnusable<T>(path: string, work: () => T): T {
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
