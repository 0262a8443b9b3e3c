import type { Row } from './rows.js'

const HOUR = 3600
/** The rarity of one of a thousand: combined only where nothing else explains the signature. */
const ONE_OF_MANY = 9
/** Some seconds between two looks at the clock, minutes, a time zone: the distance, and how seldom it is. */
const AWAY: readonly (readonly [seconds: number, rarity: number])[] = [
  [1, 1],
  [2, 2],
  ...Array.from({ length: 8 }, (_, i) => [i + 3, 3] as const),
  [60, 4],
  [300, 4],
  [600, 4],
  [HOUR, 4],
  [8 * HOUR, 3]
]

/** Another time in the signed text than in the authorization, which has this one. */
export function timeRows(right: string): Row[] {
  if (!/^\d+$/.test(right)) return []
  return isMilliseconds(right) ? ofMilliseconds(right) : ofSeconds(right)
}

/** In milliseconds every time from 1973 to 5138 has so many digits, in seconds fewer. */
export function isMilliseconds(timestamp: string): boolean {
  return /^\d{12,14}$/.test(timestamp)
}

function ofSeconds(right: string): Row[] {
  return [
    ['milliseconds-signed', 1, { timestamp: () => `${right}000` }],
    // Whatever the clock said within this second.
    ...Array.from({ length: 999 }, (_, i): Row => {
      const text = right + String(i + 1).padStart(3, '0')
      return ['milliseconds-signed', ONE_OF_MANY, { timestamp: () => text }]
    }),
    ...datesOf(right).map((text): Row => ['other-time-signed', 4, { timestamp: () => text }, text]),
    ...AWAY.flatMap(([seconds, rarity]) => [-seconds, seconds].map((away): Row => otherTime(right, away, rarity)))
  ]
}

/** The same time as a date of Beijing or UTC, and as a float. */
function datesOf(right: string): string[] {
  const dates = [0, 8].flatMap((hours) => {
    const date = new Date((Number(right) + hours * HOUR) * 1000)
    if (Number.isNaN(date.getTime())) return []
    const plain = date.toISOString().slice(0, 19).replace('T', ' ')
    return [
      plain,
      plain.replace(/\D/g, ''),
      ...(hours === 0 ? [date.toISOString(), `${plain.replace(' ', 'T')}Z`] : [])
    ]
  })
  return [...dates, `${right}.0`]
}

/** A time so many seconds away from the right one. */
export function otherTime(right: string, seconds: number, rarity: number): Row {
  const text = String(Number(right) + seconds)
  const key = `${text} (${seconds > 0 ? '+' : '−'}${Math.abs(seconds)} s)`
  return ['other-time-signed', rarity, { timestamp: () => text }, key]
}

function ofMilliseconds(right: string): Row[] {
  const seconds = right.slice(0, -3)
  return [
    ['seconds-signed', 1, { timestamp: () => seconds }],
    ['other-time-signed', 3, { timestamp: () => String(Number(seconds) + 1) }, String(Number(seconds) + 1)]
  ]
}
