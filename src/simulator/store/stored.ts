import type { Tokens } from '../given-tokens.js'
import type { ResultKind } from '../life-cycle/kinds/kinds.js'
import type { DeadNumber } from '../life-cycle/orders.js'
import type { Kinds } from '../life-cycle/records.js'

/** A value in the database. */
export type Stored = Kinds[keyof Kinds] | DeadNumber | Faults | Clock | GivenTokens | Derived

/**
 * Values that are derived from records, so that not all records have to be read. They all have the kind of scheduled
 * callbacks, so that versions that only know the schedule ignore them.
 */
type Derived = { kind: 'due' } & (Pointer | StoredDue | Sum | State)

/** A reference to a record. */
export interface Pointer {
  of: keyof Kinds
  number: string
}

/** A callback in the schedule. */
export interface StoredDue extends Pointer {
  of: CalledBack
  /** Unix times in milliseconds: when to send it, and when its record was accepted. */
  at: number
  created_at: number
}

interface Sum {
  fen: number
}

/** Tells whether the derived values are up to date. */
export interface State {
  layout: number
  /** The transaction that wrote this. If there is a later one, an older version wrote it, without derived values. */
  transaction: number
  /** The number of orders. */
  orders: number
}

/** The kinds of records about which the platform calls back by itself. */
export type CalledBack = ResultKind | 'order'

/** A callback to send, or to check again. */
export interface Due {
  kind: CalledBack
  number: string
  /** Unix time in milliseconds. */
  at: number
}

/** A failure to answer calls with. */
export interface Fault {
  err_no: number
  /** The name of the call that fails; every call if absent. */
  on?: string
  /** The name of the system whose call it is; every system's that has the call and the code if absent. */
  system?: string
  /** How many more times it applies; null if it applies until it is cleared. */
  times: number | null
}

/** How far the clock of the platform is ahead of the real one, in milliseconds. */
interface Clock {
  kind: 'clock'
  ahead: number
}

interface GivenTokens extends Tokens {
  kind: 'tokens'
}

interface Faults {
  kind: 'faults'
  faults: readonly Fault[]
}
