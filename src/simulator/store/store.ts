import { join } from 'node:path'
import { openDatabase, type Reading } from '../../database/database.js'
import { type Patience, patiently } from '../../database/lock.js'
import { recently } from '../../database/recently.js'
import { NO_TOKENS, type Tokens } from '../given-tokens.js'
import type { Keeping, Records } from '../life-cycle/records.js'
import type { RefusedRequest } from '../refused-request.js'
import { readLastRefused, removeLastRefused, writeLastRefused } from './last-refused.js'
import { isSound, readable } from './read-records.js'
import { dueIn } from './schedule.js'
import type { Due, Fault, Stored } from './stored.js'
import { isDerived, orderCount, writeRecords } from './write-records.js'

/** The store of the local gateway. Several processes may have the same store open. */
export interface Store extends Records, Keeping {
  /** The failures to answer with, oldest first. */
  faults(): readonly Fault[]
  /** Changes the list of failures in one transaction. */
  changeFaults(step: (faults: readonly Fault[]) => readonly Fault[]): void
  /** How far the clock of the platform is ahead of the real one, in milliseconds. */
  clockAhead(): number
  /** Changes that in one transaction, and returns how far ahead the clock is then. */
  changeClock(step: (ahead: number) => number): number
  tokens(): Tokens
  /**
   * Changes the tokens in one transaction.
   *
   * @param step returns undefined if nothing changes
   * @returns whether something changed
   */
  changeTokens(step: (tokens: Tokens) => Tokens | undefined): boolean
  /**
   * The callbacks that are due at a given time, and the next one. If they are many, not all.
   *
   * @param now Unix time in milliseconds; by default, all future ones are returned
   */
  callbacks(now?: number): Due[]
  /** Stores the last refused request, and deletes the one before. */
  keepRefused(request: RefusedRequest): void
  lastRefused(): RefusedRequest | undefined
  /** Deletes every number, failure and setting, and returns how many orders there were. */
  clear(): number
  close(): Promise<void>
}

/** Another layout of the records would get another directory. */
const DIRECTORY = 'gateway-v1'

/**
 * Opens the store, and creates it first if there is none. Only the user can access the directory (0700).
 *
 * @param stateDir see `stateDirectory`
 * @param patience how to wait for another process that is writing
 * @throws EcpayError `state-unusable`, also from every method
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
  const faults = recently(() => faultsIn(database))
  const ahead = recently(() => aheadIn(database))
  const tokens = recently(() => tokensIn(database))
  return {
    ...readable(database),
    transact: (step) => database.write((stored) => writeRecords(stored, step)),
    faults: faults.read,
    changeFaults(step) {
      database.write((records) =>
        writeRecords(records, (_, stored) => stored.put(FAULTS, { kind: 'faults', faults: step(faultsIn(stored)) }))
      )
      faults.forget()
    },
    clockAhead: ahead.read,
    changeClock(step) {
      const changed = database.write((records) =>
        writeRecords(records, (_, stored) => {
          const current = aheadIn(stored)
          const ahead = step(current)
          if (ahead !== current) stored.put(CLOCK, { kind: 'clock', ahead })
          return ahead
        })
      )
      ahead.forget()
      return changed
    },
    tokens: tokens.read,
    changeTokens(step) {
      const isChanged = database.write((records) =>
        writeRecords(records, (_, stored) => {
          const changed = step(tokensIn(stored))
          if (changed) stored.put(TOKENS, { kind: 'tokens', ...changed })
          return changed !== undefined
        })
      )
      tokens.forget()
      return isChanged
    },
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
      for (const one of [faults, ahead, tokens]) one.forget()
      return count
    },
    close: () => database.close()
  }
}

const CLOCK = '/clock'

function aheadIn(stored: Reading<Stored>): number {
  const found = stored.get(CLOCK)
  return found?.kind === 'clock' ? found.ahead : 0
}

const TOKENS = '/tokens'

function tokensIn(stored: Reading<Stored>): Tokens {
  const found = stored.get(TOKENS)
  return found?.kind === 'tokens' ? found : NO_TOKENS
}

const FAULTS = '/faults'

function faultsIn(stored: Reading<Stored>): readonly Fault[] {
  const found = stored.get(FAULTS)
  return found?.kind === 'faults' ? found.faults : []
}
