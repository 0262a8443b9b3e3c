import { BEIJING_AHEAD } from '../protocol/time.js'

/** What a clock is set to: a time, or by how much it moves, both in milliseconds; or the real time. */
export type ClockSetting = { to: number } | { by: number } | 'real'

/** In milliseconds. */
const UNITS: readonly (readonly [name: string, size: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000]
]
const MOVE = /^([+-])((?:\d{1,9}(?:\.\d{1,3})?[dhms])+)$/i
const TIME = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?)?\s?(Z|[+-]\d\d:?\d\d)?$/i

/**
 * Reads `+15m`, `-1h30m`, `2026-12-01 10:00` (in Beijing, like all times of the platform, unless it says where) or
 * `real`.
 *
 * @returns undefined if it is none of these
 */
export function clockSetting(typed: string): ClockSetting | undefined {
  const text = typed.trim()
  if (/^real$/i.test(text)) return 'real'
  const [, sign, parts] = MOVE.exec(text) ?? []
  if (parts !== undefined) return { by: (sign === '-' ? -1 : 1) * Math.round(lengthOf(parts)) }
  const to = timeOf(text)
  return to === undefined ? undefined : { to }
}

/** A length of time as {@link clockSetting} reads it, without a sign: `1d2h15m`. */
export function lengthText(milliseconds: number): string {
  let left = Math.round(milliseconds / 1000) * 1000
  const parts = UNITS.flatMap(([name, size]) => {
    const count = Math.floor(left / size)
    left -= count * size
    return count > 0 ? [`${count}${name}`] : []
  })
  return parts.join('') || '0s'
}

function lengthOf(parts: string): number {
  const sizes = new Map(UNITS)
  return [...parts.matchAll(/(\d{1,9}(?:\.\d{1,3})?)([dhms])/gi)].reduce(
    (all, [, count, unit = '']) => all + Number(count) * (sizes.get(unit.toLowerCase()) ?? 0),
    0
  )
}

function timeOf(text: string): number | undefined {
  const [, day = '', minute = '00:00', second = ':00', zone] = TIME.exec(text) ?? []
  const asUtc = Date.parse(`${day}T${minute}${second}Z`)
  // Date.parse turns the 30th of February into a day of March.
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(`${day}T${minute}`)) return undefined
  if (zone === undefined) return asUtc - BEIJING_AHEAD
  return /^z$/i.test(zone) ? asUtc : asUtc - zoneAhead(zone)
}

/** @param zone `+08:00` or `-0530` */
function zoneAhead(zone: string): number {
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
