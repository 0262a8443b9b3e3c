import type { ResultKind } from '../life-cycle/kinds/kinds.js'
import type { DeadNumber } from '../life-cycle/orders.js'
import type { Kinds } from '../life-cycle/records.js'

/** What stands under a key of the database. */
export type Stored = Kinds[keyof Kinds] | DeadNumber | Faults | Derived

/**
 * What follows from the records, and is kept so that nobody has to read them all. All of it is of the kind that callbacks
 * have in the schedule: versions that know no more than the schedule pass it over.
 */
type Derived = { kind: 'due' } & (Pointer | StoredDue | Sum | State)

/** Where a record is. */
export interface Pointer {
  of: keyof Kinds
  number: string
}

/** The place of a callback in the schedule. */
export interface StoredDue extends Pointer {
  of: ResultKind
  /** Unix time in milliseconds: when it is to be sent, and when that was accepted which it is about. */
  at: number
  created_at: number
}

interface Sum {
  fen: number
}

/** Whether what is derived is of the records as they are. */
export interface State {
  layout: number
  /** The number of the transaction that has written it: after another one, a version has written that derives nothing. */
  transaction: number
  /** How many orders there are. */
  orders: number
}

/** A callback that has to be sent, or looked at again. */
export interface Due {
  kind: ResultKind
  number: string
  /** Unix time in milliseconds. */
  at: number
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
