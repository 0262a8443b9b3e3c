/**
 * A time as the platform writes it: `yyyy-MM-dd HH:mm:ss` in Beijing time, which is UTC+8 all year since 1992.
 *
 * @param milliseconds Unix time
 * @returns an empty text if it is not a valid time
 */
export function beijingTime(milliseconds: number): string {
  const shifted = new Date(milliseconds + 8 * 60 * 60 * 1000)
  return Number.isNaN(shifted.getTime()) ? '' : shifted.toISOString().slice(0, 19).replace('T', ' ')
}

/**
 * The date in Beijing, `yyyyMMdd`, as in the names of bills.
 *
 * @param milliseconds Unix time
 */
export function beijingDay(milliseconds: number): string {
  return beijingTime(milliseconds).slice(0, 10).replaceAll('-', '')
}

/**
 * The time of day in Beijing, `HH:mm:ss`, for log lines.
 *
 * @param milliseconds Unix time
 */
export function beijingClock(milliseconds: number): string {
  return beijingTime(milliseconds).slice(11)
}
