import { join } from 'node:path'
import { openDatabase, type Reading } from '../../database/database.js'
import { type Patience, patiently } from '../../database/lock.js'
import type { Keeping, Records } from '../life-cycle/records.js'
import type { RefusedRequest } from '../refused-request.js'
import { readLastRefused, removeLastRefused, writeLastRefused } from './last-refused.js'
import { isSound, readable } from './read-records.js'
import { dueIn } from './schedule.js'
import type { Due, Fault, Stored } from './stored.js'
import { isDerived, orderCount, writeRecords } from './write-records.js'

/** The orders of the local gateway and what became of them; several processes may have the same store open. */
export interface Store extends Records, Keeping {
  /** The failures to be given, oldest first. */
  faults(): readonly Fault[]
  /** Writes the failures that `step` makes of those there are, with no other process between the two. */
  changeFaults(step: (faults: readonly Fault[]) => readonly Fault[]): void
  /**
   * The callbacks that are to be sent at a moment, and the one that comes next; not all, where they are many.
   *
   * @param now Unix time in milliseconds; without it all that are to come
   */
  callbacks(now?: number): Due[]
  /** Keeps the last request that was refused; the one before is forgotten. */
  keepRefused(request: RefusedRequest): void
  lastRefused(): RefusedRequest | undefined
  /** Forgets every number, and returns how many orders there were. */
  clear(): number
  close(): Promise<void>
}

/** A later layout of the records gets a directory of its own. */
const DIRECTORY = 'gateway-v1'

/**
 * Opens the store, making it first where there is none. The directory is the user's alone (0700).
 *
 * @param stateDir see `stateDirectory`
 * @param patience how to wait for another process that is writing
 * @throws EcpayError `state-unusable`, here and from every method
 */
export async function openStore(stateDir: string, patience?: Patience): Promise<Store> {
  const directory = join(stateDir, DIRECTORY)
  const database = await openDatabase<Stored>(directory, patience, isSound)
  try {
    if (!isDerived(database)) await patiently(() => database.write((stored) => writeRecords(stored, () => {})))
    database.refresh()
  } catch (error) {
    await database.close()
    throw error
  }
  return {
    ...readable(database),
    transact: (step) => database.write((stored) => writeRecords(stored, step)),
    faults: () => faultsIn(database),
    changeFaults: (step) =>
      database.write((records) =>
        writeRecords(records, (_, stored) => stored.put(FAULTS, { kind: 'faults', faults: step(faultsIn(stored)) }))
      ),
    callbacks: (now) => dueIn(database, now),
    keepRefused: (request) => writeLastRefused(directory, request),
    lastRefused: () => readLastRefused(directory),
    clear: () => {
      const count = database.write((stored) => {
        const orders = orderCount(stored) ?? readable(stored).list('order').length
        stored.clear()
        return orders
      })
      removeLastRefused(directory)
      return count
    },
    close: () => database.close()
  }
}

const FAULTS = '/faults'

function faultsIn(stored: Reading<Stored>): readonly Fault[] {
  const found = stored.get(FAULTS)
  return found?.kind === 'faults' ? found.faults : []
}
