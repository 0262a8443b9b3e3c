import { join } from 'node:path'
import type { RootDatabase } from 'lmdb'
import { openDatabase, orUnusable } from './database.js'
import type { DeadNumber, Order } from './orders.js'
import type { Refund } from './refunds.js'

/** What is known of an order number. */
type NumberRecord = Order | DeadNumber

/** What is kept, each kind under its own numbers. */
interface Kinds {
  order: Order
  refund: Refund
}
type Stored = Kinds[keyof Kinds] | DeadNumber

/** What is kept, to be read. */
export interface Records {
  find<K extends keyof Kinds>(kind: K, number: string): Kinds[K] | DeadNumber | undefined
  /** All of a kind, oldest first; dead numbers are not among them. */
  list<K extends keyof Kinds>(kind: K): Kinds[K][]
}

interface WritableRecords extends Records {
  put<K extends keyof Kinds>(kind: K, number: string, record: Kinds[K] | DeadNumber): void
}

/** The orders of the local gateway and what became of them; several processes may have the same store open. */
export interface Store extends Records {
  get(outOrderNo: string): NumberRecord | undefined
  /** The orders, oldest first; dead numbers are not among them. */
  orders(): Order[]
  /**
   * Reads a number's record and writes the one that `step` returns, with no other process between the two.
   * When this returns, the record survives the end of the process and of the machine. When `step`
   * throws, nothing is written.
   */
  change<T>(outOrderNo: string, step: (current: NumberRecord | undefined) => Change<T>): T
  /** As {@link change}, over any records. */
  transact<T>(step: (records: WritableRecords) => T): T
  /** Forgets every number, and returns how many orders there were. */
  clear(): number
  close(): Promise<void>
}

interface Change<T> {
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
  const database = await openDatabase<Stored>(path, { overlappingSync: false })
  const guarded = <T>(work: () => T) => orUnusable(path, work)
  const records = recordsOf(database)
  const { find, list } = records
  const transact: Store['transact'] = (step) => guarded(() => database.transactionSync(() => step(records)))
  return {
    find: (kind, number) => guarded(() => find(kind, number)),
    list: (kind) => guarded(() => list(kind)),
    transact,
    get: (outOrderNo) => guarded(() => find('order', outOrderNo)),
    orders: () => guarded(() => list('order')),
    change: (outOrderNo, step) =>
      transact(({ put }) => {
        const { record, result } = step(find('order', outOrderNo))
        if (record) put('order', outOrderNo, record)
        return result
      }),
    clear: () =>
      guarded(() => {
        const { length } = list('order')
        database.clearSync()
        return length
      }),
    close: () => database.close()
  }
}

function recordsOf(database: RootDatabase<Stored, string>): WritableRecords {
  type Of<K extends keyof Kinds> = Kinds[K] | DeadNumber | undefined
  return {
    find: <K extends keyof Kinds>(kind: K, number: string) => database.get(keyOf(kind, number)) as Of<K>,
    list: <K extends keyof Kinds>(kind: K) => {
      const records = Array.from(database.getRange(), ({ value }) => value)
      const found = records.filter((one): one is Kinds[K] => one.kind === kind)
      return found.sort((a, b) => a.created_at - b.created_at)
    },
    put: (kind, number, record) => void database.putSync(keyOf(kind, number), record)
  }
}

/** An order stands under its bare number, in which a slash is not allowed: older versions read those alone. */
function keyOf(kind: keyof Kinds, number: string): string {
  return kind === 'order' ? number : `${kind}/${number}`
}
