/** What the local gateway takes from outside. */
export interface SimulatorWorld {
  /** Unix time in milliseconds. */
  now(): number
  /** So many random bytes. */
  random(size: number): Uint8Array
}
