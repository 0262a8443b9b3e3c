import { isStranded } from '../life-cycle/results.js'
import type { Reading, Writing } from './database.js'
import type { Due, Stored, StoredDue } from './stored.js'

/*
 * Each callback that is still to be sent stands under a key of its own, which begins with its time: what is due is read
 * without the rest, and a change writes no more than itself.
 */

const SCHEDULE = '/schedule'
const DUE = '/due/'
const DUE_END = '/due0'
/** The platform gives a callback up after about a day; what nobody has delivered for longer is forgotten. */
const LONGEST = 25 * 3600 * 1000
/** So many are looked at in one go. */
const MOST = 256

/** @param now Unix time in milliseconds; without it all that are to come */
export function dueIn(stored: Reading<Stored>, now = Number.MAX_SAFE_INTEGER - 1): Due[] {
  const reached = duesOf(stored, { start: DUE, end: timeKey(now + 1), limit: MOST })
  const next = duesOf(stored, { start: timeKey(now + 1), end: DUE_END, limit: 1 })
  // Where the clock was set back, what was accepted before stands at the far end.
  const last = duesOf(stored, { start: DUE_END, end: timeKey(now + 1), limit: MOST, reverse: true })
  const stranded = last
    .filter(({ at, created_at }) => isStranded(at, created_at, now))
    .map((one) => ({ ...one, at: now }))
  return [
    ...legacyIn(stored),
    ...[...reached, ...next, ...stranded].map(({ of, number, at }) => ({ kind: of, number, at }))
  ]
}

function duesOf(stored: Reading<Stored>, range: Parameters<Reading<Stored>['range']>[0]): StoredDue[] {
  return stored.range(range).flatMap(({ value }) => (value.kind === 'due' ? [value] : []))
}

function legacyIn(stored: Reading<Stored>): Due[] {
  const found = stored.get(SCHEDULE)
  return found?.kind === 'schedule' ? found.due : []
}

/** @param created_at when that was accepted which it is about, Unix time in milliseconds */
export function schedule(stored: Writing<Stored>, due: Due, created_at: number): void {
  for (const { key } of stored.range({ start: DUE, end: timeKey(due.at - LONGEST), limit: MOST })) stored.remove(key)
  const { kind, number, at } = due
  stored.put(keyOf(due), { kind: 'due', of: kind, number, at, created_at })
}

/** Takes a callback out of the schedule, where it stands at its time. */
export function forgetDue(stored: Writing<Stored>, due: Due): void {
  stored.remove(keyOf(due))
  const legacy = legacyIn(stored)
  if (legacy.length === 0) return
  const others = legacy.filter(({ kind, number }) => kind !== due.kind || number !== due.number)
  if (others.length < legacy.length) stored.put(SCHEDULE, { kind: 'schedule', due: others })
}

function keyOf({ kind, number, at }: Due): string {
  return `${timeKey(at)}/${kind}/${number}`
}

/** Fractions come of a time scale. */
function timeKey(at: number): string {
  return DUE + String(Math.max(0, Math.floor(at))).padStart(15, '0')
}
