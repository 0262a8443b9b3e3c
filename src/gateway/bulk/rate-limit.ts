/** In milliseconds. The window is a little longer than a second, because requests do not all travel equally fast. */
const WINDOW = 1_015

/** The part of the rate that the even spacing aims at. What a late timer missed is made up for within the window. */
const AIM = 0.98

/** In milliseconds: so much of missed time is made up for. */
const CATCH_UP = 200

/**
 * When the next request may start, so that no second has more than the rate: evenly spaced, and never within a second
 * of the one that is `perSecond` requests before it. It has no clock of its own: every time is given, in milliseconds.
 */
export class RateLimit {
  /** The starts of the last `perSecond` requests, as a ring. */
  private readonly starts: number[]
  private count = 0
  private due = Number.NEGATIVE_INFINITY
  private readonly gap: number

  /** @param perSecond an integer, 1 at least */
  constructor(perSecond: number) {
    this.starts = new Array(perSecond).fill(Number.NEGATIVE_INFINITY)
    this.gap = 1000 / (perSecond * AIM)
  }

  /** @returns the milliseconds until the next request may start; 0 if it may now */
  wait(now: number): number {
    return Math.max(0, this.due - now, this.oldest() + WINDOW - now)
  }

  /** A request starts now. */
  start(now: number): void {
    this.starts[this.count++ % this.starts.length] = now
    this.due = Math.max(this.due, now - CATCH_UP) + this.gap
  }

  private oldest(): number {
    return this.starts[this.count % this.starts.length] ?? Number.NEGATIVE_INFINITY
  }
}
