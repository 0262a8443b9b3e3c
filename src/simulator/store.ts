import { join } from 'node:path'
import type { RootDatabase } from 'lmdb'
import { openDatabase, orUnusable } from './database.js'
import type { DeadNumber, Order } from './orders.js'

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

/**
 * Opens the store, making it first where there is none. The directory is the user's alone (0700).
 *
 * @param stateDir see `stateDirectory`
 * @throws Failure (exit 2) `state-unusable`, here and from every method
 */
export async function openStore(stateDir: string): Promise<Store> {
  const path = join(stateDir, DIRECTORY)
  // Without overlapping sync a transaction is on the disk when it returns, at the price of waiting for it.
  const database = await openDatabase<NumberRecord>(path, { overlappingSync: false })
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
