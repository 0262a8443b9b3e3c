import type { Range, Reading, Writing } from '../../database/database.js'
import { isStranded } from '../life-cycle/results.js'
import { DUE, timed } from './derived-keys.js'
import type { Due, Stored } from './stored.js'

/*
 * Each callback that is still to be sent has its own key, which begins with its time. So due callbacks are read without
 * the others, and a change writes only one value.
 */

/** In milliseconds. The platform gives up a callback after about a day; older ones are deleted. */
const LONGEST = 25 * 3600 * 1000
/** The most callbacks to read at once. */
const MOST = 256

/** @param now Unix time in milliseconds; by default, all future ones are returned */
export function dueIn(stored: Reading<Stored>, now = Number.MAX_SAFE_INTEGER - 1): Due[] {
  const from = timed(DUE.start, now + 1)
  const reached = duesOf(stored, { ...DUE, end: from, limit: MOST })
  const next = duesOf(stored, { ...DUE, start: from, limit: 1 })
  // If the clock was set back, callbacks from before are at the far end.
  const last = duesOf(stored, { start: DUE.end, end: from, limit: MOST, reverse: true })
  const stranded = last
    .filter(({ at, created_at }) => isStranded(at, created_at, now))
    .map((one) => ({ ...one, at: now }))
  return [...reached, ...next, ...stranded].map(({ of, number, at }) => ({ kind: of, number, at }))
}

function duesOf(stored: Reading<Stored>, range: Range) {
  return stored.range(range).flatMap(({ value }) => (value.kind === 'due' && 'at' in value ? [value] : []))
}

/** @param now Unix time in milliseconds */
export function forgetOld(stored: Writing<Stored>, now: number, limit = MOST): void {
  for (const { key } of stored.range({ ...DUE, end: timed(DUE.start, now - LONGEST), limit })) stored.remove(key)
}
