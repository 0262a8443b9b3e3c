/** What the local gateway takes from outside. */
export interface SimulatorWorld {
  /** Unix time in milliseconds. */
  now(): number
  /** So many random bytes. */
  random(size: number): Uint8Array
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing, whose clock has been UTC+8 all year since 1992. */
export function beijingTime(milliseconds: number): string {
  const shifted = new Date(milliseconds + 8 * 60 * 60 * 1000)
  return shifted.toISOString().slice(0, 19).replace('T', ' ')
}
