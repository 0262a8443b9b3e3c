/**
 * Bytes of each body that are not counted: callbacks and calls have fewer, so whoever fills the room with large bodies
 * keeps none of them out. As many as there are connections take no more than one upload or two.
 */
export const UNCOUNTED = 64 * 1024

/** Bytes of bodies that a server may hold at once. */
export class BodyRoom {
  private left: number

  /** @param most bytes */
  constructor(most: number) {
    this.left = most
  }

  /** What is held for one request. */
  open(): HeldBody {
    let uncounted = UNCOUNTED
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
  /** @returns false when there is no room for so many bytes more */
  take(size: number): boolean
  release(): void
}
