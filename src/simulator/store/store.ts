import { join } from 'node:path'
import { isResultKind, type ResultKind } from '../life-cycle/kinds/kinds.js'
import type { DeadNumber } from '../life-cycle/orders.js'
import { type Keeping, type Kinds, NUMBERS, type Records, type WritableRecords } from '../life-cycle/records.js'
import { callbackDue } from '../life-cycle/results.js'
import type { RefusedRequest } from '../refused-request.js'
import { openDatabase, type Range, type Reading, type Writing } from './database.js'
import { readLastRefused, removeLastRefused, writeLastRefused } from './last-refused.js'
import type { Patience } from './lock.js'
import { dueIn, forgetDue, schedule } from './schedule.js'
import type { Due, Fault, Stored } from './stored.js'

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
 * @throws Failure (exit 2) `state-unusable`, here and from every method
 */
export async function openStore(stateDir: string, patience?: Patience): Promise<Store> {
  const directory = join(stateDir, DIRECTORY)
  const database = await openDatabase<Stored>(directory, patience, isSound)
  const { find, list, all, ofOrder } = readable(database)
  const transact: Store['transact'] = (step) => database.write((records) => step(writable(records)))
  return {
    find,
    list,
    all,
    ofOrder,
    transact,
    faults: () => faultsIn(database),
    changeFaults: (step) =>
      database.write((records) => records.put(FAULTS, { kind: 'faults', faults: step(faultsIn(records)) })),
    callbacks: (now) => dueIn(database, now),
    keepRefused: (request) => writeLastRefused(directory, request),
    lastRefused: () => readLastRefused(directory),
    clear: () => {
      const length = database.write((records) => {
        const { length } = readable(records).list('order')
        records.clear()
        return length
      })
      removeLastRefused(directory)
      return length
    },
    close: () => database.close()
  }
}

function readable(stored: Reading<Stored>): Records {
  type Of<K extends keyof Kinds> = Kinds[K] | DeadNumber | undefined
  const list: Records['list'] = (kind) => ofKind(valuesOf(stored, kind === 'order' ? {} : rangeOf(kind)), kind)
  return {
    find: <K extends keyof Kinds>(kind: K, number: string) => stored.get(keyOf(kind, number)) as Of<K>,
    list,
    ofOrder: (order) => {
      const own = <K extends 'refund' | 'settle' | 'return'>(kind: K) =>
        list(kind).filter(({ out_order_no }) => out_order_no === order.out_order_no)
      return { order: [order], refund: own('refund'), settle: own('settle'), return: own('return'), withdraw: [] }
    },
    all: () => {
      const values = valuesOf(stored, {})
      return {
        order: ofKind(values, 'order'),
        refund: ofKind(values, 'refund'),
        settle: ofKind(values, 'settle'),
        return: ofKind(values, 'return'),
        withdraw: ofKind(values, 'withdraw')
      }
    }
  }
}

function valuesOf(stored: Reading<Stored>, range: Range): Stored[] {
  return stored.range(range).map(({ value }) => value)
}

/** What stands under keys of its own, beside the records under their numbers. */
const OTHERS = ['dead', 'merchant', 'due', 'schedule', 'faults']

/** Whether a record is what stands under its key: one of no known kind would be passed over. */
function isSound(key: string, value: Stored): boolean {
  const { kind, ...members } = Object(value) as { kind?: string; [name: string]: unknown }
  if (kind !== 'order' && !isResultKind(kind ?? '')) return OTHERS.includes(kind ?? '')
  const known = kind as 'order' | ResultKind
  return keyOf(known, String(members[NUMBERS[known]])) === key && typeof members.created_at === 'number'
}

function ofKind<K extends keyof Kinds>(values: readonly Stored[], kind: K): Kinds[K][] {
  return values.filter((one): one is Kinds[K] => one.kind === kind).sort((a, b) => a.created_at - b.created_at)
}

function writable(stored: Writing<Stored>): WritableRecords {
  const records = readable(stored)
  return {
    ...records,
    put(kind, number, record) {
      const before = records.find(kind, number)
      stored.put(keyOf(kind, number), record)
      if (kind === 'order' || kind === 'merchant') return
      if (before && before.kind !== 'order' && before.kind !== 'merchant') {
        const at = callbackTime(before)
        if (at !== undefined) forgetDue(stored, { kind, number, at })
      }
      if (record.kind === 'order' || record.kind === 'merchant' || record.kind === 'dead') return
      const at = callbackTime(record)
      if (at !== undefined) schedule(stored, { kind, number, at }, record.created_at)
    }
  }
}

function callbackTime(record: Kinds[ResultKind] | DeadNumber): number | undefined {
  return record.kind === 'dead' ? undefined : callbackDue(record)
}

const FAULTS = '/faults'

function faultsIn(stored: Reading<Stored>): readonly Fault[] {
  const found = stored.get(FAULTS)
  return found?.kind === 'faults' ? found.faults : []
}

/** An order stands under its bare number, in which a slash is not allowed: older versions read those alone. */
function keyOf(kind: keyof Kinds, number: string): string {
  return kind === 'order' ? number : `${kind}/${number}`
}

function rangeOf(kind: keyof Kinds): Range {
  return { start: `${kind}/`, end: `${kind}0` }
}
