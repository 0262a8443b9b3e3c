/** Bytes of bodies that a server may hold at once. */
export class BodyRoom {
  private left: number

  /** @param most bytes */
  constructor(most: number) {
    this.left = most
  }

  /** What is held for one request. */
  open(): HeldBody {
    let held = 0
    return {
      take: (size) => {
        if (size > this.left) return false
        this.left -= size
        held += size
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
