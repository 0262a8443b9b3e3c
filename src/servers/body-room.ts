/**
 * In bytes: the part of each body that does not count. Callbacks and calls are smaller, so nobody can keep them out by
 * filling the room with large bodies. For all connections together, it is no more than one or two uploads.
 */
const UNCOUNTED = 64 * 1024

/** Limits the bytes of all bodies that a server holds at once. */
export class BodyRoom {
  private left: number
  private readonly uncounted: number

  /**
   * @param most the limit in bytes
   * @param uncounted the part of each body that does not count, in bytes
   */
  constructor(most: number, uncounted = UNCOUNTED) {
    this.left = most
    this.uncounted = uncounted
  }

  /** Begins to count the bytes of one request. */
  open(): HeldBody {
    let { uncounted } = this
    let held = 0
    return {
      take: (size) => {
        const counted = Math.max(0, size - uncounted)
        uncounted = Math.max(0, uncounted - size)
        if (counted > this.left) return false
        this.left -= counted
        held += counted
        return true
      },
      release: () => {
        this.left += held
        held = 0
      }
    }
  }
}

export interface HeldBody {
  /** @returns false if there is no room for this many more bytes */
  take(size: number): boolean
  release(): void
}
