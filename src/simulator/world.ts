/** What the local gateway takes from outside. */
export interface SimulatorWorld {
  /** Unix time in milliseconds. */
  now(): number
  /** So many random bytes. */
  random(size: number): Uint8Array
  /** What the waits of the platform are multiplied by: for a result, and between deliveries. 1 when absent. */
  timeScale?: number
}
