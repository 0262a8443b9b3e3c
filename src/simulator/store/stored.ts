import type { ResultKind } from '../life-cycle/kinds/kinds.js'
import type { DeadNumber } from '../life-cycle/orders.js'
import type { Kinds } from '../life-cycle/records.js'

/** What stands under a key of the database. */
export type Stored = Kinds[keyof Kinds] | DeadNumber | StoredDue | Schedule | Faults

/** A callback that has to be sent, or looked at again. */
export interface Due {
  kind: ResultKind
  number: string
  /** Unix time in milliseconds. */
  at: number
}

/** The place of a callback in the schedule. */
export interface StoredDue {
  kind: 'due'
  of: ResultKind
  number: string
  /** Unix time in milliseconds: when it is to be sent, and when that was accepted which it is about. */
  at: number
  created_at: number
}

/** All callbacks in one record, as older versions have them. */
interface Schedule {
  kind: 'schedule'
  due: Due[]
}

/** A failure that calls are to be answered with, whatever they ask for. */
export interface Fault {
  err_no: number
  /** The one call that fails, by its name; every call when absent. */
  on?: string
  /** How often it is still to be given; null until it is cleared. */
  times: number | null
}

interface Faults {
  kind: 'faults'
  faults: readonly Fault[]
}
