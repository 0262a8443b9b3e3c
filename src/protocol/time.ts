/** What the clock of Beijing, UTC+8 all year since 1992, is ahead of UTC's, in milliseconds. */
export const BEIJING_AHEAD = 8 * 3600 * 1000

/**
 * A time as the platform writes it: `yyyy-MM-dd HH:mm:ss` in Beijing time.
 *
 * @param milliseconds Unix time
 * @returns an empty text if it is not a valid time
 */
export function beijingTime(milliseconds: number): string {
  return inBeijing(milliseconds).slice(0, 19).replace('T', ' ')
}

/**
 * The date in Beijing, `yyyyMMdd`, as in the names of bills.
 *
 * @param milliseconds Unix time
 */
export function beijingDay(milliseconds: number): string {
  return inBeijing(milliseconds).slice(0, 10).replaceAll('-', '')
}

/**
 * The time of day in Beijing, `HH:mm:ss`, for log lines.
 *
 * @param milliseconds Unix time
 */
export function beijingClock(milliseconds: number): string {
  return inBeijing(milliseconds).slice(11, 19)
}

/**
 * The same to the millisecond in digits alone: `yyyyMMddHHmmssSSS`.
 *
 * @param milliseconds Unix time
 */
export function beijingDigits(milliseconds: number): string {
  return inBeijing(milliseconds).replace(/[^0-9]/g, '')
}

/**
 * The first millisecond of a day or a month in Beijing, and the first one behind it.
 *
 * @param period yyyyMMdd or yyyyMM
 */
export function beijingPeriod(period: string): [start: number, end: number] {
  const [year = 0, month = 0, day = 0] = [period.slice(0, 4), period.slice(4, 6), period.slice(6)].map(Number)
  const start = (m: number, d: number) => Date.UTC(year, m - 1, d) - BEIJING_AHEAD
  return day === 0 ? [start(month, 1), start(month + 1, 1)] : [start(month, day), start(month, day + 1)]
}

function inBeijing(milliseconds: number): string {
  const shifted = new Date(milliseconds + BEIJING_AHEAD)
  return Number.isNaN(shifted.getTime()) ? '' : shifted.toISOString()
}
